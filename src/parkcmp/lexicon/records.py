"""The records of the lexicon: what parkcmp knows of parks, sub-parks and indicators before it reads a text.

Plain frozen dataclasses; `load.py` makes them from the package's data, `validate.py` checks files that people write.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Park:
    """A national high-tech zone. `key` is its Chinese short name; aliases name it anywhere in a text, bare names only
    as the subject of a zone's numbers, typed names only where a person types."""

    key: str
    official_name: str
    short_name: str
    pinyin: str
    aliases: tuple[str, ...]
    bare_names: tuple[str, ...]
    typed_names: tuple[str, ...]
    province: str
    city: str
    region: str
    approved: str
    admin_code: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Subpark:
    """A part of a zone that texts give numbers of: never the zone's own."""

    park: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Metric:
    """An indicator. `unit` is canonical, `kind` flow|stock|ratio|rank|index, `direction` higher|lower|none (which end is
    first in a ranking); `part_of` serves sums only, `stands_for` the stand-ins of a ranking."""

    id: str
    zh: str
    en: str
    unit: str
    kind: str
    direction: str
    category: str
    part_of: str | None
    stands_for: str | None
    aliases: tuple[str, ...]
    definition: str
    source: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything, by key. `version` is a hash of the content: facts remember which lexicon read them."""

    parks: Mapping[str, Park]
    subparks: tuple[Subpark, ...]
    metrics: Mapping[str, Metric]
    version: str

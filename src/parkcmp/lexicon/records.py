"""The records of the lexicon: what parkcmp knows of parks, sub-parks and indicators before it reads a text.

Plain frozen dataclasses; `load.py` makes them from the package's data, `validate.py` checks files that people write.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
    """A part of a zone that texts give numbers of: never the zone's own.

    `aliases` name it anywhere, and so does `name` unless it is among the `bare_names`: common names (徐汇园,
    软件园三期) that mean it only in a text of its zone.
    """

    park: str
    name: str
    aliases: tuple[str, ...] = ()
    bare_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Metric:
    """An indicator. `unit` is canonical, `kind` flow|stock|ratio|rank|index, `direction` higher|lower|none (which end
    is first in a ranking); `part_of` serves sums only, `stands_for` the stand-ins of a ranking.

    `aliases` are all names that mean it wherever they stand, `zh` first; `general_aliases` (产值, 税收) mean it only as
    the text's own zone's and with a fitting unit. `ratios` are the (numerator, denominator) metric ids whose quotient
    it is, so that 研发经费…占营业收入比重 names rd_intensity without being listed.
    """

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
    general_aliases: tuple[str, ...] = ()
    ratios: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """An administrative division that is no zone. `name` is its full name, `level` country|area|province|city|county|
    district (a national new area), `province` the full name of its province (empty above provinces)."""

    name: str
    level: str
    province: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything, by key. `version` is a hash of the content: facts remember which lexicon read them.

    `metric_names` and `general_names` are all names of metrics → id, the general ones apart. `distinct` are terms that
    hold or resemble a metric's name and are none of ours (工业销售产值): they win by length and give metric null.
    `regions` are all names of divisions, short ones too → full name, `region_info` full name → Region. `others` are
    names that hold a park's name and are something else (东湖高新, a listed firm) → kind: firm|zone|place.
    """

    parks: Mapping[str, Park]
    subparks: tuple[Subpark, ...]
    metrics: Mapping[str, Metric]
    version: str
    metric_names: Mapping[str, str] = field(default_factory=dict)
    general_names: Mapping[str, str] = field(default_factory=dict)
    distinct: tuple[str, ...] = ()
    regions: Mapping[str, str] = field(default_factory=dict)
    region_info: Mapping[str, Region] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)

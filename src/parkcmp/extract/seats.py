"""高新区 in a city's own account (许昌市2021年统计公报): the city's national zone, where the city has exactly one of its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parkcmp.extract.along import Along
from parkcmp.extract.mentions import Owner, OwnerMention
from parkcmp.lexicon.records import Lexicon
from parkcmp.lexicon.spellings import park_names

_ACCOUNT = re.compile(r"公报|政府工作报告|国民经济和社会发展|年鉴|经济运行情况")
_ZONES = frozenset(("park", "nation", "zone", "subpark", "deixis", "ambiguous"))


def seat_of(title: str, named: list[OwnerMention], lexicon: Lexicon) -> Owner | None:
    """The zone that 高新区 alone means under a title that names a city and no zone; None where that is not certain."""
    if not _is_account(title, named):
        return None
    cities = {o.owner.key for o in named if o.owner.kind == "region" and o.owner.key.endswith("市")}
    if len(cities) != 1:
        return None
    city = cities.pop()
    parks = [park for park in lexicon.parks.values() if park.city == city]
    if len(parks) != 1 or f"{city.removesuffix('市')}高新区" not in park_names(parks[0]):
        return None
    return Owner("park", parks[0].short_name, parks[0].key)


def _is_account(title: str, named: Sequence[OwnerMention]) -> bool:
    return _ACCOUNT.search(title) is not None and not any(o.owner.kind in _ZONES for o in named)


def is_hosted(text: str, title: tuple[int, int] | None, owners: Along[OwnerMention]) -> bool:
    """Whether a text is a city's or province's own account, in which a zone has no more than its own sentences."""
    if title is None:
        return False
    named = owners.within(*title)
    return any(o.owner.kind == "region" for o in named) and _is_account(text[slice(*title)], named)


def title_seat(text: str, title: tuple[int, int] | None, owners: Along[OwnerMention], lexicon: Lexicon) -> Owner | None:
    """The seat that a text's title gives."""
    if title is None:
        return None
    return seat_of(text[slice(*title)], list(owners.within(*title)), lexicon)

"""高新区 in a city's own account (许昌市2021年统计公报): the city's national zone, where the city has exactly one of its name."""

from __future__ import annotations

import re

from parkcmp.extract.along import Along
from parkcmp.extract.mentions import Owner, OwnerMention
from parkcmp.lexicon.records import Lexicon
from parkcmp.lexicon.spellings import park_names

_ACCOUNT = re.compile(r"公报|政府工作报告|国民经济和社会发展|年鉴|经济运行情况")
_ZONES = frozenset(("park", "nation", "zone", "subpark", "deixis", "ambiguous"))


def seat_of(title: str, named: list[OwnerMention], lexicon: Lexicon) -> Owner | None:
    """The zone that 高新区 alone means under a title that names a city and no zone; None where that is not certain."""
    if not _ACCOUNT.search(title) or any(o.owner.kind in _ZONES for o in named):
        return None
    cities = {o.owner.key for o in named if o.owner.kind == "region" and o.owner.key.endswith("市")}
    if len(cities) != 1:
        return None
    city = cities.pop()
    parks = [park for park in lexicon.parks.values() if park.city == city]
    if len(parks) != 1 or f"{city.removesuffix('市')}高新区" not in park_names(parks[0]):
        return None
    return Owner("park", parks[0].short_name, parks[0].key)


def title_seat(text: str, title: tuple[int, int] | None, owners: Along[OwnerMention], lexicon: Lexicon) -> Owner | None:
    """The seat that a text's title gives."""
    if title is None:
        return None
    return seat_of(text[slice(*title)], list(owners.within(*title)), lexicon)

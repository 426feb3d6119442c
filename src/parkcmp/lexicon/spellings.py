"""The spellings of a zone's name: composed from its stems, never listed.

A stem is what stands before 高新区 in a name that parks.csv gives (新乡, 慈湖, 马鞍山慈湖); from each the grammar
X[市](国家|国家级)?高新((技术)?(产业)?(开发)?|技术产业园)区 makes every spelling in use. Only names that mean the zone
wherever they stand; bare names (光谷, 火炬高新区) are kept apart, as they need the context to say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product

from parkcmp.lexicon.records import Park

_SHORT = "高新区"
_LONG = "高新技术产业开发区"
_LEVELS = ("", "国家", "国家级")
_HEADS = (
    *(
        f"{level}高新{technology}{industry}{development}区"
        for level, technology, industry, development in product(_LEVELS, ("", "技术"), ("", "产业"), ("", "开发"))
    ),
    *(f"{level}高新技术产业园区" for level in _LEVELS),  # what provinces called most before 2011
    *("高新园区", "高新技术园区"),
)


def park_names(park: Park) -> tuple[str, ...]:
    """Every strong name of a park, its official one first, without repetition."""
    names = [park.official_name, *park.aliases]
    if park.short_name.endswith("区"):  # 中关村 is a place, a street and a share as well
        names.append(park.short_name)
    for stem in park_stems(park):
        for base in _with_city(stem, park):
            names += [base + head for head in _HEADS]
    return tuple(dict.fromkeys(spelling for name in names for spelling in _brackets(name)))


def park_stems(park: Park) -> tuple[str, ...]:
    """What stands before 高新区 in the park's names: 惠州仲恺, 仲恺, 惠州."""
    stems = [name.removesuffix(_SHORT) for name in (park.short_name, *park.aliases) if name.endswith(_SHORT)]
    if park.official_name.endswith(_LONG):
        stems.insert(0, park.official_name.removesuffix(_LONG))
    return tuple(dict.fromkeys(stem for stem in stems if "国家" not in stem and not set(stem) & set("()（）—")))


def bare_park_names(parks: Iterable[Park]) -> Mapping[str, tuple[str, ...]]:
    """Bare names → the keys of all parks that go by them; 火炬高新区 goes by several, and the context decides."""
    keys: dict[str, tuple[str, ...]] = {}
    for park in parks:
        for name in park.bare_names:
            for spelling in _brackets(name):
                keys[spelling] = (*keys.get(spelling, ()), park.key)
    return keys


def _with_city(stem: str, park: Park) -> tuple[str, ...]:
    """The stem, and with 市 where that names its own city: 新乡市, 昆山市, 厦门市火炬; never 临江市."""
    stem = stem.removesuffix("市")
    city = park.city.removesuffix("市")
    if stem in (city, park.key):
        return (stem, f"{stem}市")
    if stem.startswith(city):
        return (stem, f"{city}市{stem.removeprefix(city)}")
    return (stem,)


def _brackets(name: str) -> tuple[str, ...]:
    """A name with brackets in both widths."""
    narrow = name.replace("（", "(").replace("）", ")")
    if "(" not in narrow:
        return (name,)
    return (narrow, narrow.replace("(", "（").replace(")", "）"))

"""What a person types, and the park, metric, province or region that it means.

A name that fits several is an error that lists them, one that fits none an error that says what is near. Texts are
read elsewhere: here a key, a city or pinyin is enough, as nobody types 高新区 for fun.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from parkcmp.errors import UnknownNameError
from parkcmp.lexicon.assemble import plain_name
from parkcmp.lexicon.records import Lexicon, Metric, Park
from parkcmp.lexicon.spellings import park_names, park_stems
from parkcmp.model import Measure
from parkcmp.text.fold import fold_word

NATION = "全国"
_NATION_NAMES = {NATION, "全国高新区", "国家高新区", "全国国家高新区", "all", "national"}
_REGIONS = {
    "东部": ("东部", "东部地区", "east", "eastern"),
    "中部": ("中部", "中部地区", "central"),
    "西部": ("西部", "西部地区", "west", "western"),
    "东北": ("东北", "东北地区", "northeast"),
}
_SUFFIXES = {Measure.GROWTH: "_growth", Measure.SHARE: "_share"}
_ENDINGS = {
    Measure.GROWTH: ("同比增长率", "同比增速", "增长速度", "增长率", "增速", "增幅"),
    Measure.SHARE: ("占比", "比重"),
}
_VERBS = ("实现", "完成", "拥有", "达到")


@dataclass(frozen=True, slots=True)
class MetricChoice:
    """A metric, and the measure of it that its name says (`output_growth`), if any."""

    metric: Metric
    measure: Measure | None

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All measures that the name means, empty for any: growth is a period's rate and the average a year."""
        if self.measure is Measure.GROWTH:
            return (Measure.GROWTH, Measure.CAGR)
        return () if self.measure is None else (self.measure,)

    @property
    def pairs(self) -> tuple[tuple[str, Measure | None], ...]:
        """The metric's id with each of those measures, or with None for any."""
        return tuple((self.metric.id, measure) for measure in self.measures or (None,))


def resolve_park(name: str, lexicon: Lexicon) -> Park:
    """The park that a key, alias, composed spelling, typed name, city or pinyin names.

    Raises UnknownNameError where several fit (fuzhou, 火炬高新区, 上海) or none.
    """
    typed = ""
    for typed in _forms(name):
        for keys in (*_park_keys(typed, lexicon), *_park_keys(_without_province(typed, lexicon), lexicon)):
            if keys:
                if len(keys) > 1:
                    raise UnknownNameError(f"{name} fits several parks: {_listed(keys)}", "name one of them")
                return lexicon.parks[keys[0]]
    raise _unknown_park(name, typed, lexicon)


def resolve_entity(name: str, lexicon: Lexicon) -> str:
    """The entity of facts that a name means: 全国 for all zones together, else a park's key."""
    if is_nation(name):
        return NATION
    return resolve_park(name, lexicon).key


def is_nation(name: str) -> bool:
    """Whether a name means all zones of the country together."""
    return any(typed.lower() in _NATION_NAMES for typed in _forms(name))


def resolve_metric(name: str, lexicon: Lexicon) -> MetricChoice:
    """The metric that an id or a Chinese name names; `ID_growth` and `ID_share` name its growth and its share.

    An id of the registry always wins (rd_share). Raises UnknownNameError.
    """
    typed = ""
    for typed in _forms(name):
        if choice := _choice(typed, lexicon):
            return choice
    raise _unknown_metric(name, typed, lexicon)


def resolve_province(name: str, lexicon: Lexicon) -> str:
    """The full name of a province with parks: 河南 → 河南省, 内蒙古 → 内蒙古自治区. Raises UnknownNameError."""
    *_, typed = _forms(name)
    known = {park.province: None for park in lexicon.parks.values() if park.province}
    full = lexicon.regions.get(typed, typed)
    if full in known:
        return full
    raise UnknownNameError(
        f"no park lies in a province called {name}", _did_you_mean(typed, known, "see `parkcmp parks`")
    )


def resolve_region(name: str, lexicon: Lexicon) -> str:  # noqa: ARG001 — as the other resolvers are called
    """One of the four regions of China's statistics: 东部, 中部, 西部, 东北. Raises UnknownNameError."""
    typed = [*_forms(name)][-1].lower()
    for region, names in _REGIONS.items():
        if typed in names:
            return region
    raise UnknownNameError(f"no region is called {name}", f"name one of {', '.join(_REGIONS)}")


def _forms(name: str) -> Iterable[str]:
    """A name as it was typed, then as a text is read: full-width letters and traditional characters in one form."""
    typed = plain_name(name).strip()
    yield typed
    if not typed.isascii() and (folded := plain_name(fold_word(name)).strip()) != typed:
        yield folded


def _choice(typed: str, lexicon: Lexicon) -> MetricChoice | None:
    if metric := _metric(typed, lexicon):
        return MetricChoice(metric, None)
    for measure, suffix in _SUFFIXES.items():
        if typed.lower().endswith(suffix) and (metric := _metric(typed[: -len(suffix)], lexicon)):
            return MetricChoice(metric, measure)
    for measure, endings in _ENDINGS.items():
        for ending in endings:
            if typed.endswith(ending) and (metric := _metric(typed.removesuffix(ending), lexicon)):
                return MetricChoice(metric, measure)
    return None


def _park_keys(typed: str, lexicon: Lexicon) -> Iterable[list[str]]:
    """The keys that a name can mean, the surest kind of name first: where one kind knows it, the next is not asked."""
    parks = lexicon.parks.values()
    forms = {typed.lower(), _latin(typed)}
    yield [park.key for park in parks if typed in (park.key, f"{park.key}市")]
    yield [park.key for park in parks if forms & {plain_name(name).lower() for name in _short_names(park)}]
    yield [park.key for park in parks if _may_spell(typed, park) and typed in map(plain_name, park_names(park))]
    city = lexicon.regions.get(typed, typed)
    yield [park.key for park in parks if city == park.city]


def _short_names(park: Park) -> tuple[str, ...]:
    return (*park.bare_names, *park.typed_names, park.short_name, park.pinyin)


def _without_province(typed: str, lexicon: Lexicon) -> str:
    """江苏省昆山高新区 and 河南新乡 without the province before them."""
    for length in range(min(8, len(typed) - 2), 1, -1):  # the longest name of a province first
        full = lexicon.regions.get(typed[:length])
        if full and lexicon.region_info[full].level == "province":
            return typed[length:]
    return typed


def _may_spell(typed: str, park: Park) -> bool:
    """Whether it is worth composing the park's names."""
    return any(name[:2] in typed for name in (park.official_name, *park.aliases, *park_stems(park)))


def _latin(name: str) -> str:
    """Pinyin as a person may write it (Xi'an, xin-xiang, xinxianggaoxinqu) in the form of the registry."""
    if not name.isascii():
        return name
    letters = "".join(char for char in name.lower() if char.isalpha())
    return letters.removesuffix("gaoxinqu") or letters


def _metric(name: str, lexicon: Lexicon) -> Metric | None:
    if metric := lexicon.metrics.get(name.lower()):
        return metric
    forms = [name, *(name.removeprefix(verb) for verb in _VERBS if name.startswith(verb))]
    for form in forms:
        if owner := lexicon.metric_names.get(form) or lexicon.general_names.get(form):
            return lexicon.metrics[owner]
    if name.isascii():
        english = name.lower()
        return next((m for m in lexicon.metrics.values() if plain_name(m.en).lower() == english), None)
    return None


def _unknown_park(name: str, typed: str, lexicon: Lexicon) -> UnknownNameError:
    if is_nation(name):
        remedy = "compare --benchmark and facts --park 全国 show its figures, rank has them below"
        return UnknownNameError(f"{name} is all zones together, not a park", remedy)
    for subpark in lexicon.subparks:
        if typed in map(plain_name, (subpark.name, *subpark.aliases, *subpark.bare_names)):
            return UnknownNameError(f"{name} is a part of a park, not a park", f"the park is {subpark.park}")
    full = lexicon.regions.get(typed, "")
    inside = [park.key for park in lexicon.parks.values() if full and full in (park.province, park.city)]
    if inside:
        remedy = "name one of them" if len(inside) > 1 else f"did you mean {inside[0]}?"
        return UnknownNameError(f"{name} is no park; {full} has {_listed(inside)}", remedy)
    if typed in lexicon.others:
        return UnknownNameError(f"{name} is not one of the national zones", "see `parkcmp parks`")
    known = {form: park.key for park in lexicon.parks.values() for form in _near_forms(park)}
    return UnknownNameError(f"no park is called {name}", _did_you_mean(_latin(typed), known, "see `parkcmp parks`"))


def _near_forms(park: Park) -> tuple[str, ...]:
    return tuple(form for form in (park.key, park.short_name, park.pinyin, *park.typed_names) if form)


def _unknown_metric(name: str, typed: str, lexicon: Lexicon) -> UnknownNameError:
    what = f"no metric is called {name}"
    if typed in map(plain_name, lexicon.distinct):
        what = f"{name} is known as a term of its own and belongs to no metric"
    ids = {metric_id: metric_id for metric_id in lexicon.metrics}
    known = {**ids, **lexicon.metric_names, **lexicon.general_names}
    return UnknownNameError(what, _did_you_mean(typed, known, "`parkcmp metrics` lists them"))


def _did_you_mean(typed: str, known: Mapping[str, str | None], otherwise: str) -> str:
    """Up to three near names: those that hold the typed one first, then those spelt alike."""
    import difflib

    holding = [name for name in known if typed and typed in name]
    alike = difflib.get_close_matches(typed, known, 6, 0.5)
    near = list(dict.fromkeys(known[name] or name for name in (*sorted(holding, key=len), *alike)))[:3]
    return f"did you mean {', '.join(near)}? {otherwise}" if near else otherwise


def _listed(keys: Iterable[str]) -> str:
    return ", ".join(keys)

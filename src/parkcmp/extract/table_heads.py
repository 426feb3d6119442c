"""What a head, stub or caption of a table says: an indicator, a place, a time, a unit, a kind of measure, or several.

Each text is read once and context-free; `table_facts` decides what it means where it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from parkcmp.extract.quantity import Quantity
from parkcmp.extract.table_values import TRAILING_NOTES, parse_unit
from parkcmp.extract.times import Time, find_times
from parkcmp.extract.vocabulary import Place, Term, Vocabulary
from parkcmp.model import Measure
from parkcmp.text.fold import fold_word

_EDGES = "，、：:/·-—的 "
_BRACKET = re.compile(r"[（\[〔【]([^（）\[\]〔〕【】]*)[）\]〕】]")
_UNIT_LIST = re.compile(r"(?:计量)?单位[：:]?\s*([^（）。；\s]+)")
_UNIT_TAIL = re.compile(r"[，/／—\-\s]+([^，/\s—\-（）]{1,8})$")
_LEADING = re.compile(
    r"^(?:[#＃*·•●■◆—\-\s、]+|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十0-9]{1,3}）|[0-9]{1,2}[.、．](?![0-9])|其中[：:，]?)+"
)
_TABLE_NUMBER = re.compile(r"^\s*(?:附|续)?表\s*[0-9０-９一二三四五六七八九十]*(?:[-—.－][0-9０-９]+)*[：:、.\s]*")
_BARE_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_COUNT_WORD = re.compile(r"(?:总数|总量|总额|数量|个数|家数|人数|件数|数额|金额|规模|数|额|量|情况)$")
_NEUTRAL_LEAD = re.compile(
    r"^(?:高新区|国家高新区|园区|全区|区内|全部|当年|本年|年末|期末|累计|实现|完成|实际|拥有|现有|企业|入统企业|各高新区|主要|分)+"
)
# Heads that only say "the value": under an indicator they add nothing to it.
_NEUTRAL = re.compile(
    r"(?:(?:本年|本期|当年|当期|实际|实绩|完成|累计|年末|期末)?(?:总量|绝对值|绝对数|绝对额|绝对量|数值|数据|指标值|金额|数量|总数|合计|总计|实绩|数|"
    r"个数|完成数|完成值|完成情况|完成|累计|指标|项目|年份|年度|时间|总值|水平|值|实际值|统计值|本期|本年|当年|年末数|期末数)?)$"
)
_GENERIC_PARENT = re.compile(
    r"(?:指标|情况|方面|类|能力|水平|效益|概况|发展|创新|规模|结构|经济|活动|投入|产出|环境|经营|状况|人员|企业)$"
)
_TOTAL = re.compile(
    r"^(?:合计|总计|小计|共计|总和|平均|均值|平均值|平均水平|中位数|最大值|最小值|最高|最低|其他|其它|其余)"
)
_COMPARED = "同比|环比|[比较]上年(?:同期)?|[比较]去年(?:同期)?|与上年(?:同期)?相?比|比上期|年"
_CHANGED = "±|增减|增长|增|增速|增幅|升降|涨跌|变化|变动|增长变化"
_MEASURES = tuple(
    (re.compile(pattern), measure)
    for pattern, measure in (
        (r"(?:年均|平均|复合)(?:年)?(?:复合)?(?:增长|增速|增幅)(?:率|速度)?", Measure.CAGR),
        (r"(?:目标)?完成(?:率|进度|比例|百分比)|进度", Measure.COMPLETION),
        (r"占(?:年度|全年)?(?:目标|计划|预算)(?:的)?(?:比重|比例)?", Measure.COMPLETION),
        (r"占(?P<whole>[^占]{1,12}?)(?:的)?(?:比重|比例|份额|百分比|比)$", Measure.SHARE),
        (r"占比$|所占比重$|比重$|份额$|^构成(?:比)?$", Measure.SHARE),
        (r"(?:全国|全省|全市|综合|单项)?(?:排名|排位|位次|名次|位居|排序)(?:情况)?$", Measure.RANK),
        (r"(?:净增|净增加|增加|新增|增减)(?:额|量|数|值|绝对额|绝对量)$", Measure.CHANGE),
        (r"^净增$|^增量$|^增加值?(?:额|量)$|增减量$", Measure.CHANGE),
        (rf"(?:{_COMPARED})?(?:{_CHANGED})(?:率|速度|幅度|幅|情况|速)?(?:±)?$", Measure.GROWTH),
        (r"(?:同比|环比|比上年|较上年)(?:±%?|[（(]?%[）)]?)?$|^±%?$", Measure.GROWTH),
        (r"(?:为上年的?)?倍数$", Measure.MULTIPLE),
    )
)
_TARGET = re.compile(r"(?:年度|全年)?(?:目标|计划|预期|预计|任务|规划|预测)(?:值|数|任务|目标)?")
_QOQ = re.compile(r"环比|比上期|较上期|比上季|较上月|比上月")
_ASIDES = re.compile(r"[、，；]")
_UNIT_DIVIDER = re.compile(r"[、，,；;/或和]")


@dataclass(slots=True)
class Head:
    """One text of a table, read. `name` is what remains when unit, time and measure are taken out, `term` its
    indicator, `place` what the whole name means as a place, `places` all places named in it."""

    raw: str
    name: str
    term: Term | None
    place: Place | None
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    folded: str
    units: tuple[Quantity, ...]
    measure: Measure | None
    whole: str | None
    target: bool
    qoq: bool
    total: bool

    @property
    def neutral(self) -> bool:
        """Whether it says nothing but "the value"."""
        return _NEUTRAL.fullmatch(self.name) is not None

    @property
    def generic(self) -> bool:
        """Whether it only groups indicators (主要经济指标)."""
        return self.term is None and _GENERIC_PARENT.search(self.name) is not None

    @property
    def names_a_part(self) -> bool:
        """Whether it is a name that is neither an indicator nor said of one: 电子信息."""
        return self.term is None and bool(self.name) and not (self.neutral or self.generic or self.total)

    @property
    def only_measure(self) -> bool:
        """Whether it names a kind of measure and no indicator: 增速（%）."""
        return self.measure is not None and self.neutral

    @property
    def only_time(self) -> bool:
        """Whether it is a time and nothing else: 2021年, 1-6月."""
        return bool(self.times) and self.neutral and self.measure is None

    @property
    def only_unit(self) -> bool:
        """Whether it is a unit and nothing else: 亿元, （%）."""
        return bool(self.units) and not self.name and not self.times and self.measure is None


class Heads:
    """Reads heads with one vocabulary, each text once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.parks = vocabulary.lexicon.parks
        self.read = lru_cache(maxsize=4096)(self._read)
        self.term_of = lru_cache(maxsize=4096)(self._term_of)

    def _read(self, raw: str) -> Head:
        text = TRAILING_NOTES.sub("", raw.strip())
        text = _LEADING.sub("", fold_word(_TABLE_NUMBER.sub("", text)))
        folded = text
        units: list[Quantity] = []
        whole_unit = parse_unit(text)
        exact = None if whole_unit else self._vocabulary.term(text)
        if whole_unit:
            units, text = [whole_unit], ""
        elif exact is None:
            text = self._take_units(text, units)
            exact = self._vocabulary.term(text)
        if _BARE_YEAR.fullmatch(text):
            text += "年"
        times = [] if exact else [t for t in find_times(text) if t.kind in ("period", "range", "same", "now", "plan")]
        for time in reversed(times):
            text = text[: time.start] + text[time.end :]
        name = text.strip(_EDGES)
        term = exact or self.term_of(name)
        measure, whole, target = None, None, False
        if term is None or term.general:
            name, measure, whole = _take_measure(name)
            stripped = _TARGET.sub("", name).strip(_EDGES)
            if stripped != name and (term is None):
                name, target = stripped, True
            term = self.term_of(name) or term
        mentions = self._vocabulary.places(folded)
        place = next((m.place for m in mentions if m.start == 0 and m.end == len(folded)), None)
        return Head(
            raw, name, term, place, tuple(m.place for m in mentions), tuple(times), folded, tuple(units), measure,
            whole, target, bool(_QOQ.search(folded)), bool(_TOTAL.match(name)),
        )  # fmt: skip

    def _take_units(self, text: str, units: list[Quantity]) -> str:
        """Collect the units in brackets, behind 单位： and at the end, and leave them out."""
        listed = _UNIT_LIST.search(text)
        if listed:
            units.extend(u for part in _UNIT_DIVIDER.split(listed.group(1)) if (u := parse_unit(part)))
            whole = parse_unit(listed.group(1))
            units[:] = [whole] if whole else units
            text = text[: listed.start()] + text[listed.end() :]

        def bracket(match: re.Match[str]) -> str:
            inner = match.group(1)
            found = [u for part in _ASIDES.split(inner) if (u := parse_unit(part))]
            units.extend(found)
            rest = "" if found or not inner.strip() else inner
            if rest and (find_times(rest) or _take_measure(rest)[1]):
                return rest  # （同比增长）, （2021年）: said of the name, not part of it
            return f"（{rest}）" if rest else ""

        text = _BRACKET.sub(bracket, text)
        tail = _UNIT_TAIL.search(text)
        unit = parse_unit(tail.group(1)) if tail and not units else None
        if tail and unit:
            units.append(unit)
            text = text[: tail.start()]
        return text.strip()

    def _term_of(self, name: str) -> Term | None:
        """The indicator of a clean name: to the letter, with or without its counting word, or with words before it that
        change nothing."""
        candidates = [name, _NEUTRAL_LEAD.sub("", name)]
        aside = _BRACKET.search(name)
        if aside and (aside.group(1).isascii() or self._vocabulary.term(aside.group(1))):
            candidates.append(_BRACKET.sub("", name))  # 园区生产总值（GDP）
        for candidate in candidates:
            if not candidate:
                continue
            term = self._vocabulary.term(candidate)
            if term is not None:
                return term
            bare = _COUNT_WORD.sub("", candidate)
            for other in (bare, f"{bare}数", f"{bare}总数", f"{bare}额", f"{bare}总额"):
                term = self._vocabulary.term(other) if len(bare) > 1 else None
                if term is not None:
                    return term
        return None


def _take_measure(name: str) -> tuple[str, Measure | None, str | None]:
    for pattern, measure in _MEASURES:
        found = pattern.search(name)
        if found and found.group():
            whole = found.groupdict().get("whole")
            rest = (name[: found.start()] + name[found.end() :]).strip(_EDGES)
            return rest, measure, whole
    return name, None, None


@lru_cache(maxsize=4096)
def resolve_place(name: str, vocabulary: Vocabulary) -> Place | None:
    """The zone that a name means in a table of zones, where 新乡 stands for 新乡高新区."""
    for ending in ("", "高新区", "高新技术产业开发区", "区", "示范区"):
        text = name.removesuffix("市") + ending if ending else name
        mentions = vocabulary.places(text)
        if len(mentions) == 1 and mentions[0].start == 0 and mentions[0].end == len(text):
            place = mentions[0].place
            if place.kind in ("park", "bare"):
                return place
    if name in vocabulary.lexicon.parks:
        return Place("park", name)
    return None

"""What a number says about its indicator, read off the words in front of it: growth, share, change, rank, completion …

Each pattern is a named shape of wording, anchored at the number. They know verbs and particles, no park and no indicator.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from parkcmp.extract.quantity import Quantity

UP = "猛增|激增|剧增|暴增|骤增|陡增|倍增|飙升|飙涨|猛涨|暴涨|大涨|陡升|骤升|走高|按年升|增长率|增长速度|增长幅度|增长|增加|增速|增幅|增|上升|提升|提高|递增|扩大|上涨|攀升|上扬|跃升|回升|攀高|涨幅|升幅|涨|翻|(?<=[率比，年])升"
DOWN = "锐减|骤减|猛降|骤降|锐降|陡降|大降|暴跌|下挫|走低|缩水|收缩|负增长|下降|下滑|减少|降低|回落|收窄|缩减|萎缩|下跌|降幅|跌幅|降|减|跌"
_ADVERB = (
    "同比|环比|按年|按季|按月|同口径|可比价格?|可比口径|按可比价格?计算|按可比价格?|按不变价格?计算|按不变价格?|按现价计算|名义|实际|分别|又|再|仍|均|共|各|进一步|大幅|快速|稳步|逆势|实现|保持|累计|平均|"
    "(?<![两二三四五六七八九十])年均|(?<![两二三四五六七八九十])年平均|总体|整体|合计|且|并|也|同样|双双|强劲|小幅|略|微|明显|继续|持续|平稳|高速|恢复性|复合年|年复合|复合|首次|则|还|已|预计|力争|确保|将|要|预期|实际上|约|出现|呈现|迅速|显著|较快|有所|只|仅|更|有望|争取|重新|转为|由负转正|由降转升"
)
_POST = "预计|有望|力争|预期|目标为|目标|了|分列|依次|个|约|为|达到|达|均|分别|是|仅|在|超过?|近|逾|以上|只有|高达|幅度|：|的速度|实现|保持|录得"
GROWTH = re.compile(rf"(?:(?:{_ADVERB})*)(?P<verb>{UP}|{DOWN}|(?<=[同环]比))\+?(?:{_POST})*$")
# All characters that the two can hold: each ends where the words end, so it begins behind the last other one.
_OF_GROWTH = "".join(set(re.sub(r"\(\?<[=!].*?\)", "", GROWTH.pattern))) + "\n"
_NEGATIVE = re.compile(rf"(?:{DOWN})(?:{_POST})*$")
TO = re.compile(
    r"(?:增长|增加|上升|提升|提高|扩大|上涨|攀升|跃升|回升|下降|减少|降低|回落|扩|增|升|降|涨|发展|拓展|扩展|壮大|跃|翻|收窄|缩减|压缩|压减|缩小|缩短)(?:到了|至了|到|至|为)(?:了|约)?$"
    r"|(?:，|^)(?:到|至)(?:如今|目前|现在|今天)?的?$|(?:变为|变成|成为)$"
    # 增速达到: what is reached is the rate itself.
    r"|(?<!增速)(?<!增幅)(?<!增长率)(?<!涨幅)(?<!降幅)(?<!增长速度)(?:达到|达至|达为|达)(?:了|约)?$"
)
_TO_ENDS = "到至为了约今前在天的成达\n"  # the last characters of those words
CAGR = re.compile(r"年均|年平均|平均每年|每年平均|复合|年递增|年化|年度平均|[两二三四五六七八九十]年平均")
# 增幅分别达到: what is reached is a rate, so that it is no level.
RATE_REACHED = re.compile(
    r"(?:增速|增幅|增长率|增长速度|涨幅|降幅)(?:分别|依次|均|各|也|已|则|仍|更|双双|预计)*(?:达到|达至|达|为)(?:了|约)?$"
)
# 增速由…, 降幅收窄到: what moves is the rate of growth itself, and the number is that rate.
RATE_MOVED = re.compile(
    r"(?:增速|增幅|增长率|增长速度|涨幅|(?P<falls>降幅|跌幅))(?:同比|也|均|再|进一步|逐步|明显|已|将)*(?:(?:由|从)[^，；。\d]{0,12}|"
    r"[^，；。\d]{0,4}(?:回落|回升|提高|提升|上升|加快|放缓|收窄|扩大|下降|降|升)(?:到|至|为))(?:的)?$"
)
# 实现9.8%的增长, 保持10%以上的增速: the word of change stands behind the number.
GROWTH_BEHIND = re.compile(
    r"(?:的)?(?:同比|年均|高速|较快|快速|平均|正)*(?:增长率|增长速度|增长|增速|增幅|涨幅|的速度(?:递增|增长|增加))(?![\d百点])|(?:的)?(?:降幅|负增长)"
)
REACHES = re.compile(
    r"(?:继续|持续|仍|始终|稳定|整体|总体|连续[^，。；]{1,4}年|均|也|则|依然|仍然)*(?:实现|保持|取得|达到|呈现|录得|维持|出现|继续|获得|创下|迎来|以)(?:了|着|住)?(?:年均|同比|平均|年平均|高达)*$"
)
COMPARED = re.compile(
    r"(?:高于|低于|快于|慢于|高出|低出|优于|好于|强于|领先|大于|小于|超出|落后|多于|少于|高过|跑赢)[^，；。]{0,24}$"
    r"|(?<![同环])(?:比|较)[^，；。]{1,24}(?:(?<![提攀走新])高|(?<![降走])低|多|少|快|慢|大|小)(?:出|了|约|近|于)?(?:约|近)?$|(?:平均水平|平均值|均值|平均|全国水平|全省水平|全市水平)(?:的)?（?(?:为|是)?$"
)
# 与苏州高新区相比，无锡高新区工业总产值多320亿元: a distance to another, not to another time.
_BESIDE_OTHER = re.compile(
    r"(?:与|同|和|跟)(?![^，。；]*(?:年|月|季|同期|期初|过去|以往|之初|时))[^，。；]{2,16}相比，?[^，。；]{0,24}(?:多|少|高|低|快|慢|领先|落后)(?:出|了|约|近|于)*$"
)
# A character that any of the words of comparison holds.
_COMPARES = re.compile("[于出先超落过跑比较平均水]")
DRIVEN = re.compile(r"贡献率|拉动|贡献度|带动(?!下).{0,16}(?:增长|提高)")
COMPLETION = re.compile(
    r"(?:完成|达到|达|为|实现|超额完成|占|相当于)[^，；。]{0,20}(?:目标|任务|计划|预算|预期|进度|考核)(?:任务|数|值|目标|量|指标|进度)?(?:的)?(?:约|近|超)?$|(?:完成率|进度|达成率|目标完成率)(?:达到|达|为|是|：)*$"
)
SHARE = re.compile(r"占比|占到|占据|占有率|占|比重|份额|相当于|比例")
RATE_OF_RATE = re.compile(r"增速|增幅|涨幅|降幅|增长率|升幅")
ADDED = re.compile(
    r"(?:新(?:认定|入库|获批|培育|备案|登记|注册|评定|引进)|猛增|激增|剧增|暴增|骤增|陡增|锐减|骤减|增收|减收|净增量|净增数|净增额|增加量|新增量|新增数量|新增数|增量|净增加|净增长|净增|新增加|新增|增加|多增|增|净减少|净减|减少|减|多|少)(?:了|约|近|超)?$"
)
# The last characters of those words; `$` stands before a line's end too.
_ADDED_ENDS = "定库批育案记册进收加长增减少多了约近超量数额\n"
ADDED_WORD = re.compile(
    r"净增|新增|增加|新增加|净减|减少|新认定|新获批|新获认定|新(?:培育|引进|引育|入库|备案|获评|评定|评|晋级|组建|设立|建成|建|入驻|落户|孵化|列入|纳入|创建|培养|增认定)|(?<![经计已共过部厅委省市家])认定$"
)
IS_MULTIPLE = re.compile(
    r"(?:是|为|达|达到|相当于|约为|约是|成为|等于|增长到|增加到|提高到|扩大到|增至|升至|扩大为|增长为)[^，；。]{0,22}?(?:的)?(?:近|约|超|超过)?$"
)
GREW_TIMES = re.compile(rf"(?:{UP})(?:了|约|近|超过?|逾)*$")
FROM = re.compile(r"(?:由(?!于|此)|从(?!业|事|而|严))(?P<time>[^，；。]{0,18})$")
RANKED = re.compile(
    r"排名|位列|位居|名列|排在|排到|跻身|升至|升到|跃居|位次|跃升|上升到|前进到|进至|晋级|荣列|荣居|稳居|高居|荣获|夺得|居于|居|列|排|获|为|稳坐|坐稳|蝉联|冲至|冲到|提升至|提升到|由|从|前移至"
)
RANK_PHRASE = re.compile(
    r"(?:数量|总量|规模|总数|增速|占比|水平|均|分别|指标|体量|总额|双双|也|，|已|连续.{1,3}年|继续|持续|保持|稳定|并|综合)*(?:提升至|提升到|上升至|上升到|提高到|前移至|前移到|前进至|前进到|晋升至|晋升到|下降至|下降到|滑落至|位列|位居|名列|排名|排在|排到|排|跻身|升至|升到|跃居|跃升至|跃升到|稳居|高居|居于|居|列|升|位次|位次升至)(?:到|至|在|为|升至)*"
    r"(?:全国|全省|全市|我省|本省|省内|全区|国内|中部|西部|东部|东北|[\u4e00-\u9fff]{2,4}省|[\u4e00-\u9fff]{2,4}市)*(?:的)?(?:\d+家)?(?:国家级?)?(?:高新区|同类园区|开发区|园区|城市|产业园区|同类)*(?:的|中|内|之中|系统|里)*$"
)
OVERALL = re.compile(
    r"综合评价|综合评比|综合测评|综合考评|综合排名|综合实力|综合考核|综合发展|评价(?:结果)?(?:中|里)|国家高新区(?:的|中|内)*(?:总?排名|位次|排位)|全国高新区(?:中|的|内)*(?:总?排名|位次|排位)|全国排名|总排名|总体排名|综合位次|综合评估|(?:全国|国家级?)[^，。；]{0,24}高新区(?:和苏州工业园区)?(?:（[^（）]{0,12}）)?(?:[中的里内）]|当中)*(?:排名|位列|位居|名列|列|居|排)|考核评价|高新区全国排(?:名|在|到|位)?$"
)
QUARTER_ON_QUARTER = re.compile(r"环比|较上季度|比上季度|比上月|较上月|较上期")
YEAR_ON_YEAR = re.compile(r"同比|按年|同期|较上年|比上年|比去年|较去年|上一年|可比")
_CLAUSE_MARK = re.compile(r"[，；。：\n（ ]")
_APART = re.compile(r"(?:(?<![提攀走新])高|(?<![降走])低|(?<!加)快|(?<![放减])慢)(?:出|于)?$")


@dataclass(slots=True)
class Lead:
    """The words in front of a number: `text` back to the number before it, `clause` back to the last comma."""

    text: str
    clause: str
    start: int
    clause_start: int
    _growth: re.Match[str] | bool | None = False

    @property
    def growth(self) -> re.Match[str] | None:
        """The verb of change that the words end in; asked for several times of one number, so it is kept."""
        if self._growth is False:
            self._growth = GROWTH.search(self.text, len(self.text.rstrip(_OF_GROWTH)))
        return self._growth  # type: ignore[return-value]


class Leads:
    """The leads of one text; where its clauses end is looked up, not searched for at every number."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._marks = [m.end() for m in _CLAUSE_MARK.finditer(text)]

    def before(self, limit: int, end: int) -> Lead:
        """The lead of a number whose hedge begins at `end`, not reaching left of `limit`."""
        text, marks, start = self._text, self._marks, max(limit, end - 90)
        i = bisect_right(marks, end) - 1
        if i >= 0 and marks[i] == end > start and text[end - 1] in "：（":
            while i >= 0 and marks[i] > start and text[marks[i] - 1] in "：（":  # what announces the number is its own
                i -= 1
        clause = marks[i] if i >= 0 and marks[i] > start else start
        return Lead(text[start:end], text[clause:end], start, clause)


def risen_to(text: str) -> re.Match[str] | None:
    """增长到, 降至, 达: the words of reaching that those in front of a number end in."""
    return TO.search(text) if text and text[-1] in _TO_ENDS else None


def added(text: str) -> re.Match[str] | None:
    """新增, 增加了, 减少: the verb of more or fewer that the words in front of a number end in."""
    return ADDED.search(text) if text and text[-1] in _ADDED_ENDS else None


def is_negative(lead: Lead) -> bool:
    """Whether the verb of change in front of the number goes down."""
    return _NEGATIVE.search(lead.text, len(lead.text.rstrip(_OF_GROWTH))) is not None


def is_compared(lead: Lead, q: Quantity) -> bool:
    """Whether the number measures a distance to somebody else, or is somebody else's average."""
    clause = lead.clause
    if q.kind == "points" and _APART.search(clause):
        return True
    if clause == "" or _COMPARES.search(clause) is None:
        return "相比，" in lead.text and _BESIDE_OTHER.search(lead.text) is not None
    return COMPARED.search(clause) is not None or ("相比" in lead.text and _BESIDE_OTHER.search(lead.text) is not None)

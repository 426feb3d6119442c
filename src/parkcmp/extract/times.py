"""Find times: years, months, quarters, spans, relative ones (去年同期), starts (2012年以来) and bare durations.

Recognition is context-free; `resolve` turns a relative time into a period once the running year and the month of
publication are known. Periods are written as facts.md writes them: 2021, 2022-08, 2022-H1, 2022-Q3, 2022-01/2022-07.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import digits

from parkcmp.text.anchors import Anchors, Beside, each
from parkcmp.text.numerals import parse_chinese

_CN_YEAR = r"[一二][〇零九][〇零一二三四五六七八九]{2}"
_YEAR = rf"(?:(?:19|20)\d{{2}}|{_CN_YEAR})"
_RELATIVE = {
    "今年": 0, "过去一年": -1, "过去的一年": -1, "本年度": 0, "本年": 0, "年内": None, "去年": -1, "上年度": None, "上年": None, "前年": -2, "明年": 1,
    "当年": None, "同年": None, "是年": None, "次年": None, "翌年": None, "上一年度": None, "上一年": None, "全年": None,
}  # fmt: skip
_PART = (
    r"(?P<half>[上下]半年)|第?(?P<quarter>[一二三四1-4](?=季度)|首(?=季))季度?|[1一](?:季度)?[-—–~至到](?P<quarters>[2-4二三四])季度|(?P<three>[前头]三个?季度)|(?P<two>前[两二]个?季度)"
    r"|[前头1](?P<months>\d{1,2}|[一二两三四五六七八九十]{1,2})个月"
    r"|(?P<from>\d{1,2})月?(?:份)?[-—–~至到](?P<to>\d{1,2})月(?:份)?|(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?(?:(?P<day>\d{1,2})[日号])?"
)
_YEARLY = r"[上下]半年|第?[一二三四]季度|前三个?季度|首季|全年"  # 2018上半年: 年 is left out before them
_TAIL = r"(?P<tail>(?:年)?[末底初]|中旬|上旬|下旬|期间|全年)?"
_ABSOLUTE = Beside(
    rf"(?:(?P<y0>{_YEAR})年?(?:[-—–~至到]{{1,2}}))?(?P<y>{_YEAR})(?:(?:年(?:度)?(?:的)?|(?={_YEARLY}))(?:{_PART})?{_TAIL}|(?=[\s|]|$))",
    (*each(("19", "20"), digits), *each("一二", "〇零九")),
)
_DASHED = Beside(
    r"(?P<y>(?:1(?<!\d.)9|2(?<!\d.)0)\d{2})(?P<sep>[-/.])(?P<m>\d{1,2})(?:(?P=sep)(?P<d>\d{1,2}))?(?![\d%万亿])",
    each(("19", "20"), digits),
)
_EUROPEAN = Beside(
    r"(?P<d>\d(?<![\d.]\d)\d?)\.(?P<m>\d{1,2})\.(?P<y>(?:19|20)\d{2})(?![\d.%万亿])",
    each((".19", ".20"), digits),
    5,
    digits + ".",
)
_COMPACT = Beside(r"(?P<y>20(?<!\d..)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)", each(("20",), digits))
_RELATIVE_RE = Beside(
    rf"(?P<rel>今年|过去的?一年|本年度|本年(?=[度前上下一二三四1-4])|年内|去年|上年度|上年|上一年度|上一年|前年|明年|当年|同年|是年|次年|翌年)"
    rf"(?:度)?(?:的)?(?:{_PART})?(?P<same>同期)?{_TAIL}",
    (*each("今去上前明当同是次翌本一", "年"), "年内"),
    4,
    "上过去的",
)
_BARE_PART = Beside(
    rf"(?:{_PART})(?P<tail>末|底|初|中旬|上旬|下旬)?(?!报|均|薪|租)",
    ("上半年", "下半年", "季度", "首季", "个月", *each(digits + "一二两三四五六七八九十", "月")),
    6,
    digits + "一二两三四五六七八九十第前头首上下个-—–~至到",
)
_ENDS = Beside(
    r"(?<![\d几多两三五])(?P<end>年末|年底|岁末|期末|年终)|(?P<start>年初)|(?P<all>全年|年度(?=[，内]))",
    ("年末", "年底", "年终", "年初", "年度，", "年度内", "岁末", "期末", "全年"),
)
# 半年报, 年中答卷, 一季报: an account named by its time.
_ACCOUNT = Beside(
    r"(?<![上下])(?:半年|年中)(?:报(?!道|告会|名)|答卷|成绩单|考卷|度?报告)|(?P<quarter>[一三])季报(?!道|名)",
    (*each(("半年", "年中"), "报答成考度"), "一季报", "三季报"),
)
_PLAN = Beside(
    r"(?P<plan>[十八九一二](?:(?<=十)[一二三四五]?五|(?<!十)五))(?:(?P<tail>期间|时期|末期|末|期末|收官|开局|初期|初|以来)|(?<=十[一二三四五]五)(?=年均|年平均|的五年|五年|(?:经济|发展|规划|主要|奋斗)*目标))",
    each("五", "期时末收开初以年的五目发主规奋经"),
    2,
    "十八九一二三四五",
)
PLAN_ENDS = {
    "八五": 1995,
    "九五": 2000,
    "十五": 2005,
    "十一五": 2010,
    "十二五": 2015,
    "十三五": 2020,
    "十四五": 2025,
    "十五五": 2030,
}
_CONGRESS = Beside(r"党?的?十(?P<n>[六七八九]|)大以来|党?的?二十大以来", ("大以来",), 5, "党的十六七八九二")
_CONGRESS_YEARS = {"六": 2002, "七": 2007, "八": 2012, "九": 2017, "": 2022}
_NOW = Beside(
    r"截至目前|截止目前|截至当前|截至今日|截至发稿|到目前为止|目前|如今|当前|现如今|现在|眼下|迄今|至今|现(?<![发出体实呈表].)(?=[有已共拥]|辖|管辖)",
    ("目前", "如今", "当前", "现在", "眼下", "迄今", "至今", "至发稿", *each("现", "有已共拥辖管")),
    2,
    "截至止到现",
)
_SAME = Beside(r"(?:上年|去年)?同期|同一时期|同时期", ("同期", "同一时期", "同时期"), 2, "上去年")
_FOUNDING = Beside(
    r"(?:建区|成立|设立|创办|创建|组建|获批|建园|建设|挂牌|起步|开发)(?:之初|初期|伊始|当初|时|以来|至今)|升级(?:之初|以来|为国家高新区以来)",
    each(
        ("建区", "成立", "设立", "创办", "创建", "组建", "获批", "建园", "建设", "挂牌", "起步", "开发", "升级"),
        "之初伊当时以至为",
    ),
)
_COUNTS = "一二两三四五六七八九十百几数"
_DURATION = Beside(
    r"(?:近|过去|过去的|最近|这|短短|未来|今后|连续|历时|为期|再经过|经过|用|前后|前|满)?(?:\d{1,3}|[一二两三四五六七八九十百几]+|数)(?:多|余)?(?:个)?"
    r"(?:周年|年|个月|月|天|小时|分钟|日|周|个工作日|工作日|星期)(?:半)?(?:间|来|前|内|后|里|左右|以上|以内|之间|之内|之后|多)?",
    each(digits + _COUNTS + "多余个", ("年", "月", "天", "小时", "分钟", "日", "周", "工作日", "星期")),
    15,
    digits + _COUNTS + "多余个近过去的最这短未来今后连续历时为期再经用前满",
)
_BEGINNINGS = ("建区", "建园", "成立", "创建", "设立", "创办", "开发建设")
_PRECEDING = Beside(
    r"上个?季度|上季度|上个?月|上月|上一轮|上轮|上期|上一期|上次",
    ("上季", "上个季", "上个月", "上月", "上一轮", "上轮", "上期", "上一期", "上次"),
)
_UNRESOLVED_YEARS = re.compile(r"(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,3})(?:多|余)?年(?P<k>来|间|前)")
# 过去五年, 近三年
_LAST_YEARS = re.compile(r"(?:过去的?|最?近|这)(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,3})年(?P<k>里)?")
_PLAIN_YEARS = re.compile(r"(\d{1,2}|[一二两三四五六七八九十]{1,2})年")


@dataclass(slots=True)
class Time:
    """A mention of time. `kind` is period, range, now, same, founding, preceding, duration, average, years_since, years_ago
    or plan; `year` an absolute year,
    `shift` one relative to publication, neither: the running year. `part` is the piece of the year in period notation."""

    start: int
    end: int
    kind: str
    year: int | None = None
    shift: int | None = None
    part: str = ""
    first: int | None = None
    years: int | None = None
    text: str = ""
    tail: str = ""


ANCHORS = Anchors(
    _COMPACT, _ABSOLUTE, _EUROPEAN, _DASHED, _CONGRESS, _PLAN, _RELATIVE_RE, _FOUNDING, _SAME, _BARE_PART, _ENDS,
    _ACCOUNT, _PRECEDING, _NOW, _DURATION,
)  # fmt: skip


def find_times(text: str, anchors: Mapping[Beside, list[int]] | None = None) -> list[Time]:
    """All times of a folded text, longest first where they overlap, in order."""
    if anchors is None:
        anchors = ANCHORS.find(text)
    found: list[Time] = []
    used = bytearray(len(text) + 1)

    def claim(time: Time | None) -> None:
        if time is not None and time.end > time.start and used.find(1, time.start, time.end) < 0:
            used[time.start : time.end] = b"\1" * (time.end - time.start)
            found.append(time)

    for m in _COMPACT.find(text, anchors):
        claim(Time(m.start(), m.end(), "period", int(m["y"]), part=f"-{m['m']}-{m['d']}", text=m.group()))
    for m in _ABSOLUTE.find(text, anchors):
        claim(_absolute(text, m))
    for m in _EUROPEAN.find(text, anchors):
        if 1 <= int(m["m"]) <= 12 and 1 <= int(m["d"]) <= 31:
            part = f"-{int(m['m']):02d}-{int(m['d']):02d}"
            claim(Time(m.start(), m.end(), "period", int(m["y"]), part=part, text=m.group()))
    for m in _DASHED.find(text, anchors):
        claim(_dashed(m))
    for m in _CONGRESS.find(text, anchors):
        n = m["n"]
        year = _CONGRESS_YEARS[n] if n else 2022
        claim(Time(m.start(), m.end(), "period", year, text=m.group(), tail="以来"))
    for m in _PLAN.find(text, anchors):
        end = PLAN_ENDS.get(m["plan"])
        if end:
            claim(Time(m.start(), m.end(), "plan", end, text=m.group(), tail=m["tail"] or "", first=end - 4))
    for m in _RELATIVE_RE.find(text, anchors):
        claim(_relative(m))
    for m in _FOUNDING.find(text, anchors):
        claim(Time(m.start(), m.end(), "founding", text=m.group()))
    for m in _SAME.find(text, anchors):
        claim(Time(m.start(), m.end(), "same", text=m.group(), shift=-1 if m.group()[0] in "上去" else 0))
    for m in _BARE_PART.find(text, anchors):
        claim(_bare_part(text, m))
    for m in _ENDS.find(text, anchors):
        claim(Time(m.start(), m.end(), "period", part="", text=m.group(), tail="年初" if m["start"] else ""))
    for m in _ACCOUNT.find(text, anchors):
        part = {"一": "-Q1", "三": "-01/09", None: "-H1"}[m["quarter"]]
        claim(Time(m.start(), m.end(), "period", part=part, text=m.group()))
    for m in _PRECEDING.find(text, anchors):
        claim(Time(m.start(), m.end(), "preceding", text=m.group()))
    for m in _NOW.find(text, anchors):
        claim(Time(m.start(), m.end(), "now", text=m.group()))
    for m in _DURATION.find(text, anchors):
        claim(_duration(text, m))
    return sorted(found, key=lambda t: t.start)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else int(parse_chinese(word))


def _part(m: re.Match[str]) -> str | None:
    """The piece of a year in period notation, '' for the whole, None where it is no piece."""
    if m["half"]:
        return "-H1" if m["half"][0] == "上" else "-H2"
    if m["quarter"]:
        return f"-Q{1 if m['quarter'] == '首' else _number(m['quarter'])}"
    if m["quarters"]:
        return _months(1, 3 * _number(m["quarters"]))
    if m["three"]:
        return "-01/09"
    if m["two"]:
        return "-01/06"
    if m["months"]:
        return _months(1, _number(m["months"]))
    if m["from"]:
        return _months(int(m["from"]), int(m["to"]))
    if m["month"]:
        month = _number(m["month"])
        if not 1 <= month <= 12:
            return None
        return f"-{month:02d}" + (f"-{int(m['day']):02d}" if m["day"] and 1 <= int(m["day"]) <= 31 else "")
    return ""


def _months(first: int, last: int) -> str | None:
    if not 1 <= first < last <= 12:
        return f"-{first:02d}" if first == last and 1 <= first <= 12 else None
    return "" if (first, last) == (1, 12) else f"-{first:02d}/{last:02d}"


def _absolute(text: str, m: re.Match[str]) -> Time | None:
    year = _number(m["y"])
    if not 1949 <= year <= 2099:
        return None
    if not text[m.start("y") : m.end()].endswith(m["y"]) or "年" in m.group():
        if m["y0"]:
            return Time(m.start(), m.end(), "range", year, first=_number(m["y0"]), text=m.group())
        part = _part(m)
        if part is None:
            return None
        return Time(m.start(), m.end(), "period", year, part=part, text=m.group(), tail=m["tail"] or "")
    return None


def _dashed(m: re.Match[str]) -> Time | None:
    month, day = int(m["m"]), int(m["d"] or 1)
    # 3651.06 and 2019.3 are numbers: only a full date may have points.
    if (
        not 1 <= month <= 12
        or not 1 <= day <= 31
        or (m["sep"] == "." and not m["d"])
        or (m["sep"] == "/" and not m["d"])
    ):
        return None
    if m["sep"] == "-" and not m["d"] and len(m["m"]) != 2:
        return None
    return Time(
        m.start(),
        m.end(),
        "period",
        int(m["y"]),
        part=f"-{month:02d}" + (f"-{day:02d}" if m["d"] else ""),
        text=m.group(),
    )


def _relative(m: re.Match[str]) -> Time | None:
    part = _part(m) or ""
    word = m["rel"]
    if m["same"]:
        return Time(m.start(), m.end(), "same", text=m.group(), shift=-1 if word[0] in "上去" else 0)
    return Time(m.start(), m.end(), "period", None, _RELATIVE.get(word), part, text=m.group(), tail=m["tail"] or "")


def _bare_part(text: str, m: re.Match[str]) -> Time | None:
    part = _part(m)
    if not part:
        return None
    if m["month"] and not m["month"].isdigit() and text[m.end() : m.end() + 1] not in "底末初，份":
        return None
    if m["month"] and text[m.start() - 1 : m.start()] in ("个", "每"):
        return None
    return Time(m.start(), m.end(), "period", part=part, text=m.group(), tail=m["tail"] or "")


def _duration(text: str, m: re.Match[str]) -> Time | None:
    if text[m.start() - 1 : m.start()] in ("第", ".", "-") or text[m.start() - 1 : m.start()].isdigit():
        return None
    word = m.group()
    known = _UNRESOLVED_YEARS.search(word) or (
        _LAST_YEARS.fullmatch(word) if word[0] in "过最近这" and text[m.end() : m.end() + 1] != "的" else None
    )
    years = None
    kind, begun = "duration", False
    if known:
        years = _number(known["n"])
        kind = "years_ago" if known["k"] == "前" else "years_since"
        begun = kind == "years_since" and text.endswith(_BEGINNINGS, 0, m.start())
    elif (plain := _PLAIN_YEARS.fullmatch(word)) and text[m.end() : m.end() + 2] in ("平均", "年均"):
        years, kind = _number(plain.group(1)), "average"
    elif plain and text[m.end() : m.end() + 1] == "，" and text.endswith(_BEGINNINGS, 0, m.start()):
        return Time(m.start(), m.end(), "years_since", years=_number(plain.group(1)), text=word, tail="建区")
    return Time(m.start(), m.end(), kind, years=years, text=word, tail="建区" if begun else "")

"""Find quantities: a numeral with its magnitude, unit and hedge, as one value with a bound and a precision.

Context-free: says what is printed, not what it measures. 11.5万家, 百分之六点三, 三分之一强, 近五成, 翻两番, 第14位, 3-5家.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from operator import attrgetter
from string import ascii_letters, digits

from parkcmp.extract.quantity import (
    AFTER_STARTS,
    EXACT,
    HEDGE_BEFORE,
    HEDGE_ENDS,
    MAGNITUDE,
    SCALES,
    Quantity,
    make_quantity,
    number_of,
    read_hedge,
    unit_at,
)
from parkcmp.model import Bound, Form
from parkcmp.text.anchors import Anchors, Beside, each
from parkcmp.text.numerals import ARABIC, CHINESE, last_place, parse_chinese, read_arabic

_SUFFIX = r"多|余|来"
_CN = "零〇一二两三四五六七八九十百千万亿"  # what CHINESE begins with
_NUMBER = rf"(?:{ARABIC})"

_ARABIC = re.compile(
    rf"(?P<a>{_NUMBER})(?:(?P<mid>%|[万亿]元?(?=[-—–~]\d))?[^\S\n]?(?:[-—–~至到]{{1,2}})[^\S\n]?(?P<b>{_NUMBER}))?(?P<s>{_SUFFIX})?"
    rf"(?P<m>万(?=[多余]亿)|{MAGNITUDE})?(?P<s2>{_SUFFIX})?(?P<m2>(?<=万[多余])亿)?"
)
_CHINESE_PERCENT = Beside(rf"百分之(?P<n>{CHINESE}|{_NUMBER})", ("百分之",))
_FRACTION = Beside(
    rf"(?P<d>[二三四五六七八九十百]{{1,3}}|\d{{1,2}})分之(?P<n>{CHINESE}|\d{{1,2}})|(?<![\d/.])(?P<a>\d)/(?P<b>\d{{1,2}})(?![\d/.])",
    ("分之", *each(digits, "/", digits)),
    3,
    digits + "二三四五六七八九十百",
)
_TENTHS = Beside(
    r"(?P<n>[一二两三四五六七八九\d](?:(?<!\d)成[一二三四五六七八九](?![成个家万亿])|(?<=\d)\.\d(?=成)|(?=成)))成?(?P<half>半)?(?P<s>多|余)?(?=以上|左右|以内|以下|[，。；、）！\s的是为来自]|$)",
    each("一二两三四五六七八九" + digits, "成"),
    2,
    digits + ".",
)
_HALF = Beside(
    r"(?<=超过|不足|接近)半(?=数|[，。；的])|(?<=[近过超逾])半(?=数|[，。；的])|一半|半(?=数)",
    ("一半", *each("半", "数，。；的")),
)
_DOUBLING = Beside(rf"翻(?:了)?(?:近|约|超过|超)?(?P<n>{CHINESE}|{_NUMBER})(?P<s>多)?番", ("翻",))
_TIMES = Beside(
    rf"(?<![0-9零〇一二两三四五六七八九十百千万亿])(?P<n>{CHINESE}|{_NUMBER})(?P<s>多|余)?倍(?P<t>多|以上|左右)?",
    ("倍",),
    40,
    digits + "., 零〇一二两三四五六七八九十百千万亿点多余",
)
_RANK = Beside(
    rf"[第前上提跃下后进](?:(?<=第)(?:(?P<n>{CHINESE}|\d{{1,3}})(?P<u>位|名)|(?P<n2>[一二三四五六七八九十百]{{1,4}}|\d{{1,3}})(?=[，。；、（）！\s升降跃提前进下]|$))"
    rf"|(?:(?<=前)[移进]|(?<=上)[升移]|(?<=提)[升高]|(?<=跃)升|(?<=下)[降滑]|(?<=后)移|(?<=进))(?:了)?(?P<n3>{CHINESE}|\d{{1,3}})(?P<u3>位|名|个位次))",
    (*each("第", digits + _CN), *each(digits + _CN, "位名"), "个位次"),
    40,
    digits + ".点了移升降滑进高第前上提跃下后" + _CN,
)
# 第103、118和130位: the word that makes a place stands once.
_RANK_ROW = Beside(r"第\d{1,3}(?:、\d{1,3})*[、和与及]\d{1,3}(?:位|名)", each("第", digits))
_DIGITS = re.compile(r"\d+")
_TOP = Beside(rf"前(?P<n>{CHINESE}|\d{{1,3}})(?P<u>位|名|强)?(?=[，。；、（）！\s行列]|$)", each("前", digits + _CN))
_WORDED = re.compile(
    rf"(?P<n>{CHINESE})(?P<s>{_SUFFIX})?(?P<m>(?<=[点零〇一二三四五六七八九])(?:万亿|亿|万)|(?<=万[多余])亿)?"
)
_COMPOUND = Beside(
    r"(?P<a>\d(?<!\d\d)\d*(?:\.\d+)?)(?P<m>亿|万)(?P<b>\d+)(?P<m2>千|万)",
    each("亿万", digits),
    24,
    digits + ".",
)
_COUNTED = frozenset({"count", "none"})
# A member of an enumeration is looked up slowly; every number asks for these.
_NUMBER_FORM, _COUNT_FORM = Form.NUMBER, Form.COUNT
_NO_MINUS = frozenset(ascii_letters + digits + "~—–-")
_BARE_MAGNITUDES = frozenset("十百千万亿") | {"千万", "百万", "十万", "万亿", "千亿", "百亿", "十亿"}
_MYRIADS = re.compile(r"[万亿]+$")
_HEADLINE_MONEY = re.compile(r"[千百十二三四五六七八九一两]\s?[万亿]$")


def find_quantities(
    text: str, taken: Sequence[tuple[int, int]] = (), anchors: Mapping[Beside, list[int]] | None = None
) -> list[Quantity]:
    """All quantities of a folded text outside the spans that are taken (times, names), in order."""
    if anchors is None:
        anchors = ANCHORS.find(text)
    used = bytearray(len(text) + 1)
    for a, b in taken:
        used[a:b] = b"\1" * (b - a)
    found: list[Quantity] = []

    def claim(quantity: Quantity | None) -> None:
        if quantity is not None and used.find(1, quantity.start, quantity.end) < 0:
            used[quantity.start : quantity.right] = b"\1" * (quantity.right - quantity.start)
            found.append(quantity)

    for m in _RANK_ROW.find(text, anchors):
        for number in _DIGITS.finditer(text, m.start(), m.end()):
            claim(_rank_of_row(text, m, number))
    for pattern, read in _SHAPES:
        for m in pattern.find(text, anchors):
            claim(read(text, m))
    for m in _ARABIC.finditer(text):
        if not used[m.start()]:
            claim(_arabic(text, m))
    for m in _WORDED.finditer(text):
        if not used[m.start()]:
            claim(_worded(text, m))
    found.sort(key=attrgetter("start"))
    return found


def _percent(text: str, m: re.Match[str]) -> Quantity:
    value = number_of(m["n"])
    return make_quantity(text, m.span("n"), value, "%", "percent", Form.NUMBER, m.end(), from_=m.start())


def _fraction(text: str, m: re.Match[str]) -> Quantity | None:
    top, bottom = (m["n"], m["d"]) if m["d"] else (m["a"], m["b"])
    under = number_of(bottom)
    over = number_of(top)
    if not 0 < over < under <= 100:
        return None
    value = (over * 100 / under).quantize(Decimal("0.000001"))
    quantity = make_quantity(text, m.span(), value, "%", "percent", Form.FRACTION, m.end())
    quantity.last = quantity.round = Decimal(5)
    return quantity


def _tenths(text: str, m: re.Match[str]) -> Quantity:
    tens, _, ones = m["n"].partition("成")
    value = number_of(tens) * 10 + (number_of(ones) if ones else 5 if m["half"] else 0)
    quantity = make_quantity(text, m.span("n"), value, "%", "percent", Form.TENTHS, m.end(), inner=m["s"] or "")
    quantity.last = quantity.round = Decimal(1 if ones else 10)
    if ones:
        quantity.form = Form.NUMBER
    return quantity


def _half(text: str, m: re.Match[str]) -> Quantity:
    quantity = make_quantity(
        text, m.span(), Decimal(50), "%", "percent", Form.FRACTION, m.end() + (text[m.end() : m.end() + 1] == "数")
    )
    quantity.last, quantity.round = Decimal(5), Decimal(10)
    return quantity


def _multiple(text: str, m: re.Match[str]) -> Quantity:
    inner = m["s"] or m["t"] or ""
    return make_quantity(text, m.span("n"), number_of(m["n"]), "倍", "times", Form.NUMBER, m.end(), inner=inner)


def _doubling(text: str, m: re.Match[str]) -> Quantity:
    value, inner = number_of(m["n"]), m["s"] or ""
    quantity = make_quantity(text, m.span("n"), value, "倍", "doublings", Form.NUMBER, m.end(), inner=inner)
    hedged = HEDGE_BEFORE.search(text, m.start(), m.start("n"))
    if hedged:
        quantity.bound = Bound.OVER if hedged["over"] else Bound.UNDER if hedged["under"] else Bound.ABOUT
    quantity.left = m.start()
    return quantity


def _rank(text: str, m: re.Match[str]) -> Quantity:
    name = "n" if m["n"] else "n2" if m["n2"] else "n3"
    kind = "places" if name == "n3" else "rank"
    left = m.start(name) if name == "n3" else m.start()
    return make_quantity(text, m.span(name), number_of(m[name]), "位", kind, Form.COUNT, m.end(), from_=left)


def _rank_of_row(text: str, m: re.Match[str], number: re.Match[str]) -> Quantity:
    last = number.end() == m.end() - 1
    from_ = number.start() - (number.start() == m.start() + 1)
    value = number_of(number.group())
    return make_quantity(text, number.span(), value, "位", "rank", Form.COUNT, number.end() + last, from_=from_)


def _top(text: str, m: re.Match[str]) -> Quantity:
    return make_quantity(text, m.span("n"), number_of(m["n"]), "位", "top", Form.COUNT, m.end(), from_=m.start())


def _arabic(text: str, m: re.Match[str]) -> Quantity | None:
    numeral, percent, upper, s, magnitude, s2, more = m.groups()
    start, end = m.span(1)
    length, unit, kind, soft = unit_at(text, m.end())
    right = m.end() + length
    value, last, round_ = read_arabic(numeral)
    scale = SCALES[magnitude]
    if more:
        scale *= SCALES[more]
    value *= scale
    left = start
    if text[start - 1] == "-" and start > 0 and text[start - 2 : start - 1] not in _NO_MINUS:
        value *= -1
        left -= 1
    form = _NUMBER_FORM if magnitude or kind not in _COUNTED or "." in numeral else _COUNT_FORM
    if upper:
        high = number_of(upper) * scale
        if percent and percent != "%":
            if magnitude != percent[0] or more:
                value, kind = value / scale * SCALES[percent[0]], ("none", "money")[len(percent) - 1]
                return make_quantity(text, (start, end), value, percent[1:], kind, form, end + len(percent))
            percent = ""  # 80亿-100亿元
        if percent and (unit != "%" or high <= value):
            return None
        if high <= value:
            return make_quantity(text, (start, end), value, "", "none", form, end)
        last, end, (bound, left, right) = last_place(upper) * scale, m.end("b"), read_hedge(text, left, "", right)
        return Quantity(
            start, end, left, right, value, high, unit, kind, bound, Form.RANGE, last, last, magnitude is not None
        )
    if unit == "%" and text[right : right + 1] == "点":
        return None
    bound, inner = EXACT, s or s2 or ""
    if inner or text[left - 1] in HEDGE_ENDS or text[right : right + 1] in AFTER_STARTS:
        bound, left, right = read_hedge(text, left, inner, right)
    if magnitude:
        last, round_ = last * scale, round_ * scale
    return Quantity(
        start, end, left, right, value, None, unit, kind, bound, form, last, round_, magnitude is not None, soft
    )


def _compound(text: str, m: re.Match[str]) -> Quantity | None:
    """13万5千人, 1亿8000万元: two magnitudes make one value."""
    value = number_of(m["a"]) * SCALES[m["m"]] + number_of(m["b"]) * SCALES[m["m2"]]
    length, unit, kind, soft = unit_at(text, m.end())
    if not length or SCALES[m["m2"]] >= SCALES[m["m"]]:
        return None
    scale = SCALES[m["m2"]]
    quantity = make_quantity(
        text, m.span(), value, unit, kind, Form.NUMBER, m.end() + length, magnitude=True, soft=soft
    )
    quantity.last = quantity.round = scale
    return quantity


def _worded(text: str, m: re.Match[str]) -> Quantity | None:
    """A Chinese numeral counts only with a unit; a bare 百, 万 only hedged (近百家, 突破万家), a small one only softly."""
    numeral = m["n"]
    length, unit, kind, soft = unit_at(text, m.end())
    right = m.end() + length
    if not length:
        # 四千亿 of a headline: money without 元
        if len(numeral) < 2 or numeral[-1] not in "万亿" or not _HEADLINE_MONEY.search(numeral):
            return None
        if text[m.end() : m.end() + 1] in "级强区县城镇园俱" or text[m.start() - 1 : m.start()] in "数几上成":
            return None
        split = len(numeral) - len(_MYRIADS.search(numeral).group())  # type: ignore[union-attr]
        scale = parse_chinese("一" + numeral[split:])
        return make_quantity(
            text,
            (m.start(), m.start() + split),
            parse_chinese(numeral),
            "",
            "none",
            Form.NUMBER,
            m.end(),
            inner=m["s"] or "",
            scale=scale,
            magnitude=True,
            soft=True,
        )
    if kind == "percent" or (numeral == "一" and text[m.end() : right] == "步"):
        return None  # 进一步, 下一步 are words
    before = text[m.start() - 1 : m.start()]
    if before in ("数", "几", "上", "第", "每", "成") or text[right : right + 1] == "级":
        return None
    tail = _MYRIADS.search(numeral)
    split = len(numeral)
    scale = SCALES[m["m"]]
    if tail and tail.start() > 0:
        split, scale = tail.start(), parse_chinese("一" + tail.group())
    if numeral in _BARE_MAGNITUDES and not (m["s"] or HEDGE_BEFORE.search(text, max(0, m.start() - 9), m.start())):
        return None
    value = parse_chinese(numeral) * SCALES[m["m"]]
    weak = soft or (
        kind in ("count", "time", "length") and (value < 2 or (len(numeral) == 1 and numeral not in _BARE_MAGNITUDES))
    )
    return make_quantity(
        text, (m.start(), m.start() + split), value, unit, kind, Form.NUMBER if tail or numeral in _BARE_MAGNITUDES else Form.COUNT,
        right, inner=m["s"] or "", scale=scale, magnitude=bool(tail or m["m"]), soft=weak,
    )  # fmt: skip


_SHAPES: tuple[tuple[Beside, Callable[[str, re.Match[str]], Quantity | None]], ...] = (
    (_CHINESE_PERCENT, _percent), (_FRACTION, _fraction), (_DOUBLING, _doubling), (_TIMES, _multiple), (_RANK, _rank),
    (_TOP, _top), (_TENTHS, _tenths), (_HALF, _half), (_COMPOUND, _compound),
)  # fmt: skip
ANCHORS = Anchors(_RANK_ROW, *(pattern for pattern, _ in _SHAPES))

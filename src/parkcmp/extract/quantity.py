"""One quantity as printed: its value with bound and precision, and the hedges before and after its numeral."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from parkcmp.lexicon.units import Unit, load_units
from parkcmp.model import Bound, Form
from parkcmp.text.numerals import last_nonzero_place, last_place, parse_arabic, parse_chinese


@dataclass(frozen=True, slots=True)
class Quantity:
    """`start:end` is the numeral alone, `left:right` with hedge and unit. `value`, `last` and `round` are in `unit`, the
    printed one with its magnitude worked in (25630万元 is 256300000 元). `kind` is percent, points, times,
    doublings, rank, places, top, money, count, area, length, time, ratio or none (no unit printed)."""

    start: int
    end: int
    left: int
    right: int
    value: Decimal
    high: Decimal | None
    unit: str
    kind: str
    bound: Bound
    form: Form
    last: Decimal
    round: Decimal
    magnitude: bool = False
    soft: bool = False


_AFTER = r"以上|以下|以内|之内|左右|上下|多|有余|强|出头|不到"


HEDGE_BEFORE = re.compile(
    r"(?P<over>(?:首次|再次|一举|已|成功|历史性)?(?:超过|突破|超出|超|逾|跨过|迈过|跨越|跨上|站上|迈上|迈入|跃上|登上|越过|冲破|闯过|破|"
    r"不低于|不少于|不下|至少|大于|(?<![不通经跨迈越高走渡超])过)(?:了|至|到)?)$"
    r"|(?P<under>(?:将近|接近|逼近|不足|不到|不满|低于|少于|小于|不超过|不高于|至多|近)(?:了)?)$"
    r"|(?P<about>(?:大约|大概|大致|约为|约有|约达|(?<![签合契节制条预大相特邀])约|左右为)(?:在)?)$"
)


_OVER_AFTER = ("以上", "多", "有余", "强", "出头", "余")


_UNDER_AFTER = ("以下", "以内", "之内", "不到")


_ABOUT_AFTER = ("左右", "上下", "来")


_AFTER_RE = re.compile(_AFTER)


def read_hedge(text: str, start: int, inner: str, right: int) -> tuple[Bound, int, int]:
    """The bound of a number, and its span with hedge words: before it, between it and its unit, after its unit."""
    before = HEDGE_BEFORE.search(text, max(0, start - 9), start)
    after = _AFTER_RE.match(text, right)
    bound, left = Bound.EXACT, start
    if before:
        left = before.start()
        bound = Bound.OVER if before["over"] else Bound.UNDER if before["under"] else Bound.ABOUT
    tail = inner
    if after and not (
        after.group() in ("多", "强") and text[after.end() : after.end() + 1] in ("个", "家", "年", "度")
    ):
        right = after.end()
        tail = after.group()
    if tail in _UNDER_AFTER:
        bound = Bound.UNDER
    elif tail in _OVER_AFTER and bound is not Bound.ABOUT:
        bound = Bound.OVER
    elif tail in _ABOUT_AFTER and bound is Bound.EXACT:
        bound = Bound.ABOUT
    return bound, left, right


def make_quantity(
    text: str, span: tuple[int, int], value: Decimal, unit: str, kind: str, form: Form, right: int, **more: object
) -> Quantity:
    numeral = text[span[0] : span[1]]
    inner = str(more.pop("inner", ""))
    scale = Decimal(str(more.pop("scale", 1)))
    bound, left, end = read_hedge(text, int(str(more.pop("from_", span[0]))), inner, right)
    last = last_place(numeral) * scale
    round_ = last_nonzero_place(numeral, value / scale if scale else value) * scale
    return replace(
        Quantity(span[0], span[1], left, end, value, None, unit, kind, bound, form, last, round_),
        **more,  # type: ignore[arg-type]
    )


MAGNITUDE = r"万亿|千亿|百亿|十亿|千万|百万|十万|万|亿|千|百"


@cache
def unit_pattern() -> re.Pattern[str]:
    names = sorted([*load_units().by_name, "个点", "pct"], key=len, reverse=True)
    return re.compile("(?:个百分点|百分点|%|‰|" + "|".join(re.escape(n) for n in names) + ")")


def number_of(numeral: str) -> Decimal:
    return parse_arabic(numeral) if numeral[0].isdigit() else parse_chinese(numeral)


def scale_of(magnitude: str | None) -> Decimal:
    return parse_chinese("一" + magnitude) if magnitude else Decimal(1)


def unit_of(name: str) -> tuple[str, str, bool]:
    if not name:
        return "", "none", False
    if name in ("%", "‰"):
        return name, "percent", False
    if name in ("个点", "pct"):
        return "%", "percent", False
    if name in ("个百分点", "百分点"):
        return "个百分点", "points", False
    unit: Unit = load_units().by_name[name]
    return unit.base, unit.kind, unit.soft

"""One quantity as printed: its value with bound and precision, and the hedges before and after its numeral."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from parkcmp.lexicon.units import load_units
from parkcmp.model import Bound, Form
from parkcmp.text.numerals import last_nonzero_place, last_place, parse_arabic, parse_chinese


@dataclass(slots=True, eq=False)  # each is one place of a text: no two are equal
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


_SHARED = frozenset(("money", "count"))  # kinds of unit that a row may print once
_JOINS = frozenset(("和", "、", "与", "及", "以及"))
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
# What a hedge before a number can end in, the last characters of its words, and what one behind it begins with.
_HEDGES = re.findall(r"[\u4e00-\u9fff]+(?=[|)])", HEDGE_BEFORE.pattern)
HEDGE_ENDS = frozenset(word[-1] for word in _HEDGES)
# Particles that end one end other words more often (增至): they count behind the end of a hedge.
_PARTICLES = frozenset("了至到在")
_BEFORE_PARTICLES = HEDGE_ENDS | {word[-2] for word in _HEDGES if word[-1] in _PARTICLES and len(word) > 1}
AFTER_STARTS = frozenset(word[0] for word in _AFTER.split("|"))
_ONE = Decimal(1)
EXACT = Bound.EXACT  # looked up once: every number asks for it


def read_hedge(text: str, start: int, inner: str, right: int) -> tuple[Bound, int, int]:
    """The bound of a number, and its span with hedge words: before it, between it and its unit, after its unit."""
    last = text[start - 1] if start > 0 else ""
    hedged = last in HEDGE_ENDS and (last not in _PARTICLES or text[start - 2] in _BEFORE_PARTICLES)
    before = HEDGE_BEFORE.search(text, max(0, start - 9), start) if hedged else None
    after = _AFTER_RE.match(text, right) if text[right : right + 1] in AFTER_STARTS else None
    if before is None and after is None and not inner:
        return EXACT, start, right
    bound, left = EXACT, start
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


def share_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """4.3万亿和3.6万亿元: of numbers in a row the last has the unit of all."""
    for i in range(len(found) - 2, -1, -1):
        q = found[i]
        if q.kind == "none" and q.magnitude:
            last = found[i + 1]
            if last.kind in _SHARED and last.magnitude and text[q.right : last.left] in _JOINS:
                found[i] = replace(q, unit=last.unit, kind=last.kind)
    return found


def make_quantity(
    text: str,
    span: tuple[int, int],
    value: Decimal,
    unit: str,
    kind: str,
    form: Form,
    right: int,
    *,
    inner: str = "",
    scale: Decimal = _ONE,
    from_: int | None = None,
    magnitude: bool = False,
    soft: bool = False,
) -> Quantity:
    """The quantity whose numeral is text[span] and whose unit ends at `right`; `scale` is what its magnitude multiplies by,
    `inner` a hedge between the two, `from_` where its words begin if not with the numeral."""
    start, end = span
    bound, left, right = read_hedge(text, start if from_ is None else from_, inner, right)
    numeral = text[start:end]
    last, round_ = last_place(numeral), last_nonzero_place(numeral, value / scale if scale else value)
    if scale is not _ONE:
        last, round_ = last * scale, round_ * scale
    return Quantity(start, end, left, right, value, None, unit, kind, bound, form, last, round_, magnitude, soft)


MAGNITUDE = r"万亿|千亿|百亿|十亿|千万|百万|十万|万|亿|千|百"
_POINTS = ("个百分点", "百分点")
_PERCENTS = ("个点", "pct")


class PrintedUnit(NamedTuple):
    """A unit as it stands behind a number: the length of its name, its base, kind and softness."""

    length: int
    base: str
    kind: str
    soft: bool


_NO_UNIT = PrintedUnit(0, "", "none", False)


@cache
def _units_by_first() -> dict[str, tuple[tuple[str, PrintedUnit], ...]]:
    """All units by the first character of their names, longest first."""
    units = {
        name: PrintedUnit(len(name), unit.base, unit.kind, unit.soft) for name, unit in load_units().by_name.items()
    }
    units |= {name: PrintedUnit(len(name), "个百分点", "points", False) for name in _POINTS}
    units |= {name: PrintedUnit(len(name), "%", "percent", False) for name in ("%", *_PERCENTS)}
    units["‰"] = PrintedUnit(1, "‰", "percent", False)
    units["大关"] = _NO_UNIT  # 突破2000亿大关
    names = sorted(units, key=len, reverse=True)
    return {first: tuple((name, units[name]) for name in names if name[0] == first) for first in {n[0] for n in names}}


def unit_at(text: str, position: int) -> PrintedUnit:
    """The unit with the longest name that begins at a position, one of no length where none does."""
    for name, unit in _units_by_first().get(text[position : position + 1], ()):
        if text.startswith(name, position):
            return unit
    return _NO_UNIT


def number_of(numeral: str) -> Decimal:
    """The value of a numeral in Arabic or Chinese digits. Raises ValueError on anything else."""
    return parse_arabic(numeral) if numeral[0].isdigit() else parse_chinese(numeral)


# What a magnitude behind a numeral multiplies it by; none is 1.
SCALES: Mapping[str | None, Decimal] = {name: parse_chinese("一" + name) for name in MAGNITUDE.split("|")} | {
    None: _ONE
}

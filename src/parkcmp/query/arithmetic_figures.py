"""What follows from stated figures: growth from two levels, a level from its growth, a whole from a part and share …

A `Figure` is a number with all that it can stand for. Every function returns the same for its result, or None where the
arithmetic has no answer (a divisor that may be 0, a root of what may be negative). Percentages are in points: 13.9.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal

from parkcmp.intervals import Interval
from parkcmp.model import Bound
from parkcmp.query.arithmetic import (
    difference,
    nth_root,
    quotient,
    ratio,
    root,
    scaled,
    shifted,
    total,
    width,
)

_EXACT = Context(prec=200)
_MARKS = {Bound.EXACT: "", Bound.OVER: ">", Bound.UNDER: "<", Bound.ABOUT: "≈"}
_OPPOSITE = {Bound.OVER: Bound.UNDER, Bound.UNDER: Bound.OVER}
_MAGNITUDES = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as printed, its bound, and what it can stand for under one reading."""

    value: Decimal
    interval: Interval
    bound: Bound = Bound.EXACT


def level_before_change(level: Figure, change: Figure) -> Figure:
    """The base year's value: level − change."""
    value = _EXACT.subtract(level.value, change.value)
    return Figure(value, difference(level.interval, change.interval), _bound([level], [change]))


def level_before_growth(level: Figure, growth: Figure) -> Figure | None:
    """The base year's value: level ÷ (1 + growth)."""
    divisor = Figure(_EXACT.add(growth.value, 100), shifted(growth.interval, 100), growth.bound)
    return divided(level, divisor, 100)


def growth_between(later: Figure, earlier: Figure) -> Figure | None:
    """Growth in %: (later ÷ earlier − 1) · 100."""
    return _less_100(divided(later, earlier, 100))


def average_growth(later: Figure, earlier: Figure, years: int) -> Figure | None:
    """Average yearly growth in %, as a compound rate: ((later ÷ earlier)^(1/years) − 1) · 100."""
    multiple = divided(later, earlier)
    roots = root(multiple.interval, years) if multiple else None
    if multiple is None or roots is None or multiple.value <= 0:
        return None
    return _less_100(Figure(_EXACT.multiply(nth_root(multiple.value, years), 100), scaled(roots, 100), multiple.bound))


def whole_of(part: Figure, share: Figure) -> Figure | None:
    """The whole that a part is `share` % of."""
    return divided(part, share, 100)


def divided(dividend: Figure, divisor: Figure, factor: int = 1) -> Figure | None:
    """`factor` · dividend ÷ divisor, the value at six places."""
    quotients = ratio(dividend.interval, divisor.interval, factor)
    if quotients is None or divisor.value == 0:
        return None
    value = quotient(_EXACT.multiply(dividend.value, factor), divisor.value)
    return Figure(value, quotients, _bound([dividend], [divisor]))


def summed(parts: Sequence[Figure]) -> Figure:
    """The sum of all."""
    value = sum((part.value for part in parts), Decimal(0))
    return Figure(value, total(part.interval for part in parts), _bound(parts, []))


def scale_of(unit: str, numerator: str, denominator: str) -> int | None:
    """By what a quotient of two units is multiplied to be in `unit`; None where it cannot be.

    亿元 per 人 is 10000 万元/人; 件 per 人 is 10000 件/万人; of equal units, or people by people, 100 %.
    """
    people = {"人", "人年"}
    if unit == "%":
        return 100 if numerator == denominator or {numerator, denominator} <= people else None
    above, slash, below = unit.partition("/")
    sizes = [_size(u) for u in (numerator, above, denominator, below)]
    if not slash or sizes[0][1] != sizes[1][1] or sizes[2][1] != sizes[3][1]:
        return None
    factor, rest = divmod(sizes[0][0] * sizes[3][0], sizes[1][0] * sizes[2][0])
    return factor if factor and not rest else None


def written(figure: Figure, unit: str = "") -> str:
    """A figure in a formula: >1200家, 12.16%."""
    return _MARKS[figure.bound] + plain_digits(figure.value) + unit


def plain_digits(number: Decimal) -> str:
    """All digits and no more."""
    digits = format(number, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def rounded(figure: Figure) -> tuple[bool, str]:
    """For a sentence: the value at the digits that its interval leaves certain, 3 or more; whether that changed it."""
    room = width(figure.interval)
    if not room or not room.is_finite():
        return False, plain_digits(figure.value)
    value = Context(prec=max(3, figure.value.adjusted() - room.adjusted() + 1)).plus(figure.value)
    return value != figure.value, plain_digits(value)


def _size(unit: str) -> tuple[int, str]:
    """百亿元 is 10¹⁰ of 元."""
    if len(unit) < 2 or unit[0] not in _MAGNITUDES:
        return 1, unit
    size, rest = _size(unit[1:])
    return size * _MAGNITUDES[unit[0]], rest


def _less_100(figure: Figure | None) -> Figure | None:
    if figure is None:
        return None
    return Figure(_EXACT.subtract(figure.value, 100), shifted(figure.interval, -100), figure.bound)


def _bound(rising: Sequence[Figure], falling: Sequence[Figure]) -> Bound:
    """Which way a result is hedged that grows with the one figures and shrinks with the others."""
    bounds = {figure.bound for figure in rising} | {_OPPOSITE.get(figure.bound, figure.bound) for figure in falling}
    bounds -= {Bound.EXACT}
    if not bounds:
        return Bound.EXACT
    return bounds.pop() if len(bounds) == 1 else Bound.ABOUT

"""Sums on intervals: what a difference and a ratio can be, given what the two numbers can be. Pure and exact.

Ends stay exact in differences; an end of a ratio that has no finite decimal form is rounded outward at six places, so
that the interval printed always contains the true one.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from parkcmp.intervals import Interval

_EXACT = Context(prec=100)
_PLACES = Decimal("0.000001")


def difference(one: Interval, other: Interval) -> Interval:
    """All values of the one minus all values of the other."""
    return Interval(
        None if one.low is None or other.high is None else _EXACT.subtract(one.low, other.high),
        None if one.high is None or other.low is None else _EXACT.subtract(one.high, other.low),
        one.low_open or other.high_open,
        one.high_open or other.low_open,
    )


def ratio(one: Interval, other: Interval) -> Interval | None:
    """All values of the one divided by all values of the other; None where one may be negative or the divisor 0."""
    if one.low is None or one.low < 0 or other.low is None or other.low < 0:
        return None
    if other.low == 0 and (not other.low_open or other.high == 0):
        return None
    low = Decimal(0) if other.high is None else _divide(one.low, other.high, ROUND_FLOOR)
    high = None if one.high is None or other.low == 0 else _divide(one.high, other.low, ROUND_CEILING)
    return Interval(low, high, one.low_open or other.high_open or other.high is None, one.high_open or other.low_open)


def quantile(values: Sequence[Decimal], quarter: int) -> Decimal:
    """The lower quartile (1), median (2) or upper quartile (3), between two values by their distance.

    The inclusive method of spreadsheets (QUARTILE.INC): position (n − 1)·quarter/4 from the smallest.
    """
    ordered = sorted(values)
    whole, part = divmod((len(ordered) - 1) * quarter, 4)
    if not part:
        return ordered[whole]
    step = _EXACT.subtract(ordered[whole + 1], ordered[whole])
    return _EXACT.add(ordered[whole], _EXACT.multiply(step, Decimal(part) / 4))


def _divide(dividend: Decimal, divisor: Decimal, rounding: str) -> Decimal:
    """Rounded once and outward: to six places, or to six digits where it is small."""
    quotient = Context(prec=100, rounding=rounding).divide(dividend, divisor)
    if quotient and abs(quotient) < _PLACES * 100000:
        return Context(prec=6, rounding=rounding).plus(quotient)
    return quotient.quantize(_PLACES, rounding=rounding, context=_EXACT)

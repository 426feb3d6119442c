"""Sums on intervals: all that a difference, product, ratio, power or root of numbers can be, given what they can be.

Pure. Every result contains the result of any values inside the operands: sums, differences and products are exact, an
end of a ratio or root that has no finite decimal form is rounded outward at six places (six digits where it is small).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal, Inexact
from functools import reduce

from parkcmp.intervals import Interval
from parkcmp.query.order import is_above

_EXACT = Context(prec=200)
_FINE = Context(prec=60)
_PLACES = Decimal("0.000001")
_SMALL = Decimal("0.1")


def point(value: Decimal | int) -> Interval:
    """The interval of one number alone."""
    return Interval(Decimal(value), Decimal(value))


def total(intervals: Iterable[Interval]) -> Interval:
    """All sums of one value of each; of none, 0."""
    return reduce(_plus, intervals, point(0))


def difference(one: Interval, other: Interval) -> Interval:
    """All values of the one minus all values of the other."""
    return Interval(
        None if one.low is None or other.high is None else _EXACT.subtract(one.low, other.high),
        None if one.high is None or other.low is None else _EXACT.subtract(one.high, other.low),
        one.low_open or other.high_open,
        one.high_open or other.low_open,
    )


def scaled(one: Interval, factor: Decimal | int) -> Interval:
    """All values times a number that is not negative."""
    by = Decimal(factor)
    return Interval(
        None if one.low is None else _EXACT.multiply(one.low, by),
        None if one.high is None else _EXACT.multiply(one.high, by),
        one.low_open,
        one.high_open,
    )


def shifted(one: Interval, by: Decimal | int) -> Interval:
    """All values plus a number."""
    return _plus(one, point(by))


def ratio(one: Interval, other: Interval, factor: int = 1) -> Interval | None:
    """`factor` times all values of the one divided by all values of the other; None where one may be negative or the
    divisor 0."""
    if one.low is None or one.low < 0 or other.low is None or other.low < 0:
        return None
    if other.low == 0 and (not other.low_open or other.high == 0):
        return None
    if one.high == 0:
        return point(0)
    one = scaled(one, factor)
    assert one.low is not None
    low = Decimal(0) if other.high is None else _divide(one.low, other.high, ROUND_FLOOR)
    high = None if one.high is None or other.low == 0 else _divide(one.high, other.low, ROUND_CEILING)
    # 0 divided by anything is 0, whether or not the divisor reaches its own end.
    low_open = one.low_open or (one.low > 0 and (other.high_open or other.high is None))
    return Interval(low, high, low_open, one.high_open or other.low_open)


def power(one: Interval, exponent: int) -> Interval | None:
    """All values to a whole power of 1 or more; None where one may be negative."""
    if one.low is None or one.low < 0:
        return None
    high = None if one.high is None else _power(one.high, exponent, ROUND_CEILING)
    return Interval(_power(one.low, exponent, ROUND_FLOOR), high, one.low_open, one.high_open)


def root(one: Interval, degree: int) -> Interval | None:
    """The positive roots of all values; None where one may be negative."""
    if one.low is None or one.low < 0:
        return None
    high = None if one.high is None else _root(one.high, degree, ROUND_CEILING)
    return Interval(_root(one.low, degree, ROUND_FLOOR), high, one.low_open, one.high_open)


def overlap(one: Interval, other: Interval) -> bool:
    """Whether some value lies in both."""
    return not (is_above(one, other) or is_above(other, one))


def contains(one: Interval, value: Decimal) -> bool:
    """Whether a value lies in the interval."""
    return overlap(one, point(value))


def width(one: Interval) -> Decimal:
    """How far apart the ends are; infinite without limit."""
    return Decimal("Infinity") if one.low is None or one.high is None else one.high - one.low


def quotient(dividend: Decimal, divisor: Decimal) -> Decimal:
    """A quotient at six places, the digits that facts give a fraction; six digits where it is small."""
    return _divide(dividend, divisor, ROUND_HALF_EVEN)


def nth_root(value: Decimal, degree: int) -> Decimal:
    """The positive root of a positive number at six places."""
    return _root(value, degree, ROUND_HALF_EVEN)


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


def _plus(one: Interval, other: Interval) -> Interval:
    return Interval(
        None if one.low is None or other.low is None else _EXACT.add(one.low, other.low),
        None if one.high is None or other.high is None else _EXACT.add(one.high, other.high),
        one.low_open or other.low_open,
        one.high_open or other.high_open,
    )


def _power(value: Decimal, exponent: int, rounding: str) -> Decimal:
    context = Context(prec=60)
    found = context.power(value, exponent)
    return _rounded(_nudged(found, rounding) if context.flags[Inexact] else found, rounding)


def _root(value: Decimal, degree: int, rounding: str) -> Decimal:
    if value == 0:
        return Decimal(0)
    found = _FINE.exp(_FINE.divide(_FINE.ln(value), degree))
    near = _rounded(found, ROUND_HALF_EVEN)
    if _EXACT.power(near, degree) == value:  # 8 has the root 2, not 1.999999
        return near
    return _rounded(_nudged(found, rounding), rounding)


def _nudged(value: Decimal, rounding: str) -> Decimal:
    """Moved outward by more than the error that is in its last digits."""
    ulps = Decimal((0, (1,), value.adjusted() - 50))
    if rounding == ROUND_CEILING:
        return _EXACT.add(value, ulps)
    return _EXACT.subtract(value, ulps) if rounding == ROUND_FLOOR else value


def _divide(dividend: Decimal, divisor: Decimal, rounding: str) -> Decimal:
    return _rounded(Context(prec=100, rounding=rounding).divide(dividend, divisor), rounding)


def _rounded(value: Decimal, rounding: str) -> Decimal:
    """At six places, or at six digits where it is small."""
    if value and abs(value) < _SMALL:
        return Context(prec=6, rounding=rounding).plus(value)
    return value.quantize(_PLACES, rounding=rounding, context=_EXACT)

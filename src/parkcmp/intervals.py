"""What a printed number can stand for: the interval of cli.md, under the printed and the literal reading.

The only place that knows these rules. Pure arithmetic on `Decimal`; ends are exact, open or closed, and an end
without limit is None.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from parkcmp.model import Bound, Form


class Reading(StrEnum):
    """PRINTED takes 超1200家 as the next round step, [1200, 1300); LITERAL as [1200, ∞)."""

    PRINTED = "printed"
    LITERAL = "literal"


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high` (None: without limit); an open end is not itself a member."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False


_FRACTION_HALF = Decimal("2.5")
_TENTHS_HALF = Decimal(5)


def interval(
    value: Decimal,
    value_high: Decimal | None,
    bound: Bound,
    form: Form,
    last: Decimal,
    round_: Decimal,
    reading: Reading = Reading.PRINTED,
) -> Interval:
    """The values that a printed number allows (table "Bounds and intervals" of cli.md), in the number's unit."""
    if value_high is not None:
        return Interval(value, value_high)
    if bound is Bound.OVER:
        if reading is Reading.LITERAL:
            return Interval(value, None)
        return Interval(value, value + round_, high_open=True)
    if bound is Bound.UNDER:
        if reading is Reading.LITERAL:
            return Interval(Decimal(0) if value > 0 else None, value, low_open=value <= 0, high_open=True)
        return Interval(value - round_, value, low_open=True, high_open=True)
    if bound is Bound.ABOUT:
        half = max(abs(value) / 10, last)
        return Interval(value - half, value + half)
    if form is Form.COUNT:
        return Interval(value, value)
    if form is Form.FRACTION:
        return Interval(value - _FRACTION_HALF, value + _FRACTION_HALF)
    if form is Form.TENTHS:
        return Interval(value - _TENTHS_HALF, value + _TENTHS_HALF)
    return Interval(value - last / 2, value + last / 2)

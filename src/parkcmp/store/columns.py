"""What is kept beside a fact so that a question is a scan: its intervals, the days of its period, its basis.

Computed once, when a fact is stored or corrected, and never by hand.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from parkcmp.intervals import Reading, interval
from parkcmp.model import Bound, Form, Measure
from parkcmp.periods import basis, days


def computed_columns(
    *,
    value: Decimal,
    value_high: Decimal | None,
    bound: Bound,
    form: Form,
    last: Decimal,
    round_: Decimal,
    measure: Measure,
    base: str | None,
    period: str | None,
) -> dict[str, Any]:
    """The columns of `facts` that follow from its others, by name."""
    printed, literal = (
        interval(value, value_high, bound, form, last, round_, reading)
        for reading in (Reading.PRINTED, Reading.LITERAL)
    )
    covered = days(period)
    return {
        "basis": basis(measure, base, period),
        "period_start": covered.first if covered else None,
        "period_end": covered.last if covered else None,
        "months": covered.months if covered else None,
        "low": printed.low,
        "high": printed.high,
        "low_open": printed.low_open,
        "high_open": printed.high_open,
        "lit_low": literal.low,
        "lit_high": literal.high,
        "lit_low_open": literal.low_open,
        "lit_high_open": literal.high_open,
    }

"""What documents state, as an audit needs it: every fact with what it can stand for under both readings.

Facts of no park and no indicator are here too: within one document, the same owner and label mean the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from parkcmp.intervals import Interval, Reading
from parkcmp.model import Bound
from parkcmp.periods import Days, days
from parkcmp.query.arithmetic_figures import Figure, plain_digits, written
from parkcmp.store import Database

_COLUMNS = (
    "f.fact_id, f.document, d.published, f.entity, f.scope, f.metric, f.subject, f.label, f.measure, f.value,"
    " f.value_high, f.bound, f.unit, f.period, f.base, f.basis, f.whole, f.whole_key, f.status, f.rule, f.start_,"
    " f.end_, f.sentence_start, f.sentence_end, f.low, f.high, f.low_open, f.high_open,"
    " f.lit_low, f.lit_high, f.lit_low_open, f.lit_high_open"
)
Owner = tuple[str, ...]
Thing = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact. `printed` and `literal` are its number under the two readings."""

    fact_id: str
    document: str
    published: str | None
    entity: str | None
    scope: str
    metric: str | None
    subject: str
    label: str
    measure: str
    value: Decimal
    value_high: Decimal | None
    bound: Bound
    unit: str
    period: str | None
    base: str | None
    basis: str | None
    whole: str | None
    whole_key: str | None
    status: str
    rule: str
    start: int
    end: int
    sentence: tuple[int, int]
    printed: Figure
    literal: Figure

    @property
    def owner(self) -> Owner:
        """Whose number it is: a park anywhere, anybody else within the document."""
        return (self.entity,) if self.entity is not None else (self.document, self.scope, self.subject)

    @property
    def thing(self) -> Thing:
        """What is counted: an indicator anywhere, anything else by its label within the document."""
        return (self.metric,) if self.metric is not None else (self.document, self.label)

    @property
    def span(self) -> Days | None:
        """The days of its period."""
        return days(self.period)

    def figure(self, reading: Reading) -> Figure:
        """Its number under a reading."""
        return self.printed if reading is Reading.PRINTED else self.literal

    def written(self, *, with_unit: bool = True) -> str:
        """Its number in a formula: >1200家."""
        to = f"-{plain_digits(self.value_high)}" if self.value_high is not None else ""
        return written(self.printed) + to + (self.unit if with_unit else "")


def fetch_all_statements(database: Database) -> list[Statement]:
    """Every fact that no person rejected, document by document in the order of their text."""
    rows = database.fetch(
        f"SELECT {_COLUMNS} FROM statements AS f JOIN documents AS d USING (document)"
        " ORDER BY d.sequence, f.start_, f.fact_id"
    )
    return [_statement(row) for row in rows]


def _statement(row: tuple[Any, ...]) -> Statement:
    *before, low, high, low_open, high_open, lit_low, lit_high, lit_low_open, lit_high_open = row
    value, bound = before[9], Bound(before[11])
    fields: list[Any] = [
        *before[:11],
        bound,
        *before[12:22],
        (before[22], before[23]),
        Figure(value, Interval(low, high, low_open, high_open), bound),
        Figure(value, Interval(lit_low, lit_high, lit_low_open, lit_high_open), bound),
    ]
    return Statement(*fields)

"""Values that are 10, 100, 10⁴ or 10⁸ times off their neighbours in time: a unit or a digit lost on the way.

A suspicion and no proof, so that the verdict is `ambiguous`: as printed, or as many times less or more. Growth by ten
in a decade is none: the neighbours must be near in time and agree with each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from parkcmp.model import Measure
from parkcmp.periods import Days
from parkcmp.query.arithmetic_figures import plain_digits
from parkcmp.query.audit_documents import SLIPS
from parkcmp.query.audit_evidence import Evidence
from parkcmp.query.audit_finding import Finding, Verdict, Word
from parkcmp.query.audit_statement import Statement

_NEAR = 3 * 366  # days
_AGREE = Decimal(2)  # neighbours agree whose greatest is at most twice the least
_ROOM = Decimal("1.5")  # by which the corrected value may lie outside them


class Point(NamedTuple):
    """A statement and the days of its period."""

    span: Days
    statement: Statement


def check_slips(evidence: Evidence) -> Iterator[Finding]:
    """Every level that would lie among its neighbours if it were a power of ten less or more."""
    series: dict[tuple[object, ...], list[Point]] = defaultdict(list)
    for s in evidence.actual(Measure.LEVEL):
        span, metric = s.span, evidence.metric(s)
        if s.entity is not None and metric is not None and span is not None and s.value > 0:
            length = None if metric.kind == "stock" else span.months
            series[s.entity, metric.id, s.unit, length].append(Point(span, s))
    for points in series.values():
        points.sort(key=lambda p: (p.span.last, p.statement.fact_id))
        for point in points:
            factor = _factor(point, points)
            if factor is not None:
                yield _finding(point.statement, [p.statement for p in _neighbours(point, points)], factor)


def _neighbours(point: Point, points: list[Point]) -> list[Point]:
    """The two next before and after, of other days, not more than three years away."""
    before = [p for p in points if p.span.last < point.span.last][-2:]
    after = [p for p in points if p.span.last > point.span.last][:2]
    here = point.span.last.toordinal()
    return [p for p in (*before, *after) if abs(p.span.last.toordinal() - here) <= _NEAR]


def _factor(point: Point, points: list[Point]) -> Decimal | None:
    """What the value would be divided by to lie among its neighbours; None where it needs nothing or nothing helps."""
    values = [p.statement.value for p in _neighbours(point, points)]
    if len(values) < 2 or max(values) > _AGREE * min(values):
        return None
    low, high = min(values) / _ROOM, max(values) * _ROOM
    for size in SLIPS:
        for factor in (Decimal(size), 1 / Decimal(size)):
            if low <= point.statement.value / factor <= high:
                return factor
    return None


def _finding(s: Statement, neighbours: list[Statement], factor: Decimal) -> Finding:
    value = plain_digits(s.value / factor) + s.unit
    remark = (f"{s.written()} or {value}, like its neighbours", f"{s.written()} 或 {value}（与前后各期相当）")
    formula = "、".join(f"{n.written()} ({n.period})" for n in neighbours)
    return Finding("unit slip", s, tuple(neighbours), None, s.unit, Verdict(Word.AMBIGUOUS, remark), formula)

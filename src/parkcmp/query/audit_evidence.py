"""What claims are held against: the levels that documents state, found by whose, of what and of when.

Those of the claim's own document come first; others count where it has none. A level of the base year that nobody
states may follow from a change or a multiple.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from parkcmp.intervals import Reading
from parkcmp.lexicon.records import Lexicon, Metric
from parkcmp.model import Measure, Status
from parkcmp.periods import days
from parkcmp.query.arithmetic_figures import Figure, divided, level_before_change
from parkcmp.query.audit_statement import Statement

_MOST = 4  # different statements of one level that a claim is held against


@dataclass(frozen=True, slots=True)
class Known:
    """A level, stated or following from two statements; `text` is it in a formula."""

    printed: Figure
    literal: Figure
    statements: tuple[Statement, ...]
    text: str

    @classmethod
    def of(cls, s: Statement) -> Known:
        """A level as it is stated."""
        return cls(s.printed, s.literal, (s,), s.written())

    def figure(self, reading: Reading) -> Figure:
        """It under a reading."""
        return self.printed if reading is Reading.PRINTED else self.literal


@dataclass(slots=True)
class Evidence:
    """All statements, and the levels among them by owner, thing, unit and time."""

    lexicon: Lexicon
    statements: list[Statement]
    texts: dict[str, str]
    _levels: dict[Hashable, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    _alike: dict[Hashable, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    _steps: dict[Hashable, list[Statement]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for s in self.actual(Measure.LEVEL):
            self._levels[self._name(s, s.unit, s.period)].append(s)
            self._alike[s.owner, s.thing].append(s)
        for s in self.actual(Measure.CHANGE, Measure.MULTIPLE):
            if s.base is not None:
                self._steps[self._name(s, None, s.base)].append(s)

    def actual(self, *measures: Measure) -> Iterable[Statement]:
        """The statements of these measures that are no targets."""
        return (s for s in self.statements if s.status == Status.ACTUAL and s.measure in measures)

    def metric(self, s: Statement) -> Metric | None:
        """The indicator of a statement."""
        return self.lexicon.metrics.get(s.metric or "")

    def unit_of_level(self, s: Statement) -> str | None:
        """The unit of the levels that a percentage or multiple is about; None where its document states none."""
        metric = self.metric(s)
        if metric is not None:
            return metric.unit
        units = {o.unit for o in self._alike[s.owner, s.thing]}
        return units.pop() if len(units) == 1 else None

    def levels(self, claim: Statement, unit: str, period: str | None) -> list[Known]:
        """The stated levels of a claim's owner and thing in a period."""
        return _known(claim, self._levels.get(self._name(claim, unit, period), ()))

    def levels_of(self, claim: Statement, metric: Metric, period: str | None) -> list[Known]:
        """The same of another indicator of the claim's owner."""
        return _known(claim, self._levels.get((claim.owner, (metric.id,), metric.unit, _time(metric, period)), ()))

    def base_levels(self, claim: Statement, unit: str) -> list[Known]:
        """The levels of the period that a claim counts from: stated in its document, following from another claim of
        it, or stated elsewhere."""
        stated = self.levels(claim, unit, claim.base)
        own = [k for k in stated if k.statements[0].document == claim.document]
        following = [k for k in self._following(claim, unit) if k not in own]
        return own or following or stated

    def _following(self, claim: Statement, unit: str) -> Iterable[Known]:
        for step in self._steps.get(self._name(claim, None, claim.base), ()):
            if step.fact_id == claim.fact_id or step.document != claim.document:
                continue
            if step.measure == Measure.CHANGE and step.unit != unit:
                continue
            for level in self.levels(step, unit, step.period)[:1]:
                printed, literal = (_before(level.figure(r), step, r) for r in (Reading.PRINTED, Reading.LITERAL))
                if printed is not None and literal is not None:
                    sign = "-" if step.measure == Measure.CHANGE else "/"
                    text = f"({level.text} {sign} {step.written(with_unit=sign == '-')})"
                    yield Known(printed, literal, (*level.statements, step), text)

    def _name(self, s: Statement, unit: str | None, period: str | None) -> Hashable:
        return (s.owner, s.thing, unit, _time(self.metric(s), period))


def _before(level: Figure, step: Statement, reading: Reading) -> Figure | None:
    by = step.figure(reading)
    return level_before_change(level, by) if step.measure == Measure.CHANGE else divided(level, by)


def _time(metric: Metric | None, period: str | None) -> Hashable:
    """A stock is of the day on which its period ends, all else of the whole period."""
    found = days(period)
    if found is None:
        return None
    return found.last if metric is not None and metric.kind == "stock" else (found.first, found.last)


def _known(claim: Statement, found: Iterable[Statement]) -> list[Known]:
    listed = [s for s in found if s.period is not None and s.fact_id != claim.fact_id]
    listed = [s for s in listed if s.document == claim.document] or listed
    different: dict[Hashable, Statement] = {}
    for s in listed:
        different.setdefault((s.value, s.bound), s)
    return [Known.of(s) for s in different.values()][:_MOST]

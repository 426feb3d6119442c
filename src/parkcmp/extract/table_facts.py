"""Bind the values of one table into facts: whose, what, when, in which unit.

The nearer word wins: head and stub over section, caption, sheet and document. What cannot be placed gets a reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parkcmp.extract.clock import Clock
from parkcmp.extract.conversion import Amount
from parkcmp.extract.facts import OpenFact, close
from parkcmp.extract.quantity import Quantity
from parkcmp.extract.table_heads import Heads
from parkcmp.extract.table_layout import Block, Item
from parkcmp.extract.table_lines import Line, Lines, Owner, Surroundings
from parkcmp.extract.table_values import CellValue, amount_of, fits_unit, with_unit
from parkcmp.extract.vocabulary import Vocabulary
from parkcmp.extract.year_parts import before, year_before
from parkcmp.lexicon.records import Metric
from parkcmp.model import Fact, Form, Measure, Reason, Scope, Span, Status

RULE = "table-cell"
_FROM_BASE = frozenset({Measure.GROWTH, Measure.CHANGE, Measure.MULTIPLE, Measure.CAGR})
_PERCENT = frozenset({Measure.GROWTH, Measure.CAGR, Measure.SHARE, Measure.COMPLETION})


@dataclass(slots=True)
class _Said:
    """All that is said of one value: its column, its row and the section above."""

    column: Line
    stub: Line
    section: Line

    @property
    def measure(self) -> Measure | None:
        return self.column.measure or self.stub.measure

    @property
    def units(self) -> tuple[Quantity, ...]:
        """The nearest units: of the head, else of the row."""
        return self.column.units or self.stub.units


class Binder:
    """Binds the values of one block."""

    def __init__(self, block: Block, heads: Heads, vocabulary: Vocabulary, around: Surroundings) -> None:
        self._block, self._around, self._vocabulary = block, around, vocabulary
        self._lines = Lines(block, heads, vocabulary, around)
        self._captions = self._lines.captions()
        self._owner_around = self._lines.owner_around()
        self._clock = Clock(around.published)
        self._default = self._period_around()

    def facts(self) -> tuple[list[Fact], list[tuple[Item, Reason]]]:
        """All facts, and the values that became none with the reason."""
        facts: list[Fact] = []
        rest: list[tuple[Item, Reason]] = []
        for row, above in self._block.body:
            stub, section = self._lines.stubs(row), self._lines.section(above)
            sentence = row.span() if row.own() else Span(0, 0)
            for column in self._block.values:
                item = row.items.get(column)
                if item is None or item.value is None or not item.begins(row.number, column):
                    continue
                found = self._bind(item, item.value, _Said(self._lines.columns[column], stub, section), sentence)
                if isinstance(found, Fact):
                    facts.append(found)
                else:
                    rest.append((item, found))
        return facts, rest

    def _bind(self, item: Item, value: CellValue, said: _Said, sentence: Span) -> Fact | Reason:
        part = said.stub.part or said.column.part
        named = [line for line in (said.column, said.stub) if line.label]
        if len(named) == 2 and named[0].metric is not named[1].metric:
            # 电子信息 under 工业总产值: part of the indicator, named by both.
            part = part or next((line.label for line in named if line.metric is None), said.stub.label)
        line = next((line for line in named if line.metric is not None), named[0] if named else None)
        line = line or (said.section if said.section.label else self._captions)
        if line is None:
            return Reason.LABEL
        owner = Owner(None, Scope.OTHER, part) if part else self._owner(said)
        if owner is None:
            return Reason.SUBJECT
        metric = line.metric
        if line.general and owner.scope not in (Scope.PARK, Scope.NATIONAL):
            metric = None
        measure = said.measure or line.measure or Measure.LEVEL
        if measure is Measure.GROWTH and _in_points(value.quantity, said.units):
            measure = Measure.CHANGE
        amount, form, metric = self._amount(value.quantity, metric, measure, said)
        if amount is None:
            return Reason.UNIT
        period = self._period(said, metric)
        whole = (said.column.whole or said.stub.whole) if measure is Measure.SHARE else None
        start = item.cell.start + value.start
        fact = OpenFact(
            owner.entity, owner.scope, metric.id if metric else None, owner.subject, line.label, measure,
            amount.value, amount.high, amount.unit, value.quantity.bound, period, self._base(said, measure, period),
            whole, Status.TARGET if said.column.target or said.stub.target else Status.ACTUAL,
            start, item.cell.start + value.end, amount.last, amount.round, form,
            sentence, RULE, self._whole_key(whole, owner),
        )  # fmt: skip
        return close(fact)

    def _owner(self, said: _Said) -> Owner | None:
        column, stub = said.column.owner, said.stub.owner
        near = column if column is not None and (stub is None or column.entity is not None) else stub
        return near or said.section.owner or self._owner_around

    def _amount(
        self, quantity: Quantity, metric: Metric | None, measure: Measure, said: _Said
    ) -> tuple[Amount | None, Form, Metric | None]:
        """The value in its final unit. A unit that the indicator cannot have means that the head names another one."""
        if measure in _PERCENT or _in_points(quantity, said.units):
            return self._percentage(quantity, said.units), _uncounted(quantity.form), metric
        if measure in (Measure.RANK, Measure.MULTIPLE):
            unit = "位" if measure is Measure.RANK else "倍"
            form = quantity.form if measure is Measure.RANK else _uncounted(quantity.form)
            return Amount(quantity.value, quantity.high, unit, quantity.last, quantity.round), form, metric
        known = metric is not None
        if quantity.kind == "none":
            unit_near = said.units
            fitting = [unit for unit in unit_near if metric is None or fits_unit(unit, metric)]
            if unit_near and not fitting:
                metric, fitting = None, list(unit_near)
            near = fitting[0] if len(fitting) == 1 else None if fitting else self._far_unit(metric, said)
            quantity = with_unit(quantity, near) if near is not None else quantity
        amount = amount_of(quantity, metric)
        if amount is None and quantity.kind != "none":
            metric, amount = None, amount_of(quantity, None)
        if amount is not None and not amount.unit and known:
            return None, quantity.form, None
        return amount, quantity.form, metric

    def _percentage(self, quantity: Quantity, units: Sequence[Quantity]) -> Amount | None:
        """A percentage that a sign, a head or the caption says is one, or that can be nothing else: 增速 of 8.5 is, of
        0.085 may be a fraction of one."""
        said = quantity.kind in ("percent", "points") or any(unit.kind in ("percent", "points") for unit in units)
        around = any(unit.kind == "percent" for head in self._lines.context for unit in head.units)
        if said or (quantity.kind == "none" and (around or abs(quantity.value) >= 1)):
            return Amount(quantity.value, quantity.high, "%", quantity.last, quantity.round)
        return None

    def _far_unit(self, metric: Metric | None, said: _Said) -> Quantity | None:
        """The one unit of section or caption that the indicator can have."""
        for units in (said.section.units, *(head.units for head in self._lines.context)):
            fitting = [unit for unit in units if metric is None or fits_unit(unit, metric)]
            if fitting:
                return fitting[0] if len(fitting) == 1 else None
        return None

    def _period(self, said: _Said, metric: Metric | None) -> str | None:
        """The time of a value: of its lines together (2021年 over 1-6月), else of what stands around. A stock without
        any is the month of publication's; a flow without any is undated."""
        clock = self._clock
        clock.default = self._default
        for times in (said.section.times, said.stub.times, said.column.times):
            for time in times:
                clock.default = clock.resolve(time) or clock.default
        if clock.default is None and metric is not None and metric.kind == "stock":
            return clock.now
        return clock.default

    def _period_around(self) -> str | None:
        for head in self._lines.context:
            for time in head.times:
                period = self._clock.resolve(time)
                if period is not None:
                    return period
        return self._around.period

    def _base(self, said: _Said, measure: Measure, period: str | None) -> str | None:
        if measure not in _FROM_BASE or period is None:
            return None
        ranges = [t for t in (*said.stub.times, *said.column.times) if t.kind == "range" and t.first]
        if ranges:
            return str(ranges[-1].first)
        if measure is Measure.CAGR:
            return None
        return before(period) if said.column.qoq or said.stub.qoq else year_before(period)

    def _whole_key(self, whole: str | None, owner: Owner) -> str | None:
        if whole is None:
            return None
        park = self._vocabulary.lexicon.parks.get(owner.entity or "")
        by_park = {"全市": park.city, "全省": park.province} if park is not None else {}
        return by_park.get(whole) or self._vocabulary.lexicon.regions.get(whole) or whole


def _in_points(quantity: Quantity, units: Sequence[Quantity]) -> bool:
    """Whether a difference is printed in percentage points."""
    return quantity.kind == "points" or (quantity.kind == "none" and any(unit.kind == "points" for unit in units))


def _uncounted(form: Form) -> Form:
    return Form.NUMBER if form is Form.COUNT else form

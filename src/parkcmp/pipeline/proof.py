"""From a record of somebody else to a fact: its digits must stand verbatim at its span, and be worth its value."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from parkcmp.errors import UsageError
from parkcmp.lexicon.records import Lexicon
from parkcmp.lexicon.units import load_units
from parkcmp.model import Fact, Form, Measure, Scope, Span
from parkcmp.text.verbatim import Numeral, read_numeral

if TYPE_CHECKING:
    from parkcmp.store.jsonl import FactRecord

_TABLE_HEAD = Decimal(10) ** 4
_ROUNDED = Decimal("0.000001")
_SENTENCE_END = re.compile(r"[。！？；!?]|\n\s*\n")
_LONGEST_SENTENCE = 600
_VALUE = re.compile(r'"value"\s*:\s*(-?[0-9][0-9.eE+-]*)')


def prove(record: FactRecord, text: str, lexicon: Lexicon) -> Fact:
    """The fact as the text states it. Raises UsageError where the digits at its span are not those of its value."""
    assert record.start is not None
    assert record.end is not None
    if record.end > len(text):
        raise UsageError(f"end: {record.end}, but the document has {len(text)} characters")
    printed = text[record.start : record.end]
    numeral = read_numeral(text, record.start, record.end)
    if numeral is None:
        raise UsageError(f"start: {printed!r} at {record.start}:{record.end} is no whole number")
    factor = _factor(record, numeral)
    if factor is None:
        raise UsageError(f"value: {record.value} {record.unit} is not what the text says there, {printed!r}")
    form = numeral.form
    if form is Form.COUNT and not (factor == 1 and _is_count(record.unit)):
        form = Form.NUMBER
    sentence = _sentence(text, record)
    return _fact(
        record, lexicon, Span(record.start, record.end), sentence, form, numeral.last * factor, numeral.round * factor
    )


def take_unproven(record: FactRecord, line: str, offset: int, lexicon: Lexicon) -> Fact:
    """The fact as its own line states it, which stands at `offset` of the text that is kept of it."""
    found = _VALUE.search(line)
    assert found is not None
    span = Span(offset + found.start(1), offset + found.end(1))
    places = min(int(record.value.as_tuple().exponent), 0)
    last = Decimal(1).scaleb(places)
    round_ = Decimal(1).scaleb(int(record.value.normalize().as_tuple().exponent)) if record.value else last
    is_whole = record.value == record.value.to_integral_value() and _is_count(record.unit)
    form = Form.RANGE if record.value_high is not None else Form.COUNT if is_whole else Form.NUMBER
    found_by = "unproven" if record.rule is None else f"unproven: {record.rule}"
    marked = record.model_copy(update={"rule": found_by})
    return _fact(marked, lexicon, span, Span(offset, offset + len(line)), form, last, max(last, round_))


def _fact(
    record: FactRecord, lexicon: Lexicon, span: Span, sentence: Span, form: Form, last: Decimal, round_: Decimal
) -> Fact:
    entity = record.entity
    scope = record.scope or (
        Scope.OTHER if entity is None else Scope.PARK if entity in lexicon.parks else Scope.NATIONAL
    )
    name = lexicon.parks[entity].short_name if entity and entity in lexicon.parks else entity or ""
    return Fact(
        entity, scope, record.metric, record.subject or name, record.label, record.measure, record.value,
        record.value_high, record.unit, record.bound, record.period, record.base, record.whole, record.status,
        span.start, span.end, last, round_, form, sentence, record.rule or "imported",
        lexicon.regions.get(record.whole, record.whole) if record.whole else None,
    )  # fmt: skip


def _factor(record: FactRecord, numeral: Numeral) -> Decimal | None:
    """By what the printed number becomes the value; None where nothing does."""
    for factor in _factors(record, numeral):
        low = _is_worth(numeral.value * factor, record.value, record.measure)
        high = record.value_high is None or (
            numeral.high is not None and _is_close(numeral.high * factor, record.value_high)
        )
        if low and high:
            return factor
    doublings = numeral.after.startswith("番")
    if doublings and numeral.value in (1, 2, 3, 4):
        grown = Decimal(2) ** int(numeral.value)
        worth = {Measure.GROWTH: (grown - 1) * 100, Measure.MULTIPLE: grown}.get(record.measure)
        return worth / numeral.value if worth == record.value else None
    return None


def _factors(record: FactRecord, numeral: Numeral) -> list[Decimal]:
    """What the unit printed after the number, or in the head of its table, can make of it."""
    scale = Decimal(1)
    if record.unit.startswith("亿"):
        scale = Decimal(1).scaleb(-8)
    elif record.unit.startswith("万"):
        scale = Decimal(1).scaleb(-4)
    factors = [numeral.magnitude * scale, numeral.magnitude]
    if numeral.magnitude == 1:  # 单位：万元, 单位：万人
        factors += [1 / _TABLE_HEAD, _TABLE_HEAD]
    if numeral.after.startswith("倍") and record.measure in (Measure.GROWTH, Measure.CHANGE):
        factors.append(Decimal(100))
    return [*factors, *(numeral.magnitude / divisor for divisor in _divisors(record.unit))]


@cache
def _divisors(unit: str) -> tuple[Decimal, ...]:
    return tuple(divisor for (_, to), divisor in load_units().conversions.items() if to == unit)


def _is_worth(printed: Decimal, value: Decimal, measure: Measure) -> bool:
    if _is_close(printed, value):
        return True
    # 下降3% is −3.
    return measure in (Measure.GROWTH, Measure.CHANGE, Measure.CAGR) and value < 0 and _is_close(printed, -value)


def _is_close(one: Decimal, other: Decimal) -> bool:
    return one == other or (abs(one - other) <= _ROUNDED and abs(other) > 1000 * _ROUNDED)


def _is_count(unit: str) -> bool:
    known = load_units().by_name.get(unit)
    return unit in ("位", "名") or (known is not None and known.kind == "count")


def _sentence(text: str, record: FactRecord) -> Span:
    """The sentence that the record gives, where the text has it around the digits; else to the next full stops."""
    assert record.start is not None
    assert record.end is not None
    if record.sentence:
        at = text.rfind(record.sentence, max(0, record.end - len(record.sentence)), record.start + len(record.sentence))
        if 0 <= at <= record.start and record.end <= at + len(record.sentence):
            return Span(at, at + len(record.sentence))
    first = max(0, record.start - _LONGEST_SENTENCE)
    for found in _SENTENCE_END.finditer(text, first, record.start):
        first = found.end()
    after = _SENTENCE_END.search(text, record.end, record.end + _LONGEST_SENTENCE)
    last = after.end() if after else min(len(text), record.end + _LONGEST_SENTENCE)
    while first < record.start and text[first].isspace():
        first += 1
    return Span(first, last)

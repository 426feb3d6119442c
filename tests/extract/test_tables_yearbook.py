"""Yearbooks of many zones, indicators and years, in several layouts, are read without a wrong cell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from yearbook import LAYOUTS, UNMAPPED, Yearbook

from parkcmp.extract import extract
from parkcmp.lexicon.load import load_lexicon
from parkcmp.model import Document, Extraction, Measure, Scope
from parkcmp.reading import read_bytes

# The whole yearbook in two layouts, forty zones in the others: the layouts differ, not the zones.
PARKS = {"sheet-a-year": 178, "years-under-indicators": 178}


@pytest.fixture(scope="module", params=LAYOUTS)
def reading(request: pytest.FixtureRequest) -> tuple[str, Yearbook, Document, Extraction]:
    book = LAYOUTS[request.param](PARKS.get(request.param, 40))
    [document] = read_bytes(book.data, f"{request.param}.xlsx")
    return request.param, book, document, extract(document, load_lexicon())


def test_every_value_is_read_and_none_is_wrong(reading: tuple[str, Yearbook, Document, Extraction]) -> None:
    _, book, _, found = reading
    levels: dict[tuple[str, str, str], tuple[Decimal, str]] = {}
    growth: dict[tuple[str, str, str], Decimal] = {}
    for fact in found.facts:
        if fact.scope is not Scope.PARK or fact.metric is None:
            continue
        assert fact.entity is not None
        assert fact.period is not None
        key = (fact.entity, fact.metric, fact.period)
        if fact.measure is Measure.GROWTH:
            assert fact.base == str(int(fact.period) - 1)
            growth[key] = fact.value
        else:
            assert fact.measure is Measure.LEVEL
            assert key not in levels
            levels[key] = (fact.value, fact.unit)
    assert levels == book.levels
    assert growth == book.growth
    assert book.missing > 10


def test_each_fact_is_the_digits_of_a_cell(reading: tuple[str, Yearbook, Document, Extraction]) -> None:
    _, _, document, found = reading
    cells = {c.start: c for table in document.tables for c in table.cells}
    spans = [(f.start, f.end) for f in found.facts]
    assert len(set(spans)) == len(spans)
    for fact in found.facts:
        digits = document.text[fact.start : fact.end]
        assert Decimal(digits.replace(",", "")) > 0 or fact.value <= 0
        assert fact.start in cells or fact.start - 1 in cells  # a minus stands before the digits
        row = document.text[fact.sentence.start : fact.sentence.end]
        assert digits in row
        assert "\n" not in row


def test_totals_belong_to_no_zone_and_unknown_heads_are_said(
    reading: tuple[str, Yearbook, Document, Extraction],
) -> None:
    name, _, _, found = reading
    totals = {f.subject: (f.entity, f.scope) for f in found.facts if f.scope is not Scope.PARK}
    labels = {f.label for f in found.facts if f.metric is None}
    if name == "sheet-a-year":
        assert set(totals) == {"合计", "东部", "中部"}
        assert {entity for entity, _ in totals.values()} == {None}
        assert labels == {UNMAPPED[0]}
    elif name == "years-under-indicators":
        assert totals == {"全国合计": ("全国", Scope.NATIONAL)}
        assert labels == set()
    else:
        assert totals == {}
        assert labels == set()

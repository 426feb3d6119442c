"""The sample newsletter: its list of figures fits its text, and the extraction finds them as listed."""

from __future__ import annotations

import csv
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from parkcmp.extract.extraction import extract
from parkcmp.lexicon.load import load_lexicon
from parkcmp.model import Document, Fact

DATA = Path(__file__).parent.parent / "data"
TEXT = (DATA / "newsletter-2022-09.txt").read_text(encoding="utf-8")
with (DATA / "newsletter-2022-09.facts.tsv").open(encoding="utf-8", newline="") as table:
    FIGURES = list(csv.DictReader(table, delimiter="\t"))
# Bases of levels and shares say nothing; a period of * is one that readers do not agree on.
COUNTED_FROM_A_BASE = {"growth", "cagr", "change", "multiple", "cumulative"}


@pytest.fixture(scope="module")
def facts() -> dict[tuple[int, int], Fact]:
    found = extract(Document(TEXT, path="newsletter-2022-09.txt"), load_lexicon()).facts
    return {(fact.start, fact.end): fact for fact in found}


def test_list_fits_the_text() -> None:
    for figure in FIGURES:
        assert TEXT[int(figure["start"]) : int(figure["end"])] == figure["numeral"]


def test_provenance_counts_every_figure() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\S+) \| (.+?) \| .+? \| (\d+) \|$", readme, flags=re.MULTILINE)
    stated = {(entity, source): int(count) for entity, source, count in rows}
    assert stated == Counter((figure["entity"], figure["source"]) for figure in FIGURES)


@pytest.mark.parametrize(
    "figure", FIGURES, ids=[f"{f['entity']}-{f['metric']}-{f['measure']}-{f['numeral']}" for f in FIGURES]
)
def test_figure_is_extracted(figure: dict[str, str], facts: dict[tuple[int, int], Fact]) -> None:
    fact = facts.get((int(figure["start"]), int(figure["end"])))
    assert fact is not None, f"{figure['numeral']} of {figure['entity']} became no fact"
    got = {
        "entity": fact.entity,
        "metric": fact.metric,
        "measure": str(fact.measure),
        "value": fact.value,
        "unit": fact.unit,
        "bound": str(fact.bound),
        "status": str(fact.status),
    }
    want: dict[str, object] = {field: figure[field] for field in ("entity", "metric", "measure", "unit", "bound")}
    want |= {"value": Decimal(figure["value"]), "status": "actual"}
    if figure["period"] != "*":
        got["period"], want["period"] = fact.period, figure["period"]
    if figure["measure"] in COUNTED_FROM_A_BASE:
        got["base"], want["base"] = fact.base, figure["base"]
    assert got == want


def test_nothing_else_is_given_to_a_park(facts: dict[tuple[int, int], Fact]) -> None:
    listed = {(int(figure["start"]), int(figure["end"])) for figure in FIGURES}
    extra = [fact for span, fact in facts.items() if span not in listed and fact.entity and fact.metric]
    assert [(fact.entity, fact.metric, TEXT[fact.start : fact.end]) for fact in extra] == []


def test_month_of_publication_is_inferred() -> None:
    extraction = extract(Document(TEXT, path="newsletter.txt"), load_lexicon())
    assert extraction.published == "2022-09"
    assert extraction.published_inferred

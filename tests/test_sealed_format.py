"""The sealed set is well formed: offsets meet their numerals, ids are unique, classes are complete.

Says nothing about extraction; it only guards the data that measures it.
"""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

SEALED = Path(__file__).parent / "sealed"
CLASSES = (
    "subjects",
    "periods",
    "lists",
    "comparators",
    "change",
    "numbers",
    "units",
    "status",
    "layout",
    "near_names",
)
SCOPES = {"park", "national", "subpark", "region", "other"}
BASED = {"growth", "cagr", "change", "multiple", "cumulative"}
MEASURES = BASED | {"level", "share", "rank", "completion"}
BOUNDS = {"exact", "over", "under", "about"}
TIERS = {"core", "open", "optional"}
FIELDS = {"entity", "scope", "metric", "measure", "value", "unit", "bound", "period", "base", "status"}
MONTH = r"\d{4}-(0[1-9]|1[0-2])"
PERIOD = re.compile(rf"\d{{4}}(-H[12]|-Q[1-4])?|{MONTH}(-\d\d)?|{MONTH}/{MONTH}")


def read(name: str) -> list[dict[str, Any]]:
    lines = (SEALED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


ITEMS = [item for name in CLASSES for item in read(name)]


@pytest.mark.parametrize("name", CLASSES)
def test_each_class_has_ten_items_of_its_own(name: str) -> None:
    items = read(name)
    assert len(items) >= 10
    assert all(item["id"].startswith(f"{name}-") for item in items)


def test_ids_and_texts_are_unique() -> None:
    assert len({item["id"] for item in ITEMS}) == len(ITEMS)
    assert len({item["text"] for item in ITEMS}) == len(ITEMS)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["id"])
def test_spans_are_the_numerals_and_do_not_overlap(item: dict[str, Any]) -> None:
    spans = sorted((s["start"], s["end"], s["numeral"]) for s in [*item["facts"], *item["not_for_park"]])
    assert spans
    for start, end, numeral in spans:
        assert item["text"][start:end] == numeral
    for before, after in pairwise(spans):
        assert before[1] <= after[0]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["id"])
def test_facts_have_the_fields_of_the_contract(item: dict[str, Any]) -> None:
    assert re.fullmatch(MONTH, item["date"])
    for fact in item["facts"]:
        assert fact.keys() >= FIELDS
        assert fact.get("accept", {}).keys() <= FIELDS
        assert fact["scope"] in SCOPES
        assert (fact["scope"] == "national") == (fact["entity"] == "全国")
        assert fact["measure"] in MEASURES
        assert fact["bound"] in BOUNDS
        assert fact["status"] in {"actual", "target"}
        assert fact["tier"] in TIERS
        assert (fact["metric"] is not None) or fact["tier"] != "core"
        assert fact["base"] is None or fact["measure"] in BASED
        for period in (fact["period"], fact["base"]):
            assert period is None or PERIOD.fullmatch(period)


def test_parks_and_metrics_are_of_the_registry() -> None:
    registry = pytest.importorskip("parkcmp.lexicon.load")
    lexicon = registry.load_lexicon()
    facts = [fact for item in ITEMS for fact in item["facts"]]
    metrics = {fact["metric"] for fact in facts} - {None}
    parks = {fact["entity"] for fact in facts if fact["scope"] == "park"}
    assert metrics <= set(lexicon.metrics)
    assert parks <= set(lexicon.parks)

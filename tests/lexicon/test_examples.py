"""The examples and rejects that stand beside each metric, run through the extraction as a reader would meet them."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest

from parkcmp.extract import extract
from parkcmp.lexicon.load import load_lexicon
from parkcmp.model import Document, Fact

METRICS: list[dict[str, Any]] = tomllib.loads(
    files("parkcmp.lexicon").joinpath("metrics.toml").read_text(encoding="utf-8")
)["metrics"]
EXAMPLES = [(m["id"], e["text"], e["value"]) for m in METRICS for e in m["examples"]]
REJECTS = [(m["id"], text) for m in METRICS for text in m.get("rejects", [])]
BY_ID = {m["id"]: m for m in METRICS}


def facts_of(clause: str) -> tuple[Fact, ...]:
    """The facts of a clause about a park, or about all zones where it says 全国 itself."""
    text = f"2021年，{clause}。" if clause.startswith("全国") else f"新乡高新区2021年{clause}。"
    return extract(Document(text, published="2022-03"), load_lexicon()).facts


@pytest.mark.parametrize(("metric", "clause", "value"), EXAMPLES, ids=[f"{m}-{c}" for m, c, _ in EXAMPLES])
def test_an_example_states_its_metric_and_value(metric: str, clause: str, value: str) -> None:
    found = [(fact.metric, fact.value) for fact in facts_of(clause)]
    assert (metric, Decimal(value)) in found


@pytest.mark.parametrize(("metric", "clause"), REJECTS, ids=[f"{m}-{c}" for m, c in REJECTS])
def test_a_reject_says_nothing_of_the_metric(metric: str, clause: str) -> None:
    assert metric not in [fact.metric for fact in facts_of(clause)]


def test_every_metric_has_two_examples() -> None:
    assert [m["id"] for m in METRICS if len(m["examples"]) < 2] == []


NEAR = [
    ("output", "output_above_scale"),
    ("output", "industrial_va"),
    ("rd_share", "rd_intensity"),
    ("rd_expenditure", "st_expenditure"),
    ("revenue", "revenue_total_tit"),
    ("net_profit", "total_profit"),
    ("taxes_paid", "budget_revenue"),
    ("invention_grants", "invention_valid"),
    ("invention_grants", "invention_apps"),
    ("invention_grants_per_10k", "invention_valid_per_10k"),
    ("tech_smes", "tech_smes_recognized"),
    ("hitech_firms", "torch_key_hitech"),
    ("gazelle_firms", "gazelle_new"),
    ("listed_firms", "listed_main"),
    ("listed_firms", "listed_star"),
    ("incubators", "incubated_firms"),
    ("rd_orgs_provincial", "platforms"),
    ("registered_firms", "firms_total"),
    ("area", "area_approved"),
]


@pytest.mark.parametrize(("a", "b"), NEAR)
def test_near_metrics_reject_each_other(a: str, b: str) -> None:
    """Either of two near metrics has a name of the other among its rejects, so that the tests above hold them apart."""
    lexicon = load_lexicon()
    for one, other in ((a, b), (b, a)):
        names = lexicon.metrics[other].aliases
        assert any(name in text for text in BY_ID[one].get("rejects", []) for name in names), (one, other)


@pytest.mark.parametrize("metric", [m["id"] for m in METRICS])
def test_an_example_needs_no_longer_name(metric: str) -> None:
    """No example hides a term that is kept apart: it would be right by accident."""
    lexicon = load_lexicon()
    names = (*lexicon.metrics[metric].aliases, *lexicon.metrics[metric].general_aliases)
    longest = max(map(len, names))
    for example in BY_ID[metric]["examples"]:
        terms = [term for term in lexicon.distinct if term in example["text"] and len(term) > longest]
        assert terms == []

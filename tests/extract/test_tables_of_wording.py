"""Tables of wording, one per class: one meaning in many wordings, and wordings that must not yield it.

A group of `tests/tables/CLASS.toml` wants one fact (`want`) of each of its `texts`, or forbids a fact (`not`) in each
text of `nothing`. Its `gaps` and `leaks` are natural wordings of the two kinds that the extraction does not master yet;
a test holds that they still fail, so that a mended one moves up.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from parkcmp.extract import extract
from parkcmp.lexicon.load import load_lexicon
from parkcmp.model import Document, Fact

TABLES = Path(__file__).parent.parent / "tables"
CLASSES = {
    "subjects": 30,
    "periods": 30,
    "lists": 30,
    "comparators": 30,
    "change": 36,
    "numbers": 36,
    "units": 36,
    "status": 30,
    "layout": 30,
    "near_names": 30,
}
ABSENT = "-"  # TOML has no null: the field must be empty


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((TABLES / f"{name}.toml").read_text(encoding="utf-8"))


def _wordings(kind: str) -> list[Any]:
    field = "not" if kind in ("nothing", "leaks") else "want"
    return [
        pytest.param(text, group.get("date", table["date"]), group[field], id=f"{name}-{text[:24]!r}")
        for name, table in ((name, _read(name)) for name in CLASSES)
        for group in table["cases"]
        for text in group.get(kind, ())
    ]


def _is(fact: Fact, field: str, wanted: str) -> bool:
    found = getattr(fact, field)
    if wanted == ABSENT:
        return found is None
    if isinstance(found, Decimal):
        return found == Decimal(wanted)
    return (found.value if isinstance(found, StrEnum) else found) == wanted


def _meant(text: str, date: str, wanted: dict[str, str]) -> list[Fact]:
    facts = extract(Document(text, published=date or None), load_lexicon()).facts
    return [fact for fact in facts if all(_is(fact, field, value) for field, value in wanted.items())]


@pytest.mark.parametrize(("text", "date", "want"), _wordings("texts"))
def test_a_wording_yields_the_one_fact_that_it_means(text: str, date: str, want: dict[str, str]) -> None:
    assert len(_meant(text, date, want)) == 1, extract(Document(text, published=date or None), load_lexicon()).facts


@pytest.mark.parametrize(("text", "date", "forbidden"), _wordings("nothing"))
def test_a_wording_does_not_yield_what_it_does_not_say(text: str, date: str, forbidden: dict[str, str]) -> None:
    assert _meant(text, date, forbidden) == []


@pytest.mark.parametrize(("text", "date", "want"), _wordings("gaps"))
def test_a_known_gap_is_still_one(text: str, date: str, want: dict[str, str]) -> None:
    assert len(_meant(text, date, want)) != 1, "mastered now: move it from gaps to texts"


@pytest.mark.parametrize(("text", "date", "forbidden"), _wordings("leaks"))
def test_a_known_leak_is_still_one(text: str, date: str, forbidden: dict[str, str]) -> None:
    assert _meant(text, date, forbidden) != [], "mended now: move it from leaks to nothing"


@pytest.mark.parametrize(("name", "least"), CLASSES.items())
def test_a_class_holds_enough_distinct_cases(name: str, least: int) -> None:
    groups = _read(name)["cases"]
    cases = [text for group in groups for kind in ("texts", "nothing") for text in group.get(kind, ())]
    assert len(cases) >= least
    assert any("nothing" in group for group in groups)
    assert all(group["want"] for group in groups if "texts" in group)
    assert all(group["not"] for group in groups if "nothing" in group)

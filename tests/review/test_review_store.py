"""Decisions in the store: what they do to facts and observations, and that nothing undoes them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from build import TEXT, make_extraction, make_fact
from hypothesis import given, settings
from hypothesis import strategies as st

from parkcmp.errors import UnknownNameError, UsageError
from parkcmp.model import Bound, Document, Extraction, Form, Measure
from parkcmp.store import Database, connect
from parkcmp.store.reviews import Decision, Review, State, fetch_states, find_fact, save_reviews, withdraw_review
from parkcmp.store.write import Stamp, remove_document, save_document

DOCUMENT = "65f92daaca7b"
FACT = f"{DOCUMENT}-13"
REVIEW = Review(DOCUMENT, 13, 16, 1, Decision.ACCEPT)


def ingest(database: Database, extraction: Extraction, reader: str) -> None:
    document = Document(TEXT, "a.txt")
    save_document(database, document, document, extraction, Stamp({}, reader))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.duckdb"
    with connect(path, write=True):
        pass
    return path


@pytest.fixture
def path(tmp_path: Path, empty: Path) -> Path:
    """A database with one fact: 新乡 has 135 high-tech firms in 2021."""
    shutil.copy(empty, tmp_path / "facts.duckdb")
    with connect(tmp_path / "facts.duckdb", write=True) as database:
        ingest(database, make_extraction(make_fact()), "1")
    return tmp_path / "facts.duckdb"


def decide(path: Path, decision: Decision, **changes: str | None) -> None:
    with connect(path, write=True) as database:
        save_reviews(database, [replace(REVIEW, decision=decision, changes=changes, reason="because")])


def observed(path: Path, columns: str = "value, low, high, period, review") -> list[tuple[Any, ...]]:
    with connect(path) as database:
        return database.fetch(f"SELECT {columns} FROM observations ORDER BY ALL")


def test_an_accepted_fact_stays_and_says_so(path: Path) -> None:
    decide(path, Decision.ACCEPT)
    assert observed(path) == [(135, 135, 135, "2021", "accept")]


def test_a_rejected_fact_is_no_observation_and_stays_in_the_ledger(path: Path) -> None:
    decide(path, Decision.REJECT)
    assert observed(path) == []
    with connect(path) as database:
        assert database.fetch("SELECT count(*) FROM latest") == [(0,)]
        assert database.fetch("SELECT value, review FROM ledger") == [(135, "reject")]
        assert database.fetch("SELECT count(*) FROM facts") == [(1,)]


def test_a_rejected_duplicate_is_no_second_source(path: Path) -> None:
    other = Document(TEXT + "二", "b.txt")
    with connect(path, write=True) as database:
        save_document(database, other, other, make_extraction(make_fact(value=140)), Stamp({}, "1"))
    assert observed(path, "sources, conflict") == [(2, True)]
    decide(path, Decision.REJECT)
    assert observed(path, "value, sources, conflict") == [(140, 1, False)]


@pytest.mark.parametrize(
    ("changes", "fact", "wanted"),
    [
        ({"value": "136"}, {}, (136, 136, 136)),
        ({"value": "759.70", "unit": "亿元"}, {}, (Decimal("759.7"), Decimal("759.695"), Decimal("759.705"))),
        ({"value": "640", "unit": "亿元"}, {}, (640, Decimal("639.5"), Decimal("640.5"))),
        ({"value": "1200", "bound": "over"}, {}, (1200, 1200, 1300)),
        ({"bound": "over"}, {"value": 130, "round": 10}, (130, 130, 140)),
        ({"bound": "about"}, {}, (135, Decimal("121.5"), Decimal("148.5"))),
        ({"value": "3", "value_high": "5"}, {}, (3, 3, 5)),
        ({"value": "4"}, {"value": 3, "value_high": 5, "form": Form.RANGE}, (4, 4, 4)),
        ({"value_high": None}, {"value": 3, "value_high": 5, "form": Form.RANGE}, (3, 3, 3)),
        ({"value": "230000"}, {"value": 20000, "last": 10000, "form": Form.NUMBER}, (230000, 230000, 230000)),
        ({"value": "0"}, {}, (0, 0, 0)),
        ({"value": "14", "unit": "位"}, {}, (14, 14, 14)),
        ({"value": "-3", "unit": "%"}, {}, (-3, Decimal("-3.5"), Decimal("-2.5"))),
    ],
)
def test_a_corrected_number_is_as_precise_as_it_was_typed(
    tmp_path: Path, empty: Path, changes: dict[str, str | None], fact: dict[str, Any], wanted: tuple[Any, ...]
) -> None:
    path = tmp_path / "facts.duckdb"
    shutil.copy(empty, path)
    with connect(path, write=True) as database:
        ingest(database, make_extraction(make_fact(**fact)), "1")
    decide(path, Decision.CORRECT, **changes)
    assert observed(path, "value, low, high") == [wanted]
    with connect(path) as database:  # the original is kept
        assert database.fetch("SELECT value FROM facts") == [(fact.get("value", 135),)]


def test_what_follows_from_a_corrected_field_follows(path: Path) -> None:
    decide(path, Decision.CORRECT, measure="growth", unit="%", period="2022", base="2021", metric="output")
    columns = "metric, measure, basis, months, period_start::VARCHAR, review"
    assert observed(path, columns) == [("output", "growth", "yoy", 12, "2022-01-01", "correct")]
    decide(path, Decision.CORRECT, period=None)
    assert observed(path, "period, months, metric, measure") == [(None, None, "hitech_firms", "level")]


def test_a_fact_of_no_park_is_no_observation(path: Path) -> None:
    decide(path, Decision.CORRECT, entity=None, scope="other")
    assert observed(path) == []


@pytest.mark.parametrize(
    ("decision", "changes", "field"),
    [
        (Decision.CORRECT, {}, "nothing"),
        (Decision.ACCEPT, {"value": "1"}, "nothing is changed"),
        (Decision.CORRECT, {"value": "many"}, "value:"),
        (Decision.CORRECT, {"value": "NaN"}, "value:"),
        (Decision.CORRECT, {"value": "1e30"}, "value:"),
        (Decision.CORRECT, {"value": "0.1234567890123"}, "value:"),
        (Decision.CORRECT, {"value": None}, "value:"),
        (Decision.CORRECT, {"value": "5", "value_high": "3"}, "value_high:"),
        (Decision.CORRECT, {"value_high": "3"}, "value_high:"),
        (Decision.CORRECT, {"period": "soon"}, "period:"),
        (Decision.CORRECT, {"measure": "size"}, "measure:"),
        (Decision.CORRECT, {"unit": None}, "unit:"),
        (Decision.CORRECT, {"rule": "x"}, "rule:"),
    ],
)
def test_a_wrong_correction_changes_nothing(
    path: Path, decision: Decision, changes: dict[str, str | None], field: str
) -> None:
    decide(path, Decision.ACCEPT)
    with pytest.raises(UsageError, match=f"^{field}"):
        decide(path, decision, **changes)
    assert observed(path) == [(135, 135, 135, "2021", "accept")]


def test_the_last_word_counts_and_can_be_withdrawn(path: Path) -> None:
    decide(path, Decision.REJECT)
    decide(path, Decision.CORRECT, value="136")
    assert observed(path, "value, review") == [(136, "correct")]
    with connect(path, write=True) as database:
        withdraw_review(database, FACT)
    assert observed(path, "value, review") == [(135, None)]
    with connect(path, write=True) as database, pytest.raises(UnknownNameError):
        withdraw_review(database, FACT)


@pytest.mark.parametrize("fact_id", ["", "x", f"{DOCUMENT}-14", f"{DOCUMENT}-13.2", "'; DROP TABLE facts"])
def test_only_a_stored_fact_can_be_named(path: Path, fact_id: str) -> None:
    with connect(path) as database, pytest.raises(UnknownNameError):
        find_fact(database, fact_id)


def test_a_decision_waits_for_its_document_and_outlives_it(path: Path) -> None:
    decide(path, Decision.CORRECT, value="136")
    with connect(path, write=True) as database:
        remove_document(database, DOCUMENT)
        assert fetch_states(database) == {FACT: State.WAITING}
        assert database.fetch("SELECT count(*) FROM ledger") == [(0,)]
        ingest(database, make_extraction(), "1")
        assert fetch_states(database) == {FACT: State.UNMATCHED}
        ingest(database, make_extraction(make_fact(end=15)), "2")  # other digits than those that were judged
        assert fetch_states(database) == {FACT: State.UNMATCHED}
        assert database.fetch("SELECT value, review FROM ledger") == [(135, None)]
        ingest(database, make_extraction(make_fact()), "3")
        assert fetch_states(database) == {FACT: State.APPLIED}
    assert observed(path, "value, review") == [(136, "correct")]


def test_of_two_facts_of_one_numeral_the_one_named_is_meant(tmp_path: Path) -> None:
    path = tmp_path / "facts.duckdb"
    with connect(path, write=True) as database:
        ingest(database, make_extraction(make_fact(), make_fact(entity="洛阳")), "1")
        fact = find_fact(database, f"{FACT}.2")
        save_reviews(database, [replace(fact, decision=Decision.REJECT)])
    assert observed(path, "entity") == [("新乡",)]


# Whatever the order in which a document is read again and again and its facts are judged: the same in the end.

EXTRACTIONS = [
    make_extraction(make_fact()),
    make_extraction(make_fact(period="2022", metric="output", unit="亿元", form=Form.NUMBER), published="2022-10"),
    make_extraction(make_fact(bound=Bound.OVER), make_fact(measure=Measure.GROWTH, base="2020")),
    make_extraction(make_fact(value=3, value_high=5, form=Form.RANGE)),
    make_extraction(),
]
DECISIONS = [
    REVIEW,
    replace(REVIEW, decision=Decision.REJECT, reason="no"),
    replace(REVIEW, decision=Decision.CORRECT, changes={"value": "136"}),
    replace(REVIEW, decision=Decision.CORRECT, changes={"period": None, "bound": "about"}),
    replace(REVIEW, decision=Decision.CORRECT, changes={"value_high": None}),
    replace(REVIEW, decision=Decision.CORRECT, changes={"value": "2", "value_high": "9", "entity": None}),
    replace(REVIEW, nth=2, decision=Decision.CORRECT, changes={"measure": "level"}),
    replace(REVIEW, nth=2, decision=Decision.REJECT),
]
Step = Callable[[Database], object]


def end_state(empty: Path, steps: Iterable[Step]) -> list[list[tuple[Any, ...]]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "facts.duckdb")
        shutil.copy(empty, path)
        with connect(path, write=True) as database:
            for step in steps:
                step(database)
            tables = ("facts", "reviews", "ledger", "statements", "observations", "latest")
            return [database.fetch(f"SELECT * FROM {table} ORDER BY ALL") for table in tables]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from(EXTRACTIONS), min_size=1, max_size=3),
    st.lists(st.sampled_from(DECISIONS), min_size=1, max_size=4),
    st.randoms(use_true_random=False),
)
def test_reading_again_and_judging_commute(
    empty: Path, extractions: list[Extraction], decisions: list[Review], random: Any
) -> None:
    readings: list[Step] = [
        lambda database, e=e, n=n: ingest(database, e, str(n))  # type: ignore[misc]
        for n, e in enumerate(extractions)
    ]
    judgements: list[Step] = [lambda database, r=r: save_reviews(database, [r]) for r in decisions]  # type: ignore[misc]
    mixed = [readings] * len(readings) + [judgements] * len(judgements)
    random.shuffle(mixed)
    queues = {id(readings): iter(readings), id(judgements): iter(judgements)}
    interleaved = [next(queues[id(queue)]) for queue in mixed]
    wanted = end_state(empty, [*readings, *judgements])
    assert end_state(empty, [*judgements, *readings]) == wanted
    assert end_state(empty, interleaved) == wanted

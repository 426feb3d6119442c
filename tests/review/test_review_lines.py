"""Decisions as JSON lines: what goes out comes back, the later one stands, and a wrong line is named."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from build import TEXT, make_extraction, make_fact, store
from hypothesis import given
from hypothesis import strategies as st

from parkcmp.errors import UnreadableError
from parkcmp.store import connect
from parkcmp.store.review_lines import export_lines, import_lines, parse_lines
from parkcmp.store.reviews import Decision, Review, load_reviews, save_reviews

DOCUMENT = "65f92daaca7b"
REVIEW = Review(DOCUMENT, 13, 16, 1, Decision.ACCEPT, {}, None, "王", "2024-05-01T08:00:00Z")
CORRECTION = replace(
    REVIEW, decision=Decision.CORRECT, changes={"value": "136", "period": None}, reason="印错了\n见第3页"
)
LINE = {
    "document": DOCUMENT, "start": 13, "end": 16, "nth": 1, "numeral": "135", "decision": "correct",
    "changes": {"value": "136"}, "reason": "x", "reviewer": None, "decided": "2024-05-01T08:00:00Z",
}  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    store(tmp_path / "facts.duckdb", TEXT, make_extraction(make_fact()))
    return tmp_path / "facts.duckdb"


def encoded(*lines: dict[str, Any]) -> bytes:
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def test_what_is_exported_is_imported_elsewhere(path: Path, tmp_path: Path) -> None:
    with connect(path, write=True) as database:
        save_reviews(database, [CORRECTION, replace(REVIEW, document="0" * 12)])
        lines = list(export_lines(database))
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in lines)
    assert [json.loads(line)["numeral"] for line in lines] == [None, "135"]  # of one the document is not here
    with connect(tmp_path / "other.duckdb", write=True) as other:
        parsed = parse_lines("".join(lines).encode(), "r.jsonl")
        assert import_lines(other, parsed) == (2, 0)
        assert import_lines(other, parsed) == (0, 0)  # the second time nothing is new
        assert list(export_lines(other)) == [line.replace('"135"', "null") for line in lines]
    store(tmp_path / "other.duckdb", TEXT, make_extraction(make_fact()))  # its document comes later
    with connect(tmp_path / "other.duckdb") as other:
        assert other.fetch("SELECT value, period, review FROM ledger") == [(136, None, "correct")]


@pytest.mark.parametrize(
    ("decided", "stands", "counted"),
    [
        ("2024-04-30T08:00:00Z", Decision.CORRECT, (0, 1)),
        ("2024-05-01T08:00:00Z", Decision.REJECT, (1, 0)),
        ("2024-05-02T08:00:00Z", Decision.REJECT, (1, 0)),
        (None, Decision.CORRECT, (0, 1)),
    ],
)
def test_the_later_decision_stands(path: Path, decided: str | None, stands: Decision, counted: tuple[int, int]) -> None:
    line = encoded({**LINE, "decision": "reject", "changes": {}, "decided": decided})
    with connect(path, write=True) as database:
        save_reviews(database, [CORRECTION])
        assert import_lines(database, parse_lines(line, "r.jsonl")) == counted
        assert [review.decision for review in load_reviews(database)] == [stands]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"document": "nonsense"}, "document"),
        ({"document": None}, "document"),
        ({"start": -1}, "start"),
        ({"start": "13"}, "start"),
        ({"start": True}, "start"),
        ({"end": 13}, "end"),
        ({"end": 1 << 40}, "end"),
        ({"nth": 0}, "nth"),
        ({"decision": "maybe"}, "decision"),
        ({"decision": None}, "decision"),
        ({"decision": "accept"}, "changes"),
        ({"changes": {}}, "nothing to correct"),
        ({"changes": {"value": 136}}, "changes"),
        ({"changes": {"value": "x"}}, "value"),
        ({"changes": {"fact_id": "x"}}, "fact_id"),
        ({"changes": [1]}, "changes"),
        ({"reason": 5}, "reason"),
        ({"decided": "yesterday"}, "decided"),
        ({"vlaue": "136"}, "vlaue"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_taken_over(path: Path, change: dict[str, Any], said: str) -> None:
    good = {**LINE, "start": 0, "end": 1}
    with pytest.raises(UnreadableError, match=f"r.jsonl, line 3: .*{said}"):
        parse_lines(encoded(good) + b"\n" + encoded({**LINE, **change}), "r.jsonl")


@pytest.mark.parametrize("data", [b"{", b"[]", b"1", b"nonsense", b"\xff\xfe", b"[" * 100_000, b'{"a":1}', b"null"])
def test_what_is_no_decision_is_refused_in_a_line(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        parse_lines(data, "r.jsonl")


def test_a_line_about_other_digits_is_refused(path: Path) -> None:
    lines = parse_lines(encoded({**LINE, "start": 0, "end": 1, "numeral": "新"}, {**LINE, "numeral": "999"}), "r")
    with connect(path, write=True) as database:
        with pytest.raises(UnreadableError, match="line 2"):
            import_lines(database, lines)
        assert load_reviews(database) == []


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_decisions_or_refused(data: bytes) -> None:
    with contextlib.suppress(UnreadableError):
        assert parse_lines(data, "r") == [] or data.strip()


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from(sorted(LINE)), _JSON))
def test_any_json_is_a_decision_or_refused(change: dict[str, Any]) -> None:
    try:
        [(number, review, _)] = parse_lines(encoded({**LINE, **change}), "r")
    except UnreadableError as failure:
        assert "line 1" in failure.what
    else:
        assert (number, review.document) == (1, DOCUMENT)

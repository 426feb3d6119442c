"""Decisions as JSON lines: what a person decided here, for another machine, and back.

A line names its fact by the document's id and the span, with the digits that stand there: a line about another text
is found out and refused, with its number.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from parkcmp.errors import UnreadableError, UsageError
from parkcmp.store.connection import Database
from parkcmp.store.corrections import check_changes
from parkcmp.store.reviews import Decision, Review, load_reviews, save_reviews

_DOCUMENT = re.compile(r"[0-9a-f]{12}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_FIELDS = frozenset(
    {"document", "start", "end", "nth", "numeral", "decision", "changes", "reason", "reviewer", "decided"}
)
Line = tuple[int, Review, str | None]  # number of the line, decision, digits that it is about


def export_lines(database: Database) -> Iterator[str]:
    """All decisions, one JSON object a line, in the order of documents and text."""
    for review in load_reviews(database):
        fields = {
            "document": review.document,
            "start": review.start,
            "end": review.end,
            "nth": review.nth,
            "numeral": _numeral(database, review),
            "decision": review.decision.value,
            "changes": dict(review.changes),
            "reason": review.reason,
            "reviewer": review.reviewer,
            "decided": review.decided,
        }
        yield json.dumps(fields, ensure_ascii=False) + "\n"


def parse_lines(data: bytes, name: str) -> list[Line]:
    """The decisions of a file of this name. Raises UnreadableError with the line and the field."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        raise UnreadableError(f"{name}: byte {failure.start} is no UTF-8", "export it again") from None
    lines = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                lines.append((number, *_parse(line)))
            except UsageError as failure:
                what = f"{name}, line {number}: {failure.what}"
                raise UnreadableError(what, failure.remedy or "see a line of parkcmp review export") from None
    return lines


def import_lines(database: Database, lines: Sequence[Line]) -> tuple[int, int]:
    """Keep the decisions that are not older than those that are here: how many were new, how many older.

    All of them or none. Raises UnreadableError where a line is about other digits than stand in the document.
    """
    here = {review.fact_id: review for review in load_reviews(database)}
    taken: dict[str, Review] = {}
    older = 0
    for number, review, numeral in lines:
        found = _numeral(database, review)
        if numeral is not None and found is not None and found != numeral:
            what = f"line {number}: characters {review.start} to {review.end} of {review.document} are not {numeral!r}"
            raise UnreadableError(what, "the line is about another text")
        before = taken.get(review.fact_id) or here.get(review.fact_id)
        if before is not None and (before.decided or "") > (review.decided or ""):
            older += 1
        else:
            taken[review.fact_id] = review
    return save_reviews(database, taken.values()), older


def _parse(line: str) -> tuple[Review, str | None]:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        raise UsageError("no JSON") from None
    if not isinstance(said, dict):
        raise UsageError("no JSON object")
    if strangers := sorted(said.keys() - _FIELDS):
        raise UsageError(f"{strangers[0]!r}: no field of a decision")
    document, decision = _string(said, "document"), _string(said, "decision")
    if document is None or not _DOCUMENT.fullmatch(document):
        raise UsageError("document: no document's id, which are twelve hex digits")
    if decision not in list(Decision):
        raise UsageError(f"decision: {decision!r} is none", f"use one of {', '.join(Decision)}")
    start, end, nth = _whole_number(said, "start", 0), _whole_number(said, "end", 1), _whole_number(said, "nth", 1, 1)
    if start >= end:
        raise UsageError("end: not after start")
    decided = _string(said, "decided")
    if decided is not None and not _MOMENT.fullmatch(decided):
        raise UsageError("decided: no moment", "write 2024-05-01T08:00:00Z")
    review = Review(
        document, start, end, nth, Decision(decision), {}, _string(said, "reason"), _string(said, "reviewer"), decided
    )
    changes = said.get("changes") or {}
    if not isinstance(changes, dict) or not all(isinstance(text, str | None) for text in changes.values()):
        raise UsageError("changes: not an object of texts")
    if review.decision is Decision.CORRECT:
        check_changes(changes)
    elif changes:
        raise UsageError(f"changes: nothing is changed by {decision}")
    return replace(review, changes=changes), _string(said, "numeral")


def _string(said: dict[str, Any], name: str) -> str | None:
    value = said.get(name)
    if not isinstance(value, str | None):
        raise UsageError(f"{name}: no text")
    if value is not None and any("\ud800" <= c <= "\udfff" for c in value):
        raise UsageError(f"{name}: half a character")
    return value


def _whole_number(said: dict[str, Any], name: str, least: int, default: int | None = None) -> int:
    value = said.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value < 1 << 31:
        raise UsageError(f"{name}: no whole number of {least} or more")
    return value


def _numeral(database: Database, review: Review) -> str | None:
    """The characters that a decision is about; None where its document is not here."""
    rows = database.fetch("SELECT text FROM documents WHERE document = ?", [review.document])
    return rows[0][0][review.start : review.end] if rows else None

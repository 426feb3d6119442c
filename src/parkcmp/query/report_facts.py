"""Every fact with what proves it: its sentence in a passage of its document, its digits, its place, its review.

Passages that overlap are one, so that a page holds no more text than the documents have.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from parkcmp.query.ledger import fetch_texts
from parkcmp.store import Database

FACTS = (
    "fact_id", "document", "entity", "scope", "metric", "subject", "label", "measure", "value", "value_high", "unit",
    "bound", "period", "base", "whole", "status", "start", "end", "sentence_start", "sentence_end", "rule", "review",
    "low", "high", "low_open", "high_open", "lit_low", "lit_high", "lit_low_open", "lit_high_open", "place",
)  # fmt: skip
_SQL = (
    "SELECT l.fact_id, l.document, l.entity, l.scope, l.metric, l.subject, l.label, l.measure, l.value, l.value_high,"
    " l.unit, l.bound, l.period, l.base, l.whole, l.status, l.start_, l.end_, l.sentence_start, l.sentence_end,"
    " l.rule, l.review, l.low, l.high, l.low_open, l.high_open, l.lit_low, l.lit_high, l.lit_low_open, l.lit_high_open"
    " FROM ledger AS l JOIN documents AS d USING (document) ORDER BY d.sequence, l.start_, l.fact_id"
)
_AROUND = 120  # characters of a passage before and after a sentence


@dataclass(frozen=True, slots=True)
class Passage:
    """Text of a document from its character `start` on."""

    document: str
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """`rows` have the columns of FACTS; `passages` hold every sentence of theirs, `passage_of` by fact id."""

    rows: tuple[tuple[Any, ...], ...]
    passages: tuple[Passage, ...]
    passage_of: dict[str, int]


def fetch_ledger(database: Database) -> Ledger:
    """All facts, document by document in the order of their text."""
    found = database.fetch(_SQL)
    texts = fetch_texts(database, {row[1] for row in found})
    places = {
        str(document): _Places(json.loads(marks), json.loads(tables))
        for document, marks, tables in database.fetch("SELECT document, marks, tables FROM documents")
    }
    rows = tuple((*row, places[row[1]].of(row[16])) for row in found)
    passages, passage_of = _passages(found, texts)
    return Ledger(rows, tuple(passages), passage_of)


def _passages(found: Iterable[tuple[Any, ...]], texts: dict[str, str]) -> tuple[list[Passage], dict[str, int]]:
    spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in found:
        low, high = max(0, row[18] - _AROUND), min(len(texts[row[1]]), row[19] + _AROUND)
        spans[row[1]].append((low, high, row[0]))
    passages: list[Passage] = []
    passage_of = {}
    for document, of in spans.items():
        text, end = texts[document], -1
        for low, high, fact_id in sorted(of):
            if low > end:
                passages.append(Passage(document, low, ""))
                end = high
            end = max(end, high)
            start = passages[-1].start
            passages[-1] = Passage(document, start, text[start:end])
            passage_of[fact_id] = len(passages) - 1
    return passages, passage_of


class _Places:
    """Pages, sheets and cells of one document."""

    def __init__(self, marks: list[tuple[int, str]], tables: list[dict[str, Any]]) -> None:
        self._marks = sorted(marks)
        self._cells = sorted((c["start"], c["end"], _name(c)) for table in tables for c in table["cells"])

    def of(self, start: int) -> str | None:
        """Where a character stands: page 3, Sheet1 B4; None where the document has no places."""
        i = bisect_right(self._marks, (start, "\U0010ffff")) - 1
        k = bisect_right(self._cells, (start, 1 << 60, "")) - 1
        place = self._marks[i][1] if i >= 0 else ""
        cell = self._cells[k][2] if k >= 0 and self._cells[k][0] <= start < self._cells[k][1] else ""
        return " ".join(part for part in (place, cell) if part) or None


def _name(cell: dict[str, Any]) -> str:
    return str(cell["ref"]) or f"row {cell['row'] + 1}, column {cell['column'] + 1}"

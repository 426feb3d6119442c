"""Where a figure comes from: its sentence in its paragraph, checked again against the stored text, and its source."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from parkcmp.errors import UnknownNameError
from parkcmp.model import Measure
from parkcmp.query.answer import Answer, Note, Value
from parkcmp.query.periods import is_same
from parkcmp.query.reviewed import extracted_json
from parkcmp.store import Database
from parkcmp.store.identity import text_digest

WHY = (
    "fact_id", "entity", "metric", "measure", "value", "value_high", "unit", "bound", "low", "high", "low_open",
    "high_open", "period", "base", "whole", "status", "subject", "label", "numeral", "start", "end", "verified",
    "sentence", "paragraph", "paragraph_start", "title", "issuer", "issue", "published", "published_inferred", "url",
    "place", "cell", "path", "document", "rule", "formula", "inputs", "review",
    "reason", "reviewer", "extracted", "unproven",
)  # fmt: skip
FACT_ID = re.compile(r"[0-9a-f]{12}-\d+(\.\d+)?")
_SQL = (
    "SELECT f.*, d.sha256, d.text, d.title, d.issuer, d.issue, d.url, d.published, d.published_inferred, d.path,"
    " d.marks, d.tables, r.reason, r.reviewer, r.changes, o AS before"
    " FROM ledger AS f JOIN documents AS d ON d.document = f.document"
    " LEFT JOIN reviews AS r ON f.review IS NOT NULL AND r.fact_id = f.fact_id"
    " LEFT JOIN facts AS o ON f.review = 'correct' AND o.fact_id = f.fact_id"
    " WHERE {} ORDER BY d.published DESC NULLS LAST, f.document, f.start_"
)
_BLANK_LINE = re.compile(r"\n[ \t\r\u3000]*\n")
_LONGEST_SIDE = 400


def explain_fact(database: Database, fact_id: str) -> Answer:
    """The origin of one fact. Raises UnknownNameError."""
    if not FACT_ID.fullmatch(fact_id):
        raise UnknownNameError(
            f"{fact_id!r} is no fact's id", "give one, or a park and a metric: why 新乡 hitech_firms"
        )
    rows = _explained(database, "f.fact_id = ?", [fact_id])
    if not rows:
        raise UnknownNameError(f"no fact {fact_id!r}", "see parkcmp facts, whose column fact_id has them all")
    return Answer(WHY, rows, (), {"command": "why", "fact_id": fact_id})


def explain_value(
    database: Database, park: str, metric: str, measure: str | None = None, period: str | None = None
) -> Answer:
    """The origin of a park's value: every statement of its newest period, or of the one named; its level where no
    measure is asked for and there is one; for its growth the average a year where no rate is stated."""
    found = database.fetch(
        "SELECT fact_id, measure, status, period, period_end FROM statements WHERE entity = ? AND metric = ?",
        [park, metric],
    )
    alike = _alike(found, measure)
    chosen = _of_period(alike, period)
    if not chosen and measure == Measure.GROWTH:
        alike = _alike(found, Measure.CAGR)
        chosen = _of_period(alike, period)
    query = {"command": "why", "park": park, "metric": metric, "measure": measure, "period": period}
    if not chosen:
        return Answer(WHY, (), (_none_of(found, park, metric),), query)
    rows = explain_facts(database, chosen)
    shown = {row[3] for row in alike if row[0] in chosen}
    others = sorted({row[3] for row in alike if row[3]} - shown)
    return Answer(WHY, rows, (_other_periods(others),) if others and period is None else (), query)


def explain_facts(database: Database, fact_ids: Sequence[str]) -> tuple[tuple[Value, ...], ...]:
    """The rows of these facts."""
    marks = ", ".join("?" * len(fact_ids))
    return _explained(database, f"f.fact_id IN ({marks})", list(fact_ids))


def _alike(found: list[tuple[Any, ...]], measure: str | None) -> list[tuple[Any, ...]]:
    """Those of the measure asked for, or levels where there are any; actuals where there are any."""
    for position, preferred in ((1, measure or "level"), (2, "actual")):
        kept = [row for row in found if row[position] == preferred]
        if kept or (position == 1 and measure is not None):
            found = kept
    return found


def _of_period(found: list[tuple[Any, ...]], period: str | None) -> list[str]:
    if period is not None:
        return [row[0] for row in found if is_same(row[3], period)]
    newest = max((row[4] or date.min for row in found), default=date.min)
    return [row[0] for row in found if (row[4] or date.min) == newest]


def _explained(database: Database, condition: str, parameters: list[str]) -> tuple[tuple[Value, ...], ...]:
    return tuple(_row(found) for found in database.fetch_named(_SQL.format(condition), parameters))


def _row(found: dict[str, Any]) -> tuple[Value, ...]:
    text, start, end = found["text"], found["start_"], found["end_"]
    first, last = _paragraph(text, found["sentence_start"], found["sentence_end"])
    numeral = text[start:end]
    derived = {
        "start": start,
        "end": end,
        "numeral": numeral,
        "verified": text_digest(text) == found["sha256"] and _has_number(numeral) and not found["unproven"],
        "sentence": text[found["sentence_start"] : found["sentence_end"]],
        "paragraph": text[first:last],
        "paragraph_start": first,
        "place": _place(json.loads(found["marks"]), start),
        "cell": _cell(json.loads(found["tables"]), start),
        "formula": None,
        "inputs": None,
        "extracted": extracted_json(found["before"], found["changes"]) if found["review"] == "correct" else None,
    }
    return tuple(derived[name] if name in derived else found[name] for name in WHY)


def _has_number(numeral: str) -> bool:
    return any(unicodedata.numeric(c, None) is not None for c in numeral)


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """The paragraph around a sentence: to the next blank lines, or as much of it as a person cares to read."""
    low, high = max(0, start - _LONGEST_SIDE), min(len(text), end + _LONGEST_SIDE)
    before = [found.end() for found in _BLANK_LINE.finditer(text, low, start)]
    after = _BLANK_LINE.search(text, end, high)
    return (before[-1] if before else low), (after.start() if after else high)


def _place(marks: list[tuple[int, str]], start: int) -> str | None:
    places = [place for begin, place in marks if begin <= start]
    return places[-1] if places else None


def _cell(tables: list[dict[str, Any]], start: int) -> str | None:
    for table in tables:
        for cell in table["cells"]:
            if cell["start"] <= start < cell["end"]:
                return cell["ref"] or f"row {cell['row'] + 1}, column {cell['column'] + 1}"
    return None


def _none_of(found: list[tuple[Any, ...]], park: str, metric: str) -> Note:
    if not found:
        return Note(
            "no_value",
            f"no such value of {park}; see parkcmp facts --park {park} for what there is",
            f"没有{park}的这项数据；用 parkcmp facts --park {park} 查看已有数据",
        )
    there = ", ".join(sorted({f"{row[1]} {row[3] or '?'}" for row in found}))
    listing = f"parkcmp facts --park {park} --metric {metric}"
    return Note(
        "no_value",
        f"no such value of {park}; there are {there}: {listing} gives their ids, for parkcmp why FACT_ID",
        f"没有{park}的这项数据；已有 {there}；{listing} 列出编号，再用 parkcmp why 编号 查看",
    )


def _other_periods(periods: list[str]) -> Note:
    listed = ", ".join(periods)
    return Note(
        "other_periods",
        f"the newest period is shown; for another add one of {listed}",
        f"显示最新时期；如需其他时期，请在后面加上 {listed} 之一",
    )

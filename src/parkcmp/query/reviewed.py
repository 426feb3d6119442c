"""Decisions of people, listed with what they are about and whether they have effect; and what was there before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from parkcmp.query.answer import Answer, Note, Value
from parkcmp.query.arithmetic_figures import plain_digits
from parkcmp.store import Database
from parkcmp.store.reviews import Review, State, fetch_states, load_reviews

COLUMNS = (
    "fact_id", "decision", "park", "metric", "measure", "value", "unit", "period", "changes", "reason", "reviewer",
    "decided", "state", "document", "start", "end", "numeral",
)  # fmt: skip


def list_reviews(database: Database) -> Answer:
    """One row a decision: what the fact says now (of a rejected one what was extracted), the changed fields with what
    they were before, and whether the decision is applied, waiting for its document or unmatched."""
    reviews = load_reviews(database)
    states = fetch_states(database)
    facts = {row["fact_id"]: row for row in database.fetch_named(_LEDGER)}
    before = {row["fact_id"]: row for row in database.fetch_named(_BEFORE)}
    rows = tuple(_row(review, states[review.fact_id], facts, before) for review in reviews)
    return Answer(COLUMNS, rows, _notes(states.values(), bool(rows)), {"command": "review list"})


def describe_extracted(fact: Mapping[str, Any], changes: Iterable[str]) -> dict[str, Value]:
    """Of an extracted fact the fields that a correction changes, as they were read."""
    return {name: fact[name] for name in changes if name in fact}


def extracted_json(fact: Mapping[str, Any], changes: str) -> str:
    """The same as JSON, numbers with plain digits; `changes` as the reviews keep them."""
    was = describe_extracted(fact, json.loads(changes))
    plain = {n: plain_digits(v) if isinstance(v, Decimal) else v for n, v in was.items()}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


_LEDGER = (
    "SELECT f.fact_id, f.entity, f.subject, f.metric, f.label, f.measure, f.value, f.unit, f.period,"
    " substr(d.text, f.start_ + 1, f.end_ - f.start_) AS numeral"
    " FROM ledger AS f JOIN reviews AS r USING (fact_id) JOIN documents AS d ON d.document = f.document"
)
_BEFORE = "SELECT f.* FROM facts AS f JOIN reviews AS r USING (fact_id) WHERE r.decision = 'correct'"


def _row(review: Review, state: State, facts: Mapping[str, Any], before: Mapping[str, Any]) -> tuple[Value, ...]:
    fact = facts.get(review.fact_id) if state is State.APPLIED else None
    said = [fact[name] if fact else None for name in ("entity", "metric", "measure", "value", "unit", "period")]
    changes = [
        _change(name, text, before.get(review.fact_id) if fact else None) for name, text in review.changes.items()
    ]
    return (
        review.fact_id, review.decision.value, *said, "; ".join(changes) or None, review.reason, review.reviewer,
        review.decided, state.value, review.document, review.start, review.end, fact["numeral"] if fact else None,
    )  # fmt: skip


def _change(name: str, text: str | None, before: Mapping[str, Any] | None) -> str:
    new = "none" if text is None else text
    if before is None:
        return f"{name}: {new}"
    old = before[name]
    shown = "none" if old is None else plain_digits(old) if isinstance(old, Decimal) else str(old)
    return f"{name}: {shown} -> {new}"


def _notes(states: Iterable[State], has_rows: bool) -> tuple[Note, ...]:
    listed = list(states)
    notes = []
    if not has_rows:
        notes.append(
            Note(
                "no_reviews",
                "nobody has reviewed anything; parkcmp review FACT_ID accept is a beginning",
                "还没有核对记录；可从 parkcmp review 编号 accept 开始",
            )
        )
    if waiting := listed.count(State.WAITING):
        notes.append(
            Note(
                "waiting",
                f"decisions that wait for a document that is not here: {waiting}; parkcmp ingest reads it",
                f"{waiting} 条等待尚未读入的文献；用 parkcmp ingest 读入",
            )
        )
    if unmatched := listed.count(State.UNMATCHED):
        notes.append(
            Note(
                "unmatched",
                f"decisions about numbers that are no facts now: {unmatched}; parkcmp review FACT_ID withdraw ends one",
                f"{unmatched} 条所涉数字现在不是数据；可用 parkcmp review 编号 withdraw 撤回",
            )
        )
    return tuple(notes)

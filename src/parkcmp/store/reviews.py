"""What people decided about facts: kept by document and span, laid over whatever is extracted there.

A decision may come before its document and outlives its removal. Whoever writes facts calls `apply_reviews` in the
same transaction, so that readers never see a fact without the decision about it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from parkcmp.errors import UnknownNameError, UsageError
from parkcmp.store.bulk import insert_rows
from parkcmp.store.connection import Database
from parkcmp.store.corrections import check_changes, correct

_FACT_ID = re.compile(r"([0-9a-f]{12})-(\d{1,9})(?:\.(\d{1,4}))?")
_COLUMNS = "fact_id, document, start_, end_, nth, decision, changes, reason, reviewer, decided"


class Decision(StrEnum):
    """What a person may decide of a fact."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"


class State(StrEnum):
    """Whether a decision has effect: on a stored fact, on none yet for want of its document, or on none because
    nothing is extracted there now."""

    APPLIED = "applied"
    WAITING = "waiting"
    UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True)
class Review:
    """A decision about the `nth` fact of the numeral from `start` to `end`. `changes` are the fields that a correction
    sets, as text (None: nothing); `decided` is a moment in UTC, 2024-05-01T08:00:00Z."""

    document: str
    start: int
    end: int
    nth: int
    decision: Decision
    changes: Mapping[str, str | None] = field(default_factory=dict)
    reason: str | None = None
    reviewer: str | None = None
    decided: str | None = None

    @property
    def fact_id(self) -> str:
        """The id of the fact that it is about."""
        return f"{self.document}-{self.start}" + (f".{self.nth}" if self.nth > 1 else "")


def find_fact(database: Database, fact_id: str) -> Review:
    """An acceptance of a stored fact, to be made what it should be. Raises UnknownNameError."""
    found = database.fetch("SELECT document, start_, end_ FROM facts WHERE fact_id = ?", [fact_id])
    parts = _FACT_ID.fullmatch(fact_id)
    if not parts:
        raise UnknownNameError(f"{fact_id!r} is no fact's id", "see parkcmp facts, whose column fact_id has them all")
    if not found:
        raise UnknownNameError(f"no fact {fact_id!r}", "see parkcmp facts, whose column fact_id has them all")
    document, start, end = found[0]
    return Review(document, start, end, int(parts[3] or 1), Decision.ACCEPT)


def save_reviews(database: Database, reviews: Iterable[Review]) -> int:
    """Keep decisions, each in the place of an earlier one about the same fact; how many differ from what was there.

    All of them or none. Raises UsageError for a correction that cannot be.
    """
    changed = 0
    with database.transaction():
        before = {review.fact_id: review for review in load_reviews(database)}
        for review in reviews:
            if review.decision is Decision.CORRECT:
                check_changes(review.changes)
            elif review.changes:
                raise UsageError(f"nothing is changed by {review.decision}", "to change a field say correct")
            if before.get(review.fact_id) == review:
                continue
            before[review.fact_id] = review
            changed += 1
            marks = ", ".join("?" * 10)
            database.connection.execute(f"INSERT OR REPLACE INTO reviews ({_COLUMNS}) VALUES ({marks})", _row(review))
        if changed:
            apply_reviews(database)
    return changed


def withdraw_review(database: Database, fact_id: str) -> None:
    """Forget the decision about a fact. Raises UnknownNameError where there is none."""
    with database.transaction():
        if not database.fetch("SELECT 1 FROM reviews WHERE fact_id = ?", [fact_id]):
            raise UnknownNameError(f"nobody has reviewed {fact_id!r}", "see parkcmp review list")
        database.connection.execute("DELETE FROM reviews WHERE fact_id = ?", [fact_id])
        apply_reviews(database)


def load_reviews(database: Database) -> list[Review]:
    """All decisions, in the order of documents and text."""
    rows = database.fetch(f"SELECT {_COLUMNS} FROM reviews ORDER BY document, start_, nth")
    return [
        Review(document, start, end, nth, Decision(decision), json.loads(changes), reason, reviewer, decided)
        for _, document, start, end, nth, decision, changes, reason, reviewer, decided in rows
    ]


def fetch_states(database: Database) -> dict[str, State]:
    """Of each decision whether it has effect."""
    rows = database.fetch(
        "SELECT r.fact_id, d.document IS NOT NULL, f.fact_id IS NOT NULL FROM reviews AS r"
        " LEFT JOIN documents AS d ON d.document = r.document"
        " LEFT JOIN facts AS f ON f.fact_id = r.fact_id AND f.end_ = r.end_"
    )
    return {
        fact_id: State.APPLIED if is_matched else State.UNMATCHED if is_read else State.WAITING
        for fact_id, is_read, is_matched in rows
    }


def apply_reviews(database: Database, documents: Sequence[str] | None = None) -> None:
    """Lay the corrections of these documents, or of all, over their facts anew. To be called inside the transaction
    that changed facts or reviews."""
    chosen = "true" if documents is None else "r.document IN (SELECT unnest(?::VARCHAR[]))"
    parameters = [] if documents is None else [list(documents)]
    touched = database.fetch(
        f"SELECT 1 FROM corrections AS r WHERE {chosen} UNION ALL"
        f" SELECT 1 FROM reviews AS r WHERE decision = 'correct' AND {chosen} LIMIT 1",
        parameters * 2,
    )
    if not touched:
        return
    database.connection.execute(f"DELETE FROM corrections AS r WHERE {chosen}", parameters)
    found = database.fetch_named(
        "SELECT f.*, r.changes FROM reviews AS r JOIN facts AS f ON f.fact_id = r.fact_id AND f.end_ = r.end_"
        f" WHERE r.decision = 'correct' AND {chosen} ORDER BY f.fact_id",
        parameters,
    )
    insert_rows(database, "corrections", [correct(fact, json.loads(fact["changes"])) for fact in found])


def _row(review: Review) -> list[Any]:
    changes = json.dumps(dict(review.changes), ensure_ascii=False, sort_keys=True)
    return [
        review.fact_id, review.document, review.start, review.end, review.nth, review.decision.value, changes,
        review.reason, review.reviewer, review.decided,
    ]  # fmt: skip

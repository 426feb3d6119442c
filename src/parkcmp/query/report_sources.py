"""What stands under a picture or in a footnote: the documents that figures come from, and their intervals by id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from parkcmp.intervals import Interval, Reading
from parkcmp.query.answer import Answer, Value
from parkcmp.query.observation import ENDS
from parkcmp.store import Database

CITED = ("document", "title", "issuer", "issue", "published", "published_inferred", "url", "path")


@dataclass(frozen=True, slots=True)
class Origins:
    """`intervals` and `documents` by fact id; `cited` by document id, with what is needed to cite it."""

    intervals: dict[str, Interval]
    documents: dict[str, str]
    cited: dict[str, dict[str, Value]]


def fact_ids(answer: Answer) -> list[str]:
    """The ids of all facts that an answer shows, also below its table."""
    columns = [i for i, name in enumerate(answer.columns) if name.rpartition(".")[2] == "fact_id"]
    return [str(row[i]) for row in (*answer.rows, *answer.reference) for i in columns if row[i] is not None]


def fetch_origins(database: Database, fact_ids: Iterable[str], reading: Reading) -> Origins:
    """Where these facts stand and what they can stand for; an id that is no stored fact is left out."""
    wanted = sorted(set(fact_ids))
    if not wanted:
        return Origins({}, {}, {})
    marks = ", ".join("?" * len(wanted))
    rows = database.fetch(f"SELECT fact_id, document, {ENDS[reading]} FROM ledger WHERE fact_id IN ({marks})", wanted)
    documents = {str(row[0]): str(row[1]) for row in rows}
    return Origins(
        {str(row[0]): Interval(*row[2:]) for row in rows},
        documents,
        fetch_cited(database, documents.values()),
    )


def fetch_cited(database: Database, documents: Iterable[str]) -> dict[str, dict[str, Value]]:
    """The documents in the order of their first ingestion, each with the columns of CITED."""
    wanted = sorted(set(documents))
    if not wanted:
        return {}
    marks = ", ".join("?" * len(wanted))
    sql = f"SELECT {', '.join(CITED)} FROM documents WHERE document IN ({marks}) ORDER BY sequence"
    return {str(row["document"]): row for row in database.fetch_named(sql, wanted)}

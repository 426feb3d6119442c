"""Keeping facts that another program found, beside those of parkcmp's own extraction and over its renewals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from parkcmp.model import Fact
from parkcmp.store.bulk import insert_rows
from parkcmp.store.connection import Database
from parkcmp.store.reviews import apply_reviews
from parkcmp.store.rows import fact_row

# The facts of one numeral are numbered; those from elsewhere from here on, so that neither changes the other's ids.
_FIRST = 1001
# The reader of a text that is only the lines of facts without a document: never to be extracted.
UNPROVEN_READER = "imported"


@dataclass(frozen=True, slots=True)
class Imported:
    """A fact for a stored document, from the file of that name."""

    document: str
    fact: Fact
    origin: str
    unproven: bool


def find_texts(database: Database, ids: Iterable[str], paths: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Id and text of the stored documents of these ids, or beginnings of their digests, and of these paths, by what
    names them; a name that fits several names none."""
    found: dict[str, tuple[str, str]] = {}
    twice: set[str] = set()
    sql = (
        "SELECT n.name, d.document, d.text FROM (SELECT unnest(?::VARCHAR[]) AS name) AS n JOIN documents AS d"
        " ON {} WHERE d.reader <> ? ORDER BY ALL"
    )
    for condition, names in (("starts_with(d.sha256, n.name)", ids), ("d.path = n.name", paths)):
        wanted = sorted({name for name in names if len(name) >= 12 or condition.startswith("d.path")})
        for name, document, text in database.fetch(sql.format(condition), [wanted, UNPROVEN_READER]) if wanted else ():
            if found.setdefault(name, (document, text))[0] != document:
                twice.add(name)
    return {name: pair for name, pair in found.items() if name not in twice}


def save_imported(database: Database, facts: Sequence[Imported]) -> int:
    """Add what is not there yet, inside the caller's transaction; how many facts that were."""
    names = sorted({imported.document for imported in facts})
    there = database.fetch(
        "SELECT document, start_, end_, entity, metric, measure, value, unit, period, base, whole, status,"
        " CASE WHEN metric IS NULL THEN label END, fact_id"
        " FROM facts WHERE document IN (SELECT unnest(?::VARCHAR[]))",
        [names],
    )
    known = {_key(*stored[:13]) for stored in there}
    last: dict[tuple[str, int], int] = {}
    for stored in there:
        nth = int(str(stored[13]).partition(".")[2] or 1)
        place = (str(stored[0]), int(stored[1]))
        last[place] = max(last.get(place, 0), nth)
    rows: list[dict[str, Any]] = []
    for imported in facts:
        f = imported.fact
        key = _key(
            imported.document, f.start, f.end, f.entity, f.metric, f.measure.value, f.value, f.unit, f.period, f.base,
            f.whole, f.status.value, f.label if f.metric is None else None,
        )  # fmt: skip
        if key in known:
            continue
        known.add(key)
        place = (imported.document, f.start)
        last[place] = nth = max(last.get(place, 0) + 1, _FIRST)
        row = fact_row(imported.document, f"{imported.document}-{f.start}.{nth}", f)
        rows.append({**row, "imported": imported.origin, "unproven": imported.unproven})
    insert_rows(database, "facts", rows)
    apply_reviews(database, names)
    return len(rows)


def _key(*values: Any) -> tuple[Any, ...]:
    # 135 and 135.000000000000 are one value.
    return tuple(value.normalize() if hasattr(value, "normalize") else value for value in values)

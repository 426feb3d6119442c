"""Putting documents into the database: one document is one transaction, and the same content changes nothing.

What people decided of its facts is applied in the same transaction.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from parkcmp.errors import StoreError
from parkcmp.model import Document, Extraction, Fact
from parkcmp.store.bulk import insert_rows
from parkcmp.store.columns import computed_columns
from parkcmp.store.connection import Database
from parkcmp.store.identity import document_id, fact_ids, text_digest
from parkcmp.store.reviews import apply_reviews

# What a file can tell of itself.
ORIGIN = ("title", "issuer", "issue", "url", "published", "published_inferred")


class Change(StrEnum):
    """What storing a document did."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REEXTRACTED = "re-extracted"


@dataclass(frozen=True, slots=True)
class Stamp:
    """With what a stored document was read: what a person said, and the versions of rules and lexicon."""

    options: Mapping[str, str]
    reader: str


def known_documents(database: Database) -> dict[str, Stamp]:
    """The stamp of every stored document, by its id."""
    rows = database.fetch("SELECT document, options, reader FROM documents")
    return {document: Stamp(json.loads(options), reader) for document, options, reader in rows}


def save_document(
    database: Database, document: Document, described: Document, extraction: Extraction, stamp: Stamp
) -> Change:
    """Store a document, as it was read and as a person described it, with what was extracted from it, in one
    transaction. Raises StoreError."""
    digest = text_digest(document.text)
    name = document_id(digest)
    with database.transaction():
        found = database.fetch("SELECT sha256, options, reader FROM documents WHERE document = ?", [name])
        if found and found[0][0] != digest:
            raise StoreError(f"two texts share the id {name}", "store one of them in another database")
        if found and Stamp(json.loads(found[0][1]), found[0][2]) == stamp:
            return Change.UNCHANGED
        fields = _document_fields(digest, document, described, extraction, stamp)
        _put_document(database, name, fields, is_new=not found)
        if found:
            for table in ("facts", "unexplained"):
                database.connection.execute(f"DELETE FROM {table} WHERE document = ?", [name])
        keys = fact_ids(name, extraction.facts)
        facts = [_fact_row(name, key, fact) for key, fact in zip(keys, extraction.facts, strict=True)]
        numbers = [
            {"document": name, "start_": u.start, "end_": u.end, "reason": u.reason.value}
            for u in extraction.unexplained
        ]
        insert_rows(database, "facts", facts)
        insert_rows(database, "unexplained", numbers)
        apply_reviews(database, name)
    return Change.REEXTRACTED if found else Change.ADDED


def remove_document(database: Database, name: str) -> None:
    """Forget a document and all that it says; what people decided of its facts is kept, for when it comes back."""
    with database.transaction():
        for table in ("corrections", "facts", "unexplained", "documents"):
            database.connection.execute(f"DELETE FROM {table} WHERE document = ?", [name])


def _document_fields(
    digest: str, document: Document, described: Document, extraction: Extraction, stamp: Stamp
) -> dict[str, str | None]:
    return {
        "sha256": digest,
        "path": described.path,
        "title": described.title or extraction.title,
        "issuer": described.issuer,
        "issue": described.issue,
        "url": described.url,
        "published": extraction.published,
        "published_inferred": extraction.published_inferred,
        "park": described.park,
        "text": described.text,
        "marks": _json([[m.start, m.place] for m in document.marks]),
        "tables": _json([asdict(t) for t in document.tables]),
        "origin": _json({field: getattr(document, field) for field in ORIGIN if getattr(document, field)}),
        "options": _json(dict(stamp.options)),
        "reader": stamp.reader,
    }


def _put_document(database: Database, name: str, fields: Mapping[str, str | None], *, is_new: bool) -> None:
    if is_new:
        sequence = database.fetch("SELECT coalesce(max(sequence), 0) + 1 FROM documents")[0][0]
        row = {"document": name, **fields, "sequence": sequence}
        sql = f"INSERT INTO documents ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
        database.connection.execute(sql, list(row.values()))
    else:
        changes = ", ".join(f"{column} = ?" for column in fields)
        sql = f"UPDATE documents SET {changes} WHERE document = ?"
        database.connection.execute(sql, [*fields.values(), name])


def _fact_row(document: str, key: str, fact: Fact) -> dict[str, Any]:
    return {
        "fact_id": key,
        "document": document,
        "entity": fact.entity,
        "scope": fact.scope.value,
        "metric": fact.metric,
        "subject": fact.subject,
        "label": fact.label,
        "measure": fact.measure.value,
        "value": fact.value,
        "value_high": fact.value_high,
        "unit": fact.unit,
        "bound": fact.bound.value,
        "period": fact.period,
        "base": fact.base,
        "whole": fact.whole,
        "whole_key": fact.whole_key,
        "status": fact.status.value,
        "start_": fact.start,
        "end_": fact.end,
        "last": fact.last,
        "round_": fact.round,
        "form": fact.form.value,
        "sentence_start": fact.sentence.start,
        "sentence_end": fact.sentence.end,
        "rule": fact.rule,
        **computed_columns(
            value=fact.value,
            value_high=fact.value_high,
            bound=fact.bound,
            form=fact.form,
            last=fact.last,
            round_=fact.round,
            measure=fact.measure,
            base=fact.base,
            period=fact.period,
        ),
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

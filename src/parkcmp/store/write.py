"""Putting documents into the database: a batch is one transaction, and the same content changes nothing.

Decisions of people and facts imported from elsewhere are no part of an extraction and stay when it is renewed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from enum import StrEnum

from parkcmp.errors import StoreError
from parkcmp.model import Document, Extraction
from parkcmp.store.bulk import insert_columns, insert_rows
from parkcmp.store.connection import Database
from parkcmp.store.reviews import apply_reviews
from parkcmp.store.rows import ORIGIN, Rows, Stamp, make_rows, together

__all__ = ["ORIGIN", "Change", "Stamp", "known_documents", "remove_document", "save_document", "save_documents"]


class Change(StrEnum):
    """What storing a document did."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REEXTRACTED = "re-extracted"


def known_documents(database: Database, names: Iterable[str] | None = None) -> dict[str, Stamp]:
    """The stamp of every stored document, or of those of these ids that are stored, by id."""
    wanted = None if names is None else sorted(set(names))
    where, parameters = ("", []) if wanted is None else (" WHERE document IN (SELECT unnest(?::VARCHAR[]))", [wanted])
    rows = database.fetch(f"SELECT document, options, reader FROM documents{where}", parameters)
    return {document: Stamp(json.loads(options), reader) for document, options, reader in rows}


def known_digests(database: Database, names: Iterable[str]) -> dict[str, str]:
    """The digest of the text of each of these documents that is stored, by id."""
    sql = "SELECT document, sha256 FROM documents WHERE document IN (SELECT unnest(?::VARCHAR[]))"
    return dict(database.fetch(sql, [sorted(set(names))]))


def clash(path: str | None, document: str) -> StoreError:
    """The refusal of a text whose id another text has."""
    return StoreError(f"{path}: two texts share the id {document}", "store one of them in another database")


def save_document(
    database: Database, document: Document, described: Document, extraction: Extraction, stamp: Stamp
) -> Change:
    """Store a document, as it was read and as a person described it, with what was extracted from it, in one
    transaction. Raises StoreError."""
    with database.transaction():
        [change] = save_documents(database, [make_rows(document, described, extraction, stamp)])
    if isinstance(change, StoreError):
        raise change
    return change


def save_documents(database: Database, batch: Sequence[Rows]) -> list[Change | StoreError]:
    """Store documents inside the caller's transaction; for each what that did, or why it could not be stored."""
    names = [rows.document for rows in batch]
    stamps = known_documents(database, names)
    known: dict[str, tuple[str | None, Stamp | None]] = {
        name: (digest, stamps[name]) for name, digest in known_digests(database, names).items()
    }
    changes: list[Change | StoreError] = []
    new: dict[str, Rows] = {}
    renewed: dict[str, Rows] = {}
    for rows in batch:
        digest, stamp = known.get(rows.document, (rows.fields["sha256"], None))
        if digest != rows.fields["sha256"]:
            changes.append(clash(rows.fields["path"], rows.document))
        elif stamp == rows.stamp:
            changes.append(Change.UNCHANGED)
        else:
            changes.append(Change.REEXTRACTED if stamp else Change.ADDED)
            (new if stamp is None or rows.document in new else renewed)[rows.document] = rows
            known[rows.document] = (digest, rows.stamp)
    insert_documents(database, list(new.values()))
    for rows in renewed.values():
        _renew_document(database, rows)
    forget_extraction(database, list(renewed))
    _insert_contents(database, list(renewed.values()))
    apply_reviews(database, [*new, *renewed])
    return changes


def remove_document(database: Database, name: str) -> None:
    """Forget a document and all that it says; what people decided of its facts is kept, for when it comes back."""
    with database.transaction():
        for table in ("corrections", "facts", "unexplained", "fingerprints", "reprints", "documents"):
            database.connection.execute(f"DELETE FROM {table} WHERE document = ?", [name])


def insert_documents(database: Database, batch: Sequence[Rows]) -> None:
    """Insert documents that are not there, with all they say, inside the caller's transaction."""
    [(last,)] = database.fetch("SELECT coalesce(max(sequence), 0) FROM documents")
    rows = [{"document": r.document, **r.fields, "sequence": last + n} for n, r in enumerate(batch, 1)]
    insert_rows(database, "documents", rows)
    _insert_contents(database, batch)


def _renew_document(database: Database, rows: Rows) -> None:
    changes = ", ".join(f"{column} = ?" for column in rows.fields)
    sql = f"UPDATE documents SET {changes} WHERE document = ?"
    database.connection.execute(sql, [*rows.fields.values(), rows.document])


def forget_extraction(database: Database, names: Sequence[str]) -> None:
    """Remove what was extracted from these documents, inside the caller's transaction; imported facts stay."""
    if not names:
        return
    chosen = "document IN (SELECT unnest(?::VARCHAR[]))"
    database.connection.execute(f"DELETE FROM facts WHERE imported IS NULL AND {chosen}", [names])
    for table in ("unexplained", "fingerprints", "reprints"):
        database.connection.execute(f"DELETE FROM {table} WHERE {chosen}", [names])


def _insert_contents(database: Database, batch: Sequence[Rows]) -> None:
    insert_columns(database, "facts", together([rows.facts for rows in batch]))
    insert_columns(database, "unexplained", together([rows.unexplained for rows in batch]))
    prints = [
        {"document": rows.document, "figures": f.figures, "sample": f.sample, "bands": f.bands}
        for rows in batch
        if (f := rows.fingerprint)
    ]
    insert_rows(database, "fingerprints", prints)

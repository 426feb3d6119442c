"""Files that were read to their end, by the digest of their bytes, so that a later run passes them over unread."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parkcmp.store.bulk import insert_rows
from parkcmp.store.connection import Database
from parkcmp.store.rows import Stamp, as_json
from parkcmp.store.write import known_documents


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file that is done: its digest, with what it was read, and each document's id with the part of the file (in an
    archive; empty for the file itself)."""

    digest: str
    reader: str
    documents: tuple[tuple[str, str], ...]


def has_files(database: Database) -> bool:
    """Whether any file is on record."""
    return bool(database.fetch("SELECT 1 FROM files LIMIT 1"))


def known_files(database: Database, digests: Iterable[str]) -> dict[str, tuple[FileRecord, dict[str, Stamp]]]:
    """Those of these files that are on record, with the stamps of their documents as far as those are still stored."""
    rows = database.fetch(
        "SELECT digest, reader, documents FROM files WHERE digest IN (SELECT unnest(?::VARCHAR[]))",
        [sorted(set(digests))],
    )
    records = {
        digest: FileRecord(digest, reader, tuple((name, part) for name, part in json.loads(documents)))
        for digest, reader, documents in rows
    }
    stamps = known_documents(database, {name for record in records.values() for name, _ in record.documents})
    return {
        digest: (record, {name: stamps[name] for name, _ in record.documents if name in stamps})
        for digest, record in records.items()
    }


def save_files(database: Database, records: Sequence[FileRecord]) -> None:
    """Put files on record inside the caller's transaction, in place of what was known of them."""
    newest = {record.digest: record for record in records}
    if not newest:
        return
    database.connection.execute("DELETE FROM files WHERE digest IN (SELECT unnest(?::VARCHAR[]))", [list(newest)])
    insert_rows(
        database,
        "files",
        [{"digest": r.digest, "reader": r.reader, "documents": as_json(r.documents)} for r in newest.values()],
    )

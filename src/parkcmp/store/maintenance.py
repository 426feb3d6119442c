"""Care for the database file: is it sound, a copy of it, a copy taken back, its schema brought up to date.

A copy is complete or absent; what it would replace is kept aside. All of it happens in the queue's turn.
"""

from __future__ import annotations

from pathlib import Path

from parkcmp.errors import UsageError
from parkcmp.store.connection import Database, connect, found, require_file
from parkcmp.store.copying import copy_whole
from parkcmp.store.identity import text_digest
from parkcmp.store.queue import Deadline, queued


def check(path: Path, wait: float = 10.0) -> list[tuple[str, bool, str]]:
    """Read every block of the database and test what must hold of its rows: for each test its name, whether it holds,
    and what was counted. Raises StoreError where the file itself is damaged."""
    with connect(path, wait=wait) as database:
        return [_readable(database), _identified(database), _unique(database), _inside(database), _owned(database)]


def backup(path: Path, copy: Path, *, replace: bool = False, wait: float = 10.0) -> None:
    """Copy the database, with all that was committed, and prove that the copy opens. Raises StoreError, UsageError."""
    with found(copy):
        there = copy.exists()
    if there and (not replace or _same_file(path, copy)):
        raise UsageError(f"{copy} is there already", "name another file, or add --force")
    if not copy.parent.is_dir():
        raise UsageError(f"no folder {copy.parent}", "make it first, or name another")
    require_file(copy, "name a file for the copy")
    # Opened for writing, so that a log that a killed process left behind is in the file before it is copied.
    with connect(path, write=True, wait=wait, create=False) as database:
        database.connection.execute("CHECKPOINT")
        copy_whole(path, copy)
    check(copy)


def restore(path: Path, copy: Path, wait: float = 10.0) -> Path | None:
    """Put a sound copy in the place of the database. What stood there is kept under the name that is returned.

    Raises StoreError where the copy is missing or damaged; the database is then as before.
    """
    if _same_file(path, copy):
        raise UsageError(f"{copy} is the database itself", "name the copy")
    require_file(path, "name a file with --db")
    check(copy, wait)
    with queued(path, write=True, deadline=Deadline(wait)):
        kept = _set_aside(path) if path.exists() else None
        copy_whole(copy, path)
    return kept


def _set_aside(path: Path) -> Path:
    number = 1
    while (kept := path.with_name(f"{path.name}.before-restore-{number}.bak")).exists():
        number += 1
    path.replace(kept)
    log = path.with_name(path.name + ".wal")
    if log.exists():  # it belongs to the old file and would be replayed into the new one
        log.replace(kept.with_name(kept.name + ".wal"))
    return kept


def _same_file(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _readable(database: Database) -> tuple[str, bool, str]:
    # A sum over all columns of a table makes DuckDB read, and so verify, each of its blocks.
    names = [row[0] for row in database.fetch("SELECT table_name FROM duckdb_tables() ORDER BY table_name")]
    rows = [database.fetch(f'SELECT count(*), max(hash(t)) FROM "{name}" AS t')[0][0] for name in names]
    return "every block readable", True, ", ".join(f"{name} {n}" for name, n in zip(names, rows, strict=True))


def _identified(database: Database) -> tuple[str, bool, str]:
    wrong = 0
    names = [row[0] for row in database.fetch("SELECT document FROM documents")]
    for name in names:
        ((text, digest),) = database.fetch("SELECT text, sha256 FROM documents WHERE document = ?", [name])
        wrong += text_digest(text) != digest or not digest.startswith(name)
    return "texts are what their ids say", not wrong, f"{wrong} of {len(names)} differ"


def _unique(database: Database) -> tuple[str, bool, str]:
    sql = "SELECT count(*) FROM (SELECT {0} FROM {1} GROUP BY {0} HAVING count(*) > 1)"
    twice = sum(
        database.fetch(sql.format(key, table))[0][0] for table, key in (("facts", "fact_id"), ("documents", "document"))
    )
    return "no id twice", not twice, f"{twice} twice"


def _inside(database: Database) -> tuple[str, bool, str]:
    (outside,) = database.fetch(
        "SELECT count(*) FROM (SELECT document, start_, end_ FROM facts UNION ALL"
        " SELECT document, start_, end_ FROM unexplained) JOIN documents USING (document)"
        " WHERE NOT (0 <= start_ AND start_ < end_ AND end_ <= length(text))"
    )[0]
    return "spans lie in their texts", not outside, f"{outside} outside"


def _owned(database: Database) -> tuple[str, bool, str]:
    (orphans,) = database.fetch(
        "SELECT count(*) FROM (SELECT document FROM facts UNION ALL SELECT document FROM unexplained)"
        " ANTI JOIN documents USING (document)"
    )[0]
    return "no fact without its document", not orphans, f"{orphans} without"

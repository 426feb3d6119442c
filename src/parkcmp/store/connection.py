"""Opening the database, read-only and locked down or for writing, with one line for whatever can be wrong.

A `Database` is the only handle that other layers get. DuckDB lets one process write and none read meanwhile,
so whoever opens it queues first (`queue.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parkcmp.errors import StoreError

if TYPE_CHECKING:
    import duckdb


class Database:
    """An open database. Rows are tuples of str, int, Decimal, bool or None."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self._connection = connection
        self.path = path

    def fetch(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query; `?` stand for the parameters."""
        return self._connection.execute(sql, list(parameters)).fetchall()


@contextmanager
def connect(path: Path, *, write: bool = False, wait: float = 10.0) -> Iterator[Database]:
    """The database at `path`. Raises StoreError."""
    import duckdb

    if not write and not path.exists():
        raise StoreError(f"no database at {path}", "run parkcmp ingest first, or name one with --db")
    connection = duckdb.connect(path, read_only=not write)
    try:
        yield Database(connection, path)
    finally:
        connection.close()

"""Views computed once for who asks hundreds of questions in a row, as a report does.

The copies live in memory, are seen by this connection alone and are gone with it or at the end of the block.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from parkcmp.store.connection import Database

_VIEWS = ("observations", "statements", "ledger")


@contextmanager
def remembered(database: Database) -> Iterator[None]:
    """Inside, the views of facts answer from copies. Nothing must be written meanwhile."""
    made: list[str] = []
    try:
        for view in _VIEWS:
            database.connection.execute(f'CREATE TEMP TABLE "{view}" AS SELECT * FROM main."{view}"')
            made.append(view)
        yield
    finally:
        for view in made:
            database.connection.execute(f'DROP TABLE temp."{view}"')

"""Many rows in one statement, by a list a column: quick in every DuckDB that is allowed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping, Sequence
from typing import Any

from parkcmp.store.connection import Database
from parkcmp.store.rows import Columns, columns_of

_MEGABYTES = 1000
_EXACT = "DECIMAL(38, 12)"
_TYPES = {
    **dict.fromkeys(("value", "value_high", "last", "round_", "low", "high", "lit_low", "lit_high"), _EXACT),
    **dict.fromkeys(("start_", "end_", "sentence_start", "sentence_end", "months", "sequence"), "INTEGER"),
    **dict.fromkeys(("low_open", "high_open", "lit_low_open", "lit_high_open", "unproven"), "BOOLEAN"),
    **dict.fromkeys(("period_start", "period_end"), "DATE"),
    **dict.fromkeys(("figures", "sample", "bands"), "UBIGINT[]"),
}


def bound_memory(database: Database) -> None:
    """Have this connection write aside what does not fit into a gigabyte, or half of a smaller machine."""
    megabytes = _MEGABYTES
    with contextlib.suppress(AttributeError, ValueError, OSError):
        megabytes = min(megabytes, os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // (2 << 20))
    database.connection.execute(f"SET memory_limit = '{megabytes}MB'")


def insert_rows(database: Database, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the columns of the first."""
    insert_columns(database, table, columns_of(rows))


def insert_columns(database: Database, table: str, columns: Columns) -> None:
    """Insert rows given as a list a column, all of one length; decimals as text."""
    if not columns:
        return
    lists = ", ".join(f"unnest(?::{_TYPES.get(column, 'VARCHAR')}[])" for column in columns)
    sql = f"INSERT INTO {table} ({', '.join(columns)}) SELECT {lists}"
    database.connection.execute(sql, [list(values) for values in columns.values()])

"""Rows as a Parquet file, with exact decimals. DuckDB writes it, from memory, and sees no other file."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from parkcmp.errors import UsageError
from parkcmp.store.names import name_for_duckdb

TYPES = {"text": "VARCHAR", "whole": "BIGINT", "number": "DECIMAL(38, 12)", "flag": "BOOLEAN"}
_ROWS_AT_ONCE = 20_000


def parquet_bytes(columns: Sequence[str], kinds: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """The file's bytes. `kinds` are keys of TYPES, a column each. Raises UsageError where there is no room for it."""
    import duckdb

    folder = Path(tempfile.mkdtemp(prefix="parkcmp-"))
    target = folder / "rows.parquet"
    try:
        with duckdb.connect(":memory:") as connection:
            place = f"'{name_for_duckdb(target).replace(chr(39), chr(39) * 2)}'"
            connection.execute(f"SET allowed_paths = [{place}]; SET enable_external_access = false")
            fields = ", ".join(f"{_quoted(name)} {TYPES[kind]}" for name, kind in zip(columns, kinds, strict=True))
            connection.execute(f"CREATE TABLE exported ({fields})")
            lists = ", ".join(f"unnest(?::{TYPES[kind]}[])" for kind in kinds)
            for start in range(0, len(rows), _ROWS_AT_ONCE):
                chunk = rows[start : start + _ROWS_AT_ONCE]
                values = [[_plain(row[i], kind) for row in chunk] for i, kind in enumerate(kinds)]
                connection.execute(f"INSERT INTO exported SELECT {lists}", values)
            connection.execute(f"COPY exported TO {place} (FORMAT parquet)")
        return target.read_bytes()
    except duckdb.IOException as failure:
        what = f"cannot write a temporary file in {folder.parent}: {str(failure).splitlines()[0]}"
        raise UsageError(what, "make room, or set TMPDIR") from failure
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _plain(value: Any, kind: str) -> Any:
    if value is None:
        return None
    if isinstance(value, Decimal):
        return format(value, "f")  # Decimals of several scales in one list would meet in a floating-point type
    return str(value) if kind == "text" else value

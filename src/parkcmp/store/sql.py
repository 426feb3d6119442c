"""Questions in SQL that a person wrote, on a connection that can only read this one file.

The connection itself refuses files, network, extensions, settings and writing (see `connection`); here all that is no
question is refused before it gets there, and DuckDB's complaints become one line.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from parkcmp.errors import UsageError
from parkcmp.store.connection import Database

MOST_ROWS = 1_000_000
# PIVOT is several statements to DuckDB.
_QUESTIONS = frozenset({"SELECT", "EXPLAIN", "RELATION", "MULTI"})
# Older versions let a SELECT call what changes settings of the running process, or lists what the user keeps at home to
# reach stores with; newer ones refuse by themselves. A checkpoint has nothing to write here: no question asks for one.
_NO_QUESTION = re.compile(
    r"\b(enable|disable)_(logging|profiling)\b|\btruncate_duckdb_logs\b"
    r"|\b(checkpoint|duckdb_secrets|which_secret)\"?\s*\(",
    re.IGNORECASE,
)
_SCHEMA = 'see docs/schema.md, or parkcmp sql "SHOW TABLES"'
Plain = str | int | Decimal | bool | None


def select(database: Database, query: str) -> tuple[tuple[str, ...], list[tuple[Plain, ...]]]:
    """The columns, no two of one name, and the rows of one SELECT, FROM, WITH, VALUES, DESCRIBE, SHOW, SUMMARIZE,
    PIVOT or EXPLAIN. Dates and times are text, lists and structs JSON text.

    Raises UsageError for anything else, for what DuckDB refuses, and for more than MOST_ROWS rows.
    """
    import duckdb

    try:
        query.encode("utf-8")
    except UnicodeEncodeError:
        raise UsageError("half a character in the query", "write it as UTF-8") from None
    try:
        # By this connection and no other: to parse IMPORT DATABASE reads its file.
        statements = database.connection.extract_statements(query)
        if len(statements) != 1:
            what = "there is no statement" if not statements else f"there are {len(statements)} statements"
            raise UsageError(what, "give one SELECT")
        kind = _kind(statements[0])
        if kind not in _QUESTIONS or _NO_QUESTION.search(query):
            what = "this" if kind in _QUESTIONS else kind.replace("_", " ")
            raise UsageError(f"{what} is no question", "sql only reads: give one SELECT")
        cursor = database.connection.execute(statements[0])
        names = [str(column[0]) for column in cursor.description or ()]
        rows = cursor.fetchmany(MOST_ROWS + 1)
    except (duckdb.IOException, duckdb.FatalException, duckdb.OutOfMemoryException, duckdb.InterruptException):
        raise  # the file's or the machine's fault, or nobody's
    except duckdb.Error as failure:
        raise _complaint(failure) from None
    if len(rows) > MOST_ROWS:
        raise UsageError(f"more than {MOST_ROWS} rows", "add a LIMIT, or aggregate")
    return _distinct(names), [tuple(_plain(value) for value in row) for row in rows]


def _kind(statement: Any) -> str:
    try:
        return str(statement.type.name)
    except ValueError:  # a kind that the library itself has no name for
        return "this"


def _complaint(failure: Exception) -> UsageError:
    """What DuckDB says in its first line; where it names what was perhaps meant, that is the remedy."""
    lines = [line.strip() for line in str(failure).splitlines() if line.strip()]
    remedy = next((line for line in lines[1:] if line.startswith(("Candidate", "Did you mean"))), _SCHEMA)
    return UsageError(f"SQL: {lines[0]}" if lines else "SQL: not understood", remedy)


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """As DuckDB itself does it: a second `value` is `value_1`."""
    taken: dict[str, None] = {}
    for name in names:
        number, distinct = 0, name
        while distinct in taken:
            number += 1
            distinct = f"{name}_{number}"
        taken[distinct] = None
    return tuple(taken)


def _plain(value: Any) -> Plain:
    if value is None or isinstance(value, bool | int | str | Decimal):
        return value
    if isinstance(value, float):
        number = Decimal(repr(value))
        return number if number.is_finite() else str(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ")
    if isinstance(value, bytes | bytearray):
        return bytes(value).hex()
    if isinstance(value, list | tuple | dict):
        return json.dumps(_nested(value), ensure_ascii=False)
    return str(value)


def _nested(value: Any) -> Any:
    """Lists and structs as JSON has them; numbers with a fraction keep their digits as text."""
    if isinstance(value, dict):
        return {str(name): _nested(inner) for name, inner in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str | bytes | bytearray):
        return [_nested(inner) for inner in value]
    plain = _plain(value)
    return format(plain, "f") if isinstance(plain, Decimal) else plain

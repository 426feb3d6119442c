"""Getting stored documents back as they were read."""

from __future__ import annotations

import json

from parkcmp.errors import UnknownNameError
from parkcmp.model import Cell, Document, Mark, Span, Table
from parkcmp.store.connection import Database
from parkcmp.store.write import Stamp


def find_document(database: Database, typed: str) -> str:
    """The id of the document whose id, or beginning of it, a person typed. Raises UnknownNameError."""
    found = [row[0] for row in database.fetch("SELECT document FROM documents ORDER BY document")]
    fits = [name for name in found if typed and name.startswith(typed.lower())]
    if typed in found or len(fits) == 1:
        return typed if typed in found else fits[0]
    if fits:
        raise UnknownNameError(f"several documents begin with {typed!r}", f"name one of {', '.join(fits[:5])}")
    raise UnknownNameError(f"no document {typed!r}", "see parkcmp documents")


def load_document(database: Database, name: str) -> tuple[Document, Stamp]:
    """A stored document as its file gave it, and with what it was read. Raises UnknownNameError."""
    columns = "path, text, marks, tables, origin, options, reader"
    rows = database.fetch(f"SELECT {columns} FROM documents WHERE document = ?", [name])
    if not rows:
        raise UnknownNameError(f"no document {name!r}", "see parkcmp documents")
    path, text, marks, tables, origin, options, reader = rows[0]
    document = Document(
        text=text,
        path=path,
        marks=tuple(Mark(start, place) for start, place in json.loads(marks)),
        tables=tuple(_table(table) for table in json.loads(tables)),
        **json.loads(origin),
    )
    return document, Stamp(json.loads(options), reader)


def _table(stored: dict[str, object]) -> Table:
    cells, caption = stored["cells"], stored["caption"]
    assert isinstance(cells, list)
    return Table(
        tuple(Cell(**cell) for cell in cells),
        str(stored["place"]),
        Span(**caption) if isinstance(caption, dict) else None,
    )

"""CSV and TSV: the file as it stands is the text, and its fields are the cells, so that a span counts in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from parkcmp.model import Cell, Document, Table
from parkcmp.reading.sheet_xlsx import reference
from parkcmp.reading.sniff import delimiter


def read_delimited(text: str, path: str) -> Document:
    """The document with its one table; a quoted field's span is what stands between the quotes. Never raises."""
    mark = delimiter(text, PurePath(path).suffix.lower()) or ","
    cells = []
    for row, column, start, end in _fields(text, mark):
        field = text[start:end]
        if field.strip():
            first = start + len(field) - len(field.lstrip())
            cells.append(Cell(row, column, first, first + len(field.strip()), reference(row, column)))
    return Document(text=text, path=path, tables=(Table(tuple(cells)),) if cells else ())


def _fields(text: str, mark: str) -> Iterator[tuple[int, int, int, int]]:
    """Row, column, start and end of each field. A quote that is never closed is a plain character."""
    edge = re.compile(f"[{re.escape(mark)}\r\n]")
    row = column = position = 0
    length = len(text)
    while position < length:
        start = position
        if text[position] == '"':
            closing = _closing_quote(text, position)
            if closing > 0:
                yield row, column, start + 1, closing
                position = closing + 1
                position = _end_of_field(text, position, edge)
            else:
                position = _end_of_field(text, position, edge)
                yield row, column, start, position
        else:
            position = _end_of_field(text, position, edge)
            yield row, column, start, position
        if position >= length:
            return
        if text[position] == mark:
            column += 1
            position += 1
        else:
            position += 2 if text.startswith("\r\n", position) else 1
            row, column = row + 1, 0


_LONGEST_FIELD = 10_000


def _closing_quote(text: str, opening: int) -> int:
    position = opening + 1
    limit = min(len(text), opening + _LONGEST_FIELD)
    while (position := text.find('"', position, limit)) > 0:
        if not text.startswith('""', position):
            return position
        position += 2
    return -1


def _end_of_field(text: str, position: int, edge: re.Pattern[str]) -> int:
    match = edge.search(text, position)
    return match.start() if match else len(text)

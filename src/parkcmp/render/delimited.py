"""TSV, CSV and Markdown tables: one line a row, nothing cut.

TSV writes tab, line end and control characters as backslash codes (and a backslash as two), so that a row is always
one line. CSV follows RFC 4180 with \\n as line end; control characters are written as codes, and a text cell that a
spreadsheet would take for a formula gets an apostrophe before it. Numbers are never touched.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from parkcmp.query.answer import Value
from parkcmp.render.cells import OBEYED, code, text, visible

_CONTROLS = rf"\x00-\x08\x0b\x0c\x0e-\x1f{OBEYED}"
_TSV_ESCAPED = re.compile(rf"[\t\n\r\\{_CONTROLS}]")
_CSV_ESCAPED = re.compile(rf"[{_CONTROLS}]")
_MD_MARKUP = re.compile(r"[\\`*\[\]<>|&~]|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])")
_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")

Row = Sequence[Value]


def tsv(columns: Sequence[str], rows: Iterable[Row], header: bool) -> Iterator[str]:
    """Lines of tab separated values."""
    if header:
        yield "\t".join(columns) + "\n"
    for row in rows:
        yield "\t".join(_TSV_ESCAPED.sub(_escape, text(value)) for value in row) + "\n"


def csv_lines(columns: Sequence[str], rows: Iterable[Row], header: bool, bom: bool) -> Iterator[str]:
    """Lines of comma separated values, after a byte order mark where `bom` asks for one."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    if bom:
        buffer.write("\ufeff")
    if header:
        writer.writerow(columns)
    for row in rows:
        writer.writerow([_inert(value) for value in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def markdown(columns: Sequence[str], rows: Iterable[Row], numeric: Sequence[bool]) -> Iterator[str]:
    """Lines of a Markdown table; columns of numbers are aligned to the right."""
    yield "| " + " | ".join(columns) + " |\n"
    yield "|" + "|".join(" ---: " if right else " --- " for right in numeric) + "|\n"
    for row in rows:
        yield "| " + " | ".join(escape_markup(text(value)) for value in row) + " |\n"


def _escape(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or code(match[0])


def escape_markup(cell: str) -> str:
    """The text as Markdown that shows it: no sign of it is markup, and it is one line."""
    return _MD_MARKUP.sub(lambda m: "\\" + m[0], visible(cell))


def _inert(value: Value) -> str:
    cell = _CSV_ESCAPED.sub(_escape, text(value))
    return "'" + cell if isinstance(value, str) and cell.startswith(_FORMULA) else cell

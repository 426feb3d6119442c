"""An Excel workbook: numbers as numbers, text as text that nothing evaluates, columns as wide as they need.

Excel keeps fifteen digits of a number; whoever needs more has the other formats.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from parkcmp.errors import UsageError
from parkcmp.query.answer import Answer, Value
from parkcmp.render.cells import text, visible

_MOST_ROWS = 1_048_575
_LONGEST_CELL = 32_000
_NARROWEST, _WIDEST = 6, 60
_LOOKED_AT = 500  # rows whose width is measured


def workbook_bytes(sheets: Sequence[tuple[str, Answer]]) -> bytes:
    """The file's bytes: a sheet an answer, under the names that columns have in every format for machines.

    Raises UsageError where xlsxwriter is missing or there are more rows than Excel takes.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise UsageError(
            "workbooks need xlsxwriter", "pip install 'parkcmp[xlsx]', or export .csv or .parquet"
        ) from None
    for name, answer in sheets:
        if len(answer.rows) > _MOST_ROWS:
            what = f"{len(answer.rows)} rows of {name} are more than Excel takes"
            raise UsageError(what, "filter, or export .csv or .parquet")
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        for name, answer in sheets:
            _write(book.add_worksheet(name), answer, bold)
    return buffer.getvalue()


def _write(sheet: Any, answer: Answer, bold: Any) -> None:
    for column, name in enumerate(answer.columns):
        sheet.write_string(0, column, name, bold)
        cells = (row[column] for row in answer.rows[:_LOOKED_AT])
        widest = max((_width(text(value)) for value in cells), default=0)
        sheet.set_column(column, column, min(max(_NARROWEST, widest, len(name)) + 2, _WIDEST))
    for number, row in enumerate(answer.rows, 1):
        for column, value in enumerate(row):
            _write_cell(sheet, number, column, value)
    sheet.freeze_panes(1, 0)
    if answer.rows:
        sheet.autofilter(0, 0, len(answer.rows), len(answer.columns) - 1)


def _write_cell(sheet: Any, row: int, column: int, value: Value) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, column, float(value))
    else:
        words = _spelt_out(text(value))
        cut = len(words) > _LONGEST_CELL
        sheet.write_string(row, column, words[:_LONGEST_CELL] + " …" if cut else words)


def _spelt_out(words: str) -> str:
    """Line ends stay; what else a program would obey is made visible."""
    return "\n".join(visible(line) for line in words.split("\n"))


def _width(words: str) -> int:
    """Cells of the longest line; Chinese characters have two."""
    lines = words.split("\n")
    return max(sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in line[:_WIDEST]) for line in lines)

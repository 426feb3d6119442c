"""The cells of an Excel 97 workbook (.xls) by way of xlrd, which keeps number formats and merged cells."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from parkcmp.errors import UnreadableError
from parkcmp.reading.composer import GridCell
from parkcmp.reading.sheet_numbers import print_number
from parkcmp.reading.sheet_xlsx import reference

_TEXT, _NUMBER, _DATE, _BOOLEAN = 1, 2, 3, 4


def read_xls(data: bytes, path: str) -> Iterator[tuple[str, list[GridCell]]]:
    """Each sheet's name and cells. Raises UnreadableError; without xlrd it names the extra to install."""
    try:
        import xlrd
    except ImportError as error:
        raise UnreadableError(
            f"{path}: old Excel files need an extra", "install it with: pip install 'parkcmp[xls]'"
        ) from error
    _bound_chains(xlrd.compdoc)
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO(), on_demand=False)
    except Exception as error:  # xlrd raises whatever its parsing met: struct.error, IndexError, XLRDError …
        raise UnreadableError(f"{path}: damaged Excel file ({error})", "save it as .xlsx") from error
    for sheet in book.sheets():
        yield sheet.name, _cells(book, sheet)


def _bound_chains(compdoc: Any) -> None:
    """Have xlrd refuse a chain of sectors that runs in a circle; it would follow one for ever."""
    plain = compdoc.CompDoc
    if hasattr(plain, "bounded"):
        return

    class Bounded(plain):  # type: ignore[misc, valid-type]
        bounded = True

        def _get_stream(
            self, mem: bytes, base: int, sat: list[int], size: int, start: int, *rest: Any, **named: Any
        ) -> Any:
            sector, steps = start, 0
            while 0 <= sector < len(sat):
                sector, steps = sat[sector], steps + 1
                if steps > len(sat):
                    raise compdoc.CompDocError("a chain of sectors runs in a circle")
            return super()._get_stream(mem, base, sat, size, start, *rest, **named)

    compdoc.CompDoc = Bounded


def _cells(book: Any, sheet: Any) -> list[GridCell]:
    spans = {(top, left): (bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells}
    cells = []
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            text = _printed(book, sheet.cell(row, column))
            if text:
                span = spans.get((row, column), (1, 1))
                cells.append(GridCell(row, column, text, reference(row, column), *span))
    return cells


def _printed(book: Any, cell: Any) -> str:
    if cell.ctype == _TEXT:
        return str(cell.value)
    if cell.ctype in (_NUMBER, _DATE):
        style = book.format_map.get(book.xf_list[cell.xf_index].format_key)
        code = style.format_str if style is not None else ""
        return print_number(cell.value, "" if code == "General" else code, since_1904=book.datemode == 1)
    if cell.ctype == _BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    return ""

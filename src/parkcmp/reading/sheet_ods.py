"""The cells of an OpenDocument spreadsheet. Its cells carry the text that was shown, so that text is taken.

Repeated cells are repeated only where they hold something, and only within limits.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from parkcmp.errors import UnreadableError
from parkcmp.reading.composer import GridCell
from parkcmp.reading.package import open_package, parse_xml, read_member, refuse_entities
from parkcmp.reading.sheet_numbers import plain, print_number
from parkcmp.reading.sheet_xlsx import MAX_CELLS, reference

_CELLS = ("table-cell", "covered-table-cell")


def read_ods(data: bytes, path: str) -> Iterator[tuple[str, list[GridCell]]]:
    """Each sheet's name and cells. Raises UnreadableError."""
    package = open_package(data, path)
    refuse_entities(package, path)
    content = _Content(path)
    parse_xml(read_member(package, "content.xml", path), path, content.start, content.end, content.text)
    yield from content.sheets


class _Content:
    """Handlers of content.xml."""

    def __init__(self, path: str) -> None:
        self.sheets: list[tuple[str, list[GridCell]]] = []
        self._path = path
        self._row = self._column = 0
        self._rows = 1
        self._line: list[GridCell] = []
        self._cell: dict[str, str] = {}
        self._paragraphs: list[str] = []
        self._in_paragraph = 0
        self._in_annotation = 0
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self.sheets.append((attributes.get("name", ""), []))
            self._row = 0
        elif name == "table-row":
            self._rows = _count(attributes, "number-rows-repeated")
            self._column, self._line = 0, []
        elif name in _CELLS:
            self._cell, self._paragraphs = attributes, []
        elif name == "annotation":
            self._in_annotation += 1
        elif name == "p" and not self._in_annotation:
            self._in_paragraph += 1
            self._paragraphs.append("")
        elif name in ("s", "tab", "line-break") and self._in_paragraph:
            self._paragraphs[-1] += " "

    def text(self, text: str) -> None:
        if self._in_paragraph and not self._in_annotation:
            self._paragraphs[-1] += text

    def end(self, name: str) -> None:
        if name == "annotation":
            self._in_annotation -= 1
        elif name == "p" and not self._in_annotation:
            self._in_paragraph -= 1
        elif name in _CELLS:
            self._close_cell(covered=name.startswith("covered"))
        elif name == "table-row":
            self._close_row()

    def _close_cell(self, covered: bool) -> None:
        repeated = _count(self._cell, "number-columns-repeated")
        text = "" if covered else self._printed()
        if text:
            self._spend(repeated)
            spans = (_count(self._cell, "number-rows-spanned"), _count(self._cell, "number-columns-spanned"))
            for column in range(self._column, self._column + repeated):
                self._line.append(GridCell(self._row, column, text, reference(self._row, column), *spans))
        self._column += repeated

    def _close_row(self) -> None:
        if self._line and self.sheets:
            self._spend(len(self._line) * (self._rows - 1))
            cells = self.sheets[-1][1]
            for offset in range(self._rows):
                row = self._row + offset
                cells.extend(
                    GridCell(row, c.column, c.text, reference(row, c.column), c.row_span, c.column_span)
                    for c in self._line
                )
        self._row += self._rows

    def _printed(self) -> str:
        kind, value = self._cell.get("value-type", ""), self._cell.get("value", "")
        if kind in ("percentage", "float", "currency") and value:
            shown = "\n".join(self._paragraphs)
            exact = print_number(value, "0%" if kind == "percentage" else "")
            return exact if _rounded(shown) else _with_tail(exact, shown)
        return "\n".join(self._paragraphs)

    def _spend(self, cells: int) -> None:
        self._count += cells
        if self._count > MAX_CELLS:
            raise UnreadableError(f"{self._path}: more than {MAX_CELLS:,} cells", "split the workbook")


def _rounded(shown: str) -> bool:
    """Whether the text shown is a plain number, which may have been rounded for show."""
    try:
        Decimal(shown.replace(",", "").rstrip("%") or "0")
    except InvalidOperation:
        return False
    return True


def _with_tail(exact: str, shown: str) -> str:
    """The exact number with the unit that its format shows behind it (12家); a format that shows a scaled or dated
    number is taken as shown."""
    digits = "".join(c for c in shown if c in "0123456789.-")
    try:
        same = plain(Decimal(digits)) == exact
    except InvalidOperation:
        same = False
    return shown if same else exact


def _count(attributes: dict[str, str], name: str) -> int:
    value = attributes.get(name, "")
    return max(int(value), 1) if value.isdecimal() and len(value) < 9 else 1

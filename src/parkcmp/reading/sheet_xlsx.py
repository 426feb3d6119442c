"""The cells of an XLSX workbook, streamed out of its XML with the standard library.

Read here and not by a library because number formats decide what a cell says (13.9% is stored as 0.139), and
because readers that lay a sheet out as a full rectangle can be made to fill any memory by one far cell.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator

from parkcmp.errors import UnreadableError
from parkcmp.reading.composer import GridCell
from parkcmp.reading.package import Start, open_package, parse_xml, read_member, refuse_entities
from parkcmp.reading.sheet_numbers import format_code, print_number

MAX_CELLS = 2_000_000
_WIDEST_MERGE = 10_000
_REF = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def read_xlsx(data: bytes, path: str) -> Iterator[tuple[str, list[GridCell]]]:
    """Each worksheet's name and cells, merged ones once at their first place. Raises UnreadableError."""
    package = open_package(data, path)
    refuse_entities(package, path)
    names, since_1904 = _sheets(package, path)
    strings = _shared_strings(package, path)
    codes = _cell_formats(package, path)
    left = MAX_CELLS
    for name, part in names:
        sheet = _Sheet(strings, codes, since_1904, left, path)
        parse_xml(read_member(package, part, path), path, sheet.start, sheet.end, sheet.text)
        left -= len(sheet.cells)
        yield name, sheet.merged()


def place(ref: str) -> tuple[int, int]:
    """Row and column from 0 of a cell that is named `B4`. Raises ValueError."""
    match = _REF.fullmatch(ref)
    if match is None:
        raise ValueError(ref)
    column = 0
    for letter in match.group(1):
        column = column * 26 + ord(letter) - 64
    return int(match.group(2)) - 1, column - 1


def reference(row: int, column: int) -> str:
    """`B4` for row 3 and column 1."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


class _Sheet:
    """Handlers of one worksheet's XML."""

    def __init__(self, strings: list[str], codes: list[str], since_1904: bool, limit: int, path: str) -> None:
        self.cells: dict[tuple[int, int], str] = {}
        self.spans: dict[tuple[int, int], tuple[int, int]] = {}
        self._strings, self._codes, self._since_1904 = strings, codes, since_1904
        self._limit, self._path = limit, path
        self._row, self._column = -1, -1
        self._type, self._style = "n", 0
        self._value: list[str] | None = None
        self._taken = ""
        self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "row":
                self._row = _integer(attributes.get("r"), self._row + 2) - 1
                self._column = -1
            case "c":
                try:
                    self._row, self._column = place(attributes["r"])
                except (KeyError, ValueError):
                    self._column += 1
                self._type = attributes.get("t", "n")
                self._style = _integer(attributes.get("s"), 0)
                self._taken = ""
            case "rPh":
                self._phonetic = True
            case "v" | "t" if not self._phonetic:
                self._value = []
            case "mergeCell":
                self._merge(attributes.get("ref", ""))

    def text(self, text: str) -> None:
        if self._value is not None:
            self._value.append(text)

    def end(self, name: str) -> None:
        if name in ("v", "t") and self._value is not None:
            self._taken += "".join(self._value)
            self._value = None
        elif name == "rPh":
            self._phonetic = False
        elif name == "c" and self._taken:
            if len(self.cells) >= self._limit:
                raise UnreadableError(f"{self._path}: more than {MAX_CELLS:,} cells", "split the workbook")
            self.cells[self._row, self._column] = self._printed()

    def _printed(self) -> str:
        match self._type:
            case "s":
                index = _integer(self._taken, -1)
                return self._strings[index] if 0 <= index < len(self._strings) else ""
            case "n":
                code = self._codes[self._style] if 0 <= self._style < len(self._codes) else ""
                return print_number(self._taken.strip(), code, since_1904=self._since_1904)
            case "b":
                return "TRUE" if self._taken.strip() == "1" else "FALSE"
            case "e":
                return ""  # #N/A, #DIV/0!: a value that is missing
        return self._taken

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        try:
            (row, column), (last_row, last_column) = place(first), place(last)
        except ValueError:
            return
        if len(self.spans) < self._limit:
            self.spans[row, column] = (last_row - row + 1, last_column - column + 1)

    def merged(self) -> list[GridCell]:
        """The cells, without those that lie hidden under a merged one."""
        for (top, left), (rows, columns) in self.spans.items():
            if rows * columns <= _WIDEST_MERGE:
                for row in range(top, top + rows):
                    for column in range(left, left + columns):
                        if (row, column) != (top, left):
                            self.cells.pop((row, column), None)
        return [
            GridCell(row, column, text, reference(row, column), *self.spans.get((row, column), (1, 1)))
            for (row, column), text in self.cells.items()
        ]


def _sheets(package: zipfile.ZipFile, path: str) -> tuple[list[tuple[str, str]], bool]:
    named: list[tuple[str, str]] = []
    targets: dict[str, str] = {}
    since_1904 = False

    def workbook(name: str, attributes: dict[str, str]) -> None:
        nonlocal since_1904
        if name == "sheet":
            named.append((attributes.get("name", ""), attributes.get("id", "")))
        elif name == "workbookPr":
            since_1904 = attributes.get("date1904") in ("1", "true")

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = posixpath.normpath(
                target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            )

    _parse(package, "xl/workbook.xml", path, workbook)
    _parse(package, "xl/_rels/workbook.xml.rels", path, relation)
    return [(name, targets[key]) for name, key in named if key in targets], since_1904


def _shared_strings(package: zipfile.ZipFile, path: str) -> list[str]:
    strings: list[str] = []
    parts: list[str] = []
    collecting = phonetic = False

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal collecting, phonetic
        if name == "si":
            parts.clear()
        elif name == "rPh":
            phonetic = True
        elif name == "t":
            collecting = not phonetic

    def end(name: str) -> None:
        nonlocal collecting, phonetic
        if name == "si":
            strings.append("".join(parts))
        elif name == "rPh":
            phonetic = False
        elif name == "t":
            collecting = False

    def text(text: str) -> None:
        if collecting:
            parts.append(text)

    if "xl/sharedStrings.xml" in package.namelist():
        parse_xml(read_member(package, "xl/sharedStrings.xml", path), path, start, end, text)
    return strings


def _cell_formats(package: zipfile.ZipFile, path: str) -> list[str]:
    custom: dict[int, str] = {}
    numbers: list[int] = []
    in_cells = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal in_cells
        if name == "numFmt":
            custom[_integer(attributes.get("numFmtId"), 0)] = attributes.get("formatCode", "")
        elif name in ("cellXfs", "cellStyleXfs"):
            in_cells = name == "cellXfs"
        elif name == "xf" and in_cells:
            numbers.append(_integer(attributes.get("numFmtId"), 0))

    if "xl/styles.xml" in package.namelist():
        _parse(package, "xl/styles.xml", path, start)
    return [format_code(number, custom) for number in numbers]


def _parse(package: zipfile.ZipFile, part: str, path: str, start: Start) -> None:
    parse_xml(read_member(package, part, path), path, start, lambda _: None, lambda _: None)


def _integer(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.strip().isdecimal() and len(text) < 10 else default

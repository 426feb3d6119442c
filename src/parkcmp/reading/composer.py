"""Compose the text of a document out of paragraphs and tables, knowing where each cell and page came to stand.

Formats that are no plain text have no text of their own: this is the one place that decides how their parts become
one. Paragraphs are lines; a table's rows are lines with a tab before each further column. Offsets never change once
given out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from parkcmp.model import Cell, Document, Mark, Span, Table

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
_BLANK = re.compile(r"\s+")
_BREAKS = frozenset("\t\r\n\v\f\u2028\u2029")
_CAPTION_LINES = 2
_CAPTION_LENGTH = 80
_WIDEST_GAP = 50


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell before it has a place in the text: row and column from 0, the text as a person reads it."""

    row: int
    column: int
    text: str
    ref: str = ""
    row_span: int = 1
    column_span: int = 1


def clean(text: str) -> str:
    """`text` without characters that no document means: controls other than tab and newline, byte order marks,
    halves of surrogate pairs."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.encode("utf-8", "ignore").decode("utf-8")


def join_lines(text: str) -> str:
    """`text` on one line: a break between Latin words or numbers becomes a blank, between Chinese ones nothing."""

    def joint(match: re.Match[str]) -> str:
        if _BREAKS.isdisjoint(match.group()):
            return match.group()
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if not before or not after or (before in ".," and after.isdigit()) or (before.isdigit() and after in ".,%"):
            return ""  # a number that its narrow cell broke
        return " " if before.isascii() and after.isascii() else ""

    return _BLANK.sub(joint, text)


class Composer:
    """Collects the parts of one document in reading order; `document()` closes it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[Mark] = []
        self._tables: list[Table] = []
        self._recent: list[tuple[Span, str]] = []

    def mark(self, place: str) -> None:
        """What follows is of `place`; a caption never reaches back over it."""
        self._recent.clear()
        if self._marks and self._marks[-1].start == self._length:
            self._marks.pop()
        self._marks.append(Mark(self._length, place))

    def paragraph(self, text: str, marks: Sequence[tuple[int, str]] = ()) -> Span:
        """Add a paragraph and return its span, without the newline that ends it; blank ones leave no trace. `marks` are
        places that begin within it, by offset in `text`."""
        start = self._length
        self._marks.extend(Mark(start + len(clean(text[:offset]).lstrip("\n")), place) for offset, place in marks)
        text = clean(text).strip("\n")
        if not text.strip():
            return Span(start, start)
        self._add(text)
        span = Span(start, self._length)
        self._add("\n")
        self._recent.append((span, text))
        return span

    def table(self, cells: Iterable[GridCell], place: str = "") -> None:
        """Add a table; the short lines right above it that end no sentence are its caption."""
        caption = self._caption()
        placed = self._rows(cells)
        if placed:
            self._tables.append(Table(tuple(placed), place, caption))
        self._recent.clear()

    def more_rows(self, cells: Sequence[GridCell]) -> bool:
        """Add these as further rows of the last table, where it has as many columns; False where it has not."""
        last = self._tables[-1] if self._tables else None
        columns = max((cell.column + cell.column_span for cell in cells), default=0)
        if last is None or columns != max(cell.column + cell.column_span for cell in last.cells):
            return False
        first = max(cell.row + cell.row_span for cell in last.cells)
        placed = self._rows([replace(cell, row=first + cell.row) for cell in cells])
        self._tables[-1] = replace(last, cells=(*last.cells, *placed))
        self._recent.clear()
        return True

    def _rows(self, cells: Iterable[GridCell]) -> list[Cell]:
        """Write the cells, a row a line, and return them with their places in the text."""
        placed: list[Cell] = []
        row, column = -1, 0
        for cell in sorted(cells, key=lambda c: (c.row, c.column)):
            text = join_lines(clean(cell.text)).strip()
            if not text:
                continue
            if cell.row != row:
                if placed:
                    self._add("\n")
                row, column = cell.row, 0
            self._add("\t" * min(cell.column - column, _WIDEST_GAP))
            column = cell.column
            start = self._length
            self._add(text)
            placed.append(Cell(cell.row, cell.column, start, self._length, cell.ref, cell.row_span, cell.column_span))
        if placed:
            self._add("\n")
        return placed

    def document(
        self,
        path: str,
        *,
        title: str | None = None,
        issuer: str | None = None,
        url: str | None = None,
        published: str | None = None,
    ) -> Document:
        """The document; `published` is a day that the file's metadata told."""
        return Document(
            text="".join(self._parts),
            path=path,
            title=title or None,
            issuer=issuer or None,
            url=url or None,
            published=published,
            published_inferred="metadata" if published else None,
            marks=tuple(self._marks),
            tables=tuple(self._tables),
        )

    def _caption(self) -> Span | None:
        lines: list[Span] = []
        for span, text in reversed(self._recent[-_CAPTION_LINES:]):
            if len(text) > _CAPTION_LENGTH or text.rstrip().endswith(("。", "；", "！", "？")):
                break
            lines.append(span)
        return Span(lines[-1].start, lines[0].end) if lines else None

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


_SUPERSCRIPT = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
_PROSE_CELL = 120


def superscript(text: str) -> str:
    """Raised digits as characters of their own, so that a note's mark never joins the number before it."""
    return text.translate(_SUPERSCRIPT)


def is_data(cells: list[GridCell]) -> bool:
    """Whether these cells are a table of data, and not a page laid out with one: several rows and columns, and no
    more than one cell in eight that holds prose."""
    filled = [cell for cell in cells if cell.text.strip()]
    prose = sum(len(cell.text) > _PROSE_CELL for cell in filled)
    return (
        len({cell.row for cell in filled}) > 1
        and len({cell.column for cell in filled}) > 1
        and prose * 8 <= len(filled)
    )

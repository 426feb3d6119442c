"""PDF files with text: pages in reading order, paragraphs joined over lines, columns and pages, tables as tables.

A running head is kept where it first stands (it often is the masthead), page numbers are left out, footnotes follow
at the end under their page's mark. A scanned file is refused with what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from parkcmp.errors import UnreadableError
from parkcmp.model import Document
from parkcmp.reading.composer import Composer
from parkcmp.reading.pdf_aligned import PageTable, rows_of
from parkcmp.reading.pdf_layout import Line, find_running, is_marginal, joins, joint, lines_of, split_footnotes
from parkcmp.reading.pdf_page import Page, read_page
from parkcmp.reading.pdf_tables import find_tables

MAX_PAGES = 3_000
_LEAST_CHARACTERS = 10
_MOST_UNMAPPED = 0.2
_CONTINUED = re.compile(r"[\s（(]*(?:续\s*表|续上表|续|单位[：:])")
_STAMP = re.compile(r"D?:?((?:19|20)[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")


def read_pdf(data: bytes, path: str) -> Document:
    """The document. Raises UnreadableError where it is damaged, locked, scanned or too long; without pypdfium2 it
    names the extra to install."""
    try:
        import pypdfium2
    except ImportError as error:
        raise UnreadableError(
            f"{path}: PDF files need an extra", "install it with: pip install 'parkcmp[pdf]'"
        ) from error
    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise UnreadableError(f"{path}: locked by a password", "remove it and try again") from error
        raise UnreadableError(f"{path}: damaged PDF", "open and save it again as PDF") from error
    try:
        pages = list(_pages(file, path))
        title, published = _metadata(file)
    finally:
        file.close()
    _refuse_scanned(pages, path)
    composer = Composer()
    _Writer(composer).write(pages)
    return composer.document(path, title=title, published=published)


def _pages(file: Any, path: str) -> Iterator[Page]:
    import pypdfium2

    count = len(file)
    if count > MAX_PAGES:
        raise UnreadableError(f"{path}: a PDF of {count:,} pages, more than {MAX_PAGES:,}", "split it")
    for number in range(count):
        try:
            page = file[number]
            yield read_page(page, number + 1)
            page.close()
        except (pypdfium2.PdfiumError, ValueError) as error:
            raise UnreadableError(f"{path}: page {number + 1} is damaged ({error})", "save it again as PDF") from error


def _refuse_scanned(pages: list[Page], path: str) -> None:
    characters = sum(page.characters for page in pages)
    pictures = sum(page.pictures for page in pages)
    if not characters or (pictures and characters < _LEAST_CHARACTERS * len(pages)):
        what = "pictures of pages without text (scanned)" if pictures else "no text"
        raise UnreadableError(f"{path}: a PDF with {what}", "give one whose text can be marked, or recognise it (OCR)")
    if sum(page.unmapped for page in pages) > characters * _MOST_UNMAPPED:
        raise UnreadableError(
            f"{path}: its fonts do not say which characters they draw",
            "export the PDF again from its source, or OCR it",
        )


class _Writer:
    """Writes pages into the composer, holding back the paragraph that may run on."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._text = ""
        self._marks: list[tuple[int, str]] = []
        self._last: Line | None = None
        self._after_table = False

    def write(self, pages: list[Page]) -> None:
        running = find_running(pages)
        seen: set[str] = set()
        notes: list[tuple[int, list[Line]]] = []
        for page in pages:
            edge = running[page.number]
            heads = rows_of([run for run in page.runs if id(run) in edge and not is_marginal(run.text)])
            page.runs = [run for run in page.runs if id(run) not in edge]
            fresh = [line for row in heads for line in lines_of(row, page) if self._is_fresh(line, seen)]
            tables, rest = find_tables(page)
            rest, below = split_footnotes(rest)
            lines = lines_of(rest, page)
            if below:
                notes.append((page.number, lines_of(below, page)))
            self._page(page, fresh, lines, tables)
        self._flush()
        for number, footnotes in notes:
            self._composer.mark(f"page {number}")
            for line in footnotes:
                self._line(line)
            self._flush()

    def _is_fresh(self, line: Line, seen: set[str]) -> bool:
        key = re.sub(r"[\s0-9]", "", line.text)
        if is_marginal(line.text) or key in seen:
            return False
        seen.add(key)
        return True

    def _page(self, page: Page, heads: list[Line], lines: list[Line], tables: list[PageTable]) -> None:
        place = f"page {page.number}"
        if heads or not lines or self._last is None or not joins(self._last, lines[0]):
            self._flush()
            self._composer.mark(place)
        else:
            self._marks.append((len(self._text), place))
        for line in heads:
            self._line(line)
            self._flush()
        waiting = list(tables)
        for line in lines:
            while waiting and line.base < waiting[0].bottom + 1:
                self._table(waiting.pop(0), place)
            self._line(line)
        for table in waiting:
            self._table(table, place)

    def _line(self, line: Line) -> None:
        if self._last is not None and joins(self._last, line):
            self._text += joint(self._text, line.text) + line.text
        else:
            self._flush()
            self._text = line.text
        self._last = line

    def _table(self, table: PageTable, place: str) -> None:
        """A table that begins a page where the page before ended in one of as many columns goes on with it."""
        self._flush()
        goes_on = self._after_table and self._composer.more_rows(table.cells)
        if not goes_on:
            self._composer.table(table.cells, place)
        self._after_table = True

    def _flush(self) -> None:
        if self._text:
            self._composer.paragraph(self._text, self._marks)
            self._after_table = self._after_table and _CONTINUED.match(self._text) is not None
        self._text, self._marks, self._last = "", [], None


def _metadata(file: Any) -> tuple[str | None, str | None]:
    title = _entry(file, "Title").strip()
    # Programs that print to PDF put a file name there.
    if re.search(r"\.(docx?|wps|pdf|xlsx?|indd|html?)$|^(untitled|microsoft word)", title, re.IGNORECASE):
        title = ""
    stamp = _STAMP.match(_entry(file, "CreationDate"))
    return title or None, "-".join(stamp.groups()) if stamp else None


def _entry(file: Any, key: str) -> str:
    try:
        return str(file.get_metadata_value(key))
    except UnicodeDecodeError:  # half a character: a damaged title is none, and no reason to lose the text
        return ""

"""Word documents (.docx): paragraphs, tables, text boxes and notes in reading order; title and date by properties.

Parsed with the standard library. Nothing outside the file is ever fetched: a document that takes part of its content
from elsewhere is refused, since what is read would not be all of it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from parkcmp.errors import UnreadableError
from parkcmp.model import Document
from parkcmp.reading.composer import Composer, GridCell, is_data, superscript
from parkcmp.reading.package import open_package, parse_tree, read_member, refuse_entities

_SKIPPED = frozenset({"del", "moveFrom", "Fallback", "rPr", "pPr", "instrText", "delText", "sectPr", "tblPr"})
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
# The stamp of a template that a much used library starts its documents from: nobody's day of publication.
_TEMPLATE_STAMP = "2013-12-23"


def read_docx(data: bytes, path: str) -> Document:
    """The document. Raises UnreadableError where it is damaged, unsafe or empty."""
    package = open_package(data, path)
    refuse_entities(package, path)
    _refuse_external(package, path)
    body = parse_tree(read_member(package, "word/document.xml", path), path).find("body")
    reader = _Reader(_notes(package, path))
    if body is not None:
        reader.blocks(body)
    reader.close()
    title, published = _properties(package, path)
    document = reader.composer.document(path, title=title or reader.title, published=published)
    if not document.text.strip():
        raise UnreadableError(f"{path}: a Word file without text", "pictures of text are not read")
    return document


class _Reader:
    """Walks the body and composes its text."""

    def __init__(self, notes: dict[str, str]) -> None:
        self.composer = Composer()
        self.title = ""
        self._notes = notes
        self._cited: list[str] = []
        self._boxes: list[Element] = []

    def blocks(self, parent: Element) -> None:
        for element in parent:
            if element.tag == "p":
                self._paragraph(element)
            elif element.tag == "tbl":
                self._table(element)
            elif element.tag in ("sdt", "sdtContent", "customXml", "ins", "txbxContent"):
                self.blocks(element)

    def close(self) -> None:
        """Set the notes that were cited at the end of the text."""
        for number, note in enumerate(self._cited, start=1):
            self.composer.paragraph(f"{superscript(str(number))} {note}")

    def _paragraph(self, element: Element) -> None:
        text = "".join(self._inline(element))
        style = element.find("pPr/pStyle")
        if style is not None and style.get("val") in ("Title", "a3", "标题") and not self.title:
            self.title = text.strip()
        self.composer.paragraph(text)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)

    def _inline(self, element: Element) -> Iterator[str]:
        raised = element.tag == "r" and _is_raised(element)
        for child in element:
            if child.tag == "t":
                yield superscript(child.text or "") if raised else child.text or ""
            elif child.tag in _BREAKS:
                yield _BREAKS[child.tag]
            elif child.tag in ("footnoteReference", "endnoteReference"):
                note = self._notes.get(child.tag[:-9] + child.get("id", ""))
                if note:
                    self._cited.append(note)
                    yield superscript(str(len(self._cited)))
            elif child.tag == "txbxContent":
                self._boxes.append(child)
            elif child.tag not in _SKIPPED:
                yield from self._inline(child)

    def _table(self, table: Element) -> None:
        cited = len(self._cited)
        cells, elements = self._grid(table)
        self._boxes.clear()
        if is_data(cells):
            self.composer.table(cells)
            return
        del self._cited[cited:]
        for element in elements:
            self.blocks(element)

    def _grid(self, table: Element) -> tuple[list[GridCell], list[Element]]:
        cells: list[GridCell] = []
        elements: list[Element] = []
        open_merges: dict[int, int] = {}
        for row, line in enumerate(_rows(table)):
            column = _integer(line.find("trPr/gridBefore"))
            for element in _children(line, "tc"):
                width = max(_integer(element.find("tcPr/gridSpan")), 1)
                merge = element.find("tcPr/vMerge")
                if merge is not None and merge.get("val", "continue") == "continue" and column in open_merges:
                    first = cells[open_merges[column]]
                    cells[open_merges[column]] = GridCell(
                        first.row, first.column, first.text, "", row - first.row + 1, first.column_span
                    )
                else:
                    open_merges.pop(column, None)
                    if merge is not None:
                        open_merges[column] = len(cells)
                    paragraphs = ("".join(self._inline(p)) for p in element.iter("p"))
                    cells.append(GridCell(row, column, "\n".join(paragraphs), "", 1, width))
                    elements.append(element)
                column += width
        return cells, elements


def _is_raised(run: Element) -> bool:
    align = run.find("rPr/vertAlign")
    return align is not None and align.get("val") == "superscript"


def _rows(table: Element) -> Iterator[Element]:
    yield from _children(table, "tr")


def _children(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _children(child, tag)


def _integer(element: Element | None) -> int:
    value = element.get("val", "") if element is not None else ""
    return int(value) if value.isdecimal() and len(value) < 4 else 0


def _notes(package: zipfile.ZipFile, path: str) -> dict[str, str]:
    """The text of each note, keyed by kind and id (`footnote2`)."""
    notes: dict[str, str] = {}
    plain = _Reader({})
    for kind in ("footnote", "endnote"):
        part = f"word/{kind}s.xml"
        if part in package.namelist():
            for note in parse_tree(read_member(package, part, path), path):
                text = "".join("".join(plain._inline(p)) for p in note.iter("p")).strip()
                if note.get("type", "normal") == "normal" and text:
                    notes[kind + note.get("id", "")] = text
    return notes


def _properties(package: zipfile.ZipFile, path: str) -> tuple[str | None, str | None]:
    """Title and the day of the last change, which is nearer to publication than that of the first draft."""
    if "docProps/core.xml" not in package.namelist():
        return None, None
    root = parse_tree(read_member(package, "docProps/core.xml", path), path)
    days = [(root.findtext(tag) or "")[:10] for tag in ("modified", "created")]
    dated = [day for day in days if len(day) == 10 and day[:4].isdecimal() and day != _TEMPLATE_STAMP]
    return (root.findtext("title") or "").strip() or None, dated[0] if dated else None


def _refuse_external(package: zipfile.ZipFile, path: str) -> None:
    for name in package.namelist():
        if not name.endswith(".rels"):
            continue
        for relation in parse_tree(read_member(package, name, path), path):
            if relation.get("TargetMode") != "External":
                continue
            kind = relation.get("Type", "").rpartition("/")[2]
            target = relation.get("Target", "")
            # A link is text; the template on its author's own disk is a trace that many files carry.
            local_template = kind == "attachedTemplate" and target.startswith("file:///")
            if kind != "hyperlink" and not local_template:
                raise UnreadableError(
                    f"{path}: takes part of its content from elsewhere ({kind}), which is never fetched",
                    "embed it and save the file again",
                )

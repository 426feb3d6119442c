"""A briefing as DOCX through python-docx (the extra `docx`), with footnotes that Word itself numbers and keeps.

python-docx knows no footnotes: their part is written here. All text goes through XML escaping, control characters are
codes, and nothing refers to anything outside the file.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from parkcmp.query.wording import pick
from parkcmp.render.cells import visible
from parkcmp.render.report.paper import Cell, Paper, Section

_FONT, _CHINESE = "Calibri", "宋体"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RULES = (("separator", -1, "separator"), ("continuationSeparator", 0, "continuationSeparator"))


def docx(paper: Paper, lang: str) -> bytes:
    """The file."""
    document = Document()
    _prepare(document)
    document.core_properties.title = visible(paper.title)
    document.core_properties.author = "parkcmp"
    document.add_heading(visible(paper.title), level=0)
    document.add_paragraph(visible(paper.lead))
    placed: set[int] = set()
    for section in paper.sections:
        document.add_heading(visible(section.title), level=1)
        _add_table(document, section, placed)
        for remark in section.remarks:
            document.add_paragraph(visible(remark), style="List Bullet")
    document.add_heading(pick(("Sources", "来源"), lang), level=1)
    for source in paper.sources:
        document.add_paragraph(visible(source), style="List Bullet")
    part = Part(PackURI("/word/footnotes.xml"), _TYPE, _footnotes(paper.footnotes).encode(), document.part.package)
    document.part.relate_to(part, _RELATION)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _prepare(document: Any) -> None:
    """A4, a Chinese font beside the Latin one, and the styles of footnotes."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    for name in ("Normal", "Title", "Heading 1"):
        _set_fonts(document.styles[name])
    reference = document.styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    text = document.styles.add_style("Footnote Text", WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9)
    text.paragraph_format.space_after = Pt(2)


def _set_fonts(style: Any) -> None:
    style.font.name = _FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:eastAsia"), _CHINESE)


def _add_table(document: Any, section: Section, placed: set[int]) -> None:
    table = document.add_table(rows=1, cols=len(section.head), style="Light Grid Accent 1")
    for cell, name in zip(table.rows[0].cells, section.head, strict=True):
        cell.text = visible(name)
    _repeat(table.rows[0])
    for row in section.rows:
        cells = table.add_row().cells
        for cell, said, right in zip(cells, row, section.numeric, strict=True):
            _fill(cell.paragraphs[0], said, placed)
            if right:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph()


def _repeat(row: Any) -> None:
    """The heads stand again on every page that the table goes on to."""
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(header)


def _fill(paragraph: Any, cell: Cell, placed: set[int]) -> None:
    paragraph.add_run(visible(cell.text))
    if cell.footnote is None:
        return
    run = paragraph.add_run()
    run.style = "Footnote Reference"
    if cell.footnote in placed:  # Word lets a footnote be referred to once: again it is but its number
        run.text = str(cell.footnote)
        return
    placed.add(cell.footnote)
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(cell.footnote))
    run._r.append(reference)


def _footnotes(notes: Sequence[str]) -> str:
    rules = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for kind, number, mark in _RULES
    )
    written = "".join(_footnote(number, note) for number, note in enumerate(notes, 1))
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<w:footnotes xmlns:w="{_W}">{rules}{written}</w:footnotes>'


def _footnote(number: int, note: str) -> str:
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    text = f'<w:r><w:t xml:space="preserve"> {escape(visible(note))}</w:t></w:r>'
    style = '<w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
    return f'<w:footnote w:id="{number}"><w:p>{style}{mark}{text}</w:p></w:footnote>'

"""A briefing as a file: Markdown for who writes in it, DOCX with Word's own footnotes for who writes in Word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from parkcmp.errors import UsageError
from parkcmp.query.report_briefing import Briefing
from parkcmp.query.wording import pick
from parkcmp.render.delimited import escape_markup
from parkcmp.render.emit import write_bytes
from parkcmp.render.report.paper import Cell, Paper, Section, paper_of

INSTALL = "pip install 'parkcmp[docx]'"


def write_briefing(briefing: Briefing, path: Path, kind: str, lang: str, title: str = "") -> None:
    """Write it as `docx` or `md`. Raises UsageError where python-docx is missing or the file cannot be written."""
    paper = paper_of(briefing, lang, title)
    if kind == "docx":
        try:
            from parkcmp.render.report.word import docx
        except ModuleNotFoundError as missing:
            raise UsageError(f"{missing.name} is not installed, which writes for Word", INSTALL) from missing
        content = docx(paper, lang)
    else:
        content = "".join(markdown(paper, lang)).encode()
    write_bytes(path, [content])


def markdown(paper: Paper, lang: str) -> Iterator[str]:
    """Lines of Markdown with tables and footnotes as GitHub and pandoc read them."""
    yield f"# {escape_markup(paper.title)}\n\n{escape_markup(paper.lead)}\n"
    for section in paper.sections:
        yield f"\n## {escape_markup(section.title)}\n\n"
        yield from _table(section)
        for remark in section.remarks:
            yield f"\n- {escape_markup(remark)}"
        yield "\n" if section.remarks else ""
    yield f"\n## {pick(('Sources', '来源'), lang)}\n\n"
    yield from (f"- {escape_markup(source)}\n" for source in paper.sources)
    yield "\n"
    yield from (f"[^{number}]: {escape_markup(note)}\n" for number, note in enumerate(paper.footnotes, 1))


def _table(section: Section) -> Iterator[str]:
    yield "| " + " | ".join(escape_markup(name) for name in section.head) + " |\n"
    yield "|" + "|".join(" ---: " if right else " --- " for right in section.numeric) + "|\n"
    for row in section.rows:
        yield "| " + " | ".join(_cell(cell) for cell in row) + " |\n"


def _cell(cell: Cell) -> str:
    return escape_markup(cell.text) + (f"[^{cell.footnote}]" if cell.footnote else "")

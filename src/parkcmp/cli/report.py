"""`parkcmp report`: everything on one page that a browser opens, or a briefing for Word or Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from parkcmp.cli.options import Common, new_app, shared
from parkcmp.errors import UsageError

EXAMPLES = """Examples:

\b
  parkcmp report zones.html
  parkcmp report briefing.docx --metric hitech_firms --park 新乡 --park 龙岩
  parkcmp report briefing.md --metric output --metric rd_share --lang zh
"""

app = new_app()


@app.command(epilog=EXAMPLES)
@shared("db", "wait", "lang", "lexicon")
def report(
    common: Common,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file: .html a page, .docx or .md a briefing.")],
    docx: Annotated[bool, typer.Option("--docx", help="A briefing for Word, whatever the ending.")] = False,
    md: Annotated[bool, typer.Option("--md", help="A briefing in Markdown, whatever the ending.")] = False,
    metric: Annotated[
        list[str] | None,
        typer.Option(
            metavar="METRIC",
            help="Of a briefing: what it ranks (repeatable).  [default: the three that most parks have]",
            show_default=False,
        ),
    ] = None,
    park: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PARK",
            help="Of a briefing: whom it compares, two or more.  [default: the two best known]",
            show_default=False,
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Its title.", show_default=False)] = None,
    font: Annotated[bool, typer.Option("--font", help="Of a page: bring a Chinese font along (1.3 MB).")] = False,
) -> None:
    """Write a page that ranks, compares and proves every figure, without a network; or a briefing with footnotes."""
    kind = _kind(out, docx, md)
    if kind == "html":
        if metric or park:
            raise UsageError(
                "a page has all parks and indicators", "leave out --metric and --park, or write .docx or .md"
            )
        _page(common, out, title or "", font)
    else:
        _briefing(common, out, kind, metric or [], park or [], title or "")


def _kind(out: Path, docx: bool, md: bool) -> str:
    if docx and md:
        raise UsageError("--docx and --md are two files", "name one of them")
    if docx or md:
        return "docx" if docx else "md"
    kinds = {".html": "html", ".htm": "html", ".docx": "docx", ".md": "md", ".markdown": "md"}
    if out.suffix.lower() not in kinds:
        raise UsageError(f"the name {out.name} says no kind of report", f"use one of {' '.join(kinds)}, --docx or --md")
    return kinds[out.suffix.lower()]


def _page(common: Common, out: Path, title: str, font: bool) -> None:
    from parkcmp.query.report import fetch_report
    from parkcmp.render.emit import write_file
    from parkcmp.render.report import report_page

    lexicon = common.lexicon()
    with common.reading() as database:
        found = fetch_report(database, lexicon)
    write_file(out, [report_page(found, lexicon, common.lang, title, font)])


def _briefing(common: Common, out: Path, kind: str, metrics: list[str], parks: list[str], title: str) -> None:
    from parkcmp.cli import diagnostics
    from parkcmp.lexicon.names import resolve_metric, resolve_park
    from parkcmp.query.report_briefing import BriefingQuestion, fetch_briefing
    from parkcmp.render.report.briefing import write_briefing

    lexicon = common.lexicon()
    choices = [resolve_metric(name, lexicon) for name in metrics]
    question = BriefingQuestion(
        tuple((choice.metric.id, choice.measure) for choice in choices),
        tuple(resolve_park(name, lexicon).key for name in parks),
        common.lang,
    )
    with common.reading() as database:
        found = fetch_briefing(database, lexicon, question)
    write_briefing(found, out, kind, common.lang, title)
    diagnostics.note(found.notes, common.lang)

"""`parkcmp export`: facts or observations as a file for other programs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parkcmp.cli import diagnostics
from parkcmp.cli.options import Common, new_app, shared
from parkcmp.errors import UsageError
from parkcmp.model import Measure, Status

if TYPE_CHECKING:
    from parkcmp.query.answer import Answer
    from parkcmp.query.export import ExportQuestion

EXAMPLES = """Examples:

\b
  parkcmp export xinxiang.xlsx --park 新乡
  parkcmp export facts.parquet
  parkcmp export firms.csv --metric hitech_firms --what observations --bom
  parkcmp export 2021.json --period 2021 --park 南京 --park 厦门

The ending names the format: .xlsx .parquet .csv .tsv .json .jsonl. Facts are what texts say, each with its sentence;
observations are what they say together, one row a park, metric and period, with the interval of each value. The
workbook has the sources on a sheet of their own. No text becomes a formula.
"""

app = new_app()


class What(StrEnum):
    """What is exported."""

    FACTS = "facts"
    OBSERVATIONS = "observations"


@app.command(epilog=EXAMPLES)
@shared("db", "wait", "bom", "lang", "lexicon")
def export(
    common: Common,
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The file to write.")],
    what: Annotated[What, typer.Option(help="Facts as stated, or one row an observation.")] = What.FACTS,
    park: Annotated[
        list[str] | None,
        typer.Option(metavar="PARK", help="Only of this park, or 全国 (repeatable).", show_default=False),
    ] = None,
    metric: Annotated[
        list[str] | None,
        typer.Option(metavar="METRIC", help="Only of this indicator (repeatable).", show_default=False),
    ] = None,
    measure: Annotated[Measure | None, typer.Option(help="Only of this measure.", show_default=False)] = None,
    period: Annotated[
        str | None, typer.Option(metavar="PERIOD", help="Only of this period: 2021, 2022-H1.", show_default=False)
    ] = None,
    document: Annotated[
        str | None, typer.Option(metavar="ID", help="Only of this document.", show_default=False)
    ] = None,
    status: Annotated[Status | None, typer.Option(help="Only actuals or targets.", show_default=False)] = None,
) -> None:
    """Write facts or observations to a file: Excel, Parquet, CSV or JSON by its ending."""
    from dataclasses import replace

    from parkcmp.query.export import ExportQuestion, export_facts, export_observations, list_sources
    from parkcmp.query.periods import parse_period
    from parkcmp.store.read import find_document

    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise UsageError(f"the ending {ending or 'of ' + str(path)} names no format", f"use one of {' '.join(ENDINGS)}")
    question = ExportQuestion(measure=measure, status=status, lang=common.lang)
    question = replace(question, period=parse_period(period) if period else None)
    question = _with_names(common, question, park or [], metric or [])
    with common.reading() as database:
        if document is not None:
            question = replace(question, document=find_document(database, document))
        if what is What.FACTS:
            answer = export_facts(database, question)
        else:
            answer = export_observations(database, common.lexicon(), question)
        documents = {str(row[answer.columns.index("document")]) for row in answer.rows}
        sources = list_sources(database, documents)
    _write(common, path, ending, what, answer, sources)
    diagnostics.note(answer.notes, common.lang)
    count = len(answer.rows)
    diagnostics.message(f"{path}：{count} 行" if common.lang == "zh" else f"{path}: {count} row{'s' * (count != 1)}")


def _with_names(common: Common, question: ExportQuestion, parks: list[str], metrics: list[str]) -> ExportQuestion:
    from dataclasses import replace

    if not parks and not metrics:
        return question
    from parkcmp.lexicon.names import resolve_entity, resolve_metric

    lexicon = common.lexicon()
    choices = [resolve_metric(name, lexicon) for name in metrics]
    return replace(
        question,
        parks=tuple(resolve_entity(name, lexicon) for name in parks),
        metrics=tuple(pair for choice in choices for pair in choice.pairs),
    )


def _write(common: Common, path: Path, ending: str, what: What, answer: Answer, sources: Answer) -> None:
    from dataclasses import replace

    from parkcmp.render.emit import emit, write_bytes

    if ending == ".xlsx":
        from parkcmp.render.workbook import workbook_bytes

        write_bytes(path, [workbook_bytes([(what.value, answer), ("sources", sources)])])
    elif ending == ".parquet":
        from parkcmp.query.export import column_kinds
        from parkcmp.store.parquet import parquet_bytes

        write_bytes(path, [parquet_bytes(answer.columns, column_kinds(answer.columns, answer.rows), answer.rows)])
    else:
        emit(answer, replace(common.output, output=path))


ENDINGS = (".xlsx", ".parquet", ".csv", ".tsv", ".json", ".jsonl")

"""`parkcmp coverage`: parks by indicators by periods, what is there and what is missing."""

from __future__ import annotations

from typing import Annotated

import typer

from parkcmp.cli.options import Common, common, new_app

EXAMPLES = """Examples:

\b
  parkcmp coverage
  parkcmp coverage --metric hitech_firms --metric revenue
  parkcmp coverage --park 新乡 --park 龙岩 --period 2021
"""

app = new_app()


@app.command(epilog=EXAMPLES)
@common
def coverage(
    common: Common,
    metric: Annotated[
        list[str] | None,
        typer.Option(metavar="METRIC", help="Only this indicator (repeatable).", show_default=False),
    ] = None,
    park: Annotated[
        list[str] | None, typer.Option(metavar="PARK", help="Only this park (repeatable).", show_default=False)
    ] = None,
    period: Annotated[
        str | None, typer.Option(metavar="PERIOD", help="Only this period: 2021, 2022-H1 …", show_default=False)
    ] = None,
) -> None:
    """Show which parks have a value of each indicator and period, and which have none."""
    from parkcmp.lexicon.names import resolve_metric, resolve_park
    from parkcmp.query.coverage import CoverageQuestion
    from parkcmp.query.coverage import coverage as answer_coverage

    lexicon = common.lexicon()
    question = CoverageQuestion(
        parks=tuple(resolve_park(name, lexicon).key for name in park or ()),
        metrics=tuple(pair for name in metric or () for pair in resolve_metric(name, lexicon).pairs),
        period=period,
        lang=common.lang,
    )
    with common.reading() as database:
        answer = answer_coverage(database, lexicon, question)
    common.emit(answer)

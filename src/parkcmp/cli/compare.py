"""`parkcmp compare`: indicators of two to twelve parks side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from parkcmp.cli.options import Common, common, new_app
from parkcmp.intervals import Reading

EXAMPLES = """Examples:

\b
  parkcmp compare 新乡 龙岩
  parkcmp compare 新乡 龙岩 --metric hitech_firms --metric rd_share
  parkcmp compare 南京 厦门 新乡 --period 2021 --common
  parkcmp compare 南京 厦门 --benchmark -f md
"""

app = new_app()


@app.command(epilog=EXAMPLES)
@common
def compare(
    common: Common,
    parks: Annotated[list[str], typer.Argument(metavar="PARK PARK...", help="Two to twelve parks.")],
    metric: Annotated[
        list[str] | None,
        typer.Option(metavar="METRIC", help="Only this indicator (repeatable).", show_default=False),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(metavar="PERIOD", help="2021, 2022-H1 …  [default: each park's newest]", show_default=False),
    ] = None,
    common_only: Annotated[bool, typer.Option("--common", help="Only indicators that all of them have.")] = False,
    reading: Annotated[
        Reading, typer.Option(help="超1200 as the next round step, [1200, 1300), or literally, [1200, ∞).")
    ] = Reading.PRINTED,
    benchmark: Annotated[
        bool, typer.Option("--benchmark", help="Beside them 全国 and the quartiles of all parks known.")
    ] = False,
    derived: Annotated[
        bool, typer.Option("--derived", help="Also values that follow from stated ones, flagged.")
    ] = False,
) -> None:
    """Compare parks: every indicator that any of them has, and which is higher, for certain or not."""
    from parkcmp.lexicon.names import resolve_metric, resolve_park
    from parkcmp.query.compare import CompareQuestion
    from parkcmp.query.compare import compare as answer_compare

    lexicon = common.lexicon()
    choices = [resolve_metric(name, lexicon) for name in metric or ()]
    question = CompareQuestion(
        parks=tuple(resolve_park(name, lexicon).key for name in parks),
        metrics=tuple((choice.metric.id, choice.measure) for choice in choices),
        period=period,
        common=common_only,
        reading=reading,
        benchmark=benchmark,
        derived=derived,
        lang=common.lang,
    )
    with common.reading() as database:
        answer = answer_compare(database, lexicon, question)
    common.emit(answer)

"""`parkcmp trend`: one indicator over time."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from parkcmp.cli.options import Common, common, new_app
from parkcmp.intervals import Reading
from parkcmp.model import Measure

EXAMPLES = """Examples:

\b
  parkcmp trend 厦门 --metric output
  parkcmp trend 新乡 龙岩 --metric hitech_firms
  parkcmp trend 新乡 --metric revenue_growth -f csv
"""

app = new_app()


class Basis(StrEnum):
    """What a growth is against."""

    YOY = "yoy"
    CAGR = "cagr"
    SPAN = "span"
    QOQ = "qoq"


@app.command(epilog=EXAMPLES)
@common
def trend(
    common: Common,
    parks: Annotated[list[str], typer.Argument(metavar="PARK...", help="One to twelve parks, or 全国.")],
    metric: Annotated[str, typer.Option("--metric", metavar="METRIC", help="Id or name; ID_growth is its growth.")],
    measure: Annotated[
        Measure | None,
        typer.Option(help="What of the metric.  [default: rank for evaluation ranks, else level]", show_default=False),
    ] = None,
    basis: Annotated[Basis | None, typer.Option(help="What a growth is against.", show_default=False)] = None,
    no_proxy: Annotated[bool, typer.Option("--no-proxy", help="Without stand-ins.")] = False,
    reading: Annotated[
        Reading, typer.Option(help="超1200 as the next round step, [1200, 1300), or literally, [1200, ∞).")
    ] = Reading.PRINTED,
) -> None:
    """Show one indicator over time: the observed points alone, never joining what is measured differently."""
    from parkcmp.lexicon.names import resolve_entity, resolve_metric
    from parkcmp.query.trend import TrendQuestion
    from parkcmp.query.trend import trend as answer_trend

    lexicon = common.lexicon()
    choice = resolve_metric(metric, lexicon)
    question = TrendQuestion(
        parks=tuple(resolve_entity(name, lexicon) for name in parks),
        metric=choice.metric.id,
        measure=measure or choice.measure,
        basis=basis,
        proxy=not no_proxy,
        reading=reading,
    )
    with common.reading() as database:
        answer = answer_trend(database, lexicon, question)
    common.emit(answer)

"""`parkcmp rank`: parks by one indicator."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated

import typer

from parkcmp.cli.options import Common, common, new_app
from parkcmp.errors import UsageError
from parkcmp.intervals import Reading
from parkcmp.model import Measure

EXAMPLES = """Examples:

\b
  parkcmp rank --metric hitech_firms
  parkcmp rank --metric 高新技术企业数 --province 江苏 --min 100
  parkcmp rank --metric output_growth --basis cagr
  parkcmp rank --metric revenue --period 2021 -f csv -o revenue.csv
"""

app = new_app()


class Basis(StrEnum):
    """What a growth is against."""

    YOY = "yoy"
    CAGR = "cagr"
    SPAN = "span"
    QOQ = "qoq"


def parse_number(typed: str) -> Decimal:
    """A limit as a person types it. Raises UsageError."""
    try:
        number = Decimal(typed.replace(",", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise UsageError(f"{typed!r} is no number", "write plain digits like 100 or 12.5, in the unit of the indicator")
    return number


@app.command(epilog=EXAMPLES)
@common
def rank(
    common: Common,
    metric: Annotated[str, typer.Option("--metric", metavar="METRIC", help="Id or name; ID_growth is its growth.")],
    measure: Annotated[
        Measure | None,
        typer.Option(help="What of the metric.  [default: rank for evaluation ranks, else level]", show_default=False),
    ] = None,
    basis: Annotated[
        Basis | None,
        typer.Option(help="What a growth is against.  [default: the one of most parks]", show_default=False),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            metavar="PERIOD", help="2021, 2022-H1, 2022-08 …  [default: each park's newest]", show_default=False
        ),
    ] = None,
    top: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Only the first N places.", show_default=False)
    ] = None,
    min_: Annotated[
        Decimal | None,
        typer.Option("--min", parser=parse_number, metavar="X", help="Only values of X or more.", show_default=False),
    ] = None,
    max_: Annotated[
        Decimal | None,
        typer.Option("--max", parser=parse_number, metavar="X", help="Only values of X or less.", show_default=False),
    ] = None,
    ascending: Annotated[bool, typer.Option("--ascending", help="The smallest value is first.")] = False,
    region: Annotated[
        str | None, typer.Option(metavar="REGION", help="Only parks of 东部, 中部, 西部 or 东北.", show_default=False)
    ] = None,
    province: Annotated[
        str | None, typer.Option(metavar="PROVINCE", help="Only parks of a province: 河南.", show_default=False)
    ] = None,
    unit: Annotated[
        str | None, typer.Option(metavar="UNIT", help="Only values of this unit: 亿美元.", show_default=False)
    ] = None,
    whole: Annotated[
        str | None,
        typer.Option(metavar="WHOLE", help="Only shares of the city, province, nation or a name.", show_default=False),
    ] = None,
    no_proxy: Annotated[bool, typer.Option("--no-proxy", help="Without stand-ins.")] = False,
    reading: Annotated[
        Reading, typer.Option(help="超1200 as the next round step, [1200, 1300), or literally, [1200, ∞).")
    ] = Reading.PRINTED,
    derived: Annotated[
        bool, typer.Option("--derived", help="Also values that follow from stated ones, flagged.")
    ] = False,
    conflicts: Annotated[bool, typer.Option("--conflicts", help="List all values where texts disagree.")] = False,
) -> None:
    """Rank the parks by one indicator: like with like, each with its period, bound and source."""
    from parkcmp.lexicon.names import resolve_metric, resolve_province, resolve_region
    from parkcmp.query.rank import RankQuestion
    from parkcmp.query.rank import rank as answer_rank

    lexicon = common.lexicon()
    choice = resolve_metric(metric, lexicon)
    question = RankQuestion(
        metric=choice.metric.id,
        measure=measure or choice.measure,
        basis=basis,
        period=period,
        unit=unit,
        whole=whole,
        top=top,
        minimum=min_,
        maximum=max_,
        ascending=ascending,
        region=resolve_region(region, lexicon) if region else None,
        province=resolve_province(province, lexicon) if province else None,
        proxy=not no_proxy,
        reading=reading,
        conflicts=conflicts,
        derived=derived,
    )
    with common.reading() as database:
        answer = answer_rank(database, lexicon, question)
    common.emit(answer)

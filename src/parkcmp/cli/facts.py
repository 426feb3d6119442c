"""`parkcmp facts`: the ledger of stored figures, and of the numbers that became none."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

import typer

from parkcmp.cli.options import Common, common, new_app
from parkcmp.cli.rank import parse_number
from parkcmp.errors import UsageError
from parkcmp.model import Measure, Status

EXAMPLES = """Examples:

\b
  parkcmp facts --park 新乡
  parkcmp facts --metric 高新技术企业数 --period 2021 -f csv -o firms.csv
  parkcmp facts --value 12.16
  parkcmp facts --unexplained
"""

app = new_app()


@app.command(epilog=EXAMPLES)
@common
def facts(
    common: Common,
    park: Annotated[
        str | None, typer.Option(metavar="PARK", help="Only of this park (or 全国).", show_default=False)
    ] = None,
    metric: Annotated[
        str | None, typer.Option(metavar="METRIC", help="Only of this indicator.", show_default=False)
    ] = None,
    measure: Annotated[Measure | None, typer.Option(help="Only of this measure.", show_default=False)] = None,
    period: Annotated[
        str | None, typer.Option(metavar="PERIOD", help="Only of this period: 2021, 2022-H1.", show_default=False)
    ] = None,
    document: Annotated[
        str | None, typer.Option(metavar="ID", help="Only of this document.", show_default=False)
    ] = None,
    status: Annotated[Status | None, typer.Option(help="Only actuals or targets.", show_default=False)] = None,
    value: Annotated[
        Decimal | None,
        typer.Option(parser=parse_number, metavar="X", help="Only of this value.", show_default=False),
    ] = None,
    search: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Only where the sentence says this.", show_default=False)
    ] = None,
    unexplained: Annotated[
        bool, typer.Option("--unexplained", help="The numbers that became no fact, and why.")
    ] = False,
) -> None:
    """List every stored figure with its sentence."""
    from parkcmp.query.ledger import FactFilter, list_facts, list_unexplained
    from parkcmp.query.periods import parse_period
    from parkcmp.store.read import find_document

    if unexplained and (park or metric or measure or period or status or value is not None):
        remedy = "of the options of choice only --document and --search go with it"
        what = "what is unexplained has no park, metric, measure, period, status or value"
        raise UsageError(f"--unexplained: {what}", remedy)
    named = _resolve(common, park, metric)
    with common.reading() as database:
        one = find_document(database, document) if document is not None else None
        if unexplained:
            answer = list_unexplained(database, one, search)
        else:
            wanted = FactFilter(
                park=named[0],
                metric=named[1],
                measures=(measure,) if measure else named[2],
                period=parse_period(period) if period else None,
                document=one,
                status=status,
                value=value,
                search=search,
            )
            answer = list_facts(database, wanted)
    common.emit(answer)


def _resolve(common: Common, park: str | None, metric: str | None) -> tuple[str | None, str | None, tuple[str, ...]]:
    if park is None and metric is None:
        return None, None, ()
    from parkcmp.lexicon.names import resolve_entity, resolve_metric

    key = None if park is None else resolve_entity(park, common.lexicon())
    if metric is None:
        return key, None, ()
    choice = resolve_metric(metric, common.lexicon())
    return key, choice.metric.id, choice.measures

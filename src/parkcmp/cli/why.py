"""`parkcmp why`: where a figure comes from."""

from __future__ import annotations

from typing import Annotated

import typer

from parkcmp.cli.options import Common, common, new_app
from parkcmp.errors import UsageError

EXAMPLES = """Examples:

\b
  parkcmp why 新乡 hitech_firms
  parkcmp why 新乡 revenue_growth 2021
  parkcmp why 0fb61f6ad04b-1482
  parkcmp why d-0fb61f6ad04b-1482-3f09ac
"""

app = new_app()


@app.command(epilog=EXAMPLES)
@common
def why(
    common: Common,
    names: Annotated[
        list[str],
        typer.Argument(metavar="FACT_ID | PARK METRIC [PERIOD]", help="A fact, or a park's value of an indicator."),
    ],
) -> None:
    """Show the sentence behind a figure, checked again against the stored text, with its source and rule; behind a
    derived figure its formula and the sentences of all that it came from."""
    from parkcmp.query.derived_why import explain_derived, explain_derived_value, is_derived_id
    from parkcmp.query.periods import parse_period
    from parkcmp.query.provenance import explain_fact, explain_value

    if len(names) == 1:
        with common.reading() as database:
            if is_derived_id(names[0]):
                answer = explain_derived(database, common.lexicon(), names[0])
            else:
                answer = explain_fact(database, names[0])
    elif len(names) <= 3:
        from parkcmp.lexicon.names import resolve_entity, resolve_metric

        lexicon = common.lexicon()
        park = resolve_entity(names[0], lexicon)
        choice = resolve_metric(names[1], lexicon)
        period = parse_period(names[2]) if len(names) == 3 else None
        with common.reading() as database:
            answer = explain_value(database, park, choice.metric.id, choice.measure, period)
            if not answer.rows and period is not None:
                name, measure = choice.metric.id, choice.measure
                answer = explain_derived_value(database, lexicon, park, name, measure, period) or answer
    else:
        raise UsageError("too many names", "give a fact's id, or a park, a metric and perhaps a period")
    common.emit(answer)

"""`parkcmp metrics`: the indicators that parkcmp knows, and the labels that none of them covers."""

from __future__ import annotations

from typing import Annotated

import typer

from parkcmp.cli.options import Common, common, new_app

EXAMPLES = """Examples:

\b
  parkcmp metrics
  parkcmp metrics 企业
  parkcmp metrics --unmapped
"""

app = new_app()


@app.command(epilog=EXAMPLES)
@common
def metrics(
    common: Common,
    word: Annotated[str | None, typer.Argument(metavar="[WORD]", help="Part of an id or name.")] = None,
    unmapped: Annotated[
        bool, typer.Option("--unmapped", help="Labels that no indicator covers, most frequent first.")
    ] = False,
) -> None:
    """List the indicators, with how many facts and parks each has."""
    from parkcmp.query.inventory import list_metrics, list_unmapped

    if unmapped:
        with common.reading() as database:
            answer = list_unmapped(database)
    else:
        with common.reading_if_there() as there:
            answer = list_metrics(common.lexicon(), there, word)
    common.emit(answer)

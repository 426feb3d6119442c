"""`parkcmp parks`: the parks that parkcmp knows."""

from __future__ import annotations

from typing import Annotated

import typer

from parkcmp.cli.options import Common, common, new_app

EXAMPLES = """Examples:

\b
  parkcmp parks
  parkcmp parks 江苏
  parkcmp parks xin
"""

app = new_app()


@app.command(epilog=EXAMPLES)
@common
def parks(
    common: Common,
    word: Annotated[
        str | None, typer.Argument(metavar="[WORD]", help="Part of a name, pinyin, province or city.")
    ] = None,
) -> None:
    """List the parks, with how many facts and indicators each has."""
    from parkcmp.query.inventory import list_parks

    with common.reading_if_there() as there:
        answer = list_parks(common.lexicon(), there, word)
    common.emit(answer)

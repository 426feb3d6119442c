"""`parkcmp show`: everything about one park."""

from __future__ import annotations

from typing import Annotated

import typer

from parkcmp.cli.options import Common, common, new_app
from parkcmp.intervals import Reading

EXAMPLES = """Examples:

\b
  parkcmp show 新乡
  parkcmp show wuhan --lang zh
  parkcmp show 厦门 -f json -o xiamen.json
"""

app = new_app()


@app.command(epilog=EXAMPLES)
@common
def show(
    common: Common,
    park: Annotated[str, typer.Argument(metavar="PARK", help="A park, or 全国.")],
    reading: Annotated[
        Reading, typer.Option(help="超1200 as the next round step, [1200, 1300), or literally, [1200, ∞).")
    ] = Reading.PRINTED,
    derived: Annotated[
        bool, typer.Option("--derived", help="Also values that follow from stated ones, flagged.")
    ] = False,
) -> None:
    """Show one park: every indicator, the newest value first, history, targets beside actuals, sources."""
    from parkcmp.lexicon.names import resolve_entity
    from parkcmp.query.show import ShowQuestion
    from parkcmp.query.show import show as answer_show

    lexicon = common.lexicon()
    question = ShowQuestion(resolve_entity(park, lexicon), reading, derived, common.lang)
    with common.reading() as database:
        answer = answer_show(database, lexicon, question)
    common.emit(answer)

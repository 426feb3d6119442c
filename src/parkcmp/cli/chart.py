"""`parkcmp chart`: a ranking, a comparison or a trend as a picture.

Each takes the options of the command of the same name, and differs from it only in what becomes of the answer.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

from parkcmp.cli.compare import compare
from parkcmp.cli.options import Common, new_app, shared
from parkcmp.cli.rank import rank
from parkcmp.cli.trend import trend
from parkcmp.render.chart.draw import ChartFormat

if TYPE_CHECKING:
    from parkcmp.query.answer import Answer

EXAMPLES = """Examples:

\b
  parkcmp chart rank --metric hitech_firms
  parkcmp chart compare 新乡 龙岩 --common -o xinxiang-longyan.svg
  parkcmp chart trend 厦门 --metric output -o output.png
"""

app = new_app(epilog=EXAMPLES, help="Draw a ranking, a comparison or a trend: in the terminal or as a file.")


@dataclass(frozen=True)
class Drawing(Common):
    """The shared options where the answer is to be drawn."""

    picture: ChartFormat | None = None

    def emit(self, answer: Answer) -> None:
        """Draw the answer, and say its notes on stderr."""
        from parkcmp.cli import diagnostics
        from parkcmp.intervals import Reading
        from parkcmp.query.derived import fetch_derived
        from parkcmp.query.report_sources import fact_ids, fetch_origins
        from parkcmp.render.chart import chart_format, picture_of, write_chart
        from parkcmp.render.chart.picture import Sources

        fmt = chart_format(self.picture, self.output.output)
        reading = Reading(str(answer.query["reading"]))
        with self.reading() as database:
            origins = fetch_origins(database, fact_ids(answer), reading)
            if answer.query.get("derived"):
                derived = fetch_derived(database, self.lexicon(), reading)
                origins.intervals.update({o.fact_id: o.interval for o in derived.values()})
        sources = Sources(origins.intervals, origins.documents, origins.cited)
        write_chart(picture_of(answer, sources, self.lang), fmt, self.output.output, self.lang)
        diagnostics.note(answer.notes, self.lang)


def drawn(command: Any) -> Callable[..., None]:
    """The command of rows as a command of pictures, with its own options and its own help."""
    answer: Callable[..., None] = command.__wrapped__

    def draw(common: Common, picture: ChartFormat | None, **given: Any) -> None:
        said = {field.name: getattr(common, field.name) for field in fields(Common)}
        answer(common=Drawing(**said, picture=picture), **given)

    own = inspect.signature(answer, eval_str=True).parameters
    format_option = Annotated[
        ChartFormat | None,
        typer.Option(
            "--format",
            "-f",
            case_sensitive=False,
            help="Unset: text, or by the ending of --output (.txt .png .svg .pdf .html).",
            show_default=False,
        ),
    ]
    extra = inspect.Parameter("picture", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=format_option)
    draw.__signature__ = inspect.Signature([*own.values(), extra])  # type: ignore[attr-defined]
    draw.__name__, draw.__doc__ = command.__name__, command.__doc__
    return shared("db", "wait", "output", "lang", "lexicon")(draw)


for _command in (rank, compare, trend):
    app.command(epilog=EXAMPLES)(drawn(_command))

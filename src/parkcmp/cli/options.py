"""The options that commands share: `@common` adds them to a command, which receives them as `Common`.

app = new_app()

@app.command()
@common
def rank(common: Common, metric: Annotated[str, typer.Option(...)]) -> None:
    with common.reading() as database:
        answer = query.rank(database, ...)
    common.emit(answer)  # after the database is closed: a slow reader of our output must not keep it locked
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from parkcmp.render.options import Format, OutputOptions

if TYPE_CHECKING:
    from parkcmp.lexicon.records import Lexicon
    from parkcmp.query.answer import Answer
    from parkcmp.store import Database

DEFAULT_DATABASE = "parkcmp.duckdb"
DEFAULT_WAIT = 10.0
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Lang(StrEnum):
    """Language of headings, metric names and messages."""

    ZH = "zh"
    EN = "en"


def new_app(**settings: Any) -> typer.Typer:
    """A typer app for one command module: plain help, no completion of its own."""
    return typer.Typer(add_completion=False, rich_markup_mode=None, context_settings=CONTEXT, **settings)


def default_lang() -> str:
    """`zh` where the locale is Chinese, else `en`: the first of LC_ALL, LC_MESSAGES and LANG that is set."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith(("zh", "chinese")) else "en"
    return "en"


@dataclass(frozen=True)
class Common:
    """What the shared options say."""

    db: Path
    wait: float
    output: OutputOptions
    lexicon_files: tuple[Path, ...]

    @property
    def lang(self) -> str:
        """`zh` or `en`."""
        return self.output.lang

    def lexicon(self) -> Lexicon:
        """The package's lexicon with the user's own files over it. Raises LexiconError."""
        if self.lexicon_files or os.environ.get("PARKCMP_LEXICON"):
            from parkcmp.lexicon import user

            return user.load_lexicon(self.lexicon_files)
        from parkcmp.lexicon.load import load_lexicon

        return load_lexicon()

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """The database, read-only and locked down. Raises StoreError (missing, locked, damaged)."""
        from parkcmp.store import connect

        with connect(self.db, wait=self.wait) as database:
            yield database

    @contextmanager
    def reading_if_there(self) -> Iterator[Database | None]:
        """The database as for `reading`, or None where there is none yet. Raises StoreError."""
        from parkcmp.store import is_empty

        if is_empty(self.db):
            yield None
            return
        with self.reading() as database:
            yield database

    @contextmanager
    def changing(self) -> Iterator[Database]:
        """The database for writing, which must be there. Raises StoreError."""
        from parkcmp.store import connect

        with connect(self.db, write=True, wait=self.wait, create=False) as database:
            yield database

    def emit(self, answer: Answer) -> None:
        """Print the answer in the format asked for, and its notes on stderr."""
        from parkcmp.cli import diagnostics
        from parkcmp.render import emit

        emit(answer, self.output)
        diagnostics.note(answer.notes, self.lang)


Db = Annotated[
    Path | None,
    typer.Option(
        "--db",
        envvar="PARKCMP_DB",
        metavar="PATH",
        help=f"The database.  [default: {DEFAULT_DATABASE}]",
        show_default=False,
    ),
]
Wait = Annotated[
    float,
    typer.Option("--wait", min=0, metavar="SECONDS", help="How long to queue for the database."),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        case_sensitive=False,
        help="Unset: a table on a terminal, TSV in a pipe, or by the ending of --output.",
        show_default=False,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write there instead.", show_default=False),
]
NoHeader = Annotated[bool, typer.Option("--no-header", help="TSV and CSV without their first row.")]
Columns = Annotated[
    str | None,
    typer.Option("--columns", metavar="A,B", help="Only these columns, in this order.", show_default=False),
]
Bom = Annotated[bool, typer.Option("--bom", help="Begin CSV with the mark that Excel needs.")]
LangOption = Annotated[
    Lang | None,
    typer.Option("--lang", help="Language of headings and messages.  [default: the locale's]", show_default=False),
]
LexiconFiles = Annotated[
    list[Path] | None,
    typer.Option("--lexicon", metavar="FILE", help="Own parks, metrics and aliases (repeatable).", show_default=False),
]


def _shared(
    *,
    db: Db = None,
    wait: Wait = DEFAULT_WAIT,
    format: FormatOption = None,
    output: Output = None,
    no_header: NoHeader = False,
    columns: Columns = None,
    bom: Bom = False,
    lang: LangOption = None,
    lexicon: LexiconFiles = None,
) -> Common:
    return Common(
        db=db or Path(DEFAULT_DATABASE),
        wait=wait,
        output=OutputOptions(
            format=format,
            output=output,
            header=not no_header,
            columns=tuple(c.strip() for c in columns.split(",")) if columns is not None else None,
            bom=bom,
            lang=lang.value if lang else default_lang(),
        ),
        lexicon_files=tuple(lexicon or ()),
    )


def shared(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command these of the shared options, or all. Its parameter `common` receives what they say."""
    parameters = list(inspect.signature(_shared, eval_str=True).parameters.values())
    chosen = [p for p in parameters if not names or p.name in names]

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        signature = inspect.signature(function, eval_str=True)
        own = [p for p in signature.parameters.values() if p.name != "common"]

        def run(**given: Any) -> None:
            taken = {p.name: given.pop(p.name) for p in chosen}
            function(common=_shared(**taken), **given)

        # typer reads the signature and the annotations to make the options.
        together = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in [*own, *chosen]]
        run.__signature__ = signature.replace(parameters=together)  # type: ignore[attr-defined]
        run.__annotations__ = {p.name: p.annotation for p in together}
        run.__name__, run.__doc__ = function.__name__, function.__doc__
        run.__wrapped__ = function  # type: ignore[attr-defined]  # the command as written, for another way to answer
        return run

    return decorate


common = shared()

"""The options by which a person describes a document, for `ingest`, `extract` and `documents edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from parkcmp.lexicon.records import Lexicon
    from parkcmp.pipeline import Said

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files, folders (with all below them), or - for standard input."),
]
Date = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Day or month of publication: 2022-09.  [default: inferred]", show_default=False),
]
Park = Annotated[
    str | None,
    typer.Option(metavar="PARK", help="Whose numbers they are, in a text that never says.", show_default=False),
]
Title = Annotated[str | None, typer.Option(metavar="TEXT", help="Title, for citing.", show_default=False)]
Issuer = Annotated[str | None, typer.Option(metavar="TEXT", help="Who published it.", show_default=False)]
Issue = Annotated[str | None, typer.Option(metavar="TEXT", help="Which issue of a periodical.", show_default=False)]
Url = Annotated[str | None, typer.Option(metavar="URL", help="Where it was published.", show_default=False)]


def said_of(
    lexicon: Lexicon,
    date: str | None,
    park: str | None,
    title: str | None = None,
    issuer: str | None = None,
    issue: str | None = None,
    url: str | None = None,
) -> Said:
    """What these options say, the date and the park checked. Raises UsageError, UnknownNameError."""
    from parkcmp.pipeline import Said, parse_date

    if park:
        from parkcmp.lexicon.names import resolve_park

        park = resolve_park(park, lexicon).key
    return Said(parse_date(date) if date else date, park, title, issuer, issue, url)

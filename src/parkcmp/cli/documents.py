"""`parkcmp documents`: what has been read; describe it anew, or forget it."""

from __future__ import annotations

from typing import Annotated

import typer

from parkcmp.cli import diagnostics
from parkcmp.cli.epilog import examples
from parkcmp.cli.options import Common, common, new_app, shared
from parkcmp.cli.outcomes import outcome_line
from parkcmp.cli.said import Date, Issue, Issuer, Park, Title, Url, said_of
from parkcmp.errors import UsageError

EXAMPLES = """Examples:

\b
  parkcmp documents
  parkcmp documents edit 0fb61f6ad04b --date 2022-10
  parkcmp documents remove 0fb61f6ad04b
"""

app = new_app()

Id = Annotated[str, typer.Argument(metavar="ID", help="A document's id, or its beginning.")]


@app.callback(invoke_without_command=True, epilog=EXAMPLES)
@common
def documents(common: Common, ctx: typer.Context) -> None:
    """List the documents of the database, with how many facts and parks each has."""
    if ctx.invoked_subcommand is not None:
        return
    from parkcmp.query.inventory import list_documents

    with common.reading() as database:
        answer = list_documents(database)
    common.emit(answer)


@app.command(epilog=examples("parkcmp documents remove 0fb61f6ad04b", "parkcmp documents remove 0fb6 71c2"))
@shared("db", "wait", "lang")
def remove(common: Common, ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Documents' ids.")]) -> None:
    """Forget documents and all that they say."""
    from parkcmp.store.read import find_document
    from parkcmp.store.write import remove_document

    with common.changing() as database:
        names = list(dict.fromkeys(find_document(database, typed) for typed in ids))
        for name in names:
            remove_document(database, name)
    for name in names:
        diagnostics.message(f"{name}：已删除" if common.lang == "zh" else f"{name}: removed")


@app.command(
    epilog=examples(
        "parkcmp documents edit 0fb61f6ad04b --date 2022-10",
        "parkcmp documents edit 0fb6 --title 火炬简讯 --issue 第9期",
        "parkcmp documents edit 0fb6 --date ''",
    )
)
@shared("db", "wait", "lang", "lexicon")
def edit(
    common: Common,
    id: Id,
    date: Date = None,
    park: Park = None,
    title: Title = None,
    issuer: Issuer = None,
    issue: Issue = None,
    url: Url = None,
) -> None:
    """Describe a document anew and extract it again, in place; an empty text takes back what was said."""
    from parkcmp import pipeline

    lexicon = common.lexicon()
    said = said_of(lexicon, date, park, title, issuer, issue, url)
    if said == pipeline.Said():
        raise UsageError("nothing to change", "give --date, --park, --title, --issuer, --issue or --url")
    outcome = pipeline.edit(id, said, database=common.db, lexicon=lexicon, wait=common.wait)
    diagnostics.message(outcome_line(outcome, common.lang))

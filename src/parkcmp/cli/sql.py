"""`parkcmp sql`: a question in SQL."""

from __future__ import annotations

from typing import Annotated

import typer

from parkcmp.cli.ingest import standard_input
from parkcmp.cli.options import Common, common, new_app
from parkcmp.errors import UsageError

EXAMPLES = """Examples:

\b
  parkcmp sql "SHOW TABLES"
  parkcmp sql "DESCRIBE observations"
  parkcmp sql "SELECT entity, value, unit, period FROM latest WHERE metric = 'hitech_firms' ORDER BY value DESC"
  parkcmp sql "SELECT province, count(DISTINCT entity) AS parks FROM latest JOIN parks ON park = entity GROUP BY ALL"
  parkcmp sql - -f csv -o answer.csv < question.sql

The tables and views and their columns are those of docs/schema.md: latest and observations for values, ledger for
every fact as reviewed, documents, parks, metrics. It is DuckDB's SQL. Only questions are answered: no file is read or
written, no extension loaded, no setting changed. Exit 2: the query is wrong.
"""

app = new_app()


@app.command(epilog=EXAMPLES)
@common
def sql(
    common: Common, query: Annotated[str, typer.Argument(metavar="QUERY", help="One SELECT, or - for standard input.")]
) -> None:
    """Answer a question in SQL, read-only, in any format."""
    from parkcmp.query.answer import Answer
    from parkcmp.store.sql import select

    if query == "-":
        try:
            query = b"".join(standard_input()).decode("utf-8-sig")
        except UnicodeDecodeError as failure:
            raise UsageError("the query is no UTF-8", "save it as UTF-8") from failure
    with common.reading() as database:
        columns, rows = select(database, query)
    common.emit(Answer(columns, tuple(rows), (), {"command": "sql", "sql": query}))

"""`parkcmp ingest`: read texts, extract their figures, store them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from parkcmp.cli import diagnostics
from parkcmp.cli.options import Common, new_app, shared
from parkcmp.cli.outcomes import Told, outcome_line
from parkcmp.cli.said import Date, Issue, Issuer, Park, Paths, Title, Url, said_of
from parkcmp.errors import UsageError

if TYPE_CHECKING:
    from parkcmp.pipeline.dask import Engine

EXAMPLES = """Examples:

\b
  parkcmp ingest newsletter.txt
  parkcmp ingest archive/ --db torch.duckdb
  parkcmp ingest report.txt --date 2022-09 --park 新乡
  parkcmp ingest facts.jsonl
  curl -s https://example.org/news.txt | parkcmp ingest - --title 简讯

The same content with the same options changes nothing: a run that was interrupted goes on where it was. What you say
of a document stays said when it is read again; an empty text (--date "") takes it back. Exit 5: some file could not be
read; the others are stored, and the reasons stand at the end.
"""

Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        min=1,
        metavar="N",
        help="Processes that read and extract.  [default: as many as there are cores]",
        show_default=False,
    ),
]


class EngineName(StrEnum):
    """What reads and extracts."""

    LOCAL = "local"
    DASK = "dask"


Engines = Annotated[
    EngineName,
    typer.Option("--engine", help="Processes of this machine, or a Dask cluster.", show_choices=True),
]
Address = Annotated[
    str | None,
    typer.Option(
        "--address",
        metavar="tcp://HOST:PORT",
        help="The cluster's scheduler.  [default: one of this machine's own]",
        show_default=False,
    ),
]
Parts = Annotated[
    str | None,
    typer.Option(
        "--parts",
        metavar="FOLDER",
        help="Where all machines of the cluster find its results.  [default: beside the database]",
        show_default=False,
    ),
]

app = new_app()


@app.command(epilog=EXAMPLES)
@shared("db", "wait", "lang", "lexicon")
def ingest(
    common: Common,
    paths: Paths,
    date: Date = None,
    park: Park = None,
    title: Title = None,
    issuer: Issuer = None,
    issue: Issue = None,
    url: Url = None,
    workers: Workers = None,
    engine: Engines = EngineName.LOCAL,
    address: Address = None,
    parts: Parts = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be stored, store nothing.")] = False,
    fail_unexplained: Annotated[
        bool,
        typer.Option("--fail-unexplained", help="Exit 4 where a number has no owner, no label or no known unit."),
    ] = False,
) -> None:
    """Read files, folders or standard input (-), extract their figures and store them."""
    from parkcmp import pipeline
    from parkcmp.cli.progress import progress

    cluster = _cluster(engine, address, parts, workers)
    lexicon = common.lexicon()
    said = said_of(lexicon, date, park, title, issuer, issue, url)
    outcomes = pipeline.ingest(
        paths,
        said,
        database=common.db,
        lexicon=lexicon,
        wait=common.wait,
        dry_run=dry_run,
        stdin=standard_input(),
        workers=workers or available_cores(),
        engine=cluster,
    )
    told = Told(common.lang)
    with progress(pipeline.count_sources(paths), common.lang) as advance:
        for outcome in outcomes:
            if isinstance(outcome, pipeline.Advance):
                advance(outcome.files)
                continue
            told.count(outcome)
            if outcome.failure is None:
                diagnostics.message(outcome_line(outcome, common.lang, dry_run))
            advance(outcome.finished)
    told.finish(fail_unexplained)


def _cluster(engine: EngineName, address: str | None, parts: str | None, workers: int | None) -> Engine | None:
    if engine is EngineName.DASK:
        from parkcmp.pipeline.dask import Engine

        return Engine(address, workers or available_cores(), parts)
    if address or parts:
        raise UsageError(f"{'--address' if address else '--parts'} is for a cluster", "add --engine dask")
    return None


def available_cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def standard_input() -> Iterator[bytes]:
    """All bytes of standard input, once; read when they are asked for."""
    if sys.stdin is not None:
        yield sys.stdin.buffer.read()

"""Reading, extracting and storing whatever paths name, with workers or in this process; one outcome a document."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parkcmp.errors import UsageError
from parkcmp.lexicon.records import Lexicon
from parkcmp.pipeline.crew import Crew, End, Ready
from parkcmp.pipeline.importing import SUFFIX, import_facts
from parkcmp.pipeline.plan import is_done, plan, record
from parkcmp.pipeline.said import Said
from parkcmp.pipeline.work import Advance, Context, Outcome, Prepared, Task, lost, prepare
from parkcmp.pipeline.writer import Writer
from parkcmp.reading import find_sources
from parkcmp.reading.files import STDIN
from parkcmp.store import connect, is_empty
from parkcmp.store.rows import Rows, Stamp
from parkcmp.store.write import Change, known_documents

if TYPE_CHECKING:
    from parkcmp.pipeline.dask import Engine

_DRY_BATCH = 64


def ingest(
    paths: Iterable[str],
    said: Said,
    *,
    database: Path,
    lexicon: Lexicon,
    wait: float = 10.0,
    dry_run: bool = False,
    stdin: Iterable[bytes] = (),
    workers: int = 0,
    engine: Engine | None = None,
) -> Iterator[Outcome | Advance]:
    """Read, extract and store; one outcome a document, in the order of the paths, given out once it is stored.

    `workers` processes read and extract, none where it is 0 or there is one file; or those of a cluster, the `engine`,
    which tell how far they are by an Advance now and then. Files of facts (`.jsonl`) that are
    named are imported after everything else. A file that cannot be read is an outcome too and stops nothing. Raises
    StoreError.
    """
    given = list(paths)
    facts = [Path(path) for path in given if path.lower().endswith(SUFFIX) and not os.path.isdir(path)]  # noqa: PTH112
    texts = [path for path in given if Path(path) not in facts]
    if texts and engine:
        _refuse_on_cluster(texts, dry_run)
        from parkcmp.pipeline.cluster import ingest_on_cluster

        yield from ingest_on_cluster(texts, Context(lexicon, said), database=database, engine=engine, wait=wait)
    elif texts:
        yield from _ingest_texts(texts, Context(lexicon, said), database, wait, dry_run, stdin, workers)
    for path in facts:
        yield from import_facts(path, said, database=database, lexicon=lexicon, wait=wait, dry_run=dry_run)


def count_sources(paths: Iterable[str]) -> int:
    """How many files there are to read."""
    return sum(1 for _ in find_sources(paths))


def _refuse_on_cluster(paths: Sequence[str], dry_run: bool) -> None:
    if STDIN in paths:
        raise UsageError("a cluster cannot read standard input", "write it to a file first")
    if dry_run:
        raise UsageError("a cluster always stores", "leave out --dry-run or --engine")


def _ingest_texts(
    paths: Iterable[str],
    context: Context,
    database: Path,
    wait: float,
    dry_run: bool,
    stdin: Iterable[bytes],
    workers: int,
) -> Iterator[Outcome]:
    with Writer(database, context, wait) as writer:
        sources = find_sources(paths)
        first = list(islice(sources, 2))
        tasks = plan(chain(first, sources), context, writer.look_up, stdin)
        with _crew(workers if len(first) > 1 else 0, context) as crew:
            results = crew.run(tasks) if crew else _in_this_process(context, tasks)
            yield from _dry(results, context, database, wait) if dry_run else _stored(results, writer, context)


def _crew(workers: int, context: Context) -> AbstractContextManager[Crew | None]:
    return Crew(workers, prepare, context, lost) if workers else nullcontext()


def _in_this_process(context: Context, tasks: Iterable[Task | Ready]) -> Iterator[Any]:
    for task in tasks:
        yield from task.results if isinstance(task, Ready) else prepare(context, task)
        yield End(task)


def _stored(results: Iterable[Any], writer: Writer, context: Context) -> Iterator[Outcome]:
    for prepared, task, documents in _by_source(results):
        if prepared:
            writer.add(prepared)
        if task and task.digest and documents:
            writer.add_file(record(task, documents, context))
        yield from writer.outcomes()
    yield from writer.outcomes(finish=True)


def _by_source(
    results: Iterable[Any],
) -> Iterator[tuple[Prepared | None, Task | None, list[tuple[str, str]]]]:
    """Each result as it comes; the last of a source once that is known to be the last, with the task and all documents
    that it gave (none where any part of it failed)."""
    last: Prepared | None = None
    documents: list[tuple[str, str]] = []
    failed = False
    for result in results:
        if isinstance(result, End):
            finished = last and replace(last, outcome=replace(last.outcome, finished=1))
            task = result.task if isinstance(result.task, Task) else None
            yield finished, task, [] if failed else documents
            last, documents, failed = None, [], False
        elif result is None:
            yield None, None, []
        else:
            if last:
                yield last, None, []
            last = result
            failed = failed or result.outcome.failure is not None
            documents.append((result.outcome.document, result.outcome.name))


def _dry(results: Iterable[Any], context: Context, database: Path, wait: float) -> Iterator[Outcome]:
    """What would become of each document."""
    seen: set[str] = set()
    prepared = (found for found, _, _ in _by_source(results) if found)
    while batch := list(islice(prepared, _DRY_BATCH)):
        known: dict[str, Stamp] = {}
        names = [found.rows.document for found in batch if found.rows]
        if names and not is_empty(database):
            with connect(database, wait=wait) as store:
                known = known_documents(store, names)
        for found in batch:
            rows = found.rows
            yield replace(found.outcome, change=_change(rows, known, seen, context)) if rows else found.outcome
            seen.add(found.outcome.document)


def _change(rows: Rows, known: Mapping[str, Stamp], seen: set[str], context: Context) -> Change:
    before = known.get(rows.document)
    if rows.document in seen:
        return Change.UNCHANGED
    if before is None:
        return Change.ADDED
    return Change.UNCHANGED if is_done(before, context.said, rows.stamp.reader) else Change.REEXTRACTED

"""The one writer of a run: batches of documents, each a transaction, while others go on reading.

The database is opened for each batch and closed again, so that other readers and writers get their turn in between.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock

from parkcmp.errors import StoreError
from parkcmp.pipeline.plan import Known
from parkcmp.pipeline.work import Context, Outcome, Prepared, prepare_document
from parkcmp.store import Database, connect, is_empty
from parkcmp.store.bulk import bound_memory
from parkcmp.store.files import FileRecord, has_files, known_files, save_files
from parkcmp.store.read import load_document
from parkcmp.store.registry import save_registry
from parkcmp.store.reprints import find_reprints, has_uncompared
from parkcmp.store.rows import Rows, Stamp
from parkcmp.store.write import known_digests, known_documents, save_documents

_BATCH_DOCUMENTS, _BATCH_CHARACTERS, _BATCH_SECONDS = 400, 8 << 20, 1.0
_MOST_PENDING = 2


@dataclass(slots=True)
class _Batch:
    prepared: list[Prepared] = field(default_factory=list)
    files: list[FileRecord] = field(default_factory=list)
    characters: int = 0
    began: float = field(default_factory=time.monotonic)

    def is_due(self) -> bool:
        """Whether it is time to store it."""
        return (
            len(self.prepared) >= _BATCH_DOCUMENTS
            or self.characters >= _BATCH_CHARACTERS
            or time.monotonic() - self.began > _BATCH_SECONDS
        )


class Writer:
    """Stores what it is given, in order; `outcomes` gives out what became of it. Raises StoreError there."""

    def __init__(self, database: Path, context: Context, wait: float) -> None:
        self._database, self._context, self._wait = database, context, wait
        self._batch = _Batch()
        self._pending: deque[Future[list[Outcome]]] = deque()
        self._thread = ThreadPoolExecutor(1)
        # Within a process a file has one connection at a time.
        self._turn = Lock()
        self._clashed: set[str] = set()
        self._on_record, self._uncompared = self._look()

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown(cancel_futures=True)

    def look_up(self, digests: Sequence[str]) -> Known:
        """What was on record of these files before this run."""
        if not self._on_record or not digests:
            return {}
        with self._turn, connect(self._database, wait=self._wait) as store:
            return known_files(store, digests)

    def add(self, prepared: Prepared) -> None:
        """Take a document, or an outcome with nothing to store."""
        self._batch.prepared.append(prepared)
        if prepared.rows:
            self._batch.characters += len(prepared.rows.fields["text"] or "")

    def add_file(self, record: FileRecord) -> None:
        """Take note that all documents of a file were given."""
        self._batch.files.append(record)

    def outcomes(self, *, finish: bool = False) -> Iterator[Outcome]:
        """What became of the documents that are stored by now; of all, where that was all."""
        if finish or self._batch.is_due():
            if self._batch.prepared or finish:
                self._pending.append(self._thread.submit(self._store, self._batch, finish))
            self._batch = _Batch()
        while self._pending and (finish or self._pending[0].done() or len(self._pending) > _MOST_PENDING):
            yield from self._pending.popleft().result()

    def _look(self) -> tuple[bool, bool]:
        if is_empty(self._database):
            return False, False
        with connect(self._database, wait=self._wait) as store:
            return has_files(store), has_uncompared(store)

    def _store(self, batch: _Batch, last: bool) -> list[Outcome]:
        full = any(prepared.rows for prepared in batch.prepared)
        self._uncompared = self._uncompared or full
        compares = last and self._uncompared
        if not (full or batch.files or compares):
            return [prepared.outcome for prepared in batch.prepared]
        with self._turn, connect(self._database, write=True, wait=self._wait) as store:
            bound_memory(store)
            save_registry(store, self._context.lexicon)
            outcomes = store_batch(store, batch.prepared, batch.files, self._context, self._clashed)
            if compares:
                with store.transaction():
                    find_reprints(store)
        return outcomes


def store_batch(
    store: Database, batch: Sequence[Prepared], files: Sequence[FileRecord], context: Context, clashed: set[str]
) -> list[Outcome]:
    """Store documents and the record of their files in one transaction; what became of each, in order. `clashed` keeps
    the ids that two texts of a run claimed, since a file's documents come in several batches."""
    full = [prepared for prepared in batch if prepared.rows]
    names = [prepared.outcome.document for prepared in full]
    before, digests = known_documents(store, names), known_digests(store, names)
    rows = [_as_described(store, prepared, before, digests, context) for prepared in full]
    with store.transaction():
        changes = dict(zip(map(id, full), save_documents(store, rows), strict=True))
        clashed |= {f.outcome.document for f in full if isinstance(changes[id(f)], StoreError)}
        save_files(store, [file for file in files if clashed.isdisjoint(name for name, _ in file.documents)])
    outcomes = []
    for prepared in batch:
        change = changes.get(id(prepared))
        if isinstance(change, StoreError):
            outcome = Outcome(prepared.outcome.name, failure=change, finished=prepared.outcome.finished)
        else:
            outcome = replace(prepared.outcome, change=change) if change else prepared.outcome
        outcomes.append(outcome)
    return outcomes


def _as_described(
    store: Database, prepared: Prepared, before: dict[str, Stamp], digests: dict[str, str], context: Context
) -> Rows:
    """The rows, made again where a person said more of the same text when it came in another file."""
    rows = prepared.rows
    assert rows is not None
    known = before.get(rows.document)
    if known is None or digests[rows.document] != rows.fields["sha256"]:  # another text's, which storing will refuse
        return rows
    stamp = Stamp(context.said.over(known.options), rows.stamp.reader)
    if stamp == rows.stamp:
        return rows
    if stamp == known:
        return replace(rows, stamp=stamp)
    document, _ = load_document(store, rows.document)
    again = prepare_document(context, document, {rows.document: known.options}).rows
    assert again is not None
    return again

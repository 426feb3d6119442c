"""What of the sources is still to be read: a file whose bytes were read before, by this program and with these words
of a person, is passed over."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from parkcmp import __version__
from parkcmp.pipeline.crew import Ready
from parkcmp.pipeline.said import Said
from parkcmp.pipeline.work import Context, Outcome, Prepared, Task, reader_version
from parkcmp.reading import MAX_BYTES, Source
from parkcmp.store.files import FileRecord
from parkcmp.store.rows import Stamp
from parkcmp.store.write import Change

# A look into the database for so many files at once.
_CHUNK = 256
Known = dict[str, tuple[FileRecord, dict[str, Stamp]]]
LookUp = Callable[[Sequence[str]], Known]


def plan(
    sources: Iterable[Source], context: Context, look_up: LookUp, stdin: Iterable[bytes] = ()
) -> Iterator[Task | Ready]:
    """A task for each source that is to be read, and the outcomes of those that are done, in order. `look_up` finds
    what is on record of files by their digests."""
    rest = iter(sources)
    while chunk := list(islice(rest, _CHUNK)):
        tasks = [_task(source, stdin) for source in chunk]
        known = look_up([task.digest for task in tasks if task.digest])
        yield from (_with_record(task, known, context) for task in tasks)


def file_reader(context: Context) -> str:
    """With what a file is read: other than of a document's extraction, the program's own version counts."""
    return f"{__version__}/{reader_version(context.lexicon)}"


def record(task: Task, documents: Sequence[tuple[str, str]], context: Context) -> FileRecord:
    """That a file gave these documents, each an id and a name."""
    name = task.source.told if task.source.path else ""
    parts = tuple((key, path.removeprefix(name) if name else path) for key, path in documents)
    return FileRecord(task.digest, file_reader(context), parts)


def _task(source: Source, stdin: Iterable[bytes]) -> Task:
    if source.failure:
        return Task(source)
    if source.path is None:
        data = b"".join(stdin)
        return Task(source, hashlib.sha256(data).hexdigest(), data)
    return Task(source, _digest(source.path))


def _digest(path: Path) -> str:
    """SHA-256 of a regular file; empty for what cannot be read, of which the reader says why."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _with_record(task: Task, known: Known, context: Context) -> Task | Ready:
    if task.digest not in known:
        return task
    found, stamps = known[task.digest]
    if outcomes := outcomes_on_record(task.source.told if task.source.path else "", found, stamps, context):
        return Ready(tuple(Prepared(outcome) for outcome in outcomes))
    return Task(task.source, task.digest, task.data, {key: stamp.options for key, stamp in stamps.items()})


def outcomes_on_record(name: str, found: FileRecord, stamps: Mapping[str, Stamp], context: Context) -> list[Outcome]:
    """The outcomes of a file on record, by its present name, where nothing of it need be read again; else none."""
    reader = reader_version(context.lexicon)
    done = found.reader == file_reader(context) and all(
        is_done(stamps.get(key), context.said, reader) for key, _ in found.documents
    )
    return [
        Outcome(name + part, change=Change.UNCHANGED, document=key) for key, part in (found.documents if done else ())
    ]


def is_done(stamp: Stamp | None, said: Said, reader: str) -> bool:
    """Whether a document with this stamp need not be read again."""
    return stamp is not None and stamp == Stamp(said.over(stamp.options), reader)

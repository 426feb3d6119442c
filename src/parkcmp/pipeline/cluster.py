"""A run over a cluster of Dask workers: they leave Parquet parts in a shared folder, one transaction loads them all.

A lost worker's part is made by another, apart; what ends that process too is set aside, alone. Parts that are there
from a run that was broken off are not made again.
"""

from __future__ import annotations

import json
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from parkcmp.errors import ParkcmpError, UnreadableError, UsageError
from parkcmp.lexicon.load import write_compiled
from parkcmp.pipeline.apart import begun, take_order
from parkcmp.pipeline.dask import Engine, check_workers, open_client, wait_for
from parkcmp.pipeline.part import LEXICON, Order, find_digests, read_outcome
from parkcmp.pipeline.places import Folder, Place, find_places, is_address
from parkcmp.pipeline.plan import file_reader, outcomes_on_record
from parkcmp.pipeline.work import Advance, Context, Outcome, prepare_document, reader_version
from parkcmp.store import Database, connect, is_empty
from parkcmp.store.bulk import bound_memory
from parkcmp.store.files import has_files, known_files
from parkcmp.store.parts import load_parts, read_outcomes, write_outcomes
from parkcmp.store.read import load_document
from parkcmp.store.registry import save_registry
from parkcmp.store.reprints import find_reprints
from parkcmp.store.write import Change, clash, known_documents, save_documents

# A part has at most so many files, and of a small archive a share of them, so that all workers have something to do.
_PART_FILES, _PART_SHARE, _PART_BYTES = 200, 16, 16 << 20
_AHEAD = 4  # orders under way for each worker


@dataclass(slots=True)
class _Orders:
    """What is to be made, and what became of it."""

    waiting: deque[Order] = field(default_factory=deque)
    made: list[str] = field(default_factory=list)  # names of parts
    outcomes: list[Outcome] = field(default_factory=list)  # of files that no part holds
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    total: int = 0


def ingest_on_cluster(
    paths: Iterable[str], context: Context, *, database: Path, engine: Engine, wait: float = 10.0
) -> Iterator[Outcome | Advance]:
    """Read, extract and store; an Advance for each part that is made, then an outcome for each document.

    Raises StoreError, and UsageError where the cluster cannot be reached or does not fit.
    """
    folder = Folder(engine.parts or f"{database.resolve()}.parts")
    if not is_address(folder.name):
        folder = Folder(str(Path(folder.name).resolve()))
    with open_client(engine) as client, tempfile.TemporaryDirectory(prefix="parkcmp-") as workspace:
        check_workers(client)
        lexicon = Path(workspace, LEXICON.format(context.lexicon.version))
        lexicon.write_text(write_compiled(context.lexicon), encoding="utf-8", newline="\n")
        folder.put(lexicon.name, lexicon)
        orders = _orders(client, paths, context, folder, database, wait)
        yield from _make(client, orders, folder)
        yield from orders.outcomes
        names = sorted(orders.made, key=orders.places.__getitem__)
        if names:
            told = Path(workspace, "outcomes.parquet")
            with connect(database, write=True, wait=wait) as store:
                bound_memory(store)
                save_registry(store, context.lexicon)
                _load(store, [folder.get(name, Path(workspace)) for name in names], context, told)
            for said, change in read_outcomes(told):
                yield _told(said, change)
        folder.remove([*names, lexicon.name])


def _orders(
    client: Any, paths: Iterable[str], context: Context, folder: Folder, database: Path, wait: float
) -> _Orders:
    """Orders for what is not on record yet, in parts of some files each."""
    orders = _Orders()
    files: list[Place] = []
    size = 0
    before: dict[str, dict[str, str]] = {}
    known_before = not is_empty(database) and _has_files(database, wait)

    def close() -> None:
        if files:
            made = Order(
                tuple(files), folder.name, context.said, context.lexicon.version, file_reader(context), dict(before)
            )
            orders.places[made.name] = (len(orders.places), 0)
            orders.waiting.append(made)
            files.clear()
            before.clear()

    for chunk in _chunks(find_places(paths)):
        most = min(_PART_FILES, max(1, len(chunk) // _PART_SHARE))
        done = _done(client, chunk, context, database, wait) if known_before else {}
        for place in chunk:
            orders.total += 1
            if place.failure:
                orders.outcomes.append(Outcome(place.name, failure=place.failure))
                continue
            outcomes, earlier = done.get(place.name, ([], {}))
            orders.outcomes += outcomes
            if outcomes:
                continue
            before.update(earlier)
            files.append(place)
            size += place.size
            if len(files) >= most or size >= _PART_BYTES:
                close()
                size = 0
    close()
    return orders


def _done(
    client: Any, chunk: Sequence[Place], context: Context, database: Path, wait: float
) -> dict[str, tuple[list[Outcome], dict[str, dict[str, str]]]]:
    """Of files on record the outcomes, where there is nothing to do, and what was said of their documents."""
    names = [place.name for place in chunk if not place.failure]
    steps = [names[n : n + _PART_FILES] for n in range(0, len(names), _PART_FILES)]
    digests = [d for found in client.gather(client.map(find_digests, steps, pure=False)) for d in found]
    with connect(database, wait=wait) as store:
        known = known_files(store, [digest for digest in digests if digest])
    result = {}
    for name, digest in zip(names, digests, strict=True):
        if digest in known:
            record, stamps = known[digest]
            earlier = {key: dict(stamp.options) for key, stamp in stamps.items()}
            result[name] = (outcomes_on_record(name, record, stamps, context), earlier)
    return result


def _make(client: Any, orders: _Orders, folder: Folder) -> Iterator[Advance]:
    """Have all parts made that are not there yet."""
    yield Advance(len(orders.outcomes))
    there = folder.names()
    running: dict[Any, Order] = {}
    most = _AHEAD * max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
    while orders.waiting or running:
        while orders.waiting and len(running) < most:
            order = orders.waiting.popleft()
            if order.name in there:
                orders.made.append(order.name)
                yield Advance(len(order.places))
                continue
            future = client.submit(take_order, order, pure=False, retries=1)
            running[future] = order
        for future in wait_for(client, list(running)):
            order = running.pop(future)
            folder.remove([begun(order)])
            yield from _finished(future, order, orders)


def _finished(future: Any, order: Order, orders: _Orders) -> Iterator[Advance]:
    failure = future.exception()
    future.release()
    if failure is None:
        orders.made.append(order.name)
        yield Advance(len(order.places))
    elif isinstance(failure, UsageError):
        raise failure
    elif len(order.places) == 1 and order.apart:
        name = order.places[0].name
        reason = UnreadableError(f"{name}: set aside, for {_reason(failure)}", "it may need more memory; split it")
        orders.outcomes.append(Outcome(name, failure=reason))
        yield Advance(1)
    else:
        # One of these files may be what fails: half of them at a time, until it is alone.
        index, first = orders.places[order.name]
        middle = len(order.places) // 2
        for start, places in ((middle, order.places[middle:]), (0, order.places[:middle])):
            if places:
                half = replace(order, places=places, apart=True)
                orders.places[half.name] = (index, first + start)
                orders.waiting.appendleft(half)


def _reason(failure: BaseException) -> str:
    if isinstance(failure, ParkcmpError):
        return failure.what
    return f"it could not be read ({type(failure).__name__}: {failure})"


def _load(store: Database, parts: Sequence[Path], context: Context, told: Path) -> None:
    """All parts into the database, in one transaction."""

    def resolve(stored: str, reader: str, arrived: str) -> Change | None:
        merged = context.said.over(json.loads(stored))
        if merged == json.loads(arrived):
            return Change.REEXTRACTED
        same_reader = reader == reader_version(context.lexicon)
        return Change.UNCHANGED if same_reader and merged == json.loads(stored) else None

    with store.transaction():
        again = load_parts(store, parts, resolve)
        known = known_documents(store, again)
        for name in again:
            document, _ = load_document(store, name)
            rows = prepare_document(context, document, {name: known[name].options}).rows
            assert rows is not None
            save_documents(store, [rows])
        find_reprints(store)
        write_outcomes(store, told)


def _told(said: str, change: str) -> Outcome:
    outcome = read_outcome(said)
    if change == "clash":
        return Outcome(outcome.name, failure=clash(outcome.name, outcome.document))
    return replace(outcome, change=Change(change)) if change else outcome


def _chunks(places: Iterator[Place], size: int = 2000) -> Iterator[list[Place]]:
    while chunk := list(islice(places, size)):
        yield chunk


def _has_files(database: Path, wait: float) -> bool:
    with connect(database, wait=wait) as store:
        return has_files(store)

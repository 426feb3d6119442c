"""Speed of ingestion: by cores, by where the time goes, in memory, and beside the least that any ingestion does."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from measuring import PARKCMP, Floor, run
from planted import write_archive

from parkcmp.lexicon.load import load_lexicon
from parkcmp.model import Document
from parkcmp.pipeline.fingerprint import take_fingerprint
from parkcmp.pipeline.work import extract_document
from parkcmp.reading import find_sources, load, read_each
from parkcmp.store import connect
from parkcmp.store.registry import save_registry
from parkcmp.store.rows import Rows, Stamp, make_rows
from parkcmp.store.write import save_documents

_BATCH = 400


def bench_ingest(documents: int = 2000) -> None:
    """Print the figures for an archive of so many made-up documents."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "archive")
        archive.mkdir()
        write_archive(archive, documents, zipped=documents // 20)
        size = sum(path.stat().st_size for path in archive.rglob("*") if path.is_file()) / 1e6
        print(f"ingest: {documents} documents, {size:.1f} MB")
        _print_cores(archive, Path(folder), documents, size)
        _print_shares(archive, Path(folder), documents)


def _print_cores(archive: Path, folder: Path, documents: int, size: float) -> None:
    """Whole runs of the command on one, two and all cores."""
    there = len(os.sched_getaffinity(0))
    first = 0.0
    for cores in sorted({1, min(2, there), there}):
        database = folder / f"{cores}.duckdb"
        command = [PARKCMP, "ingest", str(archive), "--db", str(database), "--workers", str(cores)]
        done = run(command, cores=cores)
        first = first or done.seconds
        print(
            f"  {cores} core{'s' * (cores > 1)}: {documents / done.seconds:7.1f} documents/s"
            f" {size / done.seconds:6.3f} MB/s  ×{first / done.seconds:.2f}  at most {done.megabytes:.0f} MB of memory"
        )
    again = run(command)
    print(f"  a second run, with nothing to do: {documents / again.seconds:.0f} documents/s")


def _print_shares(archive: Path, folder: Path, documents: int) -> None:
    """The same in this process, step by step, and the floor: read, decode, one scan, insert the same rows."""
    lexicon = load_lexicon()
    extract_document(Document("新乡高新区拥有高新技术企业135家。"), lexicon)
    spent = dict.fromkeys(("reading", "extraction", "rows", "store"), 0.0)
    rows: list[Rows] = []
    with connect(folder / "shares.duckdb", write=True) as database:
        save_registry(database, lexicon)
        for source in find_sources([str(archive)]):
            assert source.path is not None
            with _timed(spent, "reading"):
                read = [found for found in read_each(load(source.path), source.name) if isinstance(found, Document)]
            for document in read:
                with _timed(spent, "extraction"):
                    found = extract_document(document, lexicon)
                with _timed(spent, "rows"):
                    fingerprint = take_fingerprint(document.text, found.facts)
                    rows.append(make_rows(document, document, found, Stamp({}, "bench"), fingerprint))
        with _timed(spent, "store"):
            _insert(database, rows)
    total = sum(spent.values())
    print("  one process: " + ", ".join(f"{name} {100 * took / total:.1f} %" for name, took in spent.items()))
    floor = Floor(lexicon)
    least = {"floor": 0.0}
    with connect(folder / "floor.duckdb", write=True) as database:
        save_registry(database, lexicon)
        with _timed(least, "floor"):
            for row in rows:
                floor((row.fields["text"] or "").encode())
            for path in archive.rglob("*"):
                if path.is_file():
                    path.read_bytes()
            _insert(database, rows)
    print(f"  {total / least['floor']:.1f} times the floor ({documents / least['floor']:.0f} documents/s)")


def _insert(database: object, rows: list[Rows]) -> None:
    from parkcmp.store import Database

    assert isinstance(database, Database)
    for n in range(0, len(rows), _BATCH):
        with database.transaction():
            save_documents(database, rows[n : n + _BATCH])


@contextmanager
def _timed(spent: dict[str, float], name: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    spent[name] += time.perf_counter() - began

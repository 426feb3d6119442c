"""What fuzzing throws bytes at: each target takes any bytes and raises only where a promise is broken.

A promise broken is an exception that is no ParkcmpError, an error of more than a line, a digit that the ledger lost, a
file that a question reached, more memory or processor time than the input's length allows.
"""

from __future__ import annotations

import atexit
import contextlib
import io
import json
import os
import re
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from build import TEXT, make_extraction, make_fact, store

from parkcmp.errors import LexiconError, ParkcmpError, UnreadableError, UsageError
from parkcmp.extract import extract
from parkcmp.lexicon.load import load_lexicon
from parkcmp.lexicon.records import Lexicon
from parkcmp.model import Document
from parkcmp.store import Database

SECRET = "canary-in-the-mine"
NAMES = ("a.txt", "a.html", "a.md", "a.csv", "a.tsv", "a.docx", "a.xlsx", "a.xls", "a.ods", "a.pdf", "a.zip", "a")
CODES = {0, 1, 2, 3, 4, 5, 130}
SEPARATOR = "\x1f"
# Linear in the input: what any input may cost, and what each of its bytes may. A text file of a byte costs as much to
# start with as one of a kilobyte.
SECONDS, SECONDS_A_BYTE = 10.0, 0.002
MEMORY, MEMORY_A_BYTE = 400 << 20, 4096
_DIGITS = re.compile(r"[0-9０-９]")
_NUMERAL = re.compile(r"[0-9０-９零〇一二三四五六七八九十百千万亿两半萬億兩]")


class BrokenPromiseError(AssertionError):
    """What a target found."""


def expect(holds: object, what: str) -> None:
    """Raise where a promise does not hold."""
    if not holds:
        raise BrokenPromiseError(what)


@contextlib.contextmanager
def bounded(size: int) -> Iterator[None]:
    """Processor time and memory of what is done inside, against what an input of `size` bytes may take."""
    began, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    seconds = time.process_time() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * (1 if sys.platform == "darwin" else 1024)
    expect(seconds <= SECONDS + SECONDS_A_BYTE * size, f"{seconds:.0f} s for {size} bytes")
    expect(grown <= MEMORY + MEMORY_A_BYTE * size, f"{grown >> 20} MB for {size} bytes")


def one_line(failure: ParkcmpError) -> None:
    """A failure is one line with a remedy."""
    from parkcmp.render.cells import visible  # what a name holds is made visible where it is printed

    expect(len(visible(str(failure)).splitlines()) == 1, f"an error of two lines: {failure!s:.200}")
    expect(failure.remedy, f"an error without a remedy: {failure!s:.200}")


def check_ledger(text: str, lexicon: Lexicon | None = None) -> None:
    """Every digit of a text in one span of its extraction, every fact inside its sentence."""
    found = extract(Document(text, published="2022-09"), lexicon or load_lexicon())
    count = [0] * (len(text) + 1)
    for group in (found.facts, found.times, found.unexplained):
        for item in group:
            expect(0 <= item.start < item.end <= len(text), "a span outside the text")
            for position in range(item.start, item.end):
                count[position] += 1
    expect(max(count) <= 1, "a character in two spans")
    expect(all(count[m.start()] == 1 for m in _DIGITS.finditer(text)), "a digit in no span")
    for fact in found.facts:
        expect(_NUMERAL.search(text[fact.start : fact.end]), "a fact whose span is no numeral")
        expect(fact.sentence.start <= fact.start and fact.end <= fact.sentence.end, "a fact outside its sentence")


def try_extraction(data: bytes) -> None:
    """A text through the extraction."""
    check_ledger(data.decode("utf-8", "ignore"))


def try_reading(data: bytes) -> None:
    """A file through its reader; the first byte picks its name."""
    from parkcmp.reading import read_each

    if not data:
        return
    name, content = NAMES[data[0] % len(NAMES)], data[1:]
    try:
        for found in read_each(content, name):
            if isinstance(found, UnreadableError):
                one_line(found)
            else:
                found.text.encode("utf-8")
                expect("\0" not in found.text, "a NUL in a text")
                expect(found.text.strip(), "a document without a text")
    except UnreadableError as failure:
        one_line(failure)


def try_lexicon(data: bytes) -> None:
    """A lexicon file; what is accepted must leave the extraction sound. The first byte picks its kind."""
    from parkcmp.lexicon import user

    suffix = (".toml", ".csv", ".tsv")[(data[0] if data else 0) % 3]
    path = folder() / f"own{suffix}"
    path.write_bytes(data[1:])
    try:
        lexicon = user.load_lexicon([path])
    except LexiconError as failure:
        one_line(failure)
        return
    words = [w for metric in lexicon.metrics.values() for w in metric.aliases if w not in load_lexicon().metric_names]
    check_ledger("，".join(f"2021年新乡高新区{word}达12.5亿元、增长3%" for word in words[:20]) + TEXT, lexicon)


def try_import(data: bytes) -> None:
    """Lines of facts into a database that has the document that they may name."""
    from parkcmp.pipeline import ingest
    from parkcmp.pipeline.said import Said
    from parkcmp.pipeline.work import Outcome

    path = folder() / "facts.jsonl"
    path.write_bytes(data)
    for outcome in ingest([str(path)], Said(), database=database("import"), lexicon=load_lexicon()):
        assert isinstance(outcome, Outcome)
        if outcome.failure:
            one_line(outcome.failure)
    check_database(database("import"), every=100)


@cache
def opened(path: Path) -> Database:
    """The database of the questions, opened once: that is what takes long."""
    from parkcmp.store import connect

    os.chdir(path.parent)
    stack = contextlib.ExitStack()
    asked = stack.enter_context(connect(path))

    def close() -> None:
        stack.close()
        opened.cache_clear()

    atexit.register(close)
    return asked


def try_sql(data: bytes) -> None:
    """A question in SQL: an answer without what lies beside the database, or one line."""
    from parkcmp.store.sql import select

    path = database("sql")
    asked = opened(path)
    settings = _settings(asked)
    timer = threading.Timer(3, asked.connection.interrupt)  # a question may take for ever; its asker interrupts it
    timer.start()
    here = sorted(p.name for p in path.parent.iterdir())
    try:
        _, rows = select(asked, data.decode("utf-8", "surrogateescape"))
        expect(SECRET not in json.dumps(rows, default=str), "a question read a file")
    except UsageError as failure:
        one_line(failure)
        expect(SECRET not in str(failure), "an error shows a file")
    except Exception as failure:
        # Too much is asked: the command line says so in a line (store/connection.py).
        if not _is_too_much(failure):
            raise
    finally:
        timer.cancel()
        timer.join()
        try:
            asked.fetch("SELECT 1")
        except Exception as failure:  # an interrupt that came when its question was answered
            if not _is_too_much(failure):
                raise
    expect(sorted(p.name for p in path.parent.iterdir()) == here, "a question made a file")
    expect(_settings(asked) == settings, "a question changed a setting")


def _is_too_much(failure: Exception) -> bool:
    names = ("InterruptException", "OutOfMemoryException")
    return type(failure).__name__ in names or "interrupted" in str(failure)


def _settings(asked: Database) -> list[tuple[Any, ...]]:
    return list(asked.fetch("SELECT value FROM duckdb_settings() WHERE name IN ('enable_external_access', 'threads')"))


def try_command(data: bytes) -> None:
    """A command line: its parts are separated by U+001F. In this process, for a process of its own takes too long."""
    from parkcmp.cli.app import app

    arguments = data.decode("utf-8", "surrogateescape").replace("\0", "").split(SEPARATOR)
    if any(word in argument for argument in arguments for word in ("dask", "--engine", "--addr", "--parts", "/", "..")):
        return  # a cluster of its own each time is no test, and nothing outside the folder is this test's to write
    os.chdir(database("command").parent)
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace") for _ in range(2))
    real = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = io.TextIOWrapper(io.BytesIO(TEXT.encode()), encoding="utf-8"), out, err
    code: object = None
    try:
        app(arguments, prog_name="parkcmp")
    except SystemExit as done:
        code = done.code
    finally:
        sys.stdin, sys.stdout, sys.stderr = real
    err.flush()
    said = err.buffer.getvalue().decode("utf-8")
    expect(code in CODES, f"exit code {code!r}")
    expect("Traceback" not in said, f"a traceback: {said[-300:]}")
    if code == 2:
        expect(said.splitlines()[-1:] and said.splitlines()[-1].startswith("parkcmp: error: "), f"said: {said:.300}")
    check_database(database("command"), every=50)


@cache
def folder() -> Path:
    """A folder for the files of this process, gone with it."""
    kept = tempfile.TemporaryDirectory(prefix="fuzz-")
    _kept.append(kept)
    return Path(kept.name).resolve()


_kept: list[tempfile.TemporaryDirectory[str]] = []


@cache
def database(of: str) -> Path:
    """A database of one document, and files beside it that no question may see."""
    here = folder() / of
    here.mkdir()
    for name in ("secret.csv", "secret.txt"):
        (here / name).write_text(f"name\n{SECRET}\n")
    (here / "news.txt").write_text(TEXT, encoding="utf-8")
    store(here / "parkcmp.duckdb", TEXT, make_extraction(make_fact()))
    return here / "parkcmp.duckdb"


_calls = [0]


def check_database(path: Path, every: int) -> None:
    """Now and then: is the database sound, if it is still there (a command may remove documents)?"""
    from parkcmp.store.maintenance import check

    _calls[0] += 1
    if _calls[0] % every == 0 and path.exists():
        wrong = [name for name, holds, _ in check(path) if not holds]
        expect(not wrong, f"the database is unsound: {wrong}")


TARGETS: dict[str, Callable[[bytes], None]] = {
    "extraction": try_extraction,
    "reading": try_reading,
    "lexicon": try_lexicon,
    "import": try_import,
    "sql": try_sql,
    "command": try_command,
}


def attempt(target: str, data: bytes) -> None:
    """Throw bytes at a target. Raises whatever it breaks; time and memory beyond the bound too."""
    with bounded(len(data)):
        TARGETS[target](data)

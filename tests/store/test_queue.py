"""The queue before the database: nobody starves, nobody waits beyond the deadline, the dead hold no place."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from build import TEXT, make_extraction, make_fact, store

from parkcmp.errors import StoreError
from parkcmp.store import connect
from parkcmp.store.queue import Deadline, queued

HOLD = """
import sys
from pathlib import Path
from parkcmp.store.queue import Deadline, queued
with queued(Path(sys.argv[1]), write=sys.argv[2] == "write", deadline=Deadline(60)):
    print("in", flush=True)
    sys.stdin.read()
"""
READ = """
import sys
from pathlib import Path
from parkcmp.store import connect
reads = 0
while not Path(sys.argv[2]).exists():
    with connect(Path(sys.argv[1]), wait=120) as database:
        facts, documents = database.fetch("SELECT (SELECT count(*) FROM facts), (SELECT count(*) FROM documents)")[0]
        assert facts == documents, (facts, documents)
    reads += 1
print(reads)
"""


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def hold(path: Path, how: str) -> subprocess.Popen[str]:
    """A process that has its turn until its stdin is closed."""
    process = start(HOLD, path, how)
    assert process.stdout is not None
    assert process.stdout.readline() == "in\n"
    return process


def end(process: subprocess.Popen[str]) -> str:
    out, _ = process.communicate()
    assert process.returncode == 0
    return out


def gets_in(path: Path, how: str, wait: float = 0) -> bool:
    try:
        with queued(path, write=how == "write", deadline=Deadline(wait)):
            return True
    except StoreError as failure:
        assert "--wait" in failure.remedy
        return False


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "p.duckdb"
    store(path, TEXT, make_extraction(make_fact()))
    return path


@pytest.mark.parametrize(
    ("inside", "comes", "may"),
    [("read", "read", True), ("read", "write", False), ("write", "read", False), ("write", "write", False)],
)
def test_readers_share_and_a_writer_is_alone(db: Path, inside: str, comes: str, may: bool) -> None:
    process = hold(db, inside)
    assert gets_in(db, comes) is may
    end(process)
    assert gets_in(db, comes)


def test_a_reader_does_not_overtake_a_waiting_writer(db: Path) -> None:
    reader = hold(db, "read")
    writer = start(HOLD, db, "write")
    while gets_in(db, "read"):  # until the writer has taken its number
        time.sleep(0.01)
    assert reader.poll() is None
    assert not gets_in(db, "read")
    end(reader)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "in\n"
    end(writer)
    assert gets_in(db, "read")


@pytest.mark.parametrize("how", ["read", "write"])
def test_a_killed_process_gives_its_place_back(db: Path, how: str) -> None:
    process = hold(db, how)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert gets_in(db, "write")


def test_a_process_of_its_own_kind_that_does_not_queue_is_waited_for_too(db: Path) -> None:
    script = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('in', flush=True); sys.stdin.read()"
    process = start(script, db)
    assert process.stdout is not None
    assert process.stdout.readline() == "in\n"
    with pytest.raises(StoreError, match=rf"in use by process {process.pid}"), connect(db, wait=0):
        pass
    end(process)
    with connect(db, wait=0) as database:
        assert database.fetch("SELECT 1") == [(1,)]


def test_a_writer_gets_in_among_looping_readers_and_they_go_on(db: Path, tmp_path: Path) -> None:
    done = tmp_path / "done"
    readers = [start(READ, db, done) for _ in range(4)]
    for n in range(5):
        store(db, f"{TEXT}{n}", make_extraction(make_fact()))
    done.touch()
    assert all(int(end(reader)) > 0 for reader in readers)
    with connect(db) as database:
        assert database.fetch("SELECT count(*) FROM documents") == [(6,)]


def test_the_queue_needs_no_right_to_write(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parkcmp.store.queue.os.open", lambda *_: (_ for _ in ()).throw(PermissionError()))
    with connect(db, wait=0) as database:
        assert database.fetch("SELECT count(*) FROM documents") == [(1,)]


def test_one_process_may_open_what_it_has_open(db: Path) -> None:
    with connect(db, wait=0) as one, connect(db, wait=0) as other:
        assert one.fetch("SELECT 1") == other.fetch("SELECT 1")
    with connect(db, wait=0), pytest.raises(StoreError, match="already open"), connect(db, write=True, wait=0):
        pass
    assert gets_in(db, "write")

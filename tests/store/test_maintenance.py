"""Check, backup and restore: what is unsound is found, a copy is whole or absent, what it replaces is kept."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from build import TEXT, make_extraction, make_fact, store

from parkcmp.errors import StoreError, UsageError
from parkcmp.reading.files import is_passed_over
from parkcmp.store import connect
from parkcmp.store.maintenance import backup, check, restore


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "p.duckdb"
    store(path, TEXT, make_extraction(make_fact()))
    return path


def count(path: Path) -> int:
    with connect(path) as database:
        return int(database.fetch("SELECT count(*) FROM documents")[0][0])


def test_a_sound_database_passes_every_test(db: Path) -> None:
    assert all(holds for _, holds, _ in check(db))


UNSOUND = [
    ("UPDATE documents SET text = text || 'x'", "texts are what their ids say"),
    ("INSERT INTO facts FROM facts", "no id twice"),
    ("UPDATE facts SET end_ = 999", "spans lie in their texts"),
    ("UPDATE unexplained SET start_ = end_", "spans lie in their texts"),
    ("UPDATE facts SET document = 'none'", "no fact without its document"),
]


@pytest.mark.parametrize(("sql", "test"), UNSOUND)
def test_what_is_unsound_is_named(db: Path, sql: str, test: str) -> None:
    with connect(db, write=True) as database:
        database.fetch(sql)
    assert [name for name, holds, _ in check(db) if not holds] == [test]


def test_a_backup_is_taken_back_and_what_stood_there_is_kept(db: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    backup(db, copy)
    store(db, TEXT + "2", make_extraction())
    kept = restore(db, copy)
    assert kept is not None
    assert (count(db), count(kept), count(copy)) == (1, 2, 1)
    assert is_passed_over(kept.name)  # in a folder of texts it is none


def test_each_that_stood_there_is_kept(db: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    backup(db, copy)
    kept = [restore(db, copy), restore(db, copy)]
    assert [path and path.name for path in kept] == [f"p.duckdb.before-restore-{n}.bak" for n in (1, 2)]


def test_a_backup_does_not_replace_a_file_unasked(db: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_text("mine")
    with pytest.raises(UsageError, match="already"):
        backup(db, copy)
    assert copy.read_text() == "mine"
    backup(db, copy, replace=True)
    assert count(copy) == 1
    with pytest.raises(UsageError, match="already"):
        backup(db, db, replace=True)


def test_a_copy_takes_the_place_of_no_device_or_pipe(db: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(StoreError, match="device or a pipe"):
        backup(db, pipe, replace=True)
    with pytest.raises(StoreError, match="device or a pipe"):
        restore(pipe, db)
    assert pipe.is_fifo()


def test_a_backup_holds_what_a_killed_process_left_in_its_log(db: Path, tmp_path: Path) -> None:
    import duckdb

    with duckdb.connect(str(db)) as connection:
        connection.execute("PRAGMA disable_checkpoint_on_shutdown")
        connection.execute("SET checkpoint_threshold = '1GB'")
        connection.execute("INSERT INTO settings VALUES ('in the log', 'yes')")
        for name in ("p.duckdb", "p.duckdb.wal"):
            shutil.copy(tmp_path / name, tmp_path / f"killed-{name}")
    killed = tmp_path / "killed-p.duckdb"
    backup(killed, tmp_path / "copy.duckdb")
    with connect(tmp_path / "copy.duckdb") as database:
        assert database.fetch("SELECT value FROM settings WHERE name = 'in the log'") == [("yes",)]


def test_a_damaged_copy_is_not_taken_back(db: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(db.read_bytes()[: db.stat().st_size // 2])
    with pytest.raises(StoreError, match="damaged"):
        restore(db, copy)
    with pytest.raises(StoreError, match="no database"):
        restore(db, tmp_path / "none.duckdb")
    assert count(db) == 1


def test_a_missing_database_is_restored_and_a_damaged_one_replaced(db: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    backup(db, copy)
    db.unlink()
    assert restore(db, copy) is None
    db.write_bytes(b"broken")
    kept = restore(db, copy)
    assert kept is not None
    assert kept.read_bytes() == b"broken"
    assert count(db) == 1

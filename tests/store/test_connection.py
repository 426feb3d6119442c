"""Opening the database: what is refused, in one line with a remedy, and what a reader may not do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from build import TEXT, make_extraction, make_fact, store

from parkcmp.errors import StoreError
from parkcmp.store import connect


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "p.duckdb"
    store(path, TEXT, make_extraction(make_fact()))
    return path


def refusal(path: Path, *, write: bool = False, wait: float = 0) -> str:
    with pytest.raises(StoreError) as caught, connect(path, write=write, wait=wait) as database:
        for table in ("facts", "documents", "parks", "metrics"):
            database.fetch(f"SELECT max(hash(t)) FROM {table} AS t")
    assert "\n" not in str(caught.value)
    assert caught.value.remedy
    return caught.value.what


def test_a_missing_database_is_not_made_by_reading(tmp_path: Path) -> None:
    assert "no database" in refusal(tmp_path / "p.duckdb")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_and_a_missing_folder_are_named(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)
    assert "no folder" in refusal(tmp_path / "none" / "p.duckdb", write=True)


def test_a_device_or_a_pipe_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "p.duckdb"
    os.mkfifo(path)
    for write in (False, True):
        assert "device or a pipe" in refusal(path, write=write)
    assert path.is_fifo()
    assert [p.name for p in tmp_path.iterdir()] == ["p.duckdb"]


@pytest.mark.parametrize("content", [b"hello", b"x" * 5000, b"\x00" * 20000])
def test_another_file_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "p.duckdb"
    path.write_bytes(content)
    for write in (False, True):
        assert "damaged or no DuckDB file" in refusal(path, write=write)
    assert path.read_bytes() == content


def test_an_empty_file_holds_nothing_and_may_be_written(tmp_path: Path) -> None:
    path = tmp_path / "p.duckdb"
    path.touch()
    assert "holds nothing yet" in refusal(path)
    store(path, TEXT, make_extraction(make_fact()))
    with connect(path) as database:
        assert database.fetch("SELECT count(*) FROM facts") == [(1,)]


def spoiled(whole: bytes) -> Iterator[bytes]:
    """The file with a byte flipped, and the file cut off, at many places."""
    for offset in range(100, len(whole), len(whole) // 40):
        yield whole[:offset] + bytes([whole[offset] ^ 0x55]) + whole[offset + 1 :]
    for share in range(1, 20):
        yield whole[: len(whole) * share // 20]


def test_a_damaged_file_is_never_answered_from(db: Path) -> None:
    questions = [f"SELECT count(*), max(hash(t)) FROM {table} AS t" for table in ("facts", "documents", "parks")]
    with connect(db) as database:
        truth = [database.fetch(sql) for sql in questions]
    refused = 0
    for content in spoiled(db.read_bytes()):
        db.write_bytes(content)
        try:
            with connect(db) as database:
                assert [database.fetch(sql) for sql in questions] == truth
        except StoreError as failure:
            assert "damaged" in failure.what or "another version" in failure.what
            refused += 1
    assert refused > 15


def test_another_programs_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "p.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE mine (x INTEGER)")
    for write in (False, True):
        assert "another program" in refusal(path, write=write)
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("mine",)]


def test_a_newer_schema_is_refused(db: Path) -> None:
    with connect(db, write=True) as database:
        database.fetch("INSERT INTO schema_migrations VALUES (9999, 'later')")
    for write in (False, True):
        assert "newer parkcmp" in refusal(db, write=write)


FORBIDDEN = [
    "INSERT INTO settings VALUES ('a', 'b')",
    "DELETE FROM facts",
    "CREATE TABLE t (x INTEGER)",
    "SELECT * FROM read_csv('{file}')",
    "SELECT * FROM read_text('{file}')",
    "SELECT * FROM '{file}'",
    "SELECT * FROM glob('*')",
    "COPY facts TO '{file}.out'",
    "EXPORT DATABASE '{file}.out'",
    "ATTACH '{file}.other' AS other",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "SET threads = 1",
    "SET temp_directory = '/tmp'",
]


@pytest.mark.parametrize("sql", FORBIDDEN)
def test_a_reader_can_neither_write_nor_reach_files(db: Path, tmp_path: Path, sql: str) -> None:
    (tmp_path / "file.csv").write_text("a,b\n1,2\n")
    before = sorted(tmp_path.iterdir())
    with pytest.raises((duckdb.Error, StoreError)), connect(db) as database:
        database.fetch(sql.format(file=tmp_path / "file.csv"))
    assert sorted(tmp_path.iterdir()) == before


def test_a_failure_in_a_transaction_undoes_it(db: Path) -> None:
    with pytest.raises(ZeroDivisionError), connect(db, write=True) as database, database.transaction():
        database.fetch("DELETE FROM facts")
        raise ZeroDivisionError
    with connect(db) as database:
        assert database.fetch("SELECT count(*) FROM facts") == [(1,)]


def test_nothing_is_left_in_a_log_beside_the_file(db: Path) -> None:
    assert sorted(p.name for p in db.parent.iterdir()) == ["p.duckdb", "p.duckdb.lock"]


def test_the_file_is_readable_by_older_shells(db: Path) -> None:
    with duckdb.connect(str(db), read_only=True) as connection:
        rows = connection.execute("SELECT tags FROM duckdb_databases() WHERE NOT internal").fetchall()
    tags = rows[0][0]
    assert tags.get("storage_version", "v1.4").startswith(("v1.0", "v1.4"))


def test_a_file_that_may_not_be_read_is_said_so(db: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    db.chmod(0)
    assert "no right" in refusal(db)


def test_a_disk_without_room_is_said_so_and_what_was_stored_stays(db: Path) -> None:
    script = (
        "import resource, sys; from pathlib import Path; from build import TEXT, make_extraction, store\n"
        f"limit = {db.stat().st_size}\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))\n"
        "for n in range(200): store(Path(sys.argv[1]), TEXT * 5000 + str(n) * 5000, make_extraction())\n"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "support")}
    done = subprocess.run([sys.executable, "-c", script, str(db)], env=env, capture_output=True, text=True, check=False)
    assert "StoreError: no room to write" in done.stderr
    with connect(db) as database:
        assert database.fetch("SELECT count(*) FROM facts") == [(1,)]


@pytest.mark.parametrize("failure", [RuntimeError("Query interrupted"), duckdb.InterruptException("INTERRUPT")])
def test_an_interrupted_question_is_an_interrupt(db: Path, failure: Exception) -> None:
    with pytest.raises(KeyboardInterrupt), connect(db):
        raise failure


def test_a_failure_that_is_not_the_databases_passes_unchanged(db: Path) -> None:
    for failure in (OSError(5, "x"), RuntimeError("x"), duckdb.BinderException("x")):
        with pytest.raises(type(failure)) as caught, connect(db):
            raise failure
        assert caught.value is failure

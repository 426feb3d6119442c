"""Schemas: an older file is copied aside and brought forward, or stays as it was; a reader says what to do."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from build import TEXT, make_extraction, make_fact, store

from parkcmp.errors import StoreError
from parkcmp.store import connect, migrate


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database of today's schema, and a program that knows one migration more."""
    path = tmp_path / "p.duckdb"
    store(path, TEXT, make_extraction(make_fact()))
    known = (*migrate.migrations(), (9000, "9000_more.sql"))
    monkeypatch.setattr(migrate, "migrations", lambda: known)
    return path


def later(monkeypatch: pytest.MonkeyPatch, sql: str) -> None:
    real = migrate.read_migration
    monkeypatch.setattr(migrate, "read_migration", lambda name: sql if name.startswith("9000") else real(name))


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [number for number, _ in migrate.migrations()] == list(range(1, len(migrate.migrations()) + 1))


def test_a_reader_does_not_migrate(older: Path) -> None:
    before = older.read_bytes()
    with pytest.raises(StoreError, match=r"older schema .*run parkcmp db migrate"), connect(older):
        pass
    assert older.read_bytes() == before


def test_a_writer_migrates_after_a_backup(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = older.read_bytes()
    later(monkeypatch, "CREATE TABLE more (x INTEGER)")
    with connect(older, write=True) as database:
        assert database.fetch("SELECT count(*) FROM facts, more") == [(0,)]
    newest = len(migrate.migrations()) - 1
    assert older.with_name(f"p.duckdb.schema-{newest}.bak").read_bytes() == before
    with connect(older) as database:
        assert database.fetch("SELECT max(number) FROM schema_migrations") == [(9000,)]
        assert database.fetch("SELECT count(*) FROM facts") == [(1,)]


def test_views_are_made_anew(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with duckdb.connect(str(older)) as connection:
        connection.execute("CREATE OR REPLACE VIEW observations AS SELECT 'of an older schema' AS value")
        connection.execute("CREATE OR REPLACE VIEW latest AS SELECT * FROM observations")
    later(monkeypatch, "-- carries a change of views.sql")
    with connect(older, write=True) as database:
        ((value, conflict),) = database.fetch("SELECT value, conflict FROM latest")
    assert (value, conflict) == (make_fact().value, False)


@pytest.mark.parametrize("schema", [1, 2, 3])
def test_a_file_of_every_schema_is_brought_forward(tmp_path: Path, schema: int) -> None:
    path = tmp_path / "old.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE schema_migrations (number INTEGER NOT NULL, name VARCHAR NOT NULL)")
        for number, name in migrate.migrations()[:schema]:
            connection.execute(migrate.read_migration(name))
            connection.execute("INSERT INTO schema_migrations VALUES (?, ?)", [number, name])
    store(path, TEXT, make_extraction(make_fact()))
    with connect(path) as database:
        assert database.fetch("SELECT value FROM latest") == [(make_fact().value,)]
    assert path.with_name(f"old.duckdb.schema-{schema}.bak").exists()


def test_a_migration_that_fails_changes_nothing(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later(monkeypatch, "CREATE TABLE more (x INTEGER); CREATE TABLE facts (x INTEGER)")
    with pytest.raises(duckdb.CatalogException), connect(older, write=True):
        pass
    with duckdb.connect(str(older), read_only=True) as connection:
        tables = {row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert "more" not in tables
    assert "facts" in tables

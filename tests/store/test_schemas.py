"""Databases that older programs wrote (scripts/build-old-databases): brought forward without the loss of a row."""

from __future__ import annotations

import lzma
from pathlib import Path
from typing import Any

import duckdb
import pytest
from archives import ROOT, export

from parkcmp import pipeline
from parkcmp.errors import StoreError
from parkcmp.lexicon.load import load_lexicon
from parkcmp.store import connect
from parkcmp.store.maintenance import check
from parkcmp.store.migrate import migrations

SCHEMAS = sorted((ROOT / "tests" / "store" / "schemas").glob("schema-*.duckdb.xz"))
NEWEST = migrations()[-1][0]
SAMPLE = ROOT / "data" / "newsletter-2022-09.txt"


def number(path: Path) -> int:
    return int(path.name.split("-")[1].split(".")[0])


@pytest.fixture
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "p.duckdb"
    path.write_bytes(lzma.decompress(request.param.read_bytes()))
    return path


every = pytest.mark.parametrize("old", SCHEMAS, ids=number, indirect=True)
older = pytest.mark.parametrize("old", [p for p in SCHEMAS if number(p) < NEWEST], ids=number, indirect=True)


def columns(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Name and type of each column of each table and view."""
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.execute(
            "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
        ).fetchall()
    found: dict[str, list[tuple[str, str]]] = {}
    for table, column, kind in rows:
        found.setdefault(table, []).append((column, kind))
    return found


def views(path: Path) -> list[Any]:
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute(
            "SELECT view_name, sql FROM duckdb_views() WHERE NOT internal ORDER BY ALL"
        ).fetchall()
    # Which names get quotes and how a constant is written is another matter with every DuckDB.
    return [(name, sql.replace('"', "").replace("CAST('f' AS BOOLEAN)", "false")) for name, sql in found]


def tables(path: Path, kept: dict[str, list[str]] | None = None) -> dict[str, tuple[list[str], list[Any]]]:
    """Columns and rows of every table, or of those columns only that are `kept`."""
    with duckdb.connect(str(path), read_only=True) as connection:
        names = [row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        found = {}
        for name in kept or names:
            wanted = ", ".join(f'"{c}"' for c in kept[name]) if kept else "*"
            cursor = connection.execute(f'SELECT {wanted} FROM "{name}" ORDER BY ALL')
            found[name] = ([c[0] for c in cursor.description or ()], cursor.fetchall())
        return found


def migrate(path: Path) -> None:
    with connect(path, write=True, create=False):
        pass


def ingest(path: Path) -> None:
    said = pipeline.Said()
    outcomes = list(pipeline.ingest([str(SAMPLE)], said, database=path, lexicon=load_lexicon()))
    assert not any(isinstance(o, pipeline.Outcome) and o.failure for o in outcomes)


def test_there_is_one_of_every_schema() -> None:
    assert [number(path) for path in SCHEMAS] == list(range(1, NEWEST + 1)), "see scripts/build-old-databases"


@every
def test_no_row_is_lost_and_none_is_changed(old: Path) -> None:
    before = tables(old)
    assert len(before["facts"][1]) >= 100
    migrate(old)
    after = tables(old, kept={name: names for name, (names, _) in before.items()})
    ledger = before.pop("schema_migrations")[1]
    assert after.pop("schema_migrations")[1][: len(ledger)] == ledger
    assert after == before
    assert all(holds for _, holds, _ in check(old))


@every
def test_it_has_the_tables_and_views_of_a_new_file(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.duckdb"
    with connect(new, write=True):
        pass
    migrate(old)
    assert columns(old) == columns(new)
    # Where this fails for the newest schema, views.sql was changed without a migration: files that are there keep
    # their old views.
    assert views(old) == views(new)


@every
def test_what_is_read_again_is_what_a_new_file_has(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.duckdb"
    ingest(new)
    with connect(old, write=True) as database:  # the sample was read with a date, and as another path
        database.fetch("DELETE FROM reviews")
        database.fetch("UPDATE documents SET options = '{}', reader = 'older', path = ?", [str(SAMPLE)])
        database.fetch("DELETE FROM files")
    ingest(old)
    assert export(old) == export(new)


@older
def test_a_copy_of_it_is_kept_and_a_reader_says_what_to_do(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(StoreError, match="run parkcmp db migrate"), connect(old):
        pass
    assert old.read_bytes() == before
    migrate(old)
    [copy] = old.parent.glob("p.duckdb.schema-*.bak")
    assert copy.read_bytes() == before


@older
def test_a_copy_that_cannot_be_made_changes_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = old.read_bytes()
    monkeypatch.setattr("parkcmp.store.copying.shutil.copyfileobj", full)
    with pytest.raises(StoreError, match=r"no backup before migrating.*No space left"):
        migrate(old)
    assert old.read_bytes() == before
    assert sorted(p.name for p in old.parent.iterdir()) == ["p.duckdb", "p.duckdb.lock"]

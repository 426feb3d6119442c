"""The schema's versions: numbered SQL files, each run once, forward only, in one transaction; the views after them.

A file that already holds data is copied aside before it is changed.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from parkcmp.errors import StoreError
from parkcmp.store.copying import copy_whole

if TYPE_CHECKING:
    import duckdb

_LEDGER = "CREATE TABLE schema_migrations (number INTEGER NOT NULL, name VARCHAR NOT NULL)"


@cache
def migrations() -> tuple[tuple[int, str], ...]:
    """Number and file name of each migration, in order."""
    names = sorted(f.name for f in files("parkcmp.store").joinpath("migrations").iterdir())
    return tuple((int(name[:4]), name) for name in names if name.endswith(".sql"))


def read_migration(name: str) -> str:
    """The statements of a migration."""
    return files("parkcmp.store").joinpath("migrations", name).read_text(encoding="utf-8")


def read_views() -> str:
    """The statements that make all views anew."""
    return files("parkcmp.store").joinpath("views.sql").read_text(encoding="utf-8")


def check_schema(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """How many migrations the file has seen; 0 for an empty file.

    Raises StoreError where it is another program's file or of a newer schema.
    """
    import duckdb

    # To ask for the number first is quicker than to look whether its table is there.
    try:
        [(version,)] = connection.execute("SELECT coalesce(max(number), 0) FROM schema_migrations").fetchall()
    except duckdb.CatalogException:
        if not connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            return 0
        raise StoreError(f"{path} is a DuckDB file of another program", "name another with --db") from None
    newest = migrations()[-1][0]
    if version > newest:
        what = f"{path} was made by a newer parkcmp (schema {version}; this one knows {newest})"
        raise StoreError(what, "upgrade parkcmp")
    return int(version)


def is_current(version: int) -> bool:
    """Whether a file that has seen `version` migrations needs none."""
    return version == migrations()[-1][0]


def backup_before(path: Path, version: int) -> Path:
    """Copy the closed file aside before it is migrated; the copy's name says its schema. Raises StoreError."""
    copy = path.with_name(f"{path.name}.schema-{version}.bak")
    try:
        copy_whole(path, copy)
    except StoreError as failure:
        raise StoreError(f"no backup before migrating: {failure.what}", "make room or copy it elsewhere") from failure
    return copy


def migrate(connection: duckdb.DuckDBPyConnection, version: int) -> None:
    """Bring the schema from `version` to the newest, in one transaction."""
    connection.execute("BEGIN")
    if version == 0:
        connection.execute(_LEDGER)
    for number, name in migrations():
        if number > version:
            connection.execute(read_migration(name))
            connection.execute("INSERT INTO schema_migrations VALUES (?, ?)", [number, name])
    connection.execute(read_views())
    connection.execute("COMMIT")

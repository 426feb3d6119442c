"""Opening the database, read-only and locked down or for writing, with one line for whatever can be wrong.

A `Database` is the only handle that other layers get. DuckDB lets one process write and none read meanwhile,
so whoever opens it queues first (`queue.py`).
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parkcmp.errors import StoreError
from parkcmp.limits import address_space
from parkcmp.store.migrate import backup_before, check_schema, is_current, migrate
from parkcmp.store.names import name_for_duckdb
from parkcmp.store.queue import Deadline, queued

if TYPE_CHECKING:
    import duckdb

# Readable by every DuckDB from 1.4 on, so that people's own shells and notebooks open the file.
STORAGE = "v1.4.0"
# What reading may not do: reach files or the network (extensions would be fetched), spill to disk, see our variables
# or the user's secrets, which DuckDB before 2.0 takes from the home folder all the same.
_LOCKED_DOWN = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "allow_persistent_secrets": "false",
    "max_temp_directory_size": "0KiB",
    "lock_configuration": "true",
}
_HOLDER = re.compile(r"PID (\d+)")
_NO_ROOM = ("No space left", "Disk quota", "File too large", "Could not write")
_RESTORE = "parkcmp db check says more, parkcmp db restore FILE takes back a backup"


class Database:
    """An open database. Rows are tuples of str, int, Decimal, date, bool or None."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self.connection = connection  # for this package; other layers use fetch
        self.path = path

    def fetch(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query; each `?` stands for the next parameter."""
        return self.connection.execute(sql, list(parameters)).fetchall()

    def fetch_named(self, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """All rows of a query, each value under its column's name."""
        cursor = self.connection.execute(sql, list(parameters))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what is done inside, or none of it."""
        self.connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            with contextlib.suppress(Exception):
                self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")


@contextmanager
def connect(path: Path, *, write: bool = False, wait: float = 10.0, create: bool = True) -> Iterator[Database]:
    """The database at `path`: read-only and without access to files or network, or for writing, made where it is
    missing unless `create` is false.

    Waits up to `wait` seconds for its turn. What was written is on disk when the block ends. Raises StoreError:
    missing, in use, damaged, another program's, of a newer schema, out of space.
    """
    _load_duckdb()
    _check_place(path, may_be_new=write and create)
    deadline = Deadline(wait)
    with queued(path, write=write, deadline=deadline):
        if write and create and is_empty(path):
            _create(path)
        connection = _open(path, write, deadline)
        try:
            connection = _with_current_schema(connection, path, write, deadline)
            with _explained(path):
                yield Database(connection, path)
                if write:
                    # A torn log loses its last commit without a word; the file itself does not.
                    connection.execute("CHECKPOINT")
        finally:
            with contextlib.suppress(Exception):
                connection.close()


def _load_duckdb() -> None:
    # An interrupt while its C++ half is set up would end the process with an abort.
    if "duckdb" in sys.modules or not hasattr(signal, "pthread_sigmask"):
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        import duckdb  # noqa: F401
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def is_empty(path: Path) -> bool:
    """Whether there is no database yet: no file, or one without a byte. Raises StoreError where one may not look."""
    with found(path):
        return not path.exists() or path.stat().st_size == 0


def require_file(path: Path, remedy: str) -> None:
    """Raise StoreError where a folder, a device or a pipe is at `path`, which a new file must not replace, or where its
    name is one that DuckDB cannot open."""
    with found(path):
        name_for_duckdb(path)
        if path.is_dir():
            raise StoreError(f"{path} is a folder", remedy)
        if path.exists() and not path.is_file():
            raise StoreError(f"{path} is a device or a pipe", remedy)


def _check_place(path: Path, may_be_new: bool) -> None:
    require_file(path, "name a file with --db")
    with found(path):
        if not may_be_new and not path.exists():
            raise StoreError(f"no database at {path}", "run parkcmp ingest first, or name another with --db")
        if not may_be_new and path.stat().st_size == 0:
            raise StoreError(f"{path} holds nothing yet", "run parkcmp ingest first")
        if not path.parent.is_dir():
            raise StoreError(f"no folder {path.parent} for the database", "make it first, or name another with --db")


def _create(path: Path) -> None:
    """Make a new database aside and move it into its place, so that a half-made one is never found there."""
    import duckdb

    real = Path(os.path.realpath(path))
    draft = real.with_name(f".{real.name}.new")
    with found(path), _explained(path):
        draft.unlink(missing_ok=True)
        with duckdb.connect(name_for_duckdb(draft), config={"storage_compatibility_version": STORAGE}) as connection:
            migrate(connection, 0)
            connection.execute("CHECKPOINT")
        draft.replace(real)


def _open(path: Path, write: bool, deadline: Deadline) -> duckdb.DuckDBPyConnection:
    import duckdb

    config: dict[str, Any] = {"storage_compatibility_version": STORAGE} if write else dict(_LOCKED_DOWN)
    if address_space() is not None:  # each thread takes its share, and one that finds no room ends the process
        config["threads"] = 1
    while True:
        try:
            with _explained(path):
                return duckdb.connect(name_for_duckdb(path), read_only=not write, config=config)
        except StoreError as failure:
            cause = failure.__cause__
            if not isinstance(cause, duckdb.IOException) or "lock on file" not in str(cause):
                raise
            if deadline.passed():
                holder = _HOLDER.search(str(cause))
                by = f" by process {holder[1]}" if holder else ""
                raise StoreError(f"{path} is in use{by}", "wait longer with --wait SECONDS") from cause
        deadline.pause()


def _with_current_schema(
    connection: duckdb.DuckDBPyConnection, path: Path, write: bool, deadline: Deadline
) -> duckdb.DuckDBPyConnection:
    with _explained(path):
        version = check_schema(connection, path)
        if is_current(version):
            return connection
        if not write:
            if version == 0:
                raise StoreError(f"{path} holds nothing yet", "run parkcmp ingest first")
            raise StoreError(f"{path} has an older schema ({version})", "run parkcmp db migrate")
        if version:
            # Only a closed file can be copied; nobody else gets in meanwhile, for we hold our place in the queue.
            connection.close()
            backup_before(path, version)
            connection = _open(path, write, deadline)
        migrate(connection, version)
        return connection


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn DuckDB's failures that a user can cause or mend into a StoreError; what is wrong with a query or a value
    is a bug and passes."""
    import duckdb

    try:
        yield
    except (duckdb.ProgrammingError, duckdb.DataError, duckdb.IntegrityError, duckdb.NotSupportedError):
        raise
    except (duckdb.InterruptException, RuntimeError) as failure:
        if isinstance(failure, RuntimeError) and "interrupted" not in str(failure):
            raise
        raise KeyboardInterrupt from failure
    except duckdb.Error as failure:
        raise _explain(failure, path) from failure


@contextmanager
def found(path: Path) -> Iterator[None]:
    """Turn failures of the file system into a StoreError."""
    try:
        yield
    except OSError as failure:
        raise StoreError(f"cannot use {path}: {failure.strerror}", "check the path and its permissions") from failure


def _explain(failure: Exception, path: Path) -> StoreError:
    import duckdb

    text = str(failure)
    first_line = text.strip().splitlines()[0] if text.strip() else type(failure).__name__
    if isinstance(failure, duckdb.OutOfMemoryException) or "allocat" in text:
        return StoreError(f"not enough memory for {path}", "close other programs, or ask for less")
    if isinstance(failure, duckdb.ConnectionException) and "different configuration" in text:
        return StoreError(f"{path} is already open in this process", "close it first")
    if any(sign in text for sign in _NO_ROOM):
        return StoreError(f"no room to write {path}", "make room and run it again: no document is half stored")
    if "Permission denied" in text or "Read-only file system" in text:
        return StoreError(f"no right to open {path}", "check its permissions, or name another with --db")
    if "lock on file" in text:
        return StoreError(f"{path} is in use", "wait longer with --wait SECONDS")
    if "newer version" in text or "version number" in text:
        return StoreError(f"{path} was written by another version of DuckDB", "upgrade the duckdb package")
    return StoreError(f"{path} is damaged or no DuckDB file ({first_line})", _RESTORE)

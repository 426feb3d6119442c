"""Where files of a cluster's run are: paths that all machines share, or the address of an object store (`s3://…`).

Addresses go through fsspec, which comes with the extra `cluster`; each kind of store needs its own package beside it.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parkcmp.errors import UnreadableError, UsageError
from parkcmp.reading import MAX_BYTES, find_sources, load
from parkcmp.reading.files import is_passed_over


@dataclass(frozen=True, slots=True)
class Place:
    """A file to read: its name, what tells one state of it from another, or why it cannot be read."""

    name: str
    state: str = ""
    size: int = 0
    failure: UnreadableError | None = None


def is_address(name: str) -> bool:
    """Whether a name is the address of a store and not a path."""
    return "://" in name


def find_places(paths: Iterable[str]) -> Iterator[Place]:
    """What is to be read: what `find_sources` finds, then what is below addresses in the order of names."""
    given = list(paths)
    for source in find_sources(os.path.realpath(path) for path in given if not is_address(path)):
        if source.failure or source.path is None:
            yield Place(source.name, failure=source.failure)
            continue
        try:
            found = source.path.stat()
            yield Place(source.name, f"{found.st_size}-{found.st_mtime_ns}", found.st_size)
        except OSError:
            yield Place(source.name)  # its reader will say why
    for path in given:
        if is_address(path):
            yield from _below_address(path)


def load_place(name: str) -> bytes:
    """The bytes of a file. Raises UnreadableError."""
    if not is_address(name):
        return load(Path(name))
    system, path = _open(name)
    try:
        if system.size(path) > MAX_BYTES:
            raise UnreadableError(f"{name}: larger than {MAX_BYTES >> 20} MB", "split it")
        return bytes(system.cat_file(path))
    except FileNotFoundError as failure:
        raise UnreadableError(f"{name}: no such file", "check the address") from failure
    except Exception as failure:  # every kind of store has failures of its own
        raise UnreadableError(f"{name}: {failure}", "check the address and the rights to it") from failure


class Folder:
    """A folder that all machines can write to, by path or address."""

    def __init__(self, name: str) -> None:
        self.name = name.rstrip("/")

    def names(self) -> set[str]:
        """The files in it."""
        if not is_address(self.name):
            return {path.name for path in Path(self.name).iterdir()} if Path(self.name).is_dir() else set()
        system, path = _open(self.name)
        with contextlib.suppress(FileNotFoundError):
            return {str(found).rpartition("/")[2] for found in system.ls(path, detail=False)}
        return set()

    def has(self, name: str) -> bool:
        """Whether there is such a file in it."""
        if not is_address(self.name):
            return Path(self.name, name).exists()
        system, path = _open(self.name)
        return bool(system.exists(f"{path}/{name}"))

    def put(self, name: str, source: Path) -> None:
        """Put a file there under this name, complete or not at all."""
        if is_address(self.name):
            system, path = _open(self.name)
            system.makedirs(path, exist_ok=True)
            system.put_file(str(source), f"{path}/{name}")
            return
        target = Path(self.name, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=f".{name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(source.read_bytes())
        Path(draft).replace(target)

    def get(self, name: str, workspace: Path) -> Path:
        """A file of it as a local one, in `workspace` where it is not local already."""
        if not is_address(self.name):
            return Path(self.name, name)
        system, path = _open(self.name)
        target = workspace / name
        system.get_file(f"{path}/{name}", str(target))
        return target

    def remove(self, names: Iterable[str]) -> None:
        """Remove files, and the folder where it is then empty."""
        system, path = _open(self.name) if is_address(self.name) else (None, self.name)
        for name in names:
            with contextlib.suppress(OSError):
                system.rm_file(f"{path}/{name}") if system else Path(path, name).unlink()
        if not system:
            with contextlib.suppress(OSError):
                Path(path).rmdir()


def _below_address(address: str) -> Iterator[Place]:
    system, path = _open(address)
    try:
        found = system.find(path, detail=True)
    except Exception as failure:
        reason = UnreadableError(f"{address}: {failure}", "check the address and the rights to it")
        yield Place(address, failure=reason)
        return
    if not found:
        yield Place(address, failure=UnreadableError(f"{address}: nothing there", "check the address"))
    for name, details in sorted(found.items()):
        inner = str(name).removeprefix(path).strip("/").split("/")
        if len(found) > 1 and (is_passed_over(inner[-1]) or any(part.startswith(".") for part in inner)):
            continue
        state = "-".join(str(details.get(key, "")) for key in ("size", "ETag", "mtime", "LastModified", "updated"))
        yield Place(system.unstrip_protocol(name), state, int(details.get("size") or 0))


def _open(address: str) -> tuple[Any, str]:
    try:
        system, path = importlib.import_module("fsspec.core").url_to_fs(address)
        return system, str(path)
    except ImportError as failure:
        what = f"{address} needs a package that is not installed ({failure})"
        raise UsageError(what, "pip install 'parkcmp[cluster]', and s3fs, gcsfs or adlfs for a store") from failure
    except ValueError as failure:
        raise UsageError(f"{address}: {failure}", "give a path, or an address like s3://bucket/folder") from failure

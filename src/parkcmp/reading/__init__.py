"""Bytes to documents: one file may hold several (an archive). The format is told by the content.

Raises UnreadableError, and nothing else, for whatever cannot be read. No network, no execution of what a file holds.
"""

from __future__ import annotations

from pathlib import Path

from parkcmp.errors import UnreadableError
from parkcmp.model import Document
from parkcmp.reading.files import Source, find_sources, readable
from parkcmp.reading.formats import read_each

__all__ = ["Source", "find_sources", "load", "read", "read_bytes", "read_each"]

MAX_BYTES = 1 << 30


def load(path: Path) -> bytes:
    """The bytes of a regular file. Raises UnreadableError."""
    name = readable(str(path))
    try:
        if not path.exists():
            raise UnreadableError(f"{name}: no such file", "check the path")
        if not path.is_file():
            raise UnreadableError(f"{name}: not a regular file", "give a file or a folder, or - to read a stream")
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableError(f"{name}: larger than {MAX_BYTES >> 20} MB", "split it")
        return path.read_bytes()
    except OSError as failure:
        raise UnreadableError(f"{name}: {failure.strerror}", "check the path and its permissions") from failure


def read(path: Path) -> list[Document]:
    """The documents of a regular file. Raises UnreadableError."""
    return read_bytes(load(path), readable(str(path)))


def read_bytes(data: bytes, path: str) -> list[Document]:
    """The documents in `data`; `path` names them in messages and citations. Raises UnreadableError."""
    return [found for found in read_each(data, path) if isinstance(found, Document)]

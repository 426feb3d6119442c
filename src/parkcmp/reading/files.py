"""From the paths that a person gives to the files that are to be read: folders recursively, in a stable order.

Hidden files are passed over, links to folders are not followed, and in a folder only regular files count.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from parkcmp.errors import UnreadableError

STDIN = "-"
# What lies beside texts and never is one. A file that is named itself is always tried.
_PASSED_OVER = {
    *(".duckdb", ".wal", ".lock", ".bak", ".tmp", ".db", ".sqlite", ".parquet", ".json", ".jsonl"),
    *(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".svg", ".ico"),
    *(".mp3", ".mp4", ".avi", ".mov", ".wav", ".ttf", ".otf", ".woff", ".woff2"),
    *(".exe", ".dll", ".so", ".o", ".py", ".pyc", ".sh", ".js", ".css"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: a file, standard input (`path` is None), or the reason why a path gives nothing."""

    name: str
    path: Path | None = None
    failure: UnreadableError | None = None


def find_sources(paths: Iterable[str]) -> Iterator[Source]:
    """What is to be read, each file once, in the order given and sorted within folders. Never raises."""
    seen: set[str] = set()
    for name in paths:
        for source in _sources(name):
            key = _key(source)
            if key is None or key not in seen:
                yield source
            if key is not None:
                seen.add(key)


def is_passed_over(name: str) -> bool:
    """Whether a file of this name is no text by the look of it, in a folder or an archive."""
    return name.startswith(".") or Path(name).suffix.lower() in _PASSED_OVER


def _key(source: Source) -> str | None:
    if source.failure:
        return None
    return os.path.realpath(source.path) if source.path else STDIN


def _sources(name: str) -> Iterator[Source]:
    path = Path(name)
    if name == STDIN:
        yield Source(STDIN)
    elif path.is_dir():
        yield from _walk(path)
    else:
        yield Source(name, path)


def _walk(folder: Path) -> Iterator[Source]:
    count = 0
    failures: list[Source] = []

    def unreadable(failure: OSError) -> None:
        what = f"{failure.filename}: {failure.strerror}"
        failures.append(Source(str(failure.filename), None, UnreadableError(what, "check the folder's permissions")))

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if is_passed_over(name) or not path.is_file():
                continue
            count += 1
            yield Source(str(path), path)
    yield from failures
    if not count and not failures:
        failure = UnreadableError(f"{folder}: no texts in this folder", "give a folder with texts, or a file")
        yield Source(str(folder), folder, failure)

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

    @property
    def told(self) -> str:
        """The name as text, to be said and stored."""
        return readable(self.name)


def readable(name: str) -> str:
    """The name of a file as text. Bytes that are no UTF-8 are a Chinese program's GBK, or written as codes."""
    if name.isascii() or not any("\udc80" <= c <= "\udcff" for c in name):
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return os.fsencode(name).decode(encoding)
        except UnicodeError:
            continue
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def find_sources(paths: Iterable[str]) -> Iterator[Source]:
    """What is to be read, each file once, in the order given and sorted within folders. Never raises.

    Which files of a folder were met follows from its walk; only those outside are kept in mind.
    """
    walked: list[str] = []
    named: set[str] = set()
    for name in paths:
        path = Path(name)
        if name == STDIN or not os.path.isdir(path):  # noqa: PTH112 - what cannot be a name is no folder
            source = Source(STDIN) if name == STDIN else Source(name, path)
            key = STDIN if source.path is None else os.path.realpath(path)
            if key not in named and not _is_in(key, walked):
                named.add(key)
                yield source
            continue
        folder = os.path.realpath(path)
        for source in _walk(path):
            if source.failure is None and source.path is not None:
                is_link = source.path.is_symlink()
                key = os.path.realpath(source.path) if is_link else _within(source.path, path, folder)
                if key in named or _is_in(key, [*walked, folder] if is_link else walked):
                    continue
                if is_link:
                    named.add(key)
            yield source
        walked.append(folder)


def is_passed_over(name: str) -> bool:
    """Whether a file of this name is no text by the look of it, in a folder or an archive."""
    return name.startswith(".") or Path(name).suffix.lower() in _PASSED_OVER


def _within(path: Path, folder: Path, real: str) -> str:
    """The real path of a file that is below `folder`, whose real path is `real`, not by a link."""
    return str(Path(real, path.relative_to(folder)))


def _is_in(real: str, walked: Iterable[str]) -> bool:
    """Whether a walk through one of these folders gives the file of this real path."""
    for folder in walked:
        root = folder.rstrip(os.sep) + os.sep
        if real.startswith(root):
            *parents, name = Path(real[len(root) :]).parts
            if not is_passed_over(name) and not any(parent.startswith(".") for parent in parents):
                return True
    return False


def _walk(folder: Path) -> Iterator[Source]:
    count = 0
    failures: list[Source] = []

    def unreadable(failure: OSError) -> None:
        what = f"{readable(str(failure.filename))}: {failure.strerror}"
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
        failure = UnreadableError(
            f"{readable(str(folder))}: no texts in this folder", "give a folder with texts, or a file"
        )
        yield Source(str(folder), folder, failure)

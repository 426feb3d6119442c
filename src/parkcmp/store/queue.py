"""Fair queueing in front of the database: first come, first served; readers side by side, a writer alone.

DuckDB itself only refuses who comes while another process has the file, so that a writer among busy readers may
never get in. Whoever wants the database takes the next number, waits until the numbers before it are done (a reader
until the writers before it are) and holds its number while it has the file open. The numbers are byte-range locks on a
file beside the database: the kernel frees those of a process that dies.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: DuckDB's own lock and patience must do
    fcntl = None  # type: ignore[assignment]

from parkcmp.errors import StoreError

# Byte 0 guards the counter, which is the file's content; number n is byte n of one of two far regions.
_WRITERS = 1 << 40
_READERS = 1 << 41
_SHORTEST, _LONGEST = 0.001, 0.03
_held: set[Path] = set()
_COUNTER_PATIENCE = 1.0


class Deadline:
    """A moment by the monotonic clock, `seconds` from now, and pauses that grow until then."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._pause = _SHORTEST

    def passed(self) -> bool:
        """Whether the moment is over."""
        return time.monotonic() >= self._end

    def pause(self) -> None:
        """Sleep a little, never beyond the moment by much."""
        time.sleep(max(0.0, min(self._pause, self._end - time.monotonic())))
        self._pause = min(self._pause * 1.5, _LONGEST)


@contextmanager
def queued(path: Path, *, write: bool, deadline: Deadline) -> Iterator[None]:
    """Wait for one's turn at the database at `path` and keep it. Raises StoreError once the deadline has passed."""
    real = Path(os.path.realpath(path))
    # Closing any descriptor of a file frees all locks that the process has on it: one at a time is enough, and
    # within a process DuckDB itself decides who may share.
    descriptor = None if real in _held else _open(real)
    if descriptor is None:
        yield
        return
    _held.add(real)
    try:
        number = _take_number(descriptor, write)
        while not _is_turn(descriptor, number, write):
            if deadline.passed():
                raise StoreError(f"{path} is in use", "wait longer with --wait SECONDS")
            deadline.pause()
        yield
    finally:
        _held.discard(real)
        os.close(descriptor)


def _open(real: Path) -> int | None:
    # Without the right to make a file here there is no queue, and nobody who could write either.
    if fcntl is None:
        return None
    with contextlib.suppress(OSError):
        return os.open(real.with_name(real.name + ".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    return None


def _take_number(descriptor: int, write: bool) -> int:
    patience = Deadline(_COUNTER_PATIENCE)
    while not _try(descriptor, fcntl.LOCK_EX, 0, 1):
        if patience.passed():  # somebody was stopped in these few lines: better unfair than stuck
            break
        patience.pause()
    try:
        number = int.from_bytes(os.pread(descriptor, 8, 0), "little") % (1 << 39) + 1
        while not _try(descriptor, fcntl.LOCK_EX, (_WRITERS if write else _READERS) + number, 1):
            number += 1
        os.pwrite(descriptor, number.to_bytes(8, "little"), 0)
    finally:
        fcntl.lockf(descriptor, fcntl.LOCK_UN, 1, 0)
    return number


def _is_turn(descriptor: int, number: int, write: bool) -> bool:
    # A shared lock on the earlier numbers is granted when nobody holds one of them exclusively.
    for region in (_WRITERS, _READERS) if write else (_WRITERS,):
        if not _try(descriptor, fcntl.LOCK_SH, region, number):
            return False
        fcntl.lockf(descriptor, fcntl.LOCK_UN, number, region)
    return True


def _try(descriptor: int, kind: int, start: int, length: int) -> bool:
    try:
        fcntl.lockf(descriptor, kind | fcntl.LOCK_NB, length, start)
    except OSError:
        return False
    return True

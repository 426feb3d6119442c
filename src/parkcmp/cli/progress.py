"""How far a long run has come: a bar with rate and remaining time on a terminal, a plain line now and then elsewhere.

On stderr, through `diagnostics`; messages that are said meanwhile stand above the bar.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from parkcmp.cli import diagnostics

# A run of fewer files is over before anybody looks; a plain line so often.
_FEW = 20
_EVERY_SECONDS = 15.0
Advance = Callable[[int], None]


@contextmanager
def progress(total: int, lang: str) -> Iterator[Advance]:
    """Show how many of `total` files are done while the block runs; it tells by the number of files just finished."""
    if total < 2 or (total < _FEW and not sys.stderr.isatty()):
        yield lambda _: None
    elif sys.stderr.isatty():
        with _bar(total, lang) as advance:
            yield advance
    else:
        yield _Lines(total, lang).advance


class _Lines:
    def __init__(self, total: int, lang: str) -> None:
        self._total, self._lang, self._done = total, lang, 0
        self._began = self._said = time.monotonic()

    def advance(self, files: int) -> None:
        """Count files, and say how far it is where a while has passed since the last time."""
        self._done += files
        now = time.monotonic()
        if files and now - self._said >= _EVERY_SECONDS:
            self._said = now
            rate = self._done / (now - self._began)
            diagnostics.message(_line(self._done, self._total, rate, self._lang))


def _line(done: int, total: int, rate: float, lang: str) -> str:
    left = _clock((total - done) / rate) if rate else "?"
    if lang == "zh":
        return f"parkcmp: 已完成 {done}/{total} 个文件，每秒 {rate:.1f} 个，还需 {left}"
    return f"parkcmp: {done} of {total} files, {rate:.1f} a second, {left} left"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@contextmanager
def _bar(total: int, lang: str) -> Iterator[Advance]:
    from rich.console import Console
    from rich.progress import Progress, ProgressColumn, Task
    from rich.text import Text

    class State(ProgressColumn):
        """Bar, counts, rate and remaining time, of characters that every Chinese terminal has."""

        def render(self, task: Task) -> Text:
            """The line for this moment."""
            done = int(task.completed)
            filled = round(20 * done / total)
            rate = task.finished_speed or task.speed or 0.0
            left = _clock(task.time_remaining) if task.time_remaining is not None else "?"
            parts = (
                f"每秒 {rate:.1f} 个文件  还需 {left}" if lang == "zh" else f"{rate:.1f} files a second  {left} left"
            )
            return Text(f"[{'=' * filled:<20}] {done}/{total}  {parts}")

    settings: dict[str, Any] = {"redirect_stdout": False, "redirect_stderr": True, "transient": True}
    with Progress(State(), console=Console(stderr=True, highlight=False), **settings) as shown:
        task = shown.add_task("", total=total)
        yield lambda files: shown.advance(task, files)

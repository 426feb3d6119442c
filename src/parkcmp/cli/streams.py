"""The three standard streams: made safe before anything is written, and closed without a word.

Into a pipe or a file goes UTF-8 whatever the locale; a terminal keeps its own encoding. A character that it
cannot show is written as its code, so that no locale makes a command fail.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys


def prepare() -> None:
    """Make stdout and stderr safe to write Chinese to. To be called once, before any output."""
    _fill_closed_descriptors()
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        elif "PYTHONIOENCODING" in os.environ:
            stream.reconfigure(errors="backslashreplace", newline="\n")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def typed(argument: str) -> str:
    """An argument as the person typed it, where the locale could not decode it; a file's name stays as it is."""
    if argument.isascii() or not any("\udc80" <= c <= "\udcff" for c in argument) or os.path.exists(argument):  # noqa: PTH110 - what cannot be a name is none
        return argument
    with contextlib.suppress(UnicodeDecodeError):
        return os.fsencode(argument).decode("utf-8")
    return argument


def finish() -> None:
    """Flush stdout; a reader that has closed the pipe is no failure.

    Raises OSError where the output could not be written for another reason (a full disk).
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        abandon()


def let_go_of_stderr() -> None:
    """To be called last: what stderr did not take goes nowhere."""
    try:
        sys.stderr.flush()
    except OSError:
        abandon(2)


def abandon(descriptor: int = 1) -> None:
    """Send what is still buffered nowhere, so that the interpreter does not stumble over it when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, descriptor)
        os.close(nowhere)


def _fill_closed_descriptors() -> None:
    # With `>&-` the next file that is opened becomes descriptor 1: a stray print would land in the database.
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdout is None:
        sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = io.TextIOWrapper(io.FileIO(2, "w", closefd=False), encoding="utf-8")

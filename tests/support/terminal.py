"""Real shells on a terminal of their own: what is typed, tabs and all, and what stands on the line then."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

PATIENCE = 30.0  # seconds for the slowest machine; a test ends as soon as what it waits for is there
START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}


def environment(home: Path) -> dict[str, str]:
    """A plain UTF-8 environment in which parkcmp is this one."""
    return {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "LC_ALL": "C.UTF-8",
        "TERM": "dumb",
    }


def on_terminal(arguments: Sequence[str | bytes], folder: Path, env: Mapping[str, str]) -> tuple[int, bytes]:
    """A command whose three streams are a terminal: its exit code, and the bytes that the terminal got."""
    terminal, other = pty.openpty()
    process = subprocess.Popen(
        arguments, cwd=folder, env=env, stdin=other, stdout=other, stderr=other, start_new_session=True
    )
    os.close(other)
    seen = b""
    with contextlib.suppress(OSError):  # Linux says so where nobody has the other end any more
        while more := os.read(terminal, 65536):
            seen += more
    os.close(terminal)
    return process.wait(), seen


@contextlib.contextmanager
def running(shell: str, folder: Path) -> Iterator[Callable[[bytes, bytes], bytes]]:
    """An interactive shell: a function that types bytes and returns what the shell wrote, once it holds a mark."""
    terminal, other = pty.openpty()
    process = subprocess.Popen(
        START[shell],
        cwd=folder,
        env=environment(folder),
        stdin=other,
        stdout=other,
        stderr=other,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - job control wants a terminal
    )
    os.close(other)

    def converse(keys: bytes, mark: bytes) -> bytes:
        os.write(terminal, keys)
        seen = b""
        end = time.monotonic() + PATIENCE
        while mark not in seen and time.monotonic() < end:
            if select.select([terminal], [], [], 0.1)[0]:
                seen += os.read(terminal, 65536)
        assert mark in seen, f"{shell}: {seen.decode(errors='replace')}"
        return seen

    try:
        yield converse
    finally:
        process.kill()
        process.wait()
        os.close(terminal)

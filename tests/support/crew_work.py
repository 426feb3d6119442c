"""What workers do in tests: numbers, archives of numbers, and tasks that end the process that does them."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path


def work(context: str, task: tuple[str, int], skip: int) -> Iterator[str]:
    """Results named by context, task and position, from `skip` on. Kinds of task: many, slow, kill (dies at its second
    result), once (dies once, leaving a mark at the path in `context`), exit, big, blocked
    (tells whether interrupts reach its process and that one's parent)."""
    kind, count = task
    for n in range(skip, count):
        if kind == "slow":
            time.sleep(0.3)
        if kind == "kill" and n == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        if kind == "exit" and n == 0:
            sys.exit(7)
        if kind == "once" and n == 1 and not Path(context).exists():
            Path(context).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if kind == "head":
            os.kill(os.getpid(), signal.SIGKILL)
        if kind == "blocked":
            yield f"blocked: {[_never_interrupted(pid) for pid in (os.getpid(), os.getppid())]}"
        yield f"{kind}{count}.{n}" + ("x" * (1 << 20) if kind == "big" else "")
    if kind == "head":
        os.kill(os.getpid(), signal.SIGKILL)


def _never_interrupted(pid: int) -> bool:
    """Whether a process of this machine blocks SIGINT or ignores it."""
    lines = dict(
        line.split(":\t", 1)
        for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
        if ":\t" in line
    )
    return bool(int(lines["SigBlk"], 16) & 1 << signal.SIGINT - 1)


def lost(task: tuple[str, int], reason: str) -> str:
    """What stands for a lost result."""
    return f"lost {task[0]}: {reason}"

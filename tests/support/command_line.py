"""The command as a process of its own: where it is, and the environment that tests give it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

PARKCMP = str(Path(sys.executable).with_name("parkcmp"))
Run = Callable[..., subprocess.CompletedProcess[str]]


def environment(**changes: str) -> dict[str, str]:
    """The test's environment in English and without the user's settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PARKCMP_", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C.UTF-8", **changes}


def heed_interrupts() -> None:
    """To be called in a child before its program starts: who started the tests in the background had them ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)

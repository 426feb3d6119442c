"""The console script: an interrupt before the program is there, or after its work is done, ends it without a word.

Imports nothing but what the interpreter has at hand, for until it runs an interrupt shows a traceback.
"""

from __future__ import annotations

import os
import signal
from types import FrameType

INTERRUPTED = 130


def _leave(_signal: int, _frame: FrameType | None) -> None:
    os._exit(INTERRUPTED)  # nothing was begun, or all of it is done: there is nothing to tidy up


def main() -> None:
    """Run `parkcmp` and end the process."""
    usual = signal.getsignal(signal.SIGINT)
    heeded = usual is signal.default_int_handler  # who starts us may have told us to ignore it
    if heeded:
        signal.signal(signal.SIGINT, _leave)
    from parkcmp.cli.app import app

    try:
        if heeded:
            signal.signal(signal.SIGINT, usual)
        app(prog_name="parkcmp")
    except KeyboardInterrupt:  # in the moments around the command
        os._exit(INTERRUPTED)
    finally:
        if heeded:
            signal.signal(signal.SIGINT, _leave)

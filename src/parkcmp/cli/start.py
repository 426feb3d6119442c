"""The console script: an interrupt before the program is there, or after its work is done, ends it without a word.

Imports nothing but what the interpreter has at hand, for until it runs an interrupt shows a traceback. Too little
memory is told here as well, before a library is loaded that would end the process for it.
"""

from __future__ import annotations

import os
import signal
from types import FrameType

from parkcmp.limits import ENOUGH, address_space

INTERRUPTED = 130


def _leave(_signal: int, _frame: FrameType | None) -> None:
    os._exit(INTERRUPTED)  # nothing was begun, or all of it is done: there is nothing to tidy up


def _refuse_too_little_room() -> None:
    room = address_space()
    if room is None or room >= ENOUGH:
        return
    from parkcmp.cli import diagnostics
    from parkcmp.errors import StoreError

    what = f"this process may have only {room >> 20} MB of memory (ulimit -v)"
    diagnostics.error(failure := StoreError(what, f"allow it {ENOUGH >> 20} MB or more"))
    os._exit(failure.exit_code)


def main() -> None:
    """Run `parkcmp` and end the process."""
    usual = signal.getsignal(signal.SIGINT)
    heeded = usual is signal.default_int_handler  # who starts us may have told us to ignore it
    if heeded:
        signal.signal(signal.SIGINT, _leave)
    _refuse_too_little_room()
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

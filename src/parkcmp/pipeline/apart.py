"""A worker of a cluster takes an order; one that a worker died of already is made in a process apart.

So a deadly file costs one worker, and the orders that wait behind it none. A mark in the folder of the parts says that
an order was begun; who gives the orders removes it.
"""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from parkcmp.errors import ParkcmpError, UnreadableError
from parkcmp.pipeline.part import Order, make_part
from parkcmp.pipeline.places import Folder


def take_order(order: Order) -> str:
    """Make the part that is ordered; its name.

    Raises UsageError where this machine reads with another version, UnreadableError where a file ends the process.
    """
    folder = Folder(order.folder)
    if order.apart or folder.has(begun(order)):
        return _make_apart(order)
    with tempfile.NamedTemporaryFile(prefix="parkcmp-") as nothing:
        folder.put(begun(order), Path(nothing.name))
    return make_part(order)


def begun(order: Order) -> str:
    """The name of the mark of an order that a worker has begun."""
    return f"begun-{order.name}"


def _make_apart(order: Order) -> str:
    # No process of multiprocessing: a worker of a cluster may be one itself that must not have any.
    command = [sys.executable, "-m", "parkcmp.pipeline.apart"]
    done = subprocess.run(command, input=pickle.dumps(replace(order, apart=False)), stdout=subprocess.PIPE, check=False)
    if done.returncode:
        cause = signal.Signals(-done.returncode).name if done.returncode < 0 else f"exit {done.returncode}"
        raise UnreadableError(f"it ended the process that read it ({cause})", "it may need more memory; split it")
    result = pickle.loads(done.stdout)
    if isinstance(result, ParkcmpError):
        raise result
    return str(result)


def main() -> None:
    """Make the part of the order on standard input; its name, or what went wrong, on standard output."""
    result: str | ParkcmpError
    try:
        result = make_part(pickle.loads(sys.stdin.buffer.read()))
    except ParkcmpError as failure:
        result = failure
    sys.stdout.buffer.write(pickle.dumps(result))


if __name__ == "__main__":
    main()

"""A process without root's right to read and write anywhere, so that permissions hold for root too."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

_DROP_FROM_BOUNDING_SET, _ANY_WRITE, _ANY_READ = 24, 1, 2  # of <sys/prctl.h> and <linux/capability.h>


def give_up_rights() -> None:
    """To be called in a child before its program starts (`preexec_fn`)."""
    if os.geteuid() == 0 and sys.platform == "linux":
        libc = ctypes.CDLL(None)
        for right in (_ANY_WRITE, _ANY_READ):
            libc.prctl(_DROP_FROM_BOUNDING_SET, right, 0, 0, 0)


def permissions_hold(folder: Path) -> bool:
    """Whether a child that gave up its rights may not write into `folder`."""
    script = "import sys; open(sys.argv[1], 'w').close()"
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder / "probe")],
        capture_output=True,
        check=False,
        preexec_fn=give_up_rights,
    )
    return done.returncode != 0

"""Takes from this process what Windows does not have, then runs its arguments: `PYTHON without_unix.py parkcmp facts`.

The libraries that parkcmp stands on, which have a Windows of their own, are loaded before. Run as a program, not
imported: what is taken is gone. Without arguments it imports every module of the package and prints their names.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import pkgutil
import shlex
import signal
import sys
from pathlib import Path

MODULES = ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog", "readline")
SIGNALS = (  # but SIGKILL, with which Python's own processes end here
    *("SIGPIPE", "SIGHUP", "SIGALRM", "SIGCHLD", "SIGUSR1", "SIGUSR2", "SIGQUIT", "SIGSTOP", "SIGTSTP"),
    *("SIGWINCH", "pthread_sigmask", "pthread_kill", "sigwait", "alarm", "setitimer", "siginterrupt", "SIG_BLOCK"),
)
CALLS = (
    *("fork", "forkpty", "getuid", "geteuid", "getgid", "getegid", "setsid", "getpgid", "killpg", "mkfifo", "nice"),
    *("sched_getaffinity", "pread", "pwrite", "sync", "fdatasync", "posix_fadvise", "chown", "fchmod", "fchown"),
    *("O_CLOEXEC", "O_NONBLOCK", "O_DIRECTORY", "O_NOFOLLOW", "sysconf", "getloadavg", "statvfs", "uname"),
)
LIBRARIES = (
    *("duckdb", "rich.console", "rich.progress", "rich.table", "typer", "pydantic", "ahocorasick_rs", "asyncio"),
    *("concurrent.futures", "subprocess", "tempfile", "shutil", "zipfile", "uuid", "platform", "distributed", "docx"),
    *("xlsxwriter", "vl_convert", "fontTools.ttLib", "selectolax.lexbor", "pypdfium2", "xlrd", "pyarrow", "pandas"),
    "polars",
)


def take_away() -> None:
    """From here on this process knows no more than Python on Windows does."""
    for name in LIBRARIES:
        try:
            importlib.import_module(name)
        except ImportError:  # optional
            continue
    for name in MODULES:
        sys.modules[name] = None  # type: ignore[assignment]
    for module, names in ((signal, SIGNALS), (os, CALLS)):
        for name in names:
            if hasattr(module, name):
                delattr(module, name)
    multiprocessing.get_all_start_methods = lambda: ["spawn"]  # type: ignore[method-assign]


def main(arguments: list[str]) -> None:
    """Import everything, or run commands, a quoted line each, one after another."""
    take_away()
    if not arguments:
        import parkcmp

        for found in pkgutil.walk_packages(parkcmp.__path__, "parkcmp."):
            if not found.name.endswith("__main__"):
                importlib.import_module(found.name)
                print(found.name)
        return
    from parkcmp.cli.start import main as start

    for line in arguments:
        sys.argv = ["parkcmp", *shlex.split(line)]
        try:
            start()
        except SystemExit as end:
            print(f"{Path.cwd().name}: {line}: {end.code or 0}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

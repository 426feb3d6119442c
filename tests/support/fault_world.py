"""What faults are done to: a folder with documents, databases, the command as a process, and a judge.

The judge compares a database after a fault with what it held before and with what each document must hold whole:
`lost` are documents that were there and are not, `partial` those that are there with other contents than they should.
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archives import load_script
from command_line import environment, heed_interrupts

from parkcmp.errors import ParkcmpError
from parkcmp.store import connect, is_empty
from parkcmp.store.maintenance import check

PYTHON = sys.executable
Contents = Mapping[str, tuple[Any, ...]]
_OURS = re.compile(r'/parkcmp/[a-z_/]+\.py"')
CODES = {0, 1, 2, 3, 4, 5, 130}
SIGNALS = (signal.SIGKILL, signal.SIGINT)


@dataclass(slots=True)
class Row:
    """One line of the table."""

    fault: str
    tried: int = 0
    lost: int = 0
    partial: int = 0
    wrong: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def survived(self) -> int:
        """How many times all promises held."""
        return max(0, self.tried - self.lost - self.partial - len(self.wrong))

    @property
    def holds(self) -> bool:
        """Whether something was tried, and every time all promises held."""
        return self.tried > 0 and self.survived == self.tried

    def line(self) -> str:
        """As the table shows it."""
        said = "; ".join([*dict.fromkeys(self.wrong), *self.notes])
        return f"{self.fault:32} {self.tried:6} {self.survived:9} {self.lost:5} {self.partial:8}  {said[:600]}".rstrip()


HEADING = f"{'fault':32} {'tried':>6} {'survived':>9} {'lost':>5} {'partial':>8}"


@dataclass(frozen=True, slots=True)
class Done:
    """A process that is over; `code` is negative where a signal ended it."""

    code: int
    out: str
    err: str


class World:
    """A folder with an archive of so many documents, and what each of them must give."""

    def __init__(self, folder: Path, documents: int = 40, seed: int = 1) -> None:
        self.folder = folder.resolve()
        self.draw = random.Random(seed)
        self.archive = self.folder / "archive"
        self.archive.mkdir()
        load_script("planted").write_archive(self.archive, documents)
        self.whole = self.folder / "whole.duckdb"
        began = time.monotonic()
        self.expect(self.run("ingest", "archive", "--db", self.whole.name))
        self.seconds = time.monotonic() - began
        self.truth = contents(self.whole)
        assert len(self.truth) == documents

    def start(self, *arguments: str, **settings: Any) -> subprocess.Popen[str]:
        """`parkcmp ARGUMENTS` as a group of processes of its own, which heeds interrupts as in a terminal."""
        settings = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | settings
        changes = settings.pop("env", {})
        before = settings.pop("before", None)

        def prepare() -> None:
            heed_interrupts()
            if before:
                before()

        return subprocess.Popen(
            [PYTHON, "-m", "parkcmp", *arguments],
            cwd=settings.pop("cwd", self.folder),
            env=environment(**changes),
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
            preexec_fn=prepare,  # noqa: PLW1509 - it only sets a handler and limits
            **settings,
        )

    def run(self, *arguments: str, **settings: Any) -> Done:
        """`parkcmp ARGUMENTS` to its end."""
        return finish(self.start(*arguments, **settings))

    def strike(self, arguments: Sequence[str], how: signal.Signals, delay: float) -> Done:
        """`parkcmp ARGUMENTS`, hit after so long: an interrupt reaches the whole group, as from a terminal."""
        process = self.start(*arguments)
        time.sleep(delay)
        try:
            if how == signal.SIGINT:
                os.killpg(process.pid, how)
            else:
                process.send_signal(how)
        except ProcessLookupError:
            pass
        return finish(process)

    @staticmethod
    def expect(done: Done, *codes: int) -> Done:
        """Raise where a command that nobody disturbed did not end as it should."""
        assert done.code in (codes or (0,)), done
        return done


def finish(process: subprocess.Popen[str], patience: float = 300) -> Done:
    """Wait for a process. Whoever hangs is killed and told of."""
    try:
        out, err = process.communicate(timeout=patience)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
        err += "\nTraceback: it hung"
    return Done(process.returncode, out or "", err or "")


def contents(database: Path) -> Contents:
    """What each stored document holds: its text, its facts and its numbers that became none."""
    if is_empty(database):
        return {}
    with connect(database, wait=120) as store:
        rows = store.fetch(
            "SELECT document, sha256, (SELECT list(hash(f) ORDER BY hash(f)) FROM facts AS f"
            " WHERE f.document = d.document), (SELECT count(*) FROM unexplained AS u WHERE u.document = d.document)"
            " FROM documents AS d"
        )
    return {document: tuple(map(str, rest)) for document, *rest in rows}


def judge(row: Row, database: Path, before: Contents, truth: Contents) -> Contents:
    """Open the database after a fault and count what is lost and what is partial; what it holds now."""
    try:
        if is_empty(database):
            now: Contents = {}
        else:
            unsound = [name for name, holds, _ in check(database, 120) if not holds]
            if unsound:
                row.wrong.append(f"unsound: {unsound}")
            now = contents(database)
    except ParkcmpError as failure:
        row.wrong.append(f"the next command: {failure}")
        return before
    row.lost += bool(before.keys() - now.keys())
    row.partial += any(truth.get(name) != held for name, held in now.items())
    return now


def judge_end(row: Row, done: Done, *, struck: signal.Signals | None = None) -> None:
    """Was the end as documented: an exit code of the list, and an error on one line?"""
    codes = CODES | ({-signal.SIGKILL} if struck == signal.SIGKILL else set())
    if struck == signal.SIGINT and done.code == -signal.SIGINT:
        return  # it came before the interpreter could take notice
    if "Traceback" in done.err:
        if struck and not _OURS.search(done.err):  # at its start, or of a worker that was just being started
            row.notes[:] = ["some tracebacks of the interpreter alone, outside parkcmp"]
            return
        row.wrong.append(f"a traceback: {done.err.strip().splitlines()[-1]}")
    elif done.code not in codes:
        row.wrong.append(f"exit {done.code}: {done.err.strip()[-200:]}")
    elif done.code in (2, 3):
        last = [line for line in done.err.splitlines() if line.startswith("parkcmp: error: ")]
        if len(last) != 1 or ";" not in last[0]:
            row.wrong.append(f"exit {done.code} without its line: {done.err.strip()[-200:]}")

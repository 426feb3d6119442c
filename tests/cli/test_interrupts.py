"""An interrupt at any moment: before the program is there, while it works, after its work is done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import environment, heed_interrupts

TO_ITSELF = "import os, signal; os.kill(os.getpid(), signal.SIGINT)\n"
# What runs when all is done, before the interpreter is gone; the loop is where it takes notice.
AT_THE_END = """
import atexit, os, signal
def interrupt():
    os.kill(os.getpid(), signal.SIGINT)
    for n in range(9):
        len("")
atexit.register(interrupt)
"""
RUN = "import sys; sys.argv[0] = 'parkcmp'; from parkcmp.cli.start import main; main()"


def run(script: str, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=environment(**changes),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=heed_interrupts,
    )


@pytest.mark.parametrize("module", ["typer", "duckdb"])
def test_while_a_library_is_loaded(tmp_path: Path, module: str) -> None:
    (tmp_path / f"{module}.py").write_text(f"{TO_ITSELF}raise ImportError('nobody came')\n")
    path = os.pathsep.join((str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])))
    database = tmp_path / "p.duckdb"
    database.write_bytes(b"x")
    done = run(RUN, "facts", "--db", str(database), PYTHONPATH=path)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_after_the_work_is_done() -> None:
    done = run(f"{AT_THE_END}{RUN}", "parks", "新乡", "--no-header")
    assert done.returncode == 130
    assert "新乡" in done.stdout
    assert "Traceback" not in done.stderr


def test_who_ignores_interrupts_goes_on_ignoring_them() -> None:
    ignoring = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    done = run(f"{ignoring}{AT_THE_END}{RUN}", "parks", "新乡")
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_python_m_parkcmp_is_parkcmp() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "parkcmp", "rnak"], env=environment(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, "did you mean rank?" in done.stderr) == (2, True)

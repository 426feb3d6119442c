"""Too little address space is told in one line, before a library is loaded that would end the process for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from command_line import environment

resource = pytest.importorskip("resource")


def run(megabytes: int, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    room = megabytes << 20
    return subprocess.run(
        [sys.executable, "-m", "parkcmp", *arguments],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (room, room)),
    )


@pytest.mark.parametrize("megabytes", [100, 700, 2047])
def test_too_little_is_one_line_and_exit_3(tmp_path: Path, megabytes: int) -> None:
    done = run(megabytes, "metrics", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    [line] = done.stderr.splitlines()
    assert (
        line
        == f"parkcmp: error: this process may have only {megabytes} MB of memory (ulimit -v); allow it 2048 MB or more"
    )


@pytest.mark.usefixtures("with_facts")
def test_enough_is_enough(tmp_path: Path) -> None:
    done = run(2048, "sql", "SELECT value FROM duckdb_settings() WHERE name = 'threads'", "--no-header", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr


def test_memory_that_runs_out_is_one_line(tmp_path: Path) -> None:
    script = (
        "import sys; sys.argv[0] = 'parkcmp'\n"
        "import parkcmp.lexicon.load as load\n"
        "def none(): raise MemoryError\n"
        "load.load_lexicon = none\n"
        "from parkcmp.cli.start import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "metrics"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("parkcmp: error: not enough memory; ")
    assert done.stderr.count("\n") == 1

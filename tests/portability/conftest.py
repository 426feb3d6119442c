"""The command as a process of its own, in a folder of its own."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from command_line import PARKCMP, Run, environment


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`parkcmp ARGUMENTS` in tmp_path."""

    def run(*arguments: str) -> Any:
        return subprocess.run(
            [PARKCMP, *arguments],
            cwd=tmp_path,
            env=environment(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run

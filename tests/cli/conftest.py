"""The command as a process of its own, in a folder of its own."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from build import make_fact, store_all
from command_line import PARKCMP, Run, environment

from parkcmp.model import Bound, Measure


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`parkcmp ARGUMENTS` in tmp_path."""

    def run(*arguments: str, stdin: str = "", env: dict[str, str] | None = None, **settings: Any) -> Any:
        return subprocess.run(
            [PARKCMP, *arguments],
            cwd=tmp_path,
            input=stdin,
            env=environment(**(env or {})),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            **settings,
        )

    return run


@pytest.fixture
def with_facts(tmp_path: Path) -> Path:
    """A folder whose parkcmp.duckdb has facts of 新乡 and 厦门 in two documents."""
    growth = make_fact(metric="output", measure=Measure.GROWTH, value="13.9", unit="%", base="2020", start=20, end=22)
    over = make_fact(entity="厦门", value="1200", bound=Bound.OVER, round="100", start=22, end=23)
    later = make_fact(period="2022-08", value="140")
    store_all(tmp_path / "parkcmp.duckdb", [("2022-09", [make_fact(), growth, over]), ("2022-10", [later])])
    return tmp_path

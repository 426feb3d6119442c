"""The shells that the machine has, and a folder to try them in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from build import TEXT, make_extraction, make_fact, store
from terminal import START


@pytest.fixture(params=list(START))
def shell(request: pytest.FixtureRequest) -> str:
    """Each of the shells that the machine has."""
    if shutil.which(request.param) is None:
        pytest.skip(f"no {request.param} here")
    return str(request.param)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a database of one document."""
    store(tmp_path / "parkcmp.duckdb", TEXT, make_extraction(make_fact()), title="简讯")
    return tmp_path

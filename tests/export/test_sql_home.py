"""`sql` reads nothing of what DuckDB keeps for a user at home, by any version of DuckDB."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from build import TEXT, make_extraction, make_fact, store

KEEP = "import duckdb; duckdb.connect().execute(\"CREATE PERSISTENT SECRET kept (TYPE http, BEARER_TOKEN 'abc')\")"
ASK = """
import sys
from pathlib import Path
from parkcmp.errors import ParkcmpError
from parkcmp.store import connect
from parkcmp.store.sql import select
with connect(Path(sys.argv[1])) as database:
    try:
        print(select(database, sys.argv[2]))
    except ParkcmpError as failure:
        print(failure)
"""


@pytest.mark.parametrize(
    "query",
    [
        "FROM duckdb_secrets()",
        "FROM duckdb_secrets /* as no pattern knows it */ ()",
        "FROM which_secret('http://a', 'http')",
    ],
)
def test_secrets_are_not_shown(tmp_path: Path, query: str) -> None:
    def python(script: str, *arguments: str) -> str:
        command = [sys.executable, "-c", script, *arguments]
        env = {**os.environ, "HOME": str(tmp_path)}
        return subprocess.run(command, env=env, capture_output=True, check=True).stdout.decode()

    store(tmp_path / "p.duckdb", TEXT, make_extraction(make_fact()))
    python(KEEP)
    assert list(tmp_path.rglob("kept.*"))
    shown = python(ASK, str(tmp_path / "p.duckdb"), query)
    assert shown
    assert "kept" not in shown.replace(query, "")

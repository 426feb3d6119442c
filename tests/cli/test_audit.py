"""`parkcmp audit` as a process: exit codes, formats, languages, filters; and that its columns are documented."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from build import make_fact, store_all
from command_line import Run

from parkcmp.model import Measure
from parkcmp.query.audit import COLUMNS

DOCS = Path(__file__).parents[2] / "docs" / "audit.md"


@pytest.fixture
def revised(tmp_path: Path) -> Path:
    """A folder whose database has a value that a later document changes, and a growth that fits."""
    before = make_fact(period="2020", value="100", start=20, end=22)
    growth = make_fact(measure=Measure.GROWTH, value="35", unit="%", base="2020", start=22, end=23)
    later = make_fact(value="140")
    store_all(tmp_path / "parkcmp.duckdb", [("2022-09", [make_fact(), before, growth]), ("2022-10", [later])])
    return tmp_path


@pytest.mark.usefixtures("revised")
def test_a_contradiction_fails_where_asked(run: Run) -> None:
    done = run("audit")
    assert done.returncode == 0
    assert [row["verdict"] for row in csv.DictReader(io.StringIO(done.stdout), delimiter="\t")] == [
        "contradicts",
        "consistent",
    ]
    assert done.stderr.startswith("parkcmp: 2 claims: 1 contradicts, 1 consistent; --verdict contradicts")
    assert run("audit", "--fail").returncode == 1
    assert run("audit", "--fail", "--verdict", "consistent").returncode == 1
    assert run("audit", "--fail", "--metric", "output").returncode == 0
    assert run("audit", "--fail", "--park", "厦门").returncode == 0


@pytest.mark.usefixtures("revised")
def test_formats_agree_and_columns_are_documented(run: Run) -> None:
    done = run("audit", "-f", "json")
    answer = json.loads(done.stdout)
    assert answer["query"]["command"] == "audit"
    lines = [json.loads(line) for line in run("audit", "-f", "jsonl").stdout.splitlines()]
    assert lines == answer["rows"]
    assert tuple(lines[0]) == COLUMNS
    page = DOCS.read_text(encoding="utf-8").partition("## Columns of audit")[2]
    assert [name for name in COLUMNS if f"`{name}`" not in page] == []


@pytest.mark.usefixtures("revised")
def test_tables_in_both_languages(run: Run) -> None:
    english = run("audit", "-f", "table", env={"COLUMNS": "100"}).stdout
    assert "Contradictions" in english
    assert "135家 ≠ 140家" in english
    chinese = run("audit", "-f", "table", "--lang", "zh", env={"COLUMNS": "80"})
    assert "矛盾" in chinese.stdout
    assert "共 2 条：矛盾 1、一致 1" in chinese.stderr
    assert "contradicts" not in chinese.stdout


@pytest.mark.usefixtures("with_facts")
def test_nothing_to_check_is_said(run: Run) -> None:
    done = run("audit", "--park", "厦门")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1)
    assert "parkcmp facts shows what there is" in done.stderr


@pytest.mark.usefixtures("revised")
def test_wrong_names_are_usage_errors(run: Run) -> None:
    for wrong in (("--park", "无此区"), ("--verdict", "maybe"), ("--document", "zzz"), ("--metric", "nothing")):
        assert run("audit", *wrong).returncode == 2

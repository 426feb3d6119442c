"""`parkcmp review` as a person types it, and where a decision shows."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from build import TEXT, make_extraction, make_fact, store
from terminal import environment

PARKCMP = str(Path(sys.executable).with_name("parkcmp"))
FACT = "65f92daaca7b-13"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`parkcmp ARGUMENTS` in a folder whose database has one fact."""
    store(tmp_path / "parkcmp.duckdb", TEXT, make_extraction(make_fact()))

    def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [PARKCMP, *arguments],
            cwd=tmp_path,
            env=environment(tmp_path),
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_a_correction_shows_wherever_the_value_does(run: Run) -> None:
    done = run("review", FACT, "correct", "--value", "136", "--period", "2020年", "--reason", "印错", "--by", "王")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"{FACT}: corrected\n")
    for command in (
        ("rank", "--metric", "hitech_firms"),
        ("show", "新乡"),
        ("trend", "新乡", "--metric", "hitech_firms"),
    ):
        [row] = json.loads(run(*command, "-f", "json").stdout)["rows"]
        assert (row["value"], row["period"], row["flags"]) == (136, "2020", "reviewed"), command
    [fact] = json.loads(run("facts", "-f", "json").stdout)["rows"]
    assert (fact["value"], fact["review"]) == (136, "correct")
    assert run("facts", "--value", "136", "--no-header", "-f", "tsv").stdout
    [why] = json.loads(run("why", FACT, "-f", "json").stdout)["rows"]
    assert (why["value"], why["review"], why["reason"], why["reviewer"]) == (136, "correct", "印错", "王")
    assert json.loads(why["extracted"]) == {"value": "135", "period": "2021"}
    table = run("why", FACT, "-f", "table").stdout
    assert "corrected, was period 2021, value 135: 印错 (by 王)" in table
    [listed] = json.loads(run("review", "list", "-f", "json").stdout)["rows"]
    assert (listed["fact_id"], listed["decision"], listed["state"], listed["numeral"]) == (
        FACT,
        "correct",
        "applied",
        "135",
    )


def test_a_rejected_fact_is_in_no_answer_but_in_the_ledger(run: Run) -> None:
    assert run("review", FACT, "reject", "--reason", "a sub-park's").returncode == 0
    assert run("rank", "--metric", "hitech_firms", "--no-header").stdout == ""
    assert run("why", "新乡", "hitech_firms", "--no-header").stdout == ""
    assert json.loads(run("facts", "-f", "jsonl").stdout)["review"] == "reject"
    assert json.loads(run("why", FACT, "-f", "jsonl").stdout)["review"] == "reject"
    assert "(rejected)" in run("facts", "-f", "table").stdout
    assert run("review", FACT, "withdraw").stderr == f"{FACT}: review withdrawn\n"
    assert run("rank", "--metric", "hitech_firms", "--no-header").stdout != ""


def test_a_decision_survives_reading_the_text_again(run: Run, tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")
    assert run("ingest", "news.txt", "--date", "2022-09").returncode == 0
    fact = json.loads(run("facts", "--metric", "hitech_firms", "-f", "jsonl").stdout)["fact_id"]
    assert run("review", fact, "correct", "--value", "136", "--reason", "x").returncode == 0
    assert run("ingest", "news.txt", "--date", "2023-01").returncode == 0
    found = json.loads(run("facts", "--metric", "hitech_firms", "-f", "jsonl").stdout)
    assert (found["value"], found["review"], found["period"]) == (136, "correct", "2023-01")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((FACT,), 2, "DECISION"),
        ((FACT, "maybe"), 2, "maybe"),
        ((FACT, "reject"), 2, "add --reason"),
        ((FACT, "correct", "--value", "136"), 2, "add --reason"),
        ((FACT, "correct", "--reason", "x"), 2, "nothing to correct"),
        ((FACT, "accept", "--value", "136"), 2, "correct"),
        ((FACT, "correct", "--value", "viele", "--reason", "x"), 2, "value"),
        ((FACT, "correct", "--period", "bald", "--reason", "x"), 2, "period"),
        ((FACT, "correct", "--metric", "hitech_firmz", "--reason", "x"), 2, "hitech_firms"),
        ((FACT, "correct", "--park", "新香", "--reason", "x"), 2, "新乡"),
        ((FACT, "withdraw"), 2, "nobody has reviewed"),
        (("65f92daaca7b-99", "accept"), 2, "no fact"),
        (("nonsense", "accept"), 2, "no fact's id"),
        (("import", "missing.jsonl"), 5, "missing.jsonl"),
        (("list", "--db", "missing.duckdb"), 3, "missing.duckdb"),
    ],
)
def test_a_mistake_is_one_line(run: Run, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = run("review", *arguments)
    assert done.returncode == code
    assert said in done.stderr and done.stderr.startswith("parkcmp: error: ") and done.stderr.count("\n") == 1
    assert run("review", "list", "--no-header").stdout == ""


def test_decisions_travel(run: Run, tmp_path: Path) -> None:
    run("review", FACT, "correct", "--park", "", "--metric", "output_growth", "--unit", "%", "--reason", "x")
    exported = run("review", "export")
    assert json.loads(exported.stdout)["changes"] == {
        "entity": None, "scope": "other", "metric": "output", "measure": "growth", "unit": "%",
    }  # fmt: skip
    assert run("review", "export", "-o", "r.jsonl").returncode == 0
    assert (tmp_path / "r.jsonl").read_text(encoding="utf-8") == exported.stdout
    run("review", FACT, "withdraw")
    done = run("review", "import", "-", stdin=exported.stdout)
    assert (done.returncode, done.stderr) == (0, "-: 1 decision, 1 taken over, 0 older than what is here\n")
    assert run("review", "export").stdout == exported.stdout


def test_what_a_person_writes_cannot_move_the_cursor(run: Run) -> None:
    run("review", FACT, "reject", "--reason", "\x1b[31m[/red]\nsecond line")
    for command in (("why", FACT), ("review", "list")):
        shown = run(*command, "-f", "table").stdout
        assert "[/red]" in shown and "\x1b" not in shown

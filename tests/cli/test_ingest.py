"""`ingest` and `extract` end to end: files of every encoding, and one clear line for each that gives nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from command_line import Run

REPORT = (
    "新乡高新区2021年工作报告\n\n2021年，新乡高新区拥有高新技术企业135家，实现营业收入759.66亿元，同比增长13.9%。\n"
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(REPORT)
    return tmp_path


@pytest.mark.usefixtures("report")
def test_a_document_is_told_on_one_line_of_stderr(run: Run) -> None:
    done = run("ingest", "report.txt", "--date", "2022-03")
    assert (done.returncode, done.stdout) == (0, "")
    [line] = done.stderr.splitlines()
    assert line.startswith("report.txt: added as ")
    assert "facts of 新乡; published 2022-03; " in line
    assert "unexplained" in line
    assert "unchanged" in run("ingest", "report.txt").stderr
    assert "--date" in run("ingest", "report.txt", "--date", "").stderr
    assert run("ingest", "report.txt", "--date", "2022-04", "--lang", "zh").stderr.startswith("report.txt：已重新提取")


@pytest.mark.parametrize(
    ("text", "en", "zh"),
    [
        ("本期目录\n\n春风拂面，万物生长。\n", "; no facts; ", "；无数据；"),
        (
            "全国高新区\n\n2021年，全国高新区有高新技术企业11.5万家。\n",
            "; 1 fact, none of a park; ",
            "；1 条数据，均不属于高新区；",
        ),
    ],
)
def test_a_text_without_facts_or_parks_says_so(run: Run, tmp_path: Path, text: str, en: str, zh: str) -> None:
    (tmp_path / "text.txt").write_text(text, encoding="utf-8")
    assert en in run("ingest", "text.txt", "--dry-run").stderr
    assert zh in run("ingest", "text.txt", "--dry-run", "--lang", "zh").stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_same_report_in_any_encoding_gives_the_same_facts(run: Run, report: Path, encoding: str) -> None:
    (report / "other.txt").write_bytes(REPORT.encode(encoding))
    expected = run("extract", "report.txt", "-f", "jsonl").stdout
    assert "759.66" in expected
    assert run("extract", "other.txt", "-f", "jsonl").stdout == expected
    assert run("extract", "-", "-f", "jsonl", stdin=REPORT).stdout == expected


@pytest.mark.usefixtures("report")
def test_extract_prints_the_fields_of_a_fact_and_needs_no_database(run: Run, report: Path) -> None:
    done = run("extract", "report.txt", "-f", "jsonl", "--date", "2022-03")
    facts = [json.loads(line) for line in done.stdout.splitlines()]
    assert list(facts[0])[:6] == ["entity", "scope", "metric", "subject", "label", "measure"]
    assert list(facts[0])[-4:] == ["fact_id", "document", "sentence", "rule"]
    for fact in facts:
        assert REPORT[fact["start"] : fact["end"]] in fact["sentence"]
    assert {path.name for path in report.iterdir()} == {"report.txt"}


def test_extract_and_facts_say_the_same(run: Run, report: Path) -> None:
    extracted = run("extract", "report.txt", "-f", "jsonl").stdout.splitlines()
    run("ingest", "report.txt")
    stored = [json.loads(line) for line in run("facts", "-f", "jsonl").stdout.splitlines()]
    for fact in stored:
        assert fact.pop("review") is None
    assert [json.loads(line) for line in extracted] == stored


BAD = {
    "empty.txt": (b"", "empty"),
    "binary.txt": (bytes(range(256)) * 4, "binary"),
    "broken.txt": (REPORT.encode()[:50] + b"\xff" + REPORT.encode()[50:], "byte "),
}


@pytest.mark.parametrize("command", ["ingest", "extract"])
@pytest.mark.parametrize("name", [*BAD, "folder", "none.txt"])
def test_a_file_that_gives_nothing_is_one_line_and_the_database_is_as_before(
    run: Run, report: Path, name: str, command: str
) -> None:
    run("ingest", "report.txt")
    before = (report / "parkcmp.duckdb").read_bytes()
    for each, (content, _) in BAD.items():
        (report / each).write_bytes(content)
    (report / "folder").mkdir()
    done = run(command, name)
    assert (done.returncode, done.stdout) == (5, "")
    [line] = done.stderr.splitlines()
    assert line.startswith(f"parkcmp: error: {name}: ")
    assert BAD.get(name, (b"", ""))[1] in line
    assert (report / "parkcmp.duckdb").read_bytes() == before


def test_bad_files_among_good_ones_are_listed_at_the_end(run: Run, report: Path) -> None:
    for each, (content, _) in BAD.items():
        (report / each).write_bytes(content)
    done = run("ingest", ".")
    lines = done.stderr.splitlines()
    assert done.returncode == 5
    assert lines[0].startswith("report.txt: added")
    assert len(lines) == 5
    assert "3 of 4" in lines[-1]
    assert len(run("documents").stdout.splitlines()) == 2


@pytest.mark.usefixtures("report")
def test_unexplained_numbers_fail_where_asked(run: Run, report: Path) -> None:
    (report / "riddle.txt").write_text("某某集团去年有8个，另有37.5。\n")
    assert run("ingest", "riddle.txt").returncode == 0
    (report / "riddle2.txt").write_text("某某集团前年有9个，另有38.5。\n")
    done = run("ingest", "riddle2.txt", "--fail-unexplained")
    assert done.returncode == 4
    assert "--unexplained" in done.stderr.splitlines()[-1]


def test_a_dry_run_makes_no_database(run: Run, report: Path) -> None:
    done = run("ingest", "report.txt", "--dry-run")
    assert done.returncode == 0
    assert "would be added" in done.stderr
    assert {path.name for path in report.iterdir()} == {"report.txt"}


def test_a_name_with_a_newline_or_an_escape_stays_on_its_line(run: Run, report: Path) -> None:
    (report / "a\n\x1b[31mb.txt").write_text(REPORT)
    done = run("ingest", "a\n\x1b[31mb.txt")
    assert done.returncode == 0
    [line] = done.stderr.splitlines()
    assert line.startswith(r"a\n\x1b[31mb.txt: added")
    (report / "c\nd.txt").write_text("")
    [line] = run("ingest", "c\nd.txt").stderr.splitlines()
    assert r"c\nd.txt: empty" in line


@pytest.mark.parametrize(("name", "told"), [("新闻.txt".encode("gbk"), "新闻.txt"), (b"\xff\xfe.txt", "udcff")])
def test_a_name_that_is_no_utf8_is_told_as_text(run: Run, report: Path, name: bytes, told: str) -> None:
    Path(os.fsdecode(bytes(report) + b"/" + name)).write_text(REPORT + "又", encoding="utf-8")
    (report / "b.txt").write_text(REPORT + "另", encoding="utf-8")
    done = run("ingest", ".")
    assert done.returncode == 0, done.stderr
    assert told in run("documents", "--columns", "path").stdout
    assert "unchanged" in run("ingest", ".").stderr
    done = run("extract", ".", "-f", "jsonl")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)

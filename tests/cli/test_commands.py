"""The commands that read and list: what they print is what is stored, in the columns that scripts rely on."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from build import TEXT
from command_line import Run

from parkcmp.store import connect
from parkcmp.store.identity import document_id, text_digest

FACT = [
    *("entity", "scope", "metric", "subject", "label", "measure", "value", "value_high", "unit", "bound", "period"),
    *("base", "whole", "status", "start", "end", "fact_id", "document", "sentence", "rule"),
]
FIRST = document_id(text_digest(f"{TEXT}2022-09"))


def rows(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out), delimiter="\t"))


def test_without_arguments_it_helps_with_examples(run: Run) -> None:
    done = run()
    assert (done.returncode, done.stderr) == (0, "")
    assert "parkcmp rank --metric hitech_firms" in done.stdout
    assert run("--version").stdout.startswith("parkcmp ")


@pytest.mark.usefixtures("with_facts")
@pytest.mark.parametrize(
    ("filters", "values"),
    [
        ((), ["135", "13.9", "1200", "140"]),
        (("--park", "xinxiang"), ["135", "13.9", "140"]),
        (("--park", "新乡高新区", "--period", "2021"), ["135", "13.9"]),
        (("--metric", "output_growth"), ["13.9"]),
        (("--metric", "高新技术企业数", "--measure", "level"), ["135", "1200", "140"]),
        (("--value", "1,200"), ["1200"]),
        (("--status", "target"), []),
        (("--document", FIRST[:6]), ["135", "13.9", "1200"]),
        (("--search", "5G基站"), ["135", "13.9", "1200", "140"]),
        (("--search", "无此文字"), []),
    ],
)
def test_facts_pass_their_filters(run: Run, filters: tuple[str, ...], values: list[str]) -> None:
    done = run("facts", *filters)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].split("\t") == [*FACT, "review"]
    assert [row["value"] for row in rows(done.stdout)] == values


@pytest.mark.usefixtures("with_facts")
def test_a_fact_has_its_sentence_and_plain_values(run: Run) -> None:
    fact = json.loads(run("facts", "--park", "厦门", "-f", "jsonl").stdout)
    assert (fact["value"], fact["bound"], fact["whole"], fact["fact_id"]) == (1200, "over", None, f"{FIRST}-22")
    assert fact["sentence"] == TEXT


@pytest.mark.usefixtures("with_facts")
def test_unexplained_numbers_are_listed_with_their_reason(run: Run) -> None:
    found = rows(run("facts", "--unexplained", "--document", FIRST).stdout)
    assert [(row["numeral"], row["reason"]) for row in found] == [("5", "name")]
    assert "5G基站" in found[0]["context"]


@pytest.mark.usefixtures("with_facts")
def test_why_verifies_marks_and_cites(run: Run) -> None:
    [row] = rows(run("why", f"{FIRST}-13").stdout)
    assert (row["numeral"], row["verified"], row["rule"], row["published"]) == ("135", "true", "by_hand", "2022-09")
    assert row["paragraph"][int(row["start"]) - int(row["paragraph_start"]) :].startswith("135")
    table = run("why", f"{FIRST}-13", "-f", "table").stdout
    assert "高新技术企业【135】家" in table.replace("\n", "")
    assert "2022-09.txt" in table


@pytest.mark.usefixtures("with_facts")
@pytest.mark.parametrize(
    ("names", "values"),
    [
        (("新乡", "hitech_firms"), ["140"]),
        (("xinxiang", "高新技术企业数", "2021"), ["135"]),
        (("新乡", "output_growth"), ["13.9"]),
        (("新乡", "output"), ["13.9"]),
        (("厦门", "hitech_firms", "2019"), []),
        (("南京", "revenue"), []),
    ],
)
def test_why_of_a_value_takes_the_newest_period_or_the_named_one(
    run: Run, names: tuple[str, ...], values: list[str]
) -> None:
    done = run("why", *names)
    assert done.returncode == 0
    assert [row["value"] for row in rows(done.stdout)] == values
    assert bool(done.stderr) is (not values or names == ("新乡", "hitech_firms"))


AVERAGE = "龙岩高新区工作报告\n\n2021年，龙岩高新区实现营业收入300亿元，2012年以来年均增长22.8%。\n"


def test_the_growth_of_a_metric_is_its_average_a_year_where_no_rate_is_stated(run: Run, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(AVERAGE, encoding="utf-8")
    assert run("ingest", "report.txt", "--date", "2022-03").returncode == 0
    for command in (
        ("rank", "--metric", "revenue_growth"),
        ("why", "龙岩", "revenue_growth"),
        ("why", "龙岩", "revenue_growth", "2021"),
        ("facts", "--metric", "revenue_growth"),
    ):
        found = rows(run(*command).stdout)
        assert [(row["measure"], row["value"]) for row in found] == [("cagr", "22.8")], command
    run("export", "out.csv", "--metric", "revenue_growth")
    exported = csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8-sig")))
    assert [row["measure"] for row in exported] == ["cagr"]
    assert [row["measure"] for row in rows(run("coverage", "--metric", "revenue_growth").stdout)] == ["cagr"]
    assert rows(run("facts", "--metric", "revenue", "--measure", "growth").stdout) == []


@pytest.mark.usefixtures("with_facts")
def test_a_word_in_traditional_characters_is_found(run: Run) -> None:
    assert "hitech_firms" in {row["metric"] for row in rows(run("metrics", "高新技術企業").stdout)}
    assert [row["park"] for row in rows(run("parks", "新鄉").stdout)] == ["新乡"]


def test_why_says_when_the_stored_text_is_not_what_was_read(run: Run, with_facts: Path) -> None:
    from parkcmp.store import connect

    with connect(with_facts / "parkcmp.duckdb", write=True) as database:
        database.fetch("UPDATE documents SET text = replace(text, '135', '136')")
    assert rows(run("why", f"{FIRST}-13").stdout)[0]["verified"] == "false"
    assert "NOT VERIFIED" in run("why", f"{FIRST}-13", "-f", "table").stdout
    assert run("db", "check").returncode == 3


@pytest.mark.usefixtures("with_facts")
def test_documents_are_listed_edited_and_removed(run: Run) -> None:
    listed = rows(run("documents").stdout)
    first = listed[0]
    assert (first["document"], first["facts"], first["parks"], first["unexplained"]) == (FIRST, "3", "2", "1")
    assert run("documents", "edit", FIRST[:5], "--title", "简讯").returncode == 0
    assert rows(run("documents").stdout)[0]["title"] == "简讯"
    assert run("documents", "remove", FIRST).returncode == 0
    assert len(rows(run("documents").stdout)) == 1


@pytest.mark.usefixtures("with_facts")
def test_metrics_and_parks_count_what_the_database_has(run: Run) -> None:
    by_id = {row["metric"]: row for row in rows(run("metrics").stdout)}
    assert (by_id["hitech_firms"]["facts"], by_id["hitech_firms"]["parks"]) == ("3", "2")
    assert by_id["revenue"]["facts"] == "0"
    [park] = rows(run("parks", "xinxiang").stdout)
    assert (park["park"], park["facts"], park["metrics"]) == ("新乡", "3", "2")


def test_metrics_and_parks_need_no_database(run: Run) -> None:
    done = run("metrics", "高新技术企业")
    assert done.returncode == 0
    assert {row["facts"] for row in rows(done.stdout)} == {""}
    assert "--db" in done.stderr
    assert run("parks", "无此地").returncode == 0


@pytest.mark.usefixtures("with_facts")
def test_labels_without_a_metric_are_listed(run: Run, tmp_path: Path) -> None:
    from build import make_extraction, make_fact, store

    facts = [make_fact(metric=None, label="产销率", start=i, end=i + 1) for i in range(3)]
    store(tmp_path / "parkcmp.duckdb", "另文", make_extraction(*facts))
    assert [(row["label"], row["facts"]) for row in rows(run("metrics", "--unmapped").stdout)] == [("产销率", "3")]


@pytest.mark.usefixtures("with_facts")
def test_the_database_is_named_by_option_or_environment(run: Run, tmp_path: Path) -> None:
    (tmp_path / "parkcmp.duckdb").rename(tmp_path / "other.duckdb")
    assert run("documents").returncode == 3
    assert run("documents", env={"PARKCMP_DB": "other.duckdb"}).returncode == 0
    assert run("documents", "--db", "other.duckdb", env={"PARKCMP_DB": "none.duckdb"}).returncode == 0


@pytest.mark.usefixtures("with_facts")
def test_the_language_follows_the_locale_or_the_option(run: Run) -> None:
    assert "高新区" in run("parks", "新乡", "-f", "table", env={"LC_ALL": "zh_CN.UTF-8"}).stdout.splitlines()[0]
    assert "park" in run("parks", "新乡", "-f", "table", "--lang", "en", env={"LC_ALL": "zh_CN.UTF-8"}).stdout
    assert run("parks", "新乡", "--lang", "zh").stdout.startswith("park\t")


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (("documents",), "parkcmp ingest"),
        (("facts",), "parkcmp coverage"),
        (("facts", "--unexplained"), "parkcmp facts"),
        (("facts", "--unexplained", "--search", "无"), "--search"),
        (("metrics", "--unmapped"), "parkcmp metrics"),
    ],
)
def test_an_answer_without_rows_is_done_and_names_a_remedy(
    run: Run, tmp_path: Path, words: tuple[str, ...], remedy: str
) -> None:
    with connect(tmp_path / "parkcmp.duckdb", write=True):
        pass
    done = run(*words)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1  # the heading
    assert remedy in done.stderr


def test_a_text_without_facts_says_so(run: Run) -> None:
    done = run("extract", "-", stdin="今天天气很好。\n")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1)
    assert "--park" in done.stderr


@pytest.mark.usefixtures("with_facts")
def test_what_is_unexplained_is_not_chosen_by_what_only_a_fact_has(run: Run) -> None:
    done = run("facts", "--unexplained", "--park", "新乡")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--unexplained" in done.stderr


@pytest.mark.usefixtures("with_facts")
def test_why_offers_only_periods_of_what_it_showed(run: Run) -> None:
    done = run("why", "新乡", "hitech_firms")
    assert done.returncode == 0
    assert "2021" in done.stderr and "2022-08" not in done.stderr

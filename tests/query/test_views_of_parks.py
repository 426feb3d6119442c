"""show, trend and coverage: what is shown, in which order, and what is never joined."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from query_builder import LEXICON, said, stored

from parkcmp.errors import UsageError
from parkcmp.model import Fact
from parkcmp.query.answer import Answer
from parkcmp.query.coverage import CoverageQuestion, coverage
from parkcmp.query.show import ShowQuestion, show
from parkcmp.query.trend import TrendQuestion, trend


def rows(answer: Answer, *names: str) -> list[tuple[Any, ...]]:
    where = [answer.columns.index(name) for name in names]
    return [tuple(row[i] for i in where) for row in answer.rows]


PROFILE = [
    said("新乡", "hitech_firms", "120", "2021"),
    said("新乡", "hitech_firms", "135", "2022-09"),
    said("新乡", "hitech_firms", "200", "2025", status="target"),
    said("新乡", "hitech_firms", "90", None),
    said("新乡", "revenue", "759.66"),
    said("新乡", "revenue", "759.66"),
    said("新乡", None, "3"),
    said("龙岩", "hitech_firms", "101"),
]


def test_a_profile_has_the_newest_first_history_and_targets_beside_actuals(tmp_path: Path) -> None:
    with stored(tmp_path, *PROFILE) as database:
        answer = show(database, LEXICON, ShowQuestion("新乡"))
    assert rows(answer, "metric", "period", "status", "newest") == [
        ("revenue", "2021", "actual", True),
        ("hitech_firms", "2022-09", "actual", True),
        ("hitech_firms", "2021", "actual", False),
        ("hitech_firms", None, "actual", False),
        ("hitech_firms", "2025", "target", False),
    ]
    assert rows(answer, "sources")[0] == (2,)
    assert [n.code for n in answer.notes] == ["unmapped"]


def test_a_profile_of_nothing_says_so(tmp_path: Path) -> None:
    with stored(tmp_path, *PROFILE) as database:
        answer = show(database, LEXICON, ShowQuestion("西安"))
    assert (answer.rows, [n.code for n in answer.notes]) == ((), ["no-rows"])


def line(facts: list[Fact], folder: Path, *parks: str, **options: Any) -> Answer:
    with stored(folder, *facts) as database:
        return trend(database, LEXICON, TrendQuestion(parks or ("新乡",), **options))


def test_a_trend_joins_only_what_is_alike(tmp_path: Path) -> None:
    facts = [
        said("新乡", "output", "600", "2020"),
        said("新乡", "output", "677.69", "2021"),
        said("新乡", "output", "350", "2022-H1"),
        said("新乡", "output_above_scale", "500", "2019"),
        said("新乡", "output", "9", "2021", measure="growth", base="2020"),
        said("新乡", "output", "900", "2025", status="target"),
        said("新乡", "output", "1", "2021", unit="亿美元"),
    ]
    answer = line(facts, tmp_path, metric="output")
    found = rows(answer, "series", "metric", "unit", "period")
    series = {number: [row[1:] for row in found if row[0] == number] for number in {row[0] for row in found}}
    assert sorted(series.values(), key=str) == [
        [("output", "亿元", "2020"), ("output", "亿元", "2021")],
        [("output", "亿元", "2022-H1")],
        [("output", "亿美元", "2021")],
        [("output_above_scale", "亿元", "2019")],
    ]
    assert rows(answer, "metric", "flags")[-1] == ("output_above_scale", "proxy")
    assert "--measure growth" in answer.notes[0].en
    alone = line(facts, tmp_path / "own", metric="output", proxy=False)
    assert {row[0] for row in rows(alone, "metric")} == {"output"}


def test_stocks_of_any_date_are_one_series(tmp_path: Path) -> None:
    facts = [said("新乡", "hitech_firms", n, p) for n, p in [("3", "2022-09"), ("1", "2019"), ("2", "2021-H1")]]
    assert rows(line(facts, tmp_path, metric="hitech_firms"), "series", "period") == [
        (1, "2019"),
        (1, "2021-H1"),
        (1, "2022-09"),
    ]


def test_growth_of_different_bases_is_not_joined(tmp_path: Path) -> None:
    facts = [
        said("新乡", "output", "9", "2020", measure="growth", base="2019"),
        said("新乡", "output", "8", "2021", measure="growth", base="2020"),
        said("新乡", "output", "7", "2021", measure="cagr", base="2012"),
    ]
    found = rows(line(facts, tmp_path, metric="output", measure="growth"), "series", "measure", "period")
    assert len({row[0] for row in found}) == 2
    assert rows(line(facts, tmp_path / "b", metric="output", basis="yoy"), "period") == [("2020",), ("2021",)]


def test_a_trend_names_the_parks_without_figures_and_refuses_too_many(tmp_path: Path) -> None:
    facts = [said("新乡", "output", "600", "2020")]
    assert "西安" in line(facts, tmp_path, "新乡", "西安", metric="output").notes[0].en
    with pytest.raises(UsageError):
        line(facts, tmp_path / "b", *list(LEXICON.parks)[:13], metric="output")


def test_coverage_counts_present_and_missing(tmp_path: Path) -> None:
    facts = [*PROFILE, said("厦门", "revenue", "1", "2020"), said("全国", "revenue", "9", "2020")]
    with stored(tmp_path, *facts) as database:
        everything = coverage(database, LEXICON, CoverageQuestion())
        two = coverage(database, LEXICON, CoverageQuestion(("新乡", "龙岩"), (("hitech_firms", None),), "2021"))
    names = ("metric", "period", "parks", "of", "present", "missing")
    assert rows(everything, *names) == [
        ("revenue", "2021", 1, 3, "新乡", "厦门 龙岩"),
        ("revenue", "2020", 1, 3, "厦门", "新乡 龙岩"),
        ("hitech_firms", "2022-09", 1, 3, "新乡", "厦门 龙岩"),
        ("hitech_firms", "2021", 2, 3, "新乡 龙岩", "厦门"),
        ("hitech_firms", None, 1, 3, "新乡", "厦门 龙岩"),
    ]
    assert rows(two, *names) == [("hitech_firms", "2021", 2, 2, "新乡 龙岩", "")]


def test_coverage_of_nothing_says_so(tmp_path: Path) -> None:
    with stored(tmp_path, *PROFILE) as database:
        answer = coverage(database, LEXICON, CoverageQuestion(period="1999"))
    assert (answer.rows, [n.code for n in answer.notes]) == ((), ["no-rows"])

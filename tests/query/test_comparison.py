"""Verdicts, differences and ratios as intervals, and what is never compared."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from query_builder import LEXICON, said, stored

from parkcmp.errors import UsageError
from parkcmp.intervals import Interval
from parkcmp.model import Fact
from parkcmp.query.answer import Answer
from parkcmp.query.arithmetic import difference, quantile, ratio
from parkcmp.query.compare import CompareQuestion, compare
from parkcmp.render.cells import text


def ask(folder: Path, facts: Iterable[Fact | list[Fact]], *parks: str, **options: Any) -> Answer:
    with stored(folder, *facts) as database:
        return compare(database, LEXICON, CompareQuestion(parks or ("新乡", "龙岩"), **options))


def rows(answer: Answer) -> list[dict[str, Any]]:
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def pair(
    metric: str, one: str, other: str, periods: tuple[str | None, str | None] = ("2021", "2021"), **more: Any
) -> list[Fact]:
    return [said("新乡", metric, one, periods[0], **more), said("龙岩", metric, other, periods[1], **more)]


@pytest.mark.parametrize(
    ("metric", "one", "other", "verdict", "by", "times"),
    [
        ("hitech_firms", "135", "101", "higher: 新乡", "34", "[1.336633, 1.336634]"),
        ("hitech_firms", "101", "202", "higher: 龙岩", "101", "2"),
        ("hitech_firms", "101", "101", "equal", "0", "1"),
        ("hitech_firms", "超1200", "1299", "undecidable", "(-1, 99]", "(0.99923, 1.0825]"),
        ("hitech_firms", "超1200", "1300", "higher: 龙岩", "(0, 100]", "(1, 1.083334]"),
        ("hitech_firms", "超1200", "超1200", "undecidable", "(-100, 100)", "(0.923076, 1.083334)"),
        ("hitech_firms", "0", "5", "higher: 龙岩", "5", ""),
        ("revenue", "759.66", "759.66", "equal", "[-0.01, 0.01]", "[0.999986, 1.000014]"),
        ("revenue", "759.66", "759.67", "undecidable", "[0, 0.02]", "[1, 1.000027]"),
        ("revenue", "700", "350", "higher: 新乡", "[349, 351]", "[1.99572, 2.004292]"),
    ],
)
def test_a_verdict_follows_from_the_intervals(
    tmp_path: Path, metric: str, one: str, other: str, verdict: str, by: str, times: str
) -> None:
    (row,) = rows(ask(tmp_path, pair(metric, one, other)))
    assert (row["verdict"], text(row["difference"])) == (verdict, by)
    assert text(row["ratio"]) == times


def test_the_columns_are_those_promised(tmp_path: Path) -> None:
    assert ",".join(ask(tmp_path, pair("hitech_firms", "1", "2")).columns) == (
        "metric,name,measure,unit,新乡.value,新乡.bound,新乡.period,新乡.flags,新乡.fact_id,"
        "龙岩.value,龙岩.bound,龙岩.period,龙岩.flags,龙岩.fact_id,verdict,difference,ratio"
    )


def test_periods_that_differ_are_flagged_and_a_common_one_named(tmp_path: Path) -> None:
    facts = [*pair("hitech_firms", "135", "101", ("2022-09", "2021")), said("新乡", "hitech_firms", "120", "2021")]
    answer = ask(tmp_path, facts)
    (row,) = rows(answer)
    assert row["verdict"] == "higher: 新乡; periods differ"
    assert [n.code for n in answer.notes] == ["periods-differ"]
    assert "--period 2021" in answer.notes[0].en
    (row,) = rows(ask(tmp_path / "2021", facts, period="2021"))
    assert (row["verdict"], text(row["difference"])) == ("higher: 新乡", "19")


def test_no_common_period_is_said(tmp_path: Path) -> None:
    answer = ask(tmp_path, pair("hitech_firms", "135", "101", ("2022-09", "2021")))
    assert "no period has a value of both" in answer.notes[0].en


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (said("新乡", "exports", "30"), said("龙岩", "exports", "20", unit="亿美元"), "unit"),
        (
            said("新乡", "output", "5", measure="growth", base="2020"),
            said("龙岩", "output", "9", measure="cagr", base="2012"),
            "basis",
        ),
        (
            said("新乡", "output", "50", measure="growth", base="2012"),
            said("龙岩", "output", "90", measure="growth", base="2018"),
            "basis",
        ),
        (said("新乡", "output", "500"), said("龙岩", "output", "9", measure="cagr", base="2012"), "measure"),
        (
            said("新乡", "output", "50", measure="share", whole="新乡市"),
            said("龙岩", "output", "1", measure="share", whole="全国"),
            "whole",
        ),
    ],
)
def test_what_is_not_alike_is_not_compared_and_says_why(tmp_path: Path, one: Fact, other: Fact, reason: str) -> None:
    found = rows(ask(tmp_path, [one, other]))
    assert [row["verdict"] for row in found] == [f"not comparable: {reason}"] * 2
    assert [row["difference"] for row in found] == [None, None]


def test_a_half_year_is_not_compared_with_a_year(tmp_path: Path) -> None:
    facts = pair("revenue", "700", "300", ("2021", "2022-H1"))
    (row,) = rows(ask(tmp_path, facts))
    assert (row["verdict"], row["新乡.value"], row["龙岩.value"]) == ("not comparable: period length", 700, 300)
    (row,) = rows(ask(tmp_path / "both", [*facts, said("龙岩", "revenue", "500", "2020")]))
    assert (row["verdict"], row["龙岩.value"]) == ("higher: 新乡; periods differ", 500)


def test_a_stand_in_is_marked(tmp_path: Path) -> None:
    facts = [said("新乡", "output", "700"), said("龙岩", "output_above_scale", "300")]
    first, second = rows(ask(tmp_path, facts))
    assert (first["metric"], first["verdict"], first["龙岩.flags"]) == (
        "output",
        "higher: 新乡; stand-in",
        "proxy",
    )
    assert (second["metric"], second["新乡.value"], second["verdict"]) == ("output_above_scale", None, "")


def test_an_indicator_asked_for_is_there_even_if_all_have_a_stand_in(tmp_path: Path) -> None:
    facts = pair("output_above_scale", "700", "300")
    (row,) = rows(ask(tmp_path, facts, metrics=(("output", None),)))
    assert (row["metric"], row["新乡.flags"], row["龙岩.flags"]) == ("output", "proxy", "proxy")


def test_of_places_the_smaller_number_is_higher(tmp_path: Path) -> None:
    (row,) = rows(ask(tmp_path, pair("rank_overall", "40", "14", measure="rank", unit="位")))
    assert (row["verdict"], text(row["difference"]), row["ratio"]) == ("higher: 龙岩", "26", None)


def test_growth_has_a_difference_and_no_ratio(tmp_path: Path) -> None:
    (row,) = rows(ask(tmp_path, pair("output", "20", "10", measure="growth", base="2020")))
    assert (text(row["difference"]), row["ratio"]) == ("[9, 11]", None)


def test_of_several_parks_the_first_must_exceed_all(tmp_path: Path) -> None:
    facts = [*pair("hitech_firms", "超1200", "1250"), said("厦门", "hitech_firms", "9")]
    (row,) = rows(ask(tmp_path, facts, "新乡", "龙岩", "厦门"))
    assert row["verdict"] == "undecidable"
    (row,) = rows(ask(tmp_path / "b", [*facts[:1], *facts[2:]], "新乡", "龙岩", "厦门"))
    assert (row["verdict"], row["龙岩.value"]) == ("higher: 新乡", None)


def test_rows_are_grouped_by_category_and_common_ones_alone_on_request(tmp_path: Path) -> None:
    facts = [
        *pair("rd_share", "12.16", "4.97"),
        said("新乡", "green_factories", "1"),
        *pair("hitech_firms", "135", "101"),
        said("新乡", "revenue", "700"),
    ]
    answer = ask(tmp_path, facts)
    assert [row["metric"] for row in rows(answer)] == ["revenue", "hitech_firms", "rd_share", "green_factories"]
    assert "--common" in answer.notes[0].en
    assert [row["metric"] for row in rows(ask(tmp_path / "c", facts, common=True))] == ["hitech_firms", "rd_share"]


def test_targets_are_not_compared(tmp_path: Path) -> None:
    facts = [said("新乡", "revenue", "700"), said("龙岩", "revenue", "900", status="target")]
    (row,) = rows(ask(tmp_path, facts))
    assert (row["龙岩.value"], row["verdict"]) == (None, "")


def test_names_follow_the_language_and_nothing_else_does(tmp_path: Path) -> None:
    facts = pair("output", "21.21", "8", measure="cagr", base="2012")
    (zh,) = rows(ask(tmp_path, facts, lang="zh"))
    (en,) = rows(ask(tmp_path / "en", facts, lang="en"))
    assert zh.pop("name") == "工业总产值，年均增长"
    assert en.pop("name") == "Gross industrial output, average yearly growth"
    assert zh == en


def test_undated_values_are_said_to_be(tmp_path: Path) -> None:
    (row,) = rows(ask(tmp_path, pair("hitech_firms", "135", "101", (None, None))))
    assert (row["verdict"], row["新乡.flags"]) == ("higher: 新乡; undated", "undated")


def test_a_value_of_another_length_is_flagged(tmp_path: Path) -> None:
    (row,) = rows(ask(tmp_path, pair("revenue", "700", "300", ("2021", "2022-H1"))))
    assert sorted([row["新乡.flags"], row["龙岩.flags"]]) == ["", "length"]


def test_a_benchmark_takes_the_newest_of_each_park_or_that_of_the_period(tmp_path: Path) -> None:
    facts = [
        *pair("hitech_firms", "100", "200"),
        *pair("hitech_firms", "50", "60", ("2020", "2020")),
        said("厦门", "hitech_firms", "400", "2020"),
        said("厦门", "hitech_firms", "900", "2021"),
        said("南京", "hitech_firms", "500", "2020"),
    ]
    (row,) = rows(ask(tmp_path, facts, benchmark=True))
    assert (row["known"], row["median"]) == (4, 350)
    (row,) = rows(ask(tmp_path / "2020", facts, period="2020", benchmark=True))
    assert (row["known"], row["median"]) == (4, 230)


def test_benchmarks_are_of_the_same_kind_and_length(tmp_path: Path) -> None:
    facts = [
        *pair("revenue", "100", "200"),
        said("厦门", "revenue", "400"),
        said("南京", "revenue", "1000"),
        said("西安", "revenue", "7777", "2022-H1"),
        said("全国", "revenue", "50万", "2021"),
        said("全国", "revenue", "30万", "2022-H1"),
    ]
    (row,) = rows(ask(tmp_path, facts, benchmark=True))
    assert (row["全国.value"], row["全国.period"], row["known"]) == (500000, "2021", 4)
    assert (row["quartile_low"], row["median"], row["quartile_high"]) == (175, 300, 550)


@pytest.mark.parametrize("parks", [("新乡",), ("新乡", "新乡"), tuple(list(LEXICON.parks)[:13])])
def test_two_to_twelve_parks(tmp_path: Path, parks: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        ask(tmp_path, pair("revenue", "1", "2"), *parks)


def test_names_of_one_park_are_told_from_a_single_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="mean 新乡"):
        ask(tmp_path, pair("revenue", "1", "2"), "新乡", "新乡")


def test_a_park_of_which_nothing_is_known_is_named(tmp_path: Path) -> None:
    answer = ask(tmp_path, pair("revenue", "1", "2"), "新乡", "西安")
    assert "西安" in answer.notes[0].en


numbers = st.decimals(0, 1000, places=3)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(numbers), draw(numbers)))
    wide = low < high
    return Interval(
        low, draw(st.sampled_from([high, high, None])), wide and draw(st.booleans()), wide and draw(st.booleans())
    )


@given(intervals(), intervals(), st.integers(1, 99), st.integers(1, 99))
def test_a_difference_and_a_ratio_hold_every_pair_of_values(one: Interval, other: Interval, i: int, j: int) -> None:
    a, b = (_at(interval, share) for interval, share in ((one, i), (other, j)))
    _holds(difference(one, other), a - b)
    found = ratio(one, other)
    if found is not None:
        _holds(found, a / b)


def _at(interval: Interval, share: int) -> Decimal:
    assert interval.low is not None
    high = interval.high if interval.high is not None else interval.low + 500
    return interval.low + (high - interval.low) * share / 100


def _holds(interval: Interval, value: Decimal) -> None:
    assert interval.low is None or interval.low <= value + Decimal("1e-20")
    assert interval.high is None or value - Decimal("1e-20") <= interval.high


@pytest.mark.parametrize(
    ("values", "quarter", "expected"),
    [([1], 2, "1"), ([1, 2], 2, "1.5"), ([4, 1, 3, 2], 1, "1.75"), ([1, 2, 3, 4, 5], 3, "4")],
)
def test_quartiles_are_those_of_spreadsheets(values: list[int], quarter: int, expected: str) -> None:
    assert quantile([Decimal(v) for v in values], quarter) == Decimal(expected)

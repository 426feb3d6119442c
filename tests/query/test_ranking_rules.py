"""The rules of "What a ranking means" on periods, bases and bounds."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from query_builder import said
from ranking import GROWTH, ask, codes, column, note

from parkcmp.query.rank import COLUMNS


def test_the_columns_are_those_promised() -> None:
    assert ",".join(COLUMNS) == (
        "rank,park,value,unit,bound,period,metric,measure,base,rank_best,rank_worst,low,high,flags,fact_id,document"
    )


def test_targets_parts_firms_and_other_metrics_are_not_ranked(tmp_path: Path) -> None:
    facts = [
        said("新乡", "output", "677.69"),
        said("厦门", "output", "9999", status="target"),
        said("南京", "hitech_mfg_output", "3651.06"),
        said(None, "output", "5000"),
        said("龙岩", "industrial_va", "300"),
    ]
    assert column(ask(tmp_path, facts, "output"), "park") == ["新乡"]


def test_the_nation_is_a_reference_and_has_no_place(tmp_path: Path) -> None:
    answer = ask(tmp_path, [said("新乡", "hitech_firms", "135"), said("全国", "hitech_firms", "11.5万")])
    assert column(answer, "rank", "park") == [(1, "新乡")]
    assert [(row[0], row[1], row[2]) for row in answer.reference] == [(None, "全国", Decimal(115000))]


def test_a_stand_in_of_the_nation_is_no_reference(tmp_path: Path) -> None:
    answer = ask(tmp_path, [said("新乡", "output", "700"), said("全国", "output_above_scale", "20万")], "output")
    assert answer.reference == ()


def test_the_nation_of_another_length_is_no_reference(tmp_path: Path) -> None:
    answer = ask(tmp_path, [said("新乡", "revenue", "700"), said("全国", "revenue", "20万", "2021-H1")], "revenue")
    assert answer.reference == ()


def test_the_newest_of_each_park_counts_and_the_note_names_the_fullest_period(tmp_path: Path) -> None:
    facts = [
        said("新乡", "hitech_firms", "120", "2021"),
        said("新乡", "hitech_firms", "135", "2022-09"),
        said("厦门", "hitech_firms", "900", "2021"),
        said("龙岩", "hitech_firms", "101", "2021"),
        said("南京", "hitech_firms", "80", "2020"),
    ]
    answer = ask(tmp_path, facts)
    assert column(answer, "park", "period") == [
        ("厦门", "2021"),
        ("新乡", "2022-09"),
        ("龙岩", "2021"),
        ("南京", "2020"),
    ]
    assert "--period 2021 has the most, 3 of 4 parks" in note(answer, "periods-differ")


def test_one_period_says_how_many_have_it(tmp_path: Path) -> None:
    facts = [
        said("新乡", "hitech_firms", "135", "2022-09"),
        said("厦门", "hitech_firms", "900", "2021"),
        said("龙岩", "hitech_firms", "101", "2021"),
    ]
    answer = ask(tmp_path, facts, period="2021")
    assert column(answer, "park") == ["厦门", "龙岩"]
    assert note(answer, "coverage").startswith("2021 has 2 of 3 parks")


def test_one_period_is_the_same_however_it_is_spelled(tmp_path: Path) -> None:
    facts = [
        said("新乡", "revenue", "300", "2021-H1"),
        said("厦门", "revenue", "500", "2021-01/2021-06"),
        said("龙岩", "revenue", "900", "2021"),
    ]
    assert column(ask(tmp_path, facts, "revenue", period="2021h1"), "park") == ["厦门", "新乡"]


def test_flows_of_unequal_length_are_never_together(tmp_path: Path) -> None:
    facts = [
        said("新乡", "revenue", "700", "2021"),
        said("厦门", "revenue", "900", "2020"),
        said("龙岩", "revenue", "800", "2022-H1"),
        said("南京", "revenue", "100", "2022-Q3"),
    ]
    answer = ask(tmp_path, facts, "revenue")
    assert column(answer, "park", "period") == [("厦门", "2020"), ("新乡", "2021")]
    assert "periods of half a year (1 park)" in note(answer, "other-months")
    assert "periods of a quarter (1 park)" in note(answer, "other-months")
    assert "--period 20" in note(answer, "other-months")


def test_a_park_with_a_newer_half_year_is_ranked_with_its_year(tmp_path: Path) -> None:
    facts = [
        said("新乡", "revenue", "700", "2021"),
        said("新乡", "revenue", "390", "2022-H1"),
        said("厦门", "revenue", "900", "2021"),
    ]
    assert column(ask(tmp_path, facts, "revenue"), "park", "value") == [("厦门", 900), ("新乡", 700)]


def test_stocks_of_different_dates_are_together_and_so_noted(tmp_path: Path) -> None:
    facts = [said("新乡", "hitech_firms", "135", "2022-09"), said("厦门", "hitech_firms", "900", "2022-H1")]
    answer = ask(tmp_path, facts)
    assert column(answer, "park") == ["厦门", "新乡"]
    assert "periods-differ" in codes(answer)


def test_undated_values_come_last_without_a_place(tmp_path: Path) -> None:
    facts = [said("新乡", "hitech_firms", "135"), said("厦门", "hitech_firms", "900", None)]
    answer = ask(tmp_path, facts)
    assert column(answer, "park", "rank", "flags") == [("新乡", 1, ""), ("厦门", None, "undated")]
    assert column(answer, "rank_best", "rank_worst")[0] == (1, 1)
    assert "undated" in codes(answer)


@pytest.mark.parametrize(("ascending", "parks"), [(False, ["南京", "新乡", "厦门"]), (True, ["厦门", "新乡", "南京"])])
def test_undated_values_are_in_the_order_of_the_ranking(tmp_path: Path, ascending: bool, parks: list[str]) -> None:
    facts = [said(p, "hitech_firms", n, None) for p, n in [("新乡", "7"), ("南京", "9"), ("厦门", "近7")]]
    assert column(ask(tmp_path, facts, ascending=ascending), "park") == parks


def test_a_dated_value_is_preferred_to_an_undated_one(tmp_path: Path) -> None:
    facts = [said("新乡", "hitech_firms", "135"), said("新乡", "hitech_firms", "900", None)]
    assert column(ask(tmp_path, facts), "value") == [135]


def test_growth_is_ranked_on_the_basis_of_most_parks(tmp_path: Path) -> None:
    answer = ask(tmp_path, GROWTH, "output", measure="growth")
    assert column(answer, "park", "measure", "base") == [("新乡", "cagr", "2012"), ("厦门", "cagr", "2012")]
    text = note(answer, "other-basis")
    assert "--basis yoy" in text
    assert "since a base year (1 park)" in text


@pytest.mark.parametrize(("basis", "park"), [("yoy", "厦门"), ("span", "龙岩"), ("qoq", "南京")])
def test_a_basis_asked_for_is_ranked_alone(tmp_path: Path, basis: str, park: str) -> None:
    assert column(ask(tmp_path, GROWTH, "output", basis=basis), "park") == [park]


def test_a_tie_of_bases_is_yoy(tmp_path: Path) -> None:
    facts = [
        said("新乡", "output", "21.21", measure="cagr", base="2012"),
        said("厦门", "output", "13.9", measure="growth", base="2020"),
    ]
    assert column(ask(tmp_path, facts, "output", measure="growth"), "park") == ["厦门"]


def test_growth_over_unequal_spans_is_not_together(tmp_path: Path) -> None:
    facts = [
        said("新乡", "output", "290", measure="growth", base="2012"),
        said("厦门", "output", "30", measure="growth", base="2018"),
        said("龙岩", "output", "200", "2022", measure="growth", base="2013"),
    ]
    answer = ask(tmp_path, facts, "output", measure="growth")
    assert column(answer, "park") == ["新乡", "龙岩"]
    assert "other-span" in codes(answer)


def test_growth_without_a_base_is_not_ranked_among_others(tmp_path: Path) -> None:
    facts = [
        said("新乡", "output", "5", measure="growth", base="2020"),
        said("厦门", "output", "9", measure="growth"),
        said("龙岩", "output", "8", measure="growth"),
    ]
    answer = ask(tmp_path, facts, "output", measure="growth")
    assert column(answer, "park") == ["新乡"]
    assert "since an unstated time (2 parks)" in note(answer, "other-basis")


def test_half_year_growth_is_not_among_yearly_growth_of_a_flow(tmp_path: Path) -> None:
    facts = [
        said("新乡", "output", "5", "2021", measure="growth", base="2020"),
        said("厦门", "output", "7", "2021", measure="growth", base="2020"),
        said("龙岩", "output", "30", "2022-H1", measure="growth", base="2021-H1"),
    ]
    assert column(ask(tmp_path, facts, "output", measure="growth"), "park") == ["厦门", "新乡"]


def test_only_the_registrys_stand_ins_stand_in_and_are_marked(tmp_path: Path) -> None:
    facts = [
        said("新乡", "output", "677.69"),
        said("厦门", "output_above_scale", "3453.8"),
        said("南京", "hitech_mfg_output", "3651.06"),
    ]
    answer = ask(tmp_path, facts, "output")
    assert column(answer, "park", "metric", "flags") == [
        ("厦门", "output_above_scale", "proxy"),
        ("新乡", "output", ""),
    ]
    assert "--no-proxy" in note(answer, "stand-ins")
    assert column(ask(tmp_path / "again", facts, "output", proxy=False), "park") == ["新乡"]


def test_a_parks_own_value_goes_before_a_newer_stand_in(tmp_path: Path) -> None:
    facts = [said("新乡", "output", "600", "2020"), said("新乡", "output_above_scale", "650", "2022")]
    assert column(ask(tmp_path, facts, "output"), "metric", "value") == [("output", 600)]


def test_equal_values_share_a_place_in_the_order_of_keys(tmp_path: Path) -> None:
    facts = [said(p, "hitech_firms", n) for p, n in [("龙岩", "7"), ("厦门", "9"), ("新乡", "5"), ("南京", "7")]]
    assert column(ask(tmp_path, facts), "rank", "park") == [(1, "厦门"), (2, "南京"), (2, "龙岩"), (4, "新乡")]


def test_values_are_ranked_unrounded(tmp_path: Path) -> None:
    facts = [said("新乡", "revenue", "759.663"), said("厦门", "revenue", "759.664")]
    assert column(ask(tmp_path, facts, "revenue"), "rank", "park") == [(1, "厦门"), (2, "新乡")]


def test_near_forty_stands_below_forty(tmp_path: Path) -> None:
    facts = [said("新乡", "hitech_firms", "近40"), said("厦门", "hitech_firms", "40")]
    assert column(ask(tmp_path, facts), "rank", "park") == [(1, "厦门"), (2, "新乡")]


def test_the_newest_documents_value_is_shown_and_a_conflict_flagged(tmp_path: Path) -> None:
    facts = [
        said("新乡", "hitech_firms", "135"),
        said("新乡", "hitech_firms", "140"),
        said("厦门", "hitech_firms", "9"),
    ]
    answer = ask(tmp_path, facts)
    assert column(answer, "park", "value", "flags") == [("新乡", 140, "conflict"), ("厦门", 9, "")]
    assert "--conflicts" in note(answer, "conflicts")
    listed = ask(tmp_path / "all", facts, conflicts=True)
    assert column(listed, "rank", "park", "value") == [(1, "新乡", 140), (None, "新乡", 135), (2, "厦门", 9)]


def test_values_of_unknown_times_do_not_conflict(tmp_path: Path) -> None:
    facts = [said("新乡", "hitech_firms", number, None) for number in ("135", "140")]
    assert column(ask(tmp_path, facts), "value", "flags") == [(140, "undated")]


@pytest.mark.parametrize(
    ("numbers", "listed"),
    [
        (("135", "140", "150"), [(1, 150, "exact"), (None, 140, "exact"), (None, 135, "exact")]),  # newest first
        (("135", "135", "140", "150"), [(1, 150, "exact"), (None, 140, "exact"), (None, 135, "exact")]),  # each once
        (("200", "近200"), [(1, 200, "under"), (None, 200, "exact")]),  # the bound makes it another value
        (("3-5", "3"), [(1, 3, "exact")]),  # both can be true
    ],
)
def test_conflicting_values_are_listed_newest_first(tmp_path: Path, numbers: tuple[str, ...], listed: object) -> None:
    facts = [said("新乡", "hitech_firms", number) for number in numbers]
    assert column(ask(tmp_path, facts, conflicts=True), "rank", "value", "bound") == listed


def test_a_conflicting_value_of_a_stand_in_is_marked_as_one(tmp_path: Path) -> None:
    facts = [said("厦门", "output_above_scale", "3453"), said("厦门", "output_above_scale", "3600")]
    answer = ask(tmp_path, facts, "output", conflicts=True)
    assert column(answer, "value", "flags") == [(3600, "proxy,conflict"), (3453, "proxy,conflict")]


def test_the_same_value_twice_is_one_row(tmp_path: Path) -> None:
    answer = ask(tmp_path, [said("新乡", "hitech_firms", "135"), said("新乡", "hitech_firms", "135")])
    assert column(answer, "value", "flags") == [(135, "")]

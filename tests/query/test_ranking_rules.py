"""Every rule of "What a ranking means", each with facts that a careless ranking would get wrong."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from query_builder import LEXICON, said, stored

from parkcmp.errors import UsageError
from parkcmp.model import Fact
from parkcmp.query.answer import Answer
from parkcmp.query.rank import COLUMNS, RankQuestion, rank


def ask(folder: Path, facts: Iterable[Fact | list[Fact]], metric: str = "hitech_firms", **options: Any) -> Answer:
    with stored(folder, *facts) as database:
        return rank(database, LEXICON, RankQuestion(metric, **options))


def column(answer: Answer, *names: str) -> list[Any]:
    where = [COLUMNS.index(name) for name in names]
    return [row[where[0]] if len(where) == 1 else tuple(row[i] for i in where) for row in answer.rows]


def codes(answer: Answer) -> set[str]:
    return {note.code for note in answer.notes}


def note(answer: Answer, code: str) -> str:
    (found,) = [n for n in answer.notes if n.code == code]
    return found.en


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


def test_a_dated_value_is_preferred_to_an_undated_one(tmp_path: Path) -> None:
    facts = [said("新乡", "hitech_firms", "135"), said("新乡", "hitech_firms", "900", None)]
    assert column(ask(tmp_path, facts), "value") == [135]


GROWTH = [
    said("新乡", "output", "21.21", measure="cagr", base="2012"),
    said("厦门", "output", "13.9", measure="growth", base="2020"),
    said("厦门", "output", "8.1", measure="cagr", base="2012"),
    said("龙岩", "output", "290", measure="growth", base="2012"),
    said("南京", "output", "3.3", "2021-Q3", measure="growth", base="2021-Q2"),
]


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


def test_the_same_value_twice_is_one_row(tmp_path: Path) -> None:
    answer = ask(tmp_path, [said("新乡", "hitech_firms", "135"), said("新乡", "hitech_firms", "135")])
    assert column(answer, "value", "flags") == [(135, "")]


def test_missing_parks_are_counted_and_never_ranked(tmp_path: Path) -> None:
    facts = [said("新乡", "hitech_firms", "135"), said("厦门", "revenue", "9"), said("龙岩", "revenue", "9")]
    answer = ask(tmp_path, facts)
    assert column(answer, "park") == ["新乡"]
    assert note(answer, "missing").startswith("2 of 3 parks have no value here")


def test_zero_is_a_value(tmp_path: Path) -> None:
    facts = [said("新乡", "hitech_firms", "0"), said("厦门", "hitech_firms", "5")]
    assert column(ask(tmp_path, facts), "park", "value") == [("厦门", 5), ("新乡", 0)]


def test_units_are_never_mixed(tmp_path: Path) -> None:
    facts = [
        said("新乡", "exports", "30"),
        said("厦门", "exports", "20", unit="亿美元"),
        said("龙岩", "exports", "10"),
    ]
    answer = ask(tmp_path, facts, "exports")
    assert column(answer, "park", "unit") == [("新乡", "亿元"), ("龙岩", "亿元")]
    assert "--unit 亿美元" in note(answer, "other-unit")
    assert column(ask(tmp_path / "usd", facts, "exports", unit="亿美元"), "park") == ["厦门"]


def test_a_share_of_the_own_city_is_like_another_parks(tmp_path: Path) -> None:
    city = {park: LEXICON.parks[park].city for park in ("新乡", "厦门", "龙岩")}
    facts = [
        said("新乡", "hitech_firms", "40", measure="share", whole=city["新乡"]),
        said("厦门", "hitech_firms", "30", measure="share", whole=city["厦门"]),
        said("龙岩", "hitech_firms", "1", measure="share", whole="全国"),
    ]
    answer = ask(tmp_path, facts, measure="share")
    assert column(answer, "park") == ["新乡", "厦门"]
    assert "--whole nation" in note(answer, "other-whole")
    assert column(ask(tmp_path / "n", facts, measure="share", whole="nation"), "park") == ["龙岩"]


@pytest.mark.parametrize(
    ("metric", "measure", "numbers", "first"),
    [
        ("energy_per_va", None, ("0.2", "0.5"), "新乡"),  # less energy is better
        ("rank_overall", None, ("14", "40"), "新乡"),  # evaluation ranks are places
        ("hitech_firms", "rank", ("3", "9"), "新乡"),  # a place in any ranking
        ("hitech_firms", None, ("3", "9"), "厦门"),
        ("area", None, ("3", "9"), "厦门"),  # no direction: the largest is first
    ],
)
def test_the_direction_decides_what_is_first(
    tmp_path: Path, metric: str, measure: str | None, numbers: tuple[str, str], first: str
) -> None:
    stated = measure or ("rank" if LEXICON.metrics[metric].kind == "rank" else "level")
    facts = [
        said("新乡", metric, numbers[0], measure=stated),
        said("厦门", metric, numbers[1], measure=stated),
    ]
    assert column(ask(tmp_path, facts, metric, measure=measure), "park")[0] == first


FIVE = [
    said(park, "hitech_firms", number)
    for park, number in [("南京", "5934"), ("厦门", "超1200"), ("连云港", "140"), ("新乡", "135"), ("龙岩", "101")]
]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"top": 2}, [(1, "南京"), (2, "厦门")]),
        ({"minimum": Decimal(135)}, [(1, "南京"), (2, "厦门"), (3, "连云港"), (4, "新乡")]),
        ({"maximum": Decimal(135)}, [(4, "新乡"), (5, "龙岩")]),
        ({"province": "江苏省"}, [(1, "南京"), (2, "连云港")]),
        ({"province": "江苏省", "minimum": Decimal(150)}, [(1, "南京")]),
        ({"region": "中部"}, [(1, "新乡")]),
        ({"ascending": True, "top": 1}, [(1, "龙岩")]),
    ],
)
def test_limits_leave_places_as_they_are(tmp_path: Path, options: dict[str, Any], expected: list[Any]) -> None:
    assert column(ask(tmp_path, FIVE, **options), "rank", "park") == expected


def test_top_keeps_all_of_a_tie(tmp_path: Path) -> None:
    facts = [said("新乡", "hitech_firms", "9"), said("厦门", "hitech_firms", "7"), said("龙岩", "hitech_firms", "7")]
    answer = ask(tmp_path, facts, top=2)
    assert column(answer, "rank") == [1, 2, 2]
    assert "ties" in codes(answer)


def test_a_limit_within_a_bound_is_said(tmp_path: Path) -> None:
    facts = [said("新乡", "hitech_firms", "超1200"), said("厦门", "hitech_firms", "近1300")]
    answer = ask(tmp_path, facts, minimum=Decimal(1250))
    assert column(answer, "park") == ["厦门"]
    assert note(answer, "limit-unsure").startswith("2 parks")


def test_nothing_to_rank_says_what_there_is(tmp_path: Path) -> None:
    answer = ask(tmp_path, GROWTH, "output")
    assert answer.rows == ()
    assert "--measure" in note(answer, "no-rows")
    answer = ask(tmp_path / "p", FIVE, period="2019")
    assert "--period 2021" in note(answer, "no-rows")


@pytest.mark.parametrize(
    "options", [{"period": "2021-13"}, {"period": "soon"}, {"basis": "monthly"}, {"measure": "size"}]
)
def test_a_word_that_is_none_is_wrong_usage(tmp_path: Path, options: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        ask(tmp_path, FIVE, **options)


def test_every_note_says_the_same_in_both_languages_and_names_a_remedy(tmp_path: Path) -> None:
    facts = [*FIVE, *GROWTH, said("西安", "hitech_firms", "8", None), said("新乡", "hitech_firms", "136")]
    seen = set()
    for i, options in enumerate([{}, {"measure": "growth", "metric": "output"}, {"period": "2020"}]):
        metric = options.pop("metric", "hitech_firms")
        for found in ask(tmp_path / str(i), facts, metric, **options).notes:
            seen.add(found.code)
            assert found.zh
            assert "--" in found.en or "parkcmp " in found.en
            assert "--" in found.zh or "parkcmp " in found.zh
    assert len(seen) >= 4

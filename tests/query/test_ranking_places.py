"""The rules of "What a ranking means" on places, limits and what is missing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from query_builder import LEXICON, said
from ranking import GROWTH, ask, codes, column, note

from parkcmp.errors import UsageError


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


def test_words_for_the_nation_are_one_whole_and_a_province_is_its_own(tmp_path: Path) -> None:
    province = LEXICON.parks["南京"].province
    facts = [
        said("新乡", "hitech_firms", "4", measure="share", whole="全国"),
        said("厦门", "hitech_firms", "3", measure="share", whole="我国"),
        said("南京", "hitech_firms", "30", measure="share", whole=province),
    ]
    assert column(ask(tmp_path, facts, measure="share"), "park") == ["新乡", "厦门"]
    assert column(ask(tmp_path / "p", facts, measure="share", whole="province"), "park") == ["南京"]


def test_of_equally_many_parks_the_registrys_unit_or_the_newer_counts(tmp_path: Path) -> None:
    units = [said("新乡", "exports", "30", "2021"), said("厦门", "exports", "20", "2022", unit="亿美元")]
    assert column(ask(tmp_path, units, "exports"), "park") == ["新乡"]
    halves = [said("新乡", "revenue", "30", "2021"), said("厦门", "revenue", "20", "2022-H1")]
    assert column(ask(tmp_path / "halves", halves, "revenue"), "park") == ["厦门"]


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


def test_what_is_near_a_limit_is_below_it(tmp_path: Path) -> None:
    facts = [said("新乡", "hitech_firms", "近40"), said("厦门", "hitech_firms", "40")]
    assert column(ask(tmp_path, facts, minimum=Decimal(40)), "park") == ["厦门"]
    assert column(ask(tmp_path / "max", facts, maximum=Decimal(40)), "park") == ["厦门", "新乡"]


def test_nothing_to_rank_says_what_there_is(tmp_path: Path) -> None:
    answer = ask(tmp_path, GROWTH, "output")
    assert answer.rows == ()
    assert "--measure" in note(answer, "no-rows")
    answer = ask(tmp_path / "p", FIVE, period="2019")
    assert "--period 2021" in note(answer, "no-rows")


def test_where_an_area_has_nothing_the_others_are_not_denied(tmp_path: Path) -> None:
    answer = ask(tmp_path, FIVE, region="东北")
    assert answer.rows == ()
    assert "no park of 东北 has any figure" in note(answer, "no-rows")
    assert "--region" in note(answer, "no-rows")


def test_limits_that_leave_nothing_are_named(tmp_path: Path) -> None:
    answer = ask(tmp_path, FIVE, minimum=Decimal(9999999))
    assert answer.rows == ()
    assert note(answer, "no-rows").startswith("5 parks with a value, none within --min and --max")
    assert "no-rows" not in codes(ask(tmp_path / "some", FIVE, minimum=Decimal(1)))


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

"""What follows from stated observations: value, interval, formula, id; what nothing may follow from; where it shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from query_builder import LEXICON, said, stored

from parkcmp.errors import UnknownNameError
from parkcmp.intervals import Reading
from parkcmp.model import Fact
from parkcmp.query.answer import Answer
from parkcmp.query.arithmetic_figures import scale_of
from parkcmp.query.compare import CompareQuestion, compare
from parkcmp.query.derived import fetch_all_derived, fetch_derived
from parkcmp.query.derived_why import explain_derived, explain_derived_value
from parkcmp.query.rank import RankQuestion, rank
from parkcmp.query.show import ShowQuestion, show
from parkcmp.render.cells import text

DECADE = {"base": "2012"}


def rows(answer: Answer) -> list[dict[str, Any]]:
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def follows(folder: Path, *facts: Fact, reading: Reading = Reading.PRINTED) -> set[tuple[str, ...]]:
    """What follows from facts of one document, as words."""
    with stored(folder, list(facts)) as database:
        return {
            (o.key.park, o.key.metric, o.key.measure, str(o.key.period), text(o.value), text(o.interval), d.formula)
            for d in fetch_all_derived(database, LEXICON, reading)
            for o in [d.observation]
        }


CASES: list[tuple[str, list[Fact], tuple[str, ...]]] = [
    (
        "level and change",
        [said("新乡", "revenue", "759.66"), said("新乡", "revenue", "640", measure="change", unit="亿元", **DECADE)],
        ("新乡", "revenue", "level", "2012", "119.66", "[119.155, 120.165]", "759.66亿元 - 640亿元"),
    ),
    (
        "a count and its change are exact",
        [
            said("新乡", "hitech_firms", "135", "2022-09"),
            said("新乡", "hitech_firms", "123", "2022-09", measure="change", unit="家", **DECADE),
        ],
        ("新乡", "hitech_firms", "level", "2012", "12", "12", "135家 - 123家"),
    ),
    (
        "level and multiple",
        [said("厦门", "hitech_firms", "超1200"), said("厦门", "hitech_firms", "4.5", measure="multiple", **DECADE)],
        ("厦门", "hitech_firms", "level", "2012", "266.666667", "[263.736263, 292.134832)", ">1200家 / 4.5"),
    ),
    (
        "level and growth",
        [said("厦门", "output", "3453.8"), said("厦门", "output", "13.9", measure="growth", base="2020")],
        ("厦门", "output", "level", "2020", "3032.309043", "[3030.93462, 3033.684673]", "3453.8亿元 / (1 + 13.9%)"),
    ),
    (
        "two levels, growth on the year",
        [said("新乡", "hitech_firms", "100", "2020"), said("新乡", "hitech_firms", "135", "2021")],
        ("新乡", "hitech_firms", "growth", "2021", "35", "35", "(135家 / 100家 - 1) × 100"),
    ),
    (
        "two levels, average growth",
        [said("新乡", "st_expenditure", "3.49", "2012"), said("新乡", "st_expenditure", "29.93", "2021")],
        (
            *("新乡", "st_expenditure", "cagr", "2021", "26.9691", "[26.9465, 26.9917]"),
            "((29.93亿元 / 3.49亿元)^(1/9) - 1) × 100",
        ),
    ),
    (
        "a percentage of two sums",
        [said("新乡", "rd_expenditure", "30"), said("新乡", "gdp", "240")],
        ("新乡", "rd_share", "level", "2021", "12.5", "[12.266112, 12.734865]", "30亿元 / 240亿元 × 100"),
    ),
    (
        "money by people",
        [said("新乡", "revenue", "500"), said("新乡", "employees", "20000")],
        ("新乡", "revenue_per_capita", "level", "2021", "250", "[249.75, 250.25]", "500亿元 / 20000人 × 10000"),
    ),
    (
        "patents by ten thousand people",
        [said("新乡", "invention_grants", "146"), said("新乡", "employees", "20000")],
        ("新乡", "invention_grants_per_10k", "level", "2021", "73", "73", "146件 / 20000人 × 10000"),
    ),
    (
        "a whole from the part and its percentage",
        [said("新乡", "rd_expenditure", "30"), said("新乡", "rd_share", "12.5")],
        ("新乡", "gdp", "level", "2021", "240", "[235.05976, 244.97992]", "30亿元 / 12.5%"),
    ),
    (
        "a city's from the park's and its share",
        [said("龙岩", "hitech_firms", "101"), said("龙岩", "hitech_firms", "25分", measure="share", whole="龙岩市")],
        ("龙岩市", "hitech_firms", "level", "2021", "404", "[367.272727, 448.888889]", "101家 / 25%"),
    ),
]


@pytest.mark.parametrize(("facts", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_follows(tmp_path: Path, facts: list[Fact], expected: tuple[str, ...]) -> None:
    assert expected in follows(tmp_path, *facts)


GROWTH = said("全国", "hitech_firms", "640", measure="growth", **DECADE)
NOTHING: list[tuple[str, list[Fact]]] = [
    ("增长6.4倍 may be a ratio", [said("全国", "hitech_firms", "11.5万"), replace(GROWTH, rule="growth-times")]),
    ("another period", [said("新乡", "revenue", "759.66", "2020"), replace(GROWTH, entity="新乡", metric="revenue")]),
    ("no base", [said("新乡", "revenue", "759.66"), said("新乡", "revenue", "9", measure="growth")]),
    ("a range", [said("新乡", "hitech_firms", "3-5"), said("新乡", "hitech_firms", "2", measure="change", **DECADE)]),
    ("a target", [said("新乡", "gdp", "240", status="target"), said("新乡", "rd_expenditure", "30")]),
    ("half a year and a year", [said("新乡", "revenue", "300", "2021-H1"), said("新乡", "revenue", "700", "2022")]),
    ("two parks", [said("新乡", "rd_expenditure", "30"), said("厦门", "gdp", "240")]),
    (
        "an average of unknown years",
        [said("新乡", "output", "677"), said("新乡", "output", "21", measure="cagr", **DECADE)],
    ),
    ("growth of a percentage", [said("新乡", "rd_share", "5", "2020"), said("新乡", "rd_share", "6", "2021")]),
    ("division by nothing", [said("新乡", "listed_star", "0", "2020"), said("新乡", "listed_star", "3", "2021")]),
    ("two definitions", [said("新乡", "tech_income", "30"), said("新乡", "tech_income_share", "10")]),
    ("no date", [said("新乡", "rd_expenditure", "30", None), said("新乡", "gdp", "240", None)]),
]


@pytest.mark.parametrize("facts", [case[1] for case in NOTHING], ids=[case[0] for case in NOTHING])
def test_nothing_follows(tmp_path: Path, facts: list[Fact]) -> None:
    assert follows(tmp_path, *facts) == set()


def test_the_literal_reading_reaches_the_result(tmp_path: Path) -> None:
    facts = [said("厦门", "hitech_firms", "超1200"), said("厦门", "hitech_firms", "4.5", measure="multiple", **DECADE)]
    ((*_, interval, _),) = follows(tmp_path, *facts, reading=Reading.LITERAL)
    assert interval == "[263.736263, ∞)"


REVENUE = [said("新乡", "revenue", "759.66"), said("新乡", "revenue", "640", measure="change", unit="亿元", **DECADE)]


def test_a_stated_value_is_never_replaced(tmp_path: Path) -> None:
    with stored(tmp_path, [*REVENUE, said("新乡", "revenue", "120", "2012")]) as database:
        found = fetch_derived(database, LEXICON, Reading.PRINTED, metrics=["revenue"], measures=["level"])
    assert found == {}


def test_of_two_roads_the_narrower_counts(tmp_path: Path) -> None:
    by_growth = said("新乡", "revenue", "535", measure="growth", **DECADE)
    with stored(tmp_path, [*REVENUE, by_growth]) as database:
        found = fetch_derived(database, LEXICON, Reading.PRINTED, measures=["level"])
    assert [text(o.interval) for o in found.values()] == ["[119.536585, 119.726557]"]


def ranked(folder: Path, facts: Iterable[Fact], **options: Any) -> Answer:
    with stored(folder, list(facts)) as database:
        return rank(database, LEXICON, RankQuestion("revenue", period="2012", **options))


def test_rankings_hold_derived_values_only_when_asked(tmp_path: Path) -> None:
    facts = [*REVENUE, said("厦门", "revenue", "100", "2012")]
    assert [row["park"] for row in rows(ranked(tmp_path / "without", facts))] == ["厦门"]
    answer = ranked(tmp_path / "with", facts, derived=True)
    assert [(row["park"], row["flags"], text(row["low"])) for row in rows(answer)] == [
        ("新乡", "derived", "119.155"),
        ("厦门", "", "99.5"),
    ]
    assert [note.code for note in answer.notes if "derived" in note.en] == ["derived"]


def test_a_region_is_never_ranked(tmp_path: Path) -> None:
    facts = [said("龙岩", "hitech_firms", "101"), said("龙岩", "hitech_firms", "25分", measure="share", whole="龙岩市")]
    with stored(tmp_path, facts) as database:
        answer = rank(database, LEXICON, RankQuestion("hitech_firms", derived=True))
    assert [row["park"] for row in rows(answer)] == ["龙岩"]


def test_compare_and_show_mark_what_is_derived(tmp_path: Path) -> None:
    with stored(tmp_path, [*REVENUE, said("厦门", "revenue", "100", "2012")]) as database:
        question = CompareQuestion(("新乡", "厦门"), (("revenue", "level"),), period="2012", derived=True)
        (row,) = rows(compare(database, LEXICON, question))
        assert (row["新乡.value"], row["新乡.flags"], row["厦门.flags"]) == (Decimal("119.66"), "derived", "")
        assert row["verdict"] == "higher: 新乡"
        shown = rows(show(database, LEXICON, ShowQuestion("新乡", derived=True)))
        assert [(r["period"], r["flags"], r["newest"]) for r in shown if r["measure"] == "level"] == [
            ("2021", "", True),
            ("2012", "derived", False),
        ]
        assert all(r["flags"] == "" for r in rows(show(database, LEXICON, ShowQuestion("新乡"))))


def test_why_shows_formula_and_facts(tmp_path: Path) -> None:
    with stored(tmp_path, REVENUE) as database:
        answer = explain_derived_value(database, LEXICON, "新乡", "revenue", None, "2012")
        assert answer is not None
        derived, level, change = rows(answer)
        assert (derived["formula"], derived["rule"]) == ("759.66亿元 - 640亿元", "base-from-change")
        assert derived["inputs"] == f"{change['fact_id']},{level['fact_id']}"
        assert derived["fact_id"].startswith(f"d-{change['fact_id']}-")
        assert explain_derived(database, LEXICON, derived["fact_id"]).rows == answer.rows
        assert explain_derived_value(database, LEXICON, "新乡", "revenue", None, "2013") is None
        for unknown in ("d-", "d-nonsense", derived["fact_id"][:-1] + "x", f"d-{'0' * 12}-1-000000"):
            with pytest.raises(UnknownNameError):
                explain_derived(database, LEXICON, unknown)


def test_ids_depend_on_nothing_but_the_facts(tmp_path: Path) -> None:
    ids = []
    for folder, facts in (("one", REVENUE), ("other", [*REVENUE, said("厦门", "revenue", "5")])):
        with stored(tmp_path / folder, REVENUE, *facts[2:]) as database:
            ids.append([d.observation.fact_id for d in fetch_all_derived(database, LEXICON, Reading.PRINTED)])
    assert ids[0] == ids[1] != []


@pytest.mark.parametrize(
    ("unit", "numerator", "denominator", "factor"),
    [
        ("%", "亿元", "亿元", 100),
        ("%", "人年", "人", 100),
        ("%", "亿元", "人", None),
        ("万元/人", "亿元", "人", 10000),
        ("件/万人", "件", "人", 10000),
        ("件/百亿元", "件", "亿元", 100),
        ("件/千万元", "件", "亿元", None),
        ("万元/亩", "亿元", "平方公里", None),
        ("点", "亿元", "人", None),
    ],
)
def test_units_of_quotients(unit: str, numerator: str, denominator: str, factor: int | None) -> None:
    assert scale_of(unit, numerator, denominator) == factor

"""The views: what is one observation, which value it shows, when values conflict, which observation is the latest."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from build import make_fact, store_all

from parkcmp.model import Bound, Form, Measure, Scope, Status
from parkcmp.store import connect


def observe(path: Path, columns: str, view: str = "observations") -> list[tuple[Any, ...]]:
    with connect(path) as database:
        return database.fetch(f"SELECT {columns} FROM {view} ORDER BY ALL")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "p.duckdb"


def test_the_same_value_twice_is_one_row_with_two_sources(db: Path) -> None:
    store_all(db, [("2022-09", [make_fact(), make_fact(start=20, end=22)]), ("2022-10", [make_fact()])])
    assert observe(db, "value, sources, statements, variants, conflict") == [(Decimal(135), 2, 3, 1, False)]


DIFFERENT = [
    ({"value": "135"}, {"value": "140"}, True),
    ({"value": "1200", "bound": Bound.OVER, "round": "100"}, {"value": "1230"}, False),
    ({"value": "1200", "bound": Bound.OVER, "round": "100"}, {"value": "1350"}, False),  # literally, it may be
    ({"value": "1200", "bound": Bound.OVER, "round": "100"}, {"value": "1100"}, True),
    ({"value": "200", "bound": Bound.UNDER, "round": "100"}, {"value": "200"}, True),
    ({"value": "760", "form": Form.NUMBER}, {"value": "759.66", "form": Form.NUMBER, "last": "0.01"}, False),
    ({"value": "3", "value_high": "5", "form": Form.RANGE}, {"value": "5"}, False),
]


@pytest.mark.parametrize(("older", "newer", "conflict"), DIFFERENT)
def test_the_newest_value_is_shown_and_what_cannot_both_be_true_conflicts(
    db: Path, older: dict[str, Any], newer: dict[str, Any], conflict: bool
) -> None:
    store_all(db, [("2022-10", [make_fact(**newer)]), ("2022-09", [make_fact(**older)])])
    assert observe(db, "value, published, sources, variants, conflict") == [
        (Decimal(newer["value"]), "2022-10", 2, 2, conflict)
    ]


def test_within_a_document_the_exact_value_is_shown_before_the_hedged_one(db: Path) -> None:
    hedged = make_fact(value="1000", bound=Bound.OVER, round="1000")
    store_all(db, [("2022-09", [hedged, make_fact(value="1056", start=20, end=24)])])
    assert observe(db, "value, conflict") == [(Decimal(1056), False)]


@pytest.mark.parametrize(
    "change",
    [
        {"entity": "全国", "scope": Scope.NATIONAL},
        {"metric": "listed_firms"},
        {"measure": Measure.CHANGE},
        {"unit": "个"},
        {"period": "2020"},
        {"base": "2019"},
        {"whole_key": "新乡市"},
        {"status": Status.TARGET},
    ],
)
def test_each_part_of_the_key_makes_an_observation_of_its_own(db: Path, change: dict[str, Any]) -> None:
    store_all(db, [("2022-09", [make_fact(), make_fact(start=20, end=22, **change)])])
    assert len(observe(db, "value")) == 2


def test_what_belongs_to_no_park_or_no_metric_is_no_observation(db: Path) -> None:
    nobody = make_fact(entity=None, scope=Scope.REGION, start=20, end=22)
    store_all(db, [("2022-09", [nobody, make_fact(metric=None)])])
    assert observe(db, "value") == []


def test_the_latest_is_of_the_newest_period_and_undated_ones_come_last(db: Path) -> None:
    periods = ["2021", None, "2022-H1", "2022-08", "2020"]
    store_all(db, [("2022-09", [make_fact(period=p, start=i, end=i + 1) for i, p in enumerate(periods)])])
    assert observe(db, "period", "latest") == [("2022-08",)]


@pytest.mark.parametrize(
    "change",
    [
        {"entity": "厦门"},
        {"metric": "listed_firms"},
        {"measure": Measure.CHANGE},
        {"unit": "个"},
        {"whole_key": "新乡市"},
        {"status": Status.TARGET},
    ],
)
def test_the_latest_of_one_kind_does_not_hide_another(db: Path, change: dict[str, Any]) -> None:
    store_all(
        db, [("2022-09", [make_fact(period="2022"), make_fact(start=20, end=22, **{"period": "2021", **change})])]
    )
    assert observe(db, "period", "latest") == [("2021",), ("2022",)]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ({"period": "2022-H2"}, {"period": "2022"}),  # of one last day the longer
        (
            {"period": "2021", "base": "2012", "measure": Measure.GROWTH},
            {"period": "2021", "base": "2015", "measure": Measure.GROWTH},
        ),  # of one period the later base
    ],
)
def test_of_one_last_day_the_latest_is_the_longer_or_of_the_later_base(
    db: Path, older: dict[str, Any], newer: dict[str, Any]
) -> None:
    store_all(db, [("2022-09", [make_fact(**older), make_fact(start=20, end=22, **newer)])])
    assert observe(db, "period, base", "latest") == [(newer["period"], newer.get("base"))]


def test_the_latest_keeps_growth_of_different_bases_apart(db: Path) -> None:
    growths = [
        make_fact(measure=Measure.GROWTH, period=period, base=base, unit="%", start=i, end=i + 1)
        for i, (base, period) in enumerate([("2020", "2021"), ("2019", "2020"), ("2012", "2021")])
    ]
    store_all(db, [("2022-09", growths)])
    assert observe(db, "basis, base", "latest") == [("span", "2012"), ("yoy", "2020")]

"""What a period covers, and what a growth from one to another is against."""

from __future__ import annotations

from datetime import date

import pytest

from parkcmp.model import Measure
from parkcmp.periods import Days, basis, days

COVERED = [
    ("2021", date(2021, 1, 1), date(2021, 12, 31), 12),
    ("2022-02", date(2022, 2, 1), date(2022, 2, 28), 1),
    ("2020-02", date(2020, 2, 1), date(2020, 2, 29), 1),
    ("2022-09-15", date(2022, 9, 15), date(2022, 9, 15), 0),
    ("2022-H1", date(2022, 1, 1), date(2022, 6, 30), 6),
    ("2022-H2", date(2022, 7, 1), date(2022, 12, 31), 6),
    ("2022-Q3", date(2022, 7, 1), date(2022, 9, 30), 3),
    ("2022-01/2022-07", date(2022, 1, 1), date(2022, 7, 31), 7),
    ("2012/2021", date(2012, 1, 1), date(2021, 12, 31), 120),
    ("2022-01-01/2022-06-30", date(2022, 1, 1), date(2022, 6, 30), 6),
]
NOTHING = [None, "", "2022-13", "2022-H3", "2022-Q5", "2022-02-30", "0000", "22", "2022/2021", "2022/", "去年"]


@pytest.mark.parametrize(("period", "first", "last", "months"), COVERED)
def test_days_of_a_period(period: str, first: date, last: date, months: int) -> None:
    assert days(period) == Days(first, last, months)


@pytest.mark.parametrize("period", NOTHING)
def test_what_is_no_period_has_no_days(period: str | None) -> None:
    assert days(period) is None


BASES = [
    ("2020", "2021", "yoy"),
    ("2021-01/2021-07", "2022-01/2022-07", "yoy"),
    ("2021-H1", "2022-H1", "yoy"),
    ("2021-Q2", "2022-Q2", "yoy"),
    ("2019-02", "2020-02", "yoy"),
    ("2020-02", "2021-02", "yoy"),
    ("2022-Q1", "2022-Q2", "qoq"),
    ("2021-Q4", "2022-Q1", "qoq"),
    ("2022-08", "2022-09", "qoq"),
    ("2012", "2021", "span"),
    ("2012", "2022-08", "span"),
    (None, "2021", None),
    ("2020", None, None),
]


@pytest.mark.parametrize(("base", "period", "want"), BASES)
@pytest.mark.parametrize("measure", [Measure.GROWTH, Measure.CHANGE, Measure.MULTIPLE])
def test_basis(measure: Measure, base: str | None, period: str | None, want: str | None) -> None:
    assert basis(measure, base, period) == want


def test_other_measures_have_no_basis_and_an_average_its_own() -> None:
    assert basis(Measure.CAGR, None, None) == "cagr"
    assert basis(Measure.LEVEL, "2020", "2021") is None
    assert basis(Measure.CUMULATIVE, "2012", "2021") is None

"""What a period of facts.md covers: its days, its length, and what a growth from one period to another is against.

Pure arithmetic on the forms of facts.md (2021, 2022-08, 2022-09-15, 2022-H1, 2022-Q3, 2022-01/2022-07). Text that
is none of them is no error: nothing is known of its days.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from parkcmp.model import Measure

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_PART = re.compile(r"(\d{4})-([HQ])([1-4])")
_YEAR = re.compile(r"\d{4}")
_WITH_BASE = frozenset({Measure.GROWTH, Measure.CHANGE, Measure.MULTIPLE})


@dataclass(frozen=True, slots=True)
class Days:
    """From `first` to `last`, both included; `months` is their number, 0 for a single day."""

    first: date
    last: date
    months: int


# The periods of a database are few, and asked for with every comparison of two observations.
@lru_cache(maxsize=4096)
def days(period: str | None) -> Days | None:
    """The days of a period, or None where it has no known form."""
    if not period:
        return None
    start, slash, end = period.partition("/")
    first = _simple(start)
    if not slash or first is None:
        return first
    last = _simple(end)
    if last is None or last.last < first.first:
        return None
    return _between(first.first, last.last)


def basis(measure: Measure, base: str | None, period: str | None) -> str | None:
    """What a growth, change or multiple is against: `yoy` the same period a year before, `qoq` the period just
    before, `cagr` a yearly average, `span` any other base. None for other measures and where the base is unknown."""
    if measure is Measure.CAGR:
        return "cagr"
    if measure not in _WITH_BASE:
        return None
    before, now = days(base), days(period)
    if before is None or now is None:
        return None
    if _a_year_before(now) == (before.first, before.last):
        return "yoy"
    if before.months == now.months and (now.first - before.last).days == 1:
        return "qoq"
    return "span"


def _simple(text: str) -> Days | None:
    try:
        if _YEAR.fullmatch(text):
            return _months(int(text), 1, 12)
        if found := _MONTH.fullmatch(text):
            return _months(int(found[1]), int(found[2]), 1)
        if found := _PART.fullmatch(text):
            length = 6 if found[2] == "H" else 3
            return _months(int(found[1]), (int(found[3]) - 1) * length + 1, length)
        if found := _DAY.fullmatch(text):
            day = date(int(found[1]), int(found[2]), int(found[3]))
            return Days(day, day, 0)
    except ValueError:  # the thirteenth month, the third half
        pass
    return None


def _months(year: int, month: int, length: int) -> Days:
    last = month + length - 1
    return Days(date(year, month, 1), date(year, last, _length(year, last)), length)


def _length(year: int, month: int) -> int:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return calendar.monthrange(year, month)[1]


def _between(first: date, last: date) -> Days:
    # Half a month or more counts as one, so that 2022-01-01/2022-07-31 is as long as 2022-01/2022-07.
    return Days(first, last, round((last - first).days / 30.44))


def _a_year_before(now: Days) -> tuple[date, date] | None:
    if now.first.year <= 1:
        return None
    year, month = now.last.year - 1, now.last.month
    whole_month = now.last.day == _length(now.last.year, month)
    last = _length(year, month) if whole_month and now.months else min(now.last.day, _length(year, month))
    first_day = min(now.first.day, _length(now.first.year - 1, now.first.month))
    return now.first.replace(year=now.first.year - 1, day=first_day), date(year, month, last)

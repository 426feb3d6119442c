"""What questions need to know of periods beyond their days: which is newer, how long, how far apart, what was typed.

Pure. A text that is no period has no days and is treated like an undated value, never guessed at.
"""

from __future__ import annotations

import re
from datetime import date

from parkcmp.errors import UsageError
from parkcmp.periods import days

_TYPED = re.compile(r"(\d{4})年?[-/.]?([HQhq][1-4])")
_WORDS = {
    0: ("a day", "日"),
    1: ("a month", "月"),
    3: ("a quarter", "季度"),
    6: ("half a year", "半年"),
    12: ("a year", "年"),
}


def order(period: str | None) -> tuple[date, date]:
    """A key that sorts older before newer by the last day, a shorter period after the longer that holds it, undated
    first of all."""
    found = days(period)
    return (found.last, found.first) if found else (date.min, date.min)


def length_name(months: int, lang: str) -> str:
    """A length for people: a year, half a year, 7 months; 年, 半年, 7个月."""
    if months in _WORDS:
        return _WORDS[months][lang == "zh"]
    return f"{months}个月" if lang == "zh" else f"{months} months"


def distance(base: str | None, period: str | None) -> int | None:
    """Months from the end of one period to the end of another; None where either is undated."""
    earlier, later = days(base), days(period)
    if earlier is None or later is None:
        return None
    return (later.last.year - earlier.last.year) * 12 + later.last.month - earlier.last.month


def is_same(one: str | None, other: str | None) -> bool:
    """Whether two periods cover the same days, however they are written (2021-H1 is 2021-01/2021-06)."""
    return one == other or (days(one) is not None and days(one) == days(other))


def parse_period(typed: str) -> str:
    """The period that a person typed, as facts write it: 2021年, 2022H1, 2022-q3. Raises UsageError."""
    tidy = typed.strip()
    if match := _TYPED.fullmatch(tidy):
        tidy = f"{match[1]}-{match[2].upper()}"
    elif tidy.endswith("年"):
        tidy = tidy[:-1]
    if days(tidy) is None:
        raise UsageError(f"{typed!r} is no period", "write 2021, 2022-08, 2022-H1, 2022-Q3 or 2022-01/2022-07")
    return tidy

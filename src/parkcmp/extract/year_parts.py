"""Years and their parts in period notation: putting them together, taking them apart, the period before.

Arithmetic on strings alone; asked at every number, of few periods, so the answers are kept.
"""

from __future__ import annotations

from functools import lru_cache


def join(year: int, part: str) -> str:
    """A period from its year and its part: (2021, '-01/09') is 2021-01/2021-09."""
    if "/" in part:
        first, last = part[1:].split("/")
        return f"{year}-{first}/{year}-{last}"
    return f"{year}{part}"


@lru_cache(maxsize=4096)
def year_of(period: str) -> int:
    """The year that a period ends in."""
    return int(period.rsplit("/", maxsplit=1)[-1][:4])


def part_of(period: str) -> str:
    """The part of the year, as `join` takes it."""
    if "/" in period:
        first, last = period.split("/")
        return f"-{first[5:]}/{last[5:]}"
    return period[4:]


@lru_cache(maxsize=4096)
def year_before(period: str, years: int = 1) -> str:
    """The same period some years earlier."""
    return join(year_of(period) - years, part_of(period))


def before(period: str) -> str | None:
    """The period of the same length just before: the quarter, half or month before; None where that is not plain."""
    year, part = year_of(period), part_of(period)
    if part == "":
        return str(year - 1)
    if part[:2] == "-Q":
        quarter = int(part[2])
        return f"{year}-Q{quarter - 1}" if quarter > 1 else f"{year - 1}-Q4"
    if part[:2] == "-H":
        return f"{year}-H1" if part == "-H2" else f"{year - 1}-H2"
    if "/" not in part and len(part) == 3:
        month = int(part[1:])
        return f"{year}-{month - 1:02d}" if month > 1 else f"{year - 1}-12"
    return None


def month_of(date: str) -> str:
    """The month of a day of publication: 2022-09-15 is of 2022-09."""
    return date[:7]


def over_month(part: str) -> int:
    """The month by which a part of this year can be spoken of: its last one where it runs from January, else its first."""
    if part.startswith("-H"):
        return 6 if part[2] == "1" else 7
    if part.startswith("-Q"):
        return int(part[2]) * 3 - 2
    return int(part.rsplit("/", maxsplit=1)[-1].lstrip("-")[:2])

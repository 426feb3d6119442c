"""Places in a ranking: by value, and the best and worst that the intervals of all values allow. Pure.

Nothing is rounded. Equal values share a place: 1, 2, 2, 4.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from parkcmp.intervals import Interval

# An end as a sortable pair: the number, then −1 just below it, 0 on it, +1 just above it.
_End = tuple[Decimal, int]
_INFINITY = Decimal("Infinity")


def places(sizes: Sequence[Any], ascending: bool) -> list[int]:
    """The place of each by its sortable size: one more than the number of those strictly ahead."""
    ordered = sorted(sizes)
    if ascending:
        return [bisect_left(ordered, size) + 1 for size in sizes]
    return [len(ordered) - bisect_right(ordered, size) + 1 for size in sizes]


def place_ranges(intervals: Sequence[Interval], ascending: bool) -> list[tuple[int, int]]:
    """The best and the worst place of each, over all values that the intervals allow.

    Best: only those ahead whatever the values are. Worst: all that can be ahead.
    """
    lows = sorted(_low(interval) for interval in intervals)
    highs = sorted(_high(interval) for interval in intervals)
    count = len(intervals)
    ranges = []
    for interval in intervals:
        low, high = _low(interval), _high(interval)
        surely_above = count - bisect_right(lows, high)
        surely_below = bisect_left(highs, low)
        perhaps_above = count - bisect_right(highs, (low[0], 1)) - _is_wide(interval)
        perhaps_below = bisect_left(lows, (high[0], -1)) - _is_wide(interval)
        ranges.append((surely_below + 1, perhaps_below + 1) if ascending else (surely_above + 1, perhaps_above + 1))
    return ranges


def is_above(one: Interval, other: Interval) -> bool:
    """Whether every value of the one is greater than every value of the other."""
    return _low(one) > _high(other)


def _low(interval: Interval) -> _End:
    return (-_INFINITY, 0) if interval.low is None else (interval.low, 1 if interval.low_open else 0)


def _high(interval: Interval) -> _End:
    return (_INFINITY, 0) if interval.high is None else (interval.high, -1 if interval.high_open else 0)


def _is_wide(interval: Interval) -> int:
    """1 for more than a point: such an interval counts itself among those that can be above its low end."""
    return int(_low(interval)[0] < _high(interval)[0])

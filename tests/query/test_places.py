"""Places and the ranges of places, against brute force over values inside the intervals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkcmp.intervals import Interval
from parkcmp.query.order import is_above, place_ranges, places


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low = draw(st.none() | st.integers(-6, 6))
    high = draw(st.none() | st.integers(-6, 6))
    if low is not None and high is not None and low > high:
        low, high = high, low
    is_point = low is not None and low == high
    return Interval(
        None if low is None else Decimal(low),
        None if high is None else Decimal(high),
        not is_point and draw(st.booleans()),
        not is_point and draw(st.booleans()),
    )


@st.composite
def value_in(draw: st.DrawFn, interval: Interval) -> Decimal:
    low = interval.low if interval.low is not None else (interval.high or Decimal(0)) - 20
    high = interval.high if interval.high is not None else low + 40
    if low == high:
        return low
    first, last = int(interval.low_open), 100 - int(interval.high_open)
    return low + (high - low) * draw(st.integers(first, last)) / 100


@given(st.data(), st.lists(intervals(), min_size=1, max_size=7), st.booleans())
def test_the_true_place_is_within_the_range(data: st.DataObject, given_: list[Interval], ascending: bool) -> None:
    values = [data.draw(value_in(interval)) for interval in given_]
    for place, (best, worst) in zip(places(values, ascending), place_ranges(given_, ascending), strict=True):
        assert best <= place <= worst


@given(st.lists(intervals(), min_size=1, max_size=7), st.booleans())
def test_both_ends_of_the_range_can_happen(given_: list[Interval], ascending: bool) -> None:
    """Against the definition, pair by pair: who is ahead whatever the values, who can be ahead."""
    for i, (best, worst) in enumerate(place_ranges(given_, ascending)):
        others = [other for j, other in enumerate(given_) if j != i]
        sure = [is_above(given_[i], o) if ascending else is_above(o, given_[i]) for o in others]
        can = [_can_exceed(given_[i], o) if ascending else _can_exceed(o, given_[i]) for o in others]
        assert (best, worst) == (1 + sum(sure), 1 + sum(can))


def _can_exceed(one: Interval, other: Interval) -> bool:
    return one.high is None or other.low is None or one.high > other.low


@given(st.lists(intervals(), min_size=1, max_size=7), st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(given_: list[Interval], ascending: bool, random: object) -> None:
    order = list(range(len(given_)))
    random.shuffle(order)  # type: ignore[attr-defined]
    ranges = place_ranges(given_, ascending)
    assert place_ranges([given_[i] for i in order], ascending) == [ranges[i] for i in order]


@pytest.mark.parametrize(
    ("values", "ascending", "expected"),
    [
        ([9, 7, 7, 5], False, [1, 2, 2, 4]),
        ([9, 7, 7, 5], True, [4, 2, 2, 1]),
        ([1], False, [1]),
        ([], False, []),
    ],
)
def test_equal_values_share_a_place(values: list[int], ascending: bool, expected: list[int]) -> None:
    assert places(values, ascending) == expected

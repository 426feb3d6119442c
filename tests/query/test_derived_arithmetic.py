"""Interval arithmetic: whatever values the operands hold, the result holds theirs; and the ends are the known ones."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkcmp.intervals import Interval
from parkcmp.query.arithmetic import contains, difference, overlap, point, power, ratio, root, scaled, total
from parkcmp.render.cells import text

numbers = st.decimals("0", "100000", places=2)
fractions = st.fractions(0, 1, max_denominator=50)


def read(written: str) -> Interval:
    """[1, 2) as an interval; a bare number is a point; ∞ is no limit."""
    if written[0] not in "[(":
        return point(Decimal(written))
    low, high = (None if "∞" in end else Decimal(end) for end in written[1:-1].split(", "))
    return Interval(low, high, written[0] == "(" and low is not None, written[-1] == ")" and high is not None)


@st.composite
def with_member(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    """An interval of numbers that are not negative, perhaps without upper limit, and a value inside."""
    low, high = sorted((draw(numbers), draw(numbers)))
    low_open, high_open = draw(st.booleans()), draw(st.booleans())
    if low == high:
        return Interval(low, high), Fraction(low)
    share = draw(fractions)
    if (low_open and share == 0) or (high_open and share == 1):
        share = Fraction(1, 2)
    value = Fraction(low) + (Fraction(high) - Fraction(low)) * share
    if draw(st.booleans()):
        return Interval(low, None, low_open), value
    return Interval(low, high, low_open, high_open), value


def holds(interval: Interval, value: Fraction) -> bool:
    """Whether the value is inside, compared exactly."""
    above = interval.low is None or value > Fraction(interval.low)
    below = interval.high is None or value < Fraction(interval.high)
    on_low = interval.low is not None and value == Fraction(interval.low) and not interval.low_open
    on_high = interval.high is not None and value == Fraction(interval.high) and not interval.high_open
    return (above or on_low) and (below or on_high)


@given(with_member(), with_member())
def test_results_hold_the_results_of_all_values(
    one: tuple[Interval, Fraction], other: tuple[Interval, Fraction]
) -> None:
    (a, x), (b, y) = one, other
    assert holds(difference(a, b), x - y)
    assert holds(total([a, b]), x + y)
    assert holds(scaled(a, 100), x * 100)
    quotient = ratio(a, b, 100)
    if quotient is not None:
        assert y != 0
        assert holds(quotient, x * 100 / y)


@given(with_member(), st.integers(1, 12))
def test_powers_and_roots_hold_those_of_all_values(one: tuple[Interval, Fraction], n: int) -> None:
    interval, value = one
    raised = power(interval, n)
    assert raised is not None
    assert holds(raised, value**n)
    taken = root(interval, n)
    assert taken is not None
    # value lies in the interval exactly if its root lies in the roots, and ends were only moved outward.
    assert taken.low is not None
    assert Fraction(taken.low) ** n <= value
    assert taken.high is None or value <= Fraction(taken.high) ** n


@given(with_member(), with_member())
def test_intervals_with_a_common_value_overlap(
    one: tuple[Interval, Fraction], other: tuple[Interval, Fraction]
) -> None:
    (a, x), (b, y) = one, other
    assert overlap(a, b) == overlap(b, a)
    if holds(b, x) or holds(a, y):
        assert overlap(a, b)


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (lambda: difference(read("[759.655, 759.665]"), read("[639.5, 640.5]")), "[119.155, 120.165]"),
        (lambda: difference(read("135"), read("123")), "12"),
        (lambda: difference(read("[1200, ∞)"), read("(0, 5)")), "(1195, ∞)"),
        (lambda: total([read("76"), read("281"), read("2308")]), "2665"),
        (lambda: total([]), "0"),
        (lambda: ratio(read("[1200, 1300)"), read("[4.45, 4.55]")), "[263.736263, 292.134832)"),
        (lambda: ratio(read("254"), read("[126.5, 127.5]"), 100), "[199.215686, 200.790514]"),
        (lambda: ratio(read("[0, 5]"), read("[1, 2)")), "[0, 5]"),
        (lambda: ratio(read("[1, 5]"), read("[1, 2)")), "(0.5, 5]"),
        (lambda: ratio(read("[1, 5]"), read("(0, ∞)")), "(0, ∞)"),
        (lambda: ratio(read("0"), read("(0, 4]")), "0"),
        (lambda: ratio(read("1"), read("[0, 4]")), None),
        (lambda: ratio(read("[-1, 1]"), read("[1, 4]")), None),
        (lambda: root(read("[8, 27]"), 3), "[2, 3]"),
        (lambda: root(read("2"), 2), "[1.414213, 1.414214]"),
        (lambda: power(read("(1.1, 1.2]"), 2), "(1.21, 1.44]"),
    ],
)
def test_known_results(result: Callable[[], Interval | None], expected: str | None) -> None:
    found = result()
    assert (None if found is None else text(found)) == expected


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ("[1, 2]", "[2, 3]", True),
        ("[1, 2)", "[2, 3]", False),
        ("[1, 2]", "(2, 3]", False),
        ("[1, ∞)", "[9, 9]", True),
        ("(-∞, 0)", "0", False),
    ],
)
def test_overlaps(one: str, other: str, common: bool) -> None:
    assert overlap(read(one), read(other)) is common
    assert contains(read(one), Decimal(2)) is overlap(point(2), read(one))

"""Which of several parks has the larger value, and for certain or not. Pure.

`higher: KEY` where every value that its interval allows exceeds all of the others; `equal` where the same exact number
is printed of all; else `undecidable`. The difference and the ratio are those of the larger printed value to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parkcmp.intervals import Interval
from parkcmp.model import Bound, Measure
from parkcmp.query.arithmetic import difference, ratio
from parkcmp.query.observation import Observation
from parkcmp.query.order import is_above
from parkcmp.query.periods import is_same

# Zero is "none of it" for these, so that a ratio says something; 20 % growth is not twice 10 % growth.
_WITH_RATIO = frozenset({Measure.LEVEL, Measure.SHARE, Measure.CHANGE, Measure.MULTIPLE, Measure.CUMULATIVE})


@dataclass(frozen=True, slots=True)
class Verdict:
    """`text` is one of cli.md's words with its qualifications behind semicolons; empty for fewer than two values."""

    text: str = ""
    difference: Interval | None = None
    ratio: Interval | None = None


def judge(observations: Sequence[Observation]) -> Verdict:
    """The verdict on values that are alike. Of places in a ranking the smaller number is the higher."""
    if len(observations) < 2:
        return Verdict()
    measure = observations[0].key.measure
    is_place = measure == Measure.RANK
    first, second, *_ = sorted(observations, key=lambda o: o.size, reverse=not is_place)
    minuend, subtrahend = (second, first) if is_place else (first, second)
    rest = [o for o in observations if o is not first]
    if all(is_above(o.interval, first.interval) if is_place else is_above(first.interval, o.interval) for o in rest):
        text = f"higher: {first.key.park}"
    elif all(_is_the_same_number(first, o) for o in rest):
        text = "equal"
    else:
        text = "undecidable"
    text += "".join(f"; {qualification}" for qualification in _qualifications(observations))
    return Verdict(
        text,
        difference(minuend.interval, subtrahend.interval),
        ratio(first.interval, second.interval) if measure in _WITH_RATIO else None,
    )


def _is_the_same_number(one: Observation, other: Observation) -> bool:
    return (
        one.bound is Bound.EXACT
        and other.bound is Bound.EXACT
        and one.value == other.value
        and one.interval == other.interval
    )


def _qualifications(observations: Sequence[Observation]) -> list[str]:
    said = []
    first = observations[0].key.period
    if not all(is_same(first, o.key.period) for o in observations):
        said.append("periods differ")
    if any("proxy" in o.flags for o in observations):
        said.append("stand-in")
    if any("undated" in o.flags for o in observations):
        said.append("undated")
    return said

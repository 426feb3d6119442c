"""Like with like: which observations of one indicator may stand in one ranking.

Those of one unit, one kind of whole, one basis of growth and, for flows, one length of period. Where there are
several, the one with the most parks is chosen and the rest is counted, so that nothing is mixed and nothing hidden.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from parkcmp.lexicon.records import Lexicon, Metric
from parkcmp.model import Measure
from parkcmp.query.observation import NATION, Key
from parkcmp.query.periods import distance

BASES = ("yoy", "cagr", "span", "qoq")
WHOLES = ("city", "province", "nation")
UNSTATED = "unstated"  # a growth from nobody says when, a share of nobody says what

Respect = str | int | None  # the value of one field of Likeness

FIXED = {"whole": WHOLES, "basis": BASES}
_COUNTED_FROM_A_BASE = frozenset({Measure.GROWTH, Measure.CHANGE, Measure.MULTIPLE, Measure.CUMULATIVE})
_COUNTRY = frozenset({NATION, "中国", "我国", "全国高新区"})


class Likeness(NamedTuple):
    """What must be equal before two observations of one indicator are compared; None where it does not matter.

    `months` is the length of the period of a flow, `span` the distance from base to period of what is counted from a
    base.
    """

    unit: str
    whole: str | None
    basis: str | None
    months: int | None
    span: int | None


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen in one respect (a field of Likeness) and what was left out: its parks by value."""

    field: str
    chosen: Respect
    others: dict[Respect, frozenset[str]]


def likeness(key: Key, metric: Metric, lexicon: Lexicon) -> Likeness:
    """In what an observation has to agree with another of the same indicator."""
    return Likeness(
        key.unit,
        _whole(key, lexicon) if key.measure == Measure.SHARE else None,
        _basis(key),
        key.months if _is_of_a_length(key, metric) else None,
        _span(key),
    )


def choose(keys: Iterable[Key], metric: Metric, lexicon: Lexicon) -> tuple[list[Key], Likeness | None, list[Choice]]:
    """The observations that may be ranked together: of each respect in turn the value that most parks have.

    Undated ones fit any length. On a tie the registry's unit, the city, yoy, and the newest period win.
    """
    left = [(key, likeness(key, metric, lexicon)) for key in keys]
    choices: list[Choice] = []
    chosen: list[Respect] = []
    for index, field in enumerate(Likeness._fields):
        parks: dict[Respect, set[str]] = defaultdict(set)
        newest: dict[Respect, date] = {}
        for key, like in left:
            if field in ("months", "span") and like[index] is None and key.end is None:
                continue
            parks[like[index]].add(key.park)
            newest[like[index]] = max(newest.get(like[index], date.min), key.end or date.min)
        if not parks:
            chosen.append(None)
            continue
        best = min(parks, key=_preference(field, metric, parks, newest))
        chosen.append(best)
        left = [(k, li) for k, li in left if li[index] == best or (field in ("months", "span") and k.end is None)]
        others = {value: frozenset(of) for value, of in parks.items() if value != best}
        choices.append(Choice(field, best, others))
    kept = [key for key, _ in left]
    return kept, Likeness(*chosen) if kept else None, choices  # type: ignore[arg-type]


def _preference(
    field: str,
    metric: Metric,
    parks: dict[Respect, set[str]],
    newest: dict[Respect, date],
) -> Callable[[Respect], tuple[int, ...]]:
    def key(value: Respect) -> tuple[int, ...]:
        fixed = 0
        if field == "unit":
            fixed = int(value != metric.unit)
        elif field in FIXED:
            known = FIXED[field]
            fixed = known.index(str(value)) if value in known else len(known)
        longer = -value if isinstance(value, int) else 0
        return (int(value == UNSTATED), -len(parks[value]), fixed, -newest[value].toordinal(), longer)

    return key


def _whole(key: Key, lexicon: Lexicon) -> str:
    """A share of its own city is like another park's share of its own: 占全市比重."""
    if key.whole is None:
        return UNSTATED
    if key.whole in _COUNTRY:
        return "nation"
    park = lexicon.parks.get(key.park)
    if park is not None and key.whole == park.city:
        return "city"
    if park is not None and key.whole == park.province:
        return "province"
    return key.whole


def _basis(key: Key) -> str | None:
    if key.measure in (Measure.GROWTH, Measure.CAGR, Measure.CHANGE, Measure.MULTIPLE):
        return key.basis or UNSTATED
    return None


def _is_of_a_length(key: Key, metric: Metric) -> bool:
    """Flows and what grows like them. A ratio that is no percentage (万元/人) is a flow's too if of part of a year."""
    if key.measure in (Measure.CUMULATIVE, Measure.RANK):
        return False
    if metric.kind == "flow":
        return True
    return metric.kind == "ratio" and metric.unit != "%" and key.months not in (0, 1, 12)


def _span(key: Key) -> int | None:
    """Yearly averages over unequal spans compare; totals over unequal spans do not."""
    if key.measure in _COUNTED_FROM_A_BASE and key.basis in ("span", "qoq", None):
        return distance(key.base, key.period)
    return None

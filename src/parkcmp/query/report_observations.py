"""All observations as a page needs them that ranks, compares and shows without asking again.

Each knows the row of a comparison that it belongs to (its kind), what may be joined with it (its likeness), how long
its period is where that matters, and its place in time, so that the page decides as `compare` and `trend` do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from parkcmp.intervals import Interval, Reading
from parkcmp.lexicon.records import Lexicon
from parkcmp.periods import days
from parkcmp.query.families import Kind, group
from parkcmp.query.likeness import Likeness, likeness
from parkcmp.query.observation import Key, Observation, fetch_keys, fetch_observations
from parkcmp.query.periods import order
from parkcmp.store import Database

STATUSES = ("actual", "target")


@dataclass(frozen=True, slots=True)
class Seen:
    """One observation. `kind` and `like` are numbers of `Observations`; `time` orders by period, then by base; `same`
    is equal where periods cover the same days; `position` counts in the order in which `compare` meets them."""

    observation: Observation
    literal: Interval
    status: str
    kind: int
    like: int
    months: int | None
    time: int
    same: str | None
    end: str | None
    position: int


@dataclass(frozen=True, slots=True)
class Observations:
    """`kinds` in the registry's order, `broader` of each the kind that it may stand in for; `likes` in the order of a
    trend's series; `seen` by kind, actuals before targets, the newest first."""

    kinds: tuple[Kind, ...]
    broader: tuple[int | None, ...]
    likes: tuple[Likeness | None, ...]
    seen: tuple[Seen, ...]


def fetch_all(database: Database, lexicon: Lexicon) -> Observations:
    """Every observation of every park and of 全国, actuals and targets."""
    keys = {status: fetch_keys(database, status=status) for status in STATUSES}
    families = group([key for status in STATUSES for key in keys[status]], lexicon)
    kinds = tuple(family.kind for family in families)
    number = {kind: i for i, kind in enumerate(kinds)}
    kind_of = {key: number[family.kind] for family in families for of in family.keys.values() for key in of}
    like_of = {key: _likeness(key, lexicon) for of in keys.values() for key in of}
    likes = sorted(set(like_of.values()), key=str)
    like_number = {like: i for i, like in enumerate(likes)}
    times = sorted({_time(key) for key in like_of})
    time_number = {time: i for i, time in enumerate(times)}
    seen: list[Seen] = []
    for status in STATUSES:
        literal = {o.key: o.interval for o in fetch_observations(database, keys[status], Reading.LITERAL, status)}
        for o in fetch_observations(database, keys[status], Reading.PRINTED, status):
            like = like_of[o.key]
            seen.append(
                Seen(
                    o,
                    literal[o.key],
                    status,
                    kind_of[o.key],
                    like_number[like],
                    like.months if like else None,
                    time_number[_time(o.key)],
                    _days(o.key.period),
                    o.key.end.isoformat() if o.key.end else None,
                    len(seen),
                )
            )
    seen.sort(key=lambda s: s.time, reverse=True)
    seen.sort(key=lambda s: (s.kind, STATUSES.index(s.status)))
    return Observations(kinds, tuple(_broader(kinds, number, lexicon)), tuple(likes), tuple(seen))


def _likeness(key: Key, lexicon: Lexicon) -> Likeness | None:
    metric = lexicon.metrics.get(key.metric)
    return likeness(key, metric, lexicon) if metric else None


def _time(key: Key) -> tuple[object, ...]:
    return (key.end is not None, order(key.period), order(key.base))


def _days(period: str | None) -> str | None:
    found = days(period)
    return f"{found.first}/{found.last}" if found else period


def _broader(kinds: Iterable[Kind], number: dict[Kind, int], lexicon: Lexicon) -> Iterable[int | None]:
    for kind in kinds:
        metric = lexicon.metrics.get(kind.metric)
        wide = metric.stands_for if metric else None
        yield number.get(kind._replace(metric=wide)) if wide else None

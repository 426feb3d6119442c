"""Observations out of the database: first their keys, from which a question chooses, then the chosen in full.

An observation is one park (or 全国), metric, measure, unit, period, base, whole and status; the view of that name
holds the newest document's value of each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from parkcmp.intervals import Interval, Reading
from parkcmp.model import Bound
from parkcmp.periods import days
from parkcmp.store import Database

NATION = "全国"


class Key(NamedTuple):
    """What identifies an actual observation, with what follows from its period: its last day and its length."""

    park: str
    metric: str
    measure: str
    unit: str
    period: str | None
    base: str | None
    whole: str | None
    basis: str | None
    end: date | None
    months: int | None


@dataclass(frozen=True, slots=True)
class Observation:
    """One observation. `interval` is what the number can stand for under the reading asked for."""

    key: Key
    value: Decimal
    value_high: Decimal | None
    bound: Bound
    interval: Interval
    fact_id: str
    document: str
    sources: int
    flags: tuple[str, ...]

    @property
    def size(self) -> tuple[Decimal, bool]:
        """Orders observations by value. 近40 is less than 40 by its own word, so it stands just below."""
        return (self.value, self.bound is not Bound.UNDER)


_KEY = "entity, metric, measure, unit, period, base, whole_key, basis, period_end, months"
ENDS = {
    Reading.PRINTED: "low, high, low_open, high_open",
    Reading.LITERAL: "lit_low, lit_high, lit_low_open, lit_high_open",
}


def fetch_keys(
    database: Database,
    *,
    metrics: Collection[str] | None = None,
    measures: Collection[str] | None = None,
    parks: Collection[str] | None = None,
    status: str = "actual",
) -> list[Key]:
    """The keys of all observations of these metrics, measures and parks (None: of all)."""
    where, parameters = _where(status=[status], metric=metrics, measure=measures, entity=parks)
    rows = database.fetch(f"SELECT {_KEY} FROM observations WHERE {where} ORDER BY ALL", parameters)
    return [Key(*row) for row in rows]


def fetch_newest_keys(database: Database, metrics: Collection[str], period: str | None) -> list[Key]:
    """Of each park and kind of observation of these metrics the newest, or that of one period: what a benchmark takes.

    Chosen in the database, because the parks are many and their years too.
    """
    where, parameters = _where(status=["actual"], metric=metrics)
    found = days(period)
    if period is not None:
        where += " AND (period = ? OR (period_start = ? AND period_end = ?))"
        parameters += [period, *((str(found.first), str(found.last)) if found else (None, None))]
    rows = database.fetch(
        f"SELECT {_KEY} FROM observations WHERE {where} QUALIFY row_number() OVER ("
        " PARTITION BY entity, metric, measure, unit, whole_key, basis, months,"
        " CASE WHEN basis = 'span' OR basis IS NULL THEN base END"
        " ORDER BY period_end DESC NULLS LAST, base DESC NULLS LAST, period) = 1",
        parameters,
    )
    return [Key(*row) for row in rows]


def fetch_observations(
    database: Database, keys: Iterable[Key], reading: Reading, status: str = "actual"
) -> list[Observation]:
    """The observations of these keys, in their order."""
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return []
    where, parameters = _where(
        status=[status],
        metric={key.metric for key in wanted},
        measure={key.measure for key in wanted},
        entity={key.park for key in wanted},
    )
    periods = {key.period for key in wanted}
    if None not in periods:
        only, more = _where(period={p for p in periods if p is not None})
        where, parameters = f"{where} AND {only}", [*parameters, *more]
    rows = database.fetch(
        f"SELECT {_KEY}, value, value_high, bound, {ENDS[reading]}, fact_id, document, sources, conflict, review,"
        f" unproven FROM observations WHERE {where}",
        parameters,
    )
    found = {Key(*row[:10]): row for row in rows}
    return [_observation(key, found[key][10:]) for key in wanted if key in found]


def fetch_statements(database: Database, key: Key, reading: Reading) -> list[Observation]:
    """Every different value that documents state for one observation, the newest document's first."""
    same = [f"f.{name} IS NOT DISTINCT FROM ?" for name in ("period", "base", "whole_key")]
    rows = database.fetch(
        f"SELECT value, value_high, bound, {ENDS[reading]}, fact_id, f.document, 1, true, review, unproven"
        " FROM statements AS f JOIN documents AS d USING (document)"
        " WHERE entity = ? AND metric = ? AND measure = ? AND unit = ? AND status = 'actual'"
        f" AND {' AND '.join(same)} ORDER BY d.published DESC NULLS LAST, bound = 'exact' DESC, f.document, f.start_",
        [key.park, key.metric, key.measure, key.unit, key.period, key.base, key.whole],
    )
    different = {(row[0], row[1], row[2]): row for row in reversed(rows)}
    return [_observation(key, row) for row in reversed(different.values())]


def fetch_presence(database: Database, metrics: Collection[str] | None) -> list[tuple[str, str, str | None, set[str]]]:
    """Of each metric, measure and period the parks that have an actual value."""
    where, parameters = _where(status=["actual"], metric=metrics)
    rows = database.fetch(
        "SELECT metric, measure, period, list(DISTINCT entity) FROM observations"
        f" WHERE {where} GROUP BY metric, measure, period",
        parameters,
    )
    return [(metric, measure, period, set(parks)) for metric, measure, period, parks in rows]


def marked(observation: Observation, metric: str) -> Observation:
    """The observation, flagged as a stand-in where it is of another metric than this."""
    if observation.key.metric == metric:
        return observation
    return replace(observation, flags=("proxy", *observation.flags))


def parks_by_period(keys: Iterable[Key]) -> dict[str, set[str]]:
    """The parks of each period, the same days under their first spelling; undated ones are left out."""
    spelling: dict[object, str] = {}
    parks: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        found = days(key.period)
        if found is not None and key.period is not None:
            parks[spelling.setdefault((found.first, found.last), key.period)].add(key.park)
    return dict(parks)


def known_parks(database: Database) -> frozenset[str]:
    """The parks that the database has any figure of."""
    rows = database.fetch("SELECT DISTINCT entity FROM statements WHERE scope = 'park' AND entity IS NOT NULL")
    return frozenset(row[0] for row in rows)


def _observation(key: Key, row: Sequence[object]) -> Observation:
    value, value_high, bound, low, high, low_open, high_open, fact_id, document, sources, *marks = row
    conflict, review, unproven = marks
    assert isinstance(value, Decimal)
    flags = []
    if conflict and key.end is not None:  # of unknown times both may be true
        flags.append("conflict")
    if review:
        flags.append("reviewed")
    if unproven:
        flags.append("unproven")
    if key.end is None:
        flags.append("undated")
    return Observation(
        key,
        value,
        value_high if isinstance(value_high, Decimal) else None,
        Bound(str(bound)),
        Interval(
            low if isinstance(low, Decimal) else None,
            high if isinstance(high, Decimal) else None,
            bool(low_open),
            bool(high_open),
        ),
        str(fact_id),
        str(document),
        int(str(sources)),
        tuple(flags),
    )


def _where(**choices: Collection[str] | None) -> tuple[str, list[str | None]]:
    conditions: list[str] = ["true"]
    parameters: list[str | None] = []
    for column, values in choices.items():
        if values is not None:
            conditions.append(f"{column} IN ({', '.join('?' * len(values))})" if values else "false")
            parameters += sorted(values)
    return " AND ".join(conditions), parameters

"""The ranking of parks by one indicator: like with like, newest or of one period, with what each place is worth.

The rules are those of docs/rankings.md. The database gives keys and rows; what they mean is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from parkcmp.errors import UsageError
from parkcmp.intervals import Reading
from parkcmp.lexicon.records import Lexicon, Metric
from parkcmp.model import Measure
from parkcmp.query import rank_notes as notes
from parkcmp.query.answer import Answer, Value
from parkcmp.query.derived_notes import of_derived
from parkcmp.query.likeness import BASES, Likeness, choose, likeness
from parkcmp.query.observation import (
    NATION,
    Key,
    Observation,
    fetch_keys,
    fetch_observations,
    fetch_statements,
    known_parks,
    marked,
)
from parkcmp.query.order import place_ranges, places
from parkcmp.query.periods import is_same, order, parse_period
from parkcmp.query.wording import both_names
from parkcmp.store import Database

COLUMNS = (
    "rank", "park", "value", "unit", "bound", "period", "metric", "measure", "base",
    "rank_best", "rank_worst", "low", "high", "flags", "fact_id", "document",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RankQuestion:
    """What the options of `rank` say: ids and full names of the lexicon, limits in the unit of the ranking."""

    metric: str
    measure: str | None = None
    basis: str | None = None
    period: str | None = None
    unit: str | None = None
    whole: str | None = None
    top: int | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    ascending: bool = False
    region: str | None = None
    province: str | None = None
    proxy: bool = True
    reading: Reading = Reading.PRINTED
    conflicts: bool = False
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """One line: an observation and its place; `place` None where it has none (undated, a conflicting value)."""

    observation: Observation
    place: int | None
    best: int | None
    worst: int | None


def rank(database: Database, lexicon: Lexicon, question: RankQuestion) -> Answer:
    """The parks in order, 全国 as a reference, and notes on all that was left out.

    Raises UsageError for a period, basis or measure that is none.
    """
    metric = lexicon.metrics[question.metric]
    measures = _measures(question, metric)
    stand_ins = [m.id for m in lexicon.metrics.values() if question.proxy and m.stands_for == metric.id]
    wanted = [metric.id, *stand_ins]
    derived: dict[Key, Observation] = {}
    if question.derived:
        from parkcmp.query.derived import fetch_derived

        derived = fetch_derived(database, lexicon, question.reading, metrics=wanted, measures=measures)
    keys = [*fetch_keys(database, metrics=wanted, measures=measures), *derived]
    area = _area(question, lexicon)
    period = parse_period(question.period) if question.period else None
    asked = [key for key in keys if _is_asked(key, question, metric, lexicon, period)]
    in_area = [key for key in asked if key.park != NATION and (area is None or key.park in area)]
    like_keys, like, choices = choose(in_area, metric, lexicon)
    newest = _newest(like_keys, in_area, metric)
    nation = _newest_of_nation(asked, like, lexicon, metric)
    chosen = [*newest.values(), *nation]
    fetched = fetch_observations(database, [key for key in chosen if key not in derived], question.reading)
    fetched += [derived[key] for key in chosen if key in derived]
    observations = [marked(o, metric.id) for o in fetched if o.key.park != NATION]
    reference = [Ranked(o, None, None, None) for o in fetched if o.key.park == NATION]
    ascending = question.ascending or _is_lower_first(metric, measures)
    ranked = _in_order(observations, ascending)
    shown, has_ties = _within_limits(ranked, question)
    if question.conflicts:
        shown = _with_other_values(database, shown, question.reading, metric)
    known = known_parks(database)
    parks = known if area is None else known & area
    in_area_any_period = [
        k for k in keys if _is_asked(k, question, metric, lexicon, None) and (area is None or k.park in area)
    ]
    where = notes.Circumstances(metric, lexicon, period, in_area_any_period, question.province or question.region)
    if not observations:
        others = fetch_keys(database, metrics=[metric.id, *stand_ins], parks=parks)
        said = [notes.no_rows(where, others)]
    else:
        said = [
            *notes.of_choices(where, choices, newest),
            *notes.of_periods(where, like_keys, newest),
            *notes.of_rows(where, [line.observation for line in shown]),
            *of_derived(line.observation for line in [*shown, *reference]),
            *notes.of_limits(observations, bool(shown), question.minimum, question.maximum, has_ties),
            *notes.of_missing(where, parks, frozenset(newest)),
        ]
    return Answer(
        COLUMNS,
        tuple(_row(line) for line in shown),
        tuple(said),
        _as_understood(question, metric, measures, like, period, ascending),
        tuple(_row(line) for line in reference),
        _hints(metric, stand_ins, lexicon, like),
    )


def _measures(question: RankQuestion, metric: Metric) -> list[str]:
    basis = question.basis
    if basis is not None and basis not in BASES:
        raise UsageError(f"no basis {basis!r}", f"use one of {', '.join(BASES)}")
    measure = question.measure
    if measure is not None and measure not in list(Measure):
        raise UsageError(f"no measure {measure!r}", f"use one of {', '.join(Measure)}")
    if measure is None:
        measure = "growth" if basis else "rank" if metric.kind == "rank" else "level"
    if measure != "growth":
        return [measure]
    return {"cagr": ["cagr"], None: ["growth", "cagr"]}.get(basis, ["growth"])


def _area(question: RankQuestion, lexicon: Lexicon) -> frozenset[str] | None:
    if question.region is None and question.province is None:
        return None
    region, province = question.region, question.province
    return frozenset(
        park.key
        for park in lexicon.parks.values()
        if region in (None, park.region) and province in (None, park.province)
    )


def _is_asked(key: Key, question: RankQuestion, metric: Metric, lexicon: Lexicon, period: str | None) -> bool:
    if question.basis is not None and key.basis != question.basis:
        return False
    if question.unit is not None and key.unit != question.unit:
        return False
    if question.whole is not None and likeness(key, metric, lexicon).whole != question.whole:
        return False
    return period is None or is_same(period, key.period)


def _newest(like_keys: list[Key], in_area: list[Key], metric: Metric) -> dict[str, Key]:
    """Of each park the observation that counts: its own before a stand-in, dated before undated, the newest."""
    dated_parks = {key.park for key in in_area if key.end is not None}
    best: dict[str, Key] = {}
    for key in like_keys:
        if key.end is None and key.park in dated_parks:
            continue
        if key.park not in best or _precedence(key, metric) > _precedence(best[key.park], metric):
            best[key.park] = key
    return best


def _precedence(key: Key, metric: Metric) -> tuple[object, ...]:
    return (key.end is not None, key.metric == metric.id, order(key.period), order(key.base), key.metric)


def _is_lower_first(metric: Metric, measures: list[str]) -> bool:
    return measures == ["rank"] or (metric.direction == "lower" and measures != ["completion"])


def _in_order(observations: list[Observation], ascending: bool) -> list[Ranked]:
    """Dated ones by value, equal ones by key; undated ones below them without a place."""
    dated = [o for o in observations if o.key.end is not None]
    undated = [o for o in observations if o.key.end is None]
    spans = place_ranges([o.interval for o in dated], ascending)
    lines = [
        Ranked(o, place, best, worst)
        for o, place, (best, worst) in zip(dated, places([o.size for o in dated], ascending), spans, strict=True)
    ]
    lines.sort(key=lambda line: (line.place, line.observation.key.park))
    undated.sort(key=lambda o: o.key.park)
    undated.sort(key=lambda o: o.size, reverse=not ascending)
    return lines + [Ranked(o, None, None, None) for o in undated]


def _within_limits(ranked: list[Ranked], question: RankQuestion) -> tuple[list[Ranked], bool]:
    """What --min, --max and --top leave; whether --top kept more than asked for because of a tie."""
    low, high = question.minimum, question.maximum
    lines = [
        line
        for line in ranked
        if (low is None or line.observation.size >= (low, True)) and (high is None or line.observation.value <= high)
    ]
    if question.top is None or len(lines) <= question.top:
        return lines, False
    last = lines[question.top - 1].place
    kept = [line for i, line in enumerate(lines) if i < question.top or (last is not None and line.place == last)]
    return kept, len(kept) > question.top


def _with_other_values(database: Database, lines: list[Ranked], reading: Reading, metric: Metric) -> list[Ranked]:
    """Below each line that has a conflict the other values stated, without a place."""
    result = []
    for line in lines:
        result.append(line)
        if "conflict" in line.observation.flags:
            others = fetch_statements(database, line.observation.key, reading)
            result += [
                Ranked(marked(other, metric.id), None, None, None)
                for other in others
                if (other.value, other.value_high, other.bound)
                != (line.observation.value, line.observation.value_high, line.observation.bound)
            ]
    return result


def _newest_of_nation(asked: list[Key], like: Likeness | None, lexicon: Lexicon, metric: Metric) -> list[Key]:
    """全国 of the same indicator, the newest that is like the ranked."""
    nation = [key for key in asked if key.park == NATION and key.metric == metric.id]
    if like is not None:
        nation = [k for k in nation if likeness(k, metric, lexicon) == like]
    return list(_newest(nation, nation, metric).values())


def _row(line: Ranked) -> tuple[Value, ...]:
    o = line.observation
    return (
        line.place, o.key.park, o.value, o.key.unit, str(o.bound), o.key.period, o.key.metric, o.key.measure,
        o.key.base, line.best, line.worst, o.interval.low, o.interval.high, ",".join(o.flags), o.fact_id, o.document,
    )  # fmt: skip


def _as_understood(
    question: RankQuestion,
    metric: Metric,
    measures: list[str],
    like: Likeness | None,
    period: str | None,
    ascending: bool,
) -> dict[str, object]:
    return {
        "command": "rank",
        "metric": metric.id,
        "measure": measures[0],
        "unit": like.unit if like else question.unit or metric.unit,
        "basis": like.basis if like else question.basis,
        "whole": like.whole if like else None,
        "months": like.months if like else None,
        "period": period,
        "order": "ascending" if ascending else "descending",
        "reading": str(question.reading),
        "region": question.region,
        "province": question.province,
        "proxy": question.proxy,
        "derived": question.derived,
        "min": question.minimum,
        "max": question.maximum,
        "top": question.top,
    }


def _hints(metric: Metric, stand_ins: list[str], lexicon: Lexicon, like: Likeness | None) -> dict[str, object]:
    return {
        "names": {i: both_names(lexicon.metrics[i]) for i in (metric.id, *stand_ins)},
        "span": like.span if like else None,
        "kind": metric.kind,
    }

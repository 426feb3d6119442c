"""Two to twelve parks side by side: every indicator that any of them has, and what may be said of each.

Each park's newest value counts, or that of one period. What is not alike is never compared, and the row says why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parkcmp.errors import UsageError
from parkcmp.intervals import Reading
from parkcmp.lexicon.records import Lexicon
from parkcmp.query import compare_notes as notes
from parkcmp.query.answer import Answer, Value
from parkcmp.query.benchmark import BENCHMARK_COLUMNS, Benchmarks
from parkcmp.query.derived_notes import of_derived
from parkcmp.query.families import Family, Kind, Row, group, why_alone
from parkcmp.query.observation import Key, Observation, fetch_keys, fetch_observations, marked
from parkcmp.query.periods import is_same, parse_period
from parkcmp.query.verdict import Verdict, judge
from parkcmp.store import Database

MOST_PARKS = 12
_OF_A_PARK = ("value", "bound", "period", "flags", "fact_id")


@dataclass(frozen=True, slots=True)
class CompareQuestion:
    """What the options of `compare` say: park keys and metric ids, each perhaps with a measure."""

    parks: tuple[str, ...]
    metrics: tuple[tuple[str, str | None], ...] = ()
    period: str | None = None
    common: bool = False
    reading: Reading = Reading.PRINTED
    benchmark: bool = False
    derived: bool = False
    lang: str = "en"


def compare(database: Database, lexicon: Lexicon, question: CompareQuestion) -> Answer:
    """One row an indicator. Raises UsageError for fewer than two or too many parks, or what is no period."""
    parks = tuple(dict.fromkeys(question.parks))
    if len(parks) == 1 < len(question.parks):
        raise UsageError(f"all these names mean {parks[0]}", "name another park to compare it with")
    if not 2 <= len(parks) <= MOST_PARKS:
        raise UsageError(f"compare takes 2 to {MOST_PARKS} parks, not {len(parks)}", "name them one after the other")
    period = parse_period(question.period) if question.period else None
    metrics = _metrics(lexicon, question)
    derived: dict[Key, Observation] = {}
    if question.derived:
        from parkcmp.query.derived import fetch_derived

        derived = fetch_derived(database, lexicon, question.reading, metrics=metrics, parks=parks)
    every = [*fetch_keys(database, metrics=metrics, parks=parks), *derived]
    asked = [key for key in every if period is None or is_same(period, key.period)]
    families = _wanted(group(asked, lexicon, {metric for metric, _ in question.metrics}), question)
    rows = _rows(database, lexicon, question, parks, families, derived)
    complete = [row for row in rows if len(row.values) == len(parks)]
    shown = complete if question.common else rows
    benchmarks = Benchmarks(database, lexicon, shown, question.reading, period) if question.benchmark else None
    where = notes.Circumstances(lexicon, parks, period, question.common, question.reading)
    return Answer(
        _columns(parks, question.benchmark),
        tuple(_values(row, parks, lexicon, question.lang, benchmarks) for row in shown),
        (
            *notes.of_comparison(where, every, shown, len(rows) - len(complete)),
            *of_derived(o for row in shown for o in row.values.values()),
        ),
        {
            "command": "compare",
            "parks": list(parks),
            "metrics": [metric for metric, _ in question.metrics] or None,
            "period": period,
            "common": question.common,
            "reading": str(question.reading),
            "benchmark": question.benchmark,
            "derived": question.derived,
        },
        hints={
            "categories": {
                i: lexicon.metrics[i].category for i in {r.family.kind.metric for r in shown} if i in lexicon.metrics
            }
        },
    )


def _metrics(lexicon: Lexicon, question: CompareQuestion) -> set[str] | None:
    if not question.metrics:
        return None
    metrics = {metric for metric, _ in question.metrics}
    return metrics | {m.id for m in lexicon.metrics.values() if m.stands_for in metrics}


def _wanted(families: list[Family], question: CompareQuestion) -> list[Family]:
    if not question.metrics:
        return families
    growing = ("growth", "cagr")
    return [
        family
        for family in families
        for metric, measure in question.metrics
        if family.kind.metric == metric
        and (
            measure is None
            or family.kind.measure == measure
            or (measure == "growth" and family.kind.measure in growing)
        )
    ]


def _rows(
    database: Database,
    lexicon: Lexicon,
    question: CompareQuestion,
    parks: Sequence[str],
    families: list[Family],
    derived: Mapping[Key, Observation],
) -> list[Row]:
    metrics = [lexicon.metrics.get(f.kind.metric) for f in families]
    months = [f.months(parks, metric, lexicon) for f, metric in zip(families, metrics, strict=True)]
    chosen = [f.chosen(parks, m, metric, lexicon) for f, m, metric in zip(families, months, metrics, strict=True)]
    keys = [key for by_park in chosen for key, _ in by_park.values()]
    stated = fetch_observations(database, [key for key in keys if key not in derived], question.reading)
    found = {**{o.key: o for o in stated}, **derived}
    by_kind = {f.kind: f for f in families}
    return [
        _row(family, m, by_park, found, by_kind, parks)
        for family, m, by_park in zip(families, months, chosen, strict=True)
    ]


def _row(
    family: Family,
    months: int | None,
    by_park: Mapping[str, tuple[Key, bool]],
    found: Mapping[Key, Observation],
    families: Mapping[Kind, Family],
    parks: Sequence[str],
) -> Row:
    values = {park: marked(found[key], family.kind.metric) for park, (key, _) in by_park.items() if key in found}
    alike = frozenset(park for park, (_, is_alike) in by_park.items() if is_alike)
    verdict = judge([values[park] for park in values if park in alike])
    if not verdict.text and len(values) > 1:
        verdict = Verdict("not comparable: period length")
    elif not verdict.text and values:
        park = next(iter(values))
        reason = why_alone(family, families, park, [p for p in parks if p != park])
        verdict = Verdict(f"not comparable: {reason}" if reason else "")
    return Row(family, months, values, alike, verdict)


def _columns(parks: Sequence[str], benchmark: bool) -> tuple[str, ...]:
    of_parks = [f"{park}.{column}" for park in parks for column in _OF_A_PARK]
    after = BENCHMARK_COLUMNS if benchmark else ()
    return ("metric", "name", "measure", "unit", *of_parks, "verdict", "difference", "ratio", *after)


def _values(
    row: Row, parks: Sequence[str], lexicon: Lexicon, lang: str, benchmarks: Benchmarks | None
) -> tuple[Value, ...]:
    kind = row.family.kind
    cells: list[Value] = [kind.metric, kind.name(lexicon, lang), kind.measure, kind.unit]
    for park in parks:
        o = row.values.get(park)
        if o is None:
            cells += [None] * len(_OF_A_PARK)
        else:
            flags = (*o.flags, *(() if park in row.alike else ("length",)))
            cells += [o.value, str(o.bound), o.key.period, ",".join(flags), o.fact_id]
    cells += [row.verdict.text, row.verdict.difference, row.verdict.ratio]
    return (*cells, *(benchmarks.cells(row) if benchmarks else ()))

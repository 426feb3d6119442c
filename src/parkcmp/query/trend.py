"""One indicator of some parks over time: the observed points alone, in series that may be joined.

A series is one park, metric, measure, unit, basis and, for flows, one length of period: nothing else is joined.
"""

from __future__ import annotations

from dataclasses import dataclass

from parkcmp.errors import UsageError
from parkcmp.intervals import Reading
from parkcmp.lexicon.records import Lexicon
from parkcmp.model import Measure
from parkcmp.query.answer import Answer, Note, Value
from parkcmp.query.likeness import BASES, Likeness, likeness
from parkcmp.query.observation import Key, Observation, fetch_keys, fetch_observations, marked
from parkcmp.query.periods import order
from parkcmp.query.wording import MEASURES, both_names
from parkcmp.store import Database

COLUMNS = (
    "series", "park", "metric", "measure", "unit", "period", "base", "value", "bound", "low", "high", "flags",
    "fact_id", "document",
)  # fmt: skip
MOST_PARKS = 12


@dataclass(frozen=True, slots=True)
class TrendQuestion:
    """What the options of `trend` say, in keys and ids of the lexicon."""

    parks: tuple[str, ...]
    metric: str
    measure: str | None = None
    basis: str | None = None
    proxy: bool = True
    reading: Reading = Reading.PRINTED


Series = tuple[int, str, str, Likeness]


def trend(database: Database, lexicon: Lexicon, question: TrendQuestion) -> Answer:
    """One row a point, series by series in the order of time. Raises UsageError for too many parks or a wrong basis."""
    parks = tuple(dict.fromkeys(question.parks))
    if len(parks) > MOST_PARKS:
        raise UsageError(f"trend takes up to {MOST_PARKS} parks, not {len(parks)}", "name fewer")
    metric = lexicon.metrics[question.metric]
    stand_ins = [m.id for m in lexicon.metrics.values() if question.proxy and m.stands_for == metric.id]
    every = fetch_keys(database, metrics=[metric.id, *stand_ins], parks=parks)
    measures = _measures(question, metric.kind)
    keys = [k for k in every if k.measure in measures and question.basis in (None, k.basis)]
    series: dict[Series, list[Key]] = {}
    for key in keys:
        like = likeness(key, lexicon.metrics[key.metric], lexicon)
        series.setdefault((parks.index(key.park), key.metric, key.measure, like), []).append(key)
    found = {o.key: o for o in fetch_observations(database, keys, question.reading)}
    rows: list[tuple[Value, ...]] = []
    ordered = sorted(series, key=lambda s: (s[0], s[1] != metric.id, [str(part) for part in s[1:]]))
    for number, name in enumerate(ordered, 1):
        points = [found[key] for key in series[name] if key in found]
        points.sort(key=lambda o: (o.key.end is None, order(o.key.period), order(o.key.base)))
        rows += [_row(number, marked(o, metric.id)) for o in points]
    return Answer(
        COLUMNS,
        tuple(rows),
        tuple(_notes(question, every, measures, parks)),
        {
            "command": "trend",
            "parks": list(parks),
            "metric": metric.id,
            "measure": measures[0],
            "basis": question.basis,
            "proxy": question.proxy,
            "reading": str(question.reading),
        },
        hints={
            "names": {i: both_names(lexicon.metrics[i]) for i in (metric.id, *stand_ins)},
            "series": {number: name[3] for number, name in enumerate(ordered, 1)},
        },
    )


def _measures(question: TrendQuestion, kind: str) -> list[str]:
    if question.basis is not None and question.basis not in BASES:
        raise UsageError(f"no basis {question.basis!r}", f"use one of {', '.join(BASES)}")
    measure = question.measure
    if measure is None:
        measure = "growth" if question.basis else "rank" if kind == "rank" else "level"
    return ["growth", "cagr"] if measure == Measure.GROWTH else [str(measure)]


def _row(series: int, o: Observation) -> tuple[Value, ...]:
    return (
        series, o.key.park, o.key.metric, o.key.measure, o.key.unit, o.key.period, o.key.base, o.value, str(o.bound),
        o.interval.low, o.interval.high, ",".join(o.flags), o.fact_id, o.document,
    )  # fmt: skip


def _notes(question: TrendQuestion, every: list[Key], measures: list[str], parks: tuple[str, ...]) -> list[Note]:
    said = []
    shown = {key.park for key in every if key.measure in measures and question.basis in (None, key.basis)}
    silent = [park for park in parks if park not in shown]
    if silent:
        names = "、".join(silent)
        option = f"parkcmp coverage --metric {question.metric}"
        said.append(
            Note(
                "no-figures",
                f"no such figures of {names}; {option} shows what there is",
                f"没有{names}的此类数据；{option} 可查已有数据",
            )
        )
    others = sorted({key.measure for key in every} - set(measures) - ({"cagr"} if "growth" in measures else set()))
    if others:
        en = ", ".join(MEASURES[m][0] for m in others)
        zh = "、".join(MEASURES[m][1] for m in others)
        said.append(
            Note(
                "other-measures",
                f"not joined with these, there are also: {en}; --measure {' / '.join(others)} shows them",
                f"另有不可与此连成序列的数据：{zh}；--measure {' / '.join(others)} 可查",
            )
        )
    return said

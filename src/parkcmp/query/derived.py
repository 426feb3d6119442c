"""Observations that nobody stated but that follow from stated ones, each with its formula and the facts it came from.

Computed when asked for, never stored, always flagged `derived`, and never in place of a stated value. Where several
roads lead to one value, the narrowest interval counts.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from parkcmp.intervals import Reading
from parkcmp.lexicon.records import Lexicon
from parkcmp.periods import days
from parkcmp.query.arithmetic import width
from parkcmp.query.derived_rules import AMBIGUOUS, RULES, Result, Stated
from parkcmp.query.observation import NATION, Key, Observation, fetch_keys, fetch_observations
from parkcmp.store import Database

DERIVED_ID = re.compile(r"d-([0-9a-f]{12}-\d+(?:\.\d+)?)-[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Derived:
    """A derived observation; `rule` and `formula` say how, `inputs` from which facts, the chief one first."""

    observation: Observation
    rule: str
    formula: str
    inputs: tuple[str, ...]


def derive(
    observations: Iterable[Observation],
    lexicon: Lexicon,
    ambiguous: Collection[str] = (),
    measures: Collection[str] | None = None,
    metrics: Collection[str] | None = None,
) -> list[Derived]:
    """All that follows from these observations in one step of these measures and metrics, also what is stated as well.
    `ambiguous` are ids of facts that nothing follows from."""
    stated = Stated.of(observations, lexicon, ambiguous, metrics)
    rules = [rule for measure, of in RULES.items() if measures is None or measure in measures for rule in of]
    return [_derived(result) for rule in rules for result in rule(stated)]


def fetch_derived(
    database: Database,
    lexicon: Lexicon,
    reading: Reading,
    *,
    metrics: Collection[str] | None = None,
    parks: Collection[str] | None = None,
    measures: Collection[str] | None = None,
) -> dict[Key, Observation]:
    """The derived observations of these metrics, parks and measures (None: of all) that no document states."""
    found = fetch_all_derived(database, lexicon, reading, metrics=metrics, parks=parks, measures=measures)
    stated = {_same(key) for key in fetch_keys(database, metrics=metrics, parks=parks, measures=measures)}
    best: dict[tuple[object, ...], Derived] = {}
    for derived in found:
        o = derived.observation
        if o.key.park != NATION and o.key.park not in lexicon.parks:
            continue
        name = _same(o.key)
        if name not in stated and (name not in best or _precedence(derived) < _precedence(best[name])):
            best[name] = derived
    return {d.observation.key: d.observation for d in best.values()}


def fetch_all_derived(
    database: Database,
    lexicon: Lexicon,
    reading: Reading,
    *,
    metrics: Collection[str] | None = None,
    parks: Collection[str] | None = None,
    measures: Collection[str] | None = None,
) -> list[Derived]:
    """Everything that follows of these metrics, parks and measures, by every road, regions and stated values too."""
    needed = None if metrics is None else _needed(metrics, lexicon)
    keys = fetch_keys(database, metrics=needed, parks=parks)
    observations = fetch_observations(database, keys, reading)
    ambiguous = {row[0] for row in database.fetch("SELECT fact_id FROM statements WHERE rule = ?", [AMBIGUOUS])}
    return [
        derived
        for derived in derive(observations, lexicon, ambiguous, measures, metrics)
        if metrics is None or derived.observation.key.metric in metrics
    ]


def _needed(metrics: Collection[str], lexicon: Lexicon) -> set[str]:
    """These metrics and those whose values they can follow from."""
    needed = set(metrics)
    for metric in lexicon.metrics.values():
        for above, below in metric.ratios:
            if metric.id in metrics or below in metrics:
                needed |= {metric.id, above, below}
    return needed


def _derived(result: Result) -> Derived:
    inputs = tuple(o.fact_id for o in result.inputs)
    documents = dict.fromkeys(name for o in result.inputs for name in o.document.split(","))
    conflict = ("conflict",) if any("conflict" in o.flags for o in result.inputs) else ()
    observation = Observation(
        result.key,
        result.figure.value,
        None,
        result.figure.bound,
        result.figure.interval,
        derived_id(result.rule, inputs),
        ",".join(documents),
        len(documents),
        ("derived", *conflict),
    )
    return Derived(observation, result.rule, result.formula, inputs)


def derived_id(rule: str, inputs: tuple[str, ...]) -> str:
    """The id of what follows by a rule from these facts: d-, the chief fact's id, six digits of a hash of all."""
    digest = hashlib.sha256("\n".join((rule, *inputs)).encode()).hexdigest()
    return f"d-{inputs[0]}-{digest[:6]}"


def _same(key: Key) -> tuple[object, ...]:
    """What two keys of one observation share, however their periods are written."""
    period, base = days(key.period) or key.period, days(key.base) or key.base
    return (key.park, key.metric, key.measure, key.unit, period, base, key.whole)


def _precedence(derived: Derived) -> tuple[object, ...]:
    return (width(derived.observation.interval), derived.observation.fact_id)

"""The rows of a comparison: observations of one indicator that are alike in all but the length of their period.

Within a row the length that most parks have decides; a park that has only another length is shown, but not compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from parkcmp.lexicon.records import Lexicon, Metric
from parkcmp.model import Measure
from parkcmp.query.likeness import BASES, WHOLES, Likeness, likeness
from parkcmp.query.observation import Key, Observation
from parkcmp.query.periods import order
from parkcmp.query.verdict import Verdict
from parkcmp.query.wording import measure_phrase, metric_name


class Kind(NamedTuple):
    """What one row is about."""

    metric: str
    measure: str
    unit: str
    whole: str | None
    basis: str | None
    span: int | None

    def name(self, lexicon: Lexicon, lang: str) -> str:
        """The indicator with what is said of it: 工业总产值，年均增长."""
        phrase = measure_phrase(self.measure, self.basis, self.whole, self.span, lang)
        known = lexicon.metrics.get(self.metric)
        if not phrase or (known is not None and known.kind == "rank" and self.measure == Measure.RANK):
            return metric_name(self.metric, lexicon, lang)
        return metric_name(self.metric, lexicon, lang) + ("，" if lang == "zh" else ", ") + phrase


@dataclass(slots=True)
class Family:
    """All observations of one kind: `keys` by park, `stand_ins` by park where only another metric may stand in."""

    kind: Kind
    keys: dict[str, list[Key]] = field(default_factory=lambda: defaultdict(list))
    stand_ins: dict[str, list[Key]] = field(default_factory=lambda: defaultdict(list))

    def has(self, park: str) -> bool:
        """Whether there is any value of a park, be it a stand-in."""
        return park in self.keys or park in self.stand_ins

    def keys_of(self, park: str) -> list[Key]:
        """The observations of a park, its stand-ins where it has none of its own."""
        return self.keys.get(park) or self.stand_ins.get(park) or []

    def chosen(
        self, parks: Sequence[str], months: int | None, metric: Metric | None, lexicon: Lexicon
    ) -> dict[str, tuple[Key, bool]]:
        """Of each park the newest observation, and whether its period lasts `months` (else it is only shown)."""
        result = {}
        for park in parks:
            candidates = self.keys_of(park)
            if candidates:
                alike = [k for k in candidates if k.end is None or _length(k, metric, lexicon) == months]
                best = max(alike or candidates, key=lambda k: (k.end is not None, order(k.period), order(k.base)))
                result[park] = (best, bool(alike))
        return result

    def months(self, parks: Sequence[str], metric: Metric | None, lexicon: Lexicon) -> int | None:
        """The length of period that most of these parks have, the newest on a tie; None where it does not matter."""
        having: dict[int | None, set[str]] = defaultdict(set)
        newest: dict[int | None, str] = {}
        for park in parks:
            for key in self.keys_of(park):
                if key.end is not None:
                    months = _length(key, metric, lexicon)
                    having[months].add(park)
                    newest[months] = max(newest.get(months, ""), key.end.isoformat())
        if not having:
            return None
        return max(having, key=lambda months: (len(having[months]), newest[months], months or 0))


def _length(key: Key, metric: Metric | None, lexicon: Lexicon) -> int | None:
    return None if metric is None else likeness(key, metric, lexicon).months


def group(keys: Iterable[Key], lexicon: Lexicon, asked: Collection[str] = ()) -> list[Family]:
    """The rows of these observations in the registry's order, each with the stand-ins that the registry allows.

    Of an indicator that was `asked` for there is a row even where all have but a stand-in.
    """
    families: dict[Kind, Family] = {}
    for key in keys:
        kind = _kind(key, lexicon)
        families.setdefault(kind, Family(kind)).keys[key.park].append(key)
    for kind, family in list(families.items()):
        metric = lexicon.metrics.get(kind.metric)
        if metric is None or metric.stands_for is None:
            continue
        broad = kind._replace(metric=metric.stands_for)
        broader = families.setdefault(broad, Family(broad)) if broad.metric in asked else families.get(broad)
        if broader is not None:
            for park, listed in family.keys.items():
                if park not in broader.keys:
                    broader.stand_ins[park] = listed
    return sorted(families.values(), key=_place(lexicon))


def _kind(key: Key, lexicon: Lexicon) -> Kind:
    metric = lexicon.metrics.get(key.metric)
    like = likeness(key, metric, lexicon) if metric else Likeness(key.unit, key.whole, key.basis, None, None)
    return Kind(key.metric, key.measure, key.unit, like.whole, like.basis, like.span)


def _place(lexicon: Lexicon) -> Callable[[Family], tuple[Any, ...]]:
    categories: dict[str, int] = {}
    metrics: dict[str, tuple[int, int]] = {}
    for number, metric in enumerate(lexicon.metrics.values()):
        metrics[metric.id] = (categories.setdefault(metric.category, len(categories)), number)
    measures = list(Measure)

    def place(family: Family) -> tuple[Any, ...]:
        kind = family.kind
        return (
            metrics.get(kind.metric, (len(categories), 0)),
            kind.metric,
            measures.index(Measure(kind.measure)),
            _index(BASES, kind.basis),
            kind.span or 0,
            _index(WHOLES, kind.whole),
            kind.whole or "",
            kind.unit,
        )

    return place


def _index(known: Sequence[str], value: str | None) -> int:
    return known.index(value) if value in known else len(known)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a comparison: the value of each park that has one (`alike`: those that may be compared)."""

    family: Family
    months: int | None
    values: Mapping[str, Observation]
    alike: frozenset[str]
    verdict: Verdict


def why_alone(family: Family, families: Mapping[Kind, Family], park: str, others: Sequence[str]) -> str:
    """Why the only value of a row has nothing to be compared with: unit, whole, basis or measure, where another park
    has the indicator in another form; empty where no other park has it at all."""
    kind = family.kind
    siblings = [
        f.kind
        for f in families.values()
        if f.kind.metric == kind.metric and f.kind != kind and any(other in f.keys for other in others)
    ]
    same_measure = [k for k in siblings if k.measure == kind.measure]
    if any(k.unit != kind.unit for k in same_measure):
        return "unit"
    if any(k.whole != kind.whole for k in same_measure):
        return "whole"
    growing = (Measure.GROWTH, Measure.CAGR)
    if same_measure or (kind.measure in growing and any(k.measure in growing for k in siblings)):
        return "basis"
    both = [f for f in families.values() if f.kind.metric == kind.metric and f.has(park) and any(map(f.has, others))]
    return "measure" if siblings and not both else ""

"""What follows from the stated observations of a park, rule by rule. Pure; one step only: nothing follows from what was
derived.

Nothing is derived from 增长N倍, which official prose often uses for N times, from a range, from a value without a date,
nor from an average yearly growth, whose number of years texts count differently.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from parkcmp.lexicon.records import Lexicon, Metric
from parkcmp.model import Measure
from parkcmp.periods import Days, basis, days
from parkcmp.query.arithmetic_figures import (
    Figure,
    average_growth,
    divided,
    growth_between,
    level_before_change,
    level_before_growth,
    scale_of,
    whole_of,
    written,
)
from parkcmp.query.observation import Key, Observation
from parkcmp.query.periods import distance

AMBIGUOUS = "growth-times"  # the extraction's rule for 增长N倍
_COUNTRY = frozenset({"全国", "中国", "我国"})
_A_YEAR = 366  # days


@dataclass(frozen=True, slots=True)
class Result:
    """One derived value: what it is of (`key`), the formula with its values, and what it came from, the chief first."""

    key: Key
    figure: Figure
    rule: str
    formula: str
    inputs: tuple[Observation, ...]


@dataclass(slots=True)
class Stated:
    """The stated observations that something may follow from, found by what they are of.

    `wanted` are the metrics whose values are asked for (None: all): a rule need not look for others.
    """

    lexicon: Lexicon
    wanted: Collection[str] | None = None
    levels: dict[tuple[str, str, str], list[Observation]] = field(default_factory=lambda: defaultdict(list))
    others: list[Observation] = field(default_factory=list)
    _by_days: dict[tuple[str, str, str, Days | None], Observation] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        observations: Iterable[Observation],
        lexicon: Lexicon,
        ambiguous: Collection[str] = (),
        wanted: Collection[str] | None = None,
    ) -> Stated:
        """From all observations but the ranges, the undated and those whose fact is `ambiguous`."""
        stated = cls(lexicon, wanted)
        for o in observations:
            if o.value_high is not None or o.key.end is None or o.fact_id in ambiguous:
                continue
            if o.key.measure == Measure.LEVEL:
                stated.levels[o.key.park, o.key.metric, o.key.unit].append(o)
                stated._by_days.setdefault((o.key.park, o.key.metric, o.key.unit, days(o.key.period)), o)
            else:
                stated.others.append(o)
        for series in stated.levels.values():
            series.sort(key=lambda o: (o.key.end, o.key.months or 0))
        return stated

    def wants(self, metric: str) -> bool:
        """Whether anybody asks for values of this metric."""
        return self.wanted is None or metric in self.wanted

    def level(self, park: str, metric: str, unit: str, period: str | None) -> Observation | None:
        """The level of a period, however it is written."""
        wanted = days(period)
        return self._by_days.get((park, metric, unit, wanted))


Rule = Callable[[Stated], Iterator[Result]]


def base_levels(stated: Stated) -> Iterator[Result]:
    """The value of the base period from a level and its change, multiple or growth."""
    for o in stated.others:
        metric = stated.lexicon.metrics.get(o.key.metric)
        if (
            metric is None
            or not stated.wants(metric.id)
            or o.key.basis not in ("yoy", "qoq", "span")
            or o.key.measure == Measure.CAGR
        ):
            continue
        unit = o.key.unit if o.key.measure == Measure.CHANGE else metric.unit
        level = stated.level(o.key.park, o.key.metric, unit, o.key.period)
        if level is None or (unit == "%" and o.key.measure != Measure.CHANGE):
            continue
        now, by = _figure(level), _figure(o)
        if o.key.measure == Measure.CHANGE:
            result: Figure | None = level_before_change(now, by)
            formula = f"{written(now, unit)} - {written(by, unit)}"
        elif o.key.measure == Measure.MULTIPLE:
            result = divided(now, by)
            formula = f"{written(now, unit)} / {written(by)}"
        elif o.key.measure == Measure.GROWTH:
            result = level_before_growth(now, by)
            formula = f"{written(now, unit)} / (1 + {written(by, '%')})"
        else:
            continue
        if result is not None:
            key = _level_key(o.key.park, o.key.metric, unit, o.key.base)
            yield Result(key, result, f"base-from-{o.key.measure}", formula, (o, level))


def growths(stated: Stated) -> Iterator[Result]:
    """Growth on the year or the period before, and since the first known value, from two levels of equal length."""
    for earlier, later, first in _pairs(stated):
        against = basis(Measure.GROWTH, earlier.key.period, later.key.period)
        if against in ("yoy", "qoq") or (first and against == "span"):
            now, before = _figure(later), _figure(earlier)
            result = growth_between(now, before)
            if result is not None:
                formula = f"({written(now, later.key.unit)} / {written(before, later.key.unit)} - 1) × 100"
                yield Result(_growth_key(later, earlier, Measure.GROWTH), result, "growth", formula, (later, earlier))


def average_growths(stated: Stated) -> Iterator[Result]:
    """Average yearly growth since the first known value, over a whole number of years, 2 or more."""
    for earlier, later, first in _pairs(stated):
        years, rest = divmod(distance(earlier.key.period, later.key.period) or 0, 12)
        if first and not rest and years >= 2:
            now, before = _figure(later), _figure(earlier)
            result = average_growth(now, before, years)
            if result is not None:
                unit = later.key.unit
                formula = f"(({written(now, unit)} / {written(before, unit)})^(1/{years}) - 1) × 100"
                key = _growth_key(later, earlier, Measure.CAGR)
                yield Result(key, result, "average-growth", formula, (later, earlier))


def ratios(stated: Stated) -> Iterator[Result]:
    """Ratio indicators from two of one park and period: the registry's first pair that is there."""
    for metric in stated.lexicon.metrics.values():
        done = set()
        for numerator, denominator in known_pairs(metric, stated.lexicon) if stated.wants(metric.id) else ():
            factor = scale_of(metric.unit, numerator.unit, denominator.unit)
            for park, above in _levels_of(stated, numerator) if factor else ():
                below = stated.level(park, denominator.id, denominator.unit, above.key.period)
                result = divided(_figure(above), _figure(below), factor or 1) if below else None
                if below is not None and result is not None and (park, days(above.key.period)) not in done:
                    done.add((park, days(above.key.period)))
                    dividend, divisor = (
                        written(_figure(above), numerator.unit),
                        written(_figure(below), denominator.unit),
                    )
                    formula = f"{dividend} / {divisor} × {factor}"
                    key = _level_key(park, metric.id, metric.unit, above.key.period)
                    yield Result(key, result, "ratio", formula, (above, below))


def wholes(stated: Stated) -> Iterator[Result]:
    """The denominator of a percentage indicator that has but one definition, from it and the numerator."""
    for metric in stated.lexicon.metrics.values():
        pairs = known_pairs(metric, stated.lexicon)
        if metric.unit != "%" or len(metric.ratios) != 1 or not pairs or pairs[0][0].unit != pairs[0][1].unit:
            continue
        numerator, denominator = pairs[0]
        if not stated.wants(denominator.id):
            continue
        for park, share in _levels_of(stated, metric):
            part = stated.level(park, numerator.id, numerator.unit, share.key.period)
            result = whole_of(_figure(part), _figure(share)) if part else None
            if part is not None and result is not None:
                formula = f"{written(_figure(part), numerator.unit)} / {written(_figure(share), '%')}"
                key = _level_key(park, denominator.id, denominator.unit, share.key.period)
                yield Result(key, result, "whole", formula, (share, part))


def regions(stated: Stated) -> Iterator[Result]:
    """The value of a city, province or the country from a park's and its share: never a park's, never ranked."""
    for o in stated.others:
        metric = stated.lexicon.metrics.get(o.key.metric)
        if o.key.measure != Measure.SHARE or metric is None or o.key.whole is None:
            continue
        region = "中国" if o.key.whole in _COUNTRY else o.key.whole
        if region not in stated.lexicon.region_info and region != "中国":
            continue
        part = stated.level(o.key.park, metric.id, metric.unit, o.key.period)
        result = whole_of(_figure(part), _figure(o)) if part else None
        if part is not None and result is not None:
            formula = f"{written(_figure(part), metric.unit)} / {written(_figure(o), '%')}"
            yield Result(_level_key(region, metric.id, metric.unit, o.key.period), result, "region", formula, (o, part))


RULES: dict[Measure, tuple[Rule, ...]] = {
    Measure.LEVEL: (base_levels, ratios, wholes, regions),
    Measure.GROWTH: (growths,),
    Measure.CAGR: (average_growths,),
}


def _pairs(stated: Stated) -> Iterator[tuple[Observation, Observation, bool]]:
    """Two levels of one park and indicator, not a percentage, flows over equal lengths; whether the earlier is the
    first of all. Only those near each other in time or with the first."""
    for (_, name, unit), series in stated.levels.items():
        metric = stated.lexicon.metrics.get(name)
        if metric is None or not stated.wants(name) or unit == "%" or metric.kind in ("rank", "index"):
            continue
        alike: dict[int | None, list[Observation]] = defaultdict(list)
        for o in series:
            alike[None if metric.kind == "stock" else o.key.months].append(o)
        for points in alike.values():
            for number, later in enumerate(points):
                for earlier in points[:number]:
                    first = earlier is points[0]
                    if (first or _end(later).toordinal() - _end(earlier).toordinal() <= _A_YEAR) and (
                        _end(earlier) < _end(later)
                    ):
                        yield earlier, later, first


def known_pairs(metric: Metric, lexicon: Lexicon) -> list[tuple[Metric, Metric]]:
    """The numerators and denominators of a ratio indicator, as far as the lexicon has both."""
    return [
        (lexicon.metrics[above], lexicon.metrics[below])
        for above, below in metric.ratios
        if above in lexicon.metrics and below in lexicon.metrics
    ]


def _levels_of(stated: Stated, metric: Metric) -> Iterator[tuple[str, Observation]]:
    for (park, name, unit), series in stated.levels.items():
        if name == metric.id and unit == metric.unit:
            for o in series:
                yield park, o


def _figure(o: Observation) -> Figure:
    return Figure(o.value, o.interval, o.bound)


def _end(o: Observation) -> date:
    return o.key.end or date.min


def _level_key(park: str, metric: str, unit: str, period: str | None) -> Key:
    found = days(period)
    end, months = (found.last, found.months) if found else (None, None)
    return Key(park, metric, Measure.LEVEL.value, unit, period, None, None, None, end, months)


def _growth_key(later: Observation, earlier: Observation, measure: Measure) -> Key:
    base, period = earlier.key.period, later.key.period
    return later.key._replace(measure=measure.value, unit="%", base=base, basis=basis(measure, base, period))

"""Every ranking that a reader of a page may ask for: by indicator, measure, basis, whole and period, in both readings.

They are the answers of `rank` itself, so that the page cannot rank otherwise than the command.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parkcmp.intervals import Reading
from parkcmp.lexicon.records import Lexicon
from parkcmp.model import Measure
from parkcmp.query.answer import Answer
from parkcmp.query.likeness import BASES, UNSTATED, WHOLES, likeness
from parkcmp.query.observation import NATION, Key, fetch_keys, parks_by_period
from parkcmp.query.periods import order
from parkcmp.query.rank import RankQuestion, rank
from parkcmp.store import Database


@dataclass(frozen=True, slots=True)
class Ranking:
    """One ranking. `basis`, `whole` and `period` None: the one that `rank` chooses by itself."""

    metric: str
    measure: str
    basis: str | None
    whole: str | None
    period: str | None
    printed: Answer
    literal: Answer

    @property
    def command(self) -> str:
        """What gives the same rows on the command line, without the reading."""
        options = {"measure": self.measure, "basis": self.basis, "whole": self.whole, "period": self.period}
        usual = "rank" if self.printed.hints["kind"] == "rank" else "level"
        said = {name: value for name, value in options.items() if value and (name, value) != ("measure", usual)}
        return " ".join([f"parkcmp rank --metric {self.metric}", *(f"--{n} {v}" for n, v in said.items())])


def fetch_rankings(database: Database, lexicon: Lexicon) -> Iterator[Ranking]:
    """The rankings in the registry's order, of each indicator and measure first the one without further choices."""
    by_metric: dict[str, list[Key]] = defaultdict(list)
    for key in fetch_keys(database):
        if key.park != NATION:
            by_metric[key.metric].append(key)
            metric = lexicon.metrics.get(key.metric)
            if metric and metric.stands_for:
                by_metric[metric.stands_for].append(key)
    for name in lexicon.metrics:
        measures = {Measure.GROWTH if k.measure == Measure.CAGR else Measure(k.measure) for k in by_metric[name]}
        for measure in sorted(measures, key=list(Measure).index):
            same = (measure, Measure.CAGR) if measure is Measure.GROWTH else (measure,)
            yield from _of_measure(database, lexicon, name, measure, [k for k in by_metric[name] if k.measure in same])


def _of_measure(database: Database, lexicon: Lexicon, metric: str, measure: str, keys: list[Key]) -> Iterator[Ranking]:
    bases = [basis for basis in BASES if measure == Measure.GROWTH and any(k.basis == basis for k in keys)]
    choices: list[dict[str, str]] = [{}]
    choices += [{"basis": basis} for basis in bases if len(bases) > 1]
    choices += [{"whole": whole} for whole in _wholes(keys, lexicon)]
    choices += [{"period": period} for period in _periods(keys)]
    for choice in choices:
        asked = {"measure": None if measure == Measure.GROWTH and choice.get("basis") else measure, **choice}
        answers = [rank(database, lexicon, RankQuestion(metric, **asked, reading=r)) for r in Reading]  # type: ignore[arg-type]
        if answers[0].rows:
            of = (choice.get("basis"), choice.get("whole"), choice.get("period"))
            yield Ranking(metric, measure, *of, *answers)


def _wholes(keys: Iterable[Key], lexicon: Lexicon) -> list[str]:
    """What the shares are of, where there are several."""
    shares = [key for key in keys if key.measure == Measure.SHARE]
    found = {str(likeness(k, lexicon.metrics[k.metric], lexicon).whole) for k in shares} - {UNSTATED}
    if len(found) < 2:
        return []
    return sorted(found, key=lambda whole: (WHOLES.index(whole) if whole in WHOLES else len(WHOLES), whole))


def _periods(keys: Iterable[Key]) -> list[str]:
    """The periods of which at least two parks have a value, the newest first; the same days but once."""
    return sorted((period for period, of in parks_by_period(keys).items() if len(of) > 1), key=order, reverse=True)

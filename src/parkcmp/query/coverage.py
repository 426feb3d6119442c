"""What is there and what is missing: of each indicator and period, which of the known parks have a value."""

from __future__ import annotations

from dataclasses import dataclass

from parkcmp.lexicon.records import Lexicon
from parkcmp.model import Measure
from parkcmp.query.answer import Answer, Note
from parkcmp.query.observation import fetch_presence, known_parks
from parkcmp.query.periods import is_same, order, parse_period
from parkcmp.query.wording import metric_name
from parkcmp.store import Database

COLUMNS = ("metric", "name", "measure", "period", "parks", "of", "present", "missing")


@dataclass(frozen=True, slots=True)
class CoverageQuestion:
    """What the options of `coverage` say; empty or None asks for all."""

    parks: tuple[str, ...] = ()
    metrics: tuple[tuple[str, str | None], ...] = ()
    period: str | None = None
    lang: str = "en"


def coverage(database: Database, lexicon: Lexicon, question: CoverageQuestion) -> Answer:
    """One row a metric, measure and period, the newest period first; `of` counts the parks that the database knows,
    or those asked for; parks are separated by blanks."""
    period = parse_period(question.period) if question.period else None
    of = set(question.parks) or set(known_parks(database))
    asked = {metric for metric, _ in question.metrics}
    having: dict[tuple[str, str, str | None], set[str]] = {}
    for metric, measure, when, parks in fetch_presence(database, asked or None):
        is_asked = not asked or any(m == metric and ms in (None, measure) for m, ms in question.metrics)
        if is_asked and (period is None or is_same(period, when)) and of & parks:
            having[metric, measure, when] = of & parks
    place = {metric: number for number, metric in enumerate(lexicon.metrics)}
    measures = list(Measure)
    cells = sorted(having, key=lambda c: order(c[2]), reverse=True)
    cells.sort(key=lambda c: (place.get(c[0], len(place)), c[0], measures.index(Measure(c[1]))))
    rows = tuple(
        (
            metric,
            metric_name(metric, lexicon, question.lang),
            measure,
            when,
            len(having[metric, measure, when]),
            len(of),
            " ".join(sorted(having[metric, measure, when])),
            " ".join(sorted(of - having[metric, measure, when])),
        )
        for metric, measure, when in cells
    )
    notes = () if rows else (_nothing(),)
    categories = {m: lexicon.metrics[m].category for m in {c[0] for c in cells} if m in lexicon.metrics}
    return Answer(
        COLUMNS,
        rows,
        notes,
        {
            "command": "coverage",
            "parks": list(question.parks) or None,
            "metrics": sorted(asked) or None,
            "period": period,
        },
        hints={"categories": categories},
    )


def _nothing() -> Note:
    return Note(
        "no-rows",
        "nothing is known of that; parkcmp metrics lists the indicators that have figures",
        "没有此类数据；parkcmp metrics 列出有数据的指标",
    )

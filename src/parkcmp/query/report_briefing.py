"""What a briefing holds: rankings of some indicators, a comparison of some parks, and the sentence of every figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from parkcmp.errors import UsageError
from parkcmp.lexicon.records import Lexicon
from parkcmp.query.answer import Answer, Note, Value
from parkcmp.query.compare import CompareQuestion, compare
from parkcmp.query.ledger import fetch_texts
from parkcmp.query.observation import NATION, fetch_keys
from parkcmp.query.rank import RankQuestion, rank
from parkcmp.query.report_sources import fact_ids, fetch_cited
from parkcmp.store import Database

_METRICS, _PARKS = 3, 2


@dataclass(frozen=True, slots=True)
class BriefingQuestion:
    """Metric ids, each perhaps with a measure, and park keys; none: those that most is known of."""

    metrics: tuple[tuple[str, str | None], ...] = ()
    parks: tuple[str, ...] = ()
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a figure stands: its `sentence` from character `sentence_start` of the document on, its digits."""

    document: str
    start: int
    end: int
    sentence_start: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """`evidence` by fact id, `cited` by document id."""

    rankings: tuple[Answer, ...]
    comparison: Answer | None
    evidence: dict[str, Evidence]
    cited: dict[str, dict[str, Value]]
    notes: tuple[Note, ...]


def fetch_briefing(database: Database, lexicon: Lexicon, question: BriefingQuestion) -> Briefing:
    """The briefing; without a comparison where fewer than two parks are known. Raises UsageError for a single park."""
    if len(set(question.parks)) == 1:
        raise UsageError("a briefing compares two parks or more", "name another with --park")
    metrics = question.metrics or tuple((metric, None) for metric in _best_known(database, lexicon))
    parks = question.parks or _best_described(database)
    rankings = tuple(rank(database, lexicon, RankQuestion(metric, measure)) for metric, measure in metrics)
    comparison = None
    if len(parks) > 1:
        common = not question.parks
        comparison = compare(database, lexicon, CompareQuestion(parks, common=common, lang=question.lang))
    answers = [*rankings, *([comparison] if comparison else [])]
    evidence = _fetch_evidence(database, {id_ for answer in answers for id_ in fact_ids(answer)})
    cited = fetch_cited(database, {e.document for e in evidence.values()})
    return Briefing(rankings, comparison, evidence, cited, _notes(rankings))


def _best_known(database: Database, lexicon: Lexicon) -> list[str]:
    """The indicators whose value most parks have, in the registry's order on a tie."""
    parks: dict[str, set[str]] = defaultdict(set)
    for key in fetch_keys(database, measures=["level", "rank"]):
        metric = lexicon.metrics.get(key.metric)
        if metric and key.park != NATION and key.measure == ("rank" if metric.kind == "rank" else "level"):
            parks[key.metric].add(key.park)
    return sorted((m for m in lexicon.metrics if parks[m]), key=lambda m: -len(parks[m]))[:_METRICS]


def _best_described(database: Database) -> tuple[str, ...]:
    """The parks of which most indicators are known."""
    metrics: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for key in fetch_keys(database):
        if key.park != NATION:
            metrics[key.park].add((key.metric, key.measure))
    return tuple(sorted(metrics, key=lambda park: (-len(metrics[park]), park))[:_PARKS])


def _fetch_evidence(database: Database, fact_ids: set[str]) -> dict[str, Evidence]:
    if not fact_ids:
        return {}
    marks = ", ".join("?" * len(fact_ids))
    rows = database.fetch(
        f"SELECT fact_id, document, start_, end_, sentence_start, sentence_end FROM ledger WHERE fact_id IN ({marks})",
        sorted(fact_ids),
    )
    texts = fetch_texts(database, {row[1] for row in rows})
    return {
        str(fact_id): Evidence(str(document), start, end, first, texts[document][first:last])
        for fact_id, document, start, end, first, last in rows
    }


def _notes(rankings: Iterable[Answer]) -> tuple[Note, ...]:
    """What no ranking could be made of: the rest stands in the briefing itself."""
    return tuple(note for answer in rankings if not answer.rows for note in answer.notes)

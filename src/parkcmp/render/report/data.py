"""A report as the JSON that its page reads: every value a string of `cells`, every name in both languages.

Tables are rows of plain lists; what they refer to (documents, facts, observations, kinds) is a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from parkcmp import __version__
from parkcmp.intervals import Interval
from parkcmp.lexicon.records import Lexicon
from parkcmp.query.answer import Answer, Note, Value
from parkcmp.query.families import Kind
from parkcmp.query.likeness import Likeness
from parkcmp.query.observation import NATION
from parkcmp.query.periods import length_name
from parkcmp.query.report import Report
from parkcmp.query.report_facts import FACTS
from parkcmp.query.report_observations import Seen
from parkcmp.query.report_rankings import Ranking
from parkcmp.query.wording import CATEGORIES, FLAGS, MEASURES, basis_name, measure_phrase, whole_name
from parkcmp.render.cells import text
from parkcmp.render.headings import heading
from parkcmp.render.layout.rank import rank_title
from parkcmp.render.layout.why import cite

Json = dict[str, Any]
_LANGS = ("en", "zh")


def page_data(report: Report, lexicon: Lexicon) -> Json:
    """All that the page shows, its words apart."""
    fact_number = {str(row[0]): number for number, row in enumerate(report.ledger.rows)}
    document_number = {str(row[0]): number for number, row in enumerate(report.documents.rows)}
    seen_number = {s.observation.fact_id: number for number, s in enumerate(report.observations.seen)}
    known = {name for row in report.parks.rows if (name := row[0]) and row[7]}
    used = {s.observation.key.metric for s in report.observations.seen}
    return {
        "version": __version__,
        "documents": [
            [*_cells(row), *_both(lambda lang, row=row: cite(_citable(report, row), lang)), _url(report, row)]
            for row in report.documents.rows
        ],
        "parks": [_cells(row) for row in report.parks.rows if row[0] in known],
        "nation": NATION,
        "registered": len(report.parks.rows),
        "metrics": {
            m.id: [m.en, m.zh, *_cells(row[3:]), m.definition, m.id in used]
            for row in report.metrics.rows
            for m in [lexicon.metrics[str(row[0])]]
        },
        "aliases": {m.id: list(dict.fromkeys((*m.aliases, *m.general_aliases))) for m in lexicon.metrics.values()},
        "passages": [[document_number[p.document], p.start, p.text] for p in report.ledger.passages],
        "facts": [
            [*_fact(row), report.ledger.passage_of[str(row[0])], document_number[str(row[1])]]
            for row in report.ledger.rows
        ],
        "fact_columns": FACTS,
        "kinds": [
            _kind(kind, broader, lexicon)
            for kind, broader in zip(report.observations.kinds, report.observations.broader, strict=True)
        ],
        "likes": [_like(like) for like in report.observations.likes],
        "observations": [_seen(s, fact_number) for s in report.observations.seen],
        "rankings": [_ranking(r, seen_number) for r in report.rankings],
        "audit": _table(report.audit),
        "verdicts": report.audit.hints["verdicts"],
        "coverage": _table(report.coverage),
        "categories": CATEGORIES,
        "measures": MEASURES,
        "flags": FLAGS,
        "headings": {name: _both(lambda lang, name=name: heading(name, lang)) for name in _named(report)},
    }


def _cells(row: Iterable[Value]) -> list[str | None]:
    return [None if value is None else text(value) for value in row]


def _both(said: Any) -> list[str]:
    return [said(lang) for lang in _LANGS]


def _citable(report: Report, row: Sequence[Value]) -> dict[str, Value]:
    return {**report.cited[str(row[0])], "place": None, "cell": None, "url": None}


def _url(report: Report, row: Sequence[Value]) -> str | None:
    """The address of a document, if it is one that a reader may safely follow."""
    url = report.cited[str(row[0])]["url"]
    return str(url) if url and str(url).lower().startswith(("http://", "https://")) else None


def _fact(row: Sequence[Any]) -> list[object]:
    return [int(value) if isinstance(value, bool | int) else _cells([value])[0] for value in row]


def _kind(kind: Kind, broader: int | None, lexicon: Lexicon) -> list[object]:
    names = [kind.name(lexicon, lang) for lang in _LANGS]
    return [kind.metric, kind.measure, kind.unit, kind.whole, kind.basis, kind.span, *names, broader]


def _like(like: Likeness | None) -> list[object]:
    """What a series is, beside its park, indicator and measure: in words, in both languages, and its length."""
    if like is None:
        return ["", "", "", ""]
    lengths = [length_name(like.months, lang) if like.months not in (None, 12) else "" for lang in _LANGS]
    phrases = [_phrase(like, lang) for lang in _LANGS]
    return [*phrases, *lengths]


def _phrase(like: Likeness, lang: str) -> str:
    """The basis and the whole alone: the measure is another column."""
    words = [whole_name(like.whole, lang)] if like.whole else []
    if like.basis and like.basis != "cagr":
        words.append(measure_phrase("growth", like.basis, None, like.span, lang))
    return " ".join(words)


def _seen(s: Seen, fact_number: Mapping[str, int]) -> list[object]:
    o = s.observation
    return [
        s.kind, o.key.park, o.key.period, o.key.base, s.months, s.time, s.same, s.end, s.like,
        text(o.value), _cells([o.value_high])[0], str(o.bound), _ends(o.interval), _ends(s.literal), s.status,
        o.sources, ",".join(o.flags), fact_number.get(o.fact_id), o.fact_id, o.document, o.key.metric, o.key.measure,
        o.key.unit, s.position,
    ]  # fmt: skip


def _ends(interval: Interval) -> list[object]:
    return [*_cells([interval.low, interval.high]), int(interval.low_open), int(interval.high_open)]


def _ranking(r: Ranking, seen_number: Mapping[str, int]) -> Json:
    readings = [_places(answer, seen_number) for answer in (r.printed, r.literal)]
    return {
        "metric": r.metric,
        "measure": r.measure,
        "basis": r.basis,
        "whole": r.whole,
        "period": r.period,
        "choice": _both(lambda lang: _choice(r, lang)),
        "title": _both(lambda lang: rank_title(r.printed, lang)),
        "command": r.command,
        "rows": readings,
        "reference": [seen_number[str(row[-2])] for row in r.printed.reference],
        "notes": [_notes(answer.notes) for answer in (r.printed, r.literal)],
    }


def _choice(r: Ranking, lang: str) -> str:
    if r.basis:
        return basis_name(r.basis, lang)
    return whole_name(r.whole, lang) if r.whole else r.period or ""


def _places(answer: Answer, seen_number: Mapping[str, int]) -> list[list[object]]:
    """Place, observation, best and worst place of each row."""
    at = {name: answer.columns.index(name) for name in ("rank", "fact_id", "rank_best", "rank_worst")}
    return [
        [row[at["rank"]], seen_number[str(row[at["fact_id"]])], row[at["rank_best"]], row[at["rank_worst"]]]
        for row in answer.rows
    ]


def _notes(notes: Iterable[Note]) -> list[list[str]]:
    return [[note.en, note.zh] for note in notes]


def _table(answer: Answer) -> Json:
    """An answer as it is; which of its columns hold numbers decides how a spreadsheet must be told them."""
    numeric = [
        any(row[i] is not None for row in answer.rows) and not any(isinstance(row[i], str) for row in answer.rows)
        for i in range(len(answer.columns))
    ]
    return {"columns": answer.columns, "numeric": numeric, "rows": [_cells(row) for row in answer.rows]}


def _named(report: Report) -> list[str]:
    answers = (report.audit, report.coverage, report.documents, report.parks, report.metrics)
    more = ("rank", "rank_best", "rank_worst", "name", "flags", "verdict", "difference", "ratio", "newest", "sources")
    return sorted(
        {*FACTS, *more, "sentence", "definition", "aliases", *(name for answer in answers for name in answer.columns)}
    )

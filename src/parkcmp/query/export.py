"""What `export` writes: facts with their sentences or observations, filtered alike, with a type for every column.

The types hold for all rows, so that two exports can be put together though one of them has a column without values.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from parkcmp.lexicon.records import Lexicon
from parkcmp.query.answer import Answer, Note, Value
from parkcmp.query.ledger import FactFilter, list_facts
from parkcmp.query.periods import is_same
from parkcmp.query.wording import metric_name
from parkcmp.store import Database

OBSERVATIONS = (
    "park", "metric", "name", "measure", "unit", "period", "base", "basis", "whole", "status", "value", "value_high",
    "bound", "low", "high", "low_open", "high_open", "literal_low", "literal_high", "literal_low_open",
    "literal_high_open", "sources", "conflict", "review", "fact_id", "document", "published",
    "unproven",
)  # fmt: skip
_SELECT = (
    "SELECT entity, metric, NULL, measure, unit, period, base, basis, whole_key, status, value, value_high, bound,"
    " low, high, low_open, high_open, lit_low, lit_high, lit_low_open, lit_high_open, sources,"
    " conflict AND period IS NOT NULL, review, fact_id, document, published, unproven FROM observations"
)
SOURCES = ("document", "title", "issuer", "issue", "published", "url", "path")


class Kind(StrEnum):
    """The type of a column."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    FLAG = "flag"


_NUMBERS = ("value", "value_high", "low", "high", "literal_low", "literal_high", "median", "quartile_low",
            "quartile_high")  # fmt: skip
_WHOLES = ("start", "end", "sources", "rank", "rank_best", "rank_worst", "facts", "parks", "unexplained")
_FLAGS = (
    "low_open", "high_open", "literal_low_open", "literal_high_open", "conflict", "verified", "newest", "unproven",
)  # fmt: skip
_KINDS = {
    **dict.fromkeys(_NUMBERS, Kind.NUMBER),
    **dict.fromkeys(_WHOLES, Kind.WHOLE),
    **dict.fromkeys(_FLAGS, Kind.FLAG),
}


@dataclass(frozen=True, slots=True)
class ExportQuestion:
    """What the options of `export` say: keys of parks (or 全国), metric ids, each perhaps with a measure."""

    parks: tuple[str, ...] = ()
    metrics: tuple[tuple[str, str | None], ...] = ()
    measure: str | None = None
    period: str | None = None
    document: str | None = None
    status: str | None = None
    lang: str = "en"


def export_facts(database: Database, question: ExportQuestion) -> Answer:
    """The rows of `facts` that the question asks for."""
    single = FactFilter(
        park=question.parks[0] if len(question.parks) == 1 else None,
        metric=question.metrics[0][0] if len(question.metrics) == 1 else None,
        measures=(question.measure,) if question.measure else (),
        period=question.period,
        document=question.document,
        status=question.status,
    )
    answer = list_facts(database, single)
    park, metric, measure = (answer.columns.index(name) for name in ("entity", "metric", "measure"))
    rows = tuple(row for row in answer.rows if _is_asked(question, row[park], row[metric], row[measure]))
    notes = answer.notes or (() if rows else (_NOTHING,))
    return replace(answer, rows=rows, notes=notes, query=_query(question, "facts"))


def export_observations(database: Database, lexicon: Lexicon, question: ExportQuestion) -> Answer:
    """One row an observation: the newest document's value of each, after review."""
    conditions = [
        ("entity IN (SELECT unnest(?::VARCHAR[]))", list(question.parks)),
        ("metric IN (SELECT unnest(?::VARCHAR[]))", [metric for metric, _ in question.metrics]),
    ]
    where = " AND ".join(["true", *(condition for condition, names in conditions if names)])
    found = database.fetch(
        f"{_SELECT} WHERE {where} ORDER BY entity, metric, measure, unit, status, period_end, base, whole_key",
        [names for _, names in conditions if names],
    )
    rows = []
    for park, metric, _, measure, *rest in found:
        row: tuple[Value, ...] = (park, metric, metric_name(metric, lexicon, question.lang), measure, *rest)
        said = dict(zip(OBSERVATIONS, row, strict=True))
        if not _is_asked(question, park, metric, measure):
            continue
        if question.measure not in (None, measure) or question.status not in (None, said["status"]):
            continue
        if question.document not in (None, said["document"]):
            continue
        if question.period is None or is_same(_text(said["period"]), question.period):
            rows.append(row)
    return Answer(OBSERVATIONS, tuple(rows), () if rows else (_NOTHING,), _query(question, "observations"))


def list_sources(database: Database, documents: Iterable[str]) -> Answer:
    """The documents that rows come from, for citing."""
    wanted = set(documents)
    found = database.fetch(f"SELECT {', '.join(SOURCES)} FROM documents ORDER BY sequence")
    return Answer(SOURCES, tuple(row for row in found if row[0] in wanted))


def column_kinds(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> tuple[Kind, ...]:
    """The type of each column: by its name where parkcmp gives it one, else by its values; text where mixed."""
    kinds: list[Kind | None] = [_KINDS.get(name.rpartition(".")[2]) for name in columns]
    unknown = [index for index, kind in enumerate(kinds) if kind is None]
    seen: dict[int, set[Kind]] = {index: set() for index in unknown}
    for row in rows:
        for index in unknown:
            if row[index] is not None:
                seen[index].add(_kind(row[index]))
    for index in unknown:
        values = seen[index]
        if values == {Kind.WHOLE, Kind.NUMBER}:
            kinds[index] = Kind.NUMBER
        else:
            kinds[index] = next(iter(values)) if len(values) == 1 else Kind.TEXT
    return tuple(kind or Kind.TEXT for kind in kinds)


_NOTHING = Note(
    "no-rows",
    "nothing fits, the file has headings alone; leave out a filter, or see parkcmp coverage for what is there",
    "没有符合条件的数据，文件只有表头；可减少筛选条件，或用 parkcmp coverage 查看已有数据",
)


def _kind(value: Value) -> Kind:
    if isinstance(value, bool):
        return Kind.FLAG
    if isinstance(value, int):
        return Kind.WHOLE
    return Kind.NUMBER if isinstance(value, Decimal) else Kind.TEXT


def _is_asked(question: ExportQuestion, park: Value, metric: Value, measure: Value) -> bool:
    if question.parks and park not in question.parks:
        return False
    return not question.metrics or any(m == metric and ms in (None, measure) for m, ms in question.metrics)


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _query(question: ExportQuestion, what: str) -> dict[str, object]:
    return {
        "command": "export",
        "what": what,
        "parks": list(question.parks) or None,
        "metrics": [metric for metric, _ in question.metrics] or None,
        "measure": question.measure,
        "period": question.period,
        "document": question.document,
        "status": question.status,
    }

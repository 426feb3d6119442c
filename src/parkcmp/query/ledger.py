"""The ledger: every stored fact with its sentence, and every number that became none, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from parkcmp.model import Fact
from parkcmp.query.answer import Answer, Note, Value
from parkcmp.query.periods import is_same
from parkcmp.store import Database
from parkcmp.store.identity import fact_ids

# The fields of a fact, in the order of its contract, then where it stands.
FACT = (
    "entity", "scope", "metric", "subject", "label", "measure", "value", "value_high", "unit", "bound", "period",
    "base", "whole", "status", "start", "end",
)  # fmt: skip
EXTRACTED = (*FACT, "fact_id", "document", "sentence", "rule")
LEDGER = (*EXTRACTED, "review")
UNEXPLAINED = ("document", "start", "end", "numeral", "reason", "context")

_SELECT = (
    "SELECT f.entity, f.scope, f.metric, f.subject, f.label, f.measure, f.value, f.value_high, f.unit, f.bound,"
    " f.period, f.base, f.whole, f.status, f.start_, f.end_, f.fact_id, f.document, f.sentence_start,"
    " f.sentence_end, f.rule, f.review FROM ledger AS f JOIN documents AS d USING (document)"
)
_CONTEXT = 24


@dataclass(frozen=True, slots=True)
class FactFilter:
    """Which facts: keys and ids of the lexicon, a document's whole id; None or nothing asks for all."""

    park: str | None = None
    metric: str | None = None
    measures: tuple[str, ...] = ()
    period: str | None = None
    document: str | None = None
    status: str | None = None
    value: Decimal | None = None
    search: str | None = None


def list_facts(database: Database, wanted: FactFilter) -> Answer:
    """The facts that pass the filter, document by document in the order of their text."""
    pairs = {
        "f.entity": wanted.park,
        "f.metric": wanted.metric,
        "f.document": wanted.document,
        "f.status": wanted.status,
    }
    conditions = [f"{column} = ?" for column, value in pairs.items() if value is not None]
    parameters: list[object] = [value for value in pairs.values() if value is not None]
    if wanted.measures:
        conditions.append(f"f.measure IN ({', '.join('?' * len(wanted.measures))})")
        parameters += wanted.measures
    if wanted.value is not None:
        conditions.append("(f.value = ? OR f.value_high = ?)")
        parameters += [wanted.value, wanted.value]
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    found = database.fetch(f"{_SELECT}{where} ORDER BY d.sequence, f.start_, f.fact_id", parameters)
    texts = fetch_texts(database, {row[17] for row in found})
    rows = []
    for row in found:
        if wanted.period is not None and not is_same(row[10], wanted.period):
            continue
        full = (*row[:18], texts[row[17]][row[18] : row[19]], row[20], row[21])
        if wanted.search is None or _mentions(full, wanted.search):
            rows.append(full)
    notes = () if rows else (_no_facts(),)
    return Answer(LEDGER, tuple(rows), notes, {"command": "facts", **_asked(wanted)})


def list_unexplained(database: Database, document: str | None = None, search: str | None = None) -> Answer:
    """The numbers of all documents, or of one, that are neither fact nor time, each with a few words around it."""
    where, parameters = (" WHERE u.document = ?", [document]) if document else ("", [])
    found = database.fetch(
        "SELECT u.document, u.start_, u.end_, u.reason FROM unexplained AS u JOIN documents AS d USING (document)"
        f"{where} ORDER BY d.sequence, u.start_",
        parameters,
    )
    texts = fetch_texts(database, {row[0] for row in found})
    rows = []
    for name, start, end, reason in found:
        text = texts[name]
        around = text[max(0, start - _CONTEXT) : end + _CONTEXT]
        if search is None or search in around:
            rows.append((name, start, end, text[start:end], reason, around))
    query = {"command": "unexplained", "document": document, "search": search}
    return Answer(UNEXPLAINED, tuple(rows), () if rows else (_none_unexplained(document, search),), query)


def list_extracted(texts: Iterable[tuple[str, str, Iterable[Fact]]]) -> Answer:
    """The facts of texts that are in no database: for each its id, its text and its facts."""
    rows: list[tuple[Value, ...]] = []
    for document, text, found in texts:
        facts = list(found)
        for key, fact in zip(fact_ids(document, facts), facts, strict=True):
            rows.append(
                (
                    fact.entity,
                    fact.scope.value,
                    fact.metric,
                    fact.subject,
                    fact.label,
                    fact.measure.value,
                    fact.value,
                    fact.value_high,
                    fact.unit,
                    fact.bound.value,
                    fact.period,
                    fact.base,
                    fact.whole,
                    fact.status.value,
                    fact.start,
                    fact.end,
                    key,
                    document,
                    text[fact.sentence.start : fact.sentence.end],
                    fact.rule,
                )
            )
    return Answer(EXTRACTED, tuple(rows), () if rows else (_nothing_extracted(),), {"command": "extract"})


def fetch_texts(database: Database, documents: Iterable[str]) -> dict[str, str]:
    """The texts of these documents, by id."""
    names = sorted(documents)
    if not names:
        return {}
    marks = ", ".join("?" * len(names))
    found = database.fetch(f"SELECT document, text FROM documents WHERE document IN ({marks})", names)
    return dict(found)


def _mentions(row: tuple[Value, ...], words: str) -> bool:
    # Subject, label and sentence; a line that was wrapped in the middle of the words holds them all the same.
    needle = "".join(words.split()).casefold()
    return any(needle in "".join(str(row[i]).split()).casefold() for i in (3, 4, 18))


def _no_facts() -> Note:
    return Note(
        "no-rows",
        "no fact fits; leave out a filter, or see parkcmp coverage for what is there",
        "没有符合条件的数据；可减少筛选条件，或用 parkcmp coverage 查看已有数据",
    )


def _none_unexplained(document: str | None, search: str | None) -> Note:
    if document or search:
        en = "no unexplained number fits; leave out --document or --search"
        return Note("no-rows", en, "没有符合条件的未解释数字；可去掉 --document 或 --search")
    en = "every number of the database is a fact or a time; parkcmp facts lists the facts"
    return Note("no-rows", en, "数据库中的数字均已成为数据或时间；用 parkcmp facts 列出数据")


def _nothing_extracted() -> Note:
    en = "no fact in it; where the text leaves the park to the reader, name it with --park"
    return Note("no-rows", en, "未提取到数据；如文中未写明园区，可用 --park 指定")


def _asked(wanted: FactFilter) -> Mapping[str, object]:
    given = {name: getattr(wanted, name) for name in FactFilter.__slots__}
    given["measures"] = "/".join(wanted.measures) or None
    return {("measure" if name == "measures" else name): v for name, v in given.items() if v is not None}

"""What there is: the documents of the database, the indicators and parks of the lexicon, how many facts each has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parkcmp.lexicon.records import Lexicon
from parkcmp.query.answer import Answer, Note
from parkcmp.store import Database
from parkcmp.text.fold import fold_word

DOCUMENTS = (
    "document", "title", "issuer", "issue", "published", "published_inferred", "facts", "parks", "unexplained",
    "sha256", "path",
)  # fmt: skip
METRICS = ("metric", "zh", "en", "unit", "kind", "direction", "category", "facts", "parks")
PARKS = ("park", "official_name", "pinyin", "province", "city", "region", "approved", "facts", "metrics")
UNMAPPED = ("label", "unit", "facts", "documents", "example")

_DOCUMENTS_SQL = """
SELECT d.document, d.title, d.issuer, d.issue, d.published, d.published_inferred,
    coalesce(f.facts, 0), coalesce(f.parks, 0), coalesce(u.numbers, 0), d.sha256, d.path
FROM documents AS d
LEFT JOIN (
    SELECT document, count(*) AS facts, count(DISTINCT entity) FILTER (scope = 'park') AS parks
    FROM statements GROUP BY document
) AS f USING (document)
LEFT JOIN (SELECT document, count(*) AS numbers FROM unexplained GROUP BY document) AS u USING (document)
ORDER BY d.sequence
"""


def list_documents(database: Database) -> Answer:
    """All documents in the order of their first ingestion."""
    rows = tuple(database.fetch(_DOCUMENTS_SQL))
    if not rows:
        return Answer(DOCUMENTS, (), (_no_documents(),), {"command": "documents"})
    [(reprints,)] = database.fetch("SELECT count(*) FROM sources WHERE reprint_of IS NOT NULL")
    notes = (_reprints(reprints),) if reprints else ()
    return Answer(DOCUMENTS, rows, notes, {"command": "documents"})


def list_metrics(lexicon: Lexicon, database: Database | None, word: str | None = None) -> Answer:
    """The indicators whose id or any name holds the word, with their facts; None counts where there is no database."""
    counts = _counts(database, "metric", "entity")
    rows = [
        (m.id, m.zh, m.en, m.unit, m.kind, m.direction, m.category, *_count(counts, m.id))
        for m in lexicon.metrics.values()
        if _has_word(word, (m.id, m.zh, m.en, m.category, *m.aliases))
    ]
    notes = _notes(rows, word, "metrics", database)
    return Answer(METRICS, tuple(rows), notes, {"command": "metrics", "word": word})


def list_parks(lexicon: Lexicon, database: Database | None, word: str | None = None) -> Answer:
    """The parks of which any name, province, city or region holds the word, with their facts."""
    counts = _counts(database, "entity", "metric")
    rows = [
        (p.key, p.official_name, p.pinyin, p.province, p.city, p.region, p.approved, *_count(counts, p.key))
        for p in lexicon.parks.values()
        if _has_word(
            word,
            (p.key, p.official_name, p.short_name, p.pinyin, p.province, p.city, p.region, *p.aliases, *p.bare_names),
        )
    ]
    notes = _notes(rows, word, "parks", database)
    return Answer(PARKS, tuple(rows), notes, {"command": "parks", "word": word})


def list_unmapped(database: Database) -> Answer:
    """The labels that texts use and no indicator covers, most frequent first, with a fact as example."""
    rows = database.fetch(
        "SELECT label, mode(unit), count(*), count(DISTINCT document), min(fact_id) FROM statements"
        " WHERE metric IS NULL AND label != '' GROUP BY label ORDER BY count(*) DESC, label"
    )
    return Answer(UNMAPPED, tuple(rows), () if rows else (_all_mapped(),), {"command": "unmapped"})


def _no_documents() -> Note:
    return Note("no-rows", "no documents yet; parkcmp ingest FILE reads one", "尚无文档；用 parkcmp ingest 文件 导入")


def _all_mapped() -> Note:
    en = "no label is without an indicator; parkcmp metrics lists those that have facts"
    return Note("no-rows", en, "没有未归入指标的名称；用 parkcmp metrics 列出各指标")


def _reprints(count: int) -> Note:
    query = 'parkcmp sql "SELECT document, reprint_of FROM sources WHERE reprint_of IS NOT NULL"'
    repeat = "a document repeats another and counts" if count == 1 else f"{count} documents repeat others and count"
    return Note(
        "reprints",
        f"{repeat} with it as one source; {query}",
        f"有 {count} 份文档转载其他文档，与原文合计为一个来源；{query}",
    )


def _counts(database: Database | None, key: str, other: str) -> dict[str, tuple[int, int]] | None:
    if database is None:
        return None
    sql = f"SELECT {key}, count(*), count(DISTINCT {other}) FROM statements WHERE {key} IS NOT NULL GROUP BY {key}"
    return {name: (facts, others) for name, facts, others in database.fetch(sql)}


def _count(counts: dict[str, tuple[int, int]] | None, key: str) -> tuple[int | None, int | None]:
    return (None, None) if counts is None else counts.get(key, (0, 0))


def _has_word(word: str | None, names: Iterable[str]) -> bool:
    if word is None:
        return True
    forms = {word.casefold(), fold_word(word).casefold()}  # as typed, and as a text is read: 高新技術
    return any(form in name.casefold() for form in forms for name in names)


def _notes(rows: Sequence[object], word: str | None, what: str, database: Database | None) -> tuple[Note, ...]:
    notes = []
    if not rows:
        en = f"nothing holds {word!r}; parkcmp {what} without a word lists all"
        notes.append(Note("no-rows", en, f"没有名称含“{word}”的条目；不带关键词的 parkcmp {what} 列出全部"))
    if database is None:
        en = "facts are not counted, for there is no database; name one with --db"
        notes.append(Note("no_database", en, "没有数据库，未计数据条数；可用 --db 指定"))
    return tuple(notes)

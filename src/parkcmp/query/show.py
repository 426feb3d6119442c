"""Everything about one park: every indicator, the newest value first, its history, its targets, its sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from parkcmp.intervals import Reading
from parkcmp.lexicon.records import Lexicon
from parkcmp.query.answer import Answer, Note, Value
from parkcmp.query.derived_notes import of_derived
from parkcmp.query.families import Family, Kind, group
from parkcmp.query.observation import Key, Observation, fetch_keys, fetch_observations
from parkcmp.query.periods import order
from parkcmp.store import Database

COLUMNS = (
    "metric", "name", "measure", "unit", "period", "base", "value", "bound", "low", "high", "status", "newest",
    "sources", "flags", "fact_id", "document",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShowQuestion:
    """A park's key, or 全国."""

    park: str
    reading: Reading = Reading.PRINTED
    derived: bool = False
    lang: str = "en"


def show(database: Database, lexicon: Lexicon, question: ShowQuestion) -> Answer:
    """One row an observation: by indicator in the registry's order, actuals from the newest on, then targets."""
    found: dict[Kind, dict[str, list[Observation]]] = {}
    families: list[Family] = []
    for status in ("actual", "target"):
        keys = fetch_keys(database, parks=[question.park], status=status)
        by_key = {o.key: o for o in fetch_observations(database, keys, question.reading, status)}
        if question.derived and status == "actual":
            from parkcmp.query.derived import fetch_derived

            derived = fetch_derived(database, lexicon, question.reading, parks=[question.park])
            by_key |= derived
            keys += derived
        for family in group(keys, lexicon):
            listed = [by_key[key] for key in family.keys[question.park] if key in by_key]
            found.setdefault(family.kind, {})[status] = sorted(listed, key=_age, reverse=True)
            families.append(family)
    kinds = dict.fromkeys(family.kind for family in group(_all_keys(families), lexicon))
    rows: list[tuple[Value, ...]] = []
    for kind in kinds:
        name = kind.name(lexicon, question.lang)
        for status, observations in found[kind].items():
            for number, o in enumerate(observations):
                is_newest = status == "actual" and number == 0
                rows.append(_row(o, kind, name, status, is_newest))
    documents = {name for row in rows for name in str(row[-1]).split(",")}
    shown = [o for of in found.values() for o in of.get("actual", ())]
    return Answer(
        COLUMNS,
        tuple(rows),
        (*_notes(database, question.park, bool(rows)), *of_derived(shown)),
        {
            "command": "show",
            "park": question.park,
            "reading": str(question.reading),
            "derived": question.derived,
        },
        hints={
            "categories": {m: lexicon.metrics[m].category for m in {k.metric for k in kinds} if m in lexicon.metrics},
            "documents": _titles(database, documents),
        },
    )


def _age(o: Observation) -> tuple[object, ...]:
    return (o.key.end is not None, order(o.key.period), order(o.key.base))


def _all_keys(families: Iterable[Family]) -> list[Key]:
    return [key for family in families for keys in family.keys.values() for key in keys]


def _row(o: Observation, kind: Kind, name: str, status: str, is_newest: bool) -> tuple[Value, ...]:
    return (
        kind.metric, name, kind.measure, kind.unit, o.key.period, o.key.base, o.value, str(o.bound), o.interval.low,
        o.interval.high, status, is_newest, o.sources, ",".join(o.flags), o.fact_id, o.document,
    )  # fmt: skip


def _titles(database: Database, documents: set[str]) -> dict[str, str]:
    """What a document is called, with its date: its title, else the name of its file."""
    rows = database.fetch("SELECT document, coalesce(title, path), published FROM documents ORDER BY sequence")
    return {
        document: f"{title} ({published})" if published else str(title)
        for document, title, published in rows
        if document in documents
    }


def _notes(database: Database, park: str, has_rows: bool) -> list[Note]:
    sql = "SELECT count(*) FROM statements WHERE entity = ? AND metric IS NULL"
    unmapped = database.fetch(sql, [park])[0][0]
    said = []
    if not has_rows:
        said.append(
            Note(
                "no-rows",
                f"no figures of {park} in any indicator; parkcmp coverage shows what there is",
                f"没有{park}的指标数据；parkcmp coverage 可查已有数据",
            )
        )
    if unmapped:
        said.append(
            Note(
                "unmapped",
                f"{unmapped} more figures of {park} belong to no indicator; parkcmp facts --park {park} lists them",
                f"{park}另有 {unmapped} 个数据不属于任何指标；parkcmp facts --park {park} 可查",
            )
        )
    return said

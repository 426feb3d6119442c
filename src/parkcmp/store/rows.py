"""A document as the tables take it: its own row, its facts, its ledger. Pure, so that any process can make it.

What follows from a fact for questions (its intervals, the days of its period, its basis) stands beside it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from parkcmp.model import Document, Extraction, Fact
from parkcmp.store.columns import computed_columns
from parkcmp.store.identity import document_id, fact_ids, text_digest

# What a file can tell of itself.
ORIGIN = ("title", "issuer", "issue", "url", "published", "published_inferred")
Columns = Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Stamp:
    """With what a stored document was read: what a person said, and the versions of rules and lexicon."""

    options: Mapping[str, str]
    reader: str


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """By what a reprint is recognised (pipeline/fingerprint.py): the wording around its figures, a sample of its
    text, and keys that near-identical documents share."""

    figures: tuple[int, ...]
    sample: tuple[int, ...]
    bands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A document for the tables: `facts` and `unexplained` hold a list a column, numbers as text."""

    document: str
    fields: Mapping[str, str | None]
    stamp: Stamp
    facts: Columns
    unexplained: Columns
    fingerprint: Fingerprint | None = None


def make_rows(
    document: Document,
    described: Document,
    extraction: Extraction,
    stamp: Stamp,
    fingerprint: Fingerprint | None = None,
) -> Rows:
    """A document as it was read and as a person described it, with what was extracted from it."""
    digest = text_digest(document.text)
    name = document_id(digest)
    keys = fact_ids(name, extraction.facts)
    facts = [fact_row(name, key, fact) for key, fact in zip(keys, extraction.facts, strict=True)]
    numbers = [
        {"document": name, "start_": u.start, "end_": u.end, "reason": u.reason.value} for u in extraction.unexplained
    ]
    fields = _document_fields(digest, document, described, extraction, stamp)
    return Rows(name, fields, stamp, columns_of(facts), columns_of(numbers), fingerprint)


def columns_of(rows: Sequence[Mapping[str, Any]]) -> Columns:
    """Rows that all have the columns of the first, as a list a column."""
    return {column: [_plain(row[column]) for row in rows] for column in (rows[0] if rows else ())}


def together(parts: Sequence[Columns]) -> Columns:
    """The columns of several documents as one."""
    full = [part for part in parts if part]
    return {column: [value for part in full for value in part[column]] for column in (full[0] if full else ())}


def fact_row(document: str, key: str, fact: Fact) -> dict[str, Any]:
    """A fact under the names of its columns."""
    computed = computed_columns(
        value=fact.value,
        value_high=fact.value_high,
        bound=fact.bound,
        form=fact.form,
        last=fact.last,
        round_=fact.round,
        measure=fact.measure,
        base=fact.base,
        period=fact.period,
    )
    return {
        "fact_id": key,
        "document": document,
        "entity": fact.entity,
        "scope": fact.scope.value,
        "metric": fact.metric,
        "subject": fact.subject,
        "label": fact.label,
        "measure": fact.measure.value,
        "value": fact.value,
        "value_high": fact.value_high,
        "unit": fact.unit,
        "bound": fact.bound.value,
        "period": fact.period,
        "base": fact.base,
        "whole": fact.whole,
        "whole_key": fact.whole_key,
        "status": fact.status.value,
        "start_": fact.start,
        "end_": fact.end,
        "last": fact.last,
        "round_": fact.round,
        "form": fact.form.value,
        "sentence_start": fact.sentence.start,
        "sentence_end": fact.sentence.end,
        "rule": fact.rule,
        **computed,
    }


def _document_fields(
    digest: str, document: Document, described: Document, extraction: Extraction, stamp: Stamp
) -> dict[str, str | None]:
    return {
        "sha256": digest,
        "path": described.path,
        "title": described.title or extraction.title,
        "issuer": described.issuer,
        "issue": described.issue,
        "url": described.url,
        "published": extraction.published,
        "published_inferred": extraction.published_inferred,
        "park": described.park,
        "text": described.text,
        "marks": as_json([[m.start, m.place] for m in document.marks]),
        "tables": as_json([asdict(t) for t in document.tables]),
        "origin": as_json({field: getattr(document, field) for field in ORIGIN if getattr(document, field)}),
        "options": as_json(dict(stamp.options)),
        "reader": stamp.reader,
    }


def as_json(value: Any) -> str:
    """A value as the JSON that the tables keep, the same for the same content."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:
    # Decimals of different scales in one list would meet in a floating-point type; text is exact.
    return format(value, "f") if isinstance(value, Decimal) else value

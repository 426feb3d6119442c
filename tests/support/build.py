"""Facts, documents and databases by hand, for tests that need no extraction."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from parkcmp.lexicon.load import load_lexicon
from parkcmp.model import (
    Bound,
    Document,
    Extraction,
    Fact,
    Form,
    Measure,
    Reason,
    Scope,
    Span,
    Status,
    Unexplained,
)
from parkcmp.store import connect
from parkcmp.store.registry import save_registry
from parkcmp.store.write import Change, Stamp, save_document

TEXT = "新乡高新区拥有高新技术企业135家，5G基站12座。"


def make_fact(**changes: Any) -> Fact:
    """A fact of TEXT: 新乡 has 135 high-tech firms in 2021; whatever is given differs."""
    fields: dict[str, Any] = {
        "entity": "新乡",
        "scope": Scope.PARK,
        "metric": "hitech_firms",
        "subject": "新乡高新区",
        "label": "高新技术企业",
        "measure": Measure.LEVEL,
        "value": Decimal(135),
        "value_high": None,
        "unit": "家",
        "bound": Bound.EXACT,
        "period": "2021",
        "base": None,
        "whole": None,
        "status": Status.ACTUAL,
        "start": 13,
        "end": 16,
        "last": Decimal(1),
        "round": Decimal(1),
        "form": Form.COUNT,
        "sentence": Span(0, len(TEXT)),
        "rule": "by_hand",
        "whole_key": None,
    }
    for name, value in changes.items():
        fields[name] = Decimal(value) if name in ("value", "value_high", "last", "round") and value else value
    return Fact(**fields)


def make_extraction(*facts: Fact, published: str | None = "2022-09", inferred: str | None = None) -> Extraction:
    """An extraction of these facts, with 5 of 5G unexplained."""
    return Extraction(facts, (), (Unexplained(18, 19, Reason.NAME),), published, inferred)


def store(
    path: Path,
    /,
    text: str,
    extraction: Extraction,
    options: dict[str, str] | None = None,
    reader: str = "1",
    **described: Any,
) -> Change:
    """Store one text and what it says."""
    document = Document(text, described.pop("path", "a.txt"), **described)
    with connect(path, write=True) as database:
        save_registry(database, load_lexicon())
        return save_document(database, document, document, extraction, Stamp(options or {}, reader))


def store_all(path: Path, documents: Iterable[tuple[str, Iterable[Fact]]]) -> None:
    """Store documents, each a month of publication and its facts; their texts differ by that month."""
    for published, facts in documents:
        store(path, f"{TEXT}{published}", make_extraction(*facts, published=published), path=f"{published}.txt")

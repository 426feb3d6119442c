"""Names that derive from content alone, the same on every machine and after every re-ingest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from parkcmp.model import Fact

DOCUMENT_ID_LENGTH = 12


def text_digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hex: the same for one text in whatever encoding its file was."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def document_id(digest: str) -> str:
    """A document's id: the first twelve digits of its text's digest."""
    return digest[:DOCUMENT_ID_LENGTH]


def fact_ids(document: str, facts: Iterable[Fact]) -> list[str]:
    """An id for each fact: the document and the first character of its numeral; where one numeral says several
    things, `.2`, `.3` … follow for the second, the third …, in the order given."""
    seen: dict[int, int] = {}
    ids = []
    for fact in facts:
        seen[fact.start] = nth = seen.get(fact.start, 0) + 1
        ids.append(f"{document}-{fact.start}" + (f".{nth}" if nth > 1 else ""))
    return ids

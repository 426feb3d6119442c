"""An audit of facts said by hand, as rows by the names of their columns."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from query_builder import LEXICON, stored

from parkcmp.model import Fact
from parkcmp.query.answer import Answer
from parkcmp.query.audit import AuditQuestion, audit

DECADE: dict[str, Any] = {"base": "2012"}
YOY: dict[str, Any] = {"measure": "growth", "base": "2020"}


def audited(folder: Path, *documents: Fact | Iterable[Fact], **asked: Any) -> Answer:
    """What an audit says of these documents; a loose fact is one of its own."""
    with stored(folder, *documents) as database:
        return audit(database, LEXICON, AuditQuestion(**asked))


def rows(answer: Answer) -> list[dict[str, Any]]:
    """Its rows."""
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]

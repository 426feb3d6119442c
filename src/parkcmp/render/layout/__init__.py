"""How the answer of each command is laid out for people. What machines read is never laid out."""

from __future__ import annotations

from collections.abc import Callable

from parkcmp.query.answer import Answer
from parkcmp.render.cells import is_numeric, text
from parkcmp.render.headings import heading
from parkcmp.render.layout.audit import audit_sheets
from parkcmp.render.layout.compare import compare_sheets
from parkcmp.render.layout.coverage import coverage_sheets
from parkcmp.render.layout.ledger import (
    document_sheets,
    ledger_sheets,
    metric_sheets,
    park_sheets,
    unexplained_sheets,
)
from parkcmp.render.layout.rank import rank_sheets
from parkcmp.render.layout.review import review_sheets
from parkcmp.render.layout.show import show_sheets
from parkcmp.render.layout.trend import trend_sheets
from parkcmp.render.layout.why import why_sheets
from parkcmp.render.sheet import Column, Line, Sheet, sheet_of

_LAYOUTS: dict[str, Callable[[Answer, str], list[Sheet]]] = {
    "rank": rank_sheets,
    "compare": compare_sheets,
    "show": show_sheets,
    "trend": trend_sheets,
    "coverage": coverage_sheets,
    "audit": audit_sheets,
    "facts": ledger_sheets,
    "extract": ledger_sheets,
    "unexplained": unexplained_sheets,
    "why": why_sheets,
    "review list": review_sheets,
    "documents": document_sheets,
    "metrics": metric_sheets,
    "parks": park_sheets,
}


def sheets(answer: Answer, lang: str, as_it_is: bool = False) -> list[Sheet]:
    """The tables of an answer, in order. `as_it_is`: the very columns, because a person named them."""
    draw = None if as_it_is else _LAYOUTS.get(str(answer.query.get("command")))
    return draw(answer, lang) if draw else [_plain_sheet(answer, lang)]


def _plain_sheet(answer: Answer, lang: str) -> Sheet:
    columns = tuple(
        Column(heading(name, lang), right=is_numeric(row[index] for row in answer.rows))
        for index, name in enumerate(answer.columns)
    )
    lines = [Line(tuple(text(value) for value in row)) for row in answer.rows]
    lines += [Line(tuple(text(value) for value in row), quiet=True) for row in answer.reference]
    return sheet_of(columns, lines)

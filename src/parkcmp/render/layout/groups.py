"""Rows under the headings of their indicators' categories."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from parkcmp.query.answer import Answer, Value
from parkcmp.query.wording import category_name
from parkcmp.render.sheet import Group, Line


def records(answer: Answer) -> list[dict[str, Value]]:
    """The rows by the names of their columns."""
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def reference_records(answer: Answer) -> list[dict[str, Value]]:
    """The same of the rows that stand below the table."""
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.reference]


def by_category(answer: Answer, lines: Iterable[tuple[Value, Line]], lang: str) -> tuple[Group, ...]:
    """Groups of consecutive lines, each given with its metric."""
    categories: Any = answer.hints["categories"]
    groups: list[tuple[str, list[Line]]] = []
    for metric, line in lines:
        category = categories.get(metric, "")
        if not groups or groups[-1][0] != category:
            groups.append((category, []))
        groups[-1][1].append(line)
    return tuple(Group(category_name(name, lang), tuple(of)) for name, of in groups)

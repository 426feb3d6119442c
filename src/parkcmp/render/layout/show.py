"""A park's profile as a table: a line an indicator with its newest value, what was before, what is planned."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from parkcmp.query.answer import Answer, Value
from parkcmp.query.wording import pick
from parkcmp.render.cells import text
from parkcmp.render.headings import heading
from parkcmp.render.layout.groups import by_category, records
from parkcmp.render.layout.marks import flag_words, period_cell, row_figure
from parkcmp.render.sheet import Column, Line, Sheet

_LISTED = 12  # documents named under the table


def show_sheets(answer: Answer, lang: str) -> list[Sheet]:
    """One table, grouped by category, with the documents under it."""
    rows = records(answer)
    with_targets = any(row["status"] == "target" for row in rows)
    columns = [
        Column(heading("name", lang)),
        Column(pick(("newest", "最新"), lang), right=True, firm=True),
        Column(heading("period", lang)),
        Column(pick(("before", "历史"), lang)),
        *([Column(pick(("target", "目标"), lang))] if with_targets else []),
        Column(heading("fact_id", lang), firm=True),
    ]
    lines = []
    for (metric, name, unit), of in groupby(rows, key=lambda row: (row["metric"], row["name"], row["unit"])):
        lines.append((metric, _line(name, unit, list(of), with_targets, lang)))
    documents: Any = answer.hints["documents"]
    below = [f"{document}  {title}" for document, title in list(documents.items())[:_LISTED]]
    if len(documents) > _LISTED:
        below.append(
            pick((f"and {len(documents) - _LISTED} more documents", f"另 {len(documents) - _LISTED} 份"), lang)
        )
    return [Sheet(tuple(columns), by_category(answer, lines, lang), text(str(answer.query["park"])), tuple(below))]


def _line(name: Value, unit: Value, rows: list[dict[str, Value]], with_targets: bool, lang: str) -> Line:
    actual = [row for row in rows if row["status"] == "actual"]
    target = [row for row in rows if row["status"] == "target"]
    newest = actual[0] if actual else None
    cells = [f"{text(name)}\n{text(unit)}".strip("\n")]
    if newest is None:
        cells += ["", ""]
    else:
        period = period_cell(newest["period"], newest["base"], lang)
        cells += [row_figure(newest, lang), "\n".join(dict.fromkeys([period, *flag_words(newest["flags"], lang)]))]
    cells.append("\n".join(_dated(row, lang) for row in actual[1:]))
    if with_targets:
        cells.append("\n".join(_dated(row, lang) for row in target))
    shown = newest or target[0]
    sources = shown["sources"]
    more = isinstance(sources, int) and sources > 1
    cells.append(text(shown["fact_id"]) + (pick((f"\n{sources} sources", f"\n{sources} 个来源"), lang) if more else ""))
    return Line(tuple(cells))


def _dated(row: dict[str, Value], lang: str) -> str:
    words = flag_words("derived", lang) if "derived" in text(row["flags"]) else []
    when = pick((", ", "，"), lang).join([period_cell(row["period"], row["base"], lang), *words])
    return f"{row_figure(row, lang)} ({when})"

"""A trend as a table: periods down, series across, and under each its line of blocks, a block an observed point."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import Any

from parkcmp.query.answer import Answer, Value
from parkcmp.query.periods import length_name, order
from parkcmp.query.wording import measure_phrase, pick
from parkcmp.render.cells import text
from parkcmp.render.headings import heading
from parkcmp.render.layout.groups import records
from parkcmp.render.layout.marks import flag_words, period_cell, row_figure, sparkline
from parkcmp.render.sheet import Column, Line, Sheet, sheet_of

Row = dict[str, Value]


def trend_sheets(answer: Answer, lang: str) -> list[Sheet]:
    """One table. Series that may not be joined stand in columns of their own."""
    rows = records(answer)
    if not rows:
        return [sheet_of((Column(heading("period", lang)),), [])]
    series = {number: list(of) for number, of in groupby(rows, key=lambda row: row["series"])}
    columns = [Column(heading("period", lang), firm=True)]
    columns += [Column(series_heading(answer, number, of[0], lang), right=True) for number, of in series.items()]
    times = {(row["base"], row["period"]): None for row in rows}
    ordered = sorted(times, key=lambda t: (t[1] is None, order(_str(t[1])), order(_str(t[0]))))
    lines = []
    for base, period in ordered:
        cells = [_cell(of, base, period, lang) for of in series.values()]
        lines.append(Line((period_cell(period, base, lang), *cells)))
    blocks = [sparkline([_value(row) for row in of if row["period"] is not None]) for of in series.values()]
    if any(blocks):
        lines.append(Line(("", *blocks)))
    names: Any = answer.hints["names"]
    return [sheet_of(tuple(columns), lines, pick(names[str(answer.query["metric"])], lang))]


def _cell(of: list[Row], base: Value, period: Value, lang: str) -> str:
    found = [row for row in of if (row["base"], row["period"]) == (base, period)]
    cells = []
    for row in found:
        words = [w for w in flag_words(row["flags"], lang) if "conflict" in text(row["flags"])]
        cells.append(" ".join([row_figure(row, lang), *words[-1:]]))
    return "\n".join(cells)


def series_heading(answer: Answer, number: Value, row: Row, lang: str) -> str:
    """Whose and what a series is, in lines: the park, a stand-in's name, what is said of it, its unit."""
    names: Any = answer.hints["names"]
    series: Any = answer.hints["series"]
    like = series[number]
    lines = [text(row["park"])]
    if row["metric"] != answer.query["metric"]:
        lines.append(pick(names[str(row["metric"])], lang))
    phrase = measure_phrase(text(row["measure"]), like.basis, like.whole, like.span, lang)
    length = length_name(like.months, lang) if like.months not in (None, 12) else ""
    lines += [part for part in (phrase, length, text(row["unit"])) if part]
    return "\n".join(lines)


def _value(row: Row) -> Decimal:
    value = row["value"]
    assert isinstance(value, Decimal)
    return value


def _str(value: Value) -> str | None:
    return None if value is None else str(value)

"""The ranking as a table: place, park, figure, period, the places it may have, what is special, its source."""

from __future__ import annotations

from typing import Any

from parkcmp.query.answer import Answer, Value
from parkcmp.query.wording import measure_phrase, pick
from parkcmp.render.cells import text
from parkcmp.render.headings import heading
from parkcmp.render.layout.groups import records, reference_records
from parkcmp.render.layout.marks import flag_words, period_cell, places_cell, row_figure
from parkcmp.render.sheet import Column, Line, Sheet, sheet_of


def rank_sheets(answer: Answer, lang: str) -> list[Sheet]:
    """One table; 全国 stands dim at its end."""
    rows = records(answer)
    flags = any(row["flags"] for row in rows)
    columns = [
        Column(heading("rank", lang), right=True, firm=True),
        Column(heading("park", lang)),
        Column(heading("value", lang), right=True, firm=True),
        Column(heading("period", lang), firm=True),
        Column(pick(("places", "可能名次"), lang), firm=True),
        *([Column(heading("flags", lang))] if flags else []),
        Column(heading("fact_id", lang), firm=True),
    ]
    lines = [Line(_cells(row, flags, lang)) for row in rows]
    lines += [Line(_cells(row, flags, lang), quiet=True) for row in reference_records(answer)]
    return [sheet_of(tuple(columns), lines, rank_title(answer, lang), leading=2)]


def _cells(row: dict[str, Value], flags: bool, lang: str) -> tuple[str, ...]:
    cells = [
        text(row["rank"]),
        text(row["park"]),
        row_figure(row, lang),
        period_cell(row["period"], row["base"], lang),
        places_cell(row),
    ]
    if flags:
        cells.append("\n".join(flag_words(row["flags"], lang)))
    return (*cells, text(row["fact_id"]))


def rank_title(answer: Answer, lang: str) -> str:
    """What is ranked: 高新技术企业数，家，2021."""
    query = answer.query
    names: Any = answer.hints["names"]
    span: Any = answer.hints["span"]
    basis, whole = query["basis"], query["whole"]
    phrase = measure_phrase(
        str(query["measure"]),
        None if basis is None else str(basis),
        None if whole is None else str(whole),
        span,
        lang,
    )
    if answer.hints["kind"] == "rank":
        phrase = ""
    elif basis == "cagr":
        phrase = measure_phrase("cagr", None, None, None, lang)
    name = pick(names[str(query["metric"])], lang)
    unit = text(str(query["unit"]))
    where = " ".join(str(query[key]) for key in ("period", "region", "province") if query[key])
    comma = "，" if lang == "zh" else ", "
    return comma.join(part for part in (name, phrase, unit, where) if part)

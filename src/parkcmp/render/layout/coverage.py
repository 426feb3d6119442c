"""Coverage as a table: indicators by category, a line a period, how many parks and which, or which not."""

from __future__ import annotations

from parkcmp.query.answer import Answer, Value
from parkcmp.query.wording import measure_name, pick
from parkcmp.render.cells import text
from parkcmp.render.headings import heading
from parkcmp.render.layout.groups import by_category, records
from parkcmp.render.layout.marks import period_cell
from parkcmp.render.sheet import Column, Line, Sheet


def coverage_sheets(answer: Answer, lang: str) -> list[Sheet]:
    """One table; the shorter of the two lists of parks stands in the last column."""
    columns = (
        Column(heading("name", lang)),
        Column(heading("period", lang)),
        Column(heading("parks", lang), right=True, firm=True),
        Column(pick(("which", "哪些"), lang)),
    )
    lines, before = [], ""
    for row in records(answer):
        name = _name(row, lang)
        period = period_cell(row["period"], None, lang)
        cells = ("" if name == before else name, period, f"{text(row['parks'])}/{text(row['of'])}", _which(row, lang))
        lines.append((row["metric"], Line(cells)))
        before = name
    return [Sheet(columns, by_category(answer, lines, lang))]


def _name(row: dict[str, Value], lang: str) -> str:
    if row["measure"] in ("level", "rank"):
        return text(row["name"])
    comma = "，" if lang == "zh" else ", "
    return text(row["name"]) + comma + measure_name(text(row["measure"]), lang)


def _which(row: dict[str, Value], lang: str) -> str:
    present, missing = text(row["present"]), text(row["missing"])
    if not missing:
        return pick(("all", "全部"), lang)
    if len(missing) < len(present):
        return pick(("all but ", "除："), lang) + missing
    return present

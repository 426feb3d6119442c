"""The comparison as a table: indicators down, grouped by category, parks across, at the right what may be said.

A cell has two lines, the figure and its period, so that two parks fit into 80 cells and six into 120.
"""

from __future__ import annotations

from typing import Any

from parkcmp.query.answer import Answer, Value
from parkcmp.query.observation import NATION
from parkcmp.query.wording import pick
from parkcmp.render.cells import text
from parkcmp.render.headings import heading
from parkcmp.render.layout.groups import by_category, records
from parkcmp.render.layout.marks import figure, flag_words, period_cell
from parkcmp.render.sheet import Column, Line, Sheet

_REASONS = {
    "unit": "单位不同",
    "whole": "总体不同",
    "basis": "比较基础不同",
    "measure": "口径不同",
    "period length": "时长不同",
}
_QUALIFICATIONS = {"periods differ": "时期不同", "stand-in": "含替代指标", "undated": "含无日期"}


def compare_sheets(answer: Answer, lang: str) -> list[Sheet]:
    """One table, its rows under the headings of their categories."""
    parks: Any = answer.query["parks"]
    columns = [
        Column(heading("name", lang)),
        *(Column(park, right=True) for park in parks),
        Column(heading("verdict", lang)),
    ]
    benchmark = bool(answer.query["benchmark"])
    if benchmark:
        columns += [Column(NATION, right=True), Column(pick(("parks known", "已知高新区"), lang), right=True)]
    lines = [(row["metric"], _line(row, parks, benchmark, lang)) for row in records(answer)]
    return [Sheet(tuple(columns), by_category(answer, lines, lang))]


def _line(row: dict[str, Value], parks: list[str], benchmark: bool, lang: str) -> Line:
    cells = [f"{text(row['name'])}\n{text(row['unit'])}"]
    cells += [_of_park(row, park, lang) for park in parks]
    cells.append(verdict_lines(row, lang))
    if benchmark:
        national = figure(row[f"{NATION}.value"], row[f"{NATION}.bound"], lang)
        cells += [f"{national}\n{text(row[f'{NATION}.period'])}", _spread(row, lang)]
    return Line(tuple(cell.strip("\n") for cell in cells))


def _of_park(row: dict[str, Value], park: str, lang: str) -> str:
    if row[f"{park}.value"] is None:
        return ""
    value = figure(row[f"{park}.value"], row[f"{park}.bound"], lang)
    period = period_cell(row[f"{park}.period"], None, lang)
    words = [w for w in flag_words(row[f"{park}.flags"], lang) if w != period]
    return "\n".join([value, period, *words])


def verdict_lines(row: dict[str, Value], lang: str) -> str:
    """The verdict in the words of the reader, its difference and its qualifications, each on a line."""
    first, *qualifications = text(row["verdict"]).split("; ")
    lines = [first]
    if lang == "zh":
        lines = [_in_chinese(first, row["measure"] == "rank")]
        qualifications = [_QUALIFICATIONS.get(q, q) for q in qualifications]
    if row["difference"] is not None and first != "equal":
        lines.append(pick(("by ", "差 "), lang) + text(row["difference"]))
    return "\n".join([*lines, *qualifications])


def _in_chinese(verdict: str, is_place: bool) -> str:
    word, _, rest = verdict.partition(": ")
    if word == "higher":
        return f"{rest}{'靠前' if is_place else '较高'}"
    if word == "not comparable":
        return f"不可比：{_REASONS.get(rest, rest)}"
    return {"undecidable": "无法判定", "equal": "相等"}.get(word, word)


def _spread(row: dict[str, Value], lang: str) -> str:
    if not row["known"]:
        return ""
    quartiles = f"{text(row['quartile_low'])} - {text(row['quartile_high'])}"
    of = pick((f"of {row['known']}", f"共 {row['known']} 个"), lang)
    return f"{pick(('median', '中位数'), lang)} {text(row['median'])}\n{quartiles}\n{of}"

"""The audit for people: a table a verdict, contradictions with the sentences that contradict each other."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import Any

from parkcmp.intervals import Interval
from parkcmp.query.answer import Answer, Value
from parkcmp.query.wording import measure_name, pick
from parkcmp.render.cells import span, text
from parkcmp.render.headings import heading
from parkcmp.render.layout.groups import records
from parkcmp.render.layout.ledger import one_line
from parkcmp.render.layout.marks import figure, period_cell
from parkcmp.render.sheet import Column, Group, Line, Sheet, sheet_of

_WORDS = {
    "contradicts": ("Contradictions", "矛盾"),
    "ambiguous": ("Ambiguous", "有歧义"),
    "consistent only if": ("Consistent only if", "有条件一致"),
    "gives": ("What follows", "可推出"),
    "consistent": ("Consistent", "一致"),
}


def audit_sheets(answer: Answer, lang: str) -> list[Sheet]:
    """One sheet a verdict, in the order of the rows."""
    columns = (
        Column(pick(("claim", "说法"), lang)),
        Column(pick(("stated", "原文"), lang), right=True, firm=True),
        Column(pick(("recomputed", "复算"), lang), right=True),
        Column(heading("verdict", lang)),
        Column(heading("fact_id", lang), firm=True),
    )
    sheets = []
    for word, rows in groupby(records(answer), key=lambda row: _word(text(row["verdict"]))):
        title = pick(_WORDS[word], lang)
        if word == "contradicts":
            groups = [Group(_sentences(row), (_line(answer, row, lang),), wide=True) for row in rows]
            sheets.append(Sheet(columns, tuple(groups), title))
        else:
            sheets.append(sheet_of(columns, [_line(answer, row, lang) for row in rows], title))
    return sheets or [sheet_of(columns, [])]


def _word(verdict: str) -> str:
    """The verdict without its condition; the longest that fits."""
    return next(word for word in sorted(_WORDS, key=len, reverse=True) if verdict.startswith(word))


def _sentences(row: dict[str, Value]) -> str:
    listed = [one_line(text(row["sentence"])).strip(), *text(row["against"]).splitlines()]
    return "\n".join(one_line(sentence).strip() for sentence in listed if sentence)


def _line(answer: Answer, row: dict[str, Value], lang: str) -> Line:
    verdicts: Any = answer.hints["verdicts"]
    verdict = pick(verdicts[text(row["verdict"])], lang)
    stated = figure(row["stated"], row["bound"], lang, row["stated_high"])
    return Line(
        (
            _claim(answer, row, lang),
            f"{stated}\n{text(row['unit'])}",
            _recomputed(row),
            "\n".join(part for part in (verdict, text(row["formula"])) if part),
            text(row["fact_id"]),
        )
    )


def _claim(answer: Answer, row: dict[str, Value], lang: str) -> str:
    names: Any = answer.hints["names"]
    owner = text(row["park"]) or one_line(text(row["subject"]))
    label = one_line(text(row["label"]))
    name = pick(names.get(row["metric"], (label, label)), lang)
    measure = str(row["measure"])
    words = "" if measure == "level" else measure_name(measure, lang)
    comma = pick((", ", "，"), lang)
    return f"{owner} {name}{comma if words else ''}{words}\n{period_cell(row['period'], row['base'], lang)}"


def _recomputed(row: dict[str, Value]) -> str:
    value, low, high = row["recomputed"], row["low"], row["high"]
    if value is None:
        return ""
    lines = [text(value)]
    if low != high and isinstance(low, Decimal | None) and isinstance(high, Decimal | None):
        lines.append(span(Interval(low, high, bool(row["low_open"]), bool(row["high_open"]))))
    return "\n".join([*lines, text(row["recomputed_unit"])])

"""Decisions of people as a table: about which figure, what was decided and why, whether it has effect."""

from __future__ import annotations

from parkcmp.query.answer import Answer
from parkcmp.query.wording import measure_name, pick
from parkcmp.render.cells import text
from parkcmp.render.headings import heading
from parkcmp.render.layout.groups import records
from parkcmp.render.layout.ledger import one_line
from parkcmp.render.layout.marks import REVIEWS
from parkcmp.render.sheet import Column, Line, Sheet, sheet_of

_STATES = {
    "applied": ("", ""),
    "waiting": ("waits for its document", "等待文献"),
    "unmatched": ("no such fact now", "现无此数据"),
}


def review_sheets(answer: Answer, lang: str) -> list[Sheet]:
    """One line a decision."""
    columns = (
        Column(heading("fact_id", lang), firm=True),
        Column(heading("decision", lang), firm=True),
        Column(pick(("figure", "数据"), lang)),
        Column(heading("changes", lang)),
        Column(heading("reason", lang)),
    )
    lines = []
    for row in records(answer):
        measure = str(row["measure"])
        figure = [
            text(row["park"]),
            text(row["metric"]),
            "" if measure in ("level", "None") else measure_name(measure, lang),
            text(row["value"]) + text(row["unit"]),
            text(row["period"]),
        ]
        state = pick(_STATES.get(str(row["state"]), ("", "")), lang)
        reason = one_line(text(row["reason"]))
        if row["reviewer"] is not None:
            by = one_line(text(row["reviewer"]))
            reason += pick((f" ({by})", f"（{by}）"), lang)
        cells = (
            text(row["fact_id"]),
            pick(REVIEWS[str(row["decision"])], lang) + (f"\n{state}" if state else ""),
            " ".join(part for part in figure if part),
            text(row["changes"]).replace("; ", "\n"),
            reason.strip(),
        )
        lines.append(Line(cells, quiet=bool(state)))
    return [sheet_of(columns, lines)]

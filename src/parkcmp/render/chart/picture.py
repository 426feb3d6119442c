"""What a picture shows, whatever draws it: panels of marks, each a figure with its interval, and the lines below.

Positions are the exact values; the figures beside them are the strings of `cells`, so that a picture and a table agree.
Only actuals come here: no target is ever a mark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from parkcmp.intervals import Interval
from parkcmp.periods import days
from parkcmp.query.answer import Answer, Value
from parkcmp.query.wording import pick
from parkcmp.render.cells import text, visible
from parkcmp.render.layout.compare import verdict_lines
from parkcmp.render.layout.groups import records, reference_records
from parkcmp.render.layout.marks import flag_words, period_cell, places_cell, row_figure
from parkcmp.render.layout.rank import rank_title
from parkcmp.render.layout.trend import series_heading
from parkcmp.render.layout.why import cite

_MOST_SOURCES = 12


class Shape(StrEnum):
    """How a panel is drawn. A place in a ranking is a dot: a bar would make the worst place look largest."""

    BARS = "bars"
    DOTS = "dots"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure. `low` and `high` are what it can stand for (None: without limit); `at` the last day of its period;
    `faint` where it is not quite alike: a stand-in, undated, of another length of period."""

    label: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    figure: str
    period: str
    place: str = ""
    at: str | None = None
    flags: tuple[str, ...] = ()
    faint: bool = False
    fact_id: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """Figures on one scale."""

    title: str
    unit: str
    shape: Shape
    marks: tuple[Mark, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """`below` are the lines under the picture: periods, what the strokes mean, sources."""

    title: str
    panels: tuple[Panel, ...]
    below: tuple[str, ...]

    @property
    def marks(self) -> list[Mark]:
        """All marks of all panels."""
        return [mark for panel in self.panels for mark in panel.marks]


@dataclass(frozen=True, slots=True)
class Sources:
    """What an answer does not hold: intervals and documents by fact id, documents with what is needed to cite them."""

    intervals: Mapping[str, Interval]
    documents: Mapping[str, str]
    cited: Mapping[str, dict[str, Value]]


def picture_of(answer: Answer, sources: Sources, lang: str) -> Picture:
    """The picture of a ranking, a comparison or a trend."""
    title, panels, remarks = _PANELS[str(answer.query["command"])](answer, sources, lang)
    marks = [mark for panel in panels for mark in panel.marks]
    below = [*remarks, *_periods(marks, lang), *_strokes(marks, str(answer.query["reading"]), lang)]
    below += _sources(marks, sources, lang)
    return Picture(visible(title), tuple(panels), tuple(visible(line) for line in below))


_Panels = tuple[str, list[Panel], list[str]]


def _of_rank(answer: Answer, _: Sources, lang: str) -> _Panels:
    marks = [_mark(row, text(row["park"]), lang) for row in records(answer)]
    shape = _shape(answer.query["measure"])
    below = reference_records(answer)
    nation = [_mark(row, text(row["park"]), lang) for row in below]
    remarks = [
        pick(("For reference: ", "参考："), lang) + f"{m.label} {m.figure}{text(row['unit'])} ({m.period})"
        for m, row in zip(nation, below, strict=True)
    ]
    panels = [Panel("", text(str(answer.query["unit"])), shape, tuple(marks))] if marks else []
    return rank_title(answer, lang), panels, remarks


def _of_trend(answer: Answer, _: Sources, lang: str) -> _Panels:
    panels: dict[tuple[Value, ...], list[Mark]] = {}
    undated = []
    for row in records(answer):
        label = " ".join(series_heading(answer, row["series"], row, lang).split("\n")[:-1])
        mark = _mark(row, label, lang)
        if mark.at is None:
            undated.append(f"{mark.label} {mark.figure}")
        else:
            panels.setdefault((row["unit"], row["measure"]), []).append(mark)
    names: Any = answer.hints["names"]
    title = pick(names[str(answer.query["metric"])], lang)
    remarks = [pick(("Undated, not drawn: ", "无日期，未画出："), lang) + "; ".join(undated)] if undated else []
    drawn = [Panel("", text(unit), Shape.LINES, tuple(marks)) for (unit, _), marks in panels.items()]
    return title, drawn, remarks


def _of_compare(answer: Answer, sources: Sources, lang: str) -> _Panels:
    parks: Any = answer.query["parks"]
    panels = []
    alone = 0
    for row in records(answer):
        having = [park for park in parks if row[f"{park}.value"] is not None]
        if len(having) < 2:
            alone += 1
            continue
        marks = tuple(_mark(_of_park(row, park, sources), park, lang) for park in having)
        remark = verdict_lines(row, lang).replace("\n", pick(("; ", "；"), lang))
        panels.append(Panel(text(row["name"]), text(row["unit"]), _shape(row["measure"]), marks, remark))
    title = pick((" and ", "与"), lang).join([pick((", ", "、"), lang).join(parks[:-1]), parks[-1]])
    remarks = []
    if alone:
        en = f"Not drawn: {alone} more indicator{'s' * (alone > 1)} that only one of them has."
        remarks.append(pick((en, f"未画出：另有 {alone} 项指标只有一个高新区有数据。"), lang))
    return title, panels, remarks


def _of_park(row: Mapping[str, Value], park: str, sources: Sources) -> dict[str, Value]:
    """The cells of one park in the names that a ranking has for them."""
    of = {name: row[f"{park}.{name}"] for name in ("value", "bound", "period", "flags", "fact_id")}
    interval = sources.intervals.get(str(of["fact_id"]), Interval(None, None))
    known = str(of["fact_id"]) in sources.intervals
    ends = (interval.low, interval.high) if known else (of["value"], of["value"])
    return {**of, "low": ends[0], "high": ends[1], "base": None}


_PANELS: dict[str, Callable[[Answer, Sources, str], _Panels]] = {
    "rank": _of_rank,
    "trend": _of_trend,
    "compare": _of_compare,
}


def _mark(row: Mapping[str, Value], label: str, lang: str) -> Mark:
    value, low, high = row["value"], row["low"], row["high"]
    assert isinstance(value, Decimal) and isinstance(low, Decimal | None) and isinstance(high, Decimal | None)
    period = None if row["period"] is None else str(row["period"])
    found = days(period)
    names = set(text(row["flags"]).split(","))
    return Mark(
        label=visible(label),
        value=value,
        low=low,
        high=high,
        figure=row_figure(row, lang),
        period=period_cell(period, row["base"], lang),
        place=places_cell(row) if "rank_best" in row else "",
        at=found.last.isoformat() if found else None,
        flags=tuple(word for word in flag_words(row["flags"], lang) if word != period_cell(None, None, lang)),
        faint=bool(names & {"proxy", "undated", "length", "derived"}) or ("rank" in row and row["rank"] is None),
        fact_id=text(row["fact_id"]),
    )


def _shape(measure: object) -> Shape:
    return Shape.DOTS if measure == "rank" else Shape.BARS


def _periods(marks: Sequence[Mark], lang: str) -> list[str]:
    """That all are of one period, or how many are of which."""
    counted = Counter(mark.period for mark in marks)
    if not counted:
        return [pick(("No figures to draw.", "没有可画的数据。"), lang)]
    head = pick(("Periods: ", "时期："), lang)
    if len(counted) == 1:
        return [head + next(iter(counted))]
    return [head + pick((", ", "、"), lang).join(f"{period} ({number})" for period, number in counted.most_common())]


def _strokes(marks: Sequence[Mark], reading: str, lang: str) -> list[str]:
    said = []
    if any(mark.low != mark.high for mark in marks):
        kind = pick({"printed": ("printed", "印面")}.get(reading, ("literal", "字面")), lang)
        en = f"Thin lines span what a printed number can stand for ({kind} reading); an arrow has no end."
        said.append(pick((en, f"细线为所印数字可能的取值范围（{kind}读法），箭头表示没有上限或下限。"), lang))
    if any(mark.faint for mark in marks):
        en = "Pale: a stand-in, derived, undated or of another length of period."
        said.append(pick((en, "浅色：替代指标、推算、无日期或时长不同。"), lang))
    return said


def _sources(marks: Sequence[Mark], sources: Sources, lang: str) -> list[str]:
    used = {sources.documents[mark.fact_id] for mark in marks if mark.fact_id in sources.documents}
    nowhere: dict[str, Value] = {"place": None, "cell": None}
    cited = [cite({**row, **nowhere}, lang) for document, row in sources.cited.items() if document in used]
    if not cited:
        return []
    shown = cited[:_MOST_SOURCES]
    more = len(cited) - len(shown)
    if more:
        shown.append(pick((f"and {more} more documents", f"另有 {more} 份文献"), lang))
    return [pick(("Sources: ", "来源："), lang) + pick(("; ", "；"), lang).join(shown)]

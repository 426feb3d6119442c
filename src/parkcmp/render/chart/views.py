"""The panels of a picture in the words of Vega-Lite: bars, dots or lines, an interval as a rule, figures as text.

Positions become floats here, for drawing only; what is read stands beside them as text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from parkcmp.query.wording import pick
from parkcmp.render.cells import plain
from parkcmp.render.chart.picture import Mark, Panel, Shape
from parkcmp.render.chart.scale import Scale, scale_of
from parkcmp.render.chart.wrap import wrap
from parkcmp.render.headings import heading

# Okabe and Ito's set, which colour-blind people tell apart, without its yellow; every series has a shape as well.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#444444", "#8C564B")
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left")
INK, QUIET = "#222222", "#666666"
WIDTH = 460
_PALE = 0.45
_ROW, _HEIGHT = 22, 260
_MOST_FIGURES = 30  # beside the points of a trend; with more of them nothing could be read

Write = Callable[[str], str]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Style:
    """`write` says how text is written in the font at hand; `colours` number each label; an interactive picture lets
    a person pick series by the legend."""

    write: Write
    lang: str
    interactive: bool
    colours: Mapping[str, int]


def view_of(panel: Panel, number: int, style: Style) -> Json:
    """The panel; its axis takes its words from the parameter `names` with that number (`names_of`)."""
    return (_lines if panel.shape is Shape.LINES else _rows)(panel, number, style)


def names_of(panel: Panel, write: Write) -> Any:
    """What the axis calls its positions: a list by row, or periods by day."""
    if panel.shape is not Shape.LINES:
        return [write(f"{mark.place}  {mark.label}" if mark.place else mark.label) for mark in panel.marks]
    names: dict[str, list[str]] = {}
    for mark in panel.marks:
        names.setdefault(str(_day(mark)), []).append(mark.period.rpartition("→")[2])
    return {day: " / ".join(dict.fromkeys(of)) for day, of in names.items()}


def _values(panel: Panel, scale: Scale, style: Style) -> list[Json]:
    write = style.write
    rows = []
    for number, mark in enumerate(panel.marks):
        low, high = scale.ends(mark)
        words = [mark.figure, mark.period, *mark.flags]
        rows.append(
            {
                "row": number,
                "label": write(mark.label),
                "value": float(mark.value),
                "low": float(low),
                "high": float(high),
                "end": float(max(high, mark.value, Decimal(0) if panel.shape is Shape.BARS else high)),
                "wide": low != high,
                "upward": mark.high is None,
                "downward": mark.low is None,
                "shown": write("  ".join(word for word in words if word)),
                "figure": write(mark.figure),
                "period": mark.period,
                "range": range_text(mark),
                "flags": write(" ".join(mark.flags)),
                "fact": mark.fact_id,
                "colour": COLOURS[style.colours[mark.label]],
                "opacity": _PALE if mark.faint else 1,
                **({"day": _day(mark)} if panel.shape is Shape.LINES else {}),
            }
        )
    return rows


def range_text(mark: Mark) -> str:
    """What a figure can stand for: 1200 – 1300."""
    low, high = (("∞" if end is None else plain(end)) for end in (mark.low, mark.high))
    return low if low == high else f"{'-' if mark.low is None else ''}{low} – {high}"


def _day(mark: Mark) -> int:
    return date.fromisoformat(mark.at).toordinal() if mark.at else 0


def _pointed_at(lang: str) -> list[Json]:
    """What a figure tells of itself under the pointer."""
    named = {
        "label": "park",
        "figure": "value",
        "range": "low",
        "period": "period",
        "flags": "flags",
        "fact": "fact_id",
    }
    title = pick(("can be", "可能取值"), lang)
    return [{"field": f, "title": title if f == "range" else heading(name, lang)} for f, name in named.items()]


def _rows(panel: Panel, number: int, style: Style) -> Json:
    """Bars or dots, one row each."""
    write = style.write
    scale = scale_of(panel)
    x = _x(panel, scale, write)
    y = {
        "field": "row",
        "type": "ordinal",
        "title": None,
        "axis": {"labelExpr": f"names{number}[datum.value]", "domain": False, "ticks": False, "labelPadding": 8},
    }
    colour = {"field": "colour", "type": "nominal", "scale": None}
    pale = {"field": "opacity", "type": "quantitative", "scale": None}
    bar = {"type": "bar", "height": {"band": 0.62}} if panel.shape is Shape.BARS else {"type": "point", "filled": True}
    where = {"y": y, "x": {"field": "value", "type": "quantitative", **x}}
    return {
        "title": _panel_title(panel, write),
        "width": WIDTH,
        "height": {"step": _ROW},
        "data": {"values": _values(panel, scale, style)},
        "encoding": {"y": y},
        "layer": [
            {"mark": bar, "encoding": {**where, "color": colour, "opacity": pale, "tooltip": _pointed_at(style.lang)}},
            *_intervals("x", x),
            {
                "mark": {"type": "text", "align": "left", "dx": 8, "color": INK, "fontSize": 12},
                "encoding": {"x": {"field": "end", "type": "quantitative", **x}, "text": {"field": "shown"}},
            },
        ],
    }


def _intervals(axis: str, scale: Json) -> list[Json]:
    """A rule from end to end, a tick at each end that there is, an arrow where there is none."""
    arrows = ("triangle-left", "triangle-right") if axis == "x" else ("triangle-down", "triangle-up")
    ends: list[Json] = []
    for field, endless, arrow in (("low", "downward", arrows[0]), ("high", "upward", arrows[1])):
        at = {axis: {"field": field, "type": "quantitative", **scale}}
        orient = "vertical" if axis == "x" else "horizontal"
        tick = {"type": "tick", "color": INK, "thickness": 1.2, "size": 9, "orient": orient}
        point = {"type": "point", "filled": True, "shape": arrow, "color": INK, "size": 50, "opacity": 1}
        ends.append({"transform": [{"filter": f"datum.wide && !datum.{endless}"}], "mark": tick, "encoding": at})
        ends.append({"transform": [{"filter": f"datum.wide && datum.{endless}"}], "mark": point, "encoding": at})
    rule = {
        "transform": [{"filter": "datum.wide"}],
        "mark": {"type": "rule", "color": INK, "strokeWidth": 1.2},
        "encoding": {
            axis: {"field": "low", "type": "quantitative", **scale},
            f"{axis}2": {"field": "high"},
        },
    }
    return [rule, *ends]


def _lines(panel: Panel, number: int, style: Style) -> Json:
    """Observed points over time, joined within a series."""
    write = style.write
    scale = scale_of(panel)
    labels = list(dict.fromkeys(mark.label for mark in panel.marks))
    days = sorted({_day(mark) for mark in panel.marks})
    room = max((days[-1] - days[0]) * 0.04, 60)
    x = {
        "field": "day",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [days[0] - room, days[-1] + room], "nice": False},
        "axis": {
            "values": days,
            "labelExpr": f"names{number}[datum.value]",
            "grid": False,
            "labelOverlap": True,
            "labelFontSize": 11,
        },
    }
    y = _x(panel, scale, write)
    y["axis"] |= {"titleAngle": 0, "titleAlign": "left", "titleX": 4, "titleY": -8}
    shown = [write(label) for label in labels]
    colour = {
        "field": "label",
        "type": "nominal",
        "title": None,
        "scale": {"domain": shown, "range": [COLOURS[style.colours[label]] for label in labels]},
        "legend": {"orient": "bottom", "columns": 2, "direction": "vertical"},
    }
    shape = {**colour, "scale": {"domain": shown, "range": [SHAPES[style.colours[label]] for label in labels]}}
    value = {"field": "value", "type": "quantitative", **y}
    pale: Json = {"field": "opacity", "type": "quantitative", "scale": None}
    picked = f"picked{number}"
    line: Json = {"mark": {"type": "line", "strokeWidth": 1.8}, "encoding": {"y": value, "color": colour}}
    if style.interactive:
        line["params"] = [{"name": picked, "select": {"type": "point", "fields": ["label"]}, "bind": "legend"}]
        line["encoding"]["opacity"] = {"condition": {"param": picked, "value": 1}, "value": 0.15}
        pale = {"condition": {"param": picked, **pale}, "value": 0.15}
    layers: list[Json] = [
        line,
        *_intervals("y", y),
        {
            "mark": {"type": "point", "filled": True, "size": 70},
            "encoding": {
                "y": value,
                "color": colour,
                "shape": shape,
                "opacity": pale,
                "tooltip": _pointed_at(style.lang),
            },
        },
    ]
    if len(panel.marks) <= _MOST_FIGURES:
        text = {"type": "text", "align": "left", "dx": 8, "dy": -9, "fontSize": 11, "color": INK}
        halo = {**text, "stroke": "white", "strokeWidth": 3.5}  # where a line runs through the figure
        layers += [{"mark": mark, "encoding": {"y": value, "text": {"field": "figure"}}} for mark in (halo, text)]
    return {
        "title": _panel_title(panel, write),
        "width": WIDTH + 120,
        "height": _HEIGHT,
        "data": {"values": _values(panel, scale, style)},
        "encoding": {"x": x},
        "layer": layers,
    }


def _x(panel: Panel, scale: Scale, write: Write) -> Json:
    return {
        "title": None if panel.title else write(panel.unit),
        "scale": {"domain": [float(scale.first), float(scale.last)], "nice": panel.shape is Shape.LINES},
        "axis": {"tickCount": 5, "labelFontSize": 11, "format": ",~g" if _is_small(scale) else ",d"},
    }


def _is_small(scale: Scale) -> bool:
    return scale.last - scale.first < 10


def _panel_title(panel: Panel, write: Write) -> Any:
    if not panel.title and not panel.remark:
        return ""
    subtitle = wrap(write(panel.remark), 100) if panel.remark else []
    head = f"{panel.title}{f' ({panel.unit})' if panel.unit else ''}"
    return {"text": wrap(write(head), 84), "subtitle": subtitle, "anchor": "start", "fontSize": 13}

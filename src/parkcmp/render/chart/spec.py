"""A picture in the words of Vega-Lite: its panels one below the other, and the lines under them."""

from __future__ import annotations

from parkcmp.render.chart.picture import Picture, Shape
from parkcmp.render.chart.views import COLOURS, INK, QUIET, WIDTH, Json, Style, Write, names_of, view_of
from parkcmp.render.chart.wrap import wrap

FAMILY = "Noto Sans SC"
_CELLS = 118  # of a line under the picture


def spec_of(picture: Picture, lang: str, write: Write = str, interactive: bool = False) -> Json:
    """The specification; `write` says how text is written in the font at hand. An interactive one lets a person pick
    series by the legend."""
    style = Style(write, lang, interactive, _colours(picture))
    drawn = [view_of(panel, number, style) for number, panel in enumerate(picture.panels)]
    params = [{"name": f"names{number}", "value": names_of(p, write)} for number, p in enumerate(picture.panels)]
    below = [part for line in picture.below for part in wrap(write(line), _CELLS)]
    if below:
        text = {"type": "text", "align": "left", "baseline": "top", "x": 0, "y": 0, "text": below, "lineHeight": 16}
        view_of_text = {"width": WIDTH, "height": 16 * len(below), "data": {"values": [{}]}, "view": {"stroke": None}}
        drawn.append({**view_of_text, "mark": {**text, "color": QUIET, "fontSize": 11}})
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": {"text": wrap(write(picture.title), 70), "anchor": "start", "fontSize": 16, "offset": 12},
        "background": "white",
        "padding": 16,
        "params": params,
        "config": _CONFIG,
        "resolve": {"scale": {"color": "independent", "shape": "independent"}},
        "spacing": 18,
        "vconcat": drawn,
    }


_CONFIG: Json = {
    "font": FAMILY,
    "view": {"stroke": None},
    "title": {"fontWeight": "normal", "color": INK, "subtitleColor": QUIET, "subtitleFontSize": 11, "font": FAMILY},
    "axis": {
        "titleFontWeight": "normal",
        "labelFontSize": 12,
        "titleFontSize": 11,
        "gridColor": "#e6e6e6",
        "domainColor": "#999999",
        "tickColor": "#999999",
        "labelColor": INK,
        "titleColor": QUIET,
        "labelLimit": 320,
    },
    "legend": {"titleFontWeight": "normal", "labelFontSize": 12, "labelLimit": 420, "symbolSize": 80},
}


def _colours(picture: Picture) -> dict[str, int]:
    """A number for each label that has marks in several places; the same in all panels."""
    labels = list(dict.fromkeys(mark.label for mark in picture.marks))
    trend = any(panel.shape is Shape.LINES for panel in picture.panels)
    if not trend and (len(picture.panels) < 2 or len(labels) > len(COLOURS)):
        return dict.fromkeys(labels, 0)
    return {label: number % len(COLOURS) for number, label in enumerate(labels)}

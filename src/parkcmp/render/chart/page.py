"""A picture as one HTML file that needs no network: figures tell themselves under the pointer, and stand in a table."""

from __future__ import annotations

from pathlib import Path

import vl_convert

from parkcmp.query.wording import pick
from parkcmp.render.chart import font
from parkcmp.render.chart.picture import Panel, Picture
from parkcmp.render.chart.spec import FAMILY, spec_of
from parkcmp.render.chart.vector import VEGA_LITE
from parkcmp.render.chart.views import range_text
from parkcmp.render.headings import heading
from parkcmp.render.page import Page, font_face, html

_ASSETS = Path(__file__).parent.parent / "assets" / "chart"
_SNIPPET = "window.vegaEmbed = vegaEmbed;"
_BODY = '<div id="picture"></div>\n<table id="figures"></table>'


def chart_page(picture: Picture, lang: str) -> str:
    """The file. Drawing styles its marks by attributes, so the policy lets attributes have styles, and only them."""
    data = {"spec": spec_of(picture, lang, interactive=True), "table": _table(picture, lang)}
    page = Page(
        lang="zh" if lang == "zh" else "en",
        title=picture.title,
        body=_BODY,
        styles=[font_face(FAMILY, font.FILE.read_bytes()), _asset("chart.css")],
        scripts=[vl_convert.javascript_bundle(_SNIPPET, VEGA_LITE), _asset("chart.js")],
        data=data,
        directives=["style-src-attr 'unsafe-inline'"],
    )
    return html(page)


def _table(picture: Picture, lang: str) -> dict[str, object]:
    names = ("name", "park", "value", "unit", "low", "period", "flags", "fact_id")
    head = [heading(name, lang) if name != "low" else pick(("can be", "可能取值"), lang) for name in names]
    rows = [
        [
            _title(panel, picture),
            mark.label,
            mark.figure,
            panel.unit,
            range_text(mark),
            mark.period,
            " ".join(mark.flags),
            mark.fact_id,
        ]
        for panel in picture.panels
        for mark in panel.marks
    ]
    return {"caption": picture.title, "head": head, "rows": rows, "number": names.index("value")}


def _title(panel: Panel, picture: Picture) -> str:
    return panel.title or picture.title


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")

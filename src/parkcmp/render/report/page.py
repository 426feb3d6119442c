"""The report as one HTML file: data, words in two languages, scripts and styles, and nothing from elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

from parkcmp.lexicon.records import Lexicon
from parkcmp.query.report import Report
from parkcmp.render.cells import visible
from parkcmp.render.page import Page, font_face, html
from parkcmp.render.report.data import page_data

_ASSETS = Path(__file__).parent.parent / "assets"
# In this order: each uses what stands before it.
_SCRIPTS = (
    "exact.js", "page.js", "model.js", "csv.js", "table.js", "evidence.js", "verdict.js", "picture.js",
    "overview.js", "rank.js", "compare.js", "park.js", "trend.js", "lists.js", "main.js",
)  # fmt: skip
_STYLES = ("look.css", "parts.css", "print.css")


def report_page(report: Report, lexicon: Lexicon, lang: str, title: str = "", with_font: bool = False) -> str:
    """The file. `with_font` brings a Chinese font along, for machines that have none."""
    words = json.loads(_asset("words.json"))
    data = {**page_data(report, lexicon), "words": words, "lang": lang, "title": visible(title)}
    family = "parkcmp"
    fonts = [font_face(family, (_ASSETS / "font" / "noto-sans-sc.woff2").read_bytes())] if with_font else []
    page = Page(
        lang="zh" if lang == "zh" else "en",
        title=visible(title) or words["title"][lang == "zh"],
        body=_asset("body.html"),
        styles=[*fonts, *(_asset(name) for name in _STYLES)],
        scripts=['"use strict";\n' + "\n".join(_asset(name) for name in _SCRIPTS)],
        data=data,
        directives=["require-trusted-types-for 'script'"],
    )
    return html(page)


def _asset(name: str) -> str:
    return (_ASSETS / "report" / name).read_text(encoding="utf-8")

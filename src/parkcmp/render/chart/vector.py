"""Pictures as SVG, PNG and PDF, drawn by Vega-Lite through vl-convert (the extra `chart`).

In SVG and PNG the text is outlines, so that they look the same on a machine without Chinese fonts; in PDF it is text in
the embedded font, so that it can be searched. Nothing is fetched from anywhere.
"""

from __future__ import annotations

from functools import cache
from typing import Any
from xml.etree import ElementTree

import vl_convert

from parkcmp.render.chart import font
from parkcmp.render.chart.picture import Picture
from parkcmp.render.chart.spec import spec_of

VEGA_LITE = "v6.1"
_SVG = "http://www.w3.org/2000/svg"
_SHIFTS = {"middle": 0.5, "end": 1.0}
_KEPT = ("transform", "fill", "opacity", "stroke", "stroke-width")
_PNG_SCALE = 2.0


def svg(picture: Picture, lang: str) -> str:
    """The picture as SVG whose text is outlines; what they say stands in their labels."""
    return _outlined(vl_convert.vegalite_to_svg(_spec(picture, lang), vl_version=VEGA_LITE, allowed_base_urls=[]))


def png(picture: Picture, lang: str) -> bytes:
    """The picture as PNG, at twice its size."""
    return vl_convert.svg_to_png(svg(picture, lang), scale=_PNG_SCALE)


def pdf(picture: Picture, lang: str) -> bytes:
    """The picture as a page of PDF."""
    return vl_convert.vegalite_to_pdf(_spec(picture, lang), vl_version=VEGA_LITE, allowed_base_urls=[])


def _spec(picture: Picture, lang: str) -> dict[str, Any]:
    _register()
    return spec_of(picture, lang, font.written)


@cache
def _register() -> None:
    vl_convert.register_font_directory(str(font.folder()))


def _outlined(source: str) -> str:
    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(source)
    for parent in list(root.iter()):
        for index, child in enumerate(list(parent)):
            if child.tag == f"{{{_SVG}}}text":
                parent[index] = _group(child)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def _group(element: ElementTree.Element) -> ElementTree.Element:
    """The lines of a text element as paths; a tspan that moves down begins a new line."""
    size = float(element.get("font-size", "11px").removesuffix("px"))
    shift = _SHIFTS.get(element.get("text-anchor", "start"), 0.0)
    lines = [(0.0, element.text or "")] if (element.text or "").strip() else []
    y = 0.0
    for part in element:
        y += float(part.get("dy", "0"))
        lines.append((y, part.text or ""))
    kept = {name: element.attrib[name] for name in _KEPT if name in element.attrib}
    group = ElementTree.Element(f"{{{_SVG}}}g", {**kept, "role": "img", "aria-label": " ".join(t for _, t in lines)})
    for top, text in lines:
        data, width = font.outline(text, size)
        if data:
            move = f"translate({-width * shift:.2f},{top:.2f})"
            ElementTree.SubElement(group, f"{{{_SVG}}}path", {"transform": move, "d": data})
    return group

"""The Chinese font that comes with the package: its files, its outlines, and what it cannot show.

Needs fontTools and brotli (the extra `chart`). The font is a subset (scripts/build-font): a character that it lacks is
written as its code, so that a picture never shows a box.
"""

from __future__ import annotations

import atexit
import io
import shutil
import tempfile
from functools import cache
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from parkcmp.render.cells import code, visible

FILE = Path(__file__).parent.parent / "assets" / "font" / "noto-sans-sc.woff2"


def _open() -> TTFont:
    return TTFont(io.BytesIO(FILE.read_bytes()))


@cache
def _font() -> TTFont:
    return _open()


@cache
def folder() -> Path:
    """A folder with the font as every program reads it; it is gone when the process ends."""
    made = Path(tempfile.mkdtemp(prefix="parkcmp-font-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    font = _open()
    font.flavor = None
    font.save(made / "noto-sans-sc.otf")
    return made


def written(text: str) -> str:
    """The text in characters that the font has; any other as its code."""
    known = _font().getBestCmap()
    return "".join(c if ord(c) in known else code(c) for c in visible(text))


def outline(text: str, size: float) -> tuple[str, float]:
    """The text as the data of an SVG path that begins at 0, 0 on its base line, and its width."""
    font = _font()
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    scale = size / font["head"].unitsPerEm
    pen = SVGPathPen(glyphs, ntos=_short)
    x = 0.0
    for character in text:
        glyph = glyphs[names.get(ord(character), ".notdef")]
        glyph.draw(TransformPen(pen, (scale, 0, 0, -scale, x, 0)))
        x += glyph.width * scale
    return pen.getCommands(), x


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")

"""Where a picture goes and in which format: by the ending of the file, or as asked for."""

from __future__ import annotations

import shutil
import sys
from enum import StrEnum
from pathlib import Path

from parkcmp.errors import UsageError
from parkcmp.render.chart.picture import Picture
from parkcmp.render.emit import write_bytes

_ENDINGS = {".txt": "text", ".png": "png", ".svg": "svg", ".pdf": "pdf", ".html": "html", ".htm": "html"}
INSTALL = "pip install 'parkcmp[chart]'"


class ChartFormat(StrEnum):
    """The formats of a picture."""

    TEXT = "text"
    PNG = "png"
    SVG = "svg"
    PDF = "pdf"
    HTML = "html"


def chart_format(asked: ChartFormat | None, output: Path | None) -> ChartFormat:
    """The format asked for, else that of the file's ending, else text. Raises UsageError for an ending of none."""
    if asked is not None:
        return asked
    if output is None:
        return ChartFormat.TEXT
    ending = output.suffix.lower()
    if ending not in _ENDINGS:
        said = f"the ending {ending} is" if ending else "no ending is"
        raise UsageError(f"{said} that of a picture", f"use one of {' '.join(_ENDINGS)}, or name it with --format")
    return ChartFormat(_ENDINGS[ending])


def write_chart(picture: Picture, fmt: ChartFormat, output: Path | None, lang: str) -> None:
    """Write the picture to stdout or to a file, which appears complete or not at all.

    Raises UsageError where the libraries that draw are missing, or the file cannot be written.
    """
    if fmt is ChartFormat.TEXT:
        drawn = _text(picture, lang, to_terminal=output is None and sys.stdout.isatty()).encode()
    else:
        if output is None and sys.stdout.isatty() and fmt in (ChartFormat.PNG, ChartFormat.PDF):
            raise UsageError(f"a {fmt} is nothing for a terminal", "name a file with --output")
        drawn = _drawn(picture, fmt, lang)
    if output is not None:
        write_bytes(output, [drawn])
    elif fmt in (ChartFormat.PNG, ChartFormat.PDF):
        sys.stdout.flush()
        sys.stdout.buffer.write(drawn)
    else:
        sys.stdout.write(drawn.decode())


def _text(picture: Picture, lang: str, to_terminal: bool) -> str:
    from parkcmp.render.chart.text import chart_text
    from parkcmp.render.table import has_colour

    width = shutil.get_terminal_size((80, 24)).columns if to_terminal else 80
    return chart_text(picture, width, has_colour(to_terminal), lang)


def _drawn(picture: Picture, fmt: ChartFormat, lang: str) -> bytes:
    try:
        from parkcmp.render.chart import vector
    except ModuleNotFoundError as missing:
        raise UsageError(f"{missing.name} is not installed, which draws pictures", INSTALL) from missing
    if fmt is ChartFormat.HTML:
        from parkcmp.render.chart.page import chart_page

        return chart_page(picture, lang).encode()
    if fmt is ChartFormat.SVG:
        return vector.svg(picture, lang).encode()
    return vector.png(picture, lang) if fmt is ChartFormat.PNG else vector.pdf(picture, lang)

"""Long lines folded for a terminal: between words and between Chinese characters, never within a figure.

A number, a Latin word or an id stays whole as long as it fits a line; no line begins with a closing mark or a percent
sign, none ends with an opening one. Nothing but the blank at a fold is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

_OPENING = "（《〈【〔“‘「『"
_CLOSING = "，。、；：？！）》〉】〕”’」』…%％‰"
_UNITS = "[万亿]*[元家个人名项件%]?"
# What holds together: a run of ASCII with the unit of its number, or one other character, and the marks that belong to
# either: closing ones behind it, with what follows a bracket at once, opening ones before it.
_PIECE = re.compile(
    rf"[{_OPENING}]*(?:[!-~]+(?:(?<=\d){_UNITS})?|[^{_OPENING}])(?:[{_CLOSING}]|[)\]][!-~]*)*|[{_OPENING}]+"
)


def folded(text: str, width: int) -> str:
    """The text with line ends added, so that no line is wider than `width` cells."""
    return "\n".join(line for part in text.split("\n") for line in _lines(part, width))


def _lines(line: str, width: int) -> Iterator[str]:
    if cell_len(line) <= width:
        yield line
        return
    now, used = "", 0
    for piece in _PIECE.findall(line):
        length = cell_len(piece)
        if now and used + length > width:
            yield now.rstrip()
            now, used = "", 0
            if piece.isspace():
                continue
        if length > width:
            *full, piece = chop_cells(piece, width)  # noqa: PLW2901 - the rest of it goes on as the piece
            yield from full
            length = cell_len(piece)
        now, used = now + piece, used + length
    yield now.rstrip()

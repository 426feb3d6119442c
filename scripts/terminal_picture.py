"""A terminal as a picture: what a command prints, every character in its cells, as outlines that need no font."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from rich.cells import cell_len

from parkcmp.render.chart import font

_SIZE, _CELL, _LINE, _PAD = 14, 8.6, 20, 14
_BLOCKS = "▏▎▍▌▋▊▉█"
_GROUND, _INK, _PROMPT = "#16191d", "#e6e9ec", "#56b4e9"


def terminal_svg(command: str, printed: str) -> str:
    """The picture of a terminal after `command`."""
    lines = [f"$ {command}", *printed.rstrip("\n").split("\n")]
    width = max(cell_len(line) for line in lines) * _CELL + 2 * _PAD
    height = len(lines) * _LINE + 2 * _PAD
    rows = [_row(line, _PAD + _LINE * (i + 0.75), _PROMPT if i == 0 else _INK) for i, line in enumerate(lines)]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" role="img"'
    label = quoteattr(lines[0][2:])
    ground = f'<rect width="100%" height="100%" rx="8" fill="{_GROUND}"/>'
    return "\n".join([f"{head} aria-label={label}>", ground, *rows, "</svg>"])


def _row(line: str, y: float, colour: str) -> str:
    parts = []
    x = float(_PAD)
    for character in line:
        cells = cell_len(character)
        data, width = font.outline(character, _SIZE)
        if character in _BLOCKS:
            part = (_BLOCKS.index(character) + 1) / 8 * _CELL
            parts.append(f'<path transform="translate({x:.1f},{y:.1f})" d="M0,-13H{part:.2f}V2H0Z"/>')
        elif data and character == "─":
            parts.append(f'<path transform="translate({x:.1f},{y:.1f})" d="M0,-6H{_CELL}V-5H0Z"/>')
        elif data:
            squeeze = min(1.0, cells * _CELL / width)  # m is wider than a cell
            left = x + (cells * _CELL - width * squeeze) / 2
            parts.append(f'<path transform="translate({left:.1f},{y:.1f}) scale({squeeze:.2f},1)" d="{data}"/>')
        x += cells * _CELL
    return f'<g fill="{colour}" aria-label={quoteattr(line)}>{"".join(parts)}</g>'

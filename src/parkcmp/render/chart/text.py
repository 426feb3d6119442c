"""Pictures in the terminal: bars of block characters that every Chinese code page has, figures beside them.

A bar is solid up to the least that its figure can stand for; a line goes on to the most.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rich.cells import cell_len

from parkcmp.query.wording import pick
from parkcmp.render.cells import visible
from parkcmp.render.chart.picture import Mark, Panel, Picture, Shape
from parkcmp.render.chart.scale import Scale, scale_of
from parkcmp.render.chart.wrap import wrap
from parkcmp.render.headings import heading
from parkcmp.render.sheet import Column, Group, Line, Sheet

_PARTS = "▏▎▍▌▋▊▉"
_FULL, _LINE, _ARROW, _BACK, _DOT, _PALE = "█", "─", "→", "←", "●", "▓"
_GAP = 3
_LEAST, _MOST = 10, 60


def chart_text(picture: Picture, width: int, colour: bool, lang: str) -> str:
    """The picture as lines of at most `width` cells."""
    from parkcmp.render.table import draw_sheet

    sheet = _sheet(picture, width, lang)
    return draw_sheet(sheet, width, colour)


def _sheet(picture: Picture, width: int, lang: str) -> Sheet:
    with_place = any(mark.place for mark in picture.marks)
    with_flags = any(mark.flags for mark in picture.marks)
    headings = [heading("park", lang), "", heading("value", lang), heading("period", lang)]
    rows = [[(mark, _words(mark)) for mark in panel.marks] for panel in picture.panels]
    if with_place:
        headings.insert(0, pick(("place", "名次"), lang))
    if with_flags:
        headings.append(heading("flags", lang))
    bar = _room(rows, headings, with_place, with_flags, width)
    groups = []
    for panel, of in zip(picture.panels, rows, strict=True):
        scale = scale_of(panel)
        lines = []
        for mark, (label, figure, period, flags) in of:
            cells = [label, draw_bar(mark, scale, panel.shape, bar), figure, period]
            if with_place:
                cells.insert(0, mark.place)
            if with_flags:
                cells.append(flags)
            lines.append(Line(tuple(cells), quiet=mark.faint))
        head = _group_heading(panel, len(picture.panels))
        groups.append(Group(head, tuple(lines), wide=bool(head)))
    columns = [
        Column(headings[0], right=with_place, firm=with_place),
        *(
            Column(name, right=name == heading("value", lang), firm=index != 1)
            for index, name in enumerate(headings[1:])
        ),
    ]
    below = tuple(piece for line in picture.below for piece in wrap(line, width))
    return Sheet(tuple(columns), tuple(groups), picture.title, below, leading=2)


def draw_bar(mark: Mark, scale: Scale, shape: Shape, cells: int) -> str:
    """One mark on a scale of so many cells."""
    low, high = scale.ends(mark)
    row = [" "] * cells
    start, end = _cell(scale.share(low), cells), _cell(scale.share(high), cells)
    if start != end:
        row[start : end + 1] = _LINE * (end + 1 - start)
    if shape is Shape.BARS:
        _fill(row, scale, low if mark.value > 0 else high, _PALE if mark.faint else _FULL)
    else:
        row[_cell(scale.share(mark.value), cells)] = _DOT
    if mark.high is None:
        row[-1] = _ARROW
    if mark.low is None:
        row[0] = _BACK
    return "".join(row).rstrip()


def _fill(row: list[str], scale: Scale, value: Decimal, block: str) -> None:
    """Fill from zero to a value, the last cell in eighths where the bar grows to the right."""
    zero, end = scale.share(Decimal(0)) * len(row), scale.share(value) * len(row)
    if end < zero:
        for i in range(int(end), max(int(zero), int(end) + 1)):
            row[i] = block
        return
    for i in range(int(zero), int(end)):
        row[i] = block
    eighths = int((end - int(end)) * 8)
    last = int(end)
    if last < len(row) and row[last] == " " and (eighths or end == zero):
        thin = _PARTS[max(eighths - 1, 0)]
        row[last] = thin if block == _FULL or end == zero else block if eighths >= 4 else " "
    elif last < len(row) and row[last] == _LINE and eighths >= 4:
        row[last] = block


def _cell(share: Decimal, cells: int) -> int:
    return min(int(share * cells), cells - 1)


def _words(mark: Mark) -> tuple[str, str, str, str]:
    return mark.label, mark.figure, mark.period, " ".join(mark.flags)


def _group_heading(panel: Panel, panels: int) -> str:
    parts = [panel.title, panel.unit if panel.title or panels > 1 else "", panel.remark]
    return "  ".join(part for part in parts if part)


def _room(
    rows: Sequence[Sequence[tuple[Mark, tuple[str, str, str, str]]]],
    headings: Sequence[str],
    with_place: bool,
    with_flags: bool,
    width: int,
) -> int:
    """How many cells are left for the bars when all words have theirs."""
    flat = [(mark, words) for of in rows for mark, words in of]
    shown = range(4 if with_flags else 3)
    taken = [max([cell_len(visible(words[i])) for _, words in flat] or [0]) for i in shown]
    if with_place:
        taken.append(max([len(mark.place) for mark, _ in flat] or [0]))
    least = [cell_len(name) for name in headings if name]
    used = sum(max(cells, 4) for cells in taken) + sum(max(0, name - 4) for name in least) + _GAP * len(headings)
    return max(_LEAST, min(_MOST, width - used))

"""Tables typed as text: rows of cells between bars, tabs or wide gaps, and lists with one cell a line, as Table objects.

What text/rows.py set apart as rows becomes the same Table that a spreadsheet gives, so that one reader serves both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parkcmp.model import Cell, Span, Table
from parkcmp.text.line import Line
from parkcmp.text.narrow_rows import narrow_cells
from parkcmp.text.rows import cell_list_width, cells

_RULE = re.compile(r"[\s|｜:：\-—=+]*")


def plain_tables(runs: Sequence[Sequence[Line]], captions: Sequence[Line | None]) -> tuple[Table, ...]:
    """The tables of a text: `runs` are its rows, `captions` the line above each."""
    found = []
    for run, caption in zip(runs, captions, strict=True):
        rows: list[Cell] = []
        columns = cell_list_width(run)
        if columns:
            offset = columns - len(run) % columns if len(run) % columns else 0  # no corner above the labels
            rows = [
                Cell((i + offset) // columns, (i + offset) % columns, line.start, line.end)
                for i, line in enumerate(run)
            ]
        narrow = None if columns else narrow_cells(run)
        for number, (line, parts) in enumerate(zip(run, narrow or (), strict=False)):
            rows.extend(Cell(number, column, line.start + a, line.start + b) for column, a, b in parts)
        number = 0
        for line in () if columns or narrow else run:
            if _RULE.fullmatch(line.text):
                continue
            for column, (a, b) in enumerate(cells(line.text)):
                rows.append(Cell(number, column, line.start + a, line.start + b))
            number += 1
        above = Span(caption.start, caption.end) if caption is not None else None
        found.append(Table(tuple(rows), "", above))
    return tuple(found)


def above(text: str, start: int) -> Line | None:
    """The last two lines that hold anything above a position, as one caption."""
    end = len(text[:start].rstrip(" \t\r\n|｜"))
    if not end:
        return None
    begin = text.rfind("\n", 0, end) + 1
    if begin and end - begin < 40:
        earlier = len(text[:begin].rstrip())
        begin = text.rfind("\n", 0, earlier) + 1 if earlier else begin
    return Line(begin, end, 0, False, 0, text[begin:end])

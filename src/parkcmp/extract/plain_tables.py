"""Tables typed as text: rows of cells between bars, tabs or wide gaps, and lists with one cell a line, as Table objects.

What text/rows.py set apart as rows becomes the same Table that a spreadsheet gives, so that one reader serves both. A corner
or a cell left blank keeps its column: what stands under another head would be another zone's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from parkcmp.model import Cell, Span, Table
from parkcmp.text.line import Line
from parkcmp.text.narrow_rows import narrow_cells
from parkcmp.text.rows import cell_list_width, cells

Columns = list[tuple[int, int, int]]  # column, start and end of each cell in the raw text

_RULE = re.compile(r"[\s|｜:：\-—=+]*")
_FIGURE = re.compile(r"[-+]?(?!(?:19|20)\d{2}年?$)[\d,.，]*\d[\d,.，]*[%％]?")
_STUB_TITLE = re.compile(
    r"(?:主要|统计|经济|各|序)*(?:指标|项目|名称|年份|年度|园区|高新区|开发区|地区|区域|单位|序号|号|编号|类别|类型|内容|城市|时间|月份|省份|排名)(?:名称|类别|名)?(?:[（(].*)?"
)


def plain_tables(text: str, runs: Sequence[Sequence[Line]], captions: Sequence[Line | None]) -> tuple[Table, ...]:
    """The tables of a raw text: `runs` are its rows, `captions` the line above each."""
    found = []
    for run, caption in zip(runs, captions, strict=True):
        rows = [
            Cell(number, column, a, b)
            for number, row in enumerate(_listed(run) or _narrow(run) or _tabbed(text, run) or _gapped(run))
            for column, a, b in row
        ]
        above = Span(caption.start, caption.end) if caption is not None else None
        found.append(Table(tuple(rows), "", above))
    return tuple(found)


def _listed(run: Sequence[Line]) -> list[Columns]:
    """The rows of a table with one cell a line, nothing for another table."""
    columns = cell_list_width(run)
    if not columns:
        return []
    offset = columns - len(run) % columns if len(run) % columns else 0  # no corner above the labels
    rows: list[Columns] = [[] for _ in range((len(run) + offset) // columns)]
    for i, line in enumerate(run, offset):
        rows[i // columns].append((i % columns, line.start, line.end))
    return rows


def _narrow(run: Sequence[Line]) -> list[Columns]:
    """The rows of a table whose cells stand one blank apart, nothing for another table."""
    found = narrow_cells(run) or ()
    return [[(c, line.start + a, line.start + b) for c, a, b in row] for line, row in zip(run, found, strict=False)]


def _tabbed(text: str, run: Sequence[Line]) -> list[Columns]:
    """The rows of a table with a tab between any two cells, blank ones too; nothing where their numbers differ."""
    rows: list[Columns] = []
    widths = set()
    for line in run:
        if "|" in line.text or "  " in line.text:
            return []
        if "\t" not in line.text:
            rows.append([(0, line.start, line.end)])  # the title of the rows below
            continue
        a = line.start
        while a and text[a - 1] == "\t":
            a -= 1
        row: Columns = []
        parts = text[a : line.end].split("\t")
        for column, part in enumerate(parts):
            bare = part.strip()
            if bare:
                start = a + part.index(bare)
                row.append((column, start, start + len(bare)))
            a += len(part) + 1
        rows.append(row)
        widths.add(len(parts))
    return rows if len(widths) == 1 else []


def _gapped(run: Sequence[Line]) -> list[Columns]:
    """The rows of a table with bars or wide gaps; heads that begin over the second column are moved there."""
    parts = [(line, cells(line.text)) for line in run if not _RULE.fullmatch(line.text)]
    figures = [any(_FIGURE.fullmatch(line.text, a, b) for a, b in row[1:]) for line, row in parts]
    body = figures.index(True) if True in figures else len(parts)
    widths = Counter(len(row) for (_, row), figured in zip(parts, figures, strict=True) if figured)
    width = widths.most_common(1)[0][0] if widths else 0
    rows: list[Columns] = []
    for i, (line, row) in enumerate(parts):
        headless = i < body and 1 < len(row) == width - 1 and not _STUB_TITLE.fullmatch(line.text, *row[0])
        rows.append([(c + headless, line.start + a, line.start + b) for c, (a, b) in enumerate(row)])
    return rows


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

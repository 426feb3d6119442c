"""Tables on a PDF page without drawn lines: rows whose figures stand in columns.

A table is a block of rows of which most have the same number of runs; each column is known by the edge that its runs
share. Where runs cannot be told to their columns there is no table, and the rows stay prose.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, pstdev

from parkcmp.reading.composer import GridCell
from parkcmp.reading.pdf_page import Run, is_wide

_FIGURE = re.compile(r"[-−–—+]?[0-9０-９][0-9０-９,，. ]*(?:[.．][0-9]+)?\s*[%％]?[^\W\d]{0,4}$|[-—–/…]+$|\*+$")
_CAPTION = re.compile(r"(?:续|附)?表\s*[0-9一二三四五六七八九十]|续上?表|[（(]?\s*(?:计量)?单位\s*[：:]")
_GLUED = re.compile(r"(?P<name>[^\d\s][^\d]*?)\s*(?P<figure>[-+−]?[0-9][0-9,.]*%?)")
_ROW_GAP = 3.5  # of the type size: rows further apart belong to different tables
_SAME_ROW = 0.8  # lines of one row stand half a line apart where a cell beside them has one line more
_LEAST_ROWS = 2


@dataclass(frozen=True, slots=True)
class PageTable:
    """Cells and where the table stands: its upper and its lower edge."""

    cells: list[GridCell]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Column:
    """Where a column stands, and the edge that its runs share: 0 left, 1 right, 0.5 middle."""

    left: float
    right: float
    edge: float
    at: float

    def distance(self, run: Run) -> float:
        """How far a run is from the shared edge."""
        return abs(run.left + (run.right - run.left) * self.edge - self.at)


def rows_of(runs: list[Run]) -> list[list[Run]]:
    """Runs by baseline from top to bottom, each row from left to right."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: -r.base):
        if rows and abs(rows[-1][0].base - run.base) < min(run.size, rows[-1][0].size) * 0.45:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda r: r.left) for row in rows]


def cell_text(runs: list[Run]) -> str:
    """The text of a cell: its lines from the top, each from the left."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: -r.base):
        if lines and lines[-1][0].base - run.base < run.size * 0.5:
            lines[-1].append(run)
        else:
            lines.append([run])
    return "\n".join(" ".join(r.text for r in sorted(line, key=lambda r: r.left)) for line in lines)


def find_aligned(runs: list[Run]) -> tuple[list[PageTable], list[Run]]:
    """The tables among runs, and the runs outside them."""
    rows = rows_of(runs)
    tables: list[PageTable] = []
    taken: set[int] = set()
    start = 0
    while start < len(rows):
        end = _end_of_block(rows, start)
        while start < end and _is_caption(rows[start], rows[start + 1 : end]):
            start += 1
        cells = _cells(rows[start:end]) if end - start > _LEAST_ROWS else []
        if cells:
            block = rows[start:end]
            tables.append(PageTable(cells, block[0][0].base + block[0][0].size, block[-1][0].base))
            taken.update(id(run) for row in block for run in row)
        start = end
    return tables, [run for run in runs if id(run) not in taken]


def _end_of_block(rows: list[list[Run]], start: int) -> int:
    """The end of the rows from `start` on that may be one table: of several runs each, or of one between such."""
    if len(rows[start]) < 2:
        return start + 1
    end = start + 1
    while end < len(rows):
        gap = rows[end - 1][0].base - rows[end][0].base
        if gap > max(rows[end][0].size, rows[end - 1][0].size) * _ROW_GAP:
            break
        if gap < rows[end][0].size * _SAME_ROW:
            end += 1  # the last line of a cell whose neighbours have one line less
            continue
        if len(rows[end]) < 2 and not (end + 1 < len(rows) and len(rows[end + 1]) >= 2 and _is_short(rows[end])):
            break
        end += 1
    return end


def _is_caption(row: list[Run], below: list[list[Run]]) -> bool:
    """A line over a table that is no head: its number, its unit, or words close together where columns stand apart."""
    if not below or _CAPTION.match(row[0].text):
        return True
    close = all(b.left - a.right < 1.8 * a.size for a, b in pairwise(row))
    return close and len(row) * 2 <= max(map(len, below)) and not any(map(_is_figure, row))


def _is_short(row: list[Run]) -> bool:
    return len(row[0].text) <= 30 and not row[0].text.endswith(("。", "，", "；"))


def _is_figure(run: Run) -> bool:
    return _FIGURE.match(run.text) is not None


def _cells(block: list[list[Run]]) -> list[GridCell]:
    """The cells of a block of rows, none where it is no table."""
    logical = _logical_rows(block)
    body = [row for row in logical if len(row) >= 2 and any(_is_figure(run) for run in row)]
    if len(body) < _LEAST_ROWS or not _is_tabular(body):
        return []
    counts = Counter(len(row) for row in body)
    usual = max(counts, key=lambda count: (counts[count], count))
    if counts[usual] * 2 < len(body):
        return []
    columns = _columns([row for row in body if len(row) == usual])
    first = next(number for number, row in enumerate(logical) if row is body[0])
    cells: list[GridCell] = []
    for number, row in enumerate(logical):
        placed = _place_head(row, columns) if number < first else _place(row, columns)
        if placed is None:
            return []
        cells.extend(GridCell(number, column, text, "", 1, across) for column, across, text in placed)
    return cells


def _logical_rows(block: list[list[Run]]) -> list[list[Run]]:
    """Rows of the table: lines half a line apart, and the lines of a head whose bracket is open, are one row."""
    rows: list[list[Run]] = []
    base = 0.0
    for row in block:
        near = bool(rows) and base - row[0].base < row[0].size * _SAME_ROW
        torn = bool(rows) and not any(map(_is_figure, row)) and any(_is_open(run.text) for run in rows[-1])
        if near or torn:
            rows[-1] = rows[-1] + row
        else:
            rows.append(row)
        base = row[0].base
    return rows


def _is_open(text: str) -> bool:
    return len(re.findall(r"[（(]", text)) > len(re.findall(r"[）)]", text))


def _is_tabular(body: list[list[Run]]) -> bool:
    runs = [run for row in body for run in row]
    figures = sum(map(_is_figure, runs))
    wordy = sum(sum(map(is_wide, run.text)) > 14 for run in runs)
    return figures * 3 >= len(runs) and wordy * 4 <= len(body)


def _columns(rows: list[list[Run]]) -> list[_Column]:
    columns = []
    for runs in zip(*rows, strict=True):
        places = {edge: [run.left + (run.right - run.left) * edge for run in runs] for edge in (0.0, 1.0, 0.5)}
        edge = min(places, key=lambda e: pstdev(places[e]))
        columns.append(_Column(min(r.left for r in runs), max(r.right for r in runs), edge, median(places[edge])))
    return columns


def _place(row: list[Run], columns: list[_Column]) -> list[tuple[int, int, str]] | None:
    """Each run of a row of the body in the column whose edge it shares; None where two would meet in one cell."""
    if len(row) == len(columns):
        return [(number, 1, run.text) for number, run in enumerate(sorted(row, key=lambda r: r.left))]
    placed: dict[int, list[Run]] = {}
    for run in _parted(row, columns):
        column = min(range(len(columns)), key=lambda i: columns[i].distance(run))
        placed.setdefault(column, []).append(run)
    for runs in placed.values():
        if len(runs) > 1 and len({round(run.base) for run in runs}) != len(runs):
            return None
    return [(column, 1, cell_text(runs)) for column, runs in sorted(placed.items())]


def _parted(row: list[Run], columns: list[_Column]) -> list[Run]:
    """A long name that reaches up to the figure in the next column is a run of its own, and so is each of several
    heads or figures that stand so close that only the columns tell them apart."""
    parted: list[Run] = []
    for run in (part for whole in row for part in _at_columns(whole, columns)):
        glued = _GLUED.fullmatch(run.text)
        over = [
            column for column in columns if column.left < run.right - run.size and column.right > run.left + run.size
        ]
        if glued and len(over) > 1:
            parted.append(Run(glued["name"], run.left, over[0].right, run.base, run.size))
            parted.append(Run(glued["figure"], over[1].left, run.right, run.base, run.size))
        else:
            parted.append(run)
    return parted


def _at_columns(run: Run, columns: list[_Column]) -> list[Run]:
    """A run parted at those of its gaps that are between two columns."""
    parts = [run]
    for at, left, right in reversed(run.gaps):
        if any(a.right <= right + 1 and left - 1 <= b.left for a, b in pairwise(columns) if run.left < a.right):
            parts[:1] = parts[0].parted(at)
    return parts


def _place_head(row: list[Run], columns: list[_Column]) -> list[tuple[int, int, str]]:
    """Each run of a head over the columns whose middles it covers, else over the nearest one."""
    placed: dict[tuple[int, int], list[Run]] = {}
    for run in _parted(row, columns):
        covered = [i for i, c in enumerate(columns) if run.left <= (c.left + c.right) / 2 <= run.right]
        middle = (run.left + run.right) / 2
        nearest = min(range(len(columns)), key=lambda i: abs((columns[i].left + columns[i].right) / 2 - middle))
        key = (covered[0], len(covered)) if covered else (nearest, 1)
        placed.setdefault(key, []).append(run)
    return [(column, across, cell_text(runs)) for (column, across), runs in sorted(placed.items())]

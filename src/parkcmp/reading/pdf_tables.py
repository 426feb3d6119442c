"""Tables on a PDF page: by the lines drawn around their cells, else by columns that the figures align in.

Each finder returns the tables and the runs that are left for the prose.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from parkcmp.reading.composer import GridCell
from parkcmp.reading.pdf_page import Page, Rule, Run, is_wide

_TOLERANCE = 3.0
_MOST_LINES = 400
_FIGURE = re.compile(r"[-−–—+]?[0-9０-９][0-9０-９,，. ]*(?:[.．][0-9]+)?\s*[%％]?[^\W\d]{0,4}$|[-—–/…]+$|\*+$")
_ROW_GAP = 2.6  # of the type size: rows further apart belong to different tables
_LEAST_ROWS = 3


@dataclass(frozen=True, slots=True)
class PageTable:
    """Cells and where the table stands: its upper edge and its height."""

    cells: list[GridCell]
    top: float
    bottom: float


def find_tables(page: Page) -> tuple[list[PageTable], list[Run]]:
    """The tables of a page from top to bottom, and the runs outside them."""
    ruled, rest = _find_ruled(page)
    aligned, rest = _find_aligned(rest)
    return sorted(ruled + aligned, key=lambda t: -t.top), rest


# Tables with drawn lines


def _find_ruled(page: Page) -> tuple[list[PageTable], list[Run]]:
    tables: list[PageTable] = []
    rest = page.runs
    for upright, level in _regions(page.upright, page.level):
        xs, ys = _clusters([r.at for r in upright]), _clusters([r.at for r in level])
        if len(xs) < 3 or len(ys) < 3 or len(xs) > _MOST_LINES or len(ys) > _MOST_LINES:
            continue
        inside = [r for r in rest if xs[0] <= (r.left + r.right) / 2 <= xs[-1] and ys[0] - 1 <= r.base <= ys[-1]]
        if not inside:
            continue
        ys.reverse()
        cells = _ruled_cells(xs, ys, upright, level, inside)
        if cells:
            tables.append(PageTable(cells, ys[0], ys[-1]))
            taken = set(map(id, inside))
            rest = [run for run in rest if id(run) not in taken]
    return tables, rest


def _regions(upright: list[Rule], level: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that hang together through crossings: each set is one table."""
    if not upright or not level or len(upright) * len(level) > 4_000_000:
        return []
    parents = list(range(len(upright) + len(level)))

    def root(i: int) -> int:
        while parents[i] != i:
            parents[i] = parents[parents[i]]
            i = parents[i]
        return i

    for i, post in enumerate(upright):
        for j, beam in enumerate(level, start=len(upright)):
            if (
                beam.low - _TOLERANCE <= post.at <= beam.high + _TOLERANCE
                and post.low - _TOLERANCE <= beam.at <= post.high + _TOLERANCE
            ):
                parents[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate(upright + level):
        groups.setdefault(root(i), ([], []))[i >= len(upright)].append(rule)
    return [group for group in groups.values() if group[0] and group[1]]


def _clusters(values: list[float]) -> list[float]:
    found: list[list[float]] = []
    for value in sorted(values):
        if found and value - found[-1][-1] <= _TOLERANCE:
            found[-1].append(value)
        else:
            found.append([value])
    return [sum(group) / len(group) for group in found]


def _ruled_cells(
    xs: list[float], ys: list[float], upright: list[Rule], level: list[Rule], runs: list[Run]
) -> list[GridCell]:
    rows, columns = len(ys) - 1, len(xs) - 1
    walls = _covered(upright, xs, [-y for y in ys], flip=True)
    floors = _covered(level, ys, xs, flip=False)
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(rows):
        for column in range(columns):
            if (row, column) in owner:
                continue
            across = 1
            while (
                column + across < columns
                and (column + across, row) not in walls
                and (row, column + across) not in owner
            ):
                across += 1
            down = 1
            while row + down < rows and all((row + down, c) not in floors for c in range(column, column + across)):
                down += 1
            spans[row, column] = (down, across)
            for r in range(row, row + down):
                for c in range(column, column + across):
                    owner[r, c] = (row, column)
    texts: dict[tuple[int, int], list[Run]] = {}
    descending = [-y for y in ys]
    for run in runs:
        row = min(max(bisect_right(descending, -(run.base + run.size * 0.3)) - 1, 0), rows - 1)
        column = min(max(bisect_right(xs, (run.left + min(run.right, run.left + run.size)) / 2) - 1, 0), columns - 1)
        texts.setdefault(owner[row, column], []).append(run)
    return [
        GridCell(row, column, _cell_text(inside), "", *spans[row, column])
        for (row, column), inside in sorted(texts.items())
    ]


def _covered(rules: list[Rule], lines: list[float], across: list[float], *, flip: bool) -> set[tuple[int, int]]:
    """Which pieces between neighbours of `across` are drawn along each of `lines`: (line, piece)."""
    covered: set[tuple[int, int]] = set()
    for rule in rules:
        line = min(range(len(lines)), key=lambda i: abs(lines[i] - rule.at))
        low, high = (-rule.high, -rule.low) if flip else (rule.low, rule.high)
        for piece in range(len(across) - 1):
            middle = (across[piece] + across[piece + 1]) / 2
            if low <= middle <= high:
                covered.add((line, piece))
    return covered


def _cell_text(runs: list[Run]) -> str:
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: -r.base):
        if lines and lines[-1][0].base - run.base < run.size * 0.5:
            lines[-1].append(run)
        else:
            lines.append([run])
    return "\n".join(" ".join(r.text for r in sorted(line, key=lambda r: r.left)) for line in lines)


# Tables by alignment


def rows_of(runs: list[Run]) -> list[list[Run]]:
    """Runs by baseline from top to bottom, each row from left to right."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: -r.base):
        if rows and abs(rows[-1][0].base - run.base) < min(run.size, rows[-1][0].size) * 0.45:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda r: r.left) for row in rows]


def _find_aligned(runs: list[Run]) -> tuple[list[PageTable], list[Run]]:
    rows = rows_of(runs)
    tables: list[PageTable] = []
    taken: set[int] = set()
    start = 0
    while start < len(rows):
        end = _end_of_block(rows, start)
        block = rows[start:end]
        body = [row for row in block if _figures(row) >= 1 and len(row) >= 2]
        if len(body) >= _LEAST_ROWS - 1 and _is_tabular(body):
            cells = _aligned_cells(block, body)
            if cells:
                tables.append(PageTable(cells, block[0][0].base + block[0][0].size, block[-1][0].base))
                taken.update(id(run) for row in block for run in row)
        start = max(end, start + 1)
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
        if len(rows[end]) < 2 and not (end + 1 < len(rows) and len(rows[end + 1]) >= 2 and _is_short(rows[end])):
            break
        end += 1
    return end


def _is_short(row: list[Run]) -> bool:
    return len(row[0].text) <= 30 and not row[0].text.endswith(("。", "，", "；"))


def _figures(row: list[Run]) -> int:
    return sum(bool(_FIGURE.match(run.text)) for run in row)


def _is_tabular(body: list[list[Run]]) -> bool:
    runs = [run for row in body for run in row]
    figures = sum(bool(_FIGURE.match(run.text)) for run in runs)
    wordy = sum(sum(map(is_wide, run.text)) > 14 for run in runs)
    return figures * 3 >= len(runs) and wordy * 4 <= len(body)


def _aligned_cells(block: list[list[Run]], body: list[list[Run]]) -> list[GridCell]:
    bands = _bands(body)
    if len(bands) < 2:
        return []
    cells: list[GridCell] = []
    for number, row in enumerate(block):
        used: dict[int, GridCell] = {}
        for run in row:
            touched = [i for i, (left, right) in enumerate(bands) if run.left < right - 1 and run.right > left + 1] or [
                min(range(len(bands)), key=lambda i: abs((bands[i][0] + bands[i][1]) / 2 - (run.left + run.right) / 2))
            ]
            first = touched[0]
            if first in used:
                before = used[first]
                used[first] = GridCell(number, first, f"{before.text} {run.text}", "", 1, before.column_span)
            else:
                used[first] = GridCell(number, first, run.text, "", 1, len(touched))
        cells.extend(used.values())
    return cells


def _bands(body: list[list[Run]]) -> list[tuple[float, float]]:
    """The columns: what the runs of the body cover, looked at from above, with a gap between each two."""
    widest = max(len(row) for row in body)
    intervals = sorted((run.left, run.right) for row in body if len(row) * 2 > widest for run in row)
    bands: list[tuple[float, float]] = []
    for left, right in intervals:
        if bands and left < bands[-1][1] + 1:
            bands[-1] = (bands[-1][0], max(bands[-1][1], right))
        else:
            bands.append((left, right))
    return bands

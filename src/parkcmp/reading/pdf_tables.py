"""Tables on a PDF page that have lines drawn around their cells; those without are found by `pdf_aligned`."""

from __future__ import annotations

from bisect import bisect_right

from parkcmp.reading.composer import GridCell
from parkcmp.reading.pdf_aligned import PageTable, cell_text, find_aligned
from parkcmp.reading.pdf_page import Page, Rule, Run

_TOLERANCE = 3.0
_MOST_LINES = 400
_MOST_PAIRS = 250_000


def find_tables(page: Page) -> tuple[list[PageTable], list[Run]]:
    """The tables of a page from top to bottom, and the runs outside them."""
    ruled, rest = _find_ruled(page)
    aligned, rest = find_aligned(rest)
    return sorted(ruled + aligned, key=lambda t: -t.top), rest


def _find_ruled(page: Page) -> tuple[list[PageTable], list[Run]]:
    tables: list[PageTable] = []
    rest = page.runs
    for upright, level in _regions(_joined(page.upright), _joined(page.level)):
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


def _joined(rules: list[Rule]) -> list[Rule]:
    """Rules that lie on one line and touch, as one: programs draw each cell's edges by themselves."""
    joined: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (round(r.at / _TOLERANCE), r.low)):
        last = joined[-1] if joined else None
        near = last is not None and abs(last.at - rule.at) <= _TOLERANCE and rule.low <= last.high + _TOLERANCE
        if last is not None and near:
            joined[-1] = Rule(last.at, last.low, max(last.high, rule.high))
        else:
            joined.append(rule)
    return joined


def _regions(upright: list[Rule], level: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that hang together through crossings: each set is one table."""
    if not upright or not level or len(upright) * len(level) > _MOST_PAIRS:
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
        GridCell(row, column, cell_text(inside), "", *spans[row, column])
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

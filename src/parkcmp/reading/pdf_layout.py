"""The prose of PDF pages: reading order over columns, lines joined to paragraphs, and what belongs to the page alone
(running heads, page numbers, footnotes) told from the text.

Works on places only; knows nothing of the language but which characters take no blank between them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from parkcmp.reading.pdf_aligned import rows_of
from parkcmp.reading.pdf_page import Page, Run, is_wide

_PAGE_NUMBER = re.compile(
    r"[-—–·~\s|第]*(?:[0-9０-９]{1,4}|[ivxIVX]{1,5})(?:\s*[页/／]\s*(?:共?\s*[0-9]{1,4})?\s*页?)?[-—–·~\s|]*$"
)
_NOTE_MARK = re.compile(r"[①-⑳⑴-⒇¹²³⁴-⁹*※]|注[：:0-9]|\[[0-9]+\]")
_UNPARTED = re.compile(r"[（“‘《【]*(?:[!-~]+|.)[，。；：、？！）”’》】%％…]*")
_ENDINGS = ("。", "！", "？", "：", "；", "）", "”", ".", ":")
_EDGE_LINES = 2
_MARGIN_BAND = 0.14
_LEAST_COLUMN_ROWS = 4
_APART = 1.35  # of the usual step: lines further apart are two paragraphs
# What browsers print into the margins: when, and from where.
_PRINTED = re.compile(
    r"(?:https?|file)://\S+|[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4},?\s?[0-9]{1,2}:[0-9]{2}(?:\s?[AP]M)?"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of prose with the margins of the column that it stands in."""

    text: str
    left: float
    right: float
    base: float
    size: float
    column: tuple[float, float]
    page: int
    step: float  # from line to line in this column


def find_running(pages: list[Page]) -> dict[int, set[int]]:
    """For each page the ids of the runs that are its running heads, feet and page numbers: the same words, figures
    aside, at the same height on several pages, or a number alone at an edge, also beside what a browser printed."""
    edges: dict[int, list[list[Run]]] = {}
    counts: Counter[tuple[str, int]] = Counter()
    for page in pages:
        rows = rows_of(page.runs)
        found = rows[:_EDGE_LINES] + [row for row in rows[-_EDGE_LINES:] if row not in rows[:_EDGE_LINES]]
        edges[page.number] = [row for row in found if _is_at_edge(page, row) and not _is_head_of_table(row, rows)]
        counts.update({_signature(row) for row in edges[page.number]})
    needed = max(2, round(len(pages) * 0.3))
    return {
        page.number: {
            id(run)
            for row in edges[page.number]
            for run in row
            if counts[_signature(row)] >= needed or _is_furniture(row, run)
        }
        for page in pages
    }


def _is_furniture(row: list[Run], run: Run) -> bool:
    if _PAGE_NUMBER.match(_row_text(row)) or _PRINTED.fullmatch(run.text):
        return True
    return is_marginal(run.text) and any(_PRINTED.fullmatch(other.text) for other in row)


def is_marginal(text: str) -> bool:
    """Whether a text is a page number and nothing else, or what a browser prints into the margin."""
    return bool(_PAGE_NUMBER.match(text) or _PRINTED.fullmatch(text))


def lines_of(runs: list[Run], page: Page) -> list[Line]:
    """The lines of a page's prose in reading order, columns one after another."""
    return _ordered(rows_of(runs), page, 0)


def split_footnotes(runs: list[Run]) -> tuple[list[Run], list[Run]]:
    """The runs of the text, and those of the footnotes: rows of smaller type at the foot, from the first mark on."""
    rows = rows_of(runs)
    if not rows:
        return runs, []
    body = median(run.size for run in runs for _ in run.text)
    start = len(rows)
    while start and all(run.size < body * 0.92 for run in rows[start - 1]):
        start -= 1
    first = next((i for i in range(start, len(rows)) if _NOTE_MARK.match(rows[i][0].text)), len(rows))
    below = {id(run) for row in rows[first:] for run in row} if start else set()
    return [run for run in runs if id(run) not in below], [run for run in runs if id(run) in below]


def joins(before: Line, after: Line) -> bool:
    """Whether a paragraph runs on from one line to the next: what the second begins with had no room on the first, it
    is not indented, both are of one size and, on one page, no further apart than lines are."""
    if abs(before.size - after.size) > 0.12 * before.size:
        return False
    short = before.column[1] - before.right
    full = short < _width_of_first(after.text, before) + 0.5 * before.size
    # Ragged lines stop earlier; what stops late and ends no sentence is one of them.
    full = full or (short < 0.25 * (before.column[1] - before.column[0]) and not before.text.endswith(_ENDINGS))
    # What ends no sentence, is short and follows one that does, is a heading.
    ends, goes_on = before.text.endswith(("。", "！", "？")), after.text.endswith(_ENDINGS)
    if ends and not goes_on and after.column[1] - after.right > 1.5 * after.size:
        return False
    flush = after.left <= after.column[0] + 0.8 * after.size
    drop = before.base - after.base
    near = before.page != after.page or drop <= 0 or drop < min(2.4 * before.size, _APART * before.step)
    return full and flush and near


def _width_of_first(text: str, model: Line) -> float:
    """The width, in the type of `model`, of what cannot be parted at the beginning of `text`: a word or number, or one
    Chinese character, with the marks that must not begin a line."""
    match = _UNPARTED.match(text)
    unit = (model.right - model.left) / max(_units(model.text), 1)
    return _units(match.group() if match else text[:1]) * unit


def _units(text: str) -> float:
    return sum(1.0 if is_wide(character) else 0.55 for character in text)


def joint(before: str, after: str) -> str:
    """What stands between two lines of a paragraph: nothing in Chinese, a blank between words, and the line's end where
    figures meet, since nobody can tell whether they are one number."""
    first, second = before[-1:], after[:1]
    if first.isdigit() and second.isdigit():
        # Full-width figures are set like Chinese characters: a line ends between any two of one number.
        return "" if is_wide(first) and is_wide(second) else "\n"
    return "" if is_wide(first) or is_wide(second) or not (first.isalnum() and second.isalnum()) else " "


def _ordered(rows: list[list[Run]], page: Page, depth: int) -> list[Line]:
    gutter = _gutter(rows) if depth < 2 else None
    if gutter is None:
        return _as_lines(rows, page)
    x, first, last = gutter
    left = [[run for run in row if run.right <= x] for row in rows[first:last]]
    right = [[run for run in row if run.left >= x] for row in rows[first:last]]
    return [
        *_ordered(rows[:first], page, depth + 1),
        *_ordered([row for row in left if row], page, depth + 1),
        *_ordered([row for row in right if row], page, depth + 1),
        *_ordered(rows[last:], page, depth + 1),
    ]


def _gutter(rows: list[list[Run]]) -> tuple[float, int, int] | None:
    """The blank strip between two columns of prose and the rows that it parts, the most rows first."""
    strips = [(a.right + b.left) / 2 for row in rows for a, b in pairwise(row) if b.left - a.right > a.size]
    # Columns whose lines stand at heights of their own share a left edge.
    starts = Counter(round(run.left - run.size / 2) for row in rows for run in row)
    strips += [float(x) for x, times in starts.items() if times >= _LEAST_COLUMN_ROWS]
    best: tuple[int, float, int, int] | None = None
    for x in sorted({round(strip) for strip in strips}):
        for first, last in _stretches(rows, float(x)):
            sides = (
                [r for row in rows[first:last] for r in row if r.right <= x],
                [r for row in rows[first:last] for r in row if r.left >= x],
            )
            if all(_is_prose(side) for side in sides) and (best is None or last - first > best[0]):
                best = (last - first, float(x), first, last)
    return best[1:] if best else None


def _stretches(rows: list[list[Run]], x: float) -> list[tuple[int, int]]:
    """Stretches of rows that nothing crosses `x` in."""
    found, start = [], None
    for number, row in enumerate([*rows, None]):
        clear = row is not None and not any(run.left < x < run.right for run in row)
        if clear and start is None:
            start = number
        elif not clear and start is not None:
            found.append((start, number))
            start = None
    return found


def _is_prose(runs: list[Run]) -> bool:
    """Whether runs are lines of a column: several, and most of them as wide as the column."""
    if len(runs) < _LEAST_COLUMN_ROWS:
        return False
    width = max(r.right for r in runs) - min(r.left for r in runs)
    full = sum(r.right - r.left > width * 0.7 for r in runs)
    return full * 2 >= len(runs) and width > runs[0].size * 6


def _as_lines(rows: list[list[Run]], page: Page) -> list[Line]:
    if not rows:
        return []
    margins = (min(row[0].left for row in rows), max(row[-1].right for row in rows))
    step = _step(rows)
    return [
        Line(
            _row_text(row),
            row[0].left,
            row[-1].right,
            row[0].base,
            max(r.size for r in row),
            margins,
            page.number,
            step,
        )
        for row in rows
    ]


def _step(rows: list[list[Run]]) -> float:
    """From line to line of one paragraph: what many rows of a column keep at least; endless where rows are few."""
    drops = sorted(a[0].base - b[0].base for a, b in pairwise(rows) if a[0].base - b[0].base > 0.8 * b[0].size)
    return drops[len(drops) // 4] if len(drops) >= _LEAST_COLUMN_ROWS else math.inf


def _row_text(row: list[Run]) -> str:
    parts = [row[0].text]
    for before, run in pairwise(row):
        gap = run.left - before.right
        parts.append("\u3000" if gap > before.size else joint(before.text, run.text).replace("\n", " "))
        parts.append(run.text)
    return "".join(parts)


def _signature(row: list[Run]) -> tuple[str, int]:
    return re.sub(r"[0-9０-９]+", "#", re.sub(r"\s", "", _row_text(row))), round(row[0].base / 8)


def _is_head_of_table(row: list[Run], rows: list[list[Run]]) -> bool:
    """A head that is repeated page after page has many parts, half a line apart at most, and no page number."""
    beside = [run for other in rows if abs(other[0].base - row[0].base) < row[0].size * 0.8 for run in other]
    return len(beside) >= 3 and not any(is_marginal(run.text) for run in beside)


def _is_at_edge(page: Page, row: list[Run]) -> bool:
    return row[0].base > page.height * (1 - _MARGIN_BAND) or row[0].base < page.height * _MARGIN_BAND

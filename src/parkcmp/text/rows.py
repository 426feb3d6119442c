"""Tables typed as text: runs of rows whose cells stand side by side, and tables with one cell a line.

Says which lines are rows and where their cells are; what the cells mean is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parkcmp.text.line import Line, is_ended

_A_GAP = re.compile(r"[|｜\t \u3000](?:(?<=[|｜\t])|[ \u3000])")
_CELLS = re.compile(r"\s*[|｜]\s*|\t+|[ \u3000]{2,}")
_CELL_NUMBER = re.compile(r"[-+]?[\d,.，]+%?|[-—–/]")


def find_tables(lines: list[Line]) -> list[tuple[Line, ...]]:
    tables: list[tuple[Line, ...]] = []
    run: list[Line] = []
    for i, line in enumerate([*lines, None]):
        row = line is not None and _has_gap(line.text) and len(cells(line.text)) >= 2
        if line is not None and row and (not run or line.blank_before <= 1):
            run.append(line)
            continue
        if run and line is not None and not row and _titles_rows(line, run[-1], lines[i + 1 : i + 2]):
            run.append(line)
            continue
        if len(run) >= 2 and _looks_tabular(run):
            tables.append(tuple(run))
        run = [line] if row and line is not None else []
    return tables


_TITLE = re.compile(r"[^\d，。；：！？、\s]{2,16}")


def _titles_rows(line: Line, above: Line, below: Sequence[Line]) -> bool:
    """Whether a line is the title of the rows below it in one table: 渭南高新区 between rows of as many cells."""
    if line.blank_before > 1 or _TITLE.fullmatch(line.text) is None or not below or below[0].blank_before > 1:
        return False
    width = len(cells(below[0].text)) if _has_gap(below[0].text) else 0
    return width >= 2 and len(cells(above.text)) in (width, width - 1)


_UNIT_CELL = re.compile(
    r"(?:[万亿千百]{0,2}(?:元|美元|家|个|人|件|项|户|名|所|亩|吨|平方公里|公顷|人次)|%|％|位|万元/人|万元/亩|件/万人)"
)
_YEAR_CELL = re.compile(r"(?:19|20)\d{2}")
_NUMBER_BEGINS = frozenset("0123456789+-—–/")
_NUMBER_CELL = re.compile(r"[-+]?\d[\d,.]*%?|[-—–/]")


def find_cell_lists(lines: list[Line]) -> list[tuple[Line, ...]]:
    """Tables with one cell a line: a label, then as many numbers as there are heads, over and over."""
    numeric = [_is_number(line.text) for line in lines]
    found: list[tuple[Line, ...]] = []
    if True not in numeric:
        return found
    i = 1
    while i < len(lines):
        width = 0
        while i + width < len(lines) and numeric[i + width]:
            width += 1
        united = width >= 1 and i >= 2 and _UNIT_CELL.fullmatch(lines[i - 1].text) is not None
        if (width < 2 and not united) or numeric[i - 1] or lines[i - 1].width > 40:
            i += max(1, width)
            continue
        start, end = i - 1, i + width
        if _UNIT_CELL.fullmatch(lines[start].text) and start:
            found_units = _labelled_units(lines, start - 1, width)
            if found_units:
                found.append(found_units)
                i = end
                continue
        while (
            end + width < len(lines)
            and not numeric[end]
            and lines[end].width <= 40
            and False not in numeric[end + 1 : end + 1 + width]
        ):
            end += width + 1
        heads = lines[max(0, start - width - 1) : start]
        if end - start > width + 1 and all(_YEAR_CELL.fullmatch(line.text) for line in lines[i : i + width]):
            found.append(tuple(lines[i:end]))  # years head the columns, a caption stands above
        elif (
            end - start > width + 1
            and len(heads) >= width
            and all(h.width <= 24 and not is_ended(h.text) for h in heads)
        ):
            corner = len(heads) > width
            found.append(tuple(lines[start - width - corner : end]))
        i = end
    return found


def _labelled_units(lines: list[Line], start: int, width: int) -> tuple[Line, ...] | None:
    """A table of label, unit and numbers, a cell a line, from its heads on; None where it does not go on so."""
    step, end = width + 2, start
    while (
        end + step <= len(lines)
        and not _is_number(lines[end].text)
        and _UNIT_CELL.fullmatch(lines[end + 1].text)
        and all(_is_number(lines[end + 2 + k].text) for k in range(width))
    ):
        end += step
    heads = lines[max(0, start - step) : start]
    if end - start < 2 * step:
        return None
    headed = len(heads) == step and all(h.width <= 24 and not is_ended(h.text) for h in heads)
    return tuple(lines[start - step if headed else start : end])


def cell_list_width(run: Sequence[Line]) -> int:
    """The number of columns of a table with one cell a line, 0 where its rows hold cells side by side."""
    if any(len(cells(line.text)) > 1 for line in run):
        return 0
    numbers = [i for i, line in enumerate(run) if _is_number(line.text)]
    if not numbers:
        return 0
    width = 1
    while width < len(numbers) and numbers[width] == numbers[width - 1] + 1:
        width += 1
    return width + 1 + (_UNIT_CELL.fullmatch(run[numbers[0] - 1].text) is not None)


def cells(text: str) -> list[tuple[int, int]]:
    """The spans of a row's cells within its line; a bar at either end bounds the first and the last."""
    spans, position = [], 0
    for gap in _CELLS.finditer(text):
        spans.append((position, gap.start()))
        position = gap.end()
    spans.append((position, len(text)))
    if spans[0][0] == spans[0][1]:
        spans.pop(0)
    while spans and spans[-1][0] == spans[-1][1]:
        spans.pop()
    return spans


def _looks_tabular(run: list[Line]) -> bool:
    """Whether most rows have numbers in cells of their own (a navigation bar and a title line have none)."""
    numeric = titles = 0
    for line in run:
        titles += not _has_gap(line.text)
        parts = [line.text[a:b] for a, b in cells(line.text)]
        numeric += any(_CELL_NUMBER.fullmatch(part) for part in parts[1:])
    return numeric * 2 >= len(run) - titles - 1 and numeric > 0


def _has_gap(text: str) -> bool:
    """Whether a bar, a tab or a wide gap stands in a line. Most have no blank at all, and need no search."""
    blank = " " in text or "\u3000" in text or "\t" in text or "|" in text or "｜" in text
    return blank and _A_GAP.search(text) is not None


def _is_number(text: str) -> bool:
    """Whether a line is one number and nothing else."""
    first = text[0]
    return (first in _NUMBER_BEGINS or first.isdecimal()) and _NUMBER_CELL.fullmatch(text) is not None

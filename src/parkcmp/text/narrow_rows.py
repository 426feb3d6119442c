"""Tables whose cells stand one blank apart: 地区生产总值 487.45 6.8 below 绝对额 同比, as text out of a page has them.

A blank alone divides words as well as cells, so that a row is one only where its numbers end it, as many as in the rows
around it, and where a head right above has a word for each of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from parkcmp.text.line import Line

Spans = list[tuple[int, int]]

_WORD = re.compile(r"\S+")
_END = frozenset("0123456789%％-—–…/")
_NUMBER = re.compile(r"[-+－]?\d[\d,，]*(?:\.\d+)?[%％]?|(?:19|20)\d{2}年(?:\d{1,2}月)?|[-–]{1,3}|—{1,2}|…|/")
_ENDED = re.compile(r" (?:[-+－]?\d[\d,，.]*[%％]?|[-–—…/]{1,3})\s*\n")
_SERIAL = re.compile(r"[\d一二三四五六七八九十]{1,3}[.、．]?|[（(][\d一二三四五六七八九十]{1,2}[)）]")
_YEAR = re.compile(r"(?:19|20)\d{2}年?")
_UNIT = re.compile(
    r"[（(]?(?:[万亿千百]{0,2}(?:元|美元|家|个|人|件|项|户|名|亩|吨|平方公里|公顷)|[%％]|位|万元/[人亩]|件/万人)[)）]?"
)
_PROSE = re.compile(r"[，。；！？：]")
_TELLING = re.compile(
    r"[\d（(%％]|[数值额量比率速幅]$"
)  # the head of a column of figures, as no list of contents has one
_DIGIT = re.compile(r"\d")
_WIDEST_LABEL = 48
_FEWEST = 3  # rows of one number each; of two numbers and more two rows are enough


@dataclass(slots=True)
class _Row:
    """A line whose words end in numbers: the words, how many of them are numbers at its end, whether one is set before."""

    line: Line
    words: Spans
    numbers: int
    serial: bool
    unit: bool


def find_narrow_tables(text: str, lines: list[Line], others: Sequence[Sequence[Line]]) -> list[tuple[Line, ...]]:
    """The runs of such rows, each from its head on; `others` are the tables found already in the raw text."""
    if _ENDED.search(text) is None:
        return []
    likely = [i for i, line in enumerate(lines) if line.text[-1] in _END and " " in line.text]
    taken = {line.start for table in others for line in table}
    found: list[tuple[Line, ...]] = []
    end, count = 0, len(lines)
    for i in likely:
        if i <= end or lines[i].start in taken or (row := _read(lines[i])) is None:
            continue
        end = i
        while end + 1 < count and (last := _next(lines, end + 1, row.numbers)):
            end = last
        at = i - 1 - (i > 1 and _is_title(lines[i - 1]))  # 一、经济 may stand between the heads and the first row
        head = lines[at]
        enough = end - i + 1 >= (2 if row.numbers > 1 else _FEWEST) and head.start not in taken
        heads = _heads(head, row.numbers) if enough else None
        if heads is not None:
            over = len(heads) == row.numbers and at > 0 and _stands_over(lines[at - 1], head, row.numbers)
            found.append(tuple(lines[at - over : end + 1]))
    return found


def narrow_cells(run: Sequence[Line]) -> list[list[tuple[int, int, int]]] | None:
    """For each line of a run its cells as column, start and end; None where the run is no table of this kind."""
    top = 1 if _read(run[1]) is None and " " in run[1].text else 0  # a line of heads stands over the heads
    head, body = run[top], run[top + 1 :]
    rows = [_read(line) for line in body]
    read = [row for row in rows if row is not None]
    if not read or any(len(line.text.split("\t")) > 1 or "  " in line.text or "|" in line.text for line in run):
        return None
    width = Counter(row.numbers for row in read).most_common(1)[0][0]
    serial = 2 * sum(row.serial for row in read) > len(read)
    unit = 2 * sum(row.unit for row in read) > len(read)
    first = serial + 1 + unit
    heads = _heads(head, width)
    if heads is None:
        return None
    shift = first + width - len(heads)
    table = [[(shift + i, a, b) for i, (a, b) in enumerate(heads) if shift + i >= 0]]
    if top:
        table.insert(0, _groups(run[0], first, width))
    for line, row in zip(body, rows, strict=True):
        if row is None:
            table.append([(serial, 0, len(line.text))])
            continue
        tail = len(row.words) - row.numbers
        cells = [(first + i, a, b) for i, (a, b) in enumerate(row.words[tail:])]
        begin = 1 if serial and row.serial else 0
        if begin:
            cells.append((0, *row.words[0]))
        if unit and row.unit:
            tail -= 1
            cells.append((serial + 1, *row.words[tail]))
        cells.append((serial, row.words[begin][0], row.words[tail - 1][1]))
        table.append(sorted(cells))
    return table


def _stands_over(line: Line, head: Line, numbers: int) -> bool:
    """Whether a line is the upper one of two lines of heads: 指标名称 2020年 2021年 over 绝对额 同比 绝对额 同比."""
    words = line.text.split()
    return (
        head.blank_before == 0
        and 1 < len(words) <= numbers + 2
        and line.width <= 60
        and _PROSE.search(line.text) is None
        and all(_YEAR.fullmatch(word) or not word[-1].isdigit() for word in words)
    )


def _groups(line: Line, first: int, width: int) -> list[tuple[int, int, int]]:
    """The cells of an upper line of heads, each over the first of its columns; nothing where one head is over all."""
    words = [word.span() for word in _WORD.finditer(line.text)]
    groups = len(words) - first
    year = _YEAR.fullmatch(line.text, *words[-1]) is not None
    if groups < 1 or width % groups or (groups == 1 and not year):
        return []
    step = width // groups
    return [(i if i < first else first + (i - first) * step, a, b) for i, (a, b) in enumerate(words)]


def _next(lines: list[Line], i: int, numbers: int) -> int:
    """The line that a run goes on to at line `i`: the next row, or the row below a short title; 0 where it ends."""
    line = lines[i]
    if line.blank_before > 1:
        return 0
    row = _read(line)
    if row is not None:
        return i if row.numbers == numbers else 0
    if i + 1 < len(lines) and _is_title(line):
        below = _read(lines[i + 1])
        if below is not None and below.numbers == numbers and lines[i + 1].blank_before <= 1:
            return i + 1
    return 0


def _is_title(line: Line) -> bool:
    """Whether a line is a short title over some of the rows: 二、投资."""
    return line.width <= 20 and " " not in line.text and _PROSE.search(line.text) is None


def _read(line: Line) -> _Row | None:
    text = line.text
    if text[-1] not in _END or " " not in text:
        return None
    words = [word.span() for word in _WORD.finditer(text)]
    numbers = 0
    for a, b in reversed(words[1:]):
        if _NUMBER.fullmatch(text, a, b) is None:
            break
        numbers += 1
    tail = len(words) - numbers
    label = text[: words[tail - 1][1]]
    if not numbers or len(label) > _WIDEST_LABEL or _PROSE.search(label.removeprefix("其中：")) is not None:
        return None
    if not any(_DIGIT.search(text, a, b) for a, b in words[tail:]):
        return None
    if tail == 1 and label.isdecimal() and _YEAR.fullmatch(label) is None:
        return None
    serial = tail > 1 and _SERIAL.fullmatch(text, *words[0]) is not None
    unit = tail - serial > 1 and _UNIT.fullmatch(text, *words[tail - 1]) is not None
    return _Row(line, words, numbers, serial, unit)


def _heads(line: Line, numbers: int) -> Spans | None:
    """The heads that a line holds, one for each number and for what may stand before; None where it is no head."""
    text = line.text
    if " " not in text or _PROSE.search(text) is not None or len(text) > 120:
        return None
    heads: Spans = []
    for word in _WORD.finditer(text):
        a, b = word.span()
        if heads and (text[a] in "（(" or heads[-1][1] > b):
            heads[-1] = (heads[-1][0], b)  # 营业收入 (亿元)
        elif _NUMBER.fullmatch(text, a, b) is not None and _YEAR.fullmatch(text, a, b) is None:
            return None
        else:
            heads.append((a, b))
    if not numbers <= len(heads) <= numbers + 3 or (numbers == 1 and not _TELLING.search(text, *heads[-1])):
        return None
    return heads

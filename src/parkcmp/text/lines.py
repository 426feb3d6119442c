"""Which line breaks of a text are real: joins wrapped lines, sets page furniture and table rows apart.

Works on the raw text and only ever returns offsets into it. A text out of a PDF breaks sentences, numbers and words
at every line; a web page has one paragraph a line; both come with headings and lists that end in no full stop.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from unicodedata import east_asian_width

_BREAK = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
_PAGE_DECORATED = re.compile(r"[—–\-－·~\s]+\d{1,4}[—–\-－·~\s]+")
_PAGE_WORDS = re.compile(r"(?:第\s*\d+\s*页|[Pp]age\s*\d+)(?:.{0,4}共?\s*\d+\s*页?)?|\d{1,3}\s*/\s*\d{1,3}")
_ISSUE = re.compile(r"第\s*\d+\s*期|总第|[12]\d{3}年第")
_PAGE_BARE = re.compile(r"\d{1,3}")
_STRUCTURAL = re.compile(
    r"[•·●■◆▪○◦★☆※►▶▲◇□#*]|[\U0001F300-\U0001FAFF\u2600-\u27BF]|[-–—]{1,3}\s*[^\d\s—–-]|[（(]?[一二三四五六七八九十]{1,3}[、.)）]"
    r"|第[一二三四五六七八九十\d]{1,3}[章节部]|[（(]\d{1,2}[)）]|\d{1,2}[、.．)）](?!\d)|\d{1,2}(?:\.\d{1,2}){1,2}(?=[^\d.%％万亿\s,，])"
    r"|[①-⑳]|注\s*\d*\s*[：:]|[表图]\s*\d|【|问[：:]|答[：:]|来源[：:]|附[：:]"
)
_LABEL = re.compile(r"[^，。；：:\s、]{2,16}[：:]")
_TERMINAL = re.compile(
    r"(?:[。！？!?；;：:…】]|[。！？]\s*[（(][^（）()]{2,40}[)）]|[（(](?:供稿|来源|作者|记者|通讯员|执笔|责任编辑)[^（）()]*[)）])$"
)
_OPEN_END = re.compile(r"[，、,\d(（“「/~～—–-]$")
_CELLS = re.compile(r"\s*[|｜]\s*|\t+|[ \u3000]{2,}")
_PROSE_MARK = re.compile(r"[，。；]")
_BLANKS_AND_DIGITS = re.compile(r"[\s\d]+")
_CELL_NUMBER = re.compile(r"[-+]?[\d,.，]+%?|[-—–/]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its break and outer blanks: raw offsets, display width, whether it is set in."""

    start: int
    end: int
    width: int
    indented: bool
    blank_before: int
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Paragraphs as runs of lines, table rows apart, and the page furniture that belongs to neither."""

    paragraphs: tuple[tuple[Line, ...], ...]
    tables: tuple[tuple[Line, ...], ...]
    furniture: tuple[Line, ...]


def display_width(text: str) -> int:
    """Terminal cells of a text: two for wide characters."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def split_lines(text: str) -> list[Line]:
    """The lines that hold anything, in order."""
    lines: list[Line] = []
    position, blanks = 0, 0
    for end, following in [*((m.start(), m.end()) for m in _BREAK.finditer(text)), (len(text), len(text))]:
        raw = text[position:end]
        stripped = _alone(raw.strip())
        if stripped:
            lead = raw[: raw.index(stripped)]
            start = position + len(lead)
            width = display_width(stripped[:400])
            indented = "\u3000" in lead or "\t" in lead or len(lead) >= 2
            lines.append(Line(start, start + len(stripped), width, indented, blanks, stripped))
            blanks = 0
        else:
            blanks += 1
        position = following
    return lines


def _alone(text: str) -> str:
    """A cell that stands alone in its line, without the bars of its table: 28338 | → 28338."""
    bare = text.strip("|｜ \t\u3000")
    return text if "|" in bare or "｜" in bare else bare


def lay_out(text: str, refused: frozenset[int] = frozenset()) -> Layout:
    """Paragraphs, tables and furniture of a raw text; lines that start at `refused` are no table rows."""
    lines, furniture = _set_furniture_apart(split_lines(text))
    tables = [run for run in [*_find_tables(lines), *_find_cell_lists(lines)] if run[0].start not in refused]
    in_table = {line.start for table in tables for line in table}
    full = _full_width(lines)
    spaced = sum(line.blank_before > 0 for line in lines) > 0.6 * len(lines)
    paragraphs: list[list[Line]] = []
    previous: Line | None = None
    for line in lines:
        if line.start in in_table:
            previous = None
            continue
        if previous is not None and _continues(paragraphs[-1], line, full, spaced):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
        previous = line
    return Layout(tuple(tuple(p) for p in paragraphs), tuple(tables), tuple(furniture))


def is_structural(text: str) -> bool:
    """Whether a line begins as a heading number, a bullet or a note does."""
    return _STRUCTURAL.match(text) is not None


def _continues(paragraph: list[Line], line: Line, full: int, spaced: bool) -> bool:
    previous = paragraph[-1]
    if line.indented or _TERMINAL.search(previous.text) or is_structural(line.text):
        return False
    open_end = _OPEN_END.search(previous.text) is not None
    if line.blank_before and not (spaced or open_end):
        return False
    if (
        previous.text[-1] in "0123456789."
        and line.text[0] in "0123456789."
        and any("，" in part.text for part in paragraph[-6:])
    ):
        return True
    prose = sum(part.text.count("，") + 2 * part.text.count("。") for part in paragraph[-6:])
    if full and prose >= 2 and not line.blank_before and _PROSE_MARK.search(line.text) and not _LABEL.match(line.text):
        return True
    if full:
        return previous.width >= 0.8 * full or (open_end and previous.text[-1] in "，、,")
    if _LABEL.match(line.text) or _LABEL.match(paragraph[0].text):
        return False
    if previous.text[-1] in "，、,":
        return True
    return prose >= 2 and not line.blank_before


def _full_width(lines: list[Line]) -> int:
    """The width at which the text is wrapped, 0 where it is not."""
    widths = sorted(line.width for line in lines)
    if len(widths) < 6:
        return 0
    # Nothing sticks out of a wrapped text, and most of its lines end close to the same edge in mid-sentence.
    wide = widths[int((len(widths) - 1) * 0.98)]
    if not 24 <= wide <= 120:
        return 0
    cut = [w for w in lines if w.width >= 0.82 * wide and not _TERMINAL.search(w.text)]
    return wide if len(cut) >= 0.3 * len(lines) else 0


def _set_furniture_apart(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    numbers = {i for i, line in enumerate(lines) if _is_page_number(lines, i)}
    keys = [_BLANKS_AND_DIGITS.sub("", line.text) for line in lines]
    times = Counter(keys)
    furniture = set(numbers)
    for i in numbers:
        for j in (i - 2, i - 1, i + 1, i + 2):
            if not 0 < j < len(lines) or lines[j].width > 60 or _TERMINAL.search(lines[j].text) or not keys[j]:
                continue
            half = len(keys[j]) // 2
            beside = _PAGE_DECORATED.fullmatch(lines[i].text) and abs(i - j) == 1 and _ISSUE.search(lines[j].text)
            if beside or times[keys[j]] >= 2 or (half >= 2 and keys[j][:half] == keys[j][half:]):
                furniture.add(j)
    for i in furniture:  # the blanks around a page's foot divide nothing
        if i + 1 < len(lines):
            lines[i + 1] = replace(lines[i + 1], blank_before=min(lines[i + 1].blank_before, lines[i].blank_before, 0))
    return (
        [line for i, line in enumerate(lines) if i not in furniture],
        [line for i, line in enumerate(lines) if i in furniture],
    )


def _is_page_number(lines: list[Line], i: int) -> bool:
    text = lines[i].text
    if _PAGE_DECORATED.fullmatch(text) or _PAGE_WORDS.fullmatch(text):
        return True
    if not _PAGE_BARE.fullmatch(text):
        return False
    # A bare number is a page's only where it stands alone: next to other bare cells it is a table's.
    near = [lines[j].text for j in (i - 1, i + 1) if 0 <= j < len(lines)]
    if any(len(t) <= 12 and any(c.isdigit() for c in t) for t in near):
        return False
    return lines[i].blank_before > 0 and (i + 1 == len(lines) or lines[i + 1].blank_before > 0)


def _find_tables(lines: list[Line]) -> list[tuple[Line, ...]]:
    tables: list[tuple[Line, ...]] = []
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and len(cells(line.text)) >= 2 and (not run or line.blank_before <= 1):
            run.append(line)
            continue
        if len(run) >= 2 and _looks_tabular(run):
            tables.append(tuple(run))
        run = [line] if line is not None and len(cells(line.text)) >= 2 else []
    return tables


_UNIT_CELL = re.compile(
    r"(?:[万亿千百]{0,2}(?:元|美元|家|个|人|件|项|户|名|所|亩|吨|平方公里|公顷|人次)|%|％|位|万元/人|万元/亩|件/万人)"
)
_YEAR_CELL = re.compile(r"(?:19|20)\d{2}")
_NUMBER_CELL = re.compile(r"[-+]?\d[\d,.]*%?|[-—–/]")


def _find_cell_lists(lines: list[Line]) -> list[tuple[Line, ...]]:
    """Tables with one cell a line: a label, then as many numbers as there are heads, over and over."""
    found = []
    i = 1
    while i < len(lines):
        width = 0
        while i + width < len(lines) and _NUMBER_CELL.fullmatch(lines[i + width].text):
            width += 1
        united = width >= 1 and i >= 2 and _UNIT_CELL.fullmatch(lines[i - 1].text) is not None
        if (width < 2 and not united) or _NUMBER_CELL.fullmatch(lines[i - 1].text) or lines[i - 1].width > 40:
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
            and not _NUMBER_CELL.fullmatch(lines[end].text)
            and lines[end].width <= 40
            and all(_NUMBER_CELL.fullmatch(lines[end + 1 + k].text) for k in range(width))
        ):
            end += width + 1
        heads = lines[max(0, start - width - 1) : start]
        if end - start > width + 1 and all(_YEAR_CELL.fullmatch(line.text) for line in lines[i : i + width]):
            found.append(tuple(lines[i:end]))  # years head the columns, a caption stands above
        elif (
            end - start > width + 1
            and len(heads) >= width
            and all(h.width <= 24 and not _TERMINAL.search(h.text) for h in heads)
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
        and not _NUMBER_CELL.fullmatch(lines[end].text)
        and _UNIT_CELL.fullmatch(lines[end + 1].text)
        and all(_NUMBER_CELL.fullmatch(lines[end + 2 + k].text) for k in range(width))
    ):
        end += step
    heads = lines[max(0, start - step) : start]
    if end - start < 2 * step:
        return None
    headed = len(heads) == step and all(h.width <= 24 and not _TERMINAL.search(h.text) for h in heads)
    return tuple(lines[start - step if headed else start : end])


def cell_list_width(run: Sequence[Line]) -> int:
    """The number of columns of a table with one cell a line, 0 where its rows hold cells side by side."""
    if any(len(cells(line.text)) > 1 for line in run):
        return 0
    numbers = [i for i, line in enumerate(run) if _NUMBER_CELL.fullmatch(line.text)]
    if not numbers:
        return 0
    width = 1
    while width < len(numbers) and numbers[width] == numbers[width - 1] + 1:
        width += 1
    return width + 1 + (_UNIT_CELL.fullmatch(run[numbers[0] - 1].text) is not None)


def cells(text: str) -> list[tuple[int, int]]:
    """The spans of a row's cells within its line, empty ones left out at the ends only."""
    spans, position = [], 0
    for gap in _CELLS.finditer(text):
        spans.append((position, gap.start()))
        position = gap.end()
    spans.append((position, len(text)))
    while spans and spans[0][0] == spans[0][1]:
        spans.pop(0)
    while spans and spans[-1][0] == spans[-1][1]:
        spans.pop()
    return spans


def _looks_tabular(run: list[Line]) -> bool:
    """Whether most rows have numbers in cells of their own (a navigation bar and a title line have none)."""
    numeric = 0
    for line in run:
        parts = [line.text[a:b] for a, b in cells(line.text)]
        numeric += any(_CELL_NUMBER.fullmatch(part) for part in parts[1:])
    return numeric * 2 >= len(run) - 1 and numeric > 0

"""Which line breaks of a text are real: joins wrapped lines, sets page furniture and table rows apart.

Works on the raw text and only ever returns offsets into it. A text out of a PDF breaks sentences, numbers and words
at every line; a web page has one paragraph a line; both come with headings and lists that end in no full stop.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from parkcmp.text.line import Line, is_ended, split_lines
from parkcmp.text.narrow_rows import find_narrow_tables
from parkcmp.text.rows import find_cell_lists, find_tables

_PAGE_BEGINS = frozenset("—–-－·~第Pp0123456789")
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
_OPEN_ENDS = "，、,(（“「/~～—–-"
_PROSE_MARK = re.compile(r"[，。；]")
_BLANKS_AND_DIGITS = re.compile(r"[\s\d]+")


@dataclass(slots=True)
class Layout:
    """Paragraphs as runs of lines, table rows apart, and the page furniture that belongs to neither."""

    paragraphs: tuple[tuple[Line, ...], ...]
    tables: tuple[tuple[Line, ...], ...]
    furniture: tuple[Line, ...]


def lay_out(text: str, refused: frozenset[int] = frozenset()) -> Layout:
    """Paragraphs, tables and furniture of a raw text; lines that start at `refused` are no table rows."""
    lines, furniture = _set_furniture_apart(split_lines(text))
    wide = [*find_tables(lines), *find_cell_lists(lines)]
    tables = [run for run in [*wide, *find_narrow_tables(text, lines, wide)] if run[0].start not in refused]
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
    text, last = line.text, previous.text[-1]
    if line.indented or is_ended(previous.text) or is_structural(text):
        return False
    if line.blank_before and not (spaced or last in _OPEN_ENDS or last.isdecimal()):
        return False
    if last in "0123456789." and text[0] in "0123456789." and any("，" in part.text for part in paragraph[-6:]):
        return True
    if full:
        if previous.width >= 0.8 * full or last in "，、,":
            return True
        return (
            not line.blank_before
            and _PROSE_MARK.search(text) is not None
            and not _LABEL.match(text)
            and _is_prose(paragraph)
        )
    if _LABEL.match(text) or _LABEL.match(paragraph[0].text):
        return False
    return last in "，、," or (not line.blank_before and _is_prose(paragraph))


def _is_prose(paragraph: list[Line]) -> bool:
    """Whether the last lines of a paragraph hold a full stop or two commas."""
    commas = 0
    for line in paragraph[-6:]:
        commas += line.text.count("，")
        if commas >= 2 or "。" in line.text:
            return True
    return False


def _full_width(lines: list[Line]) -> int:
    """The width at which the text is wrapped, 0 where it is not."""
    widths = sorted(line.width for line in lines)
    if len(widths) < 6:
        return 0
    # Little sticks out of a wrapped text (of a PDF the lines that go on over a page's end), and most of its lines end
    # close to the same edge in mid-sentence.
    wide = widths[int((len(widths) - 1) * 0.94)]
    if not 24 <= wide <= 120:
        return 0
    least = 0.82 * wide
    cut = sorted(line.width for line in lines if line.width >= least and not is_ended(line.text))
    # The edge that most lines reach: a line of many narrow digits counts wider than it is printed.
    return cut[len(cut) // 2] if len(cut) >= 0.3 * len(lines) else 0


def _set_furniture_apart(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    numbers = {
        i
        for i, line in enumerate(lines)
        if (line.text[0] in _PAGE_BEGINS or line.text[0].isdecimal()) and _is_page_number(lines, i)
    }
    if not numbers:
        return lines, []
    keys = [_BLANKS_AND_DIGITS.sub("", line.text) for line in lines]
    times = Counter(keys)
    furniture = set(numbers)
    for i in numbers:
        for j in (i - 2, i - 1, i + 1, i + 2):
            if not 0 < j < len(lines) or lines[j].width > 60 or is_ended(lines[j].text) or not keys[j]:
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
    """Whether a line that begins with one of _PAGE_BEGINS or a digit is the number of its page."""
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

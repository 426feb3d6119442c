"""What stands on a PDF page: runs of characters on one baseline with their places, and the straight lines drawn.

The only module that speaks to the PDF engine's page interface. Lengths are points, y grows upwards, all numbers as
the page has them; rotated characters (stamps, watermarks) are left out.
"""

from __future__ import annotations

import ctypes
import math
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

from parkcmp.reading.composer import superscript

_RUN_GAP = 0.6  # of the type size: wider gaps part columns and cells
_WORD_GAP = 0.15
_RAISED_SIZE, _RAISED_BY = 0.85, 0.12
_OVERLAP = 0.15
_THIN = 3.5
_FIGURE = re.compile(r"[-+−]?[0-9]")
_GROUPS_BEFORE, _GROUP_BEHIND = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?: [0-9]{3})*$"), re.compile(r"[0-9]{3}(?![0-9])")
_MOST_RULES = 20_000
MOST_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that follow one another on a baseline without a wide gap; of narrow ones which character they stand
    before, and from where to where they are."""

    text: str
    left: float
    right: float
    base: float
    size: float
    gaps: tuple[tuple[int, float, float], ...] = ()

    def parted(self, at: int) -> tuple[Run, Run]:
        """The runs before and behind the gap before a character."""
        [(_, left, right)] = [gap for gap in self.gaps if gap[0] == at]
        rest = self.text[at:]
        behind = tuple((n - at, a, b) for n, a, b in self.gaps if n > at)
        before = tuple(gap for gap in self.gaps if gap[0] < at)
        return (
            Run(self.text[:at].rstrip(" "), self.left, left, self.base, self.size, before),
            Run(rest, right, self.right, self.base, self.size, behind),
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: `at` is its x (upright) or y (level), from `low` to `high` on the other axis."""

    at: float
    low: float
    high: float


@dataclass(slots=True)
class Page:
    """Runs in the order of the file; upright and level rules."""

    number: int
    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)
    level: list[Rule] = field(default_factory=list)
    characters: int = 0
    unmapped: int = 0
    pictures: int = 0


def read_page(page: Any, number: int) -> Page:
    """The runs and rules of one page of the engine. Raises ValueError where it holds absurdly many characters."""
    width, height = page.get_size()
    result = Page(number, width, height)
    _read_rules(page, result)
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        if count > MOST_CHARACTERS:
            raise ValueError(f"page {number} holds {count:,} characters")
        _read_runs(text_page, count, result)
    finally:
        text_page.close()
    return result


def is_wide(character: str) -> bool:
    """Whether a character belongs to Chinese script or its punctuation."""
    return character >= "\u2e80" or character in "“”‘’—…·"


class _Drawn:
    """A run that is being collected: its characters, and where each begins and ends."""

    def __init__(self, character: str, left: float, right: float, base: float, size: float) -> None:
        self.parts, self.starts, self.ends = [character], [left], [right]
        self.left, self.right, self.base, self.size = left, right, base, size

    def add(self, character: str, left: float, right: float) -> None:
        self.right = max(self.right, right)
        self.parts.append(character)
        self.starts.append(left)
        self.ends.append(self.right)

    def drop(self) -> None:
        for kept in (self.parts, self.starts, self.ends):
            kept.pop()

    def take(self, other: _Drawn) -> bool:
        """Put another run into the gap where it is seen; False where there is none."""
        slack = _OVERLAP * self.size
        at = bisect_right(self.ends, other.left + slack)
        if not 0 < at < len(self.parts) or self.starts[at] + slack < other.right:
            return False
        self.parts[at:at], self.starts[at:at], self.ends[at:at] = other.parts, other.starts, other.ends
        return True

    def runs(self) -> list[Run]:
        """What was collected: several runs where figures stand apart that cannot be one number."""
        while self.parts and self.parts[-1] == " ":
            self.drop()
        first = 1 if self.parts[:1] == [" "] else 0
        text, starts, ends = "".join(self.parts[first:]), self.starts[first:], self.ends[first:]
        if not text:
            return []
        gaps = tuple(
            (n, ends[n - 1], starts[n])
            for n in range(1, len(text))
            if starts[n] - ends[n - 1] > _OVERLAP * self.size and text[n] != " "
        )
        found = [Run(text, self.left, self.right, self.base, self.size, gaps)]
        for at, *_ in reversed(gaps):
            if text[at - 1] == " " and _are_two_numbers(text[: at - 1], text[at:]):
                found[:1] = found[0].parted(at)
        return found


def _read_runs(text_page: Any, count: int, page: Page) -> None:
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    drawn: list[_Drawn] = []
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if raw.FPDFText_IsGenerated(text_page, index) == 1 or code in (0, 0xFFFD, 0xFFFE) or code < 32:
            page.unmapped += code in (0, 0xFFFD)
            continue
        raw.FPDFText_GetLooseCharBox(text_page, index, box)
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
        size = box.top - box.bottom
        if not math.isfinite(box.left + box.right + y.value + size):  # a damaged file sets it nowhere
            page.unmapped += 1
            continue
        character = chr(code) if code < 0xD800 or code > 0xDFFF else ""
        page.characters += not character.isspace()
        page.unmapped += 0xE000 <= code <= 0xF8FF
        if size <= 0 or not character or abs(raw.FPDFText_GetCharAngle(text_page, index)) > 0.1:
            continue
        _add(drawn, character, box.left, box.right, y.value, size, page)
    page.runs = _woven(drawn)


def _add(drawn: list[_Drawn], character: str, left: float, right: float, base: float, size: float, page: Page) -> None:
    line = drawn[-1] if drawn else None
    gap = left - line.right if line else 0.0
    near = line is not None and -line.size < gap < line.size * _RUN_GAP
    if not line or not near:
        drawn.append(_Drawn(character, left, right, base, size))
        return
    raised = size < line.size * _RAISED_SIZE and base - line.base > line.size * _RAISED_BY
    if raised and base - line.base < line.size:
        line.add(superscript(character), left, right)
        return
    level = abs(base - line.base) < min(size, line.size) * 0.3
    if not level or (gap > size * 0.1 and _is_ruled(page, line.right, left, base)):
        drawn.append(_Drawn(character, left, right, base, size))
        return
    if character == " ":
        if line.parts[-1] != " " and not is_wide(line.parts[-1]):
            line.add(" ", line.right, line.right)
        return
    if line.parts[-1] == " " and is_wide(character):
        line.drop()  # blanks between Chinese and figures are the typesetter's
    elif gap > size * _word_gap(line.parts[-1], character):
        line.add(" ", line.right, line.right)
    line.add(character, left, right)
    line.size = max(line.size, size)


def _woven(drawn: list[_Drawn]) -> list[Run]:
    """The runs, in the order of the file. What was drawn later into a gap of another, as programs draw the characters
    that a font lacks out of a second one, stands where it is seen."""
    taken: set[int] = set()
    by_height = sorted(drawn, key=lambda d: -d.base)
    start = 0
    for end in range(1, len(by_height) + 1):
        if end < len(by_height) and by_height[start].base - by_height[end].base < by_height[start].size * 0.1:
            continue
        widest: _Drawn | None = None
        for line in sorted(by_height[start:end], key=lambda d: d.left):
            if widest and line.right < widest.right:
                if widest.take(line):
                    taken.add(id(line))
            else:
                widest = line
        start = end
    return [run for line in drawn if id(line) not in taken for run in line.runs()]


def _are_two_numbers(before: str, after: str) -> bool:
    """Whether figures on both sides of a blank are two numbers and not one in groups of three digits."""
    if not before[-1:].isdigit() and before[-1:] not in ("%", "％"):
        return False
    if not _FIGURE.match(after):
        return False
    return not (_GROUPS_BEFORE.search(before) and _GROUP_BEHIND.match(after))


def _word_gap(before: str, after: str) -> float:
    """The gap, in type sizes, that parts two characters; around a decimal point or separator only a wide one does."""
    if before == " " or is_wide(before) or is_wide(after):
        return 9.0
    return 0.5 if before in ".,%" or after in ".,%" else _WORD_GAP


def _is_ruled(page: Page, left: float, right: float, base: float) -> bool:
    return any(left - 1 <= rule.at <= right + 1 and rule.low <= base + 2 <= rule.high for rule in page.upright)


def _read_rules(page: Any, result: Page) -> None:
    from pypdfium2 import raw

    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE), max_depth=4):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            result.pictures += 1
            continue
        if len(result.upright) + len(result.level) > _MOST_RULES:
            return
        left, bottom, right, top = item.get_bounds()
        width, height = right - left, top - bottom
        if not math.isfinite(width + height):
            continue
        if width <= _THIN and height > _THIN:
            result.upright.append(Rule((left + right) / 2, bottom, top))
        elif height <= _THIN and width > _THIN:
            result.level.append(Rule((bottom + top) / 2, left, right))
        elif width > _THIN and height > _THIN and 4 <= raw.FPDFPath_CountSegments(item) <= 6:
            if width > result.width * 0.98 and height > result.height * 0.9:
                continue  # the page's own background
            result.upright += [Rule(left, bottom, top), Rule(right, bottom, top)]
            result.level += [Rule(bottom, left, right), Rule(top, left, right)]

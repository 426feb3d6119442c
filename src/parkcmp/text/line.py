"""One line of a raw text: where it stands, how wide it is, whether it is set in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import east_asian_width

# Where str.splitlines breaks a line and no reader of texts does; \x1f is as blank and breaks nothing.
_SEPARATORS = ("\x1c", "\x1d", "\x1e")
# No question about a line's width asks for more: what is wider counts as so wide.
_WIDEST = 121
# Of these an ASCII character has one byte and one cell, any other three bytes and two cells.
_USUAL = "\\x00-\\x7f\u3000-\u303e\u4e00-\u9fff\uff01-\uff60“”‘’—…"
_UNUSUAL = re.compile(f"[^{_USUAL}]")
_END_MARKS = "。！？!?；;：:…】"
_CLOSED = re.compile(
    r"(?:[。！？]\s*[（(][^（）()]{2,40}|[（(](?:供稿|来源|作者|记者|通讯员|执笔|责任编辑)[^（）()]*)[)）]$"
)


@dataclass(slots=True)
class Line:
    """One line without its break and outer blanks: raw offsets, display width, whether it is set in."""

    start: int
    end: int
    width: int
    indented: bool
    blank_before: int
    text: str


class _Widths(dict[str, int]):
    def __missing__(self, char: str) -> int:
        width = self[char] = 2 if east_asian_width(char) in "WFA" else 1
        return width


_width_of = _Widths().__getitem__


def display_width(text: str) -> int:
    """Terminal cells of a text: two for wide characters."""
    if text.isascii():
        return len(text)
    if _UNUSUAL.search(text) is not None:
        return sum(map(_width_of, text))
    return (len(text) + len(text.encode())) // 2


def is_ended(text: str) -> bool:
    """Whether a line that is not empty ends as a sentence does, or with who sent it in."""
    last = text[-1]
    return last in _END_MARKS or (last in ")）" and _CLOSED.search(text) is not None)


def split_lines(text: str) -> list[Line]:
    """The lines that hold anything, in order."""
    lines: list[Line] = []
    barred = "|" in text or "｜" in text
    usual = _UNUSUAL.search(text) is None
    for separator in _SEPARATORS:
        text = text.replace(separator, "\x1f")
    position, blanks = 0, 0
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if barred:
            stripped = _alone(stripped)
        if stripped:
            size = len(stripped)
            start, indented = position, False
            if raw[0] != stripped[0]:
                lead = raw[: raw.index(stripped)]
                start += len(lead)
                indented = len(lead) >= 2 or lead in "\u3000\t"
            if size >= _WIDEST:
                width = _WIDEST
            else:
                width = (size + len(stripped.encode())) // 2 if usual else display_width(stripped)
            lines.append(Line(start, start + size, width, indented, blanks, stripped))
            blanks = 0
        else:
            blanks += 1
        position += len(raw)
    return lines


def _alone(text: str) -> str:
    """A cell that stands alone in its line, without the bars of its table: 28338 | → 28338."""
    bare = text.strip("|｜ \t\u3000")
    return text if "|" in bare or "｜" in bare else bare

"""One line of a raw text: where it stands, how wide it is, whether it is set in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import east_asian_width

_BREAK = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
# No question about a line's width asks for more: what is wider counts as so wide.
_WIDEST = 121
TERMINAL = re.compile(
    r"(?:[。！？!?；;：:…】]|[。！？]\s*[（(][^（）()]{2,40}[)）]|[（(](?:供稿|来源|作者|记者|通讯员|执笔|责任编辑)[^（）()]*[)）])$"
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
    return len(text) if text.isascii() else sum(map(_width_of, text))


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
            width = _WIDEST if len(stripped) >= _WIDEST else display_width(stripped)
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

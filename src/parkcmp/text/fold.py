"""Folding: one clean text to recognise in, with an offset map back to the text as printed.

Full-width forms, traditional characters and punctuation variants become one form, character by character; blanks inside
sentences, quotation marks, soft line breaks and LaTeX wrappings are left out. Every kept character knows its raw
offset, so that a span found in the folded text cites the raw one exactly. Paragraphs are separated by one newline, and one stands at either end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from parkcmp.model import Span
from parkcmp.text.line import Line
from parkcmp.text.lines import Layout, lay_out

QUOTES = '“”‘’「」『』﹁﹂"'
_BLANKS = r" \t\xa0\u2002-\u200f\u202a-\u202e\u2060-\u2069\u3000\ufeff\xad"
_PIECE = re.compile(f"[{QUOTES}*{_BLANKS}](?:(?<=[{QUOTES}])|(?<=[*])[*]|(?<=[{_BLANKS}])[{_BLANKS}]*)")
_LATEX = re.compile(r"\$[^$\n]{1,60}\$")
_LATEX_PIECE = re.compile(r"[$\\{} \t]+")
_ESCAPED = re.compile(r"\\(?=[%％&$#_])")  # 31.2\% outside of formulas
# 1 234 567家; without a unit behind it the last of a row of cells may be as long: 412 468.
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?=[.%\u4e00-\u9fff])")
# 1 8 . 6 out of a scan: single digits set apart.
_SPACED = re.compile(r"(?<![\d.])\d(?: ?[\d.](?![\d.])){2,}(?! ?\d|[:：])|\d+ ?\. ?\d+")
_GAP_IN_NUMBER = re.compile(r" (?<=[\d.] )[\d.]")
_COMMA = re.compile(r",(?:(?<!\d,)|(?!\d{3}(?!\d)))")
_WIDE_COMMA = re.compile(r"，(?<=\d，)(?=\d{3}(?!\d))")
# The first offsets, made once: most texts need no others.
_OFFSETS = list(range(1 << 16))
_HEADLINE = 100
_PHRASE = 4
_MARKED = re.compile("[，。；,;]")
_PHRASE_BEFORE = re.compile(rf"[^\s\d]{{{_PHRASE}}}")
_PHRASE_AFTER = re.compile(rf"(?:[12]\d{{3}}年|[\u4e00-\u9fff]{{{_PHRASE}}})")
_OPENING = "“‘「『﹁"
_PUNCTUATION = {
    ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？", "％": "%", "﹪": "%", "．": ".", "﹒": ".", "＋": "+",
    "－": "-", "−": "-", "─": "—", "～": "~", "〜": "~", "∼": "~", "＝": "=", "○": "〇", "﹐": "，", "｡": "。", "［": "[", "↑": "增", "↓": "降",
    "］": "]", "〔": "〔", "＄": "$", "／": "/", "∶": "：", "﹕": "：", "【": "【", "＜": "<", "＞": ">", "｜": "|", "㈠": "一",
}  # fmt: skip


@dataclass(slots=True)
class Folded:
    """`text` to recognise in; `offsets[i]` is the raw offset of its i-th character. `quoted` are the folded spans that
    stood between quotation marks, `layout` the raw lines that were taken for tables and page furniture."""

    text: str
    offsets: list[int]
    quoted: tuple[Span, ...]
    layout: Layout

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw half-open span of a folded one that is not empty."""
        return self.offsets[start], self.offsets[end - 1] + 1


@cache
def _table() -> dict[int, str]:
    table = {0xFF01 + i: chr(0x21 + i) for i in range(94)}
    table.update({ord(k): v for k, v in _PUNCTUATION.items()})
    table.update({ord(c): v for c, v in (("，", "，"), ("；", "；"), ("：", "："), ("！", "！"), ("？", "？"))})
    table.update({ord("（"): "（", ord("）"): "）"})
    for line in files("parkcmp.text").joinpath("traditional.tsv").read_text(encoding="utf-8").splitlines():
        source, target = line.split("\t")
        table[ord(source)] = target
    return {code: target for code, target in table.items() if chr(code) != target}


@cache
def _variants() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(map(chr, _table())))}]")


def _one_form(text: str) -> str:
    """One form of every character. Most have no other, so those that do are sought, not all looked up."""
    table = _table()
    return _variants().sub(lambda m: table[ord(m[0])], text)


def _planned(text: str) -> str:
    """計畫, 規畫 as 计划, 规划: 畫 is both 画 and 划."""
    return text.replace("计画", "计划").replace("规画", "规划")


def fold(text: str, refused: frozenset[int] = frozenset()) -> Folded:
    """Fold a raw text. Linear in its length; never raises. Lines that start at `refused` are no table rows."""
    layout = lay_out(text, refused)
    # A newline at either end spares every recogniser the question whether a character has a neighbour.
    parts: list[str] = ["\n"]
    offsets: list[int] = [0]
    quoted: list[Span] = []
    opened: list[int] = []
    for paragraph in layout.paragraphs:
        if len(parts) > 1:
            parts.append("\n")
            offsets.append(paragraph[0].start)
        opened.clear()
        previous = ""
        for line in paragraph:
            short = line.width <= _HEADLINE and len(paragraph) == 1
            if previous and previous[-1].isascii() and previous[-1].isalpha() and line.text[0].isascii():
                parts.append(" ")
                offsets.append(line.start)
            _fold_line(text, line, parts, offsets, quoted, opened, short)
            previous = line.text
    parts.append("\n")
    offsets.append(len(text))
    folded = _one_form("".join(parts))
    if "畫" in text:
        folded = _planned(folded)
    folded = _COMMA.sub("，", folded)
    folded = _WIDE_COMMA.sub(lambda m: "," if text[offsets[m.start() - 1]] > "\uff00" else "，", folded)
    return Folded(folded, offsets, tuple(sorted(quoted, key=lambda s: s.start)), layout)


def _fold_line(
    text: str, line: Line, parts: list[str], offsets: list[int], quoted: list[Span], opened: list[int], short: bool
) -> None:
    drop: list[tuple[int, int]] = []
    latex = [m.span() for m in _LATEX.finditer(text, line.start, line.end)] if "$" in line.text else []
    for a, b in latex:
        drop.extend(m.span() for m in _LATEX_PIECE.finditer(text, a, b))
    if not latex and "\\" in line.text:
        drop.extend(m.span() for m in _ESCAPED.finditer(text, line.start, line.end))
    joined = []
    if " " in line.text and _GAP_IN_NUMBER.search(text, line.start, line.end):
        for pattern in (_THOUSANDS, _SPACED):
            joined += [m.span() for m in pattern.finditer(text, line.start, line.end)]
    position = line.start
    for piece in _PIECE.finditer(text, line.start, line.end):
        a, b = piece.span()
        if latex and any(x <= a < y for x, y in latex):
            continue
        if position < a:
            _keep(text, position, a, drop, parts, offsets)
        mark = text[a]
        if mark in QUOTES:
            if mark in _OPENING or (mark == '"' and not opened):
                opened.append(len(offsets))
            elif opened:
                start = opened.pop()
                if start < len(offsets):
                    quoted.append(Span(start, len(offsets)))
        elif _separates(text, a, b, line, joined) or (short and _divides_headline(text, a, b, line)):
            parts.append(" ")
            offsets.append(a)
        position = b
    _keep(text, position, line.end, drop, parts, offsets)


def _keep(text: str, start: int, end: int, drop: list[tuple[int, int]], parts: list[str], offsets: list[int]) -> None:
    for a, b in drop:
        if start <= a < end:
            parts.append(text[start:a])
            offsets.extend(range(start, a))
            start = b
    if start < end:
        parts.append(text[start:end])
        offsets.extend(_OFFSETS[start:end] if end <= len(_OFFSETS) else range(start, end))


def _separates(text: str, a: int, b: int, line: Line, joined: list[tuple[int, int]]) -> bool:
    """Whether a blank divides words: wide gaps and those between Latin words do, others are typesetting."""
    if a == line.start or b == line.end or text[a] in "\u200b\ufeff\xad\u200e\u200f":
        return False
    if "\u3000" in text[a:b] or "\t" in text[a:b] or b - a >= 2:
        return True
    before, after = text[a - 1], text[b]
    if (before.isdigit() or before == ".") and (after.isdigit() or after == "."):
        return not any(x <= a < y for x, y in joined)
    return (
        before.isascii()
        and after.isascii()
        and before.isalnum()
        and after.isalnum()
        and not (before.isdigit() or after.isdigit())
    )


def _divides_headline(text: str, a: int, b: int, line: Line) -> bool:
    """经济向好 发展向新 2023年…: whether a blank stands between the phrases of a line that has no other mark."""
    return (
        _PHRASE_AFTER.match(text, b, line.end) is not None
        and _PHRASE_BEFORE.match(text, max(line.start, a - _PHRASE), a) is not None
        and _MARKED.search(line.text) is None
    )


def fold_word(word: str) -> str:
    """A name as it stands in folded text: one form of every character, no quotation marks, no blanks."""
    return _COMMA.sub("，", _planned(_one_form(_PIECE.sub("", word))))

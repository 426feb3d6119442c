"""The cue words of cues.toml, as sets and as one-pass patterns that strip them at either end of a run of text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


class Words:
    """Words to strip from a run of text: with the lengths, longest first, of those that begin or end with a character."""

    __slots__ = ("all", "by_first", "by_last")

    def __init__(self, words: Iterable[str]) -> None:
        self.all = frozenset(word for word in words if len(word) <= _LONGEST)
        self.by_first = _lengths((word[0], len(word)) for word in self.all)
        self.by_last = _lengths((word[-1], len(word)) for word in self.all)


def _lengths(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for char, length in pairs:
        found.setdefault(char, set()).add(length)
    return {char: tuple(sorted(lengths, reverse=True)) for char, lengths in found.items()}


@dataclass(frozen=True, slots=True)
class Cues:
    """Word lists of the recogniser. `tight` are the neutral words that may be taken from the front of an unknown name."""

    connectors: Words
    neutral: Words
    tight: Words
    sectors: re.Pattern[str]
    targets: re.Pattern[str]
    target_headings: re.Pattern[str]
    rules: re.Pattern[str]
    rule_headings: re.Pattern[str]


# Longer ones are no cues.
_LONGEST = 8
# Single characters that never begin a name: others (自然, 本科, 内资) do.
_PARTICLES = frozenset("的了其共现已又也并且而及与和有达为是将则却就便才还均都仍更再")


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, set(words)), key=len, reverse=True)))


@cache
def load_cues() -> Cues:
    """The package's cue words, loaded once a process."""
    data = tomllib.loads(files("parkcmp.lexicon").joinpath("cues.toml").read_text(encoding="utf-8"))
    return Cues(
        Words(data["connectors"]),
        Words(data["neutral"]),
        Words(word for word in data["neutral"] if len(word) > 1 or word in _PARTICLES),
        _pattern(data["sectors"]),
        _pattern(data["targets"]),
        _pattern(data["target_headings"]),
        _pattern(data["rules"]),
        _pattern(data["rule_headings"]),
    )


def strip_right(text: str, start: int, end: int, words: Words) -> int:
    """The end of text[start:end] after one of the words is taken from its right, longest first; `end` where none is there."""
    if start < end:
        for length in words.by_last.get(text[end - 1], ()):
            if length <= end - start and text[end - length : end] in words.all:
                return end - length
    return end


def strip_left(text: str, start: int, end: int, words: Words) -> int:
    """The start of text[start:end] after one of the words is taken from its left, longest first."""
    if start < end:
        for length in words.by_first.get(text[start], ()):
            if length <= end - start and text[start : start + length] in words.all:
                return start + length
    return start

"""The cue words of cues.toml, as sets and as one-pass patterns that strip them at either end of a run of text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Cues:
    """Word lists of the recogniser. `tight` are the neutral words that may be taken from the front of an unknown name."""

    connectors: frozenset[str]
    neutral: frozenset[str]
    tight: frozenset[str]
    sectors: re.Pattern[str]
    targets: re.Pattern[str]
    target_headings: re.Pattern[str]
    rules: re.Pattern[str]
    rule_headings: re.Pattern[str]


# Single characters that never begin a name: others (自然, 本科, 内资) do.
_PARTICLES = frozenset("的了其共现已又也并且而及与和有达为是将则却就便才还均都仍更再")


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, set(words)), key=len, reverse=True)))


@cache
def load_cues() -> Cues:
    """The package's cue words, loaded once a process."""
    data = tomllib.loads(files("parkcmp.lexicon").joinpath("cues.toml").read_text(encoding="utf-8"))
    return Cues(
        frozenset(data["connectors"]),
        frozenset(data["neutral"]),
        frozenset(word for word in data["neutral"] if len(word) > 1 or word in _PARTICLES),
        _pattern(data["sectors"]),
        _pattern(data["targets"]),
        _pattern(data["target_headings"]),
        _pattern(data["rules"]),
        _pattern(data["rule_headings"]),
    )


def strip_right(text: str, start: int, end: int, words: frozenset[str], longest: int = 8) -> int:
    """The end of text[start:end] after one of the words is taken from its right, longest first; `end` where none is there."""
    for length in range(min(longest, end - start), 0, -1):
        if text[end - length : end] in words:
            return end - length
    return end


def strip_left(text: str, start: int, end: int, words: frozenset[str], longest: int = 8) -> int:
    """The start of text[start:end] after one of the words is taken from its left, longest first."""
    for length in range(min(longest, end - start), 0, -1):
        if text[start : start + length] in words:
            return start + length
    return start

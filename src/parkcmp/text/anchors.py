"""Matches of a pattern that may begin with anything, tried only beside what every match of it holds.

A search for 近三年来 tries each character of a text; but wherever it matches there is a unit of time, and those are few and
quickly found. Knows no language: who asks says what is always there and how far behind the beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator


def find_around(pattern: re.Pattern[str], anchor: re.Pattern[str], reach: int, text: str) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text)` gives, where each match is not empty and holds a match of `anchor` that begins at most
    `reach` characters behind its own beginning."""
    match = pattern.match
    position = 0
    for found in anchor.finditer(text):
        first, last = found.span()
        position = max(position, first - reach)
        while position < last:
            hit = match(text, position)
            if hit is None:
                position += 1
            else:
                yield hit
                position = hit.end()

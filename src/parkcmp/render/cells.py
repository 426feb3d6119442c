"""How one value is written: the only place where a value becomes a string, so that all formats agree.

Digits are plain: no exponent, no thousands separator, no trailing zeros, nothing rounded.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from parkcmp.intervals import Interval
from parkcmp.query.answer import Value

# Line ends have no category of their own that would tell them from blanks.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def plain(number: Decimal) -> str:
    """All digits of a number and no more: 12.160000 → 12.16, 1E+3 → 1000, -0 → 0."""
    digits = format(number, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def text(value: Value) -> str:
    """The cell of a value; an absent one is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Interval):
        return span(value)
    return str(value)


def span(interval: Interval) -> str:
    """An interval as mathematics writes it: [1200, 1300), (-∞, 5]; a point as its number."""
    if interval.low is not None and interval.low == interval.high:
        return plain(interval.low)
    low = "(-∞" if interval.low is None else "[("[interval.low_open] + plain(interval.low)
    high = "∞)" if interval.high is None else plain(interval.high) + "])"[interval.high_open]
    return f"{low}, {high}"


def visible(line: str) -> str:
    """The same text with control characters, line ends and invisible marks (bidi, zero width) written as codes.

    What a document said must not move the cursor or turn the line of a terminal: ESC → \\x1b, U+202E → \\u202e.
    """
    if line.isascii() and line.isprintable():
        return line
    return "".join(_code(c) if unicodedata.category(c) in _INVISIBLE else c for c in line)


def _code(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")

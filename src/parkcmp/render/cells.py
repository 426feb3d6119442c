"""How one value is written: the only place where a value becomes a string, so that all formats agree.

Digits are plain: no exponent, no thousands separator, no trailing zeros, nothing rounded.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from parkcmp.intervals import Interval
from parkcmp.query.answer import Value

# What a terminal or a viewer obeys instead of showing, beyond C0: C1, line and paragraph marks, bidi marks; and lone
# surrogates, which are no UTF-8. For a class of a pattern.
OBEYED = "\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
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


def is_numeric(values: Iterable[Value]) -> bool:
    """Whether these are numbers, as far as they are there, and some are."""
    there = [value for value in values if value is not None]
    return bool(there) and all(isinstance(v, int | Decimal) and not isinstance(v, bool) for v in there)


def visible(line: str) -> str:
    """The same text with control characters, line ends and invisible marks (bidi, zero width) written as codes.

    What a document said must not move the cursor or turn the line of a terminal: ESC → \\x1b, U+202E → \\u202e.
    """
    if line.isascii() and line.isprintable():
        return line
    return "".join(code(c) if unicodedata.category(c) in _INVISIBLE else c for c in line)


def code(character: str) -> str:
    """A character as the code that names it: \\x1b, \\u202e."""
    return character.encode("unicode_escape").decode("ascii")

"""Numerals as printed: Arabic with separators, Chinese with and without places, and their exact values.

Only the numeral itself: units, magnitudes after Arabic digits and hedges belong to who knows the field.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

# The first digit stands alone, so that a search goes from digit to digit; then come the numerals without a comma, most of all.
ARABIC = r"[0-9](?:[0-9]*(?:\.[0-9]+)?(?![0-9,.])|[0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]*(?:\.[0-9]+)?|[0-9]* ?\. ?[0-9]+)"
CHINESE = r"[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?"

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_CHINESE = re.compile(CHINESE)
_SEPARATORS = re.compile(r"[,\s]")
# As many digits as a product of decimals keeps.
_EXACT = 28
_PLAIN_ARABIC = re.compile(r"\d+(?:\.\d+)?")
_PLACE_END = re.compile(r"[十百千万亿]+$")


def parse_arabic(numeral: str) -> Decimal:
    """The value of 1,234.5 or of 13 250 with blanks. Raises ValueError on anything else."""
    if numeral.isascii() and _PLAIN_ARABIC.fullmatch(numeral):
        return Decimal(numeral)
    plain = _SEPARATORS.sub("", numeral)
    if not _PLAIN_ARABIC.fullmatch(plain) or not plain.isascii():
        raise ValueError(f"not an Arabic numeral: {numeral!r}")
    return Decimal(plain)


@lru_cache(maxsize=1024)  # the numerals of prose are few
def parse_chinese(numeral: str) -> Decimal:
    """The value of 三千, 十一, 一万五千亿, 四点二 or 二〇二二. Raises ValueError on anything else."""
    if not _CHINESE.fullmatch(numeral):
        raise ValueError(f"not a Chinese numeral: {numeral!r}")
    whole, _, fraction = numeral.partition("点")
    value = _parse_whole(whole)
    if fraction:
        digits = "".join(str(_DIGITS[c]) for c in fraction)
        return Decimal(f"{value}.{digits}")
    return Decimal(value)


def _parse_whole(text: str) -> int:
    if _DIGITS.keys() >= set(text):  # 二〇二二, 五
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    pending = False  # a digit waits for its place
    for char in text:
        if char in _DIGITS:
            digit, pending = _DIGITS[char], True
        elif char in _PLACES:
            section += (digit if pending else 1) * _PLACES[char]
            digit, pending = 0, False
        else:
            section += digit
            if char == "亿":
                total = (total + section) * _MYRIADS[char] if total or section else _MYRIADS[char]
            else:
                total += (section or 1) * _MYRIADS[char]
            section, digit, pending = 0, 0, False
    return total + section + digit


def decimals(numeral: str) -> int:
    """How many digits stand after the point."""
    for point in (".", "点"):
        if point in numeral:
            return len(numeral.split(point, 2)[1].strip())
    return 0


def last_place(numeral: str) -> Decimal:
    """One unit of the last printed digit: 12.16 → 0.01, 640 → 1, 三千 → 1000."""
    places = decimals(numeral)
    if places or numeral.isascii():
        return _place(-places)
    tail = _PLACE_END.search(numeral)
    if tail:
        return Decimal(_parse_whole("一" + tail.group()))
    return Decimal(1)


def last_nonzero_place(numeral: str, value: Decimal) -> Decimal:
    """One unit of the last digit that is not zero: 1200 → 100, 1.4 → 0.1, 3000 → 1000; of zero, the last place."""
    if value == 0:
        return last_place(numeral)
    _, digits, exponent = value.normalize().as_tuple()
    assert digits
    return _place(int(exponent))


def read_arabic(numeral: str) -> tuple[Decimal, Decimal, Decimal]:
    """The value of a numeral that `ARABIC` matched, its `last_place` and its `last_nonzero_place`, by its digits alone."""
    whole, _, fraction = numeral.partition(".")
    if len(numeral) > _EXACT or not (whole.isdecimal() and (fraction.isdecimal() or not fraction)):
        value = parse_arabic(numeral)
        return value, last_place(numeral), last_nonzero_place(numeral, value)
    value, last = Decimal(numeral), _PLACES_OF[-len(fraction)]
    if kept := fraction.rstrip("0"):
        return value, last, _PLACES_OF[-len(kept)]
    kept = whole.rstrip("0")
    return value, last, _PLACES_OF[len(whole) - len(kept)] if kept else last


@lru_cache(maxsize=64)
def _place(exponent: int) -> Decimal:
    return Decimal(1).scaleb(exponent)


_PLACES_OF = {exponent: _place(exponent) for exponent in range(-_EXACT, _EXACT + 1)}

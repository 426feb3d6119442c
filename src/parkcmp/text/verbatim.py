"""Whether a number stands at a span of a text: the numeral there, whole, and what it is worth with what follows it.

Reads one numeral, not a text: for facts that somebody else found. Values are in no unit; whoever asks knows the factors
between the printed unit and the one that is kept.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from parkcmp.model import Form
from parkcmp.text.numerals import last_nonzero_place, last_place, parse_arabic, parse_chinese

_MAGNITUDES = {
    **{"万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8},
    **{"千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 10**3, "百": 10**2},
}
_MAGNITUDE = re.compile(r"[多余来]?(" + "|".join(_MAGNITUDES) + ")")
_DIGITS = r"\d[\d,]*(?:\.\d+)?"
_ARABIC = re.compile(rf"-?{_DIGITS}")
_RANGE = re.compile(rf"({_DIGITS})%?[-—–~至到]{{1,2}}({_DIGITS})%?")
_FRACTION = re.compile(r"(\d{1,3})/(\d{1,3})")
_PARTS = re.compile(r"(.{1,4})分之(.{1,8})")
_HIGH = re.compile(rf"%?[-—–~至到]{{1,2}}({_DIGITS})")
_COMPOUND = re.compile(rf"({_DIGITS})(万|亿)({_DIGITS})(千|万)")
_TENTHS = re.compile(r"([一二两三四五六七八九])成?([一二三四五六七八九半]?)成?")
_HALVES = frozenset({"一半", "半", "半数"})
# Words of bounds and of multiples are no part of a numeral, but they are often taken along.
_BEFORE, _AFTER = "近约超逾", "余多来倍"
_WINDOW = 8


@dataclass(frozen=True, slots=True)
class Numeral:
    """What is printed: `value` (of a range with `high`) before any magnitude, `magnitude` what follows multiplies it by.
    `last` and `round` are one unit of the last digit and of the last one that is not zero."""

    value: Decimal
    high: Decimal | None
    magnitude: Decimal
    form: Form
    last: Decimal
    round: Decimal
    after: str


def read_numeral(text: str, start: int, end: int) -> Numeral | None:
    """The whole numeral at `text[start:end]`; None where there is none, or only a part of one."""
    if not 0 <= start < end <= len(text) or _is_cut(text, start, end):
        return None
    printed = _plain(text[start:end])
    after = _plain(text[end : end + _WINDOW])
    if printed.endswith("倍"):
        after = "倍" + after
    printed = printed.lstrip(_BEFORE).rstrip(_AFTER) or printed
    found = _MAGNITUDE.match(_HIGH.sub("", after, count=1) if _HIGH.match(after) else after)
    try:
        value, high, form, places = _parse(printed, after)
    except ValueError:
        return None
    magnitude = (
        Decimal(_MAGNITUDES[found[1]]) if found and form in (Form.COUNT, Form.NUMBER, Form.RANGE) else Decimal(1)
    )
    return Numeral(value, high, magnitude, form, last_place(places), last_nonzero_place(places, abs(value)), after)


def _parse(printed: str, after: str) -> tuple[Decimal, Decimal | None, Form, str]:
    """Value, upper end, form and the digits that say how precise it is. Raises ValueError."""
    if _ARABIC.fullmatch(printed):
        value = parse_arabic(printed.lstrip("-"))
        if after.startswith("成") and value < 10:
            return value * 10, None, Form.TENTHS, "10"
        if upper := _HIGH.match(after):
            return value, parse_arabic(upper[1]), Form.RANGE, printed
        form = Form.NUMBER if "." in printed else Form.COUNT
        return (-value if printed.startswith("-") else value), None, form, printed
    if found := _RANGE.fullmatch(printed):
        return parse_arabic(found[1]), parse_arabic(found[2]), Form.RANGE, found[2]
    if found := _COMPOUND.fullmatch(printed):
        larger, smaller = (parse_arabic(found[n]) * _MAGNITUDES[found[n + 1]] for n in (1, 3))
        return larger + smaller, None, Form.NUMBER, f"1{'0' * (len(str(_MAGNITUDES[found[4]])) - 1)}"
    if found := _FRACTION.fullmatch(printed):
        return _percent(Decimal(found[1]), Decimal(found[2])), None, Form.FRACTION, "1"
    if printed in _HALVES:
        return Decimal(50), None, Form.FRACTION, "1"
    if found := _PARTS.fullmatch(printed):
        if found[1] == "百":
            return _number(found[2]), None, Form.NUMBER, found[2]
        return _percent(_number(found[2]), _number(found[1])), None, Form.FRACTION, "1"
    found = _TENTHS.fullmatch(printed)
    if found and ("成" in printed or after.startswith("成")):
        more = Decimal(5) if found[2] == "半" else parse_chinese(found[2]) if found[2] else Decimal(0)
        return parse_chinese(found[1]) * 10 + more, None, Form.TENTHS, "10"
    value = parse_chinese(printed)
    return value, None, Form.NUMBER if "点" in printed or value >= 10**4 else Form.COUNT, printed


def _number(printed: str) -> Decimal:
    return parse_arabic(printed) if printed[:1].isdigit() and printed.isascii() else parse_chinese(printed)


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    if not whole:
        raise ValueError("a fraction of nothing")
    return round(part * 100 / whole, 6)


def _is_cut(text: str, start: int, end: int) -> bool:
    """Whether digits go on before or after the span: 35 of 135, 135 of 135.6."""
    before, after = _plain(text[max(0, start - 2) : start], True), _plain(text[end : end + 2], True)
    first, last = text[start], text[end - 1]
    if first.isdigit() and re.search(r"\d[.,]?\Z", before):
        return True
    return last.isdigit() and re.match(r"[.,]?\d", after) is not None


def _plain(text: str, spaced: bool = False) -> str:
    """Full-width forms as ASCII, blanks and line ends left out."""
    folded = "".join(unicodedata.normalize("NFKC", char) for char in text)
    return folded if spaced else "".join(folded.split())

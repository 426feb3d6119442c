"""Print the number of a spreadsheet cell as its reader sees it: per cent sign, date and unit out of its format.

A cell that shows 13.9% holds 0.139: without its format it would be read wrong by a factor of a hundred. Digits that
the format hides are kept; beyond fifteen significant ones, which no spreadsheet keeps, they are rounding noise.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Context, Decimal

_BUILTIN = {9: "0%", 10: "0.00%", 14: "yyyy-m-d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "yyyy-m-d h:mm"}
_BUILTIN |= dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "h:mm")
# The Chinese versions of Excel number their own dates: 27 and 57 are 2021年12月, 31 and 58 with the day.
_BUILTIN |= dict.fromkeys((27, 50, 52, 55, 57), "yyyy年m月")
_BUILTIN |= dict.fromkeys((28, 29, 30, 31, 36, 51, 53, 54, 58), "yyyy年m月d日")
_BUILTIN |= dict.fromkeys((32, 33, 34, 35, 56), "h:mm")
_SIGNIFICANT = Context(prec=15, Emax=308, Emin=-324)  # what a double holds
_ASIDE = re.compile(r"\[[^\]]*\]|_.|\*.")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_PLACEHOLDER = re.compile(r"[0#?]")
_DECIMALS = re.compile(r"[0#?]\.(0+)")
_SCALE = re.compile(r"[0#?](,+)(?![0#?,])")


def format_code(number: int, custom: dict[int, str]) -> str:
    """The format that a workbook's number format id stands for; empty for General."""
    return custom.get(number) or _BUILTIN.get(number, "")


def print_number(value: str | float, code: str = "", *, since_1904: bool = False) -> str:
    """`value` under the format `code`: `0.139`, `0.0%` → `13.9%`; `44561`, `yyyy-m-d` → `2021年12月31日`."""
    try:
        number = _SIGNIFICANT.create_decimal(value if isinstance(value, str) else repr(value))
    except ArithmeticError:  # no number, or one that no spreadsheet holds
        return str(value)
    if not number.is_finite():
        return str(value)
    section = _ASIDE.sub("", code.partition(";")[0])
    bare = _LITERAL.sub("", section)
    if _is_date(bare):
        return _print_date(number, section + bare, since_1904)
    if "%" in bare:
        return _padded(number * 100, bare) + "%"
    # 0!.0, and 0\.0, divide by less than they show; the stored number is right, what is shown after it is not.
    if "!" in section or re.search(r"\\\.", section) or not _PLACEHOLDER.search(bare):
        return plain(number)
    scale = _SCALE.search(bare)
    if scale:
        number = number.scaleb(-3 * len(scale.group(1)))
    return _padded(number, bare) + _suffix(section)


def plain(number: Decimal) -> str:
    """`number` in digits without exponent and without zeros that only its binary form brought."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _padded(number: Decimal, bare: str) -> str:
    """`number` with at least the decimals that its format shows: 640.00 says more than 640."""
    text, decimals = plain(number), _DECIMALS.search(bare)
    missing = len(decimals.group(1)) - len(text.partition(".")[2]) if decimals else 0
    return text + "." * (missing > 0 and "." not in text) + "0" * missing


def _suffix(section: str) -> str:
    last = max((m.end() for m in _PLACEHOLDER.finditer(_blank_literals(section))), default=len(section))
    return "".join(m.group(1) or m.group(2) or "" for m in _LITERAL.finditer(section, last)).rstrip()


def _blank_literals(section: str) -> str:
    return _LITERAL.sub(lambda m: " " * len(m.group()), section)


def _is_date(bare: str) -> bool:
    if "general" in bare.lower() or _PLACEHOLDER.search(bare):
        return False
    return bool(re.search(r"[ymdhs]|[年月日]", bare.lower()))


def _print_date(number: Decimal, shown: str, since_1904: bool) -> str:
    shown = shown.lower()
    if "y" not in shown and "d" not in shown:
        return plain(number)
    try:
        epoch = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
        day = epoch + timedelta(days=int(number))
    except OverflowError:
        return plain(number)
    if "m" not in shown:
        return f"{day.year}年"
    if "d" not in shown:
        return f"{day.year}年{day.month}月"
    return f"{day.year}年{day.month}月{day.day}日"

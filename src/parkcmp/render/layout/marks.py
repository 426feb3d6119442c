"""How figures look to people: a bound as a mark before the number, a period with its base, flags as words.

The digits are those of `cells`, so that a table and a machine format can be compared by eye and by grep.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from parkcmp.query.answer import Value
from parkcmp.query.wording import FLAGS, pick
from parkcmp.render.cells import text

_BLOCKS = "▁▂▃▄▅▆▇█"
REVIEWS = {
    "accept": ("accepted", "已确认"),
    "reject": ("rejected", "已否定"),
    "correct": ("corrected", "已更正"),
}
_MARKS = {
    "exact": ("", ""),
    "over": (">", "超"),
    "under": ("<", "近"),
    "about": ("≈", "约"),
}


def figure(value: Value, bound: Value, lang: str, high: Value = None) -> str:
    """A number with its bound: >1200, 超1200; of a range both ends, 3-5."""
    if value is None:
        return ""
    mark = pick(_MARKS.get(str(bound or "exact"), ("", "")), lang)
    return mark + text(value) + (f"-{text(high)}" if high is not None else "")


def _upper_end(value: Value, bound: Value, low: Value, high: Value) -> Value:
    """The upper end where the interval is a stated range: only then is the exact value its own lower end."""
    is_range = bound == "exact" and isinstance(value, Decimal) and value == low and high is not None and high != low
    return high if is_range else None


def row_figure(row: Mapping[str, Value], lang: str) -> str:
    """The figure of a row that has its bound and its interval, of a range with both ends."""
    value, bound = row["value"], row["bound"]
    return figure(value, bound, lang, _upper_end(value, bound, row["low"], row["high"]))


def places_cell(row: Mapping[str, Value]) -> str:
    """The places that a row of a ranking may have: 3, or 2-5."""
    best, worst = text(row["rank_best"]), text(row["rank_worst"])
    return best if best == worst else f"{best}-{worst}"


def period_cell(period: Value, base: Value, lang: str) -> str:
    """A period, after its base where one counts: 2012→2021."""
    if period is None:
        return pick(("undated", "无日期"), lang)
    return f"{text(base)}→{text(period)}" if base is not None else text(period)


def sparkline(values: Sequence[Decimal]) -> str:
    """One block a value, the lowest and the highest at the ends of the scale; empty for fewer than two."""
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    if low == high:
        return _BLOCKS[3] * len(values)
    return "".join(_BLOCKS[int((value - low) / (high - low) * (len(_BLOCKS) - 1))] for value in values)


def flag_words(flags: Value, lang: str) -> list[str]:
    """The flags of a row as words."""
    names = [name for name in str(flags or "").split(",") if name]
    return [pick(FLAGS.get(name, (name, name)), lang) for name in names]

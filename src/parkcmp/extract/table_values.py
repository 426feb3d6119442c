"""The values in a table's cells: a number with the unit that it carries itself or that its head, caption or unit column
lends it. A unit is read, never assumed, but for plain counts (of 高新技术企业 there is nothing else to count in)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from parkcmp.extract.conversion import Amount, convert, plain
from parkcmp.extract.quantities import find_quantities
from parkcmp.extract.quantity import Quantity
from parkcmp.lexicon.records import Metric
from parkcmp.lexicon.units import load_units
from parkcmp.model import Bound, Form
from parkcmp.text.fold import fold_word
from parkcmp.text.numerals import read_arabic

NOTE_MARKS = r"[¹²³⁴⁵⁶⁷⁸⁹⁰*＊†‡#①-⑳⑴-⒇]|\[[0-9]{1,2}\]|[⁽（(][0-9¹²³⁴⁵⁶⁷⁸⁹a-z注][)⁾）]"
_GROUPED = r"[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,3}(?:[ \u00a0\u2009][0-9]{3})+(?:\.[0-9]+)?"
_PLAIN = re.compile(
    rf"(?P<sign>[-+−－–＋])?\s*(?P<n>{_GROUPED}|[0-9]+(?:\.[0-9]+)?)\s*(?P<percent>[%％])?(?P<notes>(?:{NOTE_MARKS})*)"
)
_MISSING = re.compile(r"[-−－–—─…./／\\*＊×xX·~～、]*|无|暂无|不详|空|缺|[nN]\.?/?[aA]\.?|待定|保密|[^\w]")
TRAILING_NOTES = re.compile(rf"(?:{NOTE_MARKS})+$")
_NUMERAL = re.compile(r"[0-9０-９][0-9０-９,，.．]*")


@dataclass(slots=True)
class CellValue:
    """A cell's number: `start:end` of its digits within the cell, and the quantity with whatever unit it carries."""

    start: int
    end: int
    quantity: Quantity


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no value: blank, -, …, n/a."""
    return _MISSING.fullmatch(text.strip()) is not None


def parse_value(text: str) -> CellValue | None:
    """The one number that a cell holds and nothing else, None for other cells."""
    found = _PLAIN.fullmatch(text)
    if found:
        return _plain(found)
    if len(text) > 40 or text.isalpha() or not any(c.isdigit() for c in text):
        return None
    folded = fold_word(TRAILING_NOTES.sub("", text))
    quantities = find_quantities(folded)
    if len(quantities) != 1 or quantities[0].left > 1 or quantities[0].right != len(folded):
        return None
    quantity = quantities[0]
    if quantity.left == 1 and folded[0] not in "+-":
        return None
    digits = list(_NUMERAL.finditer(text))
    if not digits:
        return None
    # A range is one number of two numerals; its span reaches over both, as in prose.
    return CellValue(digits[0].start(), digits[-1].end(), quantity)


def _plain(found: re.Match[str]) -> CellValue:
    numeral = found["n"].replace("，", ",").replace("\u00a0", " ").replace("\u2009", " ")
    size, last, round_ = read_arabic(numeral)
    value = -size if found["sign"] in ("-", "−", "－", "–") else size
    percent = bool(found["percent"])
    whole = "." not in numeral
    quantity = Quantity(
        0, len(numeral), 0, len(numeral), value, None, "%" if percent else "", "percent" if percent else "none",
        Bound.EXACT, Form.COUNT if whole and not percent else Form.NUMBER, last, round_,
    )  # fmt: skip
    return CellValue(found.start("n"), found.end("n"), quantity)


@lru_cache(maxsize=1024)
def parse_unit(text: str) -> Quantity | None:
    """One of the unit that `text` names (亿元, 万人, %, 件/万人, 个百分点), None where it is anything else."""
    name = fold_word(text).strip().removeprefix("单位：").removesuffix("人民币")
    if not name or len(name) > 10 or any(c.isdigit() for c in name):
        return None
    found = find_quantities(f"1{name}")
    if len(found) != 1 or found[0].right != len(name) + 1 or found[0].kind in ("none", "rank", "top", "time"):
        return None
    return found[0]


def with_unit(quantity: Quantity, unit: Quantity) -> Quantity:
    """A bare number in the unit that stands elsewhere."""
    q, scale = quantity, unit.value
    high = None if q.high is None else q.high * scale
    form = q.form if unit.kind == "count" and scale == 1 else _number_form(q.form)
    return Quantity(
        q.start, q.end, q.left, q.right, q.value * scale, high, unit.unit, unit.kind, q.bound, form,
        q.last * scale, q.round * scale, unit.magnitude, q.soft,
    )  # fmt: skip


def amount_of(quantity: Quantity, metric: Metric | None) -> Amount | None:
    """The quantity in the metric's own unit, in its printed one without a metric; None where they contradict."""
    if metric is None:
        return plain(quantity)
    if quantity.kind == "none":
        return _implied(quantity, metric)
    if quantity.unit == "‰" and metric.unit == "%":
        tenth = Decimal(10)
        return Amount(quantity.value / tenth, None, "%", quantity.last / tenth, quantity.round / tenth)
    return convert(quantity, metric)


def fits_unit(unit: Quantity, metric: Metric) -> bool:
    """Whether values of the metric can stand in this unit."""
    return amount_of(unit, metric) is not None


def _implied(quantity: Quantity, metric: Metric) -> Amount | None:
    """A bare number of an indicator that counts things is that many of them."""
    unit = load_units().by_name.get(metric.unit)
    if metric.unit in ("点",) or (unit is not None and unit.kind == "count"):
        return Amount(quantity.value, quantity.high, metric.unit, quantity.last, quantity.round)
    return None


def _number_form(form: Form) -> Form:
    return Form.NUMBER if form is Form.COUNT else form

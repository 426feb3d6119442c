"""From a printed quantity to an indicator's own unit, or the refusal that keeps 30万元 from being a count of firms.

Money stays in its currency (facts.md: never converted into yuan); 公顷, 亩 become 平方公里 where an indicator is an area.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from parkcmp.extract.quantity import Quantity
from parkcmp.lexicon.records import Metric
from parkcmp.lexicon.units import load_units

_HUNDRED_MILLION = Decimal(10) ** 8
_TEN_THOUSAND = Decimal(10) ** 4


@dataclass(slots=True)
class Amount:
    """A quantity in its final unit; `last` and `round` scaled with it."""

    value: Decimal
    high: Decimal | None
    unit: str
    last: Decimal
    round: Decimal


def _scaled(q: Quantity, unit: str, divisor: Decimal | None = None) -> Amount:
    if divisor is None:
        return Amount(q.value, q.high, unit, q.last, q.round)
    high = None if q.high is None else q.high / divisor
    return Amount(q.value / divisor, high, unit, q.last / divisor, q.round / divisor)


def convert(q: Quantity, metric: Metric) -> Amount | None:
    """The quantity as a level of the metric, None where the units contradict."""
    scale = _scale(q.kind, q.unit, q.magnitude, metric.unit)
    return _scaled(q, *scale) if scale is not None else None


def fits(q: Quantity, metric: Metric) -> bool:
    """Whether the quantity can be a level of the metric."""
    return _scale(q.kind, q.unit, q.magnitude, metric.unit) is not None


@lru_cache(maxsize=4096)
def _scale(kind: str, unit: str, magnitude: bool, wanted: str) -> tuple[str, Decimal | None] | None:
    """The unit that a level gets, and what its value is divided by; None where the units contradict. The pairs are few."""
    if kind == "money" or (kind == "none" and magnitude and wanted in ("亿元", "亿美元")):
        return _scale_of_money(unit or "元", wanted)
    if wanted == "%":
        return ("%", None) if kind == "percent" else None
    if wanted == "位":
        return (wanted, None) if kind in ("rank", "top") else None
    units = load_units()
    if kind in ("ratio", "area"):
        divisor = units.conversions.get((unit, wanted))
        return (wanted, None) if unit == wanted else (wanted, divisor) if divisor else None
    if kind == "count":
        same = unit == wanted or unit in units.equivalents.get(wanted, frozenset())
        per = "/" in wanted and unit == wanted.split("/", maxsplit=1)[0]  # 每万名从业人员…73件
        return (wanted, None) if same or per else None
    return (wanted, None) if kind == "none" and wanted == "点" else None


def _scale_of_money(currency: str, wanted: str) -> tuple[str, Decimal] | None:
    if wanted in ("亿元", "亿美元"):
        return f"亿{currency}", _HUNDRED_MILLION
    if wanted.startswith("万元/") and currency == "元":
        return wanted, _TEN_THOUSAND
    return None


def plain(q: Quantity) -> Amount:
    """The quantity of an indicator that the registry does not know, in its printed unit; money with a magnitude in 亿."""
    if q.kind == "money" and q.magnitude:
        return _scaled(q, f"亿{q.unit}", _HUNDRED_MILLION)
    if q.kind == "none" and q.magnitude and q.soft:
        return _scaled(q, "亿元", _HUNDRED_MILLION)
    return _scaled(q, q.unit)

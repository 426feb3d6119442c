"""From a printed quantity to an indicator's own unit, or the refusal that keeps 30万元 from being a count of firms.

Money stays in its currency (facts.md: never converted into yuan); 公顷, 亩 become 平方公里 where an indicator is an area.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

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
    units = load_units()
    wanted = metric.unit
    if q.kind == "money" or (q.kind == "none" and q.magnitude and wanted in ("亿元", "亿美元")):
        return _money(q, wanted)
    if wanted == "%":
        return _scaled(q, "%") if q.kind == "percent" else None
    if wanted == "位":
        return _scaled(q, wanted) if q.kind in ("rank", "top") else None
    if q.kind in ("ratio", "area"):
        if q.unit == wanted:
            return _scaled(q, wanted)
        divisor = units.conversions.get((q.unit, wanted))
        return _scaled(q, wanted, divisor) if divisor else None
    if q.kind == "count":
        if q.unit == wanted or q.unit in units.equivalents.get(wanted, frozenset()):
            return _scaled(q, wanted)
        if "/" in wanted and q.unit == wanted.split("/")[0]:  # 每万名从业人员…73件
            return _scaled(q, wanted)
        return None
    if q.kind == "none" and wanted == "点":
        return _scaled(q, wanted)
    return None


def _money(q: Quantity, wanted: str) -> Amount | None:
    currency = q.unit or "元"
    if wanted in ("亿元", "亿美元"):
        return _scaled(q, f"亿{currency}", _HUNDRED_MILLION)
    if wanted.startswith("万元/") and currency == "元":
        return _scaled(q, wanted, _TEN_THOUSAND)
    return None


def plain(q: Quantity) -> Amount:
    """The quantity of an indicator that the registry does not know, in its printed unit; money with a magnitude in 亿."""
    if q.kind == "money" and q.magnitude:
        return _scaled(q, f"亿{q.unit}", _HUNDRED_MILLION)
    if q.kind == "none" and q.magnitude and q.soft:
        return _scaled(q, "亿元", _HUNDRED_MILLION)
    return _scaled(q, q.unit)

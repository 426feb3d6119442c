"""The scale of a panel: from where to where it runs, and where a mark and the ends of its interval lie on it.

Bars begin at zero, else their lengths would lie; an interval without limit ends at the end of the scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from parkcmp.render.chart.picture import Mark, Panel, Shape

_ROOM = Decimal("0.06")


@dataclass(frozen=True, slots=True)
class Scale:
    """All values from `first` to `last`; `first` < `last`."""

    first: Decimal
    last: Decimal

    def ends(self, mark: Mark) -> tuple[Decimal, Decimal]:
        """The ends of a mark's interval as they are drawn."""
        low = self.first if mark.low is None else max(mark.low, self.first)
        high = self.last if mark.high is None else min(mark.high, self.last)
        return low, high

    def share(self, value: Decimal) -> Decimal:
        """How far along the scale a value lies, 0 to 1."""
        return min(max((value - self.first) / (self.last - self.first), Decimal(0)), Decimal(1))


def scale_of(panel: Panel) -> Scale:
    """The scale that holds all marks of a panel and their intervals, with some room where one has no limit."""
    ends = [e for mark in panel.marks for e in (mark.low, mark.high, mark.value) if e is not None]
    if panel.shape is not Shape.LINES:
        ends.append(Decimal(0))
    first, last = min(ends), max(ends)
    if first == last:
        return Scale(first - 1, last + 1) if first else Scale(Decimal(0), Decimal(1))
    room = (last - first) * _ROOM
    if any(mark.high is None for mark in panel.marks):
        last += room
    if any(mark.low is None for mark in panel.marks):
        first -= room
    return Scale(first, last)

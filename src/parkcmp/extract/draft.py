"""A fact in the making: what the binder has decided of one quantity, in folded offsets."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from parkcmp.extract.conversion import Amount
from parkcmp.extract.labels import Label
from parkcmp.extract.mentions import Owner
from parkcmp.extract.quantity import Quantity
from parkcmp.lexicon.records import Metric
from parkcmp.model import Measure


@dataclass(slots=True)
class Draft:
    """One number with its reading so far. `owner` None means that nobody is known."""

    q: Quantity
    measure: Measure
    amount: Amount
    label: Label | None
    metric: Metric | None
    owner: Owner | None
    period: str | None
    base: str | None = None
    whole: str | None = None
    whole_key: str | None = None
    target: bool = False
    rule: str = ""
    sentence: tuple[int, int] = (0, 0)
    foreign: bool = False  # belongs to an owner that is not the one spoken of: no park may get it
    chain: bool = False

    @property
    def value(self) -> Decimal:
        """The value in its final unit."""
        return self.amount.value

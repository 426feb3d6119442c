"""Brackets that hold numbers of their own: behind them the sentence goes on with the owner, indicator and time from before them.

自创区高新技术企业436家（兰州高新区365家、白银高新区71家），占全省35%: the share is the whole's, not the last bracket's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parkcmp.extract.draft import Draft
from parkcmp.extract.labels import Label
from parkcmp.extract.mentions import Owner
from parkcmp.extract.quantity import Quantity

if TYPE_CHECKING:
    from parkcmp.extract.clock import Clock
    from parkcmp.extract.owners import Speaker
    from parkcmp.extract.sentence import Sentence


def find_asides(text: str, start: int, end: int, numbers: Sequence[Quantity]) -> list[tuple[int, int]]:
    """The brackets of text[start:end] that hold a number, in order, the last one first."""
    if not numbers:
        return []
    found: list[tuple[int, int]] = []
    index, opening = 0, text.find("（", start, end)
    while opening >= 0:
        closing = text.find("）", opening, end)
        if closing < 0:
            break
        while index < len(numbers) and numbers[index].start < opening:
            index += 1
        if index < len(numbers) and numbers[index].start < closing:
            found.append((opening, closing))
        opening = text.find("（", closing, end)
    return found[::-1]


@dataclass(frozen=True, slots=True)
class Held:
    """What a sentence was speaking of where a bracket opened."""

    owner: Owner | None
    label: Label | None
    label_draft: Draft | None
    period: str | None
    said: bool
    base: str | None

    @classmethod
    def of(cls, clock: Clock, speaker: Speaker, s: Sentence) -> Held:
        """The running state at the bracket's opening."""
        return cls(speaker.current, s.label, s.label_draft, clock.period, clock.said, clock.base)

    def take_up(self, clock: Clock, speaker: Speaker, s: Sentence) -> None:
        """Go on as before the bracket."""
        speaker.current, s.label, s.label_draft = self.owner, self.label, self.label_draft
        clock.period, clock.said, clock.base = self.period, self.said, self.base
        clock.momentary = None


def is_footnote(text: str, q: Quantity) -> bool:
    """15200万元（1），增长8.3%: a mark that says nothing of the number before."""
    return q.kind == "none" and text[q.left - 1 : q.left] == "（" and text[q.right : q.right + 1] == "）"

"""What stands between the numbers of a text, told in reading order: times to the clock, owners to the speaker, semicolons to both.

A sentence is gone through from number to number; a bracket with numbers of its own is left behind as it was entered.
"""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING

from parkcmp.extract.along import Along
from parkcmp.extract.asides import Held
from parkcmp.extract.mentions import OwnerMention, Role
from parkcmp.extract.targets import meant_before
from parkcmp.extract.times import Time
from parkcmp.extract.year_parts import year_of

if TYPE_CHECKING:
    from parkcmp.extract.clock import Clock
    from parkcmp.extract.labels import Labels
    from parkcmp.extract.owners import Speaker
    from parkcmp.extract.sentence import Sentence

_MONTH_ENDS = re.compile(r"\d{4}-\d{2}$")
_start = attrgetter("start")


class Course:
    """Goes through one text once and tells the clock and the speaker.

    It knows no binder: a ring of objects would keep all that one text needed in memory until the next collection."""

    def __init__(
        self, labels: Labels, clock: Clock, speaker: Speaker, times: Along[Time], owners: Along[OwnerMention]
    ) -> None:
        self._text = labels.text
        self._labels = labels
        self._clock = clock
        self._speaker = speaker
        self._times = times
        self._owners = owners
        # In the order of the text, a time first where both begin at once; a sentinel behind the last.
        self._tellings: list[Time | OwnerMention] = sorted([*times, *owners], key=_start)
        self._starts: list[int] = [*map(_start, self._tellings), len(self._text) + 1]
        self._told = 0

    def stands_before(self, end: int) -> bool:
        """Whether a time or an owner that is not told yet begins before `end`."""
        return self._starts[self._told] < end

    def go_to(self, end: int, sentence: Sentence, first: bool) -> None:
        """Tell what stands before `end`, a number or the sentence's own; `first` in the first sentence of a paragraph."""
        if sentence.asides:
            self._past_asides(end, sentence, first)
        if self._starts[self._told] < end or sentence.mark < end:
            self._tell(end, sentence, first)

    def _past_asides(self, end: int, sentence: Sentence, first: bool) -> None:
        while sentence.asides and sentence.asides[-1][0] < end:
            opening, closing = sentence.asides[-1]
            if sentence.held is None:
                self._tell(opening, sentence, first)
                sentence.held = Held.of(self._clock, self._speaker, sentence)
            if closing >= end:
                break
            self._tell(closing, sentence, first)
            sentence.held.take_up(self._clock, self._speaker, sentence)
            sentence.held = None
            sentence.asides.pop()

    def _tell(self, end: int, sentence: Sentence, first: bool) -> None:
        clock, speaker = self._clock, self._speaker
        while (at := self._starts[self._told]) < end:
            if sentence.mark < at:
                self._semicolon(at, sentence)
            told = self._tellings[self._told]
            self._told += 1
            if at < sentence.start:
                continue
            if isinstance(told, OwnerMention):
                speaker.tell(told, first and told.initial)
                continue
            before = clock.period
            clock.tell(told, self._text)
            if clock.period != before and self._is_past(clock.period) and not meant_before(self._text, told.start):
                sentence.target, sentence.clause = False, told.end  # 原定…：2019年完成…
        if sentence.mark < end:
            self._semicolon(end, sentence)

    def _is_past(self, period: str | None) -> bool:
        published = self._clock.published
        if not period or not published:
            return False
        # 1月份 told in February is over too
        months = _MONTH_ENDS.search(period) is not None and period[-7:] < published[:7]
        return months or year_of(period) < year_of(published)

    def _semicolon(self, at: int, sentence: Sentence) -> None:
        """A semicolon closes what a clause said of its own owner, chain and base."""
        mark = self._text.rfind("；", sentence.mark, at)
        sentence.mark = self.next_mark(mark + 1, sentence.end)
        if not self._still_of_part(sentence, mark):
            self._speaker.begin_sentence(semicolon=True)
        sentence.clause = mark + 1
        if sentence.target and (
            sentence.forecast
            or self._times.within(mark + 1, mark + 5)
            or any(o.role is Role.SUBJECT for o in self._owners.within(mark, mark + 7))
        ):
            sentence.target = False
        sentence.chain = None
        sentence.chain_done = False
        self._clock.begin_clause()
        self._clock.average = None
        sentence.sector = ""

    def _still_of_part(self, sentence: Sentence, mark: int) -> bool:
        """南岸科技园完成总收入56亿元；工业总产值34亿元: whether a sentence that has named a part alone goes on about it."""
        current = self._speaker.current
        if current is None or current.kind not in ("subpark", "zone") or not self._speaker.told:
            return False
        named = [o.owner for o in self._owners.within(sentence.start, mark) if o.role is Role.SUBJECT]
        return all(owner is current for owner in named) and self._labels.term_from(mark + 1) is not None

    def next_mark(self, start: int, end: int) -> int:
        """Where the next semicolon of a sentence stands, else its end."""
        mark = self._text.find("；", start, end)
        return mark if mark >= 0 else end

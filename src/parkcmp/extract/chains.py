"""Chains: 由2012年的x增至2021年的y — two values of one indicator, each of its own time."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from parkcmp.extract.draft import Draft
from parkcmp.extract.measures import FROM, Lead, risen_to
from parkcmp.extract.placing import LEVELS, amount_of, base_of
from parkcmp.extract.quantity import Quantity
from parkcmp.extract.ranks import is_place, place_of
from parkcmp.extract.sentence import Sentence
from parkcmp.model import Measure

if TYPE_CHECKING:
    from parkcmp.extract.bind import Binder


_GOES_ON = re.compile(
    r"[^，；。]{0,14}?，?[^，；。\d]{0,14}(?:增|升|提高|扩|至|到|降|减|达|拓展|跃|发展|壮大|翻|变|成)"
)
_REACHES = re.compile(r"(?:到|至|为|达)(?:了|约)?$")


def begin_chain(b: Binder, draft: Draft, lead: Lead, sentence: Sentence) -> None:
    """由 opens a chain: its first value is of the time between 由 and the number, else of the span's start, else of none."""
    start = FROM.search(lead.clause)
    assert start is not None
    own = b.times.within(lead.clause_start + start.start(), draft.q.left)
    follows = _GOES_ON.match(b.text, draft.q.right)
    if not follows:
        return
    if not own:
        draft.period = b.clock.span[0] if b.clock.span else b.clock.base
    elif own[-1].kind == "founding":
        draft.period = None
    if own and own[-1].end <= draft.q.left:
        # The start's time is the start's alone: 由2012年的310件增至3460件 leaves the running time as it was.
        b.clock.period, b.clock.said = b.clock.earlier
    sentence.chain = draft
    sentence.chain_start = draft.period
    sentence.chain_done = False


def end_chain(b: Binder, q: Quantity, lead: Lead, sentence: Sentence) -> Draft | None:
    """The second value of a chain: 增至x, of the same indicator, owner and measure."""
    first = sentence.chain
    if first is None or sentence.chain_done:
        return None
    if first.q.kind == "rank" and is_place(b.text, q):
        q = place_of(q)  # 由第38位升至33位
    if q.kind != first.q.kind:
        return None
    bare = lead.text
    for t in b.times.within(lead.start, q.left):
        if t.end <= q.left:
            bare = bare.replace(t.text, "")
    bare = bare.rstrip("的").rstrip("约")
    moved = first.measure in LEVELS or first.rule == "rate"
    if not moved or not (risen_to(bare) or _REACHES.search(bare)) or len(bare) > 16:
        return None
    amount = amount_of(q, first.metric, first.measure)
    if amount is None:
        return None
    own = any(t.kind in ("period", "now", "plan") for t in b.times.within(lead.start, q.left))
    period = b.clock.current
    if not own and b.clock.span:
        period = b.clock.span[1]
    elif not own and first.period is None and not b.clock.said and b.clock.default is None:
        period = None if sentence.chain_start is None and b.paragraph is not None and b.paragraph.heading else period
    if first.rule == "rate" and first.amount.value < 0 < amount.value:
        amount = replace(amount, value=-amount.value)
    sentence.chain_done = True
    owner = first.owner
    draft = Draft(
        q, first.measure, amount, first.label, first.metric, owner, period, whole=first.whole, whole_key=first.whole_key,
        target=b.is_target(sentence, period), rule="chain", foreign=first.foreign, chain=True,
    )  # fmt: skip
    if first.measure is Measure.GROWTH:
        draft.base = base_of(b, draft, sentence)
    return draft

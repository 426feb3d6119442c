"""The ledger: every numeral of a text is in exactly one of a fact, a time, or the unexplained numbers with a reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter

from parkcmp.extract.quantity import Quantity
from parkcmp.extract.tables import TableReading
from parkcmp.extract.times import Time
from parkcmp.model import Fact, Reason, Span, Unexplained
from parkcmp.text.fold import Folded

_NUMERAL = re.compile(r"[0-9０-９]+(?:[,，.．][0-9０-９]+)*")
_WIDE_DIGIT = re.compile("[０-９]")
_NARROW = {ord("０") + i: str(i) for i in range(10)}
# What the ledger knows of a character: a digit that nothing has claimed yet, or one of a span that something has.
_OPEN, _USED = 1, 2
_DIGITS = bytes(_OPEN * (ord("0") <= code <= ord("9")) for code in range(256))


def account(
    text: str,
    folded: Folded,
    facts: Sequence[Fact],
    times: Sequence[Time],
    masks: Sequence[tuple[int, int, Reason]],
    reasons: Sequence[tuple[Quantity, Reason]],
    tables: Sequence[TableReading] = (),
) -> tuple[tuple[Span, ...], tuple[Unexplained, ...]]:
    """The times and the unexplained numbers of a raw text, disjoint from the facts and from each other."""
    known = _digits(text)
    for fact in facts:
        known[fact.start : fact.end] = b"\2" * (fact.end - fact.start)
    spans: list[Span] = []
    unexplained: list[Unexplained] = []

    def note(a: int, b: int, reason: Reason) -> None:
        if known.find(_USED, a, b) < 0:
            known[a:b] = b"\2" * (b - a)
            unexplained.append(Unexplained(a, b, reason))

    for reading in tables:
        for u in reading.unexplained:
            note(u.start, u.end, u.reason)
        for span in reading.times:
            if known.find(_USED, span.start, span.end) < 0:
                known[span.start : span.end] = b"\2" * (span.end - span.start)
                spans.append(span)
        for span in reading.consumed:  # all its numerals are placed by now; what is left are separators
            known[span.start : span.end] = b"\2" * (span.end - span.start)
    offsets = folded.offsets
    for time in times:
        a, b = offsets[time.start], offsets[time.end - 1] + 1
        if known.find(_USED, a, b) >= 0:
            continue
        if time.kind in ("duration", "years_since", "years_ago", "average"):
            if known.find(_OPEN, a, b) >= 0:
                note(a, b, Reason.DURATION)
            continue
        known[a:b] = b"\2" * (b - a)
        spans.append(Span(a, b))
    for q, reason in reasons:
        note(*folded.raw(q.start, q.end), reason)
    for start, end, reason in masks:
        a, b = folded.raw(start, end)
        if known.find(_OPEN, a, b) >= 0:
            note(a, b, reason)
    for line in folded.layout.furniture:
        if known.find(_OPEN, line.start, line.end) >= 0:
            note(line.start, line.end, Reason.LAYOUT)
    a = known.find(_OPEN)
    while a >= 0:
        end = known.find(_USED, a)
        # 1，2，2 with the last two placed leaves 1， of which the comma is no number
        rest = _NUMERAL.match(text, a, end if end >= 0 else len(text))
        assert rest is not None
        note(*rest.span(), _reason(text, *rest.span()))
        a = known.find(_OPEN, rest.end())
    spans.sort(key=attrgetter("start"))
    unexplained.sort(key=attrgetter("start"))
    return tuple(spans), tuple(unexplained)


def _digits(text: str) -> bytearray:
    """What is known of each character at first: which are digits."""
    narrow = text.translate(_NARROW) if _WIDE_DIGIT.search(text) is not None else text
    return bytearray(narrow.encode("ascii", "replace").translate(_DIGITS))


def _reason(text: str, a: int, b: int) -> Reason:
    """The kind of a numeral that no recogniser claimed."""
    before, after = text[a - 1 : a], text[b : b + 1]
    if before == "第":
        return Reason.ORDINAL
    if after in "、.．)）" and (a == 0 or text[a - 1] in "\n \u3000(（"):
        return Reason.ORDINAL
    if (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha()):
        return Reason.NAME
    return Reason.UNIT

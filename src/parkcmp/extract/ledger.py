"""The ledger: every numeral of a text is in exactly one of a fact, a time, or the unexplained numbers with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parkcmp.extract.quantity import Quantity
from parkcmp.extract.tables import TableReading
from parkcmp.extract.times import Time
from parkcmp.model import Fact, Reason, Span, Unexplained
from parkcmp.text.fold import Folded

_NUMERAL = re.compile(r"[0-9０-９]+(?:[,，.．][0-9０-９]+)*")


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
    used = bytearray(len(text) + 1)
    for fact in facts:
        used[fact.start : fact.end] = b"\1" * (fact.end - fact.start)
    spans: list[Span] = []
    unexplained: list[Unexplained] = []

    def note(a: int, b: int, reason: Reason) -> None:
        if used.find(1, a, b) < 0:
            used[a:b] = b"\1" * (b - a)
            unexplained.append(Unexplained(a, b, reason))

    for reading in tables:
        for u in reading.unexplained:
            note(u.start, u.end, u.reason)
        for span in reading.times:
            if used.find(1, span.start, span.end) < 0:
                used[span.start : span.end] = b"\1" * (span.end - span.start)
                spans.append(span)
        for span in reading.consumed:  # all its numerals are placed by now; what is left are separators
            used[span.start : span.end] = b"\1" * (span.end - span.start)
    for time in times:
        a, b = folded.raw(time.start, time.end)
        if used.find(1, a, b) >= 0:
            continue
        if time.kind in ("duration", "years_since", "years_ago", "average"):
            if _NUMERAL.search(text, a, b):
                note(a, b, Reason.DURATION)
            continue
        used[a:b] = b"\1" * (b - a)
        spans.append(Span(a, b))
    for q, reason in reasons:
        note(*folded.raw(q.start, q.end), reason)
    for start, end, reason in masks:
        a, b = folded.raw(start, end)
        if _NUMERAL.search(text, a, b):
            note(a, b, reason)
    for line in folded.layout.furniture:
        if _NUMERAL.search(line.text):
            note(line.start, line.end, Reason.LAYOUT)
    for m in _NUMERAL.finditer(text):
        start, end = m.span()
        if used.find(0, start, end) < 0:
            continue
        for a, b in _unused(used, start, end):
            # 1，2，2 with the last two placed leaves 1， of which the comma is no number
            for rest in _NUMERAL.finditer(text, a, b):
                note(*rest.span(), _reason(text, *rest.span()))
    return tuple(sorted(spans, key=lambda s: s.start)), tuple(sorted(unexplained, key=lambda u: u.start))


def _unused(used: bytearray, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of start:end that nothing has claimed yet."""
    a = start
    while a < end:
        if used[a]:
            a += 1
            continue
        b = a
        while b < end and not used[b]:
            b += 1
        yield a, b
        a = b


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

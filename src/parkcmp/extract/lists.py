"""Parallel lists: A、B和C分别增长x%、y%和z%, where the n-th number belongs to the n-th name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from parkcmp.extract.measures import DOWN, UP
from parkcmp.extract.quantity import Quantity

_JOIN = re.compile(r"(?:、|和|与|及|以及|，|，和|、和)(?:约|近|超|超过|逾)?")
_JOIN_LONGEST = 4
_ROW_VERB = re.compile(rf"(?:同比|环比|比上年|较上年|比去年|较去年)?(?:{UP}|{DOWN}|达到|达|为)(?:了|约)?$")
_CUE = re.compile(r"分别|分列|依次|各(?:$|(?=[为达有]|拥有|完成|实现|新增|增长|下降|占))")
_DIVIDER = re.compile(r"、|以及|和|与|及")


@dataclass(frozen=True, slots=True)
class Group:
    """Numbers that one verb governs in a row; `cue` where 分别 stands (-1 where nothing says so)."""

    members: tuple[Quantity, ...]
    cue: int
    cue_end: int

    def index(self, q: Quantity) -> int:
        """The place of a number in the row."""
        return self.members.index(q)


def find_groups(text: str, numbers: Sequence[Quantity], start: int) -> dict[int, Group]:
    """The groups of a sentence, by the start of each member."""
    groups: dict[int, Group] = {}
    if len(numbers) < 2:
        return groups
    following = iter(numbers)
    row = [next(following)]
    for q in following:
        if _goes_on(text, numbers, row, q, start):
            row.append(q)
            continue
        if len(row) > 1:
            groups.update(_grouped(text, numbers, row, start))
        row = [q]
    if len(row) > 1:
        groups.update(_grouped(text, numbers, row, start))
    return groups


def _goes_on(text: str, numbers: Sequence[Quantity], row: Sequence[Quantity], q: Quantity, start: int) -> bool:
    """Whether a number stands in one row with those just before it."""
    a, b = row[-1].right, q.left
    if not 0 < b - a <= _JOIN_LONGEST or not _JOIN.fullmatch(text, a, b) or not _alike(q.kind, row[0].kind):
        return False
    return len(row) > 1 or text[a] != "，" or _cue(text, numbers, row[0], start) is not None


def _grouped(text: str, numbers: Sequence[Quantity], row: Sequence[Quantity], start: int) -> dict[int, Group]:
    """The group that a row is, by the start of each member."""
    found = _cue(text, numbers, row[0], start) or _verb_of_row(text, numbers, row, start)
    cue, cue_end = found.span() if found else (-1, -1)
    group = Group(tuple(row), cue, cue_end)
    return {q.start: group for q in row}


def _alike(kind: str, first: str) -> bool:
    """增长62%、58%和1.1倍 is one row."""
    return kind == first or {kind, first} == {"percent", "times"}


def _before(numbers: Sequence[Quantity], first: Quantity, start: int) -> int:
    """Where the number before a row ends, or where its sentence starts."""
    n = bisect_left(numbers, first.start, key=lambda q: q.start) - 1
    while n >= 0 and numbers[n].right > first.left:
        n -= 1
    return numbers[n].right if n >= 0 else start


def _cue(text: str, numbers: Sequence[Quantity], first: Quantity, start: int) -> re.Match[str] | None:
    """The 分别 that governs a row: after the number before it."""
    limit = max(_before(numbers, first, start), first.left - 40)
    found = list(_CUE.finditer(text, limit, first.left))
    return found[-1] if found else None


def _verb_of_row(text: str, numbers: Sequence[Quantity], row: Sequence[Quantity], start: int) -> re.Match[str] | None:
    """The verb of A、B同比增长x、y, which says no 分别 but has as many names as numbers."""
    first = row[0]
    limit = max(_before(numbers, first, start), first.left - 40)
    verb = _ROW_VERB.search(text, limit, first.left)
    if verb is None:
        return None
    begin = max(limit, *(text.rfind(mark, limit, verb.start()) + 1 for mark in "，；。：\n"))
    names = items(text, begin, verb.start())
    return verb if len(names) == len(row) and all(b - a > 1 for a, b in names) else None


def items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The names of text[start:end], divided by 、 和 与 及, as spans."""
    spans, position = [], start
    for m in _DIVIDER.finditer(text, start, end):
        if m.start() > position:
            spans.append((position, m.start()))
        position = m.end()
    if position < end:
        spans.append((position, end))
    return spans

"""Matches of patterns that may begin with anything, tried only beside what every match of them holds.

A search for 近三年来 tries each character of a text; but wherever it matches a unit of time stands behind a number (三年), and
those are few. All such words of all patterns are found in one scan of the text, whatever their number. Knows no language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import product

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

_GROUP = re.compile(r"\([^()]*\)\??")


class Beside:
    """A pattern, each match of which has an anchor: in it or at its end, at most `reach` characters behind its beginning,
    with none but characters of `before` in between (empty: any). No match is empty.

    Anchors are words; `rest` is an expression for those anchors that no list of words can hold."""

    __slots__ = ("_before", "_match", "_reach", "_rest", "pattern", "words")

    def __init__(
        self, pattern: str, words: Iterable[str], reach: int = 0, before: str = "", rest: str | None = None
    ) -> None:
        self.pattern = re.compile(pattern)
        self.words = frozenset(words)
        self._match = self.pattern.match
        self._reach = reach
        self._before = before
        self._rest = re.compile(rest) if rest is not None else None

    def find(self, text: str, anchors: Mapping[Beside, list[int]]) -> Sequence[re.Match[str]]:
        """What `pattern.finditer(text)` gives, for a time that grows with the text's length alone."""
        firsts = anchors.get(self)
        if self._rest is not None:
            firsts = [*(firsts or ()), *(found.start() for found in self._rest.finditer(text))]
        if not firsts:
            return ()
        firsts.sort()
        match, reach, before = self._match, self._reach, self._before
        hits: list[re.Match[str]] = []
        position = 0
        if not reach:
            for first in firsts:
                if first >= position and (hit := match(text, first)) is not None:
                    hits.append(hit)
                    position = hit.end()
            return hits
        for first in firsts:
            position = max(position, first - reach)
            if before and position < first:
                position += len(text[position:first].rstrip(before))
            while position <= first:
                hit = match(text, position)
                if hit is None:
                    position += 1
                else:
                    hits.append(hit)
                    position = hit.end()
        return hits


class Anchors:
    """The anchors of several patterns, found in one scan of a text."""

    def __init__(self, *patterns: Beside) -> None:
        self.patterns = patterns

    @cached_property
    def _scan(self) -> tuple[AhoCorasick, list[tuple[Beside, ...]]]:
        """The automaton of all words, and whose each of them is."""
        owners: dict[str, tuple[Beside, ...]] = {}
        for pattern in self.patterns:
            for word in pattern.words:
                owners[word] = (*owners.get(word, ()), pattern)
        scan = AhoCorasick(list(owners), matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA)
        return scan, list(owners.values())

    def find(self, text: str) -> Mapping[Beside, list[int]]:
        """Where the anchors of each pattern begin."""
        scan, owners = self._scan
        found: dict[Beside, list[int]] = {}
        for word, start, _ in scan.find_matches_as_indexes(text, overlapping=True):
            for pattern in owners[word]:
                if pattern in found:
                    found[pattern].append(start)
                else:
                    found[pattern] = [start]
        return found


def each(*parts: Iterable[str]) -> tuple[str, ...]:
    """All words out of one of each of the parts: each("东西", ["区", "部"]) is 东区, 东部, 西区, 西部."""
    return tuple(map("".join, product(*parts)))


def alternatives(pattern: str) -> tuple[str, ...]:
    """The words of an alternation of words, whatever it asks around them: 新区(?!域)|园区 has 新区 and 园区."""
    while (bare := _GROUP.sub("", pattern)) != pattern:
        pattern = bare
    return tuple(pattern.split("|"))

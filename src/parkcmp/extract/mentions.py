"""Owners as mentioned: who, in which role, where; and the growing register of those found in one text.

Mentions of every kind are made by the thousand and never changed, but not frozen: that makes them three times as slow to make.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    """The part a name plays."""

    SUBJECT = "subject"
    WHOLE = "whole"
    COMPARED = "compared"
    NONE = "none"


@dataclass(slots=True)
class Owner:
    """A named owner. `kind` park|nation|region|zone|subpark|firm|deixis|ambiguous; `key` a registry key or full name, else ''."""

    kind: str
    name: str
    key: str = ""


@dataclass(slots=True)
class OwnerMention:
    """An owner named at start:end in a role; `initial` where it opens its sentence."""

    start: int
    end: int
    owner: Owner
    role: Role
    initial: bool = False


class Register:
    """Owner mentions found so far in one text: no two share a character, the later of two that do replaces the earlier."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length + 1)
        self._by_start: dict[int, OwnerMention] = {}
        self._by_end: dict[int, OwnerMention] = {}

    def add(self, mention: OwnerMention) -> None:
        """Enter a mention in place of any that it covers."""
        start, end = mention.start, mention.end
        if self._taken.find(1, start, end) >= 0:
            for old in self.inside(start, end):
                del self._by_start[old.start]
                self._by_end.pop(old.end, None)
        self._by_start[start] = mention
        self._by_end[end] = mention
        self._taken[start:end] = b"\1" * (end - start)

    def is_free(self, start: int, end: int) -> bool:
        """Whether no mention has a character of text[start:end]."""
        return self._taken.find(1, start, end) < 0

    def inside(self, start: int, end: int) -> list[OwnerMention]:
        """The mentions that lie within text[start:end], in order."""
        return [m for p in range(start, end) if (m := self._by_start.get(p)) is not None and m.end <= end]

    def ending(self, end: int) -> OwnerMention | None:
        """The mention that ends at a position."""
        return self._by_end.get(end)

    def last_end(self, start: int, end: int, kinds: frozenset[str]) -> int:
        """The greatest end within (start, end] of a mention of one of the kinds, else `start`."""
        for position in range(end, start, -1):
            mention = self._by_end.get(position)
            if mention is not None and mention.owner.kind in kinds:
                return position
        return start

    def owners(self) -> list[Owner]:
        """The owners of all mentions, in no order."""
        return [mention.owner for mention in self._by_start.values()]

    def all(self) -> list[OwnerMention]:
        """Every mention in order."""
        return sorted(self._by_start.values(), key=lambda m: (m.start, m.end))

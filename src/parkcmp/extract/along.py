"""Mentions along a text, in order of their starts, with the ones of a stretch found by bisection.

Binding asks for neighbours at every number; looking through all mentions each time would make long texts quadratic.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Generic, Protocol, TypeVar


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=_Placed)


class Along(Generic[T]):
    """Mentions sorted by start."""

    __slots__ = ("_begins", "_starts", "items")

    def __init__(self, items: Sequence[T]) -> None:
        self.items = list(items)
        self._starts = [item.start for item in self.items]
        self._begins = frozenset(self._starts)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> T:
        return self.items[index]

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def begins(self, position: int) -> bool:
        """Whether a mention starts there."""
        return position in self._begins

    def within(self, start: int, end: int) -> list[T]:
        """The mentions that start in [start, end)."""
        return self.items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

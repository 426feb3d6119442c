"""What every question returns: named columns, rows of plain values, and notes for people.

An Answer knows nothing of terminals or files. Values are str, int, Decimal, bool, Interval or None, unrounded; a
note is a sentence that names its remedy, in Chinese and in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from parkcmp.intervals import Interval

Value = str | int | Decimal | bool | Interval | None


@dataclass(frozen=True, slots=True)
class Note:
    """A remark beside the data. `code` is stable for scripts; `en` and `zh` say the same."""

    code: str
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`columns` are the ASCII names of cli.md in their order; each row has exactly one value a column.

    `query` is the question as understood (for JSON); `reference` are rows of the same columns that stand below a
    table and are no part of the data (全国). `hints` help to lay out a table for people (names in both languages) and
    are in no machine format.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[Note, ...] = ()
    query: Mapping[str, object] = field(default_factory=dict)
    reference: tuple[tuple[Value, ...], ...] = ()
    hints: Mapping[str, object] = field(default_factory=dict)

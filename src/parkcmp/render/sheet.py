"""What a table for people consists of, before it is drawn: headings, cells that are strings already, group lines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """`right` aligns numbers. A `firm` column never folds its lines; of the others the widest give way first."""

    heading: str
    right: bool = False
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: one string a column, each may have several lines. `quiet` ones are drawn dim."""

    cells: tuple[str, ...]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a common heading; an empty heading draws none. A `wide` heading is prose: it has the whole width."""

    heading: str
    lines: tuple[Line, ...]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. `title` stands above it, `below` are lines under it.

    Where it is too wide for one, its first `leading` columns stand in every part.
    """

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    title: str = ""
    below: tuple[str, ...] = ()
    leading: int = 1


def sheet_of(
    columns: tuple[Column, ...],
    lines: list[Line],
    title: str = "",
    below: tuple[str, ...] = (),
    leading: int = 1,
) -> Sheet:
    """A table without groups."""
    return Sheet(columns, (Group("", tuple(lines)),), title, below, leading)

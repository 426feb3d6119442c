"""Tables for people: aligned however wide its characters are, folded and never cut, readable without colour.

The only module that speaks rich's tables, and imported only when one is drawn. All text is passed as `Text`, so
that square brackets in prose are no markup, with control characters made visible.
"""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from parkcmp.query.answer import Answer
from parkcmp.render.cells import visible
from parkcmp.render.fold import folded
from parkcmp.render.layout import sheets
from parkcmp.render.options import OutputOptions
from parkcmp.render.sheet import Group, Sheet

_UNLIMITED = 10_000  # wider than any row: in a pipe nothing folds
_GAP = 3  # cells between two columns
_WORDS = 8  # cells in which words can still be read


def draw(answer: Answer, options: OutputOptions, to_terminal: bool) -> Iterator[str]:
    """The answer as one or more tables. A terminal's width folds long cells; elsewhere a row is as wide as it is."""
    width = shutil.get_terminal_size((80, 24)).columns if to_terminal else _width_elsewhere()
    colour = has_colour(to_terminal)
    plain = options.columns is not None
    for index, sheet in enumerate(sheets(answer, options.lang, as_it_is=plain)):
        if index:
            yield "\n"
        yield draw_sheet(sheet, width, colour, header=options.header)


def draw_sheet(sheet: Sheet, width: int, colour: bool, header: bool = True) -> str:
    """One table as text, at most `width` cells wide; where its figures do not fit, several, one below the other."""
    parts = _parts(sheet, width)
    return "\n".join(_draw_part(part, width, colour, header) for part in parts)


def _draw_part(sheet: Sheet, width: int, colour: bool, header: bool) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        height=100_000,  # without it rich falls back to 80 cells where TERM is dumb
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )
    if sheet.title:
        console.print(_text(sheet.title, width), style="bold")
    limits = _limits(sheet, width)
    header = header and any(column.heading for column in sheet.columns)
    if any(group.wide for group in sheet.groups):
        if header:
            console.print(_table(sheet, limits, (), header))
        for index, group in enumerate(sheet.groups):
            if index:
                console.print()
            console.print(_text(group.heading, width))
            console.print(_table(sheet, limits, (Group("", group.lines),), header=False))
    else:
        console.print(_table(sheet, limits, sheet.groups, header))
    for line in sheet.below:
        console.print(_text(line, width), style="dim")
    return _without_trailing_blanks(stream.getvalue())


def _table(sheet: Sheet, limits: list[int], groups: tuple[Group, ...], header: bool) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD,
        show_header=header,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1),
        header_style="bold",
    )
    for column, limit in zip(sheet.columns, limits, strict=True):
        table.add_column(
            _text(column.heading, limit),
            justify="right" if column.right else "left",
            overflow="fold",
            min_width=limit,
            max_width=limit,
        )
    for index, group in enumerate(groups):
        if group.heading:
            if index:
                table.add_row()
            table.add_row(_text(group.heading, limits[0]), style="bold")
        for line in group.lines:
            table.add_row(
                *(_text(cell, limit) for cell, limit in zip(line.cells, limits, strict=True)),
                style="dim" if line.quiet else None,
            )
    return table


def _parts(sheet: Sheet, width: int) -> list[Sheet]:
    """The sheet, its columns dealt out over as many as it takes that no figure breaks; each has the leading ones."""
    least = [_least(sheet, i) for i in range(len(sheet.columns))]
    leading = list(range(sheet.leading))
    parts = [leading.copy()]
    for i in range(len(leading), len(least)):
        if parts[-1] != leading and sum(least[j] + _GAP for j in parts[-1]) + least[i] > width:
            parts.append(leading.copy())
        parts[-1].append(i)
    if len(parts) == 1:
        return [sheet]
    last = len(parts) - 1
    return [
        Sheet(
            tuple(sheet.columns[i] for i in part),
            tuple(
                replace(g, lines=tuple(replace(line, cells=tuple(line.cells[i] for i in part)) for line in g.lines))
                for g in sheet.groups
            ),
            sheet.title if number == 0 else "",
            sheet.below if number == last else (),
            sheet.leading,
        )
        for number, part in enumerate(parts)
    ]


def _limits(sheet: Sheet, width: int) -> list[int]:
    """The width of each column: its content's where there is room, else the widest give way, figures last."""
    content = [_content_width(sheet, i) for i in range(len(sheet.columns))]
    least = [_least(sheet, i) for i in range(len(sheet.columns))]
    room = width - _GAP * (len(content) - 1)
    while sum(content) > room:
        yielding = [i for i, now in enumerate(content) if now > least[i]] or range(len(content))
        widest = max(yielding, key=lambda i: content[i])
        if content[widest] <= 2:
            break
        content[widest] -= 1
    return content


def _least(sheet: Sheet, index: int) -> int:
    """What a column cannot do without: figures stay in one piece, words may be folded."""
    column = sheet.columns[index]
    if column.firm:
        return _content_width(sheet, index)
    if column.right:
        return max(4, _content_width(sheet, index, with_heading=False))
    return min(_WORDS, _content_width(sheet, index))


def _content_width(sheet: Sheet, index: int, with_heading: bool = True) -> int:
    cells = [line.cells[index] for group in sheet.groups for line in group.lines]
    if with_heading or not cells:
        cells.append(sheet.columns[index].heading)
    return max(cell_len(visible(part)) for cell in cells for part in (cell.split("\n") or [""]))


def _text(cell: str, width: int) -> Text:
    return Text(folded("\n".join(visible(part) for part in cell.split("\n")), width), overflow="fold")


def _without_trailing_blanks(drawn: str) -> str:
    return "\n".join(line.rstrip(" ") for line in drawn.strip("\n").split("\n")) + "\n"


def _width_elsewhere() -> int:
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdigit() and int(columns) > 0 else _UNLIMITED


def has_colour(to_terminal: bool) -> bool:
    """Whether to colour: NO_COLOR, CLICOLOR_FORCE, TERM and CLICOLOR decide."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return to_terminal and os.environ.get("TERM") != "dumb" and os.environ.get("CLICOLOR") != "0"

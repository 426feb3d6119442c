"""The parts of a table: captions, heads, stubs and bodies, and which cells are values.

A sheet may hold several tables one below another, each with its captions; a head that is repeated (page after page)
continues its table. Works on a grid of texts and their readings; binds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from parkcmp.extract.table_heads import Head, Heads
from parkcmp.extract.table_values import CellValue, is_missing, parse_value
from parkcmp.model import Cell, Span, Table

_NOTE = re.compile(r"\s*(?:注\s*[0-9]*\s*[：:]|注释|备注[：:]|说明[：:]|资料来源|数据来源|来源[：:]|[*①¹]\s*\S)")
_UNIT_LINE = re.compile(r"[（(]?\s*(?:计量)?单位\s*[：:]")
_TABLE_NUMBER = re.compile(r"\s*(?:附|续)?表\s*[0-9一二三四五六七八九十]+(?:[-—.][0-9]+)*(?![0-9%])")
_ORDINAL = re.compile(r"序\s*号|编\s*号|[Nn][Oo]\.?|#|顺\s*序")
_RANK = re.compile(r"排\s*[名位序]|位\s*[次序]|名\s*次")
_YEAR_LIKE = re.compile(r"\s*(?:19|20)[0-9]{2}\s*(?:年度?)?\s*")
_PROSE = 60
_WIDEST = 400


@dataclass(slots=True)
class Item:
    """A cell with its text and what it is as a value."""

    cell: Cell
    text: str
    value: CellValue | None
    year_like: bool

    @property
    def missing(self) -> bool:
        """Whether the cell says that there is no value."""
        return is_missing(self.text)

    def begins(self, row: int, column: int) -> bool:
        """Whether this is the cell's own place and not one that it was merged over."""
        return self.cell.row == row and self.cell.column == column


@dataclass(slots=True)
class Row:
    """A row: the items that begin in it or reach into it, by column."""

    number: int
    items: dict[int, Item] = field(default_factory=dict)

    def own(self) -> list[Item]:
        """The items that begin in this row, from left to right."""
        return [item for column, item in sorted(self.items.items()) if item.begins(self.number, column)]

    def span(self) -> Span:
        """The characters of the row's own cells, and of what stands between them."""
        own = self.own()
        return Span(min(item.cell.start for item in own), max(item.cell.end for item in own))


@dataclass(slots=True)
class Block:
    """One table: captions above, head rows, body rows each with the section that it stands under, stub columns."""

    captions: list[Row] = field(default_factory=list)
    heads: list[Row] = field(default_factory=list)
    body: list[tuple[Row, Row | None]] = field(default_factory=list)
    sections: list[Row] = field(default_factory=list)
    repeats: list[Row] = field(default_factory=list)
    stubs: list[int] = field(default_factory=list)
    ordinals: list[int] = field(default_factory=list)
    values: list[int] = field(default_factory=list)

    def title(self, column: int) -> str:
        """The words over a column."""
        items = {id(item): item.text for head in self.heads if (item := head.items.get(column)) is not None}
        return "".join(items.values())

    def rows(self) -> Iterator[Row]:
        """All rows that belong to the table; captions are read but belong to the prose."""
        yield from (*self.heads, *self.repeats, *self.sections, *(row for row, _ in self.body))


def find_blocks(table: Table, text: str, heads: Heads) -> list[Block]:
    """The tables in a grid of cells, in order. Rows of notes and prose belong to none."""
    blocks: list[Block] = []
    block = Block()
    waiting: list[Row] = []
    section: Row | None = None
    for row in _rows(table, text):
        kind = _kind(row, block, heads)
        if kind == "text":
            waiting.append(row)
        elif kind == "head":
            if block.body and _same_heads(row, block):
                block.repeats.append(row)
                continue
            if block.body:
                blocks.append(block)
                block, section = Block(), None
            if block.heads:
                block.sections.extend(waiting)
            else:
                block.captions.extend(waiting)
            waiting = []
            block.heads.append(row)
        elif kind == "body":
            if waiting and (block.heads or block.body):
                section = waiting[-1]
                block.sections.extend(waiting)
            else:
                block.captions.extend(waiting)
            waiting = []
            block.body.append((row, section))
    if block.body:
        blocks.append(block)
    for found in blocks:
        _find_columns(found, heads)
    return [found for found in blocks if found.values]


def head_path(block: Block, column: int) -> list[Item]:
    """The heads over a column from the top down; a head that is blank where its row goes on is the one to its left."""
    path: list[Item] = []
    for depth, row in enumerate(block.heads):
        item = row.items.get(column)
        if item is None and depth < len(block.heads) - 1:
            item = _left_of(block, row, column, depth)
        if item is not None and all(item is not other for other in path):
            path.append(item)
    return path


def _left_of(block: Block, row: Row, column: int, depth: int) -> Item | None:
    """An unmerged head over several columns stands over the first of them alone."""
    if not any(lower.items.get(column) for lower in block.heads[depth + 1 :]):
        return None
    first = (block.values or [0])[0]
    for left in range(column - 1, first - 1, -1):
        item = row.items.get(left)
        if item is not None:
            spread = item.cell.column_span == 1 and any(lower.items.get(left) for lower in block.heads[depth + 1 :])
            return item if spread else None
    return None


def _rows(table: Table, text: str) -> list[Row]:
    rows: dict[int, Row] = {}
    numbers = sorted({cell.row for cell in table.cells})
    for cell in table.cells:
        content = text[cell.start : cell.end]
        value = parse_value(content)
        year_like = _YEAR_LIKE.fullmatch(content) is not None
        item = Item(cell, content, value, year_like)
        for number in numbers if cell.row_span > 1 else (cell.row,):
            if cell.row <= number < cell.row + cell.row_span:
                row = rows.setdefault(number, Row(number))
                for column in range(cell.column, cell.column + min(cell.column_span, _WIDEST)):
                    row.items.setdefault(column, item)
    return [rows[number] for number in sorted(rows)]


def _kind(row: Row, block: Block, heads: Heads) -> str:
    """text, head, body or note."""
    own = row.own()
    filled = [item for item in own if not item.missing]
    if not filled:
        return "body" if own and (block.heads or block.body) else "note"
    values = [item for item in filled if item.value is not None and not item.year_like]
    if len(filled) == 1 and not values:
        return _kind_of_text(filled[0], row, own, block)
    titled = any(_UNIT_LINE.match(i.text) for i in filled) or _TABLE_NUMBER.match(filled[0].text)
    if titled and not values and not any(i.year_like for i in filled):
        return "text"
    if _NOTE.match(filled[0].text) and len(filled[0].text) > _PROSE // 3:
        return "note"
    if values:
        return "body"
    years = [item for item in filled if item.year_like]
    if not block.body and not years:
        return "head"
    first = min(own, key=lambda item: item.cell.column)
    if years:
        return _kind_of_years(first, years, filled, block, heads)
    known = [item for item in filled[1:] if _is_head_like(heads.read(item.text))]
    return "head" if len(known) * 2 > len(filled) - 1 else "body"


def _kind_of_text(item: Item, row: Row, own: list[Item], block: Block) -> str:
    if _NOTE.match(item.text) or len(item.text) > _PROSE:
        return "note"
    if item.year_like and (len(own) > 1 or (block.heads and item.cell.column > 0)):
        return "body" if block.body else "head"
    if len(own) > 1 and (block.heads or block.body):
        return "body"  # a stub whose values are all missing
    # A lone cell beside merged ones is the rest of a head (高新区 | 营业收入 over two columns, then 2020 below).
    reaching = len({id(other) for other in row.items.values()}) > 1
    return "head" if reaching and not block.body else "text"


def _kind_of_years(first: Item, years: list[Item], filled: list[Item], block: Block, heads: Heads) -> str:
    """A row whose only figures look like years: years across are a head, a year in front is a stub, and a count of 2012
    firms is a value."""
    if not block.body:
        if block.heads and first.year_like and len(years) == 1 and len(filled) == 1:
            return "body"
        stub = heads.read(first.text)
        named = stub.place is not None or stub.term is not None
        return "body" if named and block.heads and not first.year_like else "head"
    if first.year_like and len(years) == 1:
        return "body"
    stub = heads.read(first.text)
    if first.year_like or stub.place is not None or stub.term is not None or stub.total:
        return "body"
    return "head" if len(years) > 1 or len(filled) > 2 else "body"


def _is_head_like(head: Head) -> bool:
    return head.term is not None or bool(head.times) or head.measure is not None or bool(head.units)


def _same_heads(row: Row, block: Block) -> bool:
    texts = [item.text for item in row.own()]
    return any([item.text for item in head.own()] == texts for head in block.heads)


def _find_columns(block: Block, heads: Heads) -> None:
    """Stubs are the leading columns of texts, years and serial numbers; the first of figures begins the values."""
    columns = sorted({column for row, _ in block.body for column in row.items})
    for column in columns:
        items = [row.items[column] for row, _ in block.body if column in row.items]
        figures = [item for item in items if item.value is not None]
        title = block.title(column)
        if block.values:
            block.values.append(column)
        elif figures and _is_serial(title, items, column == columns[0] and len(columns) > 1):
            block.ordinals.append(column)
        elif column != columns[-1] and items and all(i.year_like for i in items) and heads.read(title).term is None:
            block.stubs.append(column)
        elif len(figures) * 2 > sum(not item.missing for item in items):
            block.values.append(column)
        else:
            block.stubs.append(column)
    if not block.values and block.ordinals and any(_RANK.search(block.title(c)) for c in block.ordinals):
        block.values = [c for c in block.ordinals if _RANK.search(block.title(c))]
        block.ordinals = [c for c in block.ordinals if c not in block.values]


def _is_serial(title: str, items: list[Item], leading: bool) -> bool:
    if _ORDINAL.fullmatch(title.strip()) or (leading and _RANK.fullmatch(title.strip())):
        return True
    numbers = [item.value.quantity.value for item in items if item.value is not None]
    counting = len(numbers) > 2 and all(b - a == 1 for a, b in pairwise(numbers))
    return leading and not title.strip() and counting and numbers[0] in (0, 1)

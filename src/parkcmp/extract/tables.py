"""Facts from tables: parks down or across, years, indicators, in any layout that heads and stubs explain.

Works on the document's Table objects alone, wherever they come from. Every numeral in the rows of a table becomes a
fact, a time, or unexplained with a reason; captions and notes stay with the prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from parkcmp.extract.table_facts import Binder
from parkcmp.extract.table_heads import Head, Heads
from parkcmp.extract.table_layout import Block, Item, find_blocks
from parkcmp.extract.table_lines import Surroundings
from parkcmp.extract.vocabulary import Vocabulary
from parkcmp.model import Document, Fact, Reason, Span, Table, Unexplained

_NUMERAL = re.compile(r"[0-9０-９]+(?:[,，.．][0-9０-９]+)*")
_NUMBERING = re.compile(r"[.、．)）](?![0-9])")
_PAGE = re.compile(r"page [0-9]+")


@dataclass(slots=True)
class TableContext:
    """What the text around the tables says: the document's own zone (a key), its day of publication, the period that
    holds where no head or caption names one, its title, whether it speaks of all national zones together."""

    park: str | None = None
    published: str | None = None
    period: str | None = None
    title: str = ""
    national: bool = False


@dataclass(slots=True)
class TableReading:
    """Facts, the spans of rows that were read as tables, times and unexplained numerals within them, all in order."""

    facts: tuple[Fact, ...] = ()
    consumed: tuple[Span, ...] = ()
    times: tuple[Span, ...] = ()
    unexplained: tuple[Unexplained, ...] = ()


def extract_tables(document: Document, vocabulary: Vocabulary, context: TableContext) -> TableReading:
    """All facts of the document's tables. Never raises on any table."""
    heads = Heads(vocabulary)
    facts: list[Fact] = []
    rest: list[Unexplained] = []
    times: list[Span] = []
    consumed: list[Span] = []
    for table in document.tables:
        around = _surroundings(table, document, heads, context)
        for block in find_blocks(table, document.text, heads):
            found, unplaced = Binder(block, heads, vocabulary, around).facts()
            facts.extend(found)
            covered = {offset for fact in found for offset in range(fact.start, fact.end)}
            reasons = {id(item): reason for item, reason in unplaced}
            for item in _items(block):
                _account(item, heads, covered, reasons, block, times, rest)
            consumed.extend(_rows(block))
    facts.sort(key=lambda fact: fact.start)
    return TableReading(
        tuple(facts), tuple(_merged(consumed)), tuple(times), tuple(sorted(rest, key=lambda u: u.start))
    )


def without_tables(text: str, reading: TableReading) -> str:
    """The text with blanks where tables were read, so that prose keeps its offsets and sees no table."""
    parts, position = [], 0
    for span in reading.consumed:
        parts.append(text[position : span.start])
        parts.append("".join(c if c in "\r\n" else " " for c in text[span.start : span.end]))
        position = span.end
    return "".join([*parts, text[position:]])


def _surroundings(table: Table, document: Document, heads: Heads, context: TableContext) -> Surroundings:
    near: list[Head] = []
    if table.caption is not None:
        lines = document.text[table.caption.start : table.caption.end].splitlines()
        near.extend(heads.read(line) for line in reversed(lines) if line.strip())
    if table.place and not _PAGE.fullmatch(table.place):
        near.append(heads.read(table.place))
    title = document.title or context.title
    if title:
        near.append(heads.read(title))
    park = document.park if document.park in heads.parks else context.park
    return Surroundings(tuple(near), park, context.period, document.published or context.published, context.national)


def _items(block: Block) -> list[Item]:
    seen: dict[int, Item] = {}
    for row in block.rows():
        for item in row.items.values():
            seen.setdefault(id(item), item)
    return list(seen.values())


def _account(
    item: Item, heads: Heads, covered: set[int], reasons: dict[int, Reason], block: Block,
    times: list[Span], rest: list[Unexplained],
) -> None:  # fmt: skip
    """Enter each numeral of a cell in the ledger once."""
    numerals = [m for m in _NUMERAL.finditer(item.text) if item.cell.start + m.start() not in covered]
    if not numerals:
        return
    timely = "".join(time.text for time in heads.read(item.text).times)
    serial = item.cell.column in block.ordinals
    for match in numerals:
        start, end = item.cell.start + match.start(), item.cell.start + match.end()
        if id(item) in reasons:
            rest.append(Unexplained(start, end, reasons[id(item)]))
        elif match.group() in timely:
            times.append(Span(start, end))
        else:
            numbered = match.start() == 0 and _NUMBERING.match(item.text, match.end()) is not None
            rest.append(Unexplained(start, end, Reason.ORDINAL if serial or numbered else Reason.NAME))


def _rows(block: Block) -> Iterable[Span]:
    for row in block.rows():
        if row.own():
            yield row.span()


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans, key=lambda s: s.start):
        if merged and span.start <= merged[-1].end + 1:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged

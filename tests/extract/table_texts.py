"""Tables for tests, typed as text, and their facts in short."""

from __future__ import annotations

from parkcmp.extract.tables import TableContext, TableReading, extract_tables
from parkcmp.extract.vocabulary import Vocabulary
from parkcmp.lexicon.load import load_lexicon
from parkcmp.model import Document, Measure, Status
from parkcmp.reading.composer import Composer, GridCell

VOCABULARY = Vocabulary(load_lexicon())
NOWHERE = TableContext()


def document_of(table: str) -> Document:
    """A document of captions (lines without |) and one table; > is a cell merged with the one to its left, ^ with the
    one above."""
    composer = Composer()
    rows: list[list[str]] = []
    for line in filter(None, map(str.strip, table.strip().splitlines())):
        if "|" in line:
            rows.append([cell.strip() for cell in line.split("|")])
        else:
            composer.paragraph(line)
    cells = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text and text not in ">^":
                across = down = 1
                while column + across < len(texts) and texts[column + across] == ">":
                    across += 1
                while row + down < len(rows) and rows[row + down][column : column + 1] == ["^"]:
                    down += 1
                cells.append(GridCell(row, column, text, "", down, across))
    composer.table(cells)
    return composer.document("table")


def read(table: str, context: TableContext = NOWHERE) -> TableReading:
    """What the table says in this context."""
    return extract_tables(document_of(table), VOCABULARY, context)


def says(table: str, context: TableContext = NOWHERE) -> list[str]:
    """The facts, short: 新乡 revenue 640亿元 2021."""
    short = []
    for f in read(table, context).facts:
        measure = "" if f.measure is Measure.LEVEL else f" {f.measure}"
        status = " target" if f.status is Status.TARGET else ""
        short.append(f"{f.entity or f.subject} {f.metric or f.label}{measure} {f.value}{f.unit} {f.period}{status}")
    return short

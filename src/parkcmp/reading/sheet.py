"""Workbooks (XLSX, XLS, ODS) as documents: each sheet a table, each row a line, each cell with its name (B4)."""

from __future__ import annotations

from parkcmp.errors import UnreadableError
from parkcmp.model import Document
from parkcmp.reading.composer import Composer
from parkcmp.reading.sheet_ods import read_ods
from parkcmp.reading.sheet_xls import read_xls
from parkcmp.reading.sheet_xlsx import read_xlsx
from parkcmp.reading.sniff import Kind

_READERS = {Kind.XLSX: read_xlsx, Kind.XLS: read_xls, Kind.ODS: read_ods}


def read_sheets(data: bytes, path: str, kind: Kind) -> Document:
    """The workbook with all its sheets. Raises UnreadableError where it is damaged, unsafe or empty."""
    composer = Composer()
    filled = 0
    for name, cells in _READERS[kind](data, path):
        if cells:
            filled += 1
            composer.mark(name)
            composer.table(cells, name)
    if not filled:
        raise UnreadableError(f"{path}: a workbook without a filled cell", "check that it is the right file")
    return composer.document(path)

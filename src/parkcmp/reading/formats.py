"""From a file's bytes to its documents, whatever its format: sniff, check its size, hand it to its reader.

The one place that knows all readers; each is imported when its format is met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from parkcmp.errors import UnreadableError
from parkcmp.model import Document
from parkcmp.reading.encodings import decode, decode_page
from parkcmp.reading.sniff import Kind, sniff, sniff_text
from parkcmp.reading.text import read_text

if TYPE_CHECKING:
    from parkcmp.reading.archive import Budget

_MOST_BYTES = {Kind.HTML: 32 << 20, Kind.DOCX: 256 << 20, Kind.XLSX: 256 << 20, Kind.XLS: 64 << 20, Kind.ODS: 64 << 20}


def read_each(data: bytes, path: str, skip: int = 0) -> Iterator[Document | UnreadableError]:
    """The documents in `data`, and for each member of an archive that cannot be read the reason; of the first `skip`
    nothing, and they are not read. Raises UnreadableError where nothing of it can be read, and nothing else."""
    from parkcmp.reading.archive import Budget

    kind = sniff(data, path)
    if kind is not Kind.ARCHIVE:
        if not skip:
            yield read_one(data, path, kind)
        return
    for found in islice(_members(data, path, Budget()), skip, None):
        try:
            yield found if isinstance(found, UnreadableError) else found()
        except UnreadableError as failure:
            yield failure


def _members(data: bytes, path: str, budget: Budget) -> Iterator[Callable[[], Document] | UnreadableError]:
    """For each text in an archive, and in those that it holds, how to read it, or why it is not to be had."""
    from parkcmp.reading.archive import open_members

    budget.depth -= 1
    try:
        for name, content in open_members(data, path, budget):
            yield from [content] if isinstance(content, UnreadableError) else _member(content, name, budget)
    finally:
        budget.depth += 1


def _member(data: bytes, name: str, budget: Budget) -> Iterator[Callable[[], Document] | UnreadableError]:
    try:
        kind = sniff(data, name)
        if kind is Kind.ARCHIVE:
            yield from _members(data, name, budget)
        else:
            yield partial(read_one, data, name, kind)
    except UnreadableError as failure:
        yield failure


def read_one(data: bytes, path: str, kind: Kind) -> Document:
    """The document in `data`, which is of `kind` and no archive. Raises UnreadableError."""
    limit = _MOST_BYTES.get(kind)
    if limit is not None and len(data) > limit:
        raise UnreadableError(
            f"{path}: {len(data) >> 20} MB of {kind.value.upper()}, more than {limit >> 20} MB", "split it"
        )
    try:
        document = _read(data, path, kind)
    except (RecursionError, MemoryError) as error:
        raise UnreadableError(
            f"{path}: nested too deep or too large to be read", "save it again, or split it"
        ) from error
    if not document.text.strip():
        raise UnreadableError(f"{path}: empty", "give a file with text")
    return document


def _read(data: bytes, path: str, kind: Kind) -> Document:
    match kind:
        case Kind.PDF:
            from parkcmp.reading.pdf import read_pdf

            return read_pdf(data, path)
        case Kind.DOCX:
            from parkcmp.reading.docx import read_docx

            return read_docx(data, path)
        case Kind.XLSX | Kind.XLS | Kind.ODS:
            from parkcmp.reading.sheet import read_sheets

            return read_sheets(data, path, kind)
        case _:
            return _read_text(data, path, kind)


def _read_text(data: bytes, path: str, kind: Kind) -> Document:
    if kind is Kind.HTML:
        from parkcmp.reading.html import declared_charset

        text = decode_page(data, path, declared_charset(data) or "")
    else:
        text = decode(data, path)
    match sniff_text(text, path):
        case Kind.HTML:
            from parkcmp.reading.html import read_html

            return read_html(text, path)
        case Kind.DELIMITED:
            from parkcmp.reading.delimited import read_delimited

            return read_delimited(text, path)
        case Kind.MARKDOWN:
            from parkcmp.reading.markdown import read_markdown

            return read_markdown(text, path)
        case _:
            return read_text(text, path)

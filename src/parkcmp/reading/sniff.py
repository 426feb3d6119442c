"""Tell a file's format from its content. Its name counts only where the content leaves a choice between kinds of text.

`sniff` looks at bytes and raises for formats that parkcmp does not read; `sniff_text` at decoded text.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath

from parkcmp.errors import UnreadableError


class Kind(StrEnum):
    """What a file is. TEXT is whatever nothing else claims."""

    TEXT = "text"
    MARKDOWN = "markdown"
    DELIMITED = "delimited"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    ARCHIVE = "archive"


_HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"{\\rtf", "an RTF file", "save it as .docx"),
    (b"\x89PNG", "a picture", "give a text, or a PDF with text"),
    (b"\xff\xd8\xff", "a picture", "give a text, or a PDF with text"),
    (b"GIF8", "a picture", "give a text, or a PDF with text"),
    (b"II*\x00", "a picture", "give a text, or a PDF with text"),
    (b"MM\x00*", "a picture", "give a text, or a PDF with text"),
    (b"\x1f\x8b", "a gzip file", "unpack it and give what is inside"),
    (b"BZh", "a bzip2 file", "unpack it and give what is inside"),
    (b"\xfd7zXZ\x00", "an xz file", "unpack it and give what is inside"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it and give the folder"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it and give the folder"),
    (b"SQLite format 3\x00", "an SQLite database", "export it as CSV"),
    (b"PAR1", "a Parquet file", "export it as CSV"),
    (b"\x7fELF", "a program", "give a text"),
)
_OFFICE = (
    ("word/document.xml", Kind.DOCX),
    ("xl/workbook.xml", Kind.XLSX),
)
_HTML_START = re.compile(r"<(!doctype\s+html|html|head|body|div|table|article|meta)\b", re.IGNORECASE)
_TAG_END = re.compile(r"</(p|div|table|td|span|body|html|article|h[1-6])\s*>", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,6} +\S", re.MULTILINE)
_RULE_ROW = re.compile(r"^ *\|? *:?-{2,}:? *(\| *:?-{2,}:? *)+\|? *$", re.MULTILINE)
_MARKUP = re.compile(r"\*\*\S[^*\n]*\*\*|\[[^\]\n]+\]\([^)\n]+\)|^(?:[-*+]|\d+\.) +\S|^```", re.MULTILINE)
_SAMPLE_LINES = 200


def sniff(data: bytes, path: str) -> Kind:
    """The kind of a file by its bytes; TEXT means: decode it and ask `sniff_text`. Raises UnreadableError for a known
    format that is not read, naming what to do."""
    head = data[:_HEAD]
    if head.startswith(b"PK\x03\x04"):
        return _sniff_zip(data, path)
    if head.startswith(b"PK\x05\x06"):
        raise UnreadableError(f"{path}: an empty archive", "give one with files")
    if head.startswith(_OLE):
        return _sniff_ole(data, path)
    if _is_pdf(data):
        return Kind.PDF
    for magic, what, remedy in _FOREIGN:
        if head.startswith(magic):
            raise UnreadableError(f"{path}: {what}, which is not read", remedy)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").decode("latin-1")
    return Kind.HTML if start.startswith("<") and _HTML_START.search(start) else Kind.TEXT


def sniff_text(text: str, path: str) -> Kind:
    """TEXT, MARKDOWN, DELIMITED or HTML, by the text and, where that leaves a choice, by the name's ending."""
    ending = PurePath(path).suffix.lower()
    start = text[:_HEAD].lstrip("\ufeff \t\r\n")
    if start.startswith("<") and (_HTML_START.search(start) or len(_TAG_END.findall(start)) >= 3):
        return Kind.HTML
    if ending in (".txt", ".text"):
        return Kind.TEXT  # its author calls it plain: every character stays where it is
    if delimiter(text, ending) is not None:
        return Kind.DELIMITED
    return Kind.MARKDOWN if _is_markdown(text, ending) else Kind.TEXT


def delimiter(text: str, ending: str = "") -> str | None:
    """The character that separates the fields of a delimited file, or None where the text is none: at least two rows,
    nearly all of the same number of fields, no sentences."""
    sample = text[: _HEAD * 16]
    lines = [line for line in sample.splitlines() if line.strip()][:_SAMPLE_LINES]
    named = ending in (".csv", ".tsv", ".tab")
    if len(lines) < 2 or (not named and sum("。" in line for line in lines) * 5 > len(lines)):
        return None
    for candidate in ("\t", ",", ";", "|"):
        if candidate == "|" and not named:
            continue
        if _is_regular(lines, candidate, named):
            return candidate
    return None


def _is_regular(lines: list[str], candidate: str, named: bool) -> bool:
    try:
        rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=candidate))
    except csv.Error:
        return False
    widths = [len(row) for row in rows if row]
    usual = max(set(widths), key=widths.count, default=0)
    share = widths.count(usual) / len(widths) if widths else 0
    # A heading line above or a note below the rows is usual where the name says what it is; a plain text of
    # aligned lists must not be taken for a table by accident.
    return usual >= 2 and (share >= 0.5 if named else share >= 0.9 and len(widths) >= 3)


def _is_markdown(text: str, ending: str) -> bool:
    if ending in (".md", ".markdown"):
        return True
    sample = text[: _HEAD * 16]
    signs = bool(_HEADING.search(sample)) + bool(_RULE_ROW.search(sample)) + bool(_MARKUP.search(sample))
    return signs >= 2


def _is_pdf(data: bytes) -> bool:
    head = data[:1024]
    return head.lstrip().startswith(b"%PDF-") or (b"%PDF-" in head and b"startxref" in data[-_HEAD:])


def _sniff_zip(data: bytes, path: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            mimetype = package.read("mimetype")[:100] if "mimetype" in names and len(names) < _HEAD else b""
    except Exception as error:  # a truncated directory raises many kinds
        raise UnreadableError(f"{path}: damaged ZIP container ({error})", "get or save the file again") from error
    for part, kind in _OFFICE:
        if part in names:
            return kind
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return Kind.ODS
    if "xl/workbook.bin" in names:
        raise UnreadableError(f"{path}: a binary workbook (.xlsb), which is not read", "save it as .xlsx")
    if mimetype or "ppt/presentation.xml" in names:
        raise UnreadableError(f"{path}: an office file of a kind that is not read", "save it as .docx or PDF")
    return Kind.ARCHIVE


def _sniff_ole(data: bytes, path: str) -> Kind:
    def has(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise UnreadableError(f"{path}: encrypted", "remove the password and try again")
    if has("WordDocument"):
        raise UnreadableError(f"{path}: a Word 97 file (.doc), which is not read", "save it as .docx")
    if has("Workbook") or has("Book"):
        return Kind.XLS
    raise UnreadableError(f"{path}: an old office file of a kind that is not read", "save it as .docx or .xlsx")

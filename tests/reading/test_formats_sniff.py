"""The content tells the format; the name decides between kinds of text only."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from parkcmp.errors import UnreadableError
from parkcmp.reading.sniff import Kind, sniff, sniff_text

SAMPLES = Path(__file__).parent / "samples"


def packed(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, text in members.items():
            package.writestr(name.replace("__", "/"), text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("newsletter.docx", Kind.DOCX),
        ("newsletter.html", Kind.HTML),
        ("newsletter-chromium.pdf", Kind.PDF),
        ("old.xls", Kind.XLS),
        ("newsletter.txt", Kind.TEXT),
    ],
)
def test_the_ending_of_a_file_does_not_count(name: str, kind: Kind) -> None:
    assert sniff((SAMPLES / name).read_bytes(), "a.bin") is kind


def test_zip_containers_are_told_by_their_parts() -> None:
    assert sniff(packed(**{"a.txt": "新乡"}), "x.docx") is Kind.ARCHIVE
    assert sniff(packed(**{"xl/workbook.xml": "<a/>"}), "x.zip") is Kind.XLSX
    ods = packed(mimetype="application/vnd.oasis.opendocument.spreadsheet")
    assert sniff(ods, "x.zip") is Kind.ODS


@pytest.mark.parametrize(
    ("data", "remedy"),
    [
        (b"{\\rtf1 x}", "docx"),
        (b"\x89PNG\r\n\x1a\n", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "docx"),
        (b"\x1f\x8b\x08", "unpack"),
        (packed(**{"xl/workbook.bin": ""}), "xlsx"),
        (packed(**{"ppt/presentation.xml": ""}), "PDF"),
        (b"PK\x03\x04 and no more", "again"),
    ],
)
def test_what_is_not_read_says_what_to_do(data: bytes, remedy: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        sniff(data, "file.txt")
    assert remedy in caught.value.remedy
    assert "\n" not in str(caught.value)


TABLE = "高新区,营业收入\n新乡,640\n南阳,580\n"
MARKED = "# 简报\n\n**新乡**高新区\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (TABLE, "a.csv", Kind.DELIMITED),
        (TABLE, "-", Kind.DELIMITED),
        (TABLE.replace(",", "\t"), "a.dat", Kind.DELIMITED),
        (TABLE, "a.txt", Kind.TEXT),
        (MARKED, "-", Kind.MARKDOWN),
        (MARKED, "a.txt", Kind.TEXT),
        ("新乡高新区，营业收入640亿元。\n南阳高新区，营业收入580亿元。\n厦门高新区，营业收入1亿元。\n", "-", Kind.TEXT),
        ("一行, 两列\n", "a", Kind.TEXT),
        ("﻿  <!DOCTYPE html><p>新乡</p>", "a.txt", Kind.HTML),
        ("<p>甲</p><p>乙</p><p>丙</p>", "a", Kind.HTML),
        ("<5000万元以下不奖励", "a", Kind.TEXT),
    ],
)
def test_kinds_of_text(text: str, name: str, kind: Kind) -> None:
    assert sniff_text(text, name) is kind

"""Files made to harm end in one UnreadableError of one line, soon and without a connection; archives in limits."""

from __future__ import annotations

import io
import socket
import zipfile
from collections.abc import Iterator

import pytest
from office_files import docx, ods, package, paragraph, relation, xlsx
from pdf_files import pdf

from parkcmp.errors import UnreadableError
from parkcmp.model import Document
from parkcmp.reading import read_bytes, read_each

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
PAGE = [(72.0, 700.0, 12.0, "新乡高新区高新技术企业135家")]


@pytest.fixture(autouse=True)
def no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a reader opened a connection")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def bomb(name: str, size: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file, file.open(name, "w") as member:
        for _ in range(size >> 20):
            member.write(b"0" * (1 << 20))
    return buffer.getvalue()


def locked(data: bytes) -> bytes:
    """The archive with every member marked as encrypted."""
    return data.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
    )


def broken(data: bytes) -> bytes:
    """The archive with the stream of its first member damaged."""
    start = 30 + int.from_bytes(data[26:28], "little")
    return data[:start] + b"\xff" * 8 + data[start + 8 :]


def renamed(data: bytes, size: int) -> bytes:
    """An archive whose directory claims that its one member is this large."""
    directory = data.rindex(b"PK\x01\x02")
    return data[: directory + 24] + size.to_bytes(4, "little") + data[directory + 28 :]


HOSTILE = {
    "zip bomb": (lambda: bomb("a.txt", 64 << 20), "inflate"),
    "zip that claims four gigabytes": (lambda: renamed(bomb("a.txt", 1 << 20), (1 << 32) - 2), "inflate"),
    "zip that claims less than it holds": (lambda: renamed(bomb("a.txt", 1 << 20), 10), "damaged"),
    "workbook bomb": (lambda: bomb("xl/workbook.xml", 64 << 20), "inflate"),
    "workbook with a billion laughs": (lambda: xlsx("<row><c><v>&d;</v></c></row>", prolog=LAUGHS), "entities"),
    "document with a billion laughs": (
        lambda: package({"word/document.xml": LAUGHS + "<document>&d;</document>"}),
        "entities",
    ),
    "workbook under a password": (lambda: locked(xlsx("<row><c><v>1</v></c></row>")), "encrypted"),
    "workbook cut up on its way": (lambda: broken(xlsx("<row><c><v>1</v></c></row>")), "damaged"),
    "document in an encoding that XML readers need not know": (
        lambda: package({"word/document.xml": '<?xml version="1.0" encoding="gbk"?><document/>'}),
        "damaged XML",
    ),
    "workbook that reads a local file": (
        lambda: xlsx("", prolog='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
        "entities",
    ),
    "document with a picture elsewhere": (
        lambda: docx(
            paragraph("新乡"), word___rels__document_dot_xml_dot_rels=relation("image", "http://127.0.0.1/a.png")
        ),
        "never fetched",
    ),
    "document with a template elsewhere": (
        lambda: docx(
            paragraph("新乡"),
            word___rels__settings_dot_xml_dot_rels=relation("attachedTemplate", "http://127.0.0.1/t.dotm"),
        ),
        "never fetched",
    ),
    "document nested beyond reading": (lambda: docx("<w:p><w:r>" * 100_000 + "</w:r></w:p>" * 100_000), "too deep"),
    "spreadsheet of endless repeats": (
        lambda: ods(
            '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string"'
            ' table:number-columns-repeated="10000"><text:p>1</text:p></table:table-cell></table:table-row>'
        ),
        "cells",
    ),
    "pdf of 100,000 pages": (lambda: pdf([PAGE], count=100_000), "100,000 pages"),
    "web page of 100 MB on one line": (lambda: b"<html><body>" + b"<p>135</p>" * (10 << 20), "100 MB of HTML"),
    "web page of endless tags": (lambda: b"<html><body>" + b"<br>" * 1_100_000, "tags"),
    "web page nested beyond reading": (lambda: b"<html>" + b"<div>" * 50_000, "deep"),
    "archives in archives": (lambda: nested(6), "nested"),
}


def nested(depth: int) -> bytes:
    data = package({"a.txt": "新乡"})
    for _ in range(depth):
        data = package({"b.zip": data})
    return data


def outcomes(data: bytes) -> Iterator[Document | UnreadableError]:
    try:
        yield from read_each(data, "file")
    except UnreadableError as failure:
        yield failure


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_in_one_line(name: str) -> None:
    make, what = HOSTILE[name]
    [failure] = outcomes(make())
    assert isinstance(failure, UnreadableError)
    assert what in str(failure)
    assert failure.remedy
    assert "\n" not in str(failure)


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        (f'<row r="{"9" * 5000}"><c><v>135</v></c></row>', "135"),
        (f'<row><c s="{"9" * 5000}"><v>135</v></c></row>', "135"),
        ('<row><c s="0"><v>1e9999999</v></c></row>', "1e9999999"),
        ('<row><c s="1"><v>1e999999</v></c></row>', "1e999999"),
        ('<row><c s="2"><v>1e999999</v></c></row>', "1e999999"),
    ],
)
def test_numbers_that_no_workbook_holds_stay_as_they_stand(cell: str, printed: str) -> None:
    formats = '<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="14"/></cellXfs>'
    [document] = read_bytes(xlsx(cell, formats=formats), "a.xlsx")
    assert document.text == f"{printed}\n"


def test_a_web_page_may_name_a_codec_that_is_none() -> None:
    page = '<html><meta charset="undefined"><p>新乡高新区拥有高新技术企业135家，同比增长十分明显。</p></html>'
    [document] = read_bytes(page.encode("gb18030"), "a.html")
    assert "135家" in document.text


def test_links_and_a_template_on_the_authors_disk_are_no_harm() -> None:
    parts = {
        "word___rels__document_dot_xml_dot_rels": relation("hyperlink", "https://example.org"),
        "word___rels__settings_dot_xml_dot_rels": relation("attachedTemplate", "file:///C:/Users/a/Normal.dotm"),
    }
    [document] = read_bytes(docx(paragraph("新乡"), **parts), "a.docx")
    assert document.text == "新乡\n"


def test_an_archive_gives_its_texts_and_says_what_it_could_not_read() -> None:
    data = package(
        {
            "b/文.txt": "新乡高新区高新技术企业135家。",
            "a.docx": docx(paragraph("南阳")),
            "bad.docx": docx(paragraph("x"))[:200],
            "empty.txt": "",
            "inner.zip": package({"c.csv": "高新区,收入\n新乡,1\n"}),
            "__MACOSX/._a.docx": "x",
            ".DS_Store": "x",
        }
    )
    found = list(read_each(data, "box.zip"))
    documents = {d.path: d.text for d in found if isinstance(d, Document)}
    failures = [str(f) for f in found if isinstance(f, UnreadableError)]
    assert documents == {
        "box.zip/a.docx": "南阳\n",
        "box.zip/b/文.txt": "新乡高新区高新技术企业135家。",
        "box.zip/inner.zip/c.csv": "高新区,收入\n新乡,1\n",
    }
    assert len(failures) == 2
    assert any("bad.docx" in f for f in failures)
    assert any("empty.txt" in f for f in failures)


def test_names_in_gbk_are_read() -> None:
    data = package({"XXXX.txt": "新乡"}).replace(b"XXXX", "新乡".encode("gbk"))
    [document] = read_bytes(data, "a.zip")
    assert document.path == "a.zip/新乡.txt"


def test_an_encrypted_member_is_named() -> None:
    data = bytearray(package({"a.txt": "新乡"}))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    [failure] = read_each(bytes(data), "a.zip")
    assert str(failure).startswith("a.zip/a.txt: encrypted; ")


def test_a_member_packed_by_another_method_is_not_called_encrypted() -> None:
    data = bytearray(package({"a.txt": "新乡"}))
    data[8] = data[data.rindex(b"PK\x01\x02") + 10] = 97
    [failure] = read_each(bytes(data), "a.zip")
    assert "packed by a method that is not read" in str(failure)
    assert "password" not in str(failure)


def test_an_archive_that_fails_takes_none_of_the_depth_of_those_beside_it() -> None:
    damaged = package({"x.zip": package({"y.png": ""})})
    box = package({f"{n}.zip": damaged for n in range(4)} | {"z.zip": package({"a.txt": "新乡高新区"})})
    *failures, last = read_each(box, "box.zip")
    assert len(failures) == 4
    assert isinstance(last, Document)


@pytest.mark.parametrize("module", ["pypdfium2", "selectolax.lexbor", "xlrd"])
def test_a_missing_extra_names_its_installation(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    data = {
        "pypdfium2": pdf([PAGE]),
        "selectolax.lexbor": b"<html><p>x</p></html>",
        "xlrd": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"),
    }[module]
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UnreadableError, match=r"pip install 'parkcmp\[(pdf|html|xls)\]'"):
        read_bytes(data, "file")

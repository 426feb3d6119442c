"""Small office files out of their XML, so that tests can make what no program would write."""

from __future__ import annotations

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def package(members: dict[str, str | bytes]) -> bytes:
    """A ZIP of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word file with this body; `parts` are further members, `__` for a slash and `_dot_` for a point."""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    members.update({name.replace("__", "/").replace("_dot_", "."): text for name, text in parts.items()})
    return package(members)


def paragraph(text: str) -> str:
    """A Word paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def relation(kind: str, target: str) -> str:
    """A part with one relationship to something outside the file."""
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_RELATION}/{kind}"'
        f' Target="{target}" TargetMode="External"/></Relationships>'
    )


def xlsx(rows: str, *, prolog: str = "", strings: str = "", formats: str = "", more: str = "") -> bytes:
    """A workbook of one sheet `表` with these rows in XML."""
    members: dict[str, str | bytes] = {
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_RELATION}"><sheets><sheet name="表" sheetId="1"'
        ' r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1"'
        f' Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": prolog
        + f'<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData>{more}</worksheet>',
    }
    if strings:
        members["xl/sharedStrings.xml"] = f'<sst xmlns="{_SHEET}">{strings}</sst>'
    if formats:
        members["xl/styles.xml"] = f'<styleSheet xmlns="{_SHEET}">{formats}</styleSheet>'
    return package(members)


def ods(rows: str) -> bytes:
    """An OpenDocument spreadsheet of one sheet `表`."""
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:'
        'xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    content = (
        f'<office:document-content {names}><table:table table:name="表">{rows}</table:table></office:document-content>'
    )
    return package({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})

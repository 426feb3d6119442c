"""Word files and workbooks: text, tables, numbers as their reader sees them, places of cells."""

from __future__ import annotations

import struct
import subprocess
import sys
from pathlib import Path

import pytest
from office_files import docx, ods, paragraph, xlsx

from parkcmp.errors import UnreadableError
from parkcmp.model import Document
from parkcmp.reading import read, read_bytes
from parkcmp.reading.sheet_numbers import print_number

SAMPLES = Path(__file__).parent / "samples"


def one(data: bytes) -> Document:
    [document] = read_bytes(data, "file")
    return document


def cells(document: Document) -> dict[str, str]:
    """Cell texts by name, each taken from its span."""
    return {c.ref or f"{c.row},{c.column}": document.text[c.start : c.end] for t in document.tables for c in t.cells}


def row(*texts: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in texts) + "</w:tr>"


def test_word_paragraphs_and_tables_keep_their_order() -> None:
    body = (
        paragraph("上文")
        + "<w:tbl>"
        + row("高新区", "营业收入")
        + row("新乡", "640")
        + "</w:tbl>"
        + paragraph("下文。")
    )
    document = one(docx(body))
    assert document.text == "上文\n高新区\t营业收入\n新乡\t640\n下文。\n"
    assert cells(document) == {"0,0": "高新区", "0,1": "营业收入", "1,0": "新乡", "1,1": "640"}


def test_word_merged_cells_have_spans() -> None:
    head = (
        '<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("高新区") + "</w:tc>"
        '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("收入") + "</w:tc></w:tr>"
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>" + paragraph("") + "</w:tc><w:tc>" + paragraph("2020") + "</w:tc>"
        "<w:tc>" + paragraph("2021") + "</w:tc></w:tr>"
    )
    [table] = one(docx("<w:tbl>" + head + row("新乡", "1", "2") + "</w:tbl>")).tables
    spans = {(c.row, c.column): (c.row_span, c.column_span) for c in table.cells}
    assert spans[0, 0] == (2, 1)
    assert spans[0, 1] == (1, 2)
    assert spans[1, 2] == (1, 1)


def test_a_page_laid_out_with_a_table_is_prose() -> None:
    long = "新乡高新区持续优化营商环境，" * 12
    assert one(docx("<w:tbl>" + row(long, "侧栏") + row(long, "侧栏") + "</w:tbl>")).tables == ()


def test_word_deleted_text_is_gone_and_raised_figures_stay_apart() -> None:
    body = (
        "<w:p><w:r><w:t>高新技术企业135家</w:t></w:r><w:del><w:r><w:delText>136家</w:delText></w:r></w:del>"
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r></w:p>'
    )
    assert one(docx(body)).text == "高新技术企业135家²\n"


def test_word_notes_follow_at_the_end() -> None:
    from office_files import W

    notes = f'<w:footnotes {W}><w:footnote w:id="3">{paragraph("快报数。")}</w:footnote></w:footnotes>'
    body = '<w:p><w:r><w:t>收入640亿元</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r></w:p>' + paragraph("完。")
    assert one(docx(body, word__footnotes_dot_xml=notes)).text == "收入640亿元¹\n完。\n¹ 快报数。\n"


def test_word_properties_give_title_and_day() -> None:
    core = (
        '<p xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/"><dc:title>简报</dc:title>'
        "<t:created>2021-01-02T00:00:00Z</t:created><t:modified>2022-09-15T08:00:00Z</t:modified></p>"
    )
    document = one(docx(paragraph("新乡"), docProps__core_dot_xml=core))
    assert (document.title, document.published, document.published_inferred) == ("简报", "2022-09-15", "metadata")


@pytest.mark.parametrize(
    ("stored", "code", "shown"),
    [
        ("0.139", "0.0%", "13.9%"),
        ("0.13900000000000001", "0.00%", "13.90%"),
        ("640", "0.00", "640.00"),
        ("759.66", "", "759.66"),
        ("12345.678", "#,##0.00", "12345.678"),
        ("640", '0.00"亿元"', "640.00亿元"),
        ("135", '0"家"', "135家"),
        ("12345", '0!.0,"万"', "12345"),
        ("1234567", "#,##0,", "1234.567"),
        ("44561", "yyyy-m-d", "2021年12月31日"),
        ("44561", 'yyyy"年"m"月"', "2021年12月"),
        ("7", "_ * #,##0.00_ ;_ * -#,##0.00_ ;", "7.00"),
        ("1E-3", "", "0.001"),
        ("0.30000000000000004", "", "0.3"),
        ("-3.2", "0.0;[Red]-0.0", "-3.2"),
    ],
)
def test_numbers_are_printed_as_their_reader_sees_them(stored: str, code: str, shown: str) -> None:
    assert print_number(stored, code) == shown


def test_workbook_cells_of_all_kinds() -> None:
    rows = (
        '<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>营业</t><t>收入</t></is></c></row>'
        '<row r="3"><c r="B3" t="str"><f>A1</f><v>新乡</v></c><c r="C3" s="1"><v>0.5</v></c>'
        '<c r="D3" t="e"><v>#N/A</v></c><c r="E3"/></row>'
    )
    strings = "<si><r><t>高新</t></r><r><t>区</t></r><rPh><t>gao</t></rPh></si>"
    formats = '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs>'
    document = one(xlsx(rows, strings=strings, formats=formats))
    assert cells(document) == {"B2": "高新区", "C2": "营业收入", "B3": "新乡", "C3": "50%"}
    assert document.marks[0].place == document.tables[0].place == "表"


def test_what_lies_hidden_under_a_merged_cell_is_not_read() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
    document = one(xlsx(rows, more='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'))
    assert cells(document) == {"A1": "1", "C1": "3"}


def test_a_far_cell_costs_nothing() -> None:
    document = one(xlsx('<row r="1048576"><c r="A1048576"><v>1</v></c><c r="XFD1048576"><v>2</v></c></row>'))
    assert len(document.text) < 100
    assert set(cells(document)) == {"A1048576", "XFD1048576"}


def test_open_document_spreadsheet() -> None:
    rows = (
        '<table:table-row><table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>收入'
        "</text:p></table:table-cell><table:covered-table-cell/></table:table-row>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="percentage"'
        ' office:value="0.139"><text:p>14%</text:p></table:table-cell><table:table-cell office:value-type="float"'
        ' office:value="12"><text:p>12家</text:p></table:table-cell></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
        ' table:number-columns-repeated="16384"/></table:table-row>'
    )
    document = one(ods(rows))
    assert cells(document) == {"A1": "收入", "A2": "13.9%", "B2": "12家", "A3": "13.9%", "B3": "12家"}
    assert document.tables[0].cells[0].column_span == 2


def test_old_workbook_keeps_formats_and_merged_cells() -> None:
    [document] = read(SAMPLES / "old.xls")
    found = cells(document)
    assert (found["D4"], found["C4"], found["A5"]) == ("13.9%", "759.66亿元", "2021年12月")
    assert next(c for c in document.tables[0].cells if c.ref == "B2").column_span == 2


def test_an_old_workbook_whose_sectors_run_in_a_circle_is_damaged(tmp_path: Path) -> None:
    data = bytearray((SAMPLES / "old.xls").read_bytes())
    table = 512 + struct.unpack_from("<i", data, 60)[0] * 512  # the chains of short sectors
    struct.pack_into("<i", data, table + 5 * 4, 5)
    path = tmp_path / "circle.xls"
    path.write_bytes(data)
    command = [sys.executable, "-m", "parkcmp", "extract", str(path)]  # apart: a circle that is followed never ends
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout) == (5, "")
    assert "damaged Excel file" in done.stderr


def test_an_empty_workbook_says_so() -> None:
    with pytest.raises(UnreadableError, match="without a filled cell"):
        one(xlsx(""))

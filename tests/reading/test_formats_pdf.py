"""PDF: wraps, columns, pages, running heads, footnotes, raised figures, tables with lines and without."""

from __future__ import annotations

import pytest
from pdf_files import Item, lines, pdf

from parkcmp.errors import UnreadableError
from parkcmp.model import Document
from parkcmp.reading import read_bytes

A = "新乡高新区去年营业收入达到六百四十亿元，比上一年增长三成，其中规模以上工业企业实现增加值较快增长，园区持续向好"
B = "南阳高新区去年高新技术企业达到二百六十八家，比上一年增加许多，科技型中小企业也在增加，创新平台建设加快推进"


def one(data: bytes) -> Document:
    [document] = read_bytes(data, "file.pdf")
    return document


def grid(document: Document, number: int = 0) -> list[list[str]]:
    rows: dict[int, list[str]] = {}
    for cell in document.tables[number].cells:
        rows.setdefault(cell.row, []).append(document.text[cell.start : cell.end])
    return list(rows.values())


def test_wrapped_lines_are_one_paragraph_and_a_short_one_ends_it() -> None:
    document = one(pdf([[*lines(A + "。", 20, 72, 760), *lines("　　" + B + "。", 20, 72, 700)]]))
    assert document.text == f"{A}。\n　　{B}。\n"


def test_columns_are_read_one_after_the_other() -> None:
    left, right = lines(A + B + "。", 18, 50, 760), lines(B + A + "。", 18, 310, 760)
    mixed: list[Item] = [item for pair in zip(left, right, strict=True) for item in pair]
    text = one(pdf([[(50, 800, 12, "十年回顾"), *mixed]])).text.replace("\n", "")
    assert text == f"十年回顾{A}{B}。{B}{A}。"


def test_columns_whose_lines_stand_at_heights_of_their_own() -> None:
    left, right = lines(A + B + "。", 18, 50, 760), lines(B + A + "。", 18, 310, 751)
    text = one(pdf([[*left, *right]])).text.replace("\n", "")
    assert text == f"{A}{B}。{B}{A}。"


def test_characters_of_a_second_font_drawn_afterwards_stand_where_they_are_seen() -> None:
    drawn: list[Item] = [(72, 700, 12, "企业\t家，产值\t元"), (150, 700, 12, "6"), (96, 700, 12, "5")]
    assert one(pdf([drawn])).text == "企业5家，产值6元\n"
    # What has no gap of its own is no part of the line that it was drawn over.
    assert "企业5家" not in one(pdf([[(72, 700, 12, "企业家家家"), (90, 700, 12, "5")]])).text


def test_full_width_figures_are_one_number_over_two_lines_and_others_nobody_can_tell() -> None:
    def read(number: str) -> str:
        return one(pdf([lines(A[:18] + number + B[:30] + "。", 20, 72, 760)])).text

    assert A[:18] + "２０２２年" in read("２０２２年")
    assert A[:18] + "20\n22年" in read("20２２年".replace("２", "2"))


def test_a_line_as_wide_as_its_column_that_stands_apart_is_a_heading() -> None:
    title = A[:20]
    document = one(pdf([[(72, 784, 12, title), *lines(B + A + "。", 20, 72, 758)]]))
    assert document.text == f"{title}\n{B}{A}。\n"


def test_what_a_browser_prints_into_the_margins_is_no_text() -> None:
    head: list[Item] = [(30, 822, 8, "11/24/26, 8:31 AM"), (290, 822, 8, "年报")]
    foot: list[Item] = [(30, 20, 8, "https://example.org/a?b=135"), (560, 20, 8, "1/3")]
    assert one(pdf([[*head, *lines(A + "。", 20, 72, 760), *foot]])).text == f"年报\n{A}。\n"


def test_a_sentence_runs_on_over_page_number_running_head_and_footnote() -> None:
    head = "高新区工作通讯　第9期"
    first = lines(A, 20, 72, 760)
    second = [(72.0, 760.0, 12.0, B + "。")]
    note: Item = (72.0, 100.0, 8.0, "①快报数，口径见二〇二一年年报。")
    pages = [
        [(72.0, 810.0, 10.0, head), *first, (72.0, 700.0, 12.0, B[:20]), note, (290.0, 40.0, 10.0, "— 1 —")],
        [(72.0, 810.0, 10.0, head), (72.0, 760.0, 12.0, B[20:40]), *second[1:], (290.0, 40.0, 10.0, "— 2 —")],
    ]
    document = one(pdf(pages))
    assert document.text.count(head) == 1
    assert B[:40] in document.text
    assert "—" not in document.text
    assert document.text.rstrip().endswith("年年报。")
    places = {document.text[m.start :][:4]: m.place for m in document.marks}
    assert places[B[20:24]] == "page 2"
    assert places["①快报数"] == "page 1"


def test_a_raised_figure_is_no_digit_of_the_number_before_it() -> None:
    document = one(pdf([[(72, 700, 12, "企业135"), (114.5, 705, 7, "2"), (118.5, 700, 12, "家")]]))
    assert document.text == "企业135²家\n"


def test_a_table_with_lines_keeps_merged_cells_and_wrapped_texts() -> None:
    xs, ys = (50, 150, 250, 350), (700, 670, 640, 600)
    rules = [(float(x), 700.0, float(x), 600.0) for x in (50, 150, 350)] + [(250.0, 670.0, 250.0, 600.0)]
    rules += [(50.0, 700.0, 350.0, 700.0), (150.0, 670.0, 350.0, 670.0), (50.0, 640.0, 350.0, 640.0)]
    rules += [(50.0, 600.0, 350.0, 600.0)]
    page = [
        (60.0, 665.0, 12.0, "高新区"),
        (200.0, 680.0, 12.0, "营业收入"),
        (160.0, 650.0, 12.0, "2020"),
        (260.0, 650.0, 12.0, "2021"),
        (60.0, 625.0, 12.0, "马鞍山"),
        (60.0, 608.0, 12.0, "慈湖"),
        (160.0, 615.0, 12.0, "580.1"),
        (260.0, 615.0, 12.0, "640"),
    ]
    document = one(pdf([page], rules))
    assert len(xs) == len(ys) == 4
    assert grid(document) == [["高新区", "营业收入"], ["2020", "2021"], ["马鞍山慈湖", "580.1", "640"]]
    spans = {document.text[c.start : c.end]: (c.row_span, c.column_span) for c in document.tables[0].cells}
    assert spans["高新区"] == (2, 1)
    assert spans["营业收入"] == (1, 2)


def test_a_table_without_lines_is_found_by_its_figures() -> None:
    rows = [
        ("高新区", "营业收入", "净利润"),
        ("新乡", "759.66", "-"),
        ("南阳", "1,234.5", "88.2"),
        ("厦门", "3453", "9"),
    ]
    page = [(200.0, 780.0, 12.0, "表一　主要指标（单位：亿元）")]
    page += [
        (x, 750.0 - 18 * n, 12.0, text)
        for n, row in enumerate(rows)
        for x, text in zip((72.0, 200.0, 330.0), row, strict=True)
    ]
    document = one(pdf([[*page, (72.0, 640.0, 12.0, A[:30])]]))
    assert grid(document) == [list(row) for row in rows]
    assert document.tables[0].place == "page 1"
    caption = document.tables[0].caption
    assert caption is not None
    assert document.text[caption.start : caption.end] == page[0][3]


def test_columns_that_stand_close_are_not_one_number() -> None:
    rows = [
        ("高新区", "收入", "利润", "税费"),
        ("新乡", "759.66", "1300.5", "8.2%"),
        ("南阳", "123.45", "88.2", "-0.5%"),
        ("厦门", "345.30", "95", "1.1%"),
    ]
    placed = [
        (x, 750.0 - 18 * n, 12.0, text)
        for n, row in enumerate(rows)
        for x, text in zip((72.0, 130.0, 169.0, 208.0), row, strict=True)
    ]
    assert grid(one(pdf([placed]))) == [list(row) for row in rows]
    # Groups of three digits may be one number: only columns could tell, and here are none.
    assert "12　345" not in one(pdf([[(72, 700, 12, "产值"), (96, 700, 12, "12"), (111, 700, 12, "345元")]])).text


def test_wrapped_heads_and_names_are_one_cell_and_a_torn_caption_none() -> None:
    caption = [(180.0, 780.0, 12.0, "表3"), (210.0, 780.0, 12.0, "主要指标二〇二一年")]
    head = [
        (200.0, 757.0, 12.0, "营业收入（亿"),
        (330.0, 757.0, 12.0, "净利润（亿"),
        (72.0, 750.0, 12.0, "高新区"),
        (200.0, 743.0, 12.0, "元）"),
        (330.0, 743.0, 12.0, "元）"),
    ]
    body = [
        (x, 724.0 - 18 * n, 12.0, text)
        for n, row in enumerate([("新乡", "759.66", "1"), ("南阳", "1,234.5", "88.2")])
        for x, text in zip((72.0, 200.0, 330.0), row, strict=True)
    ]
    last = [
        (72.0, 687.0, 12.0, "阿克苏"),
        (200.0, 680.0, 12.0, "5"),
        (330.0, 680.0, 12.0, "6"),
        (72.0, 673.0, 12.0, "阿拉尔"),
    ]
    document = one(pdf([[*caption, *head, *body, *last]]))
    assert grid(document) == [
        ["高新区", "营业收入（亿元）", "净利润（亿元）"],
        ["新乡", "759.66", "1"],
        ["南阳", "1,234.5", "88.2"],
        ["阿克苏阿拉尔", "5", "6"],
    ]
    span = document.tables[0].caption
    assert span is not None
    assert document.text[span.start : span.end].endswith("二〇二一年")


def test_a_table_goes_on_over_pages() -> None:
    def page(rows: list[tuple[str, str, str]], number: int) -> list[Item]:
        placed = [
            (x, 740.0 - 18 * n, 12.0, text)
            for n, row in enumerate(rows)
            for x, text in zip((72.0, 200.0, 330.0), row, strict=True)
        ]
        return [*placed, (290.0, 40.0, 10.0, str(number))]

    first = [("高新区", "营业收入", "净利润"), ("新乡", "759.66", "1"), ("南阳", "1,234.5", "88.2")]
    second = [("厦门", "3453", "9"), ("无锡", "812", "10"), ("昆山", "813", "11")]
    continued = [*page(second, 2), (72.0, 770.0, 12.0, "续表一")]
    document = one(pdf([page(first, 1), continued]))
    assert grid(document) == [list(row) for row in (*first, *second)]
    assert [(m.place, document.text[m.start :][:2]) for m in document.marks] == [("page 1", "高新"), ("page 2", "续表")]


def test_metadata_of_a_pdf() -> None:
    named = one(pdf([[(72, 700, 12, A)]], info="/Title (Torch Report) /CreationDate (D:20220915080000+08'00')"))
    assert (named.title, named.published, named.published_inferred) == ("Torch Report", "2022-09-15", "metadata")
    assert one(pdf([[(72, 700, 12, A)]], info="/Title (Microsoft Word - a.doc)")).title is None
    damaged = one(pdf([[(72, 700, 12, A)]], info="/Title <FEFF4E00D835>"))  # ends with half a character
    assert (damaged.title, damaged.text.strip()) == (None, A)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (pdf([[]]), "no text"),
        (pdf([[(72, 700, 12, A)]])[:-400], ""),
        (b"%PDF-1.5\nnothing\nstartxref\n0\n%%EOF", "damaged"),
    ],
)
def test_what_has_no_text_says_so_in_a_line(data: bytes, what: str) -> None:
    try:
        document = one(data)
    except UnreadableError as failure:
        assert what in str(failure)
        assert "\n" not in str(failure)
    else:
        assert what == ""
        assert document.text

"""Web pages, Markdown and delimited files: the article alone, metadata, tables, offsets in the stored text."""

from __future__ import annotations

import pytest

from parkcmp.errors import UnreadableError
from parkcmp.model import Document
from parkcmp.reading import read_bytes

PROSE = "<p>2021年，新乡高新区高新技术企业达<b>135</b>家<sup>1</sup>，营业收入640亿元，增长迅速。</p>"


def one(text: str | bytes, name: str = "page") -> Document:
    [document] = read_bytes(text.encode() if isinstance(text, str) else text, name)
    return document


def grid(document: Document) -> list[list[str]]:
    rows: dict[int, list[str]] = {}
    for cell in document.tables[0].cells:
        rows.setdefault(cell.row, []).append(document.text[cell.start : cell.end])
    return list(rows.values())


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def test_navigation_and_footer_are_no_text() -> None:
    furniture = (
        '<div class="top-nav"><a href="/">首页</a><a href="/a">政务12</a></div><nav>导航</nav>'
        '<div class="crumbs"><a>当前位置</a></div><script>var a = 5</script><style>p{margin:3px}</style>'
    )
    side = '<div class="sidebar"><ul><li><a>某区产值9000亿元</a></li><li><a>招商</a></li></ul></div>'
    document = one(page(f'{furniture}{side}<div class="con">{PROSE * 3}</div><footer>电话0371-1234</footer>'))
    assert document.text.count("135家¹") == 3
    for word in ("首页", "12", "9000", "0371", "margin", "var"):
        assert word not in document.text


def test_an_article_without_any_telling_names_is_found_by_its_sentences() -> None:
    links = "".join(f"<li><a href={i}>栏目{i}</a></li>" for i in range(30))
    document = one(page(f"<div><ul>{links}</ul></div><div><div>{PROSE * 4}</div></div><div><a>友情链接</a></div>"))
    assert "栏目3" not in document.text
    assert document.text.count("新乡") == 4


def test_a_page_of_one_table_is_read() -> None:
    rows = "".join(f"<tr><td>园区{i}</td><td>{i}</td></tr>" for i in range(5))
    assert len(one(page(f"<table><tr><th>名称</th><th>数</th></tr>{rows}</table>")).tables) == 1


def test_metadata_of_a_page() -> None:
    head = (
        '<title>年报_新乡网</title><meta name="PubDate" content="2022-03-05 10:22"><meta name="ContentSource"'
        ' content="管委会"><link rel="canonical" href="https://example.org/1">'
    )
    document = one(page(PROSE, head))
    assert (document.title, document.published, document.published_inferred) == ("年报", "2022-03-05", "metadata")
    assert (document.issuer, document.url) == ("管委会", "https://example.org/1")


def test_day_of_linked_data_and_bad_days() -> None:
    linked = '<script type="application/ld+json">{"datePublished": "2023-11-02T08:00"}</script>'
    assert one(page(PROSE, linked)).published == "2023-11-02"
    assert one(page(PROSE, '<meta name="date" content="2023-31-02">')).published is None


def test_table_spans_count_as_browsers_count_them() -> None:
    document = one(
        page(
            "<p>表1 指标（单位：亿元）</p><table><tr><th rowspan=2>高新区<th colspan=2>收入</tr>"
            "<tr><th>2020<th>2021</tr><tr><td>新<br>乡<td>1<td>2</tr></table>" + PROSE * 3
        )
    )
    table = document.tables[0]
    places = {document.text[c.start : c.end]: (c.row, c.column, c.row_span, c.column_span) for c in table.cells}
    assert places["高新区"] == (0, 0, 2, 1)
    assert places["收入"] == (0, 1, 1, 2)
    assert places["2021"] == (1, 2, 1, 1)
    assert places["新乡"] == (2, 0, 1, 1)
    assert table.caption is not None
    assert document.text[table.caption.start : table.caption.end].endswith("（单位：亿元）")


def test_a_page_in_the_encoding_that_it_names() -> None:
    text = page(PROSE * 3, '<meta charset="gb2312">')
    assert one(text.encode("gb18030")).text == one(page(PROSE * 3)).text


@pytest.mark.parametrize("really", ["gb18030", "big5", "utf-8", "utf-16"])
@pytest.mark.parametrize("said", ["iso-8859-1", "windows-1252", "big5", "utf-16", "gb2312", "euc-kr", "utf-8", "none"])
def test_a_page_in_another_encoding_than_it_names(said: str, really: str) -> None:
    prose = PROSE if really != "big5" else "<p>2021年，新鄉高新區高新技術企業達135家，營業收入640億元，增長迅速。</p>"
    assert one(page(prose * 3, f'<meta charset="{said}">').encode(really)).text == one(page(prose * 3)).text


def test_a_page_whose_text_comes_after_long_scripts() -> None:
    script = "<script>" + "var a = 5;\n" * 9000 + "</script>"
    for said in ("gb2312", "iso-8859-1"):
        head = f'<meta charset="{said}">{script}'
        assert one(page(PROSE * 3, head).encode("gb18030")).text == one(page(PROSE * 3)).text


def test_western_pages_are_read_as_they_name_themselves_and_broken_chinese_ones_never() -> None:
    western = "<p>Größe der Zone: 135 Firmen – für “Öl” über 640 € und naïve Käufer, früher 12 % mehr.</p>"
    assert "Größe" in one(page(western, '<meta charset="windows-1252">').encode("cp1252")).text
    broken = page(PROSE * 3, '<meta charset="iso-8859-1">').encode("gb18030").replace("迅".encode("gbk"), b"\xff\xff")
    with pytest.raises(UnreadableError, match="does not fit GB18030"):
        one(broken)


def test_markdown_is_read_as_it_is_rendered() -> None:
    document = one(
        "---\ntitle: 年报\ndate: 2022-03-05\n---\n# 新乡高新区\n\n高新技术企业**135**家，见[附表](a.html)。\n\n"
        "| 指标 | 2021 |\n|---|---:|\n| **营业收入** | 640 |\n\n- 上市企业3家\n> 引用5家\n```\nx = 1\n```\n",
        "a.md",
    )
    assert document.text.startswith("新乡高新区\n高新技术企业135家，见附表。\n")
    assert grid(document) == [["指标", "2021"], ["营业收入", "640"]]
    assert "上市企业3家\n引用5家\nx = 1\n" in document.text
    assert (document.title, document.published) == ("年报", "2022-03-05")


def test_markdown_takes_away_only_sure_marks() -> None:
    assert one("# 甲\n\n2*3*4 与 a_b_c、第5*条\n", "a.md").text == "甲\n2*3*4 与 a_b_c、第5*条\n"


def test_a_delimited_file_is_its_own_text() -> None:
    raw = '高新区,"营业收入, 亿元","备""注"\r\n新乡, 640 ,\r\n"南\n阳",580,x\r\n'
    document = one(raw, "a.csv")
    assert document.text == raw
    assert grid(document) == [["高新区", "营业收入, 亿元", '备""注'], ["新乡", "640"], ["南\n阳", "580", "x"]]
    assert [c.ref for c in document.tables[0].cells][:4] == ["A1", "B1", "C1", "A2"]


def test_a_quote_that_never_closes_is_a_character() -> None:
    document = one('高新区,"营业收入\n新乡,640\n南阳,5\n', "a.csv")
    assert grid(document)[1:] == [["新乡", "640"], ["南阳", "5"]]

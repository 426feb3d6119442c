"""What cells of tables mean: owners, units, hedges, bases, periods; the ledger of their numerals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from table_texts import NOWHERE, VOCABULARY, document_of, read, says

from parkcmp.extract import extract
from parkcmp.extract.tables import TableContext, TableReading, extract_tables, without_tables
from parkcmp.model import Document, Form, Measure, Reason
from parkcmp.reading import read_bytes


def test_targets_progress_and_the_documents_own_zone() -> None:
    table = """2022年目标完成情况
        指标 | 年度目标 | 1-6月完成 | 完成率
        营业收入（亿元） | 700 | 350 | 50%"""
    assert says(table, TableContext(park="新乡", published="2022-07-15")) == [
        "新乡 revenue 700亿元 2022 target",
        "新乡 revenue 350亿元 2022-01/2022-06",
        "新乡 revenue completion 50% 2022-01/2022-06",
    ]


def test_a_breakdown_is_not_the_zones() -> None:
    table = """新乡高新区2021年各产业营业收入（亿元）
        产业 | 营业收入
        电子信息 | 100
        合计 | 300"""
    assert says(table) == ["电子信息 revenue 100亿元 2021", "新乡 revenue 300亿元 2021"]
    assert read(table).facts[0].entity is None


def test_an_indicator_under_another_is_neither() -> None:
    table = """2021年
        高新区 | 高新技术企业 | >
        ^ | 数量（家） | 营业收入（亿元）
        新乡高新区 | 135 | 500"""
    assert says(table) == ["新乡 hitech_firms 135家 2021", "新乡 高新技术企业营业收入 500亿元 2021"]


def test_bare_city_names_are_zones_only_in_a_table_of_zones() -> None:
    cities = """2021年河南省各市主要指标
        城市 | 高新技术企业
        新乡 | 900
        郑州 | 2000"""
    assert [(f.entity, f.scope) for f in read(cities).facts] == [(None, "region")] * 2
    assert [f.entity for f in read(cities.replace("城市", "高新区")).facts] == ["新乡", "郑州"]


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("营业收入 | 640", None),  # which unit nobody says
        ("营业收入（亿元） | 640", "640亿元"),
        ("营业收入(家) | 640", "营业收入"),  # a unit that it cannot have: another indicator
        ("高新技术企业 | 640", "640家"),
        ("研发投入强度 | 3.2", None),
        ("研发投入强度（%） | 3.2", "3.2%"),
        ("实际利用外资（万美元） | 5000", "0.5亿美元"),
        ("管理面积（公顷） | 5000", "50平方公里"),
    ],
)
def test_a_unit_is_read_and_never_assumed(row: str, value: str | None) -> None:
    reading = read(f"新乡高新区2021年\n指标 | 数值\n{row}")
    if value is None:
        assert reading.facts == ()
        assert [u.reason for u in reading.unexplained] == [Reason.UNIT]
    elif value[0].isdigit():
        assert says(f"新乡高新区2021年\n指标 | 数值\n{row}")[0].endswith(f"{value} 2021")
    else:
        assert [(f.metric, f.label) for f in reading.facts] == [(None, value)]


def test_a_caption_of_several_units_serves_each_its_own() -> None:
    table = """2021年高新区情况 单位：亿元、万人、%
        高新区 | 营业收入 | 从业人员 | 增速 | 高新技术企业
        新乡 | 640 | 5 | 0.5 | 135"""
    assert [(f.value, f.unit) for f in read(table).facts] == [
        (Decimal(640), "亿元"),
        (Decimal(50000), "人"),
        (Decimal("0.5"), "%"),
        (Decimal(135), "家"),
    ]


def test_a_difference_in_points_is_a_change() -> None:
    [_, change] = read("新乡高新区\n指标 | 2021年 | 同比增长\n研发投入强度 | 3.2% | 0.1个百分点").facts
    assert (change.measure, change.unit, change.value, change.base) == (Measure.CHANGE, "%", Decimal("0.1"), "2020")


def test_hedges_and_notes_in_cells() -> None:
    cells = ("超1200家", "135家¹", "3-5家", "136[2]")
    rows = "\n".join(
        f"{zone}高新区 | {cell}" for zone, cell in zip(("新乡", "南阳", "洛阳", "郑州"), cells, strict=True)
    )
    over, noted, between, marked = read(f"2021年\n高新区 | 高新技术企业\n{rows}").facts
    assert (over.bound, over.value, over.round) == ("over", Decimal(1200), Decimal(100))
    assert (noted.value, noted.form) == (Decimal(135), Form.COUNT)
    assert (between.value, between.value_high, between.form) == (Decimal(3), Decimal(5), Form.RANGE)
    assert marked.value == Decimal(136)


def test_precision_follows_the_unit_of_the_head() -> None:
    [staff, money] = read("2021年\n高新区 | 从业人员（万人） | 营业收入（亿元）\n新乡高新区 | 5.2 | 640").facts
    assert (staff.last, staff.round, staff.form) == (Decimal(1000), Decimal(1000), Form.NUMBER)
    assert (money.last, money.round, money.form) == (Decimal(1), Decimal(10), Form.NUMBER)


def test_the_whole_of_a_share_has_a_key() -> None:
    [_, share] = read("2021年\n高新区 | 工业总产值（亿元） | 占全市比重（%）\n惠州仲恺高新区 | 300 | 42").facts
    assert (share.measure, share.whole, share.whole_key) == (Measure.SHARE, "全市", "惠州市")


def test_an_undated_stock_is_the_month_of_publication_and_an_undated_flow_has_no_period() -> None:
    table = "高新区 | 高新技术企业 | 营业收入（亿元）\n新乡高新区 | 135 | 640"
    assert [f.period for f in read(table, TableContext(published="2022-09-15")).facts] == ["2022-09", None]
    assert [f.period for f in read(table, TableContext(period="2021")).facts] == ["2021", "2021"]


def test_every_numeral_of_a_table_is_in_the_ledger_once() -> None:
    document = document_of(
        """表3 2021年高新区500强（单位：亿元）
        序号 | 高新区 | 2021年营业收入 | 世界500强企业 | 备注
        1 | 新乡 | 640 | 3 | 含2个园
        2 | 某地 | 7 | 100.5元 | -"""
    )
    reading = extract_tables(document, VOCABULARY, NOWHERE)
    spans = [(s.start, s.end) for s in (*reading.facts, *reading.times, *reading.unexplained)]
    assert len(set(spans)) == len(spans)
    found = sorted(document.text[a:b] for a, b in spans)
    assert found == sorted(["2021", "500", "1", "640", "3", "2", "2", "7", "100.5"])
    prose = without_tables(document.text, reading)
    assert len(prose) == len(document.text)
    assert prose.strip() == "表3 2021年高新区500强（单位：亿元）"


def test_a_table_that_says_nothing_gives_nothing() -> None:
    assert read("姓名 | 职务\n甲 | 主任\n乙 | 副主任") == TableReading()
    assert extract_tables(Document("新乡"), VOCABULARY, NOWHERE) == TableReading()


def test_neighbouring_fields_of_a_delimited_file_are_no_number_of_thousands() -> None:
    [document] = read_bytes("高新区,高新技术企业,上市企业\n新乡高新区,640,135\n南阳高新区,580,200\n".encode(), "a.csv")
    found = extract(document, VOCABULARY.lexicon)
    assert [document.text[f.start : f.end] for f in found.facts] == ["640", "135", "580", "200"]
    assert found.unexplained == ()

"""What people type, and what it means; what fits several or none is said so."""

from __future__ import annotations

import pytest

from parkcmp.errors import UnknownNameError
from parkcmp.lexicon.load import load_lexicon
from parkcmp.lexicon.names import (
    resolve_entity,
    resolve_metric,
    resolve_park,
    resolve_province,
    resolve_region,
)
from parkcmp.model import Measure

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("新乡", "新乡"),
        ("新乡市", "新乡"),
        ("新乡高新区", "新乡"),
        ("河南新乡高新区", "新乡"),
        ("新乡国家级高新技术产业开发区", "新乡"),
        ("xinxiang", "新乡"),
        ("XinXiang", "新乡"),
        (" 新乡 ", "新乡"),
        ("xi'an", "西安"),
        ("Xi An", "西安"),
        ("harbin", "哈尔滨"),
        ("haerbin", "哈尔滨"),
        ("武汉", "东湖"),
        ("wuhan", "东湖"),
        ("光谷", "东湖"),
        ("北京", "中关村"),
        ("西宁", "青海"),
        ("廊坊", "燕郊"),
        ("宜春", "丰城"),
        ("苏州", "苏州"),
        ("苏州市", "苏州"),
        ("suzhou", "苏州"),
        ("苏州工业园区", "苏州工业园"),
        ("昆山市", "昆山"),
        ("重庆", "重庆"),
        ("吉林", "吉林"),
        ("吉林市", "吉林"),
        ("鞍山高新区", "鞍山"),
        ("马鞍山高新区", "马鞍山"),
        ("慈湖高新区", "马鞍山"),
        ("松山湖", "东莞"),
        ("江苏省昆山高新区", "昆山"),
        ("无锡高新区(新吴区)", "无锡"),
        ("楚雄", "楚雄"),
        ("延边", "延吉"),
        ("襄樊高新区", "襄阳"),
        ("新鄉", "新乡"),
        ("龍巖高新區", "龙岩"),
        ("ｘｉｎｘｉａｎｇ", "新乡"),
    ],
)
def test_a_park_is_named_by_key_alias_spelling_city_or_pinyin(typed: str, key: str) -> None:
    assert resolve_park(typed, LEXICON).key == key


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("fuzhou", ["福州", "抚州"]),
        ("火炬高新区", ["厦门", "威海", "中山"]),
        ("上海", ["张江", "紫竹"]),
        ("上海市", ["张江", "紫竹"]),
        ("shanghai", ["张江", "紫竹"]),
        ("河南", ["新乡", "郑州", "许昌"]),
    ],
)
def test_what_fits_several_lists_them(typed: str, keys: list[str]) -> None:
    with pytest.raises(UnknownNameError) as error:
        resolve_park(typed, LEXICON)
    assert all(key in error.value.what for key in keys)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("新香", "新乡"),
        ("xinxang", "新乡"),
        ("哈尔宾", "哈尔滨"),
        ("lianyunggang", "连云港"),
        ("石家庄高薪区", "石家庄"),
        ("江宁高新区", "南京"),
        ("海南", "海口"),
    ],
)
def test_an_unknown_park_says_what_is_near(typed: str, near: str) -> None:
    with pytest.raises(UnknownNameError) as error:
        resolve_park(typed, LEXICON)
    assert near in f"{error.value.what} {error.value.remedy}"


@pytest.mark.parametrize("typed", ["", " ", "火星", "qqqq", "东湖高新", "临江市高新区", "😀", "a" * 5000])
def test_nonsense_is_no_park(typed: str) -> None:
    with pytest.raises(UnknownNameError):
        resolve_park(typed, LEXICON)


def test_the_nation_is_an_entity_and_no_park() -> None:
    assert resolve_entity("全国", LEXICON) == "全国"
    assert resolve_entity("wuhan", LEXICON) == "东湖"
    assert resolve_entity("全國", LEXICON) == "全国"
    with pytest.raises(UnknownNameError, match="all zones together"):
        resolve_park("全国", LEXICON)


@pytest.mark.parametrize(
    ("typed", "metric", "measure"),
    [
        ("hitech_firms", "hitech_firms", None),
        ("HITECH_FIRMS", "hitech_firms", None),
        ("高新技术企业数", "hitech_firms", None),
        ("国家高新技术企业总数", "hitech_firms", None),
        ("高企", "hitech_firms", None),
        ("拥有高新技术企业", "hitech_firms", None),
        ("产值", "output", None),
        ("规上工业总产值", "output_above_scale", None),
        ("R&D经费内部支出", "rd_expenditure", None),
        ("研究与试验发展(R&D)经费支出", "rd_expenditure", None),
        ("研究与试验发展（R&D）经费支出", "rd_expenditure", None),
        ("专精特新小巨人企业", "srdi_giants", None),
        ("专精特新“小巨人”企业", "srdi_giants", None),
        ("专精特新「小巨人」企业", "srdi_giants", None),
        ('专精特新"小巨人"企业数', "srdi_giants", None),
        ("Exports", "exports", None),
        ("High-tech enterprises", "hitech_firms", None),
        ("gross industrial output", "output", None),
        ("高新技術企業", "hitech_firms", None),
        ("工業總產值增速", "output", Measure.GROWTH),
        ("output_growth", "output", Measure.GROWTH),
        ("hitech_firms_share", "hitech_firms", Measure.SHARE),
        ("rd_share", "rd_share", None),
        ("rd_share_growth", "rd_share", Measure.GROWTH),
        ("strategic_share_share", "strategic_share", Measure.SHARE),
        ("工业总产值增速", "output", Measure.GROWTH),
        ("营业收入占比", "revenue", Measure.SHARE),
        ("技术收入占比", "tech_income_share", None),
        ("实现营业收入", "revenue", None),
    ],
)
def test_a_metric_is_named_by_id_or_any_chinese_name(typed: str, metric: str, measure: Measure | None) -> None:
    choice = resolve_metric(typed, LEXICON)
    assert (choice.metric.id, choice.measure) == (metric, measure)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("hitech_frims", "hitech_firms"),
        ("高新技术企业户数", "hitech_firms"),
        ("foo_growth", "parkcmp metrics"),
        ("", "parkcmp metrics"),
        ("合同外资", "foreign_investment"),
    ],
)
def test_an_unknown_metric_says_what_is_near(typed: str, near: str) -> None:
    with pytest.raises(UnknownNameError) as error:
        resolve_metric(typed, LEXICON)
    assert near in error.value.remedy


def test_a_term_kept_apart_is_told_from_an_unknown_one() -> None:
    with pytest.raises(UnknownNameError, match="belongs to no metric"):
        resolve_metric("工业销售产值", LEXICON)


@pytest.mark.parametrize(
    ("typed", "province"),
    [
        ("河南", "河南省"),
        ("河南省", "河南省"),
        ("内蒙古", "内蒙古自治区"),
        ("北京", "北京市"),
        ("新疆", "新疆维吾尔自治区"),
        ("廣東", "广东省"),
    ],
)
def test_a_province_goes_by_its_short_name(typed: str, province: str) -> None:
    assert resolve_province(typed, LEXICON) == province


@pytest.mark.parametrize("typed", ["河北南", "武汉", "香港", ""])
def test_what_is_no_province_with_parks_is_refused(typed: str) -> None:
    with pytest.raises(UnknownNameError):
        resolve_province(typed, LEXICON)


@pytest.mark.parametrize(
    ("typed", "region"),
    [("东部", "东部"), ("East", "东部"), ("東部", "东部"), ("东北地区", "东北"), ("central", "中部")],
)
def test_a_region_goes_by_both_languages(typed: str, region: str) -> None:
    assert resolve_region(typed, LEXICON) == region


def test_what_is_no_region_lists_the_four() -> None:
    with pytest.raises(UnknownNameError, match="东部, 中部, 西部, 东北"):
        resolve_region("东南", LEXICON)

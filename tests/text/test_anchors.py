"""A search beside anchors finds what a search through the whole text finds."""

from __future__ import annotations

import re
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parkcmp.text.anchors import Anchors, Beside, alternatives, each

_MODULES = [
    import_module(f"parkcmp.extract.{name}") for name in ("masks", "times", "quantities", "unlisted", "districts")
]
_BESIDE = [pattern for module in _MODULES for pattern in module.ANCHORS.patterns]
_PIECES = (
    "2021年", "19", "20", "2", "0", "一", "二", "十", "百", "几", "年", "个", "月", "季度", "半年", "上",
    "成", "半", "倍", "点", "多", "番", "翻", "位", "名", "前", "百分之", "零", "移", "升", "强",
    "前三", "第", "近", "去年", "同期", "年末", "年底", "度", "十八大以来", "党的二十大以来", "8-9月", "日",
    "目前", "截至", "现", "有", "上一轮", "上个", "0901", "成立", "以来", "十四五", "期间",
    "号", "路", "楼", "强", "双", "TOP", "+", "×", "区", "园", "级", "A", "版", "计划", "，", "。", "、", "\n",
    "（", "）", "600123", ".SH", "@", ".com", "www.", "https://", "某", "家", "企业", "公司", "集团", "等",
    "龙头", "收入", "分别", "该", "项目", "签约", "将", "新", "分之", "/", "亿", "千", "万", ".", "材", "料", "高",
    "电话", "ISO", "下一步", "批", "附表", "每", "股", "[", "]", "后", "：", "30", "x", "小时", "分钟", "大", "方面",
    "经开区", "新区", "产业", "开发区", "技术", "大学", "院", "供应", "商", "厂", "片区", "基地", "示范", "所在的",
    "讯", "市", "县", "增长", "的", "是", "辖区", "城",
)  # fmt: skip


def _found(search: Beside, text: str) -> list[str]:
    return [m.group() for m in search.find(text, Anchors(search).find(text))]


@pytest.mark.parametrize("search", _BESIDE, ids=lambda search: search.pattern.pattern[:20])
@settings(max_examples=150, deadline=None)
@given(pieces=st.lists(st.sampled_from(_PIECES), max_size=30))
def test_nothing_beside_words_is_missed(search: Beside, pieces: list[str]) -> None:
    text = "".join(["\n", *pieces, "\n"])
    anchors = Anchors(search).find(text)
    assert [m.span() for m in search.find(text, anchors)] == [m.span() for m in search.pattern.finditer(text)]


def test_what_begins_farther_away_from_a_word_is_none() -> None:
    assert _found(Beside("[ac]+b", ["b"], 2), "aaab ab cacb") == ["aab", "ab", "acb"]


def test_only_what_stands_before_a_word_is_tried() -> None:
    assert _found(Beside("[ac]+b", ["b"], 9, "a"), "acaab") == ["aab"]


def test_words_are_no_expressions() -> None:
    assert _found(Beside(r"\d\+\d", ["+"], 1), "12+3 4") == ["2+3"]


def test_anchors_that_no_list_of_words_can_hold() -> None:
    assert _found(Beside(r"a?\w\d{3}", ["x1"], 1, rest=r"y(?=\d)"), "ax123 y456 z789 ay12") == ["ax123", "y456"]


def test_one_scan_finds_the_words_of_all_patterns_within_one_another_too() -> None:
    long, short, none = Beside("ab+c", ["abbc"]), Beside("b.", ["b"]), Beside("z", ["z"])
    text = "-abbc-b-"
    anchors = Anchors(long, short, none).find(text)
    found = [[m.group() for m in search.find(text, anchors)] for search in (long, short, none)]
    assert found == [["abbc"], ["bb", "b-"], []]


def test_words_of_parts() -> None:
    assert each("东西", ["区", "部"]) == ("东区", "东部", "西区", "西部")


def test_words_of_an_alternation() -> None:
    pattern = r"新区(?<!高..)(?!域|位)|基地(?:[一二]期(?:内)?)?|园区"
    assert alternatives(pattern) == ("新区", "基地", "园区")
    assert all(re.fullmatch(pattern, word) for word in alternatives(pattern))

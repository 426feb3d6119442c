"""A search beside anchors finds what a search through the whole text finds."""

from __future__ import annotations

from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parkcmp.text.anchors import Beside

masks = import_module("parkcmp.extract.masks")
quantities = import_module("parkcmp.extract.quantities")
times = import_module("parkcmp.extract.times")
unlisted = import_module("parkcmp.extract.unlisted")

_BESIDE = [
    *(search for _, search in masks._MASKS if isinstance(search, Beside)),
    *(
        search
        for module in (quantities, times, unlisted)
        for search in vars(module).values()
        if isinstance(search, Beside)
    ),
]
_PIECES = (
    "2021年", "19", "20", "2", "0", "一", "二", "十", "百", "几", "年", "个", "月", "季度", "半年", "上",
    "成", "半", "倍", "点", "多",
    "前三", "第", "近", "去年", "同期", "年末", "年底", "度", "十八大以来", "党的二十大以来", "8-9月", "日",
    "号", "路", "楼", "强", "双", "TOP", "+", "×", "区", "园", "级", "A", "版", "计划", "，", "。", "、", "\n",
    "（", "）", "600123", ".SH", "@", ".com", "www.", "https://", "某", "家", "企业", "公司", "集团", "等",
    "龙头", "收入", "分别", "该", "项目", "签约", "将", "新", "分之", "/", "亿", "千", "万", ".", "材", "料", "高",
)  # fmt: skip


@pytest.mark.parametrize("search", _BESIDE, ids=lambda search: search.pattern.pattern[:20])
@settings(max_examples=150, deadline=None)
@given(pieces=st.lists(st.sampled_from(_PIECES), max_size=30))
def test_nothing_beside_words_is_missed(search: Beside, pieces: list[str]) -> None:
    text = "".join(["\n", *pieces, "\n"])
    assert [m.span() for m in search.find(text)] == [m.span() for m in search.pattern.finditer(text)]


def test_what_begins_farther_away_from_a_word_is_none() -> None:
    assert [m.group() for m in Beside("[ac]+b", ["b"], 2).find("aaab ab cacb")] == ["aab", "ab", "acb"]


def test_only_what_stands_before_a_word_is_tried() -> None:
    assert [m.group() for m in Beside("[ac]+b", ["b"], 9, "a").find("acaab")] == ["aab"]


def test_words_are_no_expressions() -> None:
    assert [m.group() for m in Beside(r"\d\+\d", ["+"], 1).find("12+3 4")] == ["2+3"]


def test_what_stands_behind_a_word_is_asked() -> None:
    assert [m.group() for m in Beside(r"\d\w\d?", {"x": r"(?=\d)"}, 1).find("1x2 3x 4y5")] == ["1x2"]

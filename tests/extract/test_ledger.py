"""Every numeral of any text is in exactly one of a fact, a time and the unexplained; no text makes extraction raise."""

from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from parkcmp.extract import extract
from parkcmp.lexicon.load import load_lexicon
from parkcmp.model import Document, Extraction, Reason

_PIECES = (
    "新乡高新区", "全区", "全市", "龙头企业华创公司", "，", "。", "；", "、", "：", "\n", "　　", " ", "（", "）",
    "|", "\t", "高新技术企业", "营业收入", "R&D经费支出", "占", "比重", "分别", "同比增长", "下降", "由", "增至",
    "较", "比上年", "年均", "是", "的", "其中", "力争", "第", "前", "累计", "达", "超", "近", "不足", "约",
    "2021年", "上半年", "1-8月", "去年", "2012年以来", "十四五末", "135", "1,234.5", "759.66", "１２０", "3-5",
    "1/4", "三成", "四点二", "半数", "$1 1 . 5 \\%$", "家", "亿元", "万元", "%", "个百分点", "倍", "番", "位",
    "平方公里", "万美元", "0371-3686000", "ISO9001", "5G", "[1]", "1+7", "— 11 —", "統計", "億",
)  # fmt: skip
_TEXTS = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=4)), max_size=60).map("".join)
_DIGITS = re.compile(r"[0-9０-９]")


def _read(text: str) -> Extraction:
    return extract(Document(text, published="2022-09"), load_lexicon())


def _covered(text: str, found: Extraction) -> list[int]:
    count = [0] * (len(text) + 1)
    spans = [(f.start, f.end) for f in found.facts]
    spans += [(t.start, t.end) for t in found.times] + [(u.start, u.end) for u in found.unexplained]
    for start, end in spans:
        for position in range(start, end):
            count[position] += 1
    return count


@settings(max_examples=400, deadline=None)
@given(_TEXTS)
def test_every_digit_is_accounted_for_exactly_once(text: str) -> None:
    found = _read(text)
    count = _covered(text, found)
    assert max(count) <= 1
    assert not [(m.start(), m.group()) for m in _DIGITS.finditer(text) if count[m.start()] != 1]


@settings(max_examples=200, deadline=None)
@given(_TEXTS)
def test_the_span_of_a_fact_is_its_numeral(text: str) -> None:
    for fact in _read(text).facts:
        assert 0 <= fact.start < fact.end <= len(text)
        assert re.search(r"[0-9０-９零〇一二三四五六七八九十百千万亿两半]", text[fact.start : fact.end])
        assert fact.sentence.start <= fact.start
        assert fact.end <= fact.sentence.end


def test_each_kind_of_number_lands_in_its_place() -> None:
    text = "新乡高新区2021年高新技术企业135家，增速高于全市2.5个百分点，推进5G建设，电话0373-3686000。"
    found = _read(text)
    assert [text[f.start : f.end] for f in found.facts] == ["135"]
    assert [text[t.start : t.end] for t in found.times] == ["2021年"]
    assert {text[u.start : u.end]: u.reason.value for u in found.unexplained} == {
        "2.5": "comparison",
        "5G": "name",
        "0373-3686000": "reference",
    }


def test_a_number_doubled_beyond_all_numbers_is_none() -> None:
    for times in ("1,234.5", "9,999,999"):
        found = _read(f"新乡高新区营业收入比2015年翻了{times}番。")
        assert [fact.value for fact in found.facts] == []
        assert [u.reason for u in found.unexplained] == [Reason.UNIT]
    [fact] = _read("新乡高新区营业收入比2015年翻了1.5番。").facts
    assert fact.value == Decimal("182.842712")

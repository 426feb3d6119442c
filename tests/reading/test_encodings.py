"""Bytes to text: every encoding that Chinese files come in is read right, and nothing is ever replaced or guessed."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkcmp.errors import UnreadableError
from parkcmp.reading.encodings import decode

SIMPLIFIED = "新乡高新区2021年营业收入759.66亿元，同比增长13.9%。\r\n高新技术企业135家。\n"
TRADITIONAL = "新鄉高新區2021年營業收入759.66億元，同比增長13.9%。\n高新技術企業135家。\n"
RARE = "禤〇𠮷同志在㛃园区调研时说，高新区企业发展势头良好，全年营业收入增长一成。"
ENGLISH = "Xinxiang: 135 firms\n"

ENCODINGS = [
    ("utf-8", (SIMPLIFIED, TRADITIONAL, RARE, ENGLISH)),
    ("utf-8-sig", (SIMPLIFIED, TRADITIONAL, RARE, ENGLISH)),
    ("utf-16", (SIMPLIFIED, TRADITIONAL, RARE, ENGLISH)),
    ("utf-16-le", (SIMPLIFIED, TRADITIONAL, ENGLISH)),
    ("utf-16-be", (SIMPLIFIED, TRADITIONAL, ENGLISH)),
    ("utf-32", (SIMPLIFIED, TRADITIONAL, RARE, ENGLISH)),
    ("utf-32-le", (SIMPLIFIED, TRADITIONAL, ENGLISH)),
    ("utf-32-be", (SIMPLIFIED, TRADITIONAL, ENGLISH)),
    ("gb18030", (SIMPLIFIED, TRADITIONAL, RARE, ENGLISH)),
    ("gbk", (SIMPLIFIED, TRADITIONAL)),
    ("gb2312", (SIMPLIFIED,)),
    ("big5", (TRADITIONAL,)),
    ("cp950", (TRADITIONAL,)),
]


@pytest.mark.parametrize(("encoding", "text"), [(encoding, text) for encoding, texts in ENCODINGS for text in texts])
def test_a_text_is_read_in_its_encoding(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), "f") == text


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-be", "utf-16-le"])
@pytest.mark.parametrize("text", ["高新区企业1家", "洛阳高新区\n", "同比增长8%", "2021年", "135家，"])
def test_short_texts_too(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), "f") == text


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        decode(data, "名.txt")
    assert caught.value.what.startswith("名.txt: ")
    assert caught.value.remedy
    return caught.value.what


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", "\u3000\n".encode()])
def test_a_file_without_text_is_empty(data: bytes) -> None:
    assert "empty" in refusal(data)


@pytest.mark.parametrize("at", [0, 3, 30, -4])
def test_broken_utf8_is_refused_where_it_breaks_and_not_read_as_something_else(at: int) -> None:
    whole = (SIMPLIFIED * 3).encode()
    at = at % len(whole)
    while whole[at] & 0xC0 == 0x80:  # between two characters
        at -= 1
    assert f"byte {at} (0xff) does not fit UTF-8" in refusal(whole[:at] + b"\xff" + whole[at:])


def test_a_cut_character_is_refused() -> None:
    whole = SIMPLIFIED.strip().encode()
    assert f"byte {len(whole) - 3} " in refusal(whole[:-1])


def test_broken_gb18030_names_its_byte() -> None:
    whole = SIMPLIFIED.encode("gb18030")
    assert "byte 20 (0xff) does not fit GB18030" in refusal(whole[:20] + b"\xff\xff" + whole[20:])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_mark_decides_and_what_does_not_fit_it_is_refused(encoding: str) -> None:
    whole = SIMPLIFIED.encode(encoding)
    assert "does not fit UTF" in refusal(whole + b"\x00")


def test_a_bad_byte_behind_a_mark_is_counted_from_the_files_beginning() -> None:
    assert "byte 6 (0xff) does not fit UTF-8" in refusal(b"\xef\xbb\xbf" + "新".encode() + b"\xff")


def test_bytes_that_are_no_text_are_refused() -> None:
    dice = random.Random(1)
    for size in (64, 1000, 100_000):
        refusal(dice.randbytes(size))
    refusal(b"\x00\x01\x02\x03" * 100)
    refusal(SIMPLIFIED.encode() + b"\x00")
    refusal(bytes(range(1, 9)) * 20 + b"text")


def test_western_text_is_refused_and_not_read_as_chinese() -> None:
    refusal("Übergrößenträger äöü: Größe, Öl, Ärger".encode("latin-1"))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_refused_on_one_line(data: bytes) -> None:
    try:
        assert isinstance(decode(data, "f"), str)
    except UnreadableError as failure:
        assert "\n" not in str(failure)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=200))
def test_any_text_in_utf8_is_itself(text: str) -> None:
    if text.strip() and not text.startswith("\ufeff"):
        assert decode(text.encode(), "f") == text

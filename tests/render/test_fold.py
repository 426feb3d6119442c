"""Folding: no line too wide, nothing lost but blanks, figures whole, marks where a reader expects them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from parkcmp.render.fold import folded

PROSE = "企业R&D 经费支出占园区生产总值的比重为【12.16】%，比全市（1.9%）高。两年后的2020年已是54.3%。"


@given(st.text("企业R&D 12.6%（），。【】“”3453.8\u3000\n", max_size=60), st.integers(2, 30))
def test_no_line_is_too_wide_and_nothing_but_blanks_is_lost(text: str, width: int) -> None:
    lines = folded(text, width).split("\n")
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize("width", range(12, 60))
def test_figures_stay_whole_and_marks_stay_with_their_words(width: int) -> None:
    lines = folded(PROSE, width).split("\n")
    joined = "\n".join(lines)
    assert all(figure in joined for figure in ("【12.16】", "1.9%", "2020", "54.3%。", "R&D"))
    assert not [line for line in lines if line[0] in "，。）】" or line[-1] in "（【"]


def test_a_line_is_filled_before_it_is_folded_at_a_blank() -> None:
    assert folded("企业R&D 经费支出", 12) == "企业R&D 经费\n支出"
    assert folded("change over 9 years", 11) == "change over\n9 years"


def test_a_figure_keeps_its_unit_and_a_bracket_what_it_closes() -> None:
    assert folded("总收入759.66亿元", 14) == "总收入\n759.66亿元"
    assert folded("(29.93亿元 / 3.49亿元)^(1/9)", 22) == "(29.93亿元 /\n3.49亿元)^(1/9)"


def test_what_fits_no_line_is_cut_where_it_must() -> None:
    assert folded("newsletter-2022", 10) == "newsletter\n-2022"
    assert folded("", 10) == ""

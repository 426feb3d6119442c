"""What a picture shows: the answer's figures with their intervals, periods and sources, and never a target."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from query_builder import LEXICON, said, stored
from rich.cells import cell_len

from parkcmp.intervals import Reading
from parkcmp.model import Fact
from parkcmp.query.answer import Answer
from parkcmp.query.compare import CompareQuestion, compare
from parkcmp.query.rank import RankQuestion, rank
from parkcmp.query.report_sources import fetch_origins
from parkcmp.query.trend import TrendQuestion, trend
from parkcmp.render.chart.picture import Mark, Panel, Picture, Shape, Sources, picture_of
from parkcmp.render.chart.scale import scale_of
from parkcmp.render.chart.text import chart_text, draw_bar
from parkcmp.render.chart.wrap import wrap

RANK = RankQuestion("hitech_firms")
FIRMS = (
    said("南京", "hitech_firms", "5934"),
    said("厦门", "hitech_firms", "超1200"),
    said("新乡", "hitech_firms", "135"),
)


def drawn(folder: Path, question: object, *facts: Fact | Iterable[Fact], lang: str = "en") -> Picture:
    with stored(folder, *facts) as database:
        if isinstance(question, RankQuestion):
            answer: Answer = rank(database, LEXICON, question)
        elif isinstance(question, CompareQuestion):
            answer = compare(database, LEXICON, question)
        else:
            assert isinstance(question, TrendQuestion)
            answer = trend(database, LEXICON, question)
        at = [i for i, name in enumerate(answer.columns) if name.endswith("fact_id")]
        ids = [str(row[i]) for row in answer.rows for i in at if row[i]]
        found = fetch_origins(database, ids, Reading(str(answer.query["reading"])))
    return picture_of(answer, Sources(found.intervals, found.documents, found.cited), lang)


def figures(picture: Picture) -> list[tuple[str, str]]:
    return [(mark.label, mark.figure) for mark in picture.marks]


def test_a_ranking_is_bars_in_its_order_with_intervals(tmp_path: Path) -> None:
    picture = drawn(tmp_path, RANK, FIRMS, said("全国", "hitech_firms", "23万"))
    assert figures(picture) == [("南京", "5934"), ("厦门", ">1200"), ("新乡", "135")]
    assert [(m.low, m.high) for m in picture.marks] == [(5934, 5934), (1200, 1300), (135, 135)]
    assert picture.panels[0].shape is Shape.BARS
    assert any("全国 230000" in line for line in picture.below)
    assert any("Periods: 2021" in line for line in picture.below)
    assert any(line.startswith("Sources: ") and "2022-1" not in line and "2022-01" in line for line in picture.below)


def test_the_literal_reading_has_no_upper_end(tmp_path: Path) -> None:
    picture = drawn(tmp_path, RankQuestion("hitech_firms", reading=Reading.LITERAL), FIRMS)
    assert [m.high for m in picture.marks] == [5934, None, 135]
    assert any("literal reading" in line for line in picture.below)


def test_targets_are_in_no_picture(tmp_path: Path) -> None:
    facts = [*FIRMS, said("龙岩", "hitech_firms", "777", "2025", status="target")]
    facts.append(said("南京", "hitech_firms", "9999", "2025", status="target"))
    for number, question in enumerate(
        (RANK, CompareQuestion(("南京", "龙岩")), TrendQuestion(("南京", "龙岩"), "hitech_firms"))
    ):
        shown = {figure for _, figure in figures(drawn(tmp_path / str(number), question, facts))}
        assert shown.isdisjoint({"777", "9999"})


def test_stand_ins_and_undated_are_pale(tmp_path: Path) -> None:
    facts = [
        said("新乡", "output", "700"),
        said("厦门", "output_above_scale", "3453.8"),
        said("龙岩", "output", "5", None),
    ]
    picture = drawn(tmp_path, RankQuestion("output"), facts)
    assert {mark.label: mark.faint for mark in picture.marks} == {"厦门": True, "新乡": False, "龙岩": True}
    assert any(line.startswith("Pale") for line in picture.below)


def test_places_are_dots(tmp_path: Path) -> None:
    metric = next(m.id for m in LEXICON.metrics.values() if m.kind == "rank")
    facts = [said("新乡", metric, "80", measure="rank"), said("厦门", metric, "3", measure="rank")]
    assert drawn(tmp_path, RankQuestion(metric), facts).panels[0].shape is Shape.DOTS


def test_a_comparison_is_a_panel_an_indicator_that_two_have(tmp_path: Path) -> None:
    facts = [
        *FIRMS,
        said("厦门", "rd_share", "12.16"),
        said("新乡", "rd_share", "近5"),
        said("厦门", "output", "超3000"),
    ]
    picture = drawn(tmp_path, CompareQuestion(("厦门", "新乡")), facts)
    assert {panel.unit: [m.figure for m in panel.marks] for panel in picture.panels} == {
        "家": [">1200", "135"],
        "%": ["12.16", "<5"],
    }
    percent = next(panel for panel in picture.panels if panel.unit == "%")
    assert [(m.low, m.high) for m in percent.marks] == [(Decimal("12.155"), Decimal("12.165")), (4, 5)]
    assert percent.remark.startswith("higher: 厦门")
    assert any(line.startswith("Not drawn: 1 more") for line in picture.below)


def test_a_trend_is_in_the_order_of_time_and_names_what_it_cannot_place(tmp_path: Path) -> None:
    facts = [said("厦门", "hitech_firms", n, p) for n, p in (("900", "2020"), ("1100", "2021"), ("5", None))]
    picture = drawn(tmp_path, TrendQuestion(("厦门",), "hitech_firms"), facts)
    assert [(m.at, m.figure) for m in picture.marks] == [("2020-12-31", "900"), ("2021-12-31", "1100")]
    assert any(line.startswith("Undated") and "5" in line for line in picture.below)


def test_what_documents_say_is_made_visible(tmp_path: Path) -> None:
    picture = drawn(tmp_path, RANK, FIRMS)
    cited = {
        "d": {
            **dict.fromkeys(("issuer", "issue", "published_inferred", "published", "url", "path")),
            "title": "a\u202eb",
        }
    }
    sources = Sources({}, dict.fromkeys((m.fact_id for m in picture.marks), "d"), cited)
    with stored(tmp_path / "2", FIRMS) as database:
        below = picture_of(rank(database, LEXICON, RANK), sources, "en").below
    assert any("a\\u202eb" in line for line in below)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_text_fits_80_cells_and_a_chinese_code_page(tmp_path: Path, lang: str) -> None:
    facts = [*FIRMS, said("辽阳", "output_above_scale", "-3.2", measure="growth", unit="%", base="2020")]
    facts += [said("厦门", "output", "13.9", measure="growth", base="2020")]
    for number, question in enumerate(
        (RANK, RankQuestion("output", measure="growth"), CompareQuestion(("南京", "厦门", "新乡"), lang=lang))
    ):
        text = chart_text(drawn(tmp_path / str(number), question, facts, lang=lang), 80, False, lang)
        assert max(map(cell_len, text.splitlines())) <= 80
        text.encode("gbk")
        assert "█" in text


BARS = [
    # value, low, high, the others' values, shape: the bar of ten cells
    ("10", "10", "10", ["10"], Shape.BARS, "██████████"),
    ("5", "5", "5", ["10"], Shape.BARS, "█████"),
    ("5.5", "5.5", "5.5", ["10"], Shape.BARS, "█████▌"),
    ("5", "5", "8", ["10"], Shape.BARS, "█████────"),
    ("5", "5", None, ["10"], Shape.BARS, "█████────→"),
    ("0", "0", "0", ["10"], Shape.BARS, "▏"),
    ("-5", "-5", "-5", ["5"], Shape.BARS, "█████"),
    ("5", "5", "5", ["-5"], Shape.BARS, "     █████"),
    ("5", "5", "5", ["10"], Shape.DOTS, "     ●"),
    ("5", "3", "8", ["10"], Shape.DOTS, "   ──●───"),
]


@pytest.mark.parametrize(("value", "low", "high", "others", "shape", "bar"), BARS)
def test_bars(value: str, low: str, high: str | None, others: list[str], shape: Shape, bar: str) -> None:
    def mark(number: str, lowest: str | None, highest: str | None) -> Mark:
        ends = [None if end is None else Decimal(end) for end in (lowest, highest)]
        return Mark("新乡", Decimal(number), ends[0], ends[1], number, "2021")

    one = mark(value, low, high)
    panel = Panel("", "家", shape, (one, *(mark(other, other, other) for other in others)))
    assert draw_bar(one, scale_of(panel), shape, 10) == bar


@given(st.text(alphabet="abc 高新区，。《》", max_size=120), st.integers(2, 40))
def test_wrapped_lines_fit_and_lose_nothing(line: str, cells: int) -> None:
    pieces = wrap(line, cells)
    assert all(cell_len(piece) <= cells for piece in pieces)
    assert "".join(pieces).replace(" ", "") == line.replace(" ", "")


@given(st.lists(st.tuples(st.decimals(-1000, 1000, places=2), st.decimals(0, 50, places=2)), min_size=1, max_size=8))
def test_every_interval_lies_on_the_scale(values: list[tuple[Decimal, Decimal]]) -> None:
    marks = tuple(Mark("新乡", v, v - w, None if w == 50 else v + w, str(v), "2021") for v, w in values)
    scale = scale_of(Panel("", "", Shape.BARS, marks))
    assert scale.first <= 0 <= scale.last
    for mark in marks:
        low, high = scale.ends(mark)
        assert scale.first <= low <= mark.value <= high <= scale.last

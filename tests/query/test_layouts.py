"""The tables for people, as drawn: nothing cut at 80 and 120 cells, both languages, all glyphs in GBK."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from query_builder import LEXICON, said, stored
from rich.cells import cell_len

from parkcmp.query.answer import Answer
from parkcmp.query.compare import CompareQuestion, compare
from parkcmp.query.coverage import CoverageQuestion, coverage
from parkcmp.query.rank import RankQuestion, rank
from parkcmp.query.show import ShowQuestion, show
from parkcmp.query.trend import TrendQuestion, trend
from parkcmp.render.layout import sheets
from parkcmp.render.table import draw_sheet
from parkcmp.store import Database

SIX = ("新乡", "龙岩", "厦门", "南京", "连云港", "榆林")
FACTS = [
    *(said(park, "revenue", f"{n}759.66", "2021") for n, park in enumerate(SIX, 1)),
    *(said(park, "hitech_firms", n, p) for park, n, p in [("厦门", "超1200", "2021"), ("新乡", "135", "2022-09")]),
    said("新乡", "hitech_firms", "3-5", "2020"),
    said("龙岩", "output_above_scale", "约8", measure="cagr", base="2012"),
    said("新乡", "output", "21.21", measure="cagr", base="2012"),
    said("新乡", "revenue", "900", "2025", status="target"),
    said("全国", "revenue", "50万", "2021"),
    said("厦门", "registered_firms", "超1万", None),
    said("厦门", "revenue", "1", "2021"),
]
ANSWERS: dict[str, Callable[[Database, str], Answer]] = {
    "rank": lambda d, lang: rank(d, LEXICON, RankQuestion("hitech_firms")),
    "rank growth": lambda d, lang: rank(d, LEXICON, RankQuestion("output", measure="growth")),
    "rank flows": lambda d, lang: rank(d, LEXICON, RankQuestion("revenue")),
    "compare two": lambda d, lang: compare(d, LEXICON, CompareQuestion(SIX[:2], lang=lang)),
    "compare bench": lambda d, lang: compare(d, LEXICON, CompareQuestion(SIX[:2], lang=lang, benchmark=True)),
    "show": lambda d, lang: show(d, LEXICON, ShowQuestion("新乡", lang=lang)),
    "trend": lambda d, lang: trend(d, LEXICON, TrendQuestion(("新乡", "厦门"), "hitech_firms")),
    "coverage": lambda d, lang: coverage(d, LEXICON, CoverageQuestion(lang=lang)),
}


def drawn(folder: Path, what: Callable[[Database, str], Answer], lang: str, width: int) -> str:
    with stored(folder, *FACTS) as database:
        answer = what(database, lang)
    assert answer.rows
    return "\n".join(draw_sheet(sheet, width, colour=False) for sheet in sheets(answer, lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ANSWERS)
def test_a_table_fits_into_80_cells_and_gbk(tmp_path: Path, name: str, lang: str) -> None:
    table = drawn(tmp_path, ANSWERS[name], lang, 80)
    assert max(cell_len(line) for line in table.splitlines()) <= 80
    assert "…" not in table
    table.encode("gbk")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_six_parks_fit_into_120_cells_with_every_figure_in_one_piece(tmp_path: Path, lang: str) -> None:
    table = drawn(tmp_path, lambda d, la: compare(d, LEXICON, CompareQuestion(SIX, lang=la)), lang, 120)
    assert max(cell_len(line) for line in table.splitlines()) <= 120
    for figure in ("1759.66", "6759.66", "135", "2022-09"):
        assert figure in table


def test_twelve_parks_are_dealt_out_over_several_tables_and_no_figure_breaks(tmp_path: Path) -> None:
    parks = list(LEXICON.parks)[:12]
    facts = [said(park, "revenue", f"{12345 + n}.67") for n, park in enumerate(parks)]
    with stored(tmp_path, *facts) as database:
        answer = compare(database, LEXICON, CompareQuestion(tuple(parks), lang="zh"))
    (sheet,) = sheets(answer, "zh")
    table = draw_sheet(sheet, 80, colour=False)
    assert max(cell_len(line) for line in table.splitlines()) <= 80
    assert [f"{12345 + n}.67" for n in range(12) if f"{12345 + n}.67" not in table] == []
    assert table.count("指标") == table.count("营业收入") > 1


@pytest.mark.parametrize(
    ("lang", "pieces"),
    [
        ("zh", ["高新技术企业数，家", "超1200", "2022-09", "可能名次", "名次"]),
        ("en", ["High-tech enterprises, 家", ">1200", "2022-09", "places"]),
    ],
)
def test_a_ranking_speaks_the_language_of_its_reader(tmp_path: Path, lang: str, pieces: list[str]) -> None:
    table = drawn(tmp_path, ANSWERS["rank"], lang, 80)
    assert [piece for piece in pieces if piece not in table] == []


def test_marks_show_bound_base_stand_in_conflict_and_range(tmp_path: Path) -> None:
    growth = drawn(tmp_path / "g", ANSWERS["rank growth"], "zh", 120)
    assert "约8" in growth
    assert "2012→2021" in growth
    assert "替代" in growth
    assert "说法不一" in drawn(tmp_path / "f", ANSWERS["rank flows"], "zh", 120)
    assert "3-5 (2020)" in drawn(tmp_path / "s", ANSWERS["show"], "en", 120)


def test_the_nation_stands_below_the_ranking(tmp_path: Path) -> None:
    table = drawn(tmp_path, ANSWERS["rank flows"], "zh", 80).splitlines()
    assert [line.split()[0] for line in table if "全国" in line] == ["全国"]
    assert "全国" in table[-1]


def test_a_profile_shows_targets_beside_actuals(tmp_path: Path) -> None:
    (line,) = [x for x in drawn(tmp_path, ANSWERS["show"], "en", 120).splitlines() if "Operating revenue" in x]
    assert "1759.66" in line
    assert "900 (2025)" in line


def test_a_trend_draws_a_block_a_point(tmp_path: Path) -> None:
    assert "▁█" in drawn(tmp_path, ANSWERS["trend"], "en", 80)

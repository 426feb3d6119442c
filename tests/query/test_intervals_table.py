"""Every line of the table "Bounds and intervals": what a printed number can stand for, under both readings."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from query_builder import LEXICON, said, stored

from parkcmp.intervals import Reading
from parkcmp.query.rank import RankQuestion, rank
from parkcmp.render.cells import text

INFINITE = None
TABLE = [
    # metric, printed, (low, high) printed reading, (low, high) literal reading
    ("hitech_firms", "135", ("135", "135"), ("135", "135")),
    ("hitech_firms", "5934", ("5934", "5934"), ("5934", "5934")),
    ("registered_firms", "23万", ("225000", "235000"), ("225000", "235000")),
    ("revenue", "759.66", ("759.655", "759.665"), ("759.655", "759.665")),
    ("revenue", "640", ("639.5", "640.5"), ("639.5", "640.5")),
    ("rd_share", "12.16", ("12.155", "12.165"), ("12.155", "12.165")),
    ("hitech_firms", "超1200", ("1200", "1300"), ("1200", INFINITE)),
    ("registered_firms", "超1.4万", ("14000", "15000"), ("14000", INFINITE)),
    ("rd_share", "超42", ("42", "43"), ("42", INFINITE)),
    ("hitech_firms", "超3000", ("3000", "4000"), ("3000", INFINITE)),
    ("hitech_firms", "超70", ("70", "80"), ("70", INFINITE)),
    ("registered_firms", "近2万", ("10000", "20000"), ("0", "20000")),
    ("rd_share", "近40", ("30", "40"), ("0", "40")),
    ("rd_share", "约8", ("7", "9"), ("7", "9")),
    ("hitech_firms", "约100", ("90", "110"), ("90", "110")),
    ("rd_share", "25分", ("22.5", "27.5"), ("22.5", "27.5")),
    ("rd_share", "30成", ("25", "35"), ("25", "35")),
    ("hitech_firms", "3-5", ("3", "5"), ("3", "5")),
    ("rd_share", "约-50", ("-55", "-45"), ("-55", "-45")),
    ("rd_share", "近-50", ("-60", "-50"), (INFINITE, "-50")),
]


@pytest.mark.parametrize("reading", list(Reading))
@pytest.mark.parametrize(("metric", "printed", "by_print", "by_word"), TABLE)
def test_a_ranked_value_shows_its_interval(
    tmp_path: Path,
    metric: str,
    printed: str,
    by_print: tuple[str | None, str | None],
    by_word: tuple[str | None, str | None],
    reading: Reading,
) -> None:
    with stored(tmp_path, said("新乡", metric, printed)) as database:
        answer = rank(database, LEXICON, RankQuestion(metric, reading=reading))
    (row,) = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    expected = by_print if reading is Reading.PRINTED else by_word
    assert (text(row["low"]) or None, text(row["high"]) or None) == expected


@pytest.mark.parametrize(
    ("printed", "other", "places", "others_places"),
    [
        # open ends: 超1200 is below 1300, 近40 below 40
        ("超1200", "1300", (2, 2), (1, 1)),
        ("超1200", "1299", (1, 2), (1, 2)),
        ("超1200", "1200", (1, 1), (1, 2)),
        ("近40", "40", (2, 2), (1, 1)),
        ("近40", "30", (1, 1), (2, 2)),
        ("约100", "110", (1, 2), (1, 1)),
        ("约100", "111", (2, 2), (1, 1)),
    ],
)
def test_ends_that_are_open_decide_between_touching_values(
    tmp_path: Path, printed: str, other: str, places: tuple[int, int], others_places: tuple[int, int]
) -> None:
    with stored(tmp_path, said("新乡", "hitech_firms", printed), said("厦门", "hitech_firms", other)) as database:
        answer = rank(database, LEXICON, RankQuestion("hitech_firms"))
    found = {row[1]: (row[9], row[10]) for row in answer.rows}
    assert found == {"新乡": places, "厦门": others_places}


def test_the_literal_reading_leaves_the_place_open_upwards(tmp_path: Path) -> None:
    facts = [said("新乡", "hitech_firms", "超1200"), said("厦门", "hitech_firms", "9000")]
    with stored(tmp_path, *facts) as database:
        printed = rank(database, LEXICON, RankQuestion("hitech_firms"))
        literal = rank(database, LEXICON, RankQuestion("hitech_firms", reading=Reading.LITERAL))
    assert {r[1]: r[9:11] for r in printed.rows} == {"厦门": (1, 1), "新乡": (2, 2)}
    assert {r[1]: r[9:11] for r in literal.rows} == {"厦门": (1, 2), "新乡": (1, 2)}
    assert [r[2] for r in literal.rows] == [Decimal(9000), Decimal(1200)]

"""Claims held against other facts: what is recomputed and which verdict follows, and that nothing sound is accused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from query_builder import LEXICON, said, stored

from parkcmp.model import Fact, Scope
from parkcmp.query.answer import Answer
from parkcmp.query.audit import AuditQuestion, audit, has_contradiction
from parkcmp.query.audit_finding import Word
from parkcmp.render.cells import text

DECADE = {"base": "2012"}
YOY = {"measure": "growth", "base": "2020"}


def audited(folder: Path, *documents: Fact | Iterable[Fact], **asked: Any) -> Answer:
    with stored(folder, *documents) as database:
        return audit(database, LEXICON, AuditQuestion(**asked))


def rows(answer: Answer) -> list[dict[str, Any]]:
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def interval(row: dict[str, Any]) -> str:
    ends = "[("[bool(row["low_open"])], "])"[bool(row["high_open"])]
    return f"{ends[0]}{text(row['low'])}, {text(row['high'])}{ends[1]}"


def times(park: str, metric: str, number: str, percent: str) -> list[Fact]:
    """A level of 2021, one of 2012 and 增长N倍 between them."""
    later, earlier = number.split("/")
    grown = replace(said(park, metric, percent, measure="growth", **DECADE), rule="growth-times")
    return [said(park, metric, later), said(park, metric, earlier, "2012"), grown]


CLAIMS: list[tuple[str, list[Fact], str, str, str]] = [
    (
        "growth that fits",
        [said("新乡", "output", "113.9"), said("新乡", "output", "100", "2020"), said("新乡", "output", "13.9", **YOY)],
        *("growth", "consistent", "[13.283582, 14.522614]"),
    ),
    (
        "growth that does not",
        [said("新乡", "output", "113.9"), said("新乡", "output", "100", "2020"), said("新乡", "output", "9.3", **YOY)],
        *("growth", "contradicts", "[13.283582, 14.522614]"),
    ),
    (
        "growth published at comparable prices",
        [said("新乡", "gdp", "113.9"), said("新乡", "gdp", "100", "2020"), said("新乡", "gdp", "9.3", **YOY)],
        *("growth", "consistent only if at comparable prices or for the same firms", "[13.283582, 14.522614]"),
    ),
    (
        "growth on a bound, printed",
        [
            said("厦门", "output", "3453.8"),
            said("厦门", "output", "超3000", "2020"),
            said("厦门", "output", "13.9", **YOY),
        ],
        *("growth", "consistent", "(-13.65625, 15.128334]"),
    ),
    (
        "growth on a bound taken literally",
        [
            said("厦门", "output", "3453.8"),
            said("厦门", "output", "超2000", "2020"),
            said("厦门", "output", "9", **YOY),
        ],
        *("growth", "consistent only if a hedge is taken literally", "(15.125, 72.6925]"),
    ),
    (
        "a change of counts",
        [
            said("新乡", "hitech_firms", "135"),
            said("新乡", "hitech_firms", "12", "2012"),
            said("新乡", "hitech_firms", "124", measure="change", unit="家", **DECADE),
        ],
        *("change", "contradicts", "[123, 123]"),
    ),
    (
        "a multiple",
        [
            said("厦门", "hitech_firms", "超1200"),
            said("厦门", "hitech_firms", "270", "2012"),
            said("厦门", "hitech_firms", "4.5", measure="multiple", **DECADE),
        ],
        *("multiple", "consistent", "[4.444444, 4.814815)"),
    ),
    (
        "an average from a change",
        [
            said("新乡", "revenue", "759.66"),
            said("新乡", "revenue", "640", measure="change", unit="亿元", **DECADE),
            said("新乡", "revenue", "22.82", measure="cagr", **DECADE),
        ],
        *("cagr", "consistent only if n = 9", "[22.7388, 22.8542]"),
    ),
    (
        "an average of two levels",
        [
            said("新乡", "st_expenditure", "3.49", "2012"),
            said("新乡", "st_expenditure", "29.93"),
            said("新乡", "st_expenditure", "26.97", measure="cagr", **DECADE),
        ],
        *("cagr", "consistent only if n = 9", "[26.9465, 26.9917]"),
    ),
    (
        "an average counted over one more year",
        [
            said("新乡", "st_expenditure", "3.49", "2012"),
            said("新乡", "st_expenditure", "29.93"),
            said("新乡", "st_expenditure", "23.97", measure="cagr", **DECADE),
        ],
        *("cagr", "consistent only if n = 10, though 2012→2021 are 9", "[23.9534, 23.9932]"),
    ),
    (
        "an average of no number of years",
        [
            said("新乡", "st_expenditure", "3.49", "2012"),
            said("新乡", "st_expenditure", "29.93"),
            said("新乡", "st_expenditure", "25.5", measure="cagr", **DECADE),
        ],
        *("cagr", "contradicts", "[26.9465, 26.9917]"),
    ),
    (
        "an average so rough that many fit",
        [
            said("新乡", "st_expenditure", "10", "2012"),
            said("新乡", "st_expenditure", "20"),
            said("新乡", "st_expenditure", "约8", measure="cagr", **DECADE),
        ],
        *("cagr", "consistent; n = 8 to 11", "[7.1202, 8.9218]"),
    ),
    (
        "增长6.4倍 of a hedged base, both fit",
        times("全国", "hitech_firms", "11.5万/近20000", "640"),
        *("times", "ambiguous: +640 % or ×6.4", "(472.5, 1055)"),
    ),
    (
        "增长6.4倍 that is a ratio",
        times("新乡", "hitech_firms", "640/100", "640"),
        *("times", "consistent only if read as ×6.4", "[540, 540]"),
    ),
    (
        "增长6.4倍 that is growth",
        times("新乡", "hitech_firms", "740/100", "640"),
        *("times", "consistent only if read as +640 %", "[640, 640]"),
    ),
    (
        "增长6.4倍 that is neither",
        times("新乡", "hitech_firms", "300/100", "640"),
        *("times", "contradicts", "[200, 200]"),
    ),
    (
        "a share gives the whole",
        [said("龙岩", "hitech_firms", "101"), said("龙岩", "hitech_firms", "25分", measure="share", whole="龙岩市")],
        *("share", "gives 404家 for 龙岩市", "[367.272727, 448.888889]"),
    ),
    (
        "a share above a limit gives at most",
        [said("厦门", "output", "3453.8"), said("厦门", "output", "超42", measure="share", whole="厦门市")],
        *("share", "gives at most about 8220亿元 for 厦门市", "(8031.976744, 8223.452381]"),
    ),
    (
        "a completion gives the target",
        [said("南阳", "research_assistants", "254"), said("南阳", "research_assistants", "127", measure="completion")],
        *("completion", "gives a target of 200人", "[199.215686, 200.790514]"),
    ),
    (
        "a completion of a stated target",
        [
            said("南阳", "research_assistants", "254"),
            said("南阳", "research_assistants", "127", measure="completion"),
            said("南阳", "research_assistants", "210", status="target"),
        ],
        *("completion", "contradicts", "[120.95238, 120.952381]"),
    ),
    (
        "a ratio indicator",
        [said("新乡", "rd_expenditure", "30"), said("新乡", "gdp", "240"), said("新乡", "rd_share", "12.16")],
        *("ratio", "contradicts", "[12.266112, 12.734865]"),
    ),
    (
        "a ratio indicator of several definitions",
        [said("新乡", "total_profit", "30"), said("新乡", "revenue", "240"), said("新乡", "profit_margin", "9.1")],
        *("ratio", "consistent only if it is of other figures", "[12.266112, 12.734865]"),
    ),
    (
        "a part greater than its whole",
        [said("新乡", "listed_star", "7"), said("新乡", "listed_firms", "5")],
        *("part", "contradicts; a part greater than its whole, Listed firms", "[5, 5]"),
    ),
]


@pytest.mark.parametrize(
    ("facts", "check", "verdict", "recomputed"), [c[1:] for c in CLAIMS], ids=[c[0] for c in CLAIMS]
)
def test_a_claim_gets_its_verdict(tmp_path: Path, facts: list[Fact], check: str, verdict: str, recomputed: str) -> None:
    answer = audited(tmp_path, facts)
    (row,) = (row for row in rows(answer) if row["check"] == check)
    assert (row["verdict"], interval(row)) == (verdict, recomputed)
    assert has_contradiction(answer) == verdict.startswith("contradicts")
    ids = {row["fact_id"], *row["evidence"].split(",")}
    assert len(ids) >= 2
    assert all(name.startswith(row["document"]) for name in ids)


@pytest.mark.parametrize(
    "facts",
    [
        [said("新乡", "output", "113.9"), said("新乡", "output", "9.3", **YOY)],
        [said("新乡", "output", "113.9"), said("厦门", "output", "100", "2020"), said("新乡", "output", "9.3", **YOY)],
        [
            said("新乡", "output", "50", "2021-H1"),
            said("新乡", "output", "100", "2020"),
            said("新乡", "output", "9", **YOY),
        ],
        [said("新乡", "rd_share", "5"), said("新乡", "rd_share", "4", "2020"), said("新乡", "rd_share", "1", **YOY)],
        [said("新乡", "listed_star", "7"), said("新乡", "listed_firms", "5", "2020")],
        [said("新乡", "listed_star", "7", status="target"), said("新乡", "listed_firms", "5")],
        [
            said("新乡", "hitech_firms", "25", measure="share", whole="新乡市"),
            said("新乡", "hitech_firms", "9", "2020"),
        ],
        [said("新乡", "output", "约8", measure="cagr"), said("新乡", "output", "113.9")],
    ],
)
def test_what_cannot_be_recomputed_is_not_judged(tmp_path: Path, facts: list[Fact]) -> None:
    answer = audited(tmp_path, facts)
    assert (answer.rows, [note.code for note in answer.notes]) == ((), ["no-claims"])


def test_times_without_levels_stay_ambiguous(tmp_path: Path) -> None:
    claim = replace(said("厦门", "invention_grants_per_10k", "近400", measure="growth", **DECADE), rule="growth-times")
    (row,) = rows(audited(tmp_path, [claim]))
    assert (row["verdict"], row["recomputed"], row["evidence"]) == ("ambiguous: <+400 % or <×4", None, "")


def test_figures_of_no_indicator_are_checked_within_their_document(tmp_path: Path) -> None:
    level, share = said("南阳", None, "254", unit="人"), said("南阳", None, "63", measure="share", whole="南阳市")
    (row,) = rows(audited(tmp_path / "one", [level, share]))
    assert (row["verdict"], text(row["recomputed"])) == ("gives about 403人 for 南阳市", "403.174603")
    assert rows(audited(tmp_path / "two", [level], [share])) == []
    assert rows(audited(tmp_path / "three", [replace(level, label="另一指标"), share])) == []


def test_a_share_of_a_region_whose_figure_is_stated(tmp_path: Path) -> None:
    region = replace(said(None, "hitech_firms", "500"), scope=Scope.REGION, subject="龙岩市")
    share = said("龙岩", "hitech_firms", "25", measure="share", whole="龙岩市")
    (row,) = rows(audited(tmp_path, [said("龙岩", "hitech_firms", "101"), share, region]))
    assert (row["verdict"], text(row["recomputed"])) == ("contradicts", "20.2")


def test_levels_of_other_documents_count_where_the_own_has_none(tmp_path: Path) -> None:
    growth = said("新乡", "output", "9.3", **YOY)
    earlier, later = said("新乡", "output", "100", "2020"), said("新乡", "output", "113.9")
    (row,) = rows(audited(tmp_path / "one", [earlier], [later, growth]))
    assert row["verdict"] == "contradicts"
    assert row["against"].startswith(row["evidence"].split(",")[1].partition("-")[0])
    (row,) = rows(
        audited(
            tmp_path / "two",
            [said("新乡", "output", "150", "2020")],
            [earlier, later, growth],
            metric="output",
            verdicts=(Word.CONTRADICTS,),
            document=None,
        )
    )[:1]
    assert row["check"] == "revision"


def test_of_several_stated_levels_one_that_fits_is_enough(tmp_path: Path) -> None:
    growth = said("新乡", "output", "13.9", **YOY)
    answer = audited(
        tmp_path,
        [said("新乡", "output", "150", "2020")],
        [said("新乡", "output", "100", "2020")],
        [said("新乡", "output", "113.9"), growth],
    )
    assert [row["verdict"] for row in rows(answer) if row["check"] == "growth"] == ["consistent"]


@pytest.mark.parametrize(
    ("place", "others", "verdict"),
    [
        ("2", ["150"], "consistent"),
        ("1", ["150"], "consistent only if the ranking is of fewer parks"),
        ("1", ["超100"], "consistent"),
        ("1", ["100"], "consistent"),
    ],
)
def test_a_place_leaves_room_for_all_known_to_be_ahead(
    tmp_path: Path, place: str, others: list[str], verdict: str
) -> None:
    facts = [said("新乡", "output", "135"), said("新乡", "output", place, measure="rank", unit="位")]
    facts += [said("厦门", "output", number) for number in others]
    (row,) = rows(audited(tmp_path, facts))
    assert (row["check"], row["verdict"]) == ("rank", verdict)


def test_filters_and_order(tmp_path: Path) -> None:
    facts = [fact for case in CLAIMS[:1] for fact in case[1]]
    wrong = [
        replace(f, entity="厦门", value=f.value + 7) if f.measure == "growth" else replace(f, entity="厦门")
        for f in facts
    ]
    both = [facts, wrong]
    assert [row["park"] for row in rows(audited(tmp_path / "all", *both))] == ["厦门", "新乡"]
    assert [row["park"] for row in rows(audited(tmp_path / "park", *both, park="新乡"))] == ["新乡"]
    assert rows(audited(tmp_path / "metric", *both, metric="revenue")) == []
    kept = audited(tmp_path / "verdict", *both, verdicts=(Word.CONSISTENT,))
    assert [row["park"] for row in rows(kept)] == ["新乡"]
    assert has_contradiction(kept)

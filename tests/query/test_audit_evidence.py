"""Against what a claim is held: its own document first, then others, and nothing that is of something else; filters."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from audit_rows import DECADE, YOY, audited, rows
from query_builder import said

from parkcmp.model import Fact, Scope
from parkcmp.query.audit import has_contradiction
from parkcmp.query.audit_finding import Word
from parkcmp.render.cells import text


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


def test_a_share_of_another_figure_of_the_same_park(tmp_path: Path) -> None:
    part = said("新乡", "taxes_paid", "7.05")
    share = said("新乡", "taxes_paid", "72.2", measure="share", whole="budget_revenue")
    (row,) = rows(audited(tmp_path / "right", [said("新乡", "budget_revenue", "9.76"), part, share]))
    assert (row["verdict"], row["formula"]) == ("consistent", "7.05亿元 / 9.76亿元 × 100")
    (row,) = rows(audited(tmp_path / "wrong", [said("新乡", "budget_revenue", "9.16"), part, share]))
    assert row["verdict"] == "contradicts"


def test_a_share_of_nothing_named(tmp_path: Path) -> None:
    share = said("新乡", "taxes_paid", "72.2", measure="share")
    (row,) = rows(audited(tmp_path, [said("新乡", "taxes_paid", "7.05"), share]))
    assert row["verdict"] == "gives about 9.76亿元 for its whole"


def test_nothing_follows_from_no_part_at_all(tmp_path: Path) -> None:
    done = said("新乡", "hitech_firms", "0", measure="completion")
    assert rows(audited(tmp_path, [said("新乡", "hitech_firms", "135"), done])) == []


def test_the_whole_in_brackets_is_not_its_own_part(tmp_path: Path) -> None:
    named = {"subject": "各高新区", "label": "这相当于全国生产总值"}
    whole = replace(said(None, None, "827100", unit="亿元"), **named)
    share = replace(said(None, None, "11.5", measure="share", whole="全国生产总值"), whole_key="全国", **named)
    assert rows(audited(tmp_path, [whole, share])) == []


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
    other = said("新乡", "output", "104.2", "2020")  # with which the growth would fit
    found = rows(audited(tmp_path / "two", [other], [earlier, later, growth], verdicts=(Word.CONTRADICTS,)))
    assert [row["check"] for row in found] == ["revision", "growth"]
    assert found[1]["formula"] == "(113.9亿元 / 100亿元 - 1) × 100"


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


@pytest.mark.parametrize(("other", "verdict"), [("0.3", "consistent only if"), ("0.9", "consistent")])
def test_a_place_by_what_is_better_low_counts_the_lower_ones(tmp_path: Path, other: str, verdict: str) -> None:
    facts = [said("新乡", "energy_per_va", "0.5"), said("厦门", "energy_per_va", other)]
    (row,) = rows(audited(tmp_path, [*facts, said("新乡", "energy_per_va", "1", measure="rank", unit="位")]))
    assert row["verdict"].removesuffix(" the ranking is of fewer parks") == verdict


def test_a_hedge_taken_literally_leaves_the_first_place(tmp_path: Path) -> None:
    facts = [said("新乡", "output", "超100"), said("厦门", "output", "950")]
    (row,) = rows(audited(tmp_path, [*facts, said("新乡", "output", "1", measure="rank", unit="位")]))
    assert row["verdict"] == "consistent"


def test_filters_and_order(tmp_path: Path) -> None:
    facts = [
        said("新乡", "output", "113.9"),
        said("新乡", "output", "100", "2020"),
        said("新乡", "output", "13.9", **YOY),
    ]
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

"""Claims held against other facts: what is recomputed and which verdict follows, and that nothing sound is accused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from audit_rows import DECADE, YOY, audited, rows
from query_builder import said

from parkcmp.model import Fact
from parkcmp.query.audit import has_contradiction
from parkcmp.render.cells import text


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

"""One browser for all tests of pages, and the pages that they open."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import Browser, chromium
from query_builder import LEXICON, said, stored

from parkcmp.model import Fact
from parkcmp.query.report import fetch_report
from parkcmp.render.report import report_page
from parkcmp.store import Database

PARKS = ("新乡", "厦门", "龙岩", "南京", "榆林", "辽阳", "全国")
METRICS = ("hitech_firms", "output", "output_above_scale", "revenue", "rd_share", "gdp")


def random_facts(seed: int, number: int) -> list[Fact]:
    """Facts of every measure, bound, basis and length of period, many of which agree, contradict or stand in."""
    dice = random.Random(seed)
    facts = []
    for _ in range(number):
        measure = dice.choice(
            ["level"] * 5 + ["growth"] * 2 + ["share", "cagr", "change", "multiple", "completion", "rank"]
        )
        period = dice.choice(["2019", "2020", "2021", "2021", "2022-H1", "2021-H1", "2021-01/2021-09", None])
        bases = {"growth": ["2018", "2020", None], "cagr": ["2012"], "change": ["2020"], "multiple": ["2012", "2020"]}
        mark = dice.choice(["", "", "", "超", "近", "约"])
        digits = dice.choice(["5", "70", "135", "1200", "12.16", "12.2", "759.66", "0.07"])
        sign = "-" if measure in ("growth", "change") and not mark and dice.random() < 0.2 else ""
        facts.append(
            said(
                dice.choice(PARKS),
                dice.choice(METRICS),
                mark + sign + digits,
                period,
                measure=measure,
                base=dice.choice(bases.get(measure, [None])),
                whole=dice.choice(["全国", "厦门市", "新乡市", None]) if measure == "share" else None,
                status=dice.choice(["actual"] * 9 + ["target"]),
            )
        )
    return facts


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("downloads")) as opened:
        yield opened


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Three hundred facts by chance, in ten documents."""
    facts = random_facts(1, 300)
    with stored(tmp_path_factory.mktemp("facts") / "db", *(facts[i::10] for i in range(10))) as opened:
        yield opened


@pytest.fixture(scope="session")
def page(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of `database`."""
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(report_page(fetch_report(database, LEXICON), LEXICON, "en"), encoding="utf-8")
    return path

"""The page says what the commands say: every download is the command's CSV, byte for byte."""

from __future__ import annotations

import random
import time
from itertools import combinations
from pathlib import Path

import pytest
from chromium import Browser
from conftest import PARKS
from query_builder import LEXICON

from parkcmp.intervals import Reading
from parkcmp.query.answer import Answer
from parkcmp.query.audit import audit
from parkcmp.query.compare import CompareQuestion, compare
from parkcmp.query.ledger import FactFilter, list_facts
from parkcmp.query.rank import RankQuestion, rank
from parkcmp.query.show import ShowQuestion, show
from parkcmp.query.trend import TrendQuestion, trend
from parkcmp.render.delimited import csv_lines
from parkcmp.store import Database

READINGS = list(Reading)


def csv(answer: Answer) -> str:
    return "".join(csv_lines(answer.columns, answer.rows, header=True, bom=False))


@pytest.fixture
def opened(browser: Browser, page: Path) -> Browser:
    """The page, whose downloads end in `window.saved`."""
    browser.open(page)
    browser.run("window.download = (name, text) => { window.saved = text; }")
    return browser


def saved(browser: Browser, hash_: str, reading: Reading = Reading.PRINTED) -> str:
    browser.run("state.reading = arguments[0]", READINGS.index(reading))
    browser.go(hash_)
    browser.run("document.querySelector('main button.csv').click()")
    return str(browser.run("return window.saved"))


@pytest.mark.parametrize("reading", READINGS)
def test_every_ranking(opened: Browser, database: Database, reading: Reading) -> None:
    rankings = opened.run("return data.rankings.map(r => [r.metric, r.measure, r.basis, r.whole, r.period])")
    assert len(rankings) > 50
    for metric, measure, basis, whole, period in rankings:
        name = basis or whole or period or ""
        asked = RankQuestion(metric, measure if not basis else None, basis, period, whole=whole, reading=reading)
        found = saved(opened, f"rank?metric={metric}&measure={measure}&of={name}", reading)
        assert found == csv(rank(database, LEXICON, asked)), (metric, measure, name)


@pytest.mark.parametrize("reading", READINGS)
def test_comparisons(opened: Browser, database: Database, reading: Reading) -> None:
    dice = random.Random(2)
    chosen = [*combinations(PARKS, 2), *(tuple(dice.sample(PARKS, dice.randint(3, 6))) for _ in range(12))]
    for parks in chosen:
        for common in (False, True):
            asked = CompareQuestion(parks, reading=reading, common=common)
            found = saved(opened, f"compare?parks={','.join(parks)}&common={int(common)}", reading)
            assert found == csv(compare(database, LEXICON, asked)), (parks, common)


def test_profiles_in_chinese(opened: Browser, database: Database) -> None:
    opened.run("state.lang = 'zh'")
    for park in PARKS:
        assert saved(opened, f"park?park={park}") == csv(show(database, LEXICON, ShowQuestion(park, lang="zh"))), park


def test_trends(opened: Browser, database: Database) -> None:
    has = "return actuals.some(o => o.park === arguments[0] && o.metric === arguments[1] && o.measure === arguments[2])"
    for metric, measure in (("output", "level"), ("output", "growth"), ("rd_share", "share"), ("revenue", "change")):
        parks = tuple(park for park in PARKS if opened.run(has, park, metric, measure))
        assert len(parks) > 1
        found = saved(opened, f"trend?metric={metric}&measure={measure}&parks={','.join(parks)}")
        assert found == csv(trend(database, LEXICON, TrendQuestion(parks, metric, measure))), (metric, measure)


def test_ledger_and_audit(opened: Browser, database: Database) -> None:
    assert saved(opened, "facts") == csv(list_facts(database, FactFilter()))
    assert saved(opened, "facts?park=新乡") == csv(list_facts(database, FactFilter(park="新乡")))
    assert saved(opened, "audit") == csv(audit(database, LEXICON))


def test_a_download_is_a_file(browser: Browser, page: Path, database: Database) -> None:
    browser.open(page, "rank?metric=revenue")
    browser.one("main button.csv").click()
    browser.one("main button.excel").click()
    expected = csv(rank(database, LEXICON, RankQuestion("revenue"))).encode()
    files = [browser.downloads / "revenue.csv", browser.downloads / "revenue (1).csv"]
    for _ in range(100):
        if all(file.exists() for file in files):
            break
        time.sleep(0.05)
    assert [file.read_bytes() for file in files] == [expected, b"\xef\xbb\xbf" + expected]

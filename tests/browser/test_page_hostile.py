"""What documents say stays text on the page, whatever it is, and a page of thousands of facts draws but some."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from build import make_extraction, make_fact, store
from chromium import Browser
from conftest import random_facts
from query_builder import LEXICON, stored

from parkcmp.model import Measure, Span
from parkcmp.query.report import fetch_report
from parkcmp.render.report import report_page
from parkcmp.store import connect

ATTACKS = (
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror='window.hacked=1'>",
    "<!--<script>",
    "]]>&lt;b&gt;&#60;svg onload=window.hacked=1&#62;",
    "javascript:window.hacked=1",
    "\u202egnp.exe\u2066\u200b\x1b[31m",
    "=HYPERLINK(\"http://x\",\"y\")",
    "{{constructor.constructor('window.hacked=1')()}}",
    "__proto__",
)  # fmt: skip
VIEWS = (
    "overview",
    "rank",
    "compare?parks=新乡,厦门",
    "park?park=新乡",
    "trend",
    "coverage",
    "audit",
    "facts",
    "documents",
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    hostile = "　".join(ATTACKS)
    text = f"{hostile}新乡高新区高新技术企业135家{hostile}。"
    start = text.index("135")
    one = make_fact(
        subject=hostile, label=hostile, start=start, end=start + 3, sentence=Span(0, len(text)), rule=hostile
    )
    no_metric = replace(one, metric=None, start=start, end=start + 2)
    growth = replace(one, measure=Measure.GROWTH, unit="%", start=start + 1, base=hostile, period="2021")
    other = replace(one, entity="厦门", start=start + 2)
    described = dict.fromkeys(("title", "issuer", "issue", "url"), hostile)
    store(folder / "db", text, make_extraction(one, no_metric, growth, other), path=f"{hostile}.txt", **described)
    with connect(folder / "db") as database:
        found = fetch_report(database, LEXICON)
    (folder / "report.html").write_text(report_page(found, LEXICON, "en", title=hostile), encoding="utf-8")
    return folder / "report.html"


def test_hostile_texts_are_shown_and_do_nothing(browser: Browser, page: Path) -> None:
    browser.complaints()
    browser.open(page)
    for view in VIEWS:
        browser.go(view)
        assert browser.run("return window.hacked") is None, view
        assert (
            browser.run(
                "return document.querySelectorAll('img, iframe, object, embed, body script:not(#data) ~ svg').length"
            )
            == 0
        )
        assert (
            browser.run("return /[\\u202a-\\u202e\\u2066-\\u2069\\u200b\\u001b]/.test(document.body.innerText)")
            is False
        ), view
        links = browser.run("return [...document.querySelectorAll('a')].map(a => a.protocol)")
        assert set(links) <= {"file:", ":", "http:", "https:"}, view
    browser.go("facts")
    assert any("<img src=x" in text for text in browser.texts("main td"))
    browser.one("main button.figure").click()
    assert "\\u202egnp.exe" in browser.one("dialog").text
    assert browser.run("return document.querySelectorAll('dialog a').length") == 0
    assert browser.complaints() == []


def test_the_download_computes_nothing_in_a_spreadsheet(browser: Browser, page: Path) -> None:
    browser.open(page, "facts")
    assert browser.run("return [csvCell('=1+1'), csvCell('-5', true), csvCell('＋a'), csvCell('a\\u202eb')]") == [
        "'=1+1", "-5", "'＋a", "a\\u202eb",
    ]  # fmt: skip


def test_thousands_of_facts_are_drawn_a_page_at_a_time(browser: Browser, tmp_path: Path) -> None:
    facts = random_facts(3, 5000)
    with stored(tmp_path / "db", *(facts[i::50] for i in range(50))) as database:
        text = report_page(fetch_report(database, LEXICON), LEXICON, "zh")
    (tmp_path / "report.html").write_text(text, encoding="utf-8")
    browser.open(tmp_path / "report.html", "facts")
    assert browser.run("return facts.length") == 5000
    assert browser.run("return document.querySelectorAll('main tbody tr').length") == 200
    browser.one("main button.more").click()
    assert browser.run("return document.querySelectorAll('main tbody tr').length") == 400
    browser.one("main input[type=search]").send_keys("759.66")
    shown = browser.texts("main tbody tr td:nth-child(4)")
    assert shown and all("759.66" in text for text in shown)
    assert browser.run("return document.querySelectorAll('.more').length") == 1

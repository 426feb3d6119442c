"""The page in a reader's hands: sorting, filtering, readings, parks, sentences, languages, keyboard, paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from build import make_extraction, store
from chromium import Browser
from query_builder import LEXICON, said

from parkcmp.model import Fact, Span
from parkcmp.query.report import fetch_report
from parkcmp.render.report import report_page
from parkcmp.store import connect

TEXT = """新乡高新区稳步发展
截至2021年底，新乡高新区拥有高新
技术企业135家，营业收入达759.66亿元。😀到2025年，新乡高新区高新技术企业达到300家。

厦门火炬高新区再上台阶
2021年，厦门火炬高新区国家高新技术企业总数超1200家，营业收入达超3000亿元。

南京高新区快速增长
2021年，南京高新区高新技术企业达1250家。2020年，南京高新区高新技术企业达1000家。
"""
SENTENCES = [TEXT.index(words) for words in ("截至", "到2025", "2021年，厦门", "2021年，南京", "2020年，")]
VIEWS = ("overview", "rank", "compare", "park", "trend", "coverage", "audit", "facts", "dictionary", "documents")


def fact(park: str, metric: str, number: str, period: str, **changes: Any) -> Fact:
    """A fact of TEXT, where its number and its sentence stand."""
    said_ = said(park, metric, number, period, **changes)
    start = TEXT.index(number.lstrip("超"), TEXT.index(park))
    first = max(begin for begin in SENTENCES if begin <= start)
    end = start + len(number.lstrip("超"))
    return replace(said_, start=start, end=end, sentence=Span(first, TEXT.index("。", end) + 1))


FACTS = (
    fact("新乡", "hitech_firms", "135", "2021"),
    fact("新乡", "revenue", "759.66", "2021"),
    fact("新乡", "hitech_firms", "300", "2025", status="target"),
    fact("厦门", "hitech_firms", "超1200", "2021"),
    fact("厦门", "revenue", "超3000", "2021"),
    fact("南京", "hitech_firms", "1250", "2021"),
    fact("南京", "hitech_firms", "1000", "2020"),
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("use")
    store(folder / "db", TEXT, make_extraction(*FACTS, inferred="masthead"), title="高新区简报", issuer="简报社")
    with connect(folder / "db") as database:
        found = fetch_report(database, LEXICON)
    (folder / "report.html").write_text(report_page(found, LEXICON, "en"), encoding="utf-8")
    return folder / "report.html"


@pytest.fixture
def opened(browser: Browser, page: Path) -> Iterator[Browser]:
    """The page at the ranking; at the end nothing may have been complained of or asked of a network."""
    browser.complaints(), browser.requests()
    browser.resize(1280)
    browser.open(page, "rank?metric=hitech_firms")
    yield browser
    assert browser.complaints() == []
    assert browser.requests() == []


def column(browser: Browser, number: int) -> list[str]:
    return browser.texts(f"main tbody tr:not(.quiet) > :nth-child({number})")


def test_every_view_has_its_heading_in_both_languages(opened: Browser) -> None:
    for view in VIEWS:
        opened.go(view)
        assert opened.run("return document.querySelectorAll('main h2').length") > 0, view
        assert opened.run("return document.documentElement.scrollWidth <= innerWidth"), view
    opened.one("#lang").click()
    assert opened.run("return document.documentElement.lang") == "zh-CN"
    assert opened.texts("#menu a")[:3] == ["概览", "排名", "比较"]
    for view in VIEWS:
        opened.go(view)
        assert "undefined" not in opened.one("main").text, view


def test_how_a_day_was_inferred_is_said_in_the_readers_language(opened: Browser) -> None:
    opened.go("documents")
    assert "masthead" in opened.one("main tbody").text
    opened.one("#lang").click()
    opened.go("documents")
    assert "刊头" in opened.one("main tbody").text


def test_a_ranking_sorts_and_filters(opened: Browser) -> None:
    assert column(opened, 2) == ["南京", "厦门", "新乡"]
    assert column(opened, 3) == ["1250", ">1200", "135"]
    head = opened.all("main thead button.sort")[2]
    head.click()
    assert opened.one("main thead th:nth-child(3)").get_attribute("aria-sort") == "descending"
    head.click()
    assert column(opened, 2) == ["新乡", "厦门", "南京"]
    opened.go("facts")
    opened.one("main input[type=search]").send_keys("厦门")
    assert set(column(opened, 1)) == {"厦门"}
    assert re.search(r"\d+ of \d+", opened.one("main .count").text)


def test_the_reading_changes_the_places(opened: Browser) -> None:
    assert column(opened, 6) == ["1-2", "1-2", "3"]
    opened.run(
        "const s = document.getElementById('reading'); s.value = 'literal'; s.dispatchEvent(new Event('change'))"
    )
    assert opened.run("return document.querySelectorAll('main .arrow').length") == 1
    opened.go("compare?parks=厦门,新乡")
    assert "∞" in opened.one("main").text


def test_parks_are_picked_and_left_out(opened: Browser) -> None:
    opened.go("compare?parks=厦门,新乡")
    opened.run(
        "const s = document.querySelector('.picker select'); s.value = '南京'; s.dispatchEvent(new Event('change'))"
    )
    opened.go(opened.run("return location.hash.slice(1)"))
    assert [text.strip(" ×") for text in opened.texts(".chip")] == ["厦门", "新乡", "南京"]
    row = next(text for text in opened.texts("main tbody tr") if text.startswith("High-tech enterprises家"))
    assert "undecidable" in row
    opened.all(".chip")[1].click()
    opened.go(opened.run("return location.hash.slice(1)"))
    assert [text.strip(" ×") for text in opened.texts(".chip")] == ["厦门", "南京"]


def test_a_figure_opens_its_sentence(opened: Browser) -> None:
    opened.all("main button.figure")[2].click()
    assert opened.run("return document.getElementById('evidence').open")
    assert opened.texts("dialog mark") == ["135"]
    assert opened.texts("dialog .sentence") == ["截至2021年底，新乡高新区拥有高新技术企业135家，营业收入达759.66亿元。"]
    said = opened.one("dialog dl").text
    for words in ("2021", "exact", "简报社", "高新区简报", "not reviewed", "parkcmp why"):
        assert words in said
    start = TEXT.index("135家")
    assert f"{start} – {start + 3}" in said
    opened.run("document.activeElement.click()")
    assert not opened.run("return document.getElementById('evidence').open")


def test_digits_after_a_wide_character_are_marked_right(opened: Browser) -> None:
    opened.go("facts?find=300")
    opened.one("main button.figure").click()
    assert opened.texts("dialog mark") == ["300"]
    assert "target" in opened.one("dialog dl").text


def test_targets_stand_beside_actuals_and_are_never_drawn(opened: Browser) -> None:
    opened.go("park?park=新乡")
    assert any("300" in row and "target" in row for row in opened.texts("main tbody tr"))
    opened.go("trend?metric=hitech_firms&parks=新乡,南京")
    assert opened.run("return document.querySelectorAll('.trend .point').length") == 3
    assert "300" not in "".join(opened.texts(".trend .value"))


def test_search_finds_words_of_a_wrapped_sentence(opened: Browser) -> None:
    opened.one("#search").send_keys("拥有高新技术企业\n")
    opened.go(opened.run("return location.hash.slice(1)"))
    assert opened.run("return state.view") == "facts"
    assert "135家" in "".join(opened.texts("main tbody tr"))


def test_it_can_be_used_from_the_keyboard(opened: Browser) -> None:
    from selenium.webdriver.common.keys import Keys

    body = opened.one("body")
    body.send_keys("/")
    assert opened.run("return document.activeElement.id") == "search"
    opened.run("document.querySelectorAll('main button.figure')[0].focus()")
    opened.run("return document.activeElement")
    opened.driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert opened.run("return document.getElementById('evidence').open")
    opened.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert not opened.run("return document.getElementById('evidence').open")
    assert opened.run("return document.activeElement.className") == "figure"


def test_everything_that_is_used_has_a_name(opened: Browser) -> None:
    nameless = """
      const named = (e) => (e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent || '').trim();
      return [...document.querySelectorAll('button, select, input, a[href], [role=img], [role=region]')]
        .filter((e) => !named(e)).map((e) => e.outerHTML)"""
    for view in VIEWS:
        opened.go(view)
        assert opened.run(nameless) == [], view
        assert opened.run("return document.querySelectorAll('table:not(:has(caption))').length") == 0
        assert opened.run("return [...document.querySelectorAll('thead th')].every(th => th.scope === 'col')")
        assert opened.run("return document.querySelectorAll('h1').length") == 1


def contrast(one: str, other: str) -> Decimal:
    def light(colour: str) -> float:
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return Decimal((high + 0.05) / (low + 0.05))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_can_be_read_on_its_ground(opened: Browser, theme: str) -> None:
    opened.run("document.documentElement.dataset.theme = arguments[0]", theme)
    colours = opened.run("""
      const probe = document.createElement('i'); document.body.append(probe);
      const of = (name) => { probe.style.color = `var(--${name})`; return getComputedStyle(probe).color; };
      const names = ['ground', 'raised', 'ink', 'quiet', 'accent', 'good', 'bad', 'mark'];
      const found = Object.fromEntries(names.map(name => [name, of(name)]));
      probe.remove(); return found""")
    for ground in ("ground", "raised"):
        for ink in ("ink", "quiet", "accent", "good", "bad"):
            assert contrast(colours[ink], colours[ground]) >= Decimal("4.5"), (ink, ground)
    assert contrast(colours["ink"], colours["mark"]) >= Decimal("4.5")
    assert (contrast(colours["ground"], "rgb(255, 255, 255)") < 2) == (theme == "light")


def test_it_fits_a_telephone_and_a_sheet_of_paper(opened: Browser) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    opened.resize(400)
    for view in VIEWS:
        opened.go(view)
        assert opened.run("return document.documentElement.scrollWidth") <= 400, view
    opened.go("rank?metric=hitech_firms")
    document = pdfium.PdfDocument(opened.pdf())
    try:
        width, height = document[0].get_size()
        text = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    assert (round(width), round(height)) == (595, 842)
    assert "1250" in text and "高新区简报" in text and "Filter" not in text

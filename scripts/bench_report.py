"""Speed of the report: making the page, and how long a reader waits in a real Chromium until it can be used."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from measuring import PARKCMP, ROOT, run
from planted import write_archive

from parkcmp.store import connect

FACTS = 5_000
_FACTS_A_DOCUMENT = 8
_ROUNDS = 5
# Until the page's script has drawn the view, which it does before it gives the page back.
_OPENED = "const t = performance.getEntriesByType('navigation')[0]; return t.loadEventEnd"
# A press, and the frame that shows what came of it.
_PRESS = """
const [css, done] = arguments, began = performance.now();
document.querySelector(css).click();
requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
"""
_TYPE = """
const [css, word, done] = arguments, began = performance.now(), field = document.querySelector(css);
field.value = word;
field.dispatchEvent(new Event("input", { bubbles: true }));
requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
"""


def bench_report(facts: int = FACTS) -> None:
    """Print the size of a page of so many facts, the time of its making, and the waits of who reads it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive, database, page = folder / "archive", folder / "facts.duckdb", folder / "report.html"
        archive.mkdir()
        write_archive(archive, -(-facts // _FACTS_A_DOCUMENT), zipped=0)
        run([PARKCMP, "ingest", str(archive), "--db", str(database)])
        made = run([PARKCMP, "report", str(page), "--db", str(database)])
        with connect(database) as store:
            [(count,)] = store.fetch("SELECT count(*) FROM facts")
        print(f"report: {count} facts, made in {made.seconds:.1f} s, {page.stat().st_size / 1e6:.1f} MB")
        (folder / "empty.html").write_text("<!DOCTYPE html><title>-</title><p>-", encoding="utf-8")
        _print_waits(page, folder / "empty.html")


def _print_waits(page: Path, empty: Path) -> None:
    sys.path.insert(0, str(ROOT / "tests" / "support"))
    try:
        from chromium import CHROMIUM, DRIVER, chromium
    except ImportError:
        CHROMIUM = DRIVER = None  # noqa: N806 - as the module names them
    if not (CHROMIUM and DRIVER):
        print("  how soon it can be used was not measured: that needs chromium with chromedriver, and the group dev")
        return
    with tempfile.TemporaryDirectory() as saved, chromium(Path(saved)) as browser:
        bare = _opening(browser, empty, "")
        print(f"  in Chromium, median of {_ROUNDS}; each must be below 2 s; an empty page opens in {bare:.3f} s")
        for view in ("overview", "rank", "compare", "facts"):
            took = _opening(browser, page, view)
            print(f"  opens at {view:10} {took:.3f} s = {took / bare:.0f} times an empty page")
        script: Callable[..., Any] = browser.driver.execute_async_script
        for label, press in {
            "sorts all facts": lambda: script(_PRESS, "thead .sort"),
            "filters all facts": lambda: script(_TYPE, ".tools input", "新乡"),
            "opens a sentence": lambda: script(_PRESS, "tbody .figure"),
        }.items():
            waits = []
            for _ in range(_ROUNDS):
                browser.open(page, "facts")
                waits.append(press() / 1000)
            print(f"  {label:19} {median(waits):.3f} s")


def _opening(browser: Any, page: Path, view: str) -> float:
    """Seconds from the call for a page to its being drawn and at hand; the last that Chromium says or we see."""
    waits = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        browser.open(page, view)
        seen = time.perf_counter() - began
        waits.append(max(browser.run(_OPENED) / 1000, seen))
    return median(waits)

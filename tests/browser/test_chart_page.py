"""A chart as HTML: drawn under its own policy, told under the pointer, and as a table for who cannot see it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from chromium import Browser

from parkcmp.render.chart.draw import ChartFormat, write_chart
from parkcmp.render.chart.picture import Mark, Panel, Picture, Shape

pytest.importorskip("vl_convert", reason="the extra `chart` is not installed")


def mark(label: str, value: int, figure: str, high: int | None, year: int = 2021) -> Mark:
    low = Decimal(value)
    return Mark(
        label, low, low, None if high is None else Decimal(high), figure, str(year), at=f"{year}-12-31", fact_id="a-1"
    )


BARS = Panel("", "家", Shape.BARS, (mark("厦门", 1200, "超1200", None), mark("<b>新乡</b>", 135, "135", 135)))
LINES = Panel("", "家", Shape.LINES, (mark("厦门", 900, "900", 900, 2019), mark("厦门", 1200, "超1200", 1300)))


@pytest.mark.parametrize("panel", [BARS, LINES], ids=["bars", "lines"])
def test_a_chart_draws_itself_without_a_network(browser: Browser, tmp_path: Path, panel: Panel) -> None:
    picture = Picture("高新技术企业数", (panel,), ("时期：2021",))
    write_chart(picture, ChartFormat.HTML, tmp_path / "a.html", "zh")
    browser.complaints(), browser.requests()
    browser.open(tmp_path / "a.html")
    for _ in range(100):
        if browser.all("#picture svg"):
            break
        browser.driver.implicitly_wait(0.1)
    drawn = " ".join(browser.texts("#picture svg text"))
    for said in ("高新技术企业数", "超1200", "时期：2021", "厦门"):
        assert said in drawn
    assert browser.texts("#figures tbody tr:first-child td")[1] == panel.marks[0].label
    assert [len(row) for row in (browser.texts("#figures thead th"), browser.texts("#figures tbody tr"))] == [8, 2]
    script = """
      const marks = [...document.querySelectorAll('#picture .mark-rect path, #picture .mark-symbol path')];
      const mark = marks.find((e) => e.getAttribute('aria-label')?.includes('超1200')) ?? marks[0];
      const box = mark.getBoundingClientRect();
      const at = { bubbles: true, clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
      for (const type of ['pointerover', 'pointermove', 'mousemove']) mark.dispatchEvent(new PointerEvent(type, at));
      return document.querySelector('#vg-tooltip-element')?.textContent ?? ''"""
    assert "超1200" in browser.run(script)
    assert browser.all("#picture b") == []
    assert browser.complaints() == []
    assert browser.requests() == []

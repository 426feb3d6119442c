"""Pictures as files: what is in them, that they need nothing from elsewhere, and what the command does."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from build import make_fact, store_all
from query_builder import LEXICON

from parkcmp.errors import UsageError
from parkcmp.model import Bound, Status
from parkcmp.render.chart.draw import ChartFormat, chart_format, write_chart
from parkcmp.render.chart.picture import Mark, Panel, Picture, Shape

pytest.importorskip("vl_convert", reason="the extra `chart` is not installed")

HOSTILE = "</script><img src=x onerror=alert(1)>\u202e&amp;]]>"
MARKS = (
    Mark("厦门", Decimal(1200), Decimal(1200), None, "超1200", "2021", "1", fact_id="a-1"),
    Mark("新乡", Decimal("135.5"), Decimal("135.45"), Decimal("135.55"), "135.5", "2021", "2", fact_id="a-2"),
    Mark(HOSTILE, Decimal(-3), Decimal(-3), Decimal(-3), "-3", "2020", faint=True, flags=("替代",)),
)
PICTURE = Picture(
    "高新技术企业数，家", (Panel("", "家", Shape.BARS, MARKS),), ("时期：2021", "来源：《营收》" + HOSTILE)
)
OVER_TIME = tuple(
    Mark(park, Decimal(n), Decimal(n), Decimal(n + 1), str(n), str(year), at=f"{year}-12-31")
    for park in ("厦门", "新乡")
    for year, n in ((2019, 5), (2021, 9))
)
TREND = Picture("产值", (Panel("", "亿元", Shape.LINES, OVER_TIME),), ())


def file(picture: Picture, fmt: ChartFormat, folder: Path) -> bytes:
    write_chart(picture, fmt, folder / "picture", "zh")
    return (folder / "picture").read_bytes()


@pytest.mark.parametrize("picture", [PICTURE, TREND, Picture("空", (), ("没有",))], ids=["bars", "lines", "empty"])
def test_svg_has_outlines_for_text_and_says_what_they_are(picture: Picture, tmp_path: Path) -> None:
    source = file(picture, ChartFormat.SVG, tmp_path).decode()
    root = ElementTree.fromstring(source)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert "path" in tags
    assert tags.isdisjoint({"text", "tspan", "image", "script", "style", "foreignObject", "use"})
    assert "http" not in source.replace("http://www.w3.org/", "")
    said = " ".join(element.get("aria-label", "") for element in root.iter())
    for mark in picture.marks:
        assert mark.figure in said
    outlines = [e for e in root.iter() if e.get("role") == "img" and len(e)]
    assert all(part.get("d") for group in outlines for part in group)


def test_png_is_one_and_has_more_than_one_colour(tmp_path: Path) -> None:
    from PIL import Image

    file(PICTURE, ChartFormat.PNG, tmp_path)
    with Image.open(tmp_path / "picture") as image:
        assert image.format == "PNG"
        assert image.width > 800
        colours = image.convert("RGB").getcolors(1 << 20)
    assert colours is not None and (0, 114, 178) in {colour for _, colour in colours}


def test_pdf_can_be_searched(tmp_path: Path) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(file(PICTURE, ChartFormat.PDF, tmp_path))
    try:
        text = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    assert "高新技术企业数" in text and "超1200" in text


def test_html_runs_only_what_it_names_and_fetches_nothing(tmp_path: Path) -> None:
    page = file(PICTURE, ChartFormat.HTML, tmp_path).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    allowed = set(re.findall(r"sha256-([\w+/=]+)", policy[1]))
    parts = re.findall(r"<(script|style)>(.*?)</\1>", page, flags=re.DOTALL)
    assert {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for _, text in parts} == allowed
    assert "default-src &#x27;none&#x27;" in policy[1]
    assert "unsafe-eval" not in policy[1]
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, flags=re.DOTALL)
    assert data is not None
    assert re.search("[<>&\u202e]", data[1]) is None
    assert [row[1] for row in json.loads(data[1])["table"]["rows"]] == [mark.label for mark in MARKS]
    rest = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    assert re.findall(r"src=|href=|<img|\bon\w+=", rest) == []
    assert "\u202e" not in page


def test_every_name_of_the_lexicon_has_its_characters_in_the_font() -> None:
    from parkcmp.render.chart import font

    names = [p.official_name + p.key + p.province + p.city for p in LEXICON.parks.values()]
    names += [m.zh + m.en + m.unit for m in LEXICON.metrics.values()]
    assert [name for name in names if font.written(name) != name] == []
    assert font.written("營收\u3000龘") == "營收\u3000\\u9f98"


def test_an_outline_is_as_wide_as_its_characters() -> None:
    from parkcmp.render.chart import font

    data, width = font.outline("新乡", 10)
    assert data.startswith("M")
    assert width == pytest.approx(20)
    assert font.outline("", 10) == ("", 0)


@pytest.mark.parametrize(
    ("asked", "output", "expected"),
    [
        (None, None, "text"),
        (None, "a.SVG", "svg"),
        (None, "a.htm", "html"),
        (None, "a.txt", "text"),
        (ChartFormat.PNG, "a.svg", "png"),
    ],
)
def test_the_ending_says_the_format(asked: ChartFormat | None, output: str | None, expected: str) -> None:
    assert chart_format(asked, Path(output) if output else None) == expected


@pytest.mark.parametrize("name", ["a.jpg", "a", "a.csv"])
def test_an_ending_of_no_picture_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match=r"\.png \.svg"):
        chart_format(None, Path(name))


def test_without_the_extra_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import parkcmp.render.chart as package

    monkeypatch.setitem(sys.modules, "vl_convert", None)
    monkeypatch.delitem(sys.modules, "parkcmp.render.chart.vector", raising=False)
    monkeypatch.delattr(package, "vector", raising=False)
    with pytest.raises(UsageError, match=r"pip install 'parkcmp\[chart\]'"):
        write_chart(PICTURE, ChartFormat.SVG, tmp_path / "a.svg", "en")
    write_chart(PICTURE, ChartFormat.TEXT, tmp_path / "a.txt", "en")
    assert "超1200" in (tmp_path / "a.txt").read_text()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    facts = [
        make_fact(),
        make_fact(entity="厦门", value="1200", bound=Bound.OVER, round="100", start=20, end=22),
        make_fact(entity="南京", value="777", status=Status.TARGET, period="2025", start=22, end=23),
    ]
    store_all(tmp_path / "parkcmp.duckdb", [("2022-09", facts)])
    return tmp_path


def parkcmp(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [str(Path(sys.executable).with_name("parkcmp")), *arguments, "--lang", "en"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False)


@pytest.mark.parametrize(
    "command",
    [
        ("rank", "--metric", "hitech_firms"),
        ("compare", "厦门", "新乡"),
        ("trend", "厦门", "新乡", "--metric", "hitech_firms"),
    ],
)
def test_the_commands_draw_and_say_their_notes(folder: Path, command: tuple[str, ...]) -> None:
    done = parkcmp(folder, "chart", *command)
    assert done.returncode == 0, done.stderr
    text = done.stdout.decode()
    assert ">1200" in text and "135" in text and "777" not in text
    assert "Sources: " in text
    assert parkcmp(folder, "chart", *command, "-o", "a.svg").returncode == 0
    assert (folder / "a.svg").read_text().startswith("<svg")
    assert parkcmp(folder, "chart", *command, "-f", "png").stdout.startswith(b"\x89PNG")


def test_wrong_usage_is_a_line(folder: Path) -> None:
    done = parkcmp(folder, "chart", "rank", "--metric", "hitech_firms", "-o", "a.jpg")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert not (folder / "a.jpg").exists()
    assert parkcmp(folder, "chart", "rank").returncode == 2
    assert parkcmp(folder, "chart", "compare", "厦门").returncode == 2

"""Briefings: every figure with its footnote, the same in Markdown and in Word; hostile texts are but texts."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from build import make_extraction, make_fact, store
from query_builder import LEXICON, said, stored

from parkcmp.errors import UsageError
from parkcmp.model import Bound, Span
from parkcmp.query.report_briefing import BriefingQuestion, fetch_briefing
from parkcmp.render.report.briefing import markdown, write_briefing
from parkcmp.render.report.paper import Paper, paper_of
from parkcmp.store import connect

pytest.importorskip("docx", reason="the extra `docx` is not installed")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "截至2021年底，新乡高新区拥有高新技术企业135家。\n厦门火炬高新区\n高新技术企业超1200家。"
HOSTILE = '=HYPERLINK("http://x")<script>alert(1)</script>[a](javascript:b)\x1b[31m\u202e|`*_\n# h'


def paper(folder: Path, lang: str = "en", title: str = "题目", issuer: str = "社") -> Paper:
    first = TEXT.index("135")
    second = TEXT.index("1200")
    facts = [
        make_fact(start=first, end=first + 3, sentence=Span(0, TEXT.index("\n"))),
        make_fact(
            entity="厦门", value="1200", bound=Bound.OVER, round="100", start=second, end=second + 4,
            sentence=Span(TEXT.index("厦门"), len(TEXT)),
        ),
    ]  # fmt: skip
    store(folder / "db", TEXT, make_extraction(*facts), title=title, issuer=issuer)
    with connect(folder / "db") as database:
        return paper_of(fetch_briefing(database, LEXICON, BriefingQuestion(lang=lang)), lang, title)


def test_a_figure_has_one_footnote_with_document_characters_and_sentence(tmp_path: Path) -> None:
    found = paper(tmp_path)
    assert [cell.footnote for row in found.sections[0].rows for cell in row if cell.footnote] == [1, 2]
    assert len(found.footnotes) == 2
    at = TEXT.index("1200")
    assert found.footnotes[0].startswith("社, 题目, 2022-09")
    assert f"characters {at}-{at + 4}" in found.footnotes[0]
    assert "“厦门火炬高新区高新技术企业超【1200】家。”" in found.footnotes[0]
    comparison = found.sections[1]
    assert [[cell.footnote for cell in row if cell.footnote] for row in comparison.rows] == [[1, 2]]
    assert comparison.rows[0][-1].text.startswith("higher: 厦门")


def test_markdown_refers_to_its_footnotes(tmp_path: Path) -> None:
    text = "".join(markdown(paper(tmp_path, "zh"), "zh"))
    assert "| 1 | 厦门 | 超1200[^1] | 2021 | 1 |" in text
    used = re.findall(r"\[\^(\d+)\](?!:)", text)
    assert sorted(set(used)) == re.findall(r"^\[\^(\d+)\]:", text, flags=re.MULTILINE)


def test_word_has_footnotes_of_its_own(tmp_path: Path) -> None:
    write_both(tmp_path)
    with zipfile.ZipFile(tmp_path / "a.docx") as file:
        notes = ElementTree.fromstring(file.read("word/footnotes.xml"))
        body = ElementTree.fromstring(file.read("word/document.xml"))
        assert b"/word/footnotes.xml" in file.read("[Content_Types].xml")
    texts = {n.get(f"{W}id"): "".join(t.text or "" for t in n.iter(f"{W}t")) for n in notes}
    referred = [r.get(f"{W}id") for r in body.iter(f"{W}footnoteReference")]
    assert referred == ["1", "2"]
    assert "【1200】" in texts["1"] and "【135】" in texts["2"]
    rows = ["".join(t.text or "" for t in row.iter(f"{W}t")) for row in body.iter(f"{W}tr")]
    assert "1厦门>120020211" in rows


def write_both(folder: Path, **described: str) -> None:
    paper(folder, **described)
    with connect(folder / "db") as database:
        briefing = fetch_briefing(database, LEXICON, BriefingQuestion())
    for kind in ("docx", "md"):
        write_briefing(briefing, folder / f"a.{kind}", kind, "en", described.get("title", ""))


def test_hostile_texts_are_but_texts(tmp_path: Path) -> None:
    write_both(tmp_path, title=HOSTILE, issuer=HOSTILE)
    text = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert re.search("[\x00-\x09\x0b-\x1f\u202e]", text) is None
    assert re.search(r"(?<!\\)<script|(?<!\\)\[a\]|(?<!\\)`", text) is None
    assert not any(line.startswith("# h") for line in text.splitlines())
    with zipfile.ZipFile(tmp_path / "a.docx") as file:
        for name in file.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(file.read(name))
                assert "\u202e" not in file.read(name).decode()
        assert not any(b'TargetMode="External"' in file.read(n) for n in file.namelist() if n.endswith(".rels"))
        assert b"<w:instrText" not in file.read("word/document.xml")
        body = ElementTree.fromstring(file.read("word/document.xml"))
    assert "<script>alert(1)</script>" in "".join(t.text or "" for t in body.iter(f"{W}t"))


def test_what_most_is_known_of_is_chosen(tmp_path: Path) -> None:
    facts = [said(park, "hitech_firms", "5") for park in ("新乡", "厦门", "南京")]
    facts += [said("新乡", "output", "5"), said("厦门", "output", "6"), said("新乡", "gdp", "5")]
    with stored(tmp_path / "1", facts) as database:
        briefing = fetch_briefing(database, LEXICON, BriefingQuestion())
        asked = fetch_briefing(database, LEXICON, BriefingQuestion((("gdp", None),), ("南京", "厦门")))
        with pytest.raises(UsageError, match="two parks or more"):
            fetch_briefing(database, LEXICON, BriefingQuestion(parks=("南京", "南京")))
    assert [answer.query["metric"] for answer in briefing.rankings] == ["hitech_firms", "output", "gdp"]
    assert briefing.comparison is not None and briefing.comparison.query["parks"] == ["新乡", "厦门"]
    assert [answer.query["metric"] for answer in asked.rankings] == ["gdp"]
    assert asked.comparison is not None and asked.comparison.query["parks"] == ["南京", "厦门"]


def test_an_empty_database_gives_an_empty_briefing(tmp_path: Path) -> None:
    with stored(tmp_path / "1") as database:
        found = paper_of(fetch_briefing(database, LEXICON, BriefingQuestion()), "en")
    assert (found.sections, found.footnotes) == ((), ())


def test_without_the_extra_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import parkcmp.render.report as package

    with stored(tmp_path / "1") as database:
        briefing = fetch_briefing(database, LEXICON, BriefingQuestion())
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.delitem(sys.modules, "parkcmp.render.report.word", raising=False)
    monkeypatch.delattr(package, "word", raising=False)
    with pytest.raises(UsageError, match=r"pip install 'parkcmp\[docx\]'"):
        write_briefing(briefing, tmp_path / "a.docx", "docx", "en")
    assert not (tmp_path / "a.docx").exists()


def test_the_command_writes_by_the_ending(tmp_path: Path) -> None:
    paper(tmp_path)
    (tmp_path / "db").rename(tmp_path / "parkcmp.duckdb")
    command = str(Path(sys.executable).with_name("parkcmp"))

    def report(*arguments: str) -> subprocess.CompletedProcess[str]:
        run = [command, "report", *arguments]
        return subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)

    assert report("a.html").returncode == 0
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert report("a.docx", "--park", "新乡", "--park", "xiamen").returncode == 0
    assert zipfile.is_zipfile(io.BytesIO((tmp_path / "a.docx").read_bytes()))
    assert report("b", "--md", "--metric", "高新技术企业数", "--lang", "zh").returncode == 0
    assert (tmp_path / "b").read_text(encoding="utf-8").startswith("# 国家高新区简报")
    for wrong in (("a.txt",), ("a.html", "--park", "新乡"), ("a", "--md", "--docx"), ("a.md", "--park", "新乡")):
        done = report(*wrong)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1), wrong

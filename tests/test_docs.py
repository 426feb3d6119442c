"""The documentation: its links lead somewhere, its pages are listed, its output is the program's (scripts/docs)."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "data").glob("*.md")])
NAMES = [str(path.relative_to(ROOT)) for path in PAGES]
LINK = re.compile(r"\]\((?!https?://)([^)#\s]*)(?:#([^)\s]*))?\)")


def prose(path: Path) -> str:
    """The page without what programs printed into it."""
    return re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def anchors(path: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", prose(path), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for target, anchor in LINK.findall(prose(page)):
        path = (page.parent / target).resolve() if target else page
        if not path.exists() or not path.is_relative_to(ROOT) or (anchor and anchor not in anchors(path)):
            broken.append(f"{target}#{anchor}")
    assert broken == []


def test_every_page_is_listed() -> None:
    listed = {target for target, _ in LINK.findall(prose(ROOT / "docs" / "README.md"))}
    assert listed == {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_shown_output_is_generated(page: Path) -> None:
    """What a page shows of parkcmp stands in a block that scripts/docs writes and checks."""
    text = page.read_text(encoding="utf-8")
    by_hand = re.sub(r"<!-- \[\[\[cog.*?\[\[\[end\]\]\] -->", "", text, flags=re.DOTALL)
    assert re.findall(r"^\$ parkcmp .*", by_hand, flags=re.MULTILINE) == []
    assert "Traceback" not in text
    empty = re.findall(r"\[\[\[cog((?!\]\]\]).)*\]\]\] -->\n<!-- \[\[\[end", text, flags=re.DOTALL)
    assert empty == [], "a block was never filled; run scripts/docs"


def test_scripts_that_the_readme_names_can_be_run() -> None:
    names = re.findall(r"scripts/[\w-]+", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert "scripts/quickstart" in names
    for name in names:
        assert (ROOT / name).stat().st_mode & 0o111, name


def test_nothing_points_outside_the_project() -> None:
    """Documentation that a clone cannot follow is none: no path of the machine it was written on."""
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("not in a git checkout")
    pages = [name for name in listing.stdout.split() if name.endswith((".md", ".sql", ".toml", ".tsv"))]
    strangers = re.compile(r"\.\./shared|/root/|/home/\w+/")
    assert pages
    assert [name for name in pages if (ROOT / name).exists() and strangers.search((ROOT / name).read_text())] == []

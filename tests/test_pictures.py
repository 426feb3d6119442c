"""The pictures of the documentation are those that the program draws."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def test_pictures_are_fresh() -> None:
    pytest.importorskip("vl_convert", reason="the extra `chart` is not installed")
    done = subprocess.run(["scripts/pictures", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_pictures_fetch_nothing_and_hold_their_text_as_outlines() -> None:
    paths = list((ROOT / "docs" / "pictures").glob("*.svg"))
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert "<text" not in text and "<script" not in text, path
        assert "href" not in text.replace("xmlns:xlink", ""), path

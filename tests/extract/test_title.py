"""What a document is called: its first heading, as it stands there."""

from __future__ import annotations

import pytest

from parkcmp.extract import extract
from parkcmp.lexicon.load import load_lexicon
from parkcmp.model import Document


@pytest.mark.parametrize("title", ["“三区”建设加快推进", "新乡高新区迎来“开门红”", "「惠州」高新區簡訊", "简讯"])
def test_a_title_keeps_its_quotes(title: str) -> None:
    text = f" {title}\n2021年，新乡高新区拥有高新技术企业135家，同比增长12%。\n"
    assert extract(Document(text), load_lexicon()).title == title

"""The collector of garbage rests while a text is read, and is left as it was found."""

from __future__ import annotations

import gc

import pytest

from parkcmp.extract import extract
from parkcmp.lexicon.load import load_lexicon
from parkcmp.model import Document


@pytest.fixture(autouse=True)
def collector():
    yield
    gc.enable()


@pytest.mark.parametrize("runs", [True, False])
def test_extraction_leaves_the_collector_as_it_was(runs: bool) -> None:
    if runs:
        gc.enable()
    else:
        gc.disable()
    assert len(extract(Document("新乡高新区现有高新技术企业135家。"), load_lexicon()).facts) == 1
    assert gc.isenabled() is runs


def test_a_text_leaves_hardly_anything_to_collect() -> None:
    text = "新乡高新区现有高新技术企业135家，同比增长12%；营业收入759.66亿元。\n" * 200
    extract(Document(text), load_lexicon())
    gc.collect()
    gc.disable()
    assert len(extract(Document(text), load_lexicon()).facts) == 600
    assert gc.collect() < 200

"""One newsletter as text, Word file, web page and PDF of two producers gives the same facts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from parkcmp.extract import extract
from parkcmp.lexicon.load import load_lexicon
from parkcmp.model import Extraction
from parkcmp.reading import read

SAMPLES = Path(__file__).parent / "samples"


def read_facts(name: str) -> Extraction:
    [document] = read(SAMPLES / name)
    found = extract(document, load_lexicon())
    for fact in found.facts:
        digits = document.text[fact.start : fact.end]
        assert digits and digits.strip() == digits
    return found


def gist(found: Extraction) -> Counter[tuple[object, ...]]:
    return Counter((f.entity, f.metric, f.measure, f.value, f.period, f.status) for f in found.facts)


@pytest.mark.parametrize(
    "name", ["newsletter.docx", "newsletter.html", "newsletter-libreoffice.pdf", "newsletter-chromium.pdf"]
)
def test_the_same_newsletter_says_the_same(name: str) -> None:
    plain, other = read_facts("newsletter.txt"), read_facts(name)
    assert len(plain.facts) > 35
    assert gist(plain) - gist(other) == Counter()
    assert gist(other) - gist(plain) == Counter()
    assert other.published == plain.published == "2022-09-15"

"""Speed of extraction on one core, beside the least that any reader does and beside a segmenter of words."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable
from pathlib import Path

from measuring import FOLDERS, Floor, articles, corpus, processor_seconds

from parkcmp.extract import extract
from parkcmp.lexicon.load import load_lexicon
from parkcmp.model import Document, Extraction

_PUNCTUATION = frozenset("，。；：、！？（）()“”‘’《》【】,.;:!?\"'-—…·\n\r\t 　")


def bench_extract(megabytes: float = 20) -> None:
    """Print the speeds over so many megabytes, their ratios, and whether time grows with length."""
    texts = corpus(int(megabytes * 1e6))
    data = [text.encode() for text in texts]
    size = sum(map(len, data)) / 1e6
    lexicon = load_lexicon()

    def ours(text: str) -> Extraction:
        return extract(Document(text, published="2022-09"), lexicon)

    ours(texts[0])
    floor = Floor(lexicon)
    speed = size / processor_seconds(lambda: [ours(text) for text in texts])
    least = size / processor_seconds(lambda: [floor(one) for one in data])
    print(f"extract: {len(texts)} texts, {size:.1f} MB of UTF-8, one core, megabytes a second of processor time")
    print(f"  parkcmp                {speed:8.3f}")
    print(f"  floor                  {least:8.3f}    parkcmp ÷ floor {speed / least:.4f}")
    try:
        jieba = importlib.import_module("jieba")
    except ImportError:
        print("  jieba is not installed: scripts/setup --dev")
    else:
        jieba.setLogLevel(logging.WARNING)
        jieba.lcut(texts[0])
        other = size / processor_seconds(lambda: [jieba.lcut(text) for text in texts])
        print(f"  jieba.lcut             {other:8.3f}    parkcmp ÷ jieba {speed / other:.2f} (must be 1, goal 5)")
        for folder in FOLDERS:
            _print_folder(folder, ours, jieba.lcut)
    _print_linearity(ours, speed)


def _print_folder(folder: Path, ours: Callable[[str], Extraction], other: Callable[[str], object]) -> None:
    """The same of one folder alone, five times over: how fast we are depends on how dense in facts a text is."""
    texts = articles([folder]) * 5
    size = sum(len(text.encode()) for text in texts) / 1000
    if not texts:
        return
    facts = sum(len(ours(text).facts) for text in texts)
    seconds = processor_seconds(lambda: [ours(text) for text in texts])
    theirs = processor_seconds(lambda: [other(text) for text in texts])
    name = "/".join(folder.parts[-2:])
    told = f"{size / 1000 / seconds:8.3f}    {facts / size:4.1f} facts a KB    parkcmp ÷ jieba {theirs / seconds:.2f}"
    print(f"    {name:<21}{told}")


def _print_linearity(ours: Callable[[str], Extraction], speed: float) -> None:
    """A paragraph without any punctuation, short and long; whole articles, once and many times over."""
    bare = "".join(char for text in articles() for char in text if char not in _PUNCTUATION)
    paragraph = bare * (1 + 1_000_000 // len(bare.encode()))
    characters = len(paragraph) * 1_000_000 // len(paragraph.encode())
    found = {}
    for part in (16, 4, 1):
        text = paragraph[: characters // part]
        found[part] = len(text.encode()) / 1e6 / processor_seconds(lambda text=text: ours(text))
    print(
        f"  a paragraph without punctuation of 1/16, 1/4, 1 MB: {found[16]:.3f} {found[4]:.3f} {found[1]:.3f}"
        f"    1 MB ÷ articles {found[1] / speed:.2f} (must be 1)"
    )
    joined = "\n\n".join(articles())
    once = len(joined.encode()) / 1e6 / processor_seconds(lambda: ours(joined))
    many = len(joined.encode()) * 8 / 1e6 / processor_seconds(lambda: ours("\n\n".join([joined] * 8)))
    print(f"  all articles as one text, ×1, ×8: {once:.3f} {many:.3f}    ×8 ÷ ×1 {many / once:.2f} (1 is linear)")

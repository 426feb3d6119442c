"""Speed of extraction on one core, beside the least that any reader does and beside a segmenter of words."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable
from pathlib import Path

from measuring import DOCUMENTS, WORDINGS, Floor, articles, corpus, in_turns

from parkcmp.extract import extract
from parkcmp.lexicon.load import load_lexicon
from parkcmp.model import Document, Extraction

_PUNCTUATION = frozenset("，。；：、！？（）()“”‘’《》【】,.;:!?\"'-—…·\n\r\t 　")
_ROUNDS = 5


def bench_extract(megabytes: float = 20) -> None:
    """Print the speeds over so many megabytes, their ratios, and whether time grows with length."""
    texts = corpus(int(megabytes * 1e6))
    size = sum(len(text.encode()) for text in texts) / 1e6
    lexicon = load_lexicon()
    floor = Floor(lexicon)

    def ours(text: str) -> Extraction:
        return extract(Document(text, published="2022-09"), lexicon)

    def least(text: str) -> int:
        return floor(text.encode())

    segment = _segmenter()
    works = [ours, least] if segment is None else [ours, least, segment]
    for work in works:
        work(texts[0])
    seconds = in_turns(texts, *works)
    print(f"extract: {len(texts)} documents, {size:.1f} MB of UTF-8, one core, megabytes a second of processor time")
    print(f"  parkcmp                {size / seconds[0]:8.3f}")
    print(f"  floor                  {size / seconds[1]:8.3f}    parkcmp ÷ floor {seconds[1] / seconds[0]:.4f}")
    if segment is None:
        print("  jieba is not installed: scripts/setup --dev")
    else:
        ratio = seconds[2] / seconds[0]
        print(f"  jieba.lcut             {size / seconds[2]:8.3f}    parkcmp ÷ jieba {ratio:.2f} (must be 1, goal 5)")
        for folder in (*DOCUMENTS, *WORDINGS):
            _print_folder(folder, ours, segment)
    _print_linearity(ours)


def _segmenter() -> Callable[[str], object] | None:
    try:
        jieba = importlib.import_module("jieba")
    except ImportError:
        return None
    jieba.setLogLevel(logging.WARNING)
    lcut: Callable[[str], object] = jieba.lcut
    return lcut


def _print_folder(folder: Path, ours: Callable[[str], Extraction], other: Callable[[str], object]) -> None:
    """The same of one folder alone: how fast we are depends on how dense in facts a text is."""
    texts = articles([folder])
    size = sum(len(text.encode()) for text in texts) / 1000
    if not texts:
        return
    facts = sum(len(ours(text).facts) for text in texts)
    seconds, theirs = in_turns(texts * _ROUNDS, ours, other)
    name = "/".join(folder.parts[-2:])
    speed = size * _ROUNDS / 1000 / seconds
    print(f"    {name:<21}{speed:8.3f}    {facts / size:4.1f} facts a KB    parkcmp ÷ jieba {theirs / seconds:.2f}")


def _cut(text: str, pieces: int) -> list[str]:
    length = -(-len(text) // pieces)
    return [text[start : start + length] for start in range(0, len(text), length)]


def _print_linearity(ours: Callable[[str], Extraction]) -> None:
    """A paragraph without any punctuation, short and long, beside the articles (as many figures in more
    bytes); these once and many times over."""
    once = articles()
    bare = "".join(char for text in once for char in text if char not in _PUNCTUATION)
    paragraph = bare * (1 + 1_000_000 // len(bare.encode()))
    characters = len(paragraph) * 1_000_000 // len(paragraph.encode())
    joined = "\n\n".join(once)
    parts = [_cut(paragraph[:characters], pieces) for pieces in (16, 4, 1)]  # the same megabyte each time
    parts += [once * 8, [joined] * 8, ["\n\n".join([joined] * 8)]]
    seconds = [0.0] * len(parts)
    for _ in range(_ROUNDS):  # in turns too: a slow moment of the machine is everybody's
        for i, texts in enumerate(parts):
            seconds[i] += in_turns(texts, ours)[0]
    sizes = [_ROUNDS * sum(len(text.encode()) for text in texts) / 1e6 for texts in parts]
    speeds = [size / time for size, time in zip(sizes, seconds, strict=True)]
    sixteenth, quarter, whole, apart, together, eight = speeds
    print(
        f"  a paragraph without punctuation of 1/16, 1/4, 1 MB: {sixteenth:.3f} {quarter:.3f} {whole:.3f}"
        f"    1 ÷ 1/16 MB {whole / sixteenth:.2f}, 1 MB ÷ articles {whole / apart:.2f} (1 is linear)"
    )
    print(
        f"  all articles as one text, ×1, ×8: {together:.3f} {eight:.3f}"
        f"    ×8 ÷ ×1 {eight / together:.2f} (1 is linear)"
    )

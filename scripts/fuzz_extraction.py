"""Random texts through the extraction: no exception, every digit accounted for once, no text far slower than others.

Texts are spliced from pieces of the articles at hand, cues, numerals, units and random Unicode. Of each kind of failure
the smallest text found is printed with the seed, and the exit code is 1.
"""

from __future__ import annotations

import random
import re
import signal
import time
import tomllib
import traceback
from collections.abc import Iterator
from pathlib import Path

from parkcmp.extract import extract
from parkcmp.lexicon.load import load_lexicon
from parkcmp.model import Document

ROOT = Path(__file__).resolve().parent.parent
LEXICON = load_lexicon()
_DIGITS = re.compile(r"[0-9０-９]")
_NUMERAL = re.compile(r"[0-9０-９零〇一二三四五六七八九十百千万亿两半萬億兩]")
# A text may take so many times what the articles take by its length; a short text is judged as one of 500 characters.
BOUND, FLOOR = 30.0, 500
HANG, SHRINKING, SLOW = 60.0, 20.0, "slower than the bound"
MARKS = list("，。；、：！？（）()《》“”—-–~～·…/|\t\n\r \u3000%％‰℃$￥[]【】\ufeff\u200b")
NUMERALS = (
    *("1,234.5", "１２０", "3-5", "1/4", "三成", "四点二", "半数", "一千二百", "1.2万", "百分之十二", "近百"),
    *("0.0", "007", "1e9", "两", "数十", "½", "①", "Ⅳ", "1，200"),
)


def leaves(value: object) -> Iterator[str]:
    """Every string of nested tables."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)


class Maker:
    """Makes texts from what is at hand."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        folders = [ROOT / "tests" / "corpus", ROOT / "data", ROOT.parent / "shared" / "corpus"]
        paths = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
        self.articles = [path.read_text(encoding="utf-8") for path in paths]
        lexicon = ROOT / "src" / "parkcmp" / "lexicon"
        words = [leaves(tomllib.loads(path.read_text("utf-8"))) for path in sorted(lexicon.glob("*.toml"))]
        parks = [park.short_name for park in LEXICON.parks.values()]
        self.words = sorted({word for found in words for word in found if 0 < len(word) < 20} | set(parks))

    def piece(self) -> str:
        """One piece of a text."""
        r = self.random
        kind = r.random()
        if kind < 0.35:
            article = r.choice(self.articles)
            start = r.randrange(len(article))
            return article[start : start + r.choice((3, 12, 40, 150))]
        if kind < 0.60:
            return r.choice(self.words)
        if kind < 0.80:
            number = f"{r.uniform(0, 10.0 ** r.randint(0, 7)):.{r.randint(0, 3)}f}"
            return r.choice((number, number, str(r.randint(0, 3000)), f"{r.randint(1980, 2035)}年", r.choice(NUMERALS)))
        if kind < 0.95:
            return r.choice(MARKS)
        ranges = ((0, 0x2FF), (0x2000, 0x33FF), (0x4E00, 0x9FFF), (0xE000, 0xFFFF), (0x10000, 0x10FFFF))
        return "".join(chr(r.randint(*r.choice(ranges))) for _ in range(r.randint(1, 4)))

    def text(self) -> str:
        """A text: mostly short; at times one piece many times over, where quadratic work would show."""
        pieces = [self.piece() for _ in range(self.random.choice((2, 5, 15, 40, 100)))]
        if self.random.random() < 0.05:
            unit = "".join(pieces)[: self.random.choice((1, 3, 30, 300))]
            return unit * (self.random.choice((1000, 6000)) // max(len(unit), 1))
        return "".join(pieces)


def hung(*_: object) -> None:
    raise TimeoutError(f"no end in {HANG:.0f} s")


def wrong(text: str) -> str | None:
    """What the extraction of a text breaks, or None."""
    signal.setitimer(signal.ITIMER_REAL, HANG)
    try:
        found = extract(Document(text, published="2022-09"), LEXICON)
    except Exception as error:  # any exception is the finding
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {Path(frame.filename).name}, {frame.name}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    count = [0] * (len(text) + 1)
    spans = [(x.start, x.end) for group in (found.facts, found.times, found.unexplained) for x in group]
    for start, end in spans:
        for position in range(start, end):
            count[position] += 1
    if max(count) > 1:
        return "a character in two spans"
    if any(count[m.start()] != 1 for m in _DIGITS.finditer(text)):
        return "a digit in no span"
    for fact in found.facts:
        if not (0 <= fact.start < fact.end <= len(text) and _NUMERAL.search(text[fact.start : fact.end])):
            return "a fact whose span is no numeral"
        if not (fact.sentence.start <= fact.start and fact.end <= fact.sentence.end):
            return "a fact outside its sentence"
    return None


def took(text: str) -> float:
    """Processor seconds of one extraction."""
    began = time.process_time()
    extract(Document(text, published="2022-09"), LEXICON)
    return time.process_time() - began


def smallest(text: str, kind: str) -> str:
    """The text with all taken out that the failure does not need."""
    until = time.monotonic() + SHRINKING
    size = len(text) // 2
    while size and time.monotonic() < until:
        start, shrunk = 0, False
        while start < len(text) and time.monotonic() < until:
            shorter = text[:start] + text[start + size :]
            if wrong(shorter) == kind:
                text, shrunk = shorter, True
            else:
                start += size
        if not (shrunk and size == 1):
            size //= 2
    return text


def shortest_slow(text: str, usual: float) -> str:
    """The text halved for as long as it stays slower than the bound."""
    half = text[: len(text) // 2]
    slow = len(half) >= FLOOR and took(half) > BOUND * usual * len(half)
    return shortest_slow(half, usual) if slow else text


def shown(text: str) -> str:
    """As Python would write it; a piece many times over as that."""
    for size in range(1, min(len(text) // 2, 301)):
        if text == (text[:size] * (len(text) // size + 1))[: len(text)]:
            return f"{text[:size]!r} over and over, {len(text)} characters"
    return repr(text)


def run(seconds: float, seed: int) -> int:
    """0: nothing failed; 1: something did."""
    signal.signal(signal.SIGALRM, hung)
    maker = Maker(seed)
    took("".join(maker.articles))  # warm
    usual = sum(map(took, maker.articles)) / sum(map(len, maker.articles))
    failures: dict[str, str] = {}
    texts, characters, worst = 0, 0, 0.0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        text = maker.text()
        texts, characters = texts + 1, characters + len(text)
        began = time.process_time()
        kind = wrong(text)
        ratio = (time.process_time() - began) / (share := usual * max(len(text), FLOOR))
        if kind is None and ratio > BOUND:
            ratio = min(ratio, *(took(text) / share for _ in range(3)))  # a pause of the machine is no finding
            kind = SLOW if ratio > BOUND else None
        worst = max(worst, ratio)
        if kind is not None and kind not in failures:
            failures[kind] = shortest_slow(text, usual) if kind == SLOW else smallest(text, kind)
            print(f"seed {seed}, text {texts}: {kind}: {shown(failures[kind])}", flush=True)
    print(
        f"seed {seed}: {texts} texts, {characters} characters, {len(failures)} kinds of failure; "
        f"the slowest took {worst:.1f} times the usual by length (bound {BOUND:.0f})"
    )
    return 1 if failures else 0

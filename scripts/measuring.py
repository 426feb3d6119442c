"""What the benchmarks share: texts to read, processor and wall time, the memory of a tree of processes."""

from __future__ import annotations

import contextlib
import os
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import ahocorasick_rs

from parkcmp.lexicon.records import Lexicon

ROOT = Path(__file__).resolve().parent.parent
PARKCMP = str(Path(sys.executable).parent / "parkcmp")
_TURN = 25  # texts
_NUMBER = re.compile(r"\d[\d,.]*\s*(?:万亿|亿|万)?\s*(?:元|家|个|件|人|项|户|%|平方公里)?")


# What people wrote to be read: our samples, and the real texts where they are present.
DOCUMENTS = (ROOT / "data", ROOT.parent / "shared" / "corpus")
# Written to try as many wordings as a line can hold: three times as dense in figures as a document.
WORDINGS = (ROOT / "tests" / "corpus",)


def articles(folders: Sequence[Path] = DOCUMENTS) -> list[str]:
    """The texts at hand; lists of names (metrics.txt) are none."""
    paths = [path for folder in folders for path in sorted(folder.glob("*.txt")) if path.name != "metrics.txt"]
    return [path.read_text(encoding="utf-8") for path in paths]


def corpus(size: int) -> list[str]:
    """At least `size` bytes of the documents, repeated in shuffled order."""
    once = articles()
    draw = random.Random(1)
    chosen: list[str] = []
    total = 0
    while total < size:
        draw.shuffle(once)
        chosen += once
        total += sum(len(text.encode()) for text in once)
    return chosen


def in_turns(texts: Sequence[str], *works: Callable[[str], object]) -> list[float]:
    """Processor seconds of each work over the texts, in turns: a slow moment of the machine is everybody's."""
    seconds = [0.0] * len(works)
    for start in range(0, len(texts), _TURN):
        for i, work in enumerate(works):
            began = time.process_time()
            for text in texts[start : start + _TURN]:
                work(text)
            seconds[i] += time.process_time() - began
    return seconds


class Floor:
    """The least that any reader of these texts does: decode, one scan for all names, one expression for numbers."""

    def __init__(self, lexicon: Lexicon) -> None:
        names = {alias for park in lexicon.parks.values() for alias in park.aliases}
        names |= lexicon.metric_names.keys() | lexicon.regions.keys()
        self._names = ahocorasick_rs.AhoCorasick(sorted(names), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def __call__(self, data: bytes) -> int:
        """How many mentions and numbers there are."""
        text = data.decode("utf-8")
        return len(self._names.find_matches_as_indexes(text)) + sum(1 for _ in _NUMBER.finditer(text))


@dataclass(frozen=True, slots=True)
class Run:
    """A process that is over: wall time, and the most memory of it and its children together."""

    seconds: float
    megabytes: float


def run(command: Sequence[str], *, cores: int | None = None, cwd: Path | None = None) -> Run:
    """Run a command, on so many cores where that is said. Raises CalledProcessError: a failure has no speed."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(allowed)[: cores or len(allowed)])  # children inherit it
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=cwd)
    os.sched_setaffinity(0, allowed)
    most = 0
    over = threading.Event()

    def watch() -> None:
        nonlocal most
        while not over.wait(0.1):
            most = max(most, sum(_memory(pid) for pid in _tree(process.pid)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        code = process.wait()
    finally:
        over.set()
        watcher.join()
    if code:
        raise subprocess.CalledProcessError(code, command)
    return Run(time.perf_counter() - began, most / 1e6)


def _tree(pid: int) -> Iterable[int]:
    yield pid
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))


def _memory(pid: int) -> int:
    """Bytes of a process, pages shared with others counted by their share."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0

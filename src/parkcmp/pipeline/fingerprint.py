"""By what a near-identical reprint is recognised: the wording around its figures, and a sample of its text.

Only letters and digits count, so that layout, encoding and file format make no difference; another figure or another
park does. Keys that near-identical documents share find the candidates (min-hashing, A. Broder 1997).
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence

from parkcmp.model import Fact
from parkcmp.store.rows import Fingerprint

_BEFORE, _AFTER = 24, 8
_SHINGLE, _EVERY = 8, 8
_BANDS, _ROWS = 8, 2
_WORD = (1 << 64) - 1
# Odd multipliers make permutations of all 64-bit numbers.
_MULTIPLIERS = tuple(
    int.from_bytes(hashlib.blake2b(bytes([n]), digest_size=8).digest(), "big") | 1 for n in range(_BANDS * _ROWS)
)


def take_fingerprint(text: str, facts: Sequence[Fact]) -> Fingerprint | None:
    """The fingerprint of a text with facts; None where there is none, for then there is nothing to agree with."""
    if not facts:
        return None
    kept = [i for i, char in enumerate(text) if char.isalnum()]
    plain = "".join(text[i] for i in kept)
    figures = sorted({_hash(_around(plain, kept, fact)) for fact in facts})
    return Fingerprint(tuple(figures), _sample(plain), _bands(figures))


def _around(plain: str, kept: Sequence[int], fact: Fact) -> str:
    """The letters and digits of a figure and around it."""
    from bisect import bisect_left

    start, end = bisect_left(kept, fact.start), bisect_left(kept, fact.end)
    return plain[max(0, start - _BEFORE) : end + _AFTER]


def _sample(plain: str) -> tuple[int, ...]:
    """About one in eight of the runs of eight letters, chosen by what they are and not by where they stand."""
    raw = plain.encode("utf-32-le")
    width = 4 * _SHINGLE
    hashes = (zlib.crc32(raw[i : i + width]) for i in range(0, max(1, len(raw) - width + 4), 4))
    return tuple(sorted({found for found in hashes if found % _EVERY == 0}))


def _bands(figures: Sequence[int]) -> tuple[int, ...]:
    lowest = [min(_mix(figure, multiplier) for figure in figures) for multiplier in _MULTIPLIERS]
    pairs = (lowest[n : n + _ROWS] for n in range(0, len(lowest), _ROWS))
    return tuple(_hash(f"{n}:{pair}") for n, pair in enumerate(pairs))


def _mix(figure: int, multiplier: int) -> int:
    mixed = figure * multiplier & _WORD
    return (mixed ^ mixed >> 29) * multiplier & _WORD


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")

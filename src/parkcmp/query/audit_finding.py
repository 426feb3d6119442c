"""What an audit finds of one claim: stated, recomputed, and whether the two can both be true.

A claim contradicts what was recomputed only where the intervals have no value in common even when every hedge is taken
literally: 超1200 may be 1,350.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from parkcmp.intervals import Reading
from parkcmp.query.arithmetic import overlap
from parkcmp.query.arithmetic_figures import Figure
from parkcmp.query.audit_statement import Statement
from parkcmp.query.wording import Pair


class Word(StrEnum):
    """The verdicts, in the order in which a reader wants to see them."""

    CONTRADICTS = "contradicts"
    AMBIGUOUS = "ambiguous"
    ONLY_IF = "consistent only if"
    GIVES = "gives"
    CONSISTENT = "consistent"


CHINESE = {
    Word.CONTRADICTS: "矛盾",
    Word.AMBIGUOUS: "有歧义",
    Word.ONLY_IF: "有条件一致",
    Word.GIVES: "可推出",
    Word.CONSISTENT: "一致",
}
_JOINTS: dict[Word, Pair] = {
    Word.CONTRADICTS: ("; ", "；"),
    Word.AMBIGUOUS: (": ", "："),
    Word.ONLY_IF: (" ", "："),
    Word.GIVES: (" ", " "),
    Word.CONSISTENT: ("; ", "；"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A word and, for people, its condition or remark in English and Chinese: only if `n = 9`."""

    word: Word
    remark: Pair = ("", "")

    @property
    def text(self) -> Pair:
        """The whole verdict as a reader sees it, in both languages."""
        joint = _JOINTS[self.word] if self.remark[0] else ("", "")
        chinese = CHINESE[self.word] + joint[1] + self.remark[1]
        if self.word is Word.ONLY_IF:
            chinese = f"仅当 {self.remark[1]} 时一致"
        return self.word.value + joint[0] + self.remark[0], chinese


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim that was checked. `figure` (in `unit`) is what was recomputed; None where nothing could be."""

    check: str
    claim: Statement
    evidence: tuple[Statement, ...]
    figure: Figure | None
    unit: str
    verdict: Verdict
    formula: str = ""


LITERALLY: Pair = ("a hedge is taken literally", "模糊词按字面理解")


def judge(stated: Callable[[Reading], Figure], recomputed: Callable[[Reading], Figure | None]) -> Verdict | None:
    """Whether what is stated and what was recomputed can be the same; None where it cannot be computed."""
    for reading in (Reading.PRINTED, Reading.LITERAL):
        figure = recomputed(reading)
        if figure is None:
            return None if reading is Reading.PRINTED else Verdict(Word.ONLY_IF, LITERALLY)
        if overlap(stated(reading).interval, figure.interval):
            return Verdict(Word.CONSISTENT) if reading is Reading.PRINTED else Verdict(Word.ONLY_IF, LITERALLY)
    return Verdict(Word.CONTRADICTS)


def best(findings: list[Finding]) -> list[Finding]:
    """Of several ways to check one claim the kindest: a contradiction is one only where no way avoids it."""
    order = (Word.CONSISTENT, Word.ONLY_IF, Word.AMBIGUOUS, Word.GIVES, Word.CONTRADICTS)
    return [min(findings, key=lambda f: order.index(f.verdict.word))] if findings else []

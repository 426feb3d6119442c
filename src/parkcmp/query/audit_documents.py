"""The same figure stated twice with different values: contradictions within and between documents, revisions over time.

Two values contradict each other where they cannot both be true even taken literally. In one sentence, or under two
labels of one document, they are more likely of two things than of one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from parkcmp.model import Measure
from parkcmp.periods import days
from parkcmp.query.arithmetic import overlap, scaled
from parkcmp.query.audit_evidence import Evidence
from parkcmp.query.audit_finding import Finding, Verdict, Word
from parkcmp.query.audit_statement import Statement

SLIPS = (10, 100, 10**4, 10**8)  # a digit, a per cent sign, 万, 亿 lost or put twice


def check_documents(evidence: Evidence) -> Iterator[Finding]:
    """Every change of a stated value from one statement to the next, in the order of publication."""
    same: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for s in evidence.actual(*Measure):
        if s.entity is not None and s.metric is not None and s.period is not None:
            whole = s.whole_key or s.whole
            when = (days(s.period) or s.period, days(s.base) or s.base)
            same[s.entity, s.metric, s.measure, s.unit, whole, *when].append(s)
    for statements in same.values():
        if len(statements) > 1:
            statements.sort(key=lambda s: (s.published or "", s.document, s.start))
            for earlier, later in _disagreeing(statements):
                if not _is_part(earlier, later, evidence):
                    yield _finding(earlier, later)


def slip_between(one: Statement, other: Statement) -> int | None:
    """By which power of ten the greater number is the smaller; None where it is by none."""
    small, large = sorted((one, other), key=lambda s: abs(s.value))
    for factor in SLIPS:
        if small.value != 0 and overlap(scaled(small.printed.interval, factor), large.printed.interval):
            return factor
    return None


def _disagreeing(statements: list[Statement]) -> list[tuple[Statement, Statement]]:
    """Neighbours that cannot both be true; else any two that cannot."""
    found = [pair for pair in pairwise(statements) if _disagree(*pair)]
    if not found:
        first = statements[0]
        found = [(first, s) for s in statements[1:] if _disagree(first, s)][:1]
    return found


def _disagree(one: Statement, other: Statement) -> bool:
    return not overlap(one.literal.interval, other.literal.interval)


def _is_part(earlier: Statement, later: Statement, evidence: Evidence) -> bool:
    """Whether the later is counted among the earlier in one sentence: 5家，其中…3家."""
    if (earlier.document, earlier.sentence) != (later.document, later.sentence):
        return False
    return "其中" in evidence.texts[earlier.document][earlier.end : later.start]


def _finding(earlier: Statement, later: Statement) -> Finding:
    factor = slip_between(earlier, later)
    within = earlier.document == later.document
    check = "conflict" if within or earlier.published == later.published else "revision"
    if factor is not None:
        check = "unit slip"
    if within and earlier.sentence == later.sentence:
        verdict = Verdict(Word.ONLY_IF, ("the two are of different things", "两者所指不同"))
    elif within and not _is_one_label(earlier.label, later.label):
        names = f"{_tidy(earlier.label)} / {_tidy(later.label)}"
        verdict = Verdict(Word.ONLY_IF, (f"these differ: {names}", f"两者不同：{names}"))
    elif factor is not None:
        verdict = Verdict(Word.CONTRADICTS, (f"{factor} times apart", f"相差 {factor} 倍"))
    else:
        verdict = Verdict(Word.CONTRADICTS)
    formula = f"{earlier.written()} ≠ {later.written()}"
    return Finding(check, later, (earlier,), earlier.printed, later.unit, verdict, formula)


def _is_one_label(one: str, other: str) -> bool:
    one, other = _tidy(one), _tidy(other)
    return one in other or other in one


def _tidy(label: str) -> str:
    return "".join(label.split())

"""Parts held against their whole: those that a sentence lists behind 其中, and indicators that are part of another.

A list may leave parts out, so that a sum below the whole is consistent; what follows a list may be no part any more, so
that only the first part is certain to be one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from parkcmp.model import Measure, Status
from parkcmp.query.arithmetic import overlap
from parkcmp.query.arithmetic_figures import Figure, plain_digits, summed
from parkcmp.query.audit_evidence import Evidence
from parkcmp.query.audit_finding import LITERALLY, Finding, Verdict, Word
from parkcmp.query.audit_statement import Statement
from parkcmp.query.order import is_above

_OF_WHICH = re.compile("其中")
_LIST_END = re.compile("[；;。]")
_COUNTED = (Measure.LEVEL, Measure.CUMULATIVE)


def check_lists(evidence: Evidence) -> Iterator[Finding]:
    """Every list of parts behind 其中 whose whole stands in the same sentence."""
    sentences: dict[tuple[str, tuple[int, int]], list[Statement]] = defaultdict(list)
    for s in evidence.statements:
        if s.measure in _COUNTED and s.status == Status.ACTUAL:
            sentences[s.document, s.sentence].append(s)
    for (document, (start, end)), of in sentences.items():
        text = evidence.texts[document]
        cues = [found.start() for found in _OF_WHICH.finditer(text, start, end)]
        for cue, after in pairwise([*cues, end]):
            before = [s for s in of if s.end <= cue]
            if not before or _LIST_END.search(text, before[-1].end, cue):
                continue
            whole = before[-1]
            stop = _LIST_END.search(text, cue, after)
            last = stop.start() if stop else after
            parts = [s for s in of if cue <= s.start < last and s.unit == whole.unit and s.measure == whole.measure]
            yield from _of_list(whole, parts)


def check_part_metrics(evidence: Evidence) -> Iterator[Finding]:
    """Every indicator that is greater than the one it is part of, for one owner and period."""
    for part in evidence.actual(Measure.LEVEL):
        metric = evidence.metric(part)
        broad = evidence.lexicon.metrics.get(metric.part_of or "") if metric else None
        if broad is None or broad.unit != part.unit:
            continue
        wholes = evidence.levels_of(part, broad, part.period)
        if wholes and all(_exceeds(part.literal, whole.literal) for whole in wholes):
            whole = wholes[0]
            remark = (f"a part greater than its whole, {broad.en}", f"部分大于整体“{broad.zh}”")
            verdict = Verdict(Word.CONTRADICTS, remark)
            formula = f"{part.written()} ≤ {whole.text}"
            yield Finding("part", part, whole.statements, whole.printed, part.unit, verdict, formula)


def _of_list(whole: Statement, parts: list[Statement]) -> Iterator[Finding]:
    if not parts:
        return
    if _exceeds(parts[0].literal, whole.literal):
        remark = ("a part greater than its whole", "部分大于整体")
        yield _finding(whole, parts[:1], Verdict(Word.CONTRADICTS, remark))
        return
    fitting: list[Statement] = []
    for number in range(1, len(parts) + 1):
        listed = parts[:number]
        if _exceeds(summed([s.printed for s in listed]), whole.printed):
            break
        fitting = listed
        if overlap(summed([s.printed for s in listed]).interval, whole.printed.interval) and number > 1:
            yield _finding(whole, listed, Verdict(Word.CONSISTENT))
            return
    if not fitting:
        yield _finding(whole, parts[:1], Verdict(Word.ONLY_IF, LITERALLY))
    elif len(fitting) > 1:
        rest = plain_digits(whole.value - summed([s.printed for s in fitting]).value) + whole.unit
        yield _finding(whole, fitting, Verdict(Word.CONSISTENT, (f"{rest} in no part named", f"其余 {rest} 未列明")))


def _exceeds(one: Figure, other: Figure) -> bool:
    """Whether every value of the one is greater than every value of the other."""
    return is_above(one.interval, other.interval)


def _finding(whole: Statement, parts: list[Statement], verdict: Verdict) -> Finding:
    formula = " + ".join(s.written(with_unit=False) for s in parts)
    return Finding("parts", whole, tuple(parts), summed([s.printed for s in parts]), whole.unit, verdict, formula)

"""Claims of change held against the levels at both ends: growth, multiples, changes, average yearly growth.

Of an average the number of years is inferred: texts count 2012 to 2021 as nine years or as ten. 增长N倍 is read both
ways, as N·100 % and as N times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from parkcmp.model import Measure
from parkcmp.query.arithmetic import overlap, power, ratio, scaled, shifted
from parkcmp.query.arithmetic_figures import (
    Figure,
    average_growth,
    divided,
    growth_between,
    level_before_change,
    plain_digits,
    written,
)
from parkcmp.query.audit_evidence import Evidence, Known
from parkcmp.query.audit_finding import Finding, Verdict, Word, best, judge
from parkcmp.query.audit_statement import Statement
from parkcmp.query.derived_rules import AMBIGUOUS
from parkcmp.query.periods import distance

_MOST_YEARS = 60
_REAL = ("生产总值", "增加值", "规模以上")  # such growth is published at comparable prices, or for the same firms
_CENT = Decimal("0.01")

Between = Callable[[Figure, Figure], Figure | None]
_BETWEEN: dict[str, tuple[Between, str]] = {
    Measure.GROWTH: (growth_between, "({} / {} - 1) × 100"),
    Measure.MULTIPLE: (divided, "{} / {}"),
    Measure.CHANGE: (level_before_change, "{} - {}"),
}


def check_changes(evidence: Evidence) -> Iterator[Finding]:
    """Every growth, multiple, change and average yearly growth whose two levels are known; every 增长N倍."""
    for claim in evidence.actual(Measure.GROWTH, Measure.MULTIPLE, Measure.CHANGE, Measure.CAGR):
        unit = _unit_of_levels(evidence, claim)
        if unit is None or claim.base is None or (unit == "%" and claim.measure != Measure.CHANGE):
            continue
        ends = [
            (later, earlier)
            for later in evidence.levels(claim, unit, claim.period)
            for earlier in evidence.base_levels(claim, unit)
        ]
        if claim.rule == AMBIGUOUS:
            yield from best([_times(claim, *pair) for pair in ends]) or [_unknown_times(claim)]
        elif claim.measure == Measure.CAGR:
            yield from best([f for pair in ends if (f := _average(claim, *pair))])
        else:
            yield from best([f for pair in ends if (f := _between(evidence, claim, *pair))])


def _unit_of_levels(evidence: Evidence, claim: Statement) -> str | None:
    if claim.measure == Measure.CHANGE:
        return "%" if claim.unit == "个百分点" else claim.unit
    return evidence.unit_of_level(claim)


def _between(evidence: Evidence, claim: Statement, later: Known, earlier: Known) -> Finding | None:
    compute, formula = _BETWEEN[claim.measure]
    verdict = judge(claim.figure, lambda r: compute(later.figure(r), earlier.figure(r)))
    if verdict is None:
        return None
    if verdict.word is Word.CONTRADICTS and claim.measure == Measure.GROWTH and _is_real(evidence, claim):
        verdict = Verdict(Word.ONLY_IF, ("at comparable prices or for the same firms", "按可比价格或可比口径"))
    figure = compute(later.printed, earlier.printed)
    return _finding(claim, claim.measure, later, earlier, figure, verdict, formula.format(later.text, earlier.text))


def _is_real(evidence: Evidence, claim: Statement) -> bool:
    metric = evidence.metric(claim)
    return any(word in (metric.zh if metric else claim.label) for word in _REAL)


def _average(claim: Statement, later: Known, earlier: Known) -> Finding | None:
    multiples = ratio(later.printed.interval, earlier.printed.interval)
    nominal = round((distance(claim.base, claim.period) or 0) / 12)
    if multiples is None or nominal < 1:
        return None
    factors = scaled(shifted(claim.printed.interval, 100), _CENT)
    fitting = [
        n for n in range(1, _MOST_YEARS + 1) if (raised := power(factors, n)) is not None and overlap(raised, multiples)
    ]
    years = nominal if not fitting or nominal in fitting else min(fitting, key=lambda n: abs(n - nominal))
    figure = average_growth(later.printed, earlier.printed, years)
    if figure is None:
        return None
    verdict = _verdict_on_years(claim, fitting, nominal) if fitting else None
    verdict = verdict or judge(claim.figure, lambda r: average_growth(later.figure(r), earlier.figure(r), years))
    formula = f"(({later.text} / {earlier.text})^(1/{years}) - 1) × 100"
    return _finding(claim, "cagr", later, earlier, figure, verdict or Verdict(Word.CONTRADICTS), formula)


def _verdict_on_years(claim: Statement, fitting: list[int], nominal: int) -> Verdict:
    if nominal in fitting and len(fitting) > 1:
        return Verdict(Word.CONSISTENT, (f"n = {fitting[0]} to {fitting[-1]}", f"n = {fitting[0]} 至 {fitting[-1]}"))
    which = f"n = {fitting[0]}" if len(fitting) == 1 else f"n = {fitting[0]}-{fitting[-1]}"
    if nominal in fitting:
        return Verdict(Word.ONLY_IF, (which, which))
    told = f"{claim.base}→{claim.period}"
    return Verdict(Word.ONLY_IF, (f"{which}, though {told} are {nominal}", f"{which}，而{told}为 {nominal} 年"))


def _times(claim: Statement, later: Known, earlier: Known) -> Finding:
    """增长6.4倍 against both levels: as +640 %, as ×6.4, as both or as neither."""
    as_growth = judge(claim.figure, lambda r: growth_between(later.figure(r), earlier.figure(r)))
    as_multiple = judge(lambda r: _hundredth(claim.figure(r)), lambda r: divided(later.figure(r), earlier.figure(r)))
    grown, times = _readings(claim)
    fits = [
        words
        for words, verdict in ((grown, as_growth), (times, as_multiple))
        if verdict is not None and verdict.word is not Word.CONTRADICTS
    ]
    if as_growth is None or len(fits) == 2:
        verdict = _either(claim)
    elif fits:
        verdict = Verdict(Word.ONLY_IF, (f"read as {fits[0]}", f"读作 {fits[0]}"))
    else:
        verdict = Verdict(Word.CONTRADICTS)
    figure = growth_between(later.printed, earlier.printed)
    formula = f"({later.text} / {earlier.text} - 1) × 100"
    return _finding(claim, "times", later, earlier, figure, verdict, formula)


def _unknown_times(claim: Statement) -> Finding:
    return Finding("times", claim, (), None, claim.unit, _either(claim))


def _either(claim: Statement) -> Verdict:
    grown, times = _readings(claim)
    return Verdict(Word.AMBIGUOUS, (f"{grown} or {times}", f"{grown} 或 {times}"))


def _readings(claim: Statement) -> tuple[str, str]:
    mark = written(claim.printed).removesuffix(plain_digits(claim.value))
    return f"{mark}+{plain_digits(claim.value)} %", f"{mark}×{plain_digits(claim.value / 100)}"


def _hundredth(figure: Figure) -> Figure:
    return Figure(figure.value / 100, scaled(figure.interval, _CENT), figure.bound)


def _finding(
    claim: Statement,
    check: str,
    later: Known,
    earlier: Known,
    figure: Figure | None,
    verdict: Verdict,
    formula: str,
) -> Finding:
    statements = dict.fromkeys((*later.statements, *earlier.statements))
    return Finding(check, claim, tuple(statements), figure, claim.unit, verdict, formula)

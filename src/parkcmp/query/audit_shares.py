"""Percentages held against the two numbers they are of: shares of a region, ratio indicators, completion of a target.

Where only one of the two is known, the other follows: 254人，完成目标的127% gives a target of 200.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from parkcmp.model import Bound, Measure, Status
from parkcmp.query.arithmetic_figures import divided, rounded, scale_of, whole_of
from parkcmp.query.audit_evidence import Evidence, Known
from parkcmp.query.audit_finding import Finding, Verdict, Word, best, judge
from parkcmp.query.audit_statement import Statement
from parkcmp.query.derived_rules import known_pairs
from parkcmp.query.wording import Pair

# A share of 42 % and more makes the whole at most as great as 42 % would.
_HEDGES = {
    Bound.EXACT: ("", ""),
    Bound.OVER: ("at least ", "至少 "),
    Bound.UNDER: ("at most ", "至多 "),
    Bound.ABOUT: ("about ", "约 "),
}

_TARGET: Pair = ("", "")


def check_shares(evidence: Evidence) -> Iterator[Finding]:
    """Every share whose part is known: against the whole where a text states it, else the whole that follows."""
    regions: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for s in evidence.actual(Measure.LEVEL):
        if s.scope == "region" and s.metric is not None:
            regions[s.subject, s.metric].append(s)
    for claim in evidence.actual(Measure.SHARE):
        unit = evidence.unit_of_level(claim)
        levels = evidence.levels(claim, unit, claim.period) if unit and unit != "%" else []
        parts = [known for known in levels if not _is_whole(known.statements[0], claim)]
        if not parts or unit is None:
            continue
        wholes = _own_wholes(evidence, claim, unit) + [
            Known.of(s)
            for name in dict.fromkeys((claim.whole_key, claim.whole))
            for s in regions.get((name or "", claim.metric or ""), ())
            if s.span == claim.span and s.unit == unit
        ]
        findings = [f for part in parts for whole in wholes if (f := _percentage(claim, "share", part, whole))]
        yield from best(findings) or _gives(claim, "share", parts[0], unit, _named(claim.whole))


def check_completions(evidence: Evidence) -> Iterator[Finding]:
    """Every completion whose result is known: against the target where a text states it, else the target."""
    targets: dict[object, list[Statement]] = defaultdict(list)
    for s in evidence.statements:
        if s.status == Status.TARGET and s.measure == Measure.LEVEL:
            targets[s.owner, s.thing, s.unit].append(s)
    for claim in evidence.actual(Measure.COMPLETION):
        unit = evidence.unit_of_level(claim)
        results = evidence.levels(claim, unit, claim.period) if unit and unit != "%" else []
        if not results or unit is None:
            continue
        stated = [Known.of(s) for s in targets[claim.owner, claim.thing, unit] if _is_within(claim, s)]
        findings = [f for r in results for target in stated if (f := _percentage(claim, "completion", r, target))]
        yield from best(findings) or _gives(claim, "completion", results[0], unit, _TARGET)


def check_ratios(evidence: Evidence) -> Iterator[Finding]:
    """Every ratio indicator whose numerator and denominator are known for the park and period."""
    for claim in evidence.actual(Measure.LEVEL):
        metric = evidence.metric(claim)
        if metric is None or not metric.ratios or claim.unit != metric.unit:
            continue
        findings = []
        both_known = 0
        for numerator, denominator in known_pairs(metric, evidence.lexicon):
            factor = scale_of(metric.unit, numerator.unit, denominator.unit)
            above = evidence.levels_of(claim, numerator, claim.period)
            below = evidence.levels_of(claim, denominator, claim.period)
            both_known += bool(above and below)
            if factor:
                pairs = [(a, b) for a in above for b in below]
                findings += [f for a, b in pairs if (f := _percentage(claim, "ratio", a, b, factor))]
        for finding in best(findings):
            if finding.verdict.word is Word.CONTRADICTS and both_known < len(metric.ratios):
                remark = ("it is of other figures", "其计算口径不同")
                yield replace(finding, verdict=Verdict(Word.ONLY_IF, remark))
            else:
                yield finding


def _percentage(claim: Statement, check: str, part: Known, whole: Known, factor: int = 100) -> Finding | None:
    verdict = judge(claim.figure, lambda r: divided(part.figure(r), whole.figure(r), factor))
    figure = divided(part.printed, whole.printed, factor)
    if verdict is None or figure is None:
        return None
    formula = f"{part.text} / {whole.text}" + (f" × {factor}" if factor != 1 else "")
    return Finding(check, claim, (*part.statements, *whole.statements), figure, claim.unit, verdict, formula)


def _own_wholes(evidence: Evidence, claim: Statement, unit: str) -> list[Known]:
    """The owner's own levels of the indicator that the share is of: 税收收入占一般公共预算收入."""
    metric = evidence.lexicon.metrics.get(claim.whole_key or "")
    if metric is None or metric.unit != unit or metric.id == claim.metric:
        return []
    return evidence.levels_of(claim, metric, claim.period)


def _is_whole(level: Statement, claim: Statement) -> bool:
    """Whether a level is of the whole itself and names its region: 相当于全国生产总值（82.7万亿元）的11.5%."""
    if claim.whole is None or claim.whole_key == claim.whole or level.metric is not None:
        return False
    return level.label.endswith(claim.whole)


def _named(whole: str | None) -> Pair:
    """For whom a recomputed whole is, in both languages."""
    if not whole:
        return (" for its whole", "整体 ")
    name = "".join(whole.split())
    return (f" for {name}", f"{name} ")


def _gives(claim: Statement, check: str, part: Known, unit: str, named: Pair) -> list[Finding]:
    """The whole that follows; nothing follows from 0 %."""
    figure = whole_of(part.printed, claim.printed)
    formula = f"{part.text} / {claim.written()}"
    if figure is None:
        return []
    is_about, value = rounded(figure)
    hedge = _HEDGES[figure.bound]
    about = ("about ", "约 ") if is_about and figure.bound is not Bound.ABOUT else ("", "")
    en, zh = (f"{hedge[i]}{about[i]}{value}{unit}" for i in (0, 1))
    remark = (f"a target of {en}", f"目标 {zh}") if named is _TARGET else (en + named[0], named[1] + zh)
    return [Finding(check, claim, part.statements, figure, unit, Verdict(Word.GIVES, remark), formula)]


def _is_within(claim: Statement, target: Statement) -> bool:
    """Whether a target is of the completion's period, or of a longer one that begins with it and ends in its year."""
    now, planned = claim.span, target.span
    if now is None or planned is None:
        return False
    in_year = planned.last.year == now.last.year and planned.last >= now.last
    return in_year and planned.first <= max(now.first, date(now.last.year, 1, 1))

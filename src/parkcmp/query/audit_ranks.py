"""Places in a ranking held against the values that are known of the same indicator and period.

Known values alone can only show that more parks are ahead than a place leaves room for; the parks of which nothing is
known may be ahead as well. 全省第3位 is a place among the parks of the province: no other is held against it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from parkcmp.intervals import Interval
from parkcmp.model import Measure
from parkcmp.query.arithmetic_figures import Figure
from parkcmp.query.audit_evidence import Evidence
from parkcmp.query.audit_finding import Finding, Verdict, Word
from parkcmp.query.audit_statement import Statement
from parkcmp.query.order import is_above

_AMONG_ALL = re.compile("全国|国家级?高新区")
# 居全省国家高新区第3位 names both: the narrower counts.
_AMONG_FEWER = (("city", re.compile("全市|市内")), ("province", re.compile("全省|省内")))
_CLAUSE = re.compile("[，；。]")


def check_ranks(evidence: Evidence) -> Iterator[Finding]:
    """Every place by an indicator of which the park's own value and another park's are known."""
    values: dict[tuple[object, ...], dict[str, Statement]] = defaultdict(dict)
    for s in evidence.actual(Measure.LEVEL):
        if s.scope == "park" and s.entity is not None and s.metric is not None:
            values[s.metric, s.unit, s.span][s.entity] = s
    for claim in evidence.actual(Measure.RANK):
        metric = evidence.metric(claim)
        if metric is None or claim.entity is None or metric.kind == "rank" or metric.direction == "none":
            continue
        known = _among(evidence, claim, values[metric.id, metric.unit, claim.span])
        own = known.get(claim.entity)
        if own is None or len(known) < 2 or claim.span is None:
            continue
        ahead = [s for s in known.values() if s is not own and _is_ahead(s, own, metric.direction == "lower")]
        best = Decimal(len(ahead) + 1)
        figure = Figure(best, Interval(best, None))
        formula = f"1 + {len(ahead)} ({'、'.join(str(s.entity) for s in ahead[:5])})" if ahead else "1 + 0"
        yield Finding("rank", claim, (own, *ahead), figure, claim.unit, _verdict(evidence, claim, len(ahead)), formula)


def _among(evidence: Evidence, claim: Statement, known: dict[str, Statement]) -> dict[str, Statement]:
    """Those of the known parks that the claim's words rank it among."""
    place = _fewer(evidence, claim)
    parks = evidence.lexicon.parks
    own = parks.get(claim.entity or "")
    if place is None or own is None:
        return known
    return {key: s for key, s in known.items() if getattr(parks.get(key), place, None) == getattr(own, place)}


def _fewer(evidence: Evidence, claim: Statement) -> str | None:
    """`province` or `city` where the clause before the place says so, else None."""
    clause = _CLAUSE.split(evidence.texts[claim.document][claim.sentence[0] : claim.start])[-1]
    return next((place for place, words in _AMONG_FEWER if words.search(clause)), None)


def _verdict(evidence: Evidence, claim: Statement, ahead: int) -> Verdict:
    if claim.value > ahead:
        return Verdict(Word.CONSISTENT)
    sentence = evidence.texts[claim.document][claim.sentence[0] : claim.sentence[1]]
    if _AMONG_ALL.search(sentence) and _fewer(evidence, claim) is None:
        return Verdict(Word.CONTRADICTS)
    return Verdict(Word.ONLY_IF, ("the ranking is of fewer parks", "排名范围不含其中部分高新区"))


def _is_ahead(one: Statement, other: Statement, lower_first: bool) -> bool:
    pair = (one.literal.interval, other.literal.interval)
    return is_above(*reversed(pair)) if lower_first else is_above(*pair)

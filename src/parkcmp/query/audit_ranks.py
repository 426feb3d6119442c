"""Places in a ranking held against the values that are known of the same indicator and period.

Known values alone can only show that more parks are ahead than a place leaves room for; the parks of which nothing is
known may be ahead as well.
"""

from __future__ import annotations

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

_AMONG_ALL = ("全国", "国家高新区", "国家级高新区")


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
        known = values[metric.id, metric.unit, claim.span]
        own = known.get(claim.entity)
        if own is None or len(known) < 2 or claim.span is None:
            continue
        ahead = [s for s in known.values() if s is not own and _is_ahead(s, own, metric.direction == "lower")]
        best = Decimal(len(ahead) + 1)
        figure = Figure(best, Interval(best, None))
        formula = f"1 + {len(ahead)} ({'、'.join(str(s.entity) for s in ahead[:5])})" if ahead else "1 + 0"
        yield Finding("rank", claim, (own, *ahead), figure, claim.unit, _verdict(evidence, claim, len(ahead)), formula)


def _verdict(evidence: Evidence, claim: Statement, ahead: int) -> Verdict:
    if claim.value > ahead:
        return Verdict(Word.CONSISTENT)
    sentence = evidence.texts[claim.document][claim.sentence[0] : claim.sentence[1]]
    if any(word in sentence for word in _AMONG_ALL):
        return Verdict(Word.CONTRADICTS)
    return Verdict(Word.ONLY_IF, ("the ranking is of fewer parks", "排名范围不含其中部分高新区"))


def _is_ahead(one: Statement, other: Statement, lower_first: bool) -> bool:
    pair = (one.literal.interval, other.literal.interval)
    return is_above(*reversed(pair)) if lower_first else is_above(*pair)

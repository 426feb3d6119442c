"""Every claim that the stored facts allow to recompute: what is stated, what follows from the other facts, and whether
the two can both be true.

Nothing is compared by rounding: both sides are intervals, and a contradiction is two intervals without a common value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from parkcmp.lexicon.records import Lexicon
from parkcmp.query.answer import Answer, Note, Value
from parkcmp.query.audit_documents import check_documents
from parkcmp.query.audit_evidence import Evidence
from parkcmp.query.audit_finding import CHINESE, Finding, Word
from parkcmp.query.audit_growth import check_changes
from parkcmp.query.audit_parts import check_lists, check_part_metrics
from parkcmp.query.audit_ranks import check_ranks
from parkcmp.query.audit_shares import check_completions, check_ratios, check_shares
from parkcmp.query.audit_slips import check_slips
from parkcmp.query.audit_statement import Statement, fetch_all_statements
from parkcmp.query.ledger import fetch_texts
from parkcmp.query.wording import both_names
from parkcmp.store import Database

COLUMNS = (
    "check", "park", "subject", "metric", "label", "measure", "period", "base", "stated", "stated_high", "unit",
    "bound", "recomputed", "recomputed_unit", "low", "high", "low_open", "high_open", "verdict", "formula", "fact_id",
    "evidence", "document", "sentence", "against",
)  # fmt: skip
CHECKS: tuple[Callable[[Evidence], Iterator[Finding]], ...] = (
    check_documents,
    check_part_metrics,
    check_changes,
    check_lists,
    check_shares,
    check_ratios,
    check_completions,
    check_ranks,
    check_slips,
)


@dataclass(frozen=True, slots=True)
class AuditQuestion:
    """What to show: a park's key or 全国, a metric's id, a whole document id, some of the verdicts; None is all."""

    park: str | None = None
    metric: str | None = None
    document: str | None = None
    verdicts: tuple[Word, ...] = ()


def audit(database: Database, lexicon: Lexicon, question: AuditQuestion | None = None) -> Answer:
    """One row a claim that was checked, contradictions first; `evidence` are the facts it was held against, and
    `against` their sentences where they are not the claim's own."""
    asked = question or AuditQuestion()
    statements = fetch_all_statements(database)
    texts = fetch_texts(database, {s.document for s in statements})
    evidence = Evidence(lexicon, statements, texts)
    found = [f for check in CHECKS for f in check(evidence) if _is_asked(f, asked)]
    shown = [f for f in found if not asked.verdicts or f.verdict.word in asked.verdicts]
    words = list(Word)
    places = {s.fact_id: number for number, s in enumerate(statements)}
    shown.sort(key=lambda f: (words.index(f.verdict.word), places[f.claim.fact_id]))
    return Answer(
        COLUMNS,
        tuple(_row(f, texts) for f in shown),
        tuple(_notes(found, shown)),
        {
            "command": "audit",
            "park": asked.park,
            "metric": asked.metric,
            "document": asked.document,
            "verdicts": [str(word) for word in asked.verdicts] or None,
        },
        hints={
            "contradictions": sum(f.verdict.word is Word.CONTRADICTS for f in found),
            "verdicts": {f.verdict.text[0]: f.verdict.text for f in shown},
            "names": {m.id: both_names(m) for m in lexicon.metrics.values()},
        },
    )


def has_contradiction(answer: Answer) -> bool:
    """Whether an audit found one, be it shown or not."""
    return bool(answer.hints["contradictions"])


def _is_asked(finding: Finding, asked: AuditQuestion) -> bool:
    claim = finding.claim
    if asked.park is not None and claim.entity != asked.park:
        return False
    if asked.metric is not None and claim.metric != asked.metric:
        return False
    return asked.document is None or asked.document in {s.document for s in (claim, *finding.evidence)}


def _row(finding: Finding, texts: dict[str, str]) -> tuple[Value, ...]:
    claim, figure = finding.claim, finding.figure
    interval = figure.interval if figure else None
    return (
        finding.check, claim.entity, claim.subject, claim.metric, claim.label, claim.measure, claim.period, claim.base,
        claim.value, claim.value_high, claim.unit, str(claim.bound),
        figure.value if figure else None, finding.unit if figure else None,
        interval.low if interval else None, interval.high if interval else None,
        interval.low_open if interval else None, interval.high_open if interval else None,
        finding.verdict.text[0], finding.formula, claim.fact_id, ",".join(s.fact_id for s in finding.evidence),
        claim.document, _sentence(claim, texts), _against(claim, finding.evidence, texts),
    )  # fmt: skip


def _sentence(s: Statement, texts: dict[str, str]) -> str:
    return texts[s.document][s.sentence[0] : s.sentence[1]]


def _against(claim: Statement, evidence: Sequence[Statement], texts: dict[str, str]) -> str | None:
    """The sentences of the evidence, those of other documents with their id."""
    seen = {(claim.document, claim.sentence): ""}
    for s in evidence:
        origin = f"{s.document}: " if s.document != claim.document else ""
        seen.setdefault((s.document, s.sentence), origin + "".join(_sentence(s, texts).splitlines()).strip())
    return "\n".join(sentence for sentence in seen.values() if sentence) or None


def _notes(found: list[Finding], shown: list[Finding]) -> list[Note]:
    if not found:
        return [
            Note(
                "no-claims",
                "no claim that other facts allow to recompute; parkcmp facts shows what there is",
                "没有可由其他数据复算的说法；parkcmp facts 可查已有数据",
            )
        ]
    counts = Counter(f.verdict.word for f in found)
    en = ", ".join(f"{counts[word]} {word}" for word in Word if counts[word])
    zh = "、".join(f"{CHINESE[word]} {counts[word]}" for word in Word if counts[word])
    some = len(shown) < len(found)
    return [
        Note(
            "verdicts",
            f"{len(found)} claim{'s' if len(found) > 1 else ''}: {en}; "
            + ("without --verdict all are shown" if some else "--verdict contradicts shows those alone"),
            f"共 {len(found)} 条：{zh}；" + ("不加 --verdict 列出全部" if some else "--verdict contradicts 只列矛盾"),
        )
    ]

"""Facts from drafts: folded spans turned back into the document's own, owners into entities and scopes.

`model.Fact` cannot be changed once it is made, and guarding each of its fields on the way makes it four times as dear as a
record without a guard; so it is filled open and closed when it is full.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, make_dataclass
from typing import TYPE_CHECKING

from parkcmp.extract.draft import Draft
from parkcmp.extract.owners import Speaker
from parkcmp.model import Fact, Span, Status
from parkcmp.text.fold import Folded

if TYPE_CHECKING:
    OpenFact = Fact
else:
    OpenFact = make_dataclass("OpenFact", [(field.name, field.type) for field in fields(Fact)], slots=True)

_TARGET, _ACTUAL = Status.TARGET, Status.ACTUAL


def close(fact: Fact) -> Fact:
    """The fact that an `OpenFact` has become, once all its fields are filled."""
    fact.__class__ = Fact
    return fact


def make_facts(drafts: Sequence[Draft], folded: Folded, speaker: Speaker) -> list[Fact]:
    """The facts of a text, in the order of their drafts."""
    offsets, facts = folded.offsets, []
    span, sentence = (0, 0), Span(0, 0)
    for draft in drafts:
        if draft.sentence != span:
            span = draft.sentence
            sentence = Span(*folded.raw(*span))
        q, amount, owner, label, metric = draft.q, draft.amount, draft.owner, draft.label, draft.metric
        entity, scope = speaker.scope(None if draft.foreign else owner)
        fact = OpenFact(
            entity, scope, None if metric is None else metric.id, "" if owner is None else owner.name,
            "" if label is None else label.text, draft.measure, amount.value, amount.high, amount.unit,
            q.bound, draft.period, draft.base, draft.whole, _TARGET if draft.target else _ACTUAL,
            offsets[q.start], offsets[q.end - 1] + 1, amount.last, amount.round, q.form, sentence, draft.rule, draft.whole_key,
        )  # fmt: skip
        facts.append(close(fact))
    return facts

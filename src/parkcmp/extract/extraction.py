"""The one entry into extraction: a document and a lexicon in, facts and the ledger out.

Folds, recognises every mention once, reads the structure, binds, and turns folded spans back into the document's own.
"""

from __future__ import annotations

from functools import lru_cache

from parkcmp.extract.bind import Binder
from parkcmp.extract.draft import Draft
from parkcmp.extract.labels import Labels
from parkcmp.extract.ledger import account
from parkcmp.extract.masks import find_masks
from parkcmp.extract.published import find_published
from parkcmp.extract.quantities import find_quantities
from parkcmp.extract.structure import read_structure
from parkcmp.extract.subjects import Owner, find_owners
from parkcmp.extract.times import find_times
from parkcmp.extract.vocabulary import Vocabulary
from parkcmp.lexicon.cues import load_cues
from parkcmp.lexicon.records import Lexicon
from parkcmp.model import Document, Extraction, Fact, Span, Status
from parkcmp.text.fold import Folded, fold

_VOCABULARIES: dict[str, Vocabulary] = {}


def _vocabulary(lexicon: Lexicon) -> Vocabulary:
    if lexicon.version not in _VOCABULARIES:
        _VOCABULARIES[lexicon.version] = Vocabulary(lexicon)
    return _VOCABULARIES[lexicon.version]


def extract(document: Document, lexicon: Lexicon) -> Extraction:
    """All facts of a document, with every numeral accounted for. Never raises on any text."""
    vocabulary = _vocabulary(lexicon)
    cues = load_cues()
    folded = fold(document.text)
    text = folded.text
    terms = vocabulary.terms(text)
    masks = find_masks(text)
    times = [t for t in find_times(text) if not any(a < t.end and t.start < b for a, b, _ in masks)]
    named = [(t.start, t.end) for t in terms]
    taken = [(a, b) for a, b, _ in masks] + [(t.start, t.end) for t in times] + named
    quantities = find_quantities(text, taken)
    numbers = [q.start for q in quantities]
    owners = find_owners(text, vocabulary, times, terms, numbers)
    given = Owner("park", lexicon.parks[document.park].short_name, document.park) if document.park in lexicon.parks else None
    structure = read_structure(text, owners, times, numbers, given)
    published, inferred = find_published(document, text, times)
    labels = Labels(text, terms, owners, times, cues, folded.quoted)
    binder = Binder(text, vocabulary, cues, structure, times, owners, labels, quantities, published)
    binder.bind()
    facts = tuple(_fact(draft, folded, binder) for draft in binder.drafts)
    times_raw, unexplained = account(document.text, folded, facts, times, masks, binder.reasons)
    title = document.title
    if title is None and structure.title is not None:
        a, b = folded.raw(*structure.title)
        title = document.text[a:b].strip() or None
    return Extraction(facts, times_raw, unexplained, published, inferred, title)


def _fact(draft: Draft, folded: Folded, binder: Binder) -> Fact:
    start, end = folded.raw(draft.q.start, draft.q.end)
    a, b = draft.sentence
    sentence = Span(*folded.raw(a, b))
    entity, scope = binder.speaker.scope(None if draft.foreign else draft.owner)
    label = draft.label.text if draft.label is not None else ""
    subject = draft.owner.name if draft.owner is not None else ""
    amount = draft.amount
    return Fact(
        entity, scope, draft.metric.id if draft.metric else None, subject, label, draft.measure, amount.value, amount.high, amount.unit,
        draft.q.bound, draft.period, draft.base, draft.whole, Status.TARGET if draft.target else Status.ACTUAL, start, end,
        amount.last, amount.round, draft.q.form, sentence, draft.rule, draft.whole_key,
    )  # fmt: skip

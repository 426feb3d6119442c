"""The one entry into extraction: a document and a lexicon in, facts and the ledger out.

Tables first, by their cells; then the prose: fold, recognise every mention once, read the structure, bind, and turn folded
spans back into the document's own.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass, replace
from operator import attrgetter

from parkcmp.extract import districts, unlisted
from parkcmp.extract.bind import Binder
from parkcmp.extract.facts import make_facts
from parkcmp.extract.labels import Labels
from parkcmp.extract.ledger import account
from parkcmp.extract.masks import ANCHORS as OF_MASKS
from parkcmp.extract.masks import find_masks
from parkcmp.extract.mentions import Owner, OwnerMention
from parkcmp.extract.plain_tables import above, plain_tables
from parkcmp.extract.published import find_published
from parkcmp.extract.quantities import ANCHORS as OF_QUANTITIES
from parkcmp.extract.quantities import find_quantities
from parkcmp.extract.quantity import Quantity, share_units
from parkcmp.extract.structure import Structure, read_structure
from parkcmp.extract.subjects import find_owners
from parkcmp.extract.tables import TableContext, TableReading, extract_tables, without_tables
from parkcmp.extract.times import ANCHORS as OF_TIMES
from parkcmp.extract.times import Time, find_times
from parkcmp.extract.vocabulary import TermMention, Vocabulary
from parkcmp.lexicon.cues import load_cues
from parkcmp.lexicon.records import Lexicon
from parkcmp.model import Document, Extraction, Reason
from parkcmp.text.anchors import Anchors
from parkcmp.text.fold import QUOTES, Folded, fold

# What any recogniser seeks is found in one scan.
_RECOGNISERS = (OF_MASKS, OF_TIMES, OF_QUANTITIES, unlisted.ANCHORS, districts.ANCHORS)
_ANCHORS = Anchors(*(pattern for anchors in _RECOGNISERS for pattern in anchors.patterns))
_VOCABULARIES: dict[str, Vocabulary] = {}


def _vocabulary(lexicon: Lexicon) -> Vocabulary:
    if lexicon.version not in _VOCABULARIES:
        _VOCABULARIES[lexicon.version] = Vocabulary(lexicon)
    return _VOCABULARIES[lexicon.version]


@dataclass(frozen=True, slots=True)
class _Scan:
    """Everything recognised in a folded text before anything is bound."""

    folded: Folded
    masks: list[tuple[int, int, Reason]]
    times: list[Time]
    terms: list[TermMention]
    quantities: list[Quantity]
    owners: list[OwnerMention]
    structure: Structure


def extract(document: Document, lexicon: Lexicon) -> Extraction:
    """All facts of a document, with every numeral accounted for. Never raises on any text."""
    collecting = gc.isenabled()
    gc.disable()  # a text makes hardly a ring, and a collection would look through all of a long one again and again
    try:
        return _extract(document, lexicon)
    finally:
        if collecting:
            gc.enable()


def _extract(document: Document, lexicon: Lexicon) -> Extraction:
    vocabulary = _vocabulary(lexicon)
    first = extract_tables(document, vocabulary, TableContext()) if document.tables else TableReading()
    text = without_tables(document.text, first) if first.consumed else document.text
    given = (
        Owner("park", lexicon.parks[document.park].short_name, document.park)
        if document.park is not None and document.park in lexicon.parks
        else None
    )
    scan = _scan(fold(text), vocabulary, given)
    published, inferred = find_published(document, scan.folded.text, scan.times)
    if document.tables and first.facts and published != document.published:
        first = extract_tables(document, vocabulary, TableContext(published=published))
    readings = [first]
    if scan.folded.layout.tables:
        found, refused = _read_plain_tables(document, scan, vocabulary, published)
        readings.extend(found)
        if refused:
            scan = _scan(fold(text, refused), vocabulary, given)
    binder = _bind(scan, vocabulary, published)
    table_facts = [fact for reading in readings for fact in reading.facts]
    facts = [*table_facts, *make_facts(binder.drafts, scan.folded, binder.speaker)]
    facts.sort(key=attrgetter("start"))
    times, unexplained = account(document.text, scan.folded, facts, scan.times, scan.masks, binder.reasons, readings)
    return Extraction(tuple(facts), times, unexplained, published, inferred, _title(document, scan))


def _scan(folded: Folded, vocabulary: Vocabulary, given: Owner | None) -> _Scan:
    text = folded.text
    terms = vocabulary.terms(text)
    anchors = _ANCHORS.find(text)
    masks = find_masks(text, anchors)
    masked = bytearray(len(text) + 1)
    for a, b, _ in masks:
        masked[a:b] = b"\1" * (b - a)
    times = [t for t in find_times(text, anchors) if masked.find(1, t.start, t.end) < 0]
    taken = [(a, b) for a, b, _ in masks] + [(t.start, t.end) for t in times] + [(t.start, t.end) for t in terms]
    quantities = share_units(text, find_quantities(text, taken, anchors))
    numbers = [q.start for q in quantities]
    owners = find_owners(text, vocabulary, times, terms, quantities, anchors)
    structure = read_structure(text, owners, times, numbers, given)
    return _Scan(folded, masks, times, terms, quantities, owners, structure)


def _bind(scan: _Scan, vocabulary: Vocabulary, published: str | None) -> Binder:
    text, cues = scan.folded.text, load_cues()
    labels = Labels(
        text, scan.terms, scan.owners, scan.times, cues, scan.folded.quoted, [(a, b) for a, b, _ in scan.masks]
    )
    binder = Binder(text, vocabulary, cues, scan.structure, scan.times, scan.owners, labels, scan.quantities, published)
    binder.bind()
    return binder


def _read_plain_tables(
    document: Document, scan: _Scan, vocabulary: Vocabulary, published: str | None
) -> tuple[list[TableReading], frozenset[int]]:
    """Tables typed as text, each in its place in the article, and the rows that turned out to be none."""
    readings: list[TableReading] = []
    refused: set[int] = set()
    clock = _bind(replace(scan, quantities=[]), vocabulary, published).clock
    runs = scan.folded.layout.tables
    lines = [above(document.text, run[0].start) for run in runs]
    for run, table in zip(runs, plain_tables(document.text, runs, lines), strict=True):
        park, period, national = None, None, False
        for p in scan.structure.paragraphs:
            if scan.folded.offsets[p.start] > run[0].start:
                break
            park = p.topic.key if p.topic is not None and p.topic.kind == "park" else None
            if p.topic is not None or not p.heading:
                national = p.topic is not None and p.topic.kind == "nation"
            period = None
            for section in p.sections:
                for time in section.times:
                    period = clock.resolve(time) or period
        if period is None and clock.article_year is not None:
            period = str(clock.article_year)
        context = TableContext(park, published, period, _title(document, scan) or "", national)
        reading = extract_tables(replace(document, tables=(table,)), vocabulary, context)
        if reading.facts:
            readings.append(reading)
        else:
            refused.update(line.start for line in run)
    return readings, frozenset(refused)


def _title(document: Document, scan: _Scan) -> str | None:
    if document.title is not None or scan.structure.title is None:
        return document.title
    a, b = scan.folded.raw(*scan.structure.title)
    # Folding sets quotes aside, at the ends of a title too.
    while a and document.text[a - 1] in QUOTES:
        a -= 1
    while b < len(document.text) and document.text[b] in QUOTES:
        b += 1
    return document.text[a:b].strip() or None

"""The way of a text from its file into the database: read, extract, store.

Reading and extraction are pure and know no database; what they give is stored in small batches, so that other
readers and writers get their turn in between. What a person said of a document stays said until said otherwise.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from pathlib import Path

from parkcmp.errors import UnreadableError, UsageError
from parkcmp.extract import extract
from parkcmp.extract.version import RULES_VERSION
from parkcmp.lexicon.records import Lexicon
from parkcmp.model import Document, Extraction, Fact, Reason, Scope, Unexplained
from parkcmp.periods import days
from parkcmp.reading import Source, find_sources, load, read_each
from parkcmp.store import Database, connect, is_empty
from parkcmp.store.identity import document_id, text_digest
from parkcmp.store.registry import save_registry
from parkcmp.store.write import Change, Stamp, known_documents, save_document

# A number is stored exactly or not at all: twelve decimals, and half a step of the last digit must fit as well.
_DECIMALS, _LIMIT = 11, Decimal(10) ** 24
_BATCH_DOCUMENTS, _BATCH_SECONDS = 100, 1.0
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?[月日]?")
OPEN_REASONS = frozenset({Reason.UNIT, Reason.SUBJECT, Reason.LABEL})


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a document; None says nothing, an empty text takes back what was said before."""

    date: str | None = None
    park: str | None = None
    title: str | None = None
    issuer: str | None = None
    issue: str | None = None
    url: str | None = None

    def over(self, before: Mapping[str, str]) -> dict[str, str]:
        """These words over earlier ones."""
        said = {f.name: getattr(self, f.name) for f in fields(self)}
        merged = {**before, **{name: word for name, word in said.items() if word is not None}}
        return {name: word for name, word in merged.items() if word}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document, or of a file that gave none (`failure`)."""

    name: str
    failure: UnreadableError | None = None
    change: Change | None = None
    document: str = ""
    facts: int = 0
    parks: tuple[str, ...] = ()
    published: str | None = None
    published_inferred: str | None = None
    unexplained: int = 0
    open_numbers: int = 0


def parse_date(typed: str) -> str:
    """A day or month of publication in the form of facts: 2022-9 and 2022年9月 are 2022-09. Raises UsageError."""
    if found := _DATE.fullmatch(typed.strip()):
        parts = [found[1], *(f"{int(part):02}" for part in found.groups()[1:] if part)]
        if days("-".join(parts)):
            return "-".join(parts)
    raise UsageError(f"{typed!r} is no day or month of publication", "write 2022-09 or 2022-09-15")


def reader_version(lexicon: Lexicon) -> str:
    """The rules and the lexicon that read a document: another version re-extracts it."""
    return f"{RULES_VERSION}/{lexicon.version}"


def describe(document: Document, said: Mapping[str, str]) -> Document:
    """The document as a person describes it."""
    return replace(
        document,
        park=said.get("park", document.park),
        title=said.get("title", document.title),
        issuer=said.get("issuer", document.issuer),
        issue=said.get("issue", document.issue),
        url=said.get("url", document.url),
        published=said.get("date", document.published),
        published_inferred=None if "date" in said else document.published_inferred,
    )


def extract_document(document: Document, lexicon: Lexicon) -> Extraction:
    """All that the document says. A number too long to be kept exactly is unexplained and not a fact."""
    found = extract(document, lexicon)
    kept = tuple(fact for fact in found.facts if _fits(fact))
    if len(kept) == len(found.facts):
        return found
    long = (Unexplained(f.start, f.end, Reason.UNIT) for f in found.facts if not _fits(f))
    ledger = tuple(sorted((*found.unexplained, *dict.fromkeys(long)), key=lambda u: u.start))
    return replace(found, facts=kept, unexplained=ledger)


def read_source(source: Source, stdin: Iterable[bytes] = ()) -> Iterator[Document | UnreadableError]:
    """The documents of one source, and the reason for each part that cannot be read; `stdin` gives the bytes of `-`.

    Never raises what a file can cause.
    """
    if source.failure:
        yield source.failure
        return
    try:
        yield from read_each(*((b"".join(stdin), "stdin") if source.path is None else (load(source.path), source.name)))
    except UnreadableError as failure:
        yield failure


def ingest(
    paths: Iterable[str],
    said: Said,
    *,
    database: Path,
    lexicon: Lexicon,
    wait: float = 10.0,
    dry_run: bool = False,
    stdin: Iterable[bytes] = (),
) -> Iterator[Outcome]:
    """Read, extract and store; one outcome a document, in the order read, given out once it is stored.

    A file that cannot be read is an outcome too and stops nothing. Raises StoreError.
    """
    known = _known(database, wait)
    reader = reader_version(lexicon)
    batch: list[tuple[Outcome, _Work | None]] = []
    began = time.monotonic()
    for source in find_sources(paths):
        for outcome, work in _prepare(source, said, lexicon, reader, known, stdin):
            batch.append((outcome, None if dry_run else work))
            if len(batch) >= _BATCH_DOCUMENTS or time.monotonic() - began > _BATCH_SECONDS:
                yield from _store(batch, database, lexicon, wait)
                batch, began = [], time.monotonic()
    yield from _store(batch, database, lexicon, wait)


def edit(typed: str, said: Said, *, database: Path, lexicon: Lexicon, wait: float = 10.0) -> Outcome:
    """Describe a stored document, named by its id or the beginning of it, and extract it again, in place.

    Raises UnknownNameError, StoreError.
    """
    from parkcmp.store.read import find_document, load_document

    with connect(database, write=True, wait=wait, create=False) as store:
        name = find_document(store, typed)
        document, stamp = load_document(store, name)
        options = said.over(stamp.options)
        described = describe(document, options)
        stamp = Stamp(options, reader_version(lexicon))
        work = _Work(document, described, extract_document(described, lexicon), stamp)
        change = work.save(store)
    return replace(_outcome(work, name), change=change)


@dataclass(frozen=True, slots=True)
class _Work:
    document: Document
    described: Document
    extraction: Extraction
    stamp: Stamp

    def save(self, store: Database) -> Change:
        return save_document(store, self.document, self.described, self.extraction, self.stamp)


def _known(database: Path, wait: float) -> dict[str, Stamp]:
    if is_empty(database):
        return {}
    with connect(database, write=False, wait=wait) as store:
        return known_documents(store)


def _prepare(
    source: Source,
    said: Said,
    lexicon: Lexicon,
    reader: str,
    known: dict[str, Stamp],
    stdin: Iterable[bytes],
) -> Iterator[tuple[Outcome, _Work | None]]:
    for document in read_source(source, stdin):
        if isinstance(document, UnreadableError):
            yield Outcome(source.name, failure=document), None
            continue
        name = document_id(text_digest(document.text))
        before = known.get(name)
        stamp = Stamp(said.over(before.options if before else {}), reader)
        if before == stamp:
            yield Outcome(document.path, change=Change.UNCHANGED, document=name), None
            continue
        described = describe(document, stamp.options)
        work = _Work(document, described, extract_document(described, lexicon), stamp)
        known[name] = stamp
        change = Change.REEXTRACTED if before else Change.ADDED
        yield replace(_outcome(work, name), change=change), work


def _outcome(work: _Work, name: str) -> Outcome:
    facts, ledger = work.extraction.facts, work.extraction.unexplained
    parks = dict.fromkeys(f.entity for f in facts if f.entity and f.scope is Scope.PARK)
    return Outcome(
        work.document.path,
        document=name,
        facts=len(facts),
        parks=tuple(parks),
        published=work.extraction.published,
        published_inferred=work.extraction.published_inferred,
        unexplained=len(ledger),
        open_numbers=sum(u.reason in OPEN_REASONS for u in ledger),
    )


def _store(
    batch: list[tuple[Outcome, _Work | None]], database: Path, lexicon: Lexicon, wait: float
) -> Iterator[Outcome]:
    if any(work for _, work in batch):
        with connect(database, write=True, wait=wait) as store:
            save_registry(store, lexicon)
            batch = [(replace(outcome, change=work.save(store)) if work else outcome, None) for outcome, work in batch]
    yield from (outcome for outcome, _ in batch)


def _fits(fact: Fact) -> bool:
    numbers = [n for n in (fact.value, fact.value_high, fact.last, fact.round) if n is not None]
    return all(abs(n) < _LIMIT and int(n.as_tuple().exponent) >= -_DECIMALS for n in numbers)

"""One source read, extracted and made ready for the tables. Pure: no database, so that any process can do it."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from parkcmp.errors import ParkcmpError, UnreadableError
from parkcmp.extract import extract
from parkcmp.extract.version import RULES_VERSION
from parkcmp.lexicon.records import Lexicon
from parkcmp.model import Document, Extraction, Fact, Reason, Scope, Unexplained
from parkcmp.pipeline.fingerprint import take_fingerprint
from parkcmp.pipeline.said import Said, describe
from parkcmp.reading import Source, load, read_each
from parkcmp.reading.files import STDIN
from parkcmp.store.identity import document_id, text_digest
from parkcmp.store.rows import Rows, Stamp, make_rows
from parkcmp.store.write import Change

# A number is stored exactly or not at all: twelve decimals, and half a step of the last digit must fit as well.
_DECIMALS, _LIMIT = 11, Decimal(10) ** 24
OPEN_REASONS = frozenset({Reason.UNIT, Reason.SUBJECT, Reason.LABEL})
_STDIN = "stdin"


@dataclass(frozen=True, slots=True)
class Context:
    """What is the same for all sources of a run."""

    lexicon: Lexicon
    said: Said


@dataclass(frozen=True, slots=True)
class Task:
    """One source to read. `digest` is that of its bytes, `data` what came through standard input; `before` what was
    said earlier of documents that this file gave, by their ids."""

    source: Source
    digest: str = ""
    data: bytes | None = None
    before: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Imports:
    """Of a file of facts: how many were stored, were there before, are among them without a document; of lines that
    were refused how many."""

    stored: int = 0
    there: int = 0
    unproven: int = 0
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document, or of a file that gave none (`failure`), or of a file of facts (`imports`).
    `finished` counts the sources that are done with it: 0 while an archive has more."""

    name: str
    failure: ParkcmpError | None = None
    change: Change | None = None
    document: str = ""
    facts: int = 0
    parks: tuple[str, ...] = ()
    published: str | None = None
    published_inferred: str | None = None
    unexplained: int = 0
    open_numbers: int = 0
    imports: Imports | None = None
    finished: int = 0


@dataclass(frozen=True, slots=True)
class Advance:
    """So many more files are read and extracted, but not stored yet."""

    files: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be stored, or an outcome with nothing to store."""

    outcome: Outcome
    rows: Rows | None = None


def reader_version(lexicon: Lexicon) -> str:
    """The rules and the lexicon that read a document: another version re-extracts it."""
    return f"{RULES_VERSION}/{lexicon.version}"


def extract_document(document: Document, lexicon: Lexicon) -> Extraction:
    """All that the document says. A number too long to be kept exactly is unexplained and not a fact."""
    found = extract(document, lexicon)
    kept = tuple(fact for fact in found.facts if _fits(fact))
    if len(kept) == len(found.facts):
        return found
    long = (Unexplained(f.start, f.end, Reason.UNIT) for f in found.facts if not _fits(f))
    ledger = tuple(sorted((*found.unexplained, *dict.fromkeys(long)), key=lambda u: u.start))
    return replace(found, facts=kept, unexplained=ledger)


def read_source(
    source: Source, stdin: Iterable[bytes] = (), skip: int = 0, digest: str = ""
) -> Iterator[Document | UnreadableError]:
    """The documents of one source, and the reason for each part that cannot be read; `stdin` gives the bytes of `-`,
    the first `skip` are passed over. A file whose bytes are no longer those of `digest` is not read.

    Never raises what a file can cause.
    """
    if source.failure:
        if not skip:
            yield source.failure
        return
    try:
        data = b"".join(stdin) if source.path is None else load(source.path)
        if digest and hashlib.sha256(data).hexdigest() != digest:  # else other bytes would be put on record as read
            raise UnreadableError(f"{source.told}: changed while it was read", "run it again when it is written")
        yield from read_each(data, _STDIN if source.name == STDIN else source.told, skip)
    except UnreadableError as failure:
        yield failure


def prepare(context: Context, task: Task, skip: int = 0) -> Iterator[Prepared]:
    """The documents of one source, extracted, and what cannot be read of it; the first `skip` passed over.

    Whatever a document brings about is its own failure and nobody else's.
    """
    stdin = () if task.data is None else (task.data,)
    name = task.source.told
    try:
        for document in read_source(task.source, stdin, skip, task.digest):
            if isinstance(document, UnreadableError):
                yield Prepared(Outcome(name, failure=document))
            else:
                yield _prepared(context, document, task.before)
    except Exception as failure:
        yield Prepared(Outcome(name, failure=_unforeseen(name, failure)))


def _prepared(context: Context, document: Document, before: Mapping[str, Mapping[str, str]]) -> Prepared:
    try:
        return prepare_document(context, document, before)
    except Exception as failure:
        return Prepared(Outcome(document.path, failure=_unforeseen(document.path, failure)))


def prepare_document(context: Context, document: Document, before: Mapping[str, Mapping[str, str]]) -> Prepared:
    """One document, extracted as it is described: by what is said now over what was said before."""
    name = document_id(text_digest(document.text))
    stamp = Stamp(context.said.over(before.get(name, {})), reader_version(context.lexicon))
    described = describe(document, stamp.options)
    extraction = extract_document(described, context.lexicon)
    rows = make_rows(document, described, extraction, stamp, take_fingerprint(document.text, extraction.facts))
    return Prepared(_outcome(document.path, name, extraction), rows)


def lost(task: Task, reason: str) -> Prepared:
    """What stands for a document that took its worker with it."""
    what = f"{task.source.told}: {reason}"
    return Prepared(Outcome(task.source.told, failure=UnreadableError(what, "it may need more memory; split it")))


def _outcome(path: str, name: str, extraction: Extraction) -> Outcome:
    facts, ledger = extraction.facts, extraction.unexplained
    parks = dict.fromkeys(f.entity for f in facts if f.entity and f.scope is Scope.PARK)
    return Outcome(
        path,
        change=Change.ADDED,
        document=name,
        facts=len(facts),
        parks=tuple(parks),
        published=extraction.published,
        published_inferred=extraction.published_inferred,
        unexplained=len(ledger),
        open_numbers=sum(u.reason in OPEN_REASONS for u in ledger),
    )


def _unforeseen(path: str, failure: Exception) -> UnreadableError:
    last = traceback.extract_tb(failure.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno}"
    what = f"{path}: not read to its end ({type(failure).__name__} in {where}: {failure})"
    return UnreadableError(what, "please report this as a mistake of parkcmp")


def _fits(fact: Fact) -> bool:
    numbers = [n for n in (fact.value, fact.value_high, fact.last, fact.round) if n is not None]
    return all(abs(n) < _LIMIT and int(n.as_tuple().exponent) >= -_DECIMALS for n in numbers)

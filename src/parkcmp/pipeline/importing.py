"""Facts from elsewhere into the database: each line checked, proven by its document or marked as unproven.

A line that cannot be stored is refused with its number and field and stops nothing. Lines without a document are kept
as a text of their own, so that `why` shows what was imported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from parkcmp.errors import UnreadableError, UsageError
from parkcmp.lexicon.records import Lexicon
from parkcmp.model import Document, Extraction, Scope
from parkcmp.pipeline.proof import prove, take_unproven
from parkcmp.pipeline.said import Said, describe
from parkcmp.pipeline.work import Imports, Outcome
from parkcmp.reading.files import readable
from parkcmp.store import Database, connect, is_empty
from parkcmp.store.imports import UNPROVEN_READER, Imported, find_texts, save_imported
from parkcmp.store.registry import save_registry
from parkcmp.store.rows import Rows, Stamp, make_rows
from parkcmp.store.write import save_documents

if TYPE_CHECKING:
    from parkcmp.store.jsonl import FactRecord

SUFFIX = ".jsonl"
# So many lines are one transaction; so many refused ones are told each.
_LINES, _MOST_TOLD, _LONGEST_LINE = 1000, 20, 1 << 20


@dataclass(slots=True)
class _Chunk:
    """Lines that were understood: (number, line, record)."""

    lines: list[tuple[int, str, FactRecord]] = field(default_factory=list)
    refused: list[UnreadableError] = field(default_factory=list)


def import_facts(
    path: Path, said: Said, *, database: Path, lexicon: Lexicon, wait: float = 10.0, dry_run: bool = False
) -> Iterator[Outcome]:
    """Store the facts of a JSON Lines file: an outcome for each line that is refused, then one for the file.

    Raises StoreError.
    """
    name = readable(str(path))
    stored = there = unproven = refused = 0
    parks: dict[str | None, None] = {}
    try:
        if path.exists() and not path.is_file():
            raise OSError(0, "not a regular file")
        with path.open("rb") as file:
            for chunk in _chunks(file, name, lexicon):
                facts, rows = _resolve(chunk, name, said, lexicon, database, wait)
                for failure in chunk.refused:
                    refused += 1
                    if refused <= _MOST_TOLD:
                        yield Outcome(name, failure=failure, imports=Imports(lines=1))
                parks.update(dict.fromkeys(f.fact.entity for f in facts if f.fact.scope is Scope.PARK))
                added = len(facts)
                if facts and not dry_run:
                    with connect(database, write=True, wait=wait) as store:
                        added = _save(store, facts, rows, lexicon)
                stored += added
                there += len(facts) - added
                unproven += sum(f.unproven for f in facts)
    except OSError as failure:
        yield Outcome(name, failure=UnreadableError(f"{name}: {failure.strerror}", "check the path"), finished=1)
        return
    if refused > _MOST_TOLD:
        what = f"{name}: {refused - _MOST_TOLD} more lines like these"
        more = UnreadableError(what, "mend the program that wrote them")
        yield Outcome(name, failure=more, imports=Imports(lines=refused - _MOST_TOLD))
    imports = Imports(stored=stored, there=there, unproven=unproven)
    yield Outcome(name, facts=stored, parks=tuple(park for park in parks if park), imports=imports, finished=1)


def _chunks(file: BinaryIO, name: str, lexicon: Lexicon) -> Iterator[_Chunk]:
    from parkcmp.store.jsonl import parse_record

    numbered = enumerate(iter(lambda: file.readline(_LONGEST_LINE + 1), b""), 1)
    while raw := list(islice(numbered, _LINES)):
        chunk = _Chunk()
        for number, data in raw:
            try:
                if len(data) > _LONGEST_LINE:
                    raise UsageError("longer than 1 MB")
                line = data.decode("utf-8-sig" if number == 1 else "utf-8").strip()
                if line:
                    chunk.lines.append((number, line, parse_record(line, lexicon)))
            except UnicodeDecodeError as failure:
                chunk.refused.append(_refusal(name, number, UsageError(f"byte {failure.start} is no UTF-8")))
            except UsageError as failure:
                chunk.refused.append(_refusal(name, number, failure))
        yield chunk


def _resolve(
    chunk: _Chunk, name: str, said: Said, lexicon: Lexicon, database: Path, wait: float
) -> tuple[list[Imported], Rows | None]:
    """The facts of the lines, proven where they name a document; the rest with the rows of the text that holds them."""
    texts = _texts(chunk, database, wait)
    facts: list[Imported] = []
    loose: list[tuple[str, FactRecord]] = []
    for number, line, record in chunk.lines:
        if not record.names_document:
            loose.append((line, record))
            continue
        try:
            document, text = _named(record, texts)
            facts.append(Imported(document, prove(record, text, lexicon), name, unproven=False))
        except UsageError as failure:
            chunk.refused.append(_refusal(name, number, failure))
    if not loose:
        return facts, None
    text = "".join(f"{line}\n" for line, _ in loose)
    options = said.over({})
    described = describe(Document(text, name), options)
    published = Extraction((), (), (), described.published)
    rows = make_rows(Document(text, name), described, published, Stamp(options, UNPROVEN_READER))
    offset = 0
    for line, record in loose:
        facts.append(Imported(rows.document, take_unproven(record, line, offset, lexicon), name, unproven=True))
        offset += len(line) + 1
    return facts, rows


def _texts(chunk: _Chunk, database: Path, wait: float) -> dict[str, tuple[str, str]]:
    records = [record for _, _, record in chunk.lines if record.names_document]
    if not records or is_empty(database):
        return {}
    with connect(database, wait=wait) as store:
        ids = {record.document for record in records if record.document}
        return find_texts(store, ids, {r.path for r in records if r.path and not r.document})


def _named(record: FactRecord, texts: dict[str, tuple[str, str]]) -> tuple[str, str]:
    field, name = ("document", record.document) if record.document else ("path", record.path)
    if name not in texts:
        remedy = "ingest it first; without document and path the fact is stored as unproven"
        raise UsageError(f"{field}: no stored document {name!r}", remedy)
    return texts[name]


def _save(store: Database, facts: Sequence[Imported], rows: Rows | None, lexicon: Lexicon) -> int:
    save_registry(store, lexicon)
    with store.transaction():
        if rows:
            save_documents(store, [rows])
        return save_imported(store, facts)


def _refusal(name: str, number: int, failure: UsageError) -> UnreadableError:
    return UnreadableError(f"{name}, line {number}: {failure.what}", failure.remedy or "the line is left out")

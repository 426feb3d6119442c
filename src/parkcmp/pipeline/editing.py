"""Describing a stored document anew: it is extracted again, in place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from parkcmp.errors import UsageError
from parkcmp.lexicon.records import Lexicon
from parkcmp.pipeline.said import Said
from parkcmp.pipeline.work import Context, Outcome, prepare_document
from parkcmp.pipeline.writer import store_batch
from parkcmp.store import connect
from parkcmp.store.imports import UNPROVEN_READER
from parkcmp.store.read import find_document, load_document
from parkcmp.store.reprints import find_reprints


def edit(typed: str, said: Said, *, database: Path, lexicon: Lexicon, wait: float = 10.0) -> Outcome:
    """Describe a stored document, named by its id or the beginning of it, and extract it again, in place.

    Raises UnknownNameError, StoreError.
    """
    context = Context(lexicon, said)
    with connect(database, write=True, wait=wait, create=False) as store:
        name = find_document(store, typed)
        document, stamp = load_document(store, name)
        if stamp.reader == UNPROVEN_READER:
            what = f"{name} holds imported facts, which are not extracted"
            raise UsageError(what, f"parkcmp documents remove {name}, then ingest the file again")
        prepared = prepare_document(context, document, {name: stamp.options})
        [outcome] = store_batch(store, [prepared], [], context, set())
        with store.transaction():
            find_reprints(store)
    return replace(outcome, finished=1)

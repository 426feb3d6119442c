"""The way of a text from its file into the database: read, extract, store.

Reading and extraction are pure and know no database, so that worker processes and clusters can do them; one writer
stores in small batches, so that other readers and writers get their turn in between. What a person said of a document
stays said until said otherwise.
"""

from parkcmp.pipeline.editing import edit
from parkcmp.pipeline.ingestion import count_sources, ingest
from parkcmp.pipeline.said import Said, describe, parse_date
from parkcmp.pipeline.work import Advance, Outcome, extract_document, read_source, reader_version

__all__ = [
    "Advance",
    "Outcome",
    "Said",
    "count_sources",
    "describe",
    "edit",
    "extract_document",
    "ingest",
    "parse_date",
    "read_source",
    "reader_version",
]

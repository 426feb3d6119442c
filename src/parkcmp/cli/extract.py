"""`parkcmp extract`: the figures of texts on stdout, without a database."""

from __future__ import annotations

from parkcmp.cli.ingest import standard_input
from parkcmp.cli.options import Common, new_app, shared
from parkcmp.cli.outcomes import fail_unread
from parkcmp.cli.said import Date, Park, Paths, said_of
from parkcmp.errors import UnreadableError

EXAMPLES = """Examples:

\b
  parkcmp extract newsletter.txt
  parkcmp extract report.txt --date 2022-09 -f jsonl
  pbpaste | parkcmp extract - --park 新乡
"""

app = new_app()


@app.command(epilog=EXAMPLES)
@shared("format", "output", "no_header", "columns", "bom", "lang", "lexicon")
def extract(common: Common, paths: Paths, date: Date = None, park: Park = None) -> None:
    """Extract the figures of files, folders or standard input (-), with the sentence of each."""
    from parkcmp import pipeline
    from parkcmp.query.ledger import list_extracted
    from parkcmp.reading import find_sources
    from parkcmp.store.identity import document_id, text_digest

    lexicon = common.lexicon()
    said = said_of(lexicon, date, park).over({})
    found = []
    failures: list[UnreadableError] = []
    total = 0
    for source in find_sources(paths):
        for document in pipeline.read_source(source, standard_input()):
            total += 1
            if isinstance(document, UnreadableError):
                failures.append(document)
                continue
            extraction = pipeline.extract_document(pipeline.describe(document, said), lexicon)
            found.append((document_id(text_digest(document.text)), document.text, extraction.facts))
    if found or not failures:
        common.emit(list_extracted(found))
    fail_unread(failures, total)

"""What a report holds, gathered with as few questions as it takes: facts, observations, rankings, audit, dictionary."""

from __future__ import annotations

from dataclasses import dataclass

from parkcmp.lexicon.records import Lexicon
from parkcmp.query.answer import Answer, Value
from parkcmp.query.audit import audit
from parkcmp.query.coverage import CoverageQuestion, coverage
from parkcmp.query.inventory import list_documents, list_metrics, list_parks
from parkcmp.query.report_facts import Ledger, fetch_ledger
from parkcmp.query.report_observations import Observations, fetch_all
from parkcmp.query.report_rankings import Ranking, fetch_rankings
from parkcmp.query.report_sources import fetch_cited
from parkcmp.store import Database
from parkcmp.store.snapshot import remembered


@dataclass(frozen=True, slots=True)
class Report:
    """Everything. `cited` has what is needed to cite each document, by id, in the order of their ingestion."""

    ledger: Ledger
    observations: Observations
    rankings: tuple[Ranking, ...]
    audit: Answer
    coverage: Answer
    documents: Answer
    parks: Answer
    metrics: Answer
    cited: dict[str, dict[str, Value]]


def fetch_report(database: Database, lexicon: Lexicon) -> Report:
    """The whole database as a page shows it."""
    with remembered(database):
        documents = list_documents(database)
        return Report(
            ledger=fetch_ledger(database),
            observations=fetch_all(database, lexicon),
            rankings=tuple(fetch_rankings(database, lexicon)),
            audit=audit(database, lexicon),
            coverage=coverage(database, lexicon, CoverageQuestion()),
            documents=documents,
            parks=list_parks(lexicon, database),
            metrics=list_metrics(lexicon, database),
            cited=fetch_cited(database, [str(row[0]) for row in documents.rows]),
        )

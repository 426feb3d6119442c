"""Extracted documents as Parquet parts, written where they were extracted, and all of them loaded in one transaction.

A part holds one row an outcome: the document as its tables take it, its facts and ledger as lists, and what is to be
said of it. Order is that of the parts and of the rows in each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from parkcmp.store.bulk import insert_rows
from parkcmp.store.connection import Database
from parkcmp.store.migrate import migrate
from parkcmp.store.names import name_for_duckdb
from parkcmp.store.reviews import apply_reviews
from parkcmp.store.rows import Rows
from parkcmp.store.write import Change, forget_extraction, insert_documents

_OUTCOMES_AT_ONCE = 1000
_FIELDS = (
    "sha256", "path", "title", "issuer", "issue", "url", "published", "published_inferred", "park", "text", "marks",
    "tables", "origin", "options", "reader",
)  # fmt: skip
# What to do with a document that is stored with other words of a person: None is to extract it again with both.
Resolve = Callable[[str, str, str], Change | None]


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came of a file, or of one of several texts in it: what is to be said of it, and a document's rows. The
    number of the file in the part, its digest, with what it was read, and which text of the file it is are for the
    record of files that are done."""

    outcome: str
    file: int
    digest: str
    file_reader: str
    suffix: str
    rows: Rows | None


def write_part(arrivals: Sequence[Arrival], target: Path) -> None:
    """Write a part."""
    import duckdb

    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        migrate(connection, 0)
        database = Database(connection, target)
        connection.execute(
            "CREATE TABLE arrivals (row_ INTEGER, file INTEGER, digest VARCHAR, file_reader VARCHAR, suffix VARCHAR,"
            " outcome VARCHAR, document VARCHAR, sha256 VARCHAR)"
        )
        insert_rows(
            database,
            "arrivals",
            [
                {
                    "row_": n, "file": a.file, "digest": a.digest, "file_reader": a.file_reader, "suffix": a.suffix,
                    "outcome": a.outcome, "document": a.rows.document if a.rows else None,
                    "sha256": a.rows.fields["sha256"] if a.rows else None,
                }
                for n, a in enumerate(arrivals)
            ],
        )  # fmt: skip
        # The same text twice in a part is one document; the first counts.
        documents = {a.rows.document: a.rows for a in reversed(arrivals) if a.rows}
        insert_documents(database, list(documents.values()))
        where = _quoted(target)
        connection.execute(
            "COPY (SELECT a.*, d.* EXCLUDE (document, sha256, sequence),"
            " (SELECT list(f ORDER BY rowid) FROM facts AS f WHERE f.document = a.document) AS facts,"
            " (SELECT list(u ORDER BY rowid) FROM unexplained AS u WHERE u.document = a.document) AS unexplained,"
            " p.figures, p.sample, p.bands"
            " FROM arrivals AS a LEFT JOIN documents AS d USING (document) LEFT JOIN fingerprints AS p USING (document)"
            f" ORDER BY a.row_) TO {where} (FORMAT parquet)"
        )


def load_parts(database: Database, parts: Sequence[Path], resolve: Resolve) -> list[str]:
    """Store all documents of the parts inside the caller's transaction; the ids of those that `resolve` wants extracted
    again, which is for the caller to do. `write_outcomes` keeps what became of each."""
    execute = database.connection.execute
    execute("CREATE OR REPLACE TEMP TABLE part_order (filename VARCHAR, part INTEGER)")
    names = [name_for_duckdb(path) for path in parts]
    insert_rows(database, "part_order", [{"filename": name, "part": n} for n, name in enumerate(names)])
    execute(
        "CREATE OR REPLACE TEMP TABLE arrivals AS"
        " SELECT o.part, p.row_, p.file, p.digest, p.file_reader, p.suffix, p.outcome, p.document, p.sha256,"
        " p.options, p.reader,"
        " d.sha256 AS stored_sha256, d.options AS stored_options, d.reader AS stored_reader,"
        " first_value(p.sha256) OVER same AS first_sha256, row_number() OVER same AS nth, ''::VARCHAR AS change"
        " FROM read_parquet(?, filename = true) AS p JOIN part_order AS o USING (filename)"
        " LEFT JOIN documents AS d ON d.document = p.document"
        " WINDOW same AS (PARTITION BY p.document ORDER BY o.part, p.row_)",
        [names],
    )
    execute(
        "UPDATE arrivals SET change = CASE"
        " WHEN document IS NULL THEN ''"
        " WHEN coalesce(stored_sha256, first_sha256) <> sha256 THEN 'clash'"
        " WHEN nth > 1 THEN 'unchanged'"
        " WHEN stored_sha256 IS NULL THEN 'added'"
        " WHEN stored_options = options AND stored_reader = reader THEN 'unchanged'"
        " ELSE 're-extracted' END"
    )
    again = _resolve(database, resolve)
    listed = f"[{', '.join(map(_quoted, parts))}]"
    arrived = f"(SELECT * FROM read_parquet({listed}, filename = true) JOIN part_order USING (filename))"
    source = f"{arrived} AS p JOIN arrivals AS a USING (part, row_)"
    fields = ", ".join(f"p.{name}" for name in _FIELDS)
    execute(
        f"INSERT INTO documents (document, {', '.join(_FIELDS)}, sequence) SELECT p.document, {fields},"
        " (SELECT coalesce(max(sequence), 0) FROM documents) + row_number() OVER (ORDER BY part, row_)"
        f" FROM {source} WHERE a.change = 'added'"
    )
    renewed = [row[0] for row in database.fetch("SELECT document FROM arrivals WHERE change = 're-extracted'")]
    if renewed:
        changes = ", ".join(f"{name} = n.{name}" for name in _FIELDS)
        execute(
            f"UPDATE documents SET {changes} FROM (SELECT p.document, {fields} FROM {source}"
            " WHERE a.change = 're-extracted') AS n WHERE documents.document = n.document"
        )
        forget_extraction(database, renewed)
    stored = f"{source} WHERE a.change IN ('added', 're-extracted')"
    for table in ("facts", "unexplained"):
        execute(f"INSERT INTO {table} BY NAME SELECT unnest(p.{table}, recursive := true) FROM {stored}")
    execute(
        "INSERT INTO fingerprints (document, figures, sample, bands)"
        f" SELECT p.document, p.figures, p.sample, p.bands FROM {stored} AND p.bands IS NOT NULL"
    )
    _record_files(database)
    apply_reviews(database)
    return again


def write_outcomes(database: Database, target: Path) -> None:
    """Write aside what `load_parts` did, so that it can be told when the database is closed again."""
    where = _quoted(target)
    database.connection.execute(
        "COPY (SELECT outcome, CASE change WHEN 'again' THEN 're-extracted' ELSE change END AS change"
        f" FROM arrivals ORDER BY part, row_) TO {where} (FORMAT parquet)"
    )


def read_outcomes(source: Path) -> Iterator[tuple[str, str]]:
    """What is to be said of each outcome, and the change that it was: a Change, `clash` for a text whose id another
    has, empty for what is no document; in order."""
    import duckdb

    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        connection.execute("SELECT outcome, change FROM read_parquet(?)", [name_for_duckdb(source)])
        while rows := connection.fetchmany(_OUTCOMES_AT_ONCE):
            yield from rows


def _resolve(database: Database, resolve: Resolve) -> list[str]:
    """Decide of the documents that are stored with other words than they arrive with."""
    again = []
    for document, stored, reader, options in database.fetch(
        "SELECT document, stored_options, stored_reader = reader, options FROM arrivals"
        " WHERE change = 're-extracted' AND stored_options <> options"
    ):
        change = resolve(stored, reader, options)
        if change is None:
            again.append(document)
        if change is not Change.REEXTRACTED:
            sql = "UPDATE arrivals SET change = ? WHERE document = ? AND change = 're-extracted'"
            database.connection.execute(sql, ["again" if change is None else change.value, document])
    return again


def _record_files(database: Database) -> None:
    """Put on record the files of which every part was stored."""
    execute = database.connection.execute
    execute(
        "CREATE OR REPLACE TEMP TABLE finished AS"
        " SELECT digest, any_value(file_reader) AS reader,"
        " to_json(list([document, suffix] ORDER BY row_))::VARCHAR AS documents"
        " FROM (SELECT *, min((part, file)) OVER (PARTITION BY digest) AS first_file FROM arrivals WHERE digest <> '')"
        " WHERE (part, file) = first_file GROUP BY digest HAVING bool_and(document IS NOT NULL AND change <> 'clash')"
    )
    execute("DELETE FROM files WHERE digest IN (SELECT digest FROM finished)")
    execute("INSERT INTO files SELECT digest, reader, documents FROM finished")


def _quoted(path: Path) -> str:
    return "'" + name_for_duckdb(path).replace("'", "''") + "'"

"""Which documents are near-identical: found by their fingerprints, kept as families that the view `sources` reads.

Two documents are near-identical where both hold the same figures in the same words, but for a few, and the text of the
shorter one is nearly all in the longer one. Each is compared with one document for each key that it shares with others,
so that the work grows with the documents and not with their pairs.
"""

from __future__ import annotations

from parkcmp.store.bulk import insert_rows
from parkcmp.store.connection import Database

# How much of the figures of both, and how much of the shorter text.
_FIGURES, _TEXT = 0.8, 0.7
_PAIRS = """
WITH keys AS (SELECT document, unnest(bands) AS band, compared FROM fingerprints),
touched AS (SELECT DISTINCT band FROM keys WHERE NOT compared),
members AS (
    SELECT document, min(document) OVER (PARTITION BY band) AS leader FROM keys SEMI JOIN touched USING (band)
),
pairs AS (SELECT DISTINCT document, leader FROM members WHERE document <> leader)
SELECT p.document, p.leader
FROM (
    SELECT
        pairs.document, pairs.leader,
        len(a.figures) AS a_figures, len(b.figures) AS b_figures,
        len(list_intersect(a.figures, b.figures)) AS figures,
        least(len(a.sample), len(b.sample)) AS shorter,
        len(list_intersect(a.sample, b.sample)) AS common
    FROM pairs
    JOIN fingerprints AS a ON a.document = pairs.document
    JOIN fingerprints AS b ON b.document = pairs.leader
) AS p
WHERE figures >= ? * (a_figures + b_figures - figures) AND common >= ? * shorter
ORDER BY ALL
"""


def has_uncompared(database: Database) -> bool:
    """Whether documents were stored that nobody has compared yet."""
    return bool(database.fetch("SELECT 1 FROM fingerprints WHERE NOT compared LIMIT 1"))


def find_reprints(database: Database) -> None:
    """Compare what was stored since the last time with everything, inside the caller's transaction."""
    pairs = database.fetch(_PAIRS, [_FIGURES, _TEXT])
    known = database.fetch("SELECT document, family FROM reprints") if pairs else []
    families = _join([*known, *pairs])
    before = dict(known)
    names = dict.fromkeys([*before, *(name for pair in pairs for name in pair)])
    changed = [name for name in names if before.get(name) != families[name]]
    if changed:
        database.connection.execute("DELETE FROM reprints WHERE document IN (SELECT unnest(?::VARCHAR[]))", [changed])
        insert_rows(database, "reprints", [{"document": n, "family": families[n]} for n in changed])
    database.connection.execute("UPDATE fingerprints SET compared = true WHERE NOT compared")


def _join(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Each document with the first of all that are connected with it."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    return {name: root(name) for name in parent}

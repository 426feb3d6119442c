"""The parks and metrics beside the facts, so that questions in SQL can join them."""

from __future__ import annotations

from parkcmp.lexicon.records import Lexicon
from parkcmp.store.bulk import insert_rows
from parkcmp.store.connection import Database

_PARK = ("official_name", "short_name", "pinyin", "province", "city", "region", "approved", "admin_code")
_METRIC = ("zh", "en", "unit", "kind", "direction", "category", "part_of", "stands_for", "definition")


def save_registry(database: Database, lexicon: Lexicon) -> None:
    """Keep the parks and metrics of this lexicon in place of those before; nothing happens where they are there."""
    if database.fetch("SELECT value FROM settings WHERE name = 'lexicon'") == [(lexicon.version,)]:
        return
    parks = [{"park": p.key, **{c: getattr(p, c) for c in _PARK}} for p in lexicon.parks.values()]
    metrics = [{"metric": m.id, **{c: getattr(m, c) for c in _METRIC}} for m in lexicon.metrics.values()]
    with database.transaction():
        for table in ("parks", "metrics", "settings"):
            where = " WHERE name = 'lexicon'" if table == "settings" else ""
            database.connection.execute(f"DELETE FROM {table}{where}")
        insert_rows(database, "parks", parks)
        insert_rows(database, "metrics", metrics)
        database.connection.execute("INSERT INTO settings VALUES ('lexicon', ?)", [lexicon.version])

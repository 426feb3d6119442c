"""Load the lexicon that ships with the package, without pydantic: it was validated when it was built."""

from __future__ import annotations

import csv
import hashlib
from functools import cache
from importlib.resources import files

from parkcmp.lexicon.records import Lexicon, Metric, Park, Subpark


def _rows(name: str) -> list[dict[str, str]]:
    text = files("parkcmp.lexicon").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of the package, loaded once a process."""
    parks = {
        r["key"]: Park(
            r["key"],
            r["official_name"],
            r["short_name"],
            r["pinyin"],
            _split(r["aliases"]),
            _split(r["bare_names"]),
            _split(r["typed_names"]),
            r["province"],
            r["city"],
            r["region"],
            r["approved"],
            r["admin_code"],
            r["source"],
        )
        for r in _rows("parks.csv")
    }
    subparks = tuple(Subpark(r["park"], r["name"], _split(r["aliases"])) for r in _rows("subparks.csv"))
    metrics = {
        r["id"]: Metric(
            r["id"],
            r["zh"],
            r["en"],
            r["unit"],
            r["kind"],
            r["direction"],
            r["category"],
            r["part_of"] or None,
            r["stands_for"] or None,
            _split(r["aliases_zh"]),
            r["definition"],
            r["source"],
        )
        for r in _rows("metrics.csv")
    }
    digest = hashlib.sha256()
    for name in ("parks.csv", "subparks.csv", "metrics.csv"):
        digest.update(files("parkcmp.lexicon").joinpath(name).read_bytes())
    return Lexicon(parks, subparks, metrics, digest.hexdigest()[:12])

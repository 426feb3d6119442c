"""The package's lexicon from its sources, checked: what `scripts/build-lexicon` compiles and a test compares.

Slow and strict (pydantic); no command calls it.
"""

from __future__ import annotations

from importlib.resources import files

from parkcmp.lexicon.assemble import Parts, assemble
from parkcmp.lexicon.merge import merge
from parkcmp.lexicon.records import Lexicon
from parkcmp.lexicon.validate import parse_entries

SOURCES = ("parks.csv", "subparks.csv", "metrics.toml", "distinct.toml", "regions.csv", "others.csv")


def build_lexicon() -> Lexicon:
    """The lexicon of the source files. Raises LexiconError where one is wrong."""
    parts = Parts()
    for name in SOURCES:
        text = files("parkcmp.lexicon").joinpath(name).read_text(encoding="utf-8")
        merge(parts, parse_entries(text, name, is_csv=name.endswith(".csv")), name, take=False)
    return assemble(parts)

"""The units of units.toml: what is printed, what it counts, and how one becomes an indicator's own unit."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Unit:
    """A printed unit: `base` is the name it is kept under, `kind` money|count|area|length|time|ratio."""

    name: str
    base: str
    kind: str
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Units:
    """All printed units by name, conversions (from, to) → divisor, and interchangeable counting words."""

    by_name: Mapping[str, Unit]
    conversions: Mapping[tuple[str, str], Decimal]
    equivalents: Mapping[str, frozenset[str]]


@cache
def load_units() -> Units:
    """The package's units, loaded once a process."""
    data = tomllib.loads(files("parkcmp.lexicon").joinpath("units.toml").read_text(encoding="utf-8"))
    by_name = {
        name: Unit(name, entry["base"], kind, entry.get("soft", False))
        for kind in ("ratio", "money", "count", "area", "length", "time")
        for entry in data[kind]
        for name in entry["names"]
    }
    conversions = {(c["from"], c["to"]): Decimal(c["divisor"]) for c in data["conversions"]}
    equivalents = {unit: frozenset(names) for unit, names in data["equivalents"].items()}
    return Units(by_name, conversions, equivalents)

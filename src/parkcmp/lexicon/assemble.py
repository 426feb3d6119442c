"""Put checked records together into a Lexicon: every name has one owner, every reference a target.

Knows no file format. Raises LexiconError where two entries claim one name or an id is missing; the version is a
hash of everything that can change a fact.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field

from parkcmp.errors import LexiconError
from parkcmp.lexicon.records import Lexicon, Metric, Park, Region, Subpark
from parkcmp.lexicon.spellings import park_names

_QUOTES = dict.fromkeys(map(ord, '“”"‘’「」『』 \u3000'))
_WIDTHS = {ord("("): "（", ord(")"): "）"}


@dataclass(slots=True)
class Parts:
    """What a lexicon is made of, in the order of its files. `regions` are pairs of a Region and its short names."""

    parks: dict[str, Park] = field(default_factory=dict)
    subparks: list[Subpark] = field(default_factory=list)
    metrics: dict[str, Metric] = field(default_factory=dict)
    distinct: list[str] = field(default_factory=list)
    regions: list[tuple[Region, tuple[str, ...]]] = field(default_factory=list)
    others: dict[str, str] = field(default_factory=dict)


def plain_name(name: str) -> str:
    """A name as it is compared: without quotes and blanks, brackets in one width."""
    return name.translate(_QUOTES).translate(_WIDTHS)


def take_apart(lexicon: Lexicon) -> Parts:
    """The parts of a lexicon, free to be changed: `assemble` makes the very same lexicon of them again."""
    shorts: dict[str, list[str]] = {name: [] for name in lexicon.region_info}
    for name, full in lexicon.regions.items():
        if name != full:
            shorts[full].append(name)
    return Parts(
        parks=dict(lexicon.parks),
        subparks=list(lexicon.subparks),
        metrics=dict(lexicon.metrics),
        distinct=list(lexicon.distinct),
        regions=[(region, tuple(shorts[region.name])) for region in lexicon.region_info.values()],
        others=dict(lexicon.others),
    )


def assemble(parts: Parts) -> Lexicon:
    """The lexicon of these parts. Raises LexiconError where they contradict each other."""
    _check_parks(parts.parks.values())
    _check_subparks(parts)
    _check_references(parts.metrics)
    strong = _owners((m.id, name) for m in parts.metrics.values() for name in m.aliases)
    general = _owners((m.id, name) for m in parts.metrics.values() for name in m.general_aliases)
    for name in general.keys() & strong.keys():
        raise LexiconError(
            f"metrics {strong[name]} and {general[name]}: the name {name} is an alias here and a general one there",
            "keep it in one place",
        )
    for term in parts.distinct:
        owner = strong.get(plain_name(term)) or general.get(plain_name(term))
        if owner:
            raise LexiconError(f"distinct term {term} is a name of the metric {owner}", "take it out of one of the two")
    names = {name: region.name for region, shorts in parts.regions for name in (region.name, *shorts)}
    return Lexicon(
        parks=parts.parks,
        subparks=tuple(parts.subparks),
        metrics=parts.metrics,
        version=_version(parts),
        metric_names=strong,
        general_names=general,
        distinct=tuple(parts.distinct),
        regions=names,
        region_info={region.name: region for region, _ in parts.regions},
        others=parts.others,
    )


def _owners(claims: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    owners: dict[str, str] = {}
    for owner, name in claims:
        first = owners.setdefault(plain_name(name), owner)
        if first != owner:
            raise LexiconError(f"metrics {first} and {owner} share the name {name}", "leave it to one of them")
    return owners


def _check_parks(parks: Collection[Park]) -> None:
    owners: dict[str, str] = {}
    for park in parks:
        for name in park_names(park):
            first = owners.setdefault(name, park.key)
            if first != park.key:
                raise LexiconError(
                    f"parks {first} and {park.key} share the name {name}", "make it a bare name or leave it to one"
                )
    for park in parks:
        for name in park.bare_names:
            if owners.get(name, park.key) != park.key:
                raise LexiconError(f"bare name {name} of {park.key} is a full name of {owners[name]}", "leave it out")


def _check_subparks(parts: Parts) -> None:
    for subpark in parts.subparks:
        if subpark.park not in parts.parks:
            raise LexiconError(f"subpark {subpark.name}: no park has the key {subpark.park}", "see `parkcmp parks`")


def _check_references(metrics: Mapping[str, Metric]) -> None:
    for metric in metrics.values():
        named = [metric.part_of, metric.stands_for, *(i for pair in metric.ratios for i in pair)]
        for other in named:
            if other is not None and other not in metrics:
                raise LexiconError(f"metric {metric.id}: no metric has the id {other}", "see `parkcmp metrics`")


def _version(parts: Parts) -> str:
    content: Sequence[object] = [
        [astuple(park) for park in parts.parks.values()],
        [astuple(subpark) for subpark in parts.subparks],
        [astuple(metric) for metric in parts.metrics.values()],
        parts.distinct,
        [(astuple(region), shorts) for region, shorts in parts.regions],
        sorted(parts.others.items()),
    ]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]

"""Lay checked entries over what is already known: new ones are added, known ones changed field by field.

The package's own files are laid over nothing, a user's over the package's. The later file wins a name: an alias that
a user gives to one metric leaves the metric and the distinct terms that had it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from parkcmp.errors import LexiconError
from parkcmp.lexicon.assemble import Parts, plain_name
from parkcmp.lexicon.records import Metric, Park, Region, Subpark

if TYPE_CHECKING:
    from parkcmp.lexicon.entries import AliasEntry, Entries, MetricEntry, ParkEntry

_NEEDED = ("zh", "unit", "kind")


def merge(parts: Parts, entries: Entries, source: str, *, take: bool = True) -> None:
    """Change `parts` by the entries of the file `source`; `take` lets them take names from others, else `assemble`
    reports the double claim. Raises LexiconError that names file and entry."""
    for park in entries.parks:
        parts.parks[park.key] = _park(park, parts.parks.get(park.key))
    for subpark in entries.subparks:
        record = Subpark(subpark.park, subpark.name, tuple(subpark.aliases), tuple(subpark.bare_names))
        parts.subparks[:] = [s for s in parts.subparks if (s.park, s.name) != (record.park, record.name)]
        parts.subparks.append(record)
    for metric in entries.metrics:
        if take:
            _take_names(parts, [metric.zh or "", *(metric.aliases or ()), *(metric.general or ())])
        parts.metrics[metric.id] = _metric(metric, parts.metrics.get(metric.id), source)
    for alias in entries.aliases:
        _add_names(parts, alias, source)
    parts.distinct += [term for group in entries.distinct for term in group.terms]
    for region in entries.regions:
        record_ = Region(region.name, region.level, region.province)
        parts.regions.append((record_, tuple(region.short_names)))
    parts.others.update((other.name, other.kind) for other in entries.others)


def _metric(entry: MetricEntry, known: Metric | None, source: str) -> Metric:
    if known is None:
        for name in _NEEDED:
            if getattr(entry, name) is None:
                raise LexiconError(
                    f"lexicon {source}: [[metrics]] ({entry.id}): {name} is missing, and no metric has that id yet",
                    f"add {name}, or mend the id",
                )
        if entry.id.endswith("_growth"):
            raise LexiconError(
                f"lexicon {source}: [[metrics]] ({entry.id}): ids ending in _growth mean the growth of a metric",
                "choose another id",
            )
        zh = entry.zh or ""
        known = Metric(
            entry.id, zh, entry.en or zh, entry.unit or "", entry.kind or "", "higher", "own", None, None, (zh,), "", ""
        )
    changes: dict[str, Any] = {
        name: value
        for name in (
            "zh",
            "en",
            "unit",
            "kind",
            "direction",
            "category",
            "part_of",
            "stands_for",
            "definition",
            "source",
        )
        if (value := getattr(entry, name)) is not None
    }
    zh = changes.get("zh", known.zh)
    aliases = known.aliases if entry.aliases is None else tuple(entry.aliases)
    changes["aliases"] = tuple(dict.fromkeys((zh, *aliases)))
    if entry.general is not None:
        changes["general_aliases"] = tuple(dict.fromkeys(entry.general))
    if entry.ratios:
        changes["ratios"] = tuple((a, b) for a, b in entry.ratios)
    return replace(known, **changes)


def _park(entry: ParkEntry, known: Park | None) -> Park:
    if known is None:
        official = entry.official_name or f"{entry.key}高新技术产业开发区"
        known = Park(entry.key, official, f"{entry.key}高新区", "", (), (), (), "", "", "", "", "")
    changes: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name in type(entry).model_fields
        if name != "key" and (value := getattr(entry, name)) is not None
    }
    return replace(known, **changes)


def _add_names(parts: Parts, entry: AliasEntry, source: str) -> None:
    if entry.id in parts.metrics:
        _take_names(parts, [*entry.names, *entry.general])
        metric = parts.metrics[entry.id]
        parts.metrics[entry.id] = replace(
            metric,
            aliases=tuple(dict.fromkeys((*metric.aliases, *entry.names))),
            general_aliases=tuple(dict.fromkeys((*metric.general_aliases, *entry.general))),
        )
    elif entry.id in parts.parks:
        park = parts.parks[entry.id]
        parts.parks[entry.id] = replace(
            park,
            aliases=tuple(dict.fromkeys((*park.aliases, *entry.names))),
            bare_names=tuple(dict.fromkeys((*park.bare_names, *entry.general))),
        )
    else:
        raise LexiconError(
            f"lexicon {source}: [[aliases]] ({entry.id}): no metric has that id and no park that key",
            "see `parkcmp metrics` and `parkcmp parks`",
        )


def _take_names(parts: Parts, names: list[str]) -> None:
    """Free these names from whoever else has them; a metric's own Chinese name cannot be taken."""
    taken = {plain_name(name) for name in names if name}
    if not taken:
        return
    parts.distinct[:] = [term for term in parts.distinct if plain_name(term) not in taken]
    for metric in list(parts.metrics.values()):
        held = (*metric.aliases[1:], *metric.general_aliases)
        if taken & {plain_name(name) for name in held}:
            parts.metrics[metric.id] = replace(
                metric,
                aliases=(metric.zh, *(n for n in metric.aliases[1:] if plain_name(n) not in taken)),
                general_aliases=tuple(n for n in metric.general_aliases if plain_name(n) not in taken),
            )

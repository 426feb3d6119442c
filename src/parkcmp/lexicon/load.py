"""Load the lexicon that ships with the package, in a few milliseconds: it was checked and compiled when it was built.

`scripts/build-lexicon` writes compiled.json from the TOML and CSV files beside it; a test holds the two together.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from parkcmp.lexicon.records import Lexicon, Metric, Park, Region, Subpark

COMPILED = "compiled.json"


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of the package, loaded once a process."""
    return read_compiled(Path(__file__).with_name(COMPILED).read_text(encoding="utf-8"))


def write_compiled(lexicon: Lexicon) -> str:
    """A lexicon as compiled text: records as arrays in the order of their fields, one a line."""
    shorts: dict[str, list[str]] = {name: [] for name in lexicon.region_info}
    for name, full in lexicon.regions.items():
        if name != full:
            shorts[full].append(name)
    content: dict[str, list[Any]] = {
        "version": [lexicon.version],
        "parks": [_fields(park) for park in lexicon.parks.values()],
        "subparks": [_fields(subpark) for subpark in lexicon.subparks],
        "metrics": [_fields(metric) for metric in lexicon.metrics.values()],
        "distinct": list(lexicon.distinct),
        "regions": [[*_fields(region), shorts[region.name]] for region in lexicon.region_info.values()],
        "others": [list(pair) for pair in lexicon.others.items()],
        "metric_names": [list(pair) for pair in lexicon.metric_names.items()],
        "general_names": [list(pair) for pair in lexicon.general_names.items()],
    }
    blocks = (
        f'"{name}":[\n' + ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows) + "]"
        for name, rows in content.items()
    )
    return "{" + ",\n".join(blocks) + "}\n"


def read_compiled(text: str) -> Lexicon:
    """The lexicon that `write_compiled` wrote."""
    data: dict[str, list[Any]] = json.loads(text)
    parks = {row[0]: Park(*map(_tuples, row)) for row in data["parks"]}
    metrics = {row[0]: Metric(*map(_tuples, row)) for row in data["metrics"]}
    regions: dict[str, str] = {}
    region_info: dict[str, Region] = {}
    for name, level, province, shorts in data["regions"]:
        region_info[name] = Region(name, level, province)
        regions[name] = name
        for short in shorts:
            regions[short] = name
    return Lexicon(
        parks=parks,
        subparks=tuple(Subpark(*map(_tuples, row)) for row in data["subparks"]),
        metrics=metrics,
        version=data["version"][0],
        metric_names=dict(data["metric_names"]),
        general_names=dict(data["general_names"]),
        distinct=tuple(data["distinct"]),
        regions=regions,
        region_info=region_info,
        others=dict(data["others"]),
    )


def _fields(record: Park | Subpark | Metric | Region) -> list[Any]:
    return [getattr(record, name) for name in record.__slots__]


def _tuples(value: Any) -> Any:
    """JSON's arrays as the tuples that records hold."""
    return tuple(map(_tuples, value)) if isinstance(value, list) else value

"""Check lexicon files, the package's and the user's, entry by entry, and say in one line what is wrong and what to do.

The only place where the lexicon meets pydantic. A file is TOML ([[metrics]], [[parks]], [[subparks]], [[aliases]],
[[distinct]]) or a CSV in the shipped form, told by its header. Nothing is merged here and nothing is assumed: fields
that are absent stay None, for `user.py` to keep or to default.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from parkcmp.errors import LexiconError

_HEADERS = {"id": "metrics", "key": "parks", "park": "subparks", "name": "regions"}
_CSV_NAMES = {"aliases_zh": "aliases"}
_CSV_IGNORED = {"scored", "confidence", "note"}


def _split(value: object) -> object:
    """A CSV cell `a|b` as its parts; TOML gives arrays."""
    return [part for part in value.split("|") if part] if isinstance(value, str) else value


def _pairs(value: object) -> object:
    """A CSV cell `a/b|c/d` as pairs."""
    return [part.split("/") for part in value.split("|") if part] if isinstance(value, str) else value


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=60, pattern=r"^[^\n\t|]+$")]
Names = Annotated[list[Name], BeforeValidator(_split)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
MetricId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,60}$")]
ParkKey = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=20)]
Unit = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=12)]
Number = Annotated[str, StringConstraints(pattern=r"^-?\d+(\.\d+)?$")]


class Entry(BaseModel):
    """One entry of a file: unknown fields are mistakes, and nothing is coerced."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Example(Entry):
    """A clause and the value, in the metric's unit, that it states."""

    text: Text
    value: Number


class MetricEntry(Entry):
    """An indicator, or what is to change of one."""

    id: MetricId
    zh: Name | None = None
    en: Text | None = None
    unit: Unit | None = None
    kind: Literal["flow", "stock", "ratio", "rank", "index"] | None = None
    direction: Literal["higher", "lower", "none"] | None = None
    category: Text | None = None
    part_of: MetricId | None = None
    stands_for: MetricId | None = None
    aliases: Names | None = None
    general: Names | None = None
    ratios: Annotated[list[Annotated[list[MetricId], Field(min_length=2, max_length=2)]], BeforeValidator(_pairs)] = (
        Field(default_factory=list)
    )
    definition: Text | None = None
    source: Text | None = None
    examples: list[Example] = Field(default_factory=list)
    rejects: list[Text] = Field(default_factory=list)


class ParkEntry(Entry):
    """A zone, or what is to change of one."""

    key: ParkKey
    official_name: Name | None = None
    short_name: Name | None = None
    pinyin: Annotated[str, StringConstraints(pattern=r"^[a-z]*$")] | None = None
    aliases: Names | None = None
    bare_names: Names | None = None
    typed_names: Names | None = None
    province: Name | None = None
    city: Name | None = None
    region: Literal["东部", "中部", "西部", "东北"] | None = None
    approved: Annotated[str, StringConstraints(pattern=r"^(\d{4}(\.\d{2})?)?$")] | None = None
    admin_code: Annotated[str, StringConstraints(pattern=r"^(\d{6})?$")] | None = None
    source: Text | None = None


class SubparkEntry(Entry):
    """A part of a zone."""

    park: ParkKey
    name: Name
    aliases: Names = Field(default_factory=list)
    bare_names: Names = Field(default_factory=list)


class AliasEntry(Entry):
    """More names of a metric (by id) or a park (by key)."""

    id: Name
    names: Names = Field(default_factory=list)
    general: Names = Field(default_factory=list)


class DistinctEntry(Entry):
    """Terms that are no metric's, and why."""

    reason: Text
    terms: Names


class RegionEntry(Entry):
    """An administrative division with its short names."""

    name: Name
    short_names: Names = Field(default_factory=list)
    level: Literal["country", "area", "province", "city", "county", "district"]
    province: Text = ""


class OtherEntry(Entry):
    """A name that holds a park's name and is something else."""

    name: Name
    kind: Literal["firm", "zone", "place", "event"]


class Entries(Entry):
    """All that one file says."""

    metrics: list[MetricEntry] = Field(default_factory=list)
    parks: list[ParkEntry] = Field(default_factory=list)
    subparks: list[SubparkEntry] = Field(default_factory=list)
    aliases: list[AliasEntry] = Field(default_factory=list)
    distinct: list[DistinctEntry] = Field(default_factory=list)
    regions: list[RegionEntry] = Field(default_factory=list)
    others: list[OtherEntry] = Field(default_factory=list)


def read_entries(path: Path) -> Entries:
    """The entries of a lexicon file. Raises LexiconError that names the file, the entry and the remedy."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise LexiconError(f"lexicon {path}: {error.strerror or error}", "check the path of --lexicon") from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"lexicon {path}: not UTF-8 at byte {error.start}", "save it as UTF-8") from error
    return parse_entries(text, str(path), is_csv=path.suffix.lower() in (".csv", ".tsv"))


def parse_entries(text: str, name: str, *, is_csv: bool) -> Entries:
    """The entries of a file's text; `name` is how errors call it. Raises LexiconError."""
    data = _csv(text, name) if is_csv else _toml(text, name)
    try:
        return Entries.model_validate(data)
    except ValidationError as error:
        raise _lexicon_error(error, data, name, is_csv=is_csv) from error


def _toml(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"lexicon {name}: not valid TOML: {error}", "mend it there; strings stand in quotes") from error


def _csv(text: str, name: str) -> dict[str, Any]:
    reader = csv.DictReader(text.splitlines(), strict=True, restkey="", delimiter="\t" if name.endswith(".tsv") else ",")
    header = reader.fieldnames or [""]
    kind = "others" if "kind" in header and header[0] == "name" else _HEADERS.get(header[0] or "")
    if kind is None:
        raise LexiconError(
            f"lexicon {name}: the header starts with {header[0]!r}", "start it with id (metrics), key (parks) or park"
        )
    rows = []
    try:
        for number, row in enumerate(reader, 2):
            if "" in row or None in row.values():
                raise LexiconError(f"lexicon {name}: line {number}: not {len(header)} cells", "quote cells with commas")
            cells = {_CSV_NAMES.get(key, key): cell for key, cell in row.items() if key not in _CSV_IGNORED}
            rows.append({key: cell for key, cell in cells.items() if cell})
    except csv.Error as error:
        raise LexiconError(f"lexicon {name}: line {reader.line_num}: {error}", "mend the quotes there") from error
    return {kind: rows}


def _lexicon_error(error: ValidationError, data: Mapping[str, Any], name: str, *, is_csv: bool) -> LexiconError:
    """The first mistake that pydantic found, as a person would say it."""
    first = error.errors(include_url=False)[0]
    location = first["loc"]
    table = str(location[0])
    where = f"lexicon {name}"
    if len(location) > 1 and isinstance(location[1], int):
        entry = data[table][location[1]]
        label = next((entry[k] for k in ("id", "key", "name", "reason") if isinstance(entry, dict) and k in entry), "?")
        place = f"line {location[1] + 2}" if is_csv else f"[[{table}]] {location[1] + 1}"
        where += f": {place} ({label})"
    field = ".".join(str(part) for part in location[2:] if part != "function-before[_split(), list]")
    return LexiconError(f"{where}: {field + ': ' if field else ''}{_fault(first['type'], first)}", _remedy(first, table))


def _fault(kind: str, first: Any) -> str:
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return f"{first['loc'][-1]} is not a field of a lexicon"
    return f"{_short(first['input'])} is wrong: {first['msg'][0].lower()}{first['msg'][1:]}"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "…"


def _remedy(first: Any, table: str) -> str:
    kind, field = first["type"], str(first["loc"][-1])
    if kind == "missing":
        return f"add {field} to the entry"
    if kind == "extra_forbidden":
        import difflib

        known = list(Entries.model_fields) if len(first["loc"]) == 1 else _fields_of(table)
        near = difflib.get_close_matches(field, known, 1)
        return f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
    if kind == "literal_error":
        return f"write {first['ctx']['expected']}"
    if kind == "string_too_short":
        return "a name has at least two characters, else it would match everywhere"
    if kind == "string_type":
        return "write it in quotes"
    if kind == "list_type":
        return 'write an array: ["…", "…"]'
    if kind == "string_pattern_mismatch":
        return f"write it like {_SAMPLES.get(field, _SAMPLES.get(table, 'the shipped entries'))}"
    return "see the shipped entries for the form"


_SAMPLES = {
    "id": "hitech_firms (small letters, digits, _)",
    "pinyin": "xinxiang",
    "approved": "2012.08",
    "admin_code": "410700",
    "value": "268 or 12.16",
}


def _fields_of(table: str) -> list[str]:
    models: dict[str, type[BaseModel]] = {
        "metrics": MetricEntry,
        "parks": ParkEntry,
        "subparks": SubparkEntry,
        "aliases": AliasEntry,
        "distinct": DistinctEntry,
        "regions": RegionEntry,
        "others": OtherEntry,
    }
    return list(models[table].model_fields) if table in models else re.split(" ", " ".join(models))

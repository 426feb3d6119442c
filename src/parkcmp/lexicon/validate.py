"""Check lexicon files, the package's and the user's, entry by entry, and say in one line what is wrong and what to do.

A file is TOML ([[metrics]], [[parks]], [[subparks]], [[aliases]] …) or a CSV in the shipped form, told by its header.
Nothing is merged here and nothing is assumed.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from parkcmp.errors import LexiconError
from parkcmp.lexicon.entries import TABLES, Entries

_HEADERS = {"id": "metrics", "key": "parks", "park": "subparks", "name": "regions"}
_CSV_NAMES = {"aliases_zh": "aliases"}
_CSV_IGNORED = {"scored", "confidence", "note"}


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
    return check_entries(_csv(text, name) if is_csv else _toml(text, name), name, is_csv=is_csv)


def check_entries(data: Mapping[str, Any], name: str, *, is_csv: bool = False) -> Entries:
    """Tables of entries, as TOML gives them, checked. Raises LexiconError."""
    try:
        return Entries.model_validate(data)
    except ValidationError as error:
        raise _lexicon_error(error, data, name, is_csv=is_csv) from error


def _toml(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(
            f"lexicon {name}: not valid TOML: {error}", "mend it there; strings stand in quotes"
        ) from error


def _csv(text: str, name: str) -> dict[str, Any]:
    reader = csv.DictReader(
        text.splitlines(), strict=True, restkey="", delimiter="\t" if name.endswith(".tsv") else ","
    )
    try:
        header = reader.fieldnames or [""]
    except csv.Error as error:
        raise _not_csv(error, reader.line_num, name) from error
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
        raise _not_csv(error, reader.line_num, name) from error
    return {kind: rows}


def _not_csv(error: csv.Error, line: int, name: str) -> LexiconError:
    return LexiconError(f"lexicon {name}: line {line}: {error}", "mend the quotes there")


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
    return LexiconError(f"{where}: {_fault(first, field)}", _remedy(first, table))


def _fault(first: Any, field: str) -> str:
    if first["type"] == "missing":
        return f"{field} is missing"
    if first["type"] == "extra_forbidden":
        return f"{first['loc'][-1]} is not a field of a lexicon"
    return f"{field}: {_short(first['input'])} is wrong: {first['msg'][0].lower()}{first['msg'][1:]}"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "…"


def _remedy(first: Any, table: str) -> str:
    kind, field = first["type"], str(first["loc"][-1])
    if kind == "missing":
        return f"add {field} to the entry"
    if kind == "extra_forbidden":
        import difflib

        known = list(TABLES[table].model_fields if len(first["loc"]) > 1 else TABLES)
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

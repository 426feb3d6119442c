"""JSON and JSON lines: numbers as plain digits without exponent or loss, Chinese as itself.

The object's keys are stable: `schema_version` is raised when one changes its meaning or goes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from parkcmp.intervals import Interval
from parkcmp.query.answer import Note, Value
from parkcmp.render.cells import OBEYED, text

SCHEMA_VERSION = 1

# Legal in JSON, but a terminal obeys them, and a lone surrogate is no UTF-8.
_RISKY = re.compile(f"[{OBEYED}]")


def jsonl(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """One object a line."""
    for row in rows:
        yield encode(dict(zip(columns, row, strict=True))) + "\n"


def json_object(
    columns: Sequence[str],
    rows: Sequence[Sequence[Value]],
    notes: Iterable[Note],
    query: Mapping[str, object],
    reference: Sequence[Sequence[Value]] = (),
) -> Iterator[str]:
    """The pieces of one object of `schema_version`, `query`, `rows` and `notes`, a row a line; and `reference`, in the
    form of `rows`, where there is any."""
    yield f'{{\n"schema_version": {SCHEMA_VERSION},\n"query": {encode(query)},\n"rows": ['
    for index, row in enumerate(rows):
        yield ("," if index else "") + "\n" + encode(dict(zip(columns, row, strict=True)))
    yield ("\n" if rows else "") + '],\n"notes": ['
    for index, note in enumerate(notes):
        yield ("," if index else "") + "\n" + encode({"code": note.code, "en": note.en, "zh": note.zh})
    yield "]"
    if reference:
        yield ',\n"reference": ' + encode([dict(zip(columns, row, strict=True)) for row in reference])
    yield "\n}\n"


def encode(value: object) -> str:
    """JSON of plain values; a Decimal keeps all its digits."""
    if isinstance(value, Decimal):
        return text(value)
    if isinstance(value, Interval):
        return encode(text(value))
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{encode(str(k))}: {encode(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(encode(item) for item in value) + "]"
    return _RISKY.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(value, ensure_ascii=False))

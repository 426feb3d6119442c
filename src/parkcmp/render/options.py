"""How an answer is to be printed: the common options of all commands that print data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Format(StrEnum):
    """The formats of cli.md."""

    TABLE = "table"
    TSV = "tsv"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    MD = "md"


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """`format` None: by the ending of `output`, else a table on a terminal and TSV in a pipe. `lang`: zh or en."""

    format: Format | None = None
    output: Path | None = None
    header: bool = True
    columns: tuple[str, ...] | None = None
    bom: bool = False
    lang: str = "en"

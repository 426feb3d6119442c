"""What a person may say about output: its format, place and language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Format(StrEnum):
    """The formats of every command that prints rows."""

    TABLE = "table"
    TSV = "tsv"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    MD = "md"


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """`format` None: by the ending of `output`, else a table on a terminal and TSV in a pipe. `columns` None: all."""

    format: Format | None = None
    output: Path | None = None
    header: bool = True
    columns: tuple[str, ...] | None = None
    bom: bool = False
    lang: str = "en"

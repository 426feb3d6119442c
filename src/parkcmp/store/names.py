"""A file's path as DuckDB takes it: text in UTF-8, whatever the locale calls the same bytes."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from parkcmp.errors import StoreError


def name_for_duckdb(path: Path) -> str:
    """The path, absolute so that it is never taken for :memory: or a remote database.

    Below a folder whose own name is not in UTF-8 it is relative to the working folder, where that makes it UTF-8.
    Raises StoreError where nothing does.
    """
    real = os.path.realpath(path)
    if os.name == "nt":  # names are text there
        return real
    raw = os.fsencode(real)
    with contextlib.suppress(UnicodeDecodeError):
        return raw.decode("utf-8")
    with contextlib.suppress(UnicodeDecodeError):
        return "./" + os.path.relpath(raw).decode("utf-8")
    raise StoreError(
        f"the name of {path} is not in UTF-8, and DuckDB opens no other",
        "give the file an ASCII name and start in its folder, or use a locale of UTF-8 (LC_ALL=C.UTF-8)",
    )

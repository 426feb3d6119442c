"""Copies of a database file: complete and on disk, or absent. The file must be closed, or kept from being written."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from parkcmp.errors import StoreError

_BLOCK = 1 << 20


def copy_whole(source: Path, target: Path) -> None:
    """Copy to a file beside the target and move it there, all of it on disk. Raises StoreError."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:50]}.")
        try:
            with os.fdopen(handle, "wb") as draft, source.open("rb") as original:
                shutil.copyfileobj(original, draft, _BLOCK)
                draft.flush()
                os.fsync(draft.fileno())
            shutil.copymode(source, name)
            Path(name).replace(target)
        finally:
            with contextlib.suppress(FileNotFoundError):
                Path(name).unlink()
    except OSError as failure:
        raise StoreError(f"cannot copy {source} to {target}: {failure.strerror}", "name another place") from failure

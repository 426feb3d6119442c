"""An archive of made-up documents, `parkcmp` on it as a process, and the database as one text to compare."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from parkcmp.store import connect

ROOT = Path(__file__).parent.parent.parent
PARKCMP = str(Path(sys.executable).with_name("parkcmp"))
_TABLES = ("documents", "facts", "unexplained", "files", "fingerprints", "reprints", "parks", "metrics")


def load_script(name: str) -> ModuleType:
    """A module of scripts/."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def start(folder: Path, *arguments: str, **settings: Any) -> subprocess.Popen[str]:
    """`parkcmp ARGUMENTS` in `folder`, in English."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PARKCMP_", "LC_", "LANG"))}
    return subprocess.Popen(
        [PARKCMP, *arguments],
        cwd=folder,
        env={**kept, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        **settings,
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, list[str]]:
    """Exit code and lines of stderr."""
    _, said = process.communicate()
    return process.returncode, said.splitlines()


def export(path: Path) -> str:
    """All rows of all tables in one order, as text."""
    with connect(path) as database:
        return "\n".join(
            f"{table}\t{row!r}" for table in _TABLES for row in database.fetch(f"SELECT * FROM {table} ORDER BY ALL")
        )


def stated(path: Path) -> set[tuple[Any, ...]]:
    """What the database says, as planted facts say it, with the part of each document's text that names it."""
    with connect(path) as database:
        return set(
            database.fetch(
                "SELECT regexp_extract(d.path, '[0-9]{6}'), f.entity, f.metric, f.measure, f.value, f.unit, f.period"
                " FROM facts AS f JOIN documents AS d USING (document)"
            )
        )

"""What the generated parts of README.md and docs/ are made of; `scripts/docs` runs it through cog.

A block of a page says what it shows, `shell("parkcmp rank …")` for example, and cog puts the output below it. Commands
run in a fresh folder a page, on a terminal of a known size, so that a page shows what its reader will see.
"""

from __future__ import annotations

import fcntl
import inspect
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import cogapp

from parkcmp import errors
from parkcmp.extract.quantities import find_quantities
from parkcmp.intervals import Reading, interval
from parkcmp.lexicon.load import load_lexicon

ROOT = Path(__file__).parent.parent
_folders: list[tempfile.TemporaryDirectory[str]] = []


def page(*commands: str) -> None:
    """Begin a page: a fresh folder with the samples in it, and these commands run unseen."""
    _folders.append(tempfile.TemporaryDirectory(prefix="parkcmp-docs-"))
    Path(_folders[-1].name, "data").symlink_to(ROOT / "data")
    for command in commands:
        _run(command, "en", 100, 0)


def shell(command: str, *, lang: str = "en", width: int = 100, exit_code: int = 0) -> None:
    """Show a command and what it prints on a terminal `width` cells wide. It must end with `exit_code`."""
    screen = _run(command, lang, width, exit_code)
    print(f"```console\n$ {command}\n{screen.rstrip()}\n```")


def screen(command: str, *, lang: str = "en", width: int = 100) -> str:
    """What a command prints on such a terminal, for who draws it."""
    return _run(command, lang, width, 0)


def folder() -> Path:
    """The folder of the page that was begun last."""
    return Path(_folders[-1].name)


def _run(command: str, lang: str, width: int, exit_code: int) -> str:
    terminal, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    # No LC_ALL: a shell warns of a locale that the machine has not got, and a bare one has none but C.
    locale = {"LC_CTYPE": "C.UTF-8", "LANG": {"en": "en_US.UTF-8", "zh": "zh_CN.UTF-8"}[lang]}
    env = {"PATH": path, "HOME": _folders[-1].name, "TERM": "dumb", "NO_COLOR": "1", **locale}
    process = subprocess.Popen(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=_folders[-1].name,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=other,
        stderr=other,
    )
    os.close(other)
    printed = bytearray()
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # Linux says EIO where the last writer has closed
            break
        if not piece:
            break
        printed += piece
    os.close(terminal)
    screen = printed.decode().replace("\r\n", "\n")
    if process.wait() != exit_code:
        last = "\n".join(screen.rstrip().splitlines()[-5:])
        raise cogapp.CogUserException(f"{command!r} ended with {process.returncode}, not {exit_code}: … {last}")
    return "\n".join(line.rstrip() for line in screen.split("\n"))


def commands() -> list[str]:
    """The names of all commands, subcommands after their parent: `db`, `db check`."""
    names = []
    for name in _listed("parkcmp"):
        names += [name, *(f"{name} {below}" for below in _listed(f"parkcmp {name}"))]
    return names


def _listed(command: str) -> list[str]:
    text = _run(f"{command} --help", "en", 100, 0)
    _, _, table = text.partition("\nCommands:\n")
    return re.findall(r"^  (\w[\w-]*)", table.partition("\n\n")[0], flags=re.MULTILINE)


def help_pages() -> None:
    """The help page of every command."""
    for name in commands():
        print(f"## parkcmp {name}\n")
        shell(f"parkcmp {name} --help")
        print()


def exit_codes() -> None:
    """A row for each exit code, from the errors that carry it."""
    meanings = {0: "Done. Also where there are no rows: a note on stderr says so.", 130: "Interrupted (Ctrl-C)."}
    meanings[1] = "Findings, where a command documents that."
    for failure in vars(errors).values():
        if isinstance(failure, type) and issubclass(failure, errors.ParkcmpError) and failure.__bases__ != (Exception,):
            said = re.sub(r" \(exit \d\)", "", inspect.getdoc(failure) or "")
            meanings[failure.exit_code] = " ".join([*filter(None, [meanings.get(failure.exit_code)]), said])
    _table(["code", "meaning"], [[str(code), meanings[code]] for code in sorted(meanings)])


def schema() -> None:
    """Every table and view of a live database with the meanings that it carries itself.

    A column of a view that says nothing means what the column of that name in the facts or the observations means.
    """
    import duckdb

    with duckdb.connect(str(Path(_folders[-1].name, "parkcmp.duckdb")), read_only=True) as database:
        relations = database.sql(
            "SELECT table_name, 'A table.', comment FROM duckdb_tables()"
            " WHERE schema_name = 'main' AND table_name <> 'schema_migrations' UNION ALL"
            " SELECT view_name, 'A view.', comment FROM duckdb_views() WHERE NOT internal ORDER BY 2 DESC, 1"
        ).fetchall()
        columns = database.sql(
            "SELECT table_name, column_name, data_type, comment FROM duckdb_columns()"
            " WHERE NOT internal AND schema_name = 'main' ORDER BY table_name, column_index"
        ).fetchall()
    said = {(relation, column): comment for relation, column, _, comment in columns if comment}
    for relation, kind, meaning in relations:
        print(f"## {relation}\n\n{kind} {_required(meaning, relation)}.\n")
        rows = []
        for of, column, type_, _ in columns:
            if of == relation:
                meanings = [said.get((place, column)) for place in (relation, "facts", "observations")]
                rows.append([f"`{column}`", type_, _required(next(filter(None, meanings), None), f"{of}.{column}")])
        _table(["column", "type", "meaning"], rows)
        print()


def _required(meaning: str | None, name: str) -> str:
    if not meaning:
        raise cogapp.CogUserException(f"nothing says what {name} means; give it a COMMENT in its migration")
    return meaning


def intervals(*examples: str) -> None:
    """A row for each printed number: what it stands for under both readings, computed by the program."""
    rows = []
    for example in examples:
        (found,) = find_quantities(example)
        scale = Decimal(10**8) if found.unit == "元" else Decimal(1)
        cells = []
        for reading in Reading:
            allowed = interval(found.value, found.high, found.bound, found.form, found.last, found.round, reading)
            low, high = (
                None if end is None else f"{(end / scale).normalize():f}" for end in (allowed.low, allowed.high)
            )
            left, right = (
                "(["[not allowed.low_open and low is not None],
                ")]"[not allowed.high_open and high is not None],
            )
            cells.append(f"{left}{low or '-∞'}, {high or '∞'}{right}")
        rows.append([example, cells[0], "the same" if cells[0] == cells[1] else cells[1]])
    _table(["printed", "printed reading (default)", "literal reading"], rows)


def indicators() -> None:
    """The indicator dictionary: a table for each category."""
    metrics = load_lexicon().metrics.values()
    for category in dict.fromkeys(metric.category for metric in metrics):
        print(f"## {category.capitalize()}\n")
        rows = []
        for metric in metrics:
            if metric.category != category:
                continue
            relations = []
            if metric.stands_for:
                relations.append(f"Stands for `{metric.stands_for}` where that is missing, marked.")
            if metric.part_of:
                relations.append(f"Part of `{metric.part_of}`.")
            also = "、".join(alias for alias in metric.aliases if alias != metric.zh)
            meaning = " ".join([metric.definition, *relations]).strip()
            unit = f"{metric.unit}, {metric.kind}"
            rows.append([f"`{metric.id}`", metric.zh, metric.en, unit, metric.direction, also, meaning])
        _table(["id", "Chinese", "English", "unit, kind", "better", "also written", "meaning"], rows)
        print()


def entries() -> None:
    """The tables of a lexicon file and their fields, from the models that check them."""
    from parkcmp.lexicon.entries import TABLES

    rows = [
        [f"`[[{name}]]`", inspect.getdoc(model) or "", ", ".join(f"`{field}`" for field in model.model_fields)]
        for name, model in TABLES.items()
    ]
    _table(["table", "an entry is", "fields"], rows)


def _table(head: list[str], rows: Iterable[Iterable[str]]) -> None:
    for row in [head, ["---"] * len(head), *rows]:
        print("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |")

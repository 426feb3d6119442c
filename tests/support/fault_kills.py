"""SIGKILL and SIGINT at random moments of what writes: ingest, migrate, review, and export to files."""

from __future__ import annotations

import lzma
import shutil
import time
from pathlib import Path
from typing import Any

import duckdb
from archives import ROOT
from fault_world import SIGNALS, Contents, Row, World, contents, judge, judge_end

from parkcmp.store.migrate import migrations

NEWEST = migrations()[-1][0]


def remove(database: Path) -> None:
    """A database and what lies beside it."""
    for path in database.parent.glob(f"{database.name}*"):
        path.unlink()
    (database.parent / f".{database.name}.new").unlink(missing_ok=True)


def kill_ingest(world: World, times: int) -> list[Row]:
    """An archive is ingested again and again; each time it goes on where the last time was struck."""
    rows = []
    for how in SIGNALS:
        row = Row(f"{how.name} in ingest")
        database = world.folder / "struck.duckdb"
        before: Contents = {}
        for number in range(times):
            if len(before) == len(world.truth):
                remove(database)
                before = {}
            words = ["ingest", "archive", "--db", database.name, "--workers", str(1 + number % 2)]
            done = world.strike(words, how, world.draw.uniform(0, 1.2 * world.seconds))
            row.tried += 1
            judge_end(row, done, struck=how)
            before = judge(row, database, before, world.truth)
        world.expect(world.run("ingest", "archive", "--db", database.name, "--wait", "60"))
        if contents(database) != world.truth:
            row.wrong.append("resumed to the end, it is not what an undisturbed run makes")
        remove(database)
        rows.append(row)
    return rows


def old_rows(path: Path, columns: dict[str, list[str]] | None = None) -> dict[str, tuple[list[str], list[Any]]]:
    """All rows of a file of any schema, or of those tables and columns only."""
    with duckdb.connect(str(path), read_only=True) as connection:
        names = columns or {t: [] for (t,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        found = {}
        for name, wanted in names.items():
            if name != "schema_migrations":
                list_ = ", ".join(f'"{c}"' for c in wanted) or "*"
                cursor = connection.execute(f'SELECT {list_} FROM "{name}" ORDER BY ALL')
                found[name] = ([c[0] for c in cursor.description or ()], cursor.fetchall())
        return found


def kill_migrate(world: World, times: int) -> list[Row]:
    """Files of older schemas are brought forward."""
    rows = []
    packed = [ROOT / "tests" / "store" / "schemas" / f"schema-{n}.duckdb.xz" for n in range(1, NEWEST)]
    originals = [lzma.decompress(path.read_bytes()) for path in packed]
    database = world.folder / "old.duckdb"
    for how in SIGNALS:
        row = Row(f"{how.name} in db migrate")
        for number in range(times):
            remove(database)
            original = originals[number % len(originals)]
            database.write_bytes(original)
            before = old_rows(database)
            done = world.strike(["db", "migrate", "--db", database.name], how, world.draw.uniform(0, 0.8))
            row.tried += 1
            judge_end(row, done, struck=how)
            for copy in database.parent.glob("old.duckdb.schema-*.bak"):
                if copy.read_bytes() != original:
                    row.wrong.append("a copy that is none")
            again = world.run("db", "migrate", "--db", database.name)
            if again.code:
                row.wrong.append(f"the next command: {again.err.strip()[-200:]}")
                continue
            kept = old_rows(database, {name: columns for name, (columns, _) in before.items()})
            row.lost += kept != before
        remove(database)
        rows.append(row)
    return rows


def kill_review(world: World, times: int) -> list[Row]:
    """Decisions of people, one command each."""
    rows = []
    for how in SIGNALS:
        row = Row(f"{how.name} in review")
        database = world.folder / "reviewed.duckdb"
        shutil.copy(world.whole, database)
        facts = [r[0] for r in old_rows(database, {"facts": ["fact_id"]})["facts"][1]]
        known: set[Any] = set()
        for number in range(times):
            fact = facts[number % len(facts)]
            decision = (["accept"], ["reject"], ["correct", "--value", str(number)])[number % 3]
            words = ["review", fact, *decision, "--reason", "tried", "--db", database.name]
            done = world.strike(words, how, world.draw.uniform(0, 0.8))
            row.tried += 1
            judge_end(row, done, struck=how)
            judge(row, database, world.truth, world.truth)
            decided = set(old_rows(database, {"reviews": ["fact_id", "decision", "reason"]})["reviews"][1])
            if not known <= decided or len(decided) > len(known) + 1:
                row.lost += 1
            if done.code == 0 and (fact, decision[0], "tried") not in decided:
                row.wrong.append("exit 0 and nothing stored")
            known = decided
        remove(database)
        rows.append(row)
    return rows


def kill_export(world: World, times: int) -> list[Row]:
    """Files appear whole or stay what they were; the database is not touched."""
    rows = []
    commands = {"x.csv": ["export"], "x.json": ["export"], "r.html": ["report"]}
    whole: dict[str, bytes] = {}
    took: dict[str, float] = {}
    for name, command in commands.items():
        began = time.monotonic()
        world.expect(world.run(*command, name, "--db", world.whole.name))
        took[name] = time.monotonic() - began
        whole[name] = (world.folder / name).read_bytes()
    untouched = world.whole.read_bytes()
    for how in SIGNALS:
        row = Row(f"{how.name} in export and report")
        for number in range(times):
            name = list(commands)[number % len(commands)]
            target = world.folder / name
            target.write_text("what was there")
            words = [*commands[name], name, "--db", world.whole.name]
            done = world.strike(words, how, world.draw.uniform(0, 1.1 * took[name]))
            row.tried += 1
            judge_end(row, done, struck=how)
            found = target.read_bytes()
            row.partial += found not in (b"what was there", whole[name])
            if done.code == 0 and found != whole[name]:
                row.wrong.append("exit 0 and not written")
        if world.whole.read_bytes() != untouched:
            row.wrong.append("a reading command wrote to the database")
        for draft in world.folder.glob(".*"):
            if draft.is_file():
                draft.unlink()
        rows.append(row)
    return rows

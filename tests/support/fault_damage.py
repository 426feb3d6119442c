"""Damage to the database file: bits flipped, the end cut off, logs left behind, torn or foreign."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path

import duckdb
from fault_kills import remove
from fault_world import Row, World, contents, judge, judge_end

QUESTIONS = (("facts", "-f", "csv"), ("rank", "--metric", "revenue", "-f", "csv"), ("db", "check", "-f", "csv"))


def flip_and_cut(world: World, times: int) -> list[Row]:
    """A damaged file is found out or answers as the sound one does; a backup takes its place."""
    database, copy = world.folder / "damaged.duckdb", world.folder / "backup.duckdb"
    world.expect(world.run("db", "backup", copy.name, "--db", world.whole.name))
    truth = [world.expect(world.run(*q, "--db", copy.name)).out for q in QUESTIONS]
    sound = copy.read_bytes()
    rows = []
    for kind in ("bits flipped", "cut off"):
        row = Row(f"database {kind}")
        found_out = 0
        for number in range(times):
            remove(database)
            place = world.draw.randrange(len(sound))
            flipped = bytes([sound[place] ^ (1 << world.draw.randrange(8))])
            database.write_bytes(sound[:place] + (flipped + sound[place + 1 :] if kind == "bits flipped" else b""))
            row.tried += 1
            wrong = len(row.wrong)
            for question, answer in list(zip(QUESTIONS, truth, strict=True))[number % 2 :]:
                done = world.run(*question, "--db", database.name)
                judge_end(row, done)
                if done.code == 0 and done.out != answer and len(row.wrong) == wrong:
                    row.wrong.append(f"byte {place}: {question[0]} answers something else")
                if done.code not in (0, 3):
                    row.wrong.append(f"byte {place}: exit {done.code}: {done.err.strip()[-120:]}")
            found_out += done.code == 3
            if number % 5 == 0:  # whoever writes to it says so too, or writes nothing wrong
                judge_end(row, world.run("ingest", "archive", "--db", database.name, "--workers", "1"))
            back = world.run("db", "restore", copy.name, "--db", database.name)
            if back.code:
                row.wrong.append(f"not restored: {back.err.strip()[-120:]}")
                continue
            judge(row, database, world.truth, world.truth)
        row.notes.append(f"{found_out} of {row.tried} found out by db check, the rest answered as before")
        rows.append(row)
    remove(database)
    return rows


def leave_a_log(world: World, times: int) -> list[Row]:
    """A process was killed between its commit and its checkpoint, and what it left is whole, torn, or another's."""
    row = Row("log left behind")
    torn = Row("log torn or flipped")
    database = world.folder / "logged.duckdb"
    log = database.with_name(f"{database.name}.wal")
    remove(database)
    shutil.copy(world.whole, database)
    with duckdb.connect(str(database)) as connection:
        connection.execute("PRAGMA disable_checkpoint_on_shutdown")
        connection.execute("SET checkpoint_threshold = '1GB'")
        for number in range(5):
            connection.execute("INSERT INTO settings VALUES (?, ?)", [f"in the log {number}", "yes" * 100])
    base, whole = database.read_bytes(), log.read_bytes()
    for number in range(times):
        for kind in (row, torn):
            database.write_bytes(base)
            place = world.draw.randrange(len(whole))
            flipped = whole[:place] + bytes([whole[place] ^ 16]) + whole[place + 1 :]
            log.write_bytes(whole if kind is row else whole[:place] if number % 2 else flipped)
            kind.tried += 1
            done = world.run("db", "check", "--db", database.name)
            judge_end(kind, done)
            if done.code == 3 and kind is torn:
                continue  # found out; the line names db restore
            judge(kind, database, world.truth, world.truth)
            done = world.run(
                "sql", "SELECT count(*) FROM settings WHERE name LIKE 'in the log%'", "--db", database.name
            )
            count = int(done.out.split()[-1]) if done.code == 0 else -1
            if kind is row and count != 5:
                row.lost += 1
    back = world.run("db", "restore", world.whole.name, "--db", database.name)
    if back.code or contents(database) != world.truth or log.exists():
        torn.wrong.append(f"not restored beside a log: {back.err.strip()[-120:]}")
    remove(database)
    return [row, torn]


def go_back_in_time(world: World, times: int) -> list[Row]:
    """Every look at the clock shows an earlier time than the last, and the files are of tomorrow."""
    row = Row("clock going backwards")
    hook = world.folder / "clock"
    hook.mkdir(exist_ok=True)
    (hook / "sitecustomize.py").write_text(
        "import time\n_now = [1.9e9]\n"
        "def earlier():\n    _now[0] -= 3600\n    return _now[0]\n"
        "time.time = earlier\ntime.time_ns = lambda: int(earlier() * 1e9)\n"
    )
    database = world.folder / "clock.duckdb"
    path = os.pathsep.join([str(hook), *filter(None, [os.environ.get("PYTHONPATH")])])
    for number in range(times):
        if number % 4 == 0:
            remove(database)
        words = ["ingest", "archive", "--db", database.name, "--workers", str(1 + number % 2), "--wait", "5"]
        done = world.run(*words, env={"PYTHONPATH": path})
        row.tried += 1
        judge_end(row, done)
        if done.code:
            row.wrong.append(f"exit {done.code}: {done.err.strip()[-120:]}")
        if database.exists():
            os.utime(database, (4e9, 4e9))
        judge(row, database, world.truth, world.truth)
    remove(database)
    return [row]


def change_while_read(world: World, times: int) -> list[Row]:
    """Files are replaced, cut and grow while they are read; afterwards a quiet run stores what they hold."""
    row = Row("files changed while read")
    folder, database = world.folder / "moving", world.folder / "moving.duckdb"
    paths = sorted(world.archive.rglob("*.txt"))[:15]
    for number in range(times):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        remove(database)
        targets = [folder / path.name for path in paths]
        originals = [path.read_bytes() for path in paths]
        over = threading.Event()

        def disturb(
            targets: list[Path] = targets, originals: list[bytes] = originals, over: threading.Event = over
        ) -> None:
            while not over.is_set():
                for target, data in zip(targets, originals, strict=True):
                    target.write_bytes(data[: len(data) // 2])
                    target.write_bytes(data)
                    target.unlink()
                    target.write_bytes(data)

        disturber = threading.Thread(target=disturb)
        disturber.start()
        try:
            done = world.run("ingest", str(folder), "--db", database.name, "--workers", str(1 + number % 2))
        finally:
            over.set()
            disturber.join()
        row.tried += 1
        judge_end(row, done)
        if done.code not in (0, 5):
            row.wrong.append(f"exit {done.code}: {done.err.strip()[-120:]}")
        world.expect(world.run("ingest", str(folder), "--db", database.name))
        alone = world.folder / "alone.duckdb"
        remove(alone)
        world.expect(world.run("ingest", str(folder), "--db", alone.name))
        now, wanted = contents(database), contents(alone)
        row.lost += any(now.get(name) != held for name, held in wanted.items())
        if world.run("db", "check", "--db", database.name).code:
            row.wrong.append("unsound")
        remove(alone)
    remove(database)
    return [row]

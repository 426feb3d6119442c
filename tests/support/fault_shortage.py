"""What the machine does not give: room on the disk, the right to write, memory, streams."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from command_line import environment
from fault_kills import remove
from fault_world import PYTHON, Contents, Done, Row, World, contents, judge, judge_end

STREAMS = ("<&-", ">&-", "2>&-", "<&- >&-", ">&- 2>&- <&-", "> /dev/full", "2> /dev/full", "| head -c 1", "| true")
READING = (
    *("facts", "documents", "parks", "metrics -f jsonl", "rank --metric revenue -f table", "db check", "review export"),
    *("sql 'SELECT * FROM facts'", "coverage -f csv", "audit", "--help", "rank --help", "completion bash"),
)


@contextlib.contextmanager
def small_disk(folder: Path, size: int) -> Iterator[bool]:
    """A file system of so many bytes at `folder`, where mounting is allowed; whether it is."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    mounted = os.geteuid() == 0 and subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def fill_the_disk(world: World, times: int) -> list[Row]:
    """A disk that is full somewhere in an ingest, a backup or an export; on a tmpfs, else by a limit of file sizes."""
    row = Row("full disk")
    place = world.folder / "disk"
    size = world.whole.stat().st_size
    for _ in range(times):
        room = int(size * world.draw.uniform(0.2, 1.6)) + (1 << 16)
        with small_disk(place, room) as mounted:
            row.notes[:] = [f"on {'a tmpfs' if mounted else 'a limit of file sizes (no right to mount)'}"]

            def limit(room: int = room) -> None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

            before = None if mounted else limit
            database = place / "p.duckdb"
            known = contents(database)
            for words in (
                ["ingest", "archive"],
                ["db", "backup", str(place / "copy.duckdb")],
                ["export", str(place / "x.csv")],
            ):
                done = world.run(*words, "--db", str(database), before=before)
                row.tried += 1
                judge_end(row, done)
                known = judge(row, database, known, world.truth)
            for name in ("copy.duckdb", "x.csv"):
                if (place / name).exists() and not (place / name).stat().st_size:
                    row.partial += 1
            if not mounted:
                shutil.rmtree(place)
    return [row]


def write_protect(world: World, times: int) -> list[Row]:
    """A folder in which nobody may write: what reads goes on, what writes says so in a line."""
    row = Row("read-only folder")
    place = world.folder / "protected"
    with small_disk(place, 64 << 20) as mounted:
        if os.geteuid() == 0 and not mounted:
            row.notes.append("not tried: root may write anywhere, and nothing may be mounted")
            return [row]
        shutil.copy(world.whole, place / "p.duckdb")
        (place / "p.duckdb.lock").touch()
        if mounted:
            subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        else:
            place.chmod(0o555)
            (place / "p.duckdb").chmod(0o444)
        try:
            for _ in range(times):
                for words in (["facts"], ["rank", "--metric", "revenue"], ["db", "check"], ["report", "x.html"]):
                    done = world.run(*words, "--db", str(place / "p.duckdb"))
                    row.tried += 1
                    judge_end(row, done)
                    if done.code:
                        row.wrong.append(f"{words[0]}: exit {done.code}: {done.err.strip()[-150:]}")
                (world.folder / "new.txt").write_text("新乡高新区拥有高新技术企业135家。", encoding="utf-8")
                for words in (["ingest", "new.txt"], ["db", "migrate"], ["db", "backup", str(place / "c")]):
                    done = world.run(*words, "--db", str(place / "p.duckdb"))
                    row.tried += 1
                    judge_end(row, done)
                    if done.code not in (2, 3):
                        row.wrong.append(f"{words[0]}: exit {done.code}: {done.err.strip()[-150:]}")
                done = world.run("export", str(place / "x.csv"), "--db", str(place / "p.duckdb"))
                row.tried += 1
                judge_end(row, done)
                judge(row, place / "p.duckdb", world.truth, world.truth)
        finally:
            if not mounted:
                place.chmod(0o755)
    return [row]


def take_memory(world: World, times: int) -> list[Row]:
    """So little address space that something cannot be had: at the start, in the database, in a worker."""
    row = Row("memory limit (RLIMIT_AS)")
    database = world.folder / "tight.duckdb"
    known: Contents = {}
    for number in range(times):
        room = int(world.draw.uniform(150, 3500)) << 20

        def limit(room: int = room) -> None:
            resource.setrlimit(resource.RLIMIT_AS, (room, room))

        if number % 5 == 0:
            remove(database)
            known: Contents = {}
        words = (
            ["ingest", "archive"],
            ["facts"],
            ["rank", "--metric", "revenue"],
            ["export", "x.csv"],
            ["db", "check"],
        )
        chosen = words[number % 2 and 1 + number // 2 % 4]
        done = world.run(*chosen, "--db", (world.whole if number % 2 else database).name, before=limit)
        row.tried += 1
        at = len(row.wrong)
        judge_end(row, done)
        row.wrong[at:] = [f"{chosen[0]} in {room >> 20} MB: {what}" for what in row.wrong[at:]]
        known = judge(row, database, known, world.truth)
    remove(database)
    return [row]


def close_streams(world: World, times: int) -> list[Row]:
    """Standard streams closed, full, or closed by who reads them."""
    row = Row("streams closed, full, cut")
    before = world.whole.read_bytes()
    for number in range(times):
        command, streams = READING[number % len(READING)], STREAMS[number // len(READING) % len(STREAMS)]
        done = shell(world, f"set -o pipefail; {PYTHON} -m parkcmp {command} {streams}", world.whole)
        row.tried += 1
        allowed = {0, 2} if "full" in streams else {0}
        if done.code not in allowed or "Traceback" in done.err or "Exception ignored" in done.err:
            row.wrong.append(f"{command} {streams}: exit {done.code}: {done.err.strip()[-200:]}")
    for streams in STREAMS[: min(5, times // 4)]:
        database = world.folder / "streams.duckdb"
        remove(database)
        done = shell(world, f"{PYTHON} -m parkcmp ingest archive {streams}", database)
        row.tried += 1
        judge_end(row, done)
        if contents(database) != world.truth:
            row.partial += 1
    remove(database)
    if world.whole.read_bytes() != before:
        row.wrong.append("a stray write reached the database")
    return [row]


def shell(world: World, script: str, database: Path) -> Done:
    """A line of bash with $PARKCMP_DB set."""
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=world.folder,
        env=environment() | {"PARKCMP_DB": str(database)},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)

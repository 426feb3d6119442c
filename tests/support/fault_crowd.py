"""Many processes at once, and many one after another."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
import time

from archives import load_script
from fault_kills import remove
from fault_world import Contents, Row, World, contents, finish, judge, judge_end

COUNT = (
    "SELECT document, sha256, (SELECT list(hash(f) ORDER BY hash(f)) FROM facts AS f WHERE f.document = d.document),"
    " (SELECT count(*) FROM unexplained AS u WHERE u.document = d.document) FROM documents AS d"
)


def crowd(world: World, people: int, documents: int) -> list[Row]:
    """`people` writers, each with its own documents, and as many readers that ask again and again, on one database."""
    row = Row(f"{people} writers, {people} readers")
    place = world.folder / "crowd"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    load_script("planted").write_archive(place, people * documents, seed=7)
    files = sorted(path for path in place.rglob("*") if path.is_file())
    alone, database = world.folder / "alone.duckdb", world.folder / "crowd.duckdb"
    world.expect(world.run("ingest", "crowd", "--db", alone.name))
    truth = contents(alone)
    assert len(truth) == people * documents
    over = threading.Event()
    reads, waits, seen = [0] * people, [0.0] * people, [0] * people

    def read(number: int) -> None:
        while not over.is_set():
            began = time.monotonic()
            done = world.run("sql", COUNT, "--db", database.name, "--wait", "120", "-f", "json")
            waits[number] = max(waits[number], time.monotonic() - began)
            if done.code:
                if "no database" not in done.err and "holds nothing" not in done.err:
                    row.wrong.append(f"a reader: exit {done.code}: {done.err.strip()[-150:]}")
                continue
            now = _parsed(done.out)
            reads[number] += 1
            row.partial += any(truth.get(name) != held for name, held in now.items())
            row.lost += len(now) < seen[number]
            seen[number] = len(now)

    readers = [threading.Thread(target=read, args=(n,)) for n in range(people)]
    for reader in readers:
        reader.start()
    began = time.monotonic()
    writers = [
        world.start(
            *("ingest", *map(str, files[n * documents : (n + 1) * documents]), "--workers", "1"),
            *("--db", database.name, "--wait", "120"),
        )
        for n in range(people)
    ]
    ends = [finish(writer, patience=3600) for writer in writers]
    seconds = time.monotonic() - began
    over.set()
    for reader in readers:
        reader.join()
    for end in ends:
        row.tried += 1
        judge_end(row, end)
        if end.code:
            row.wrong.append(f"a writer: exit {end.code}: {end.err.strip()[-150:]}")
    row.tried += sum(reads)
    now = judge(row, database, {}, truth)
    if now != truth:
        row.wrong.append(f"{len(now)} of {len(truth)} documents")
    if min(reads) == 0:
        row.wrong.append("a reader starved")
    row.notes.append(
        f"{len(now)} of {len(truth)} documents in {seconds:.0f} s; {sum(reads)} answers, the slowest reader"
        f" {min(reads)}, the longest question {max(waits):.1f} s"
    )
    remove(database)
    remove(alone)
    return [row]


def _parsed(out: str) -> Contents:
    rows = json.loads(out)["rows"]
    return {r["document"]: tuple(map(str, (r["sha256"], json.loads(_list(r)), _last(r)))) for r in rows}


def _list(row: dict[str, object]) -> str:
    return str(list(row.values())[2] or "null")


def _last(row: dict[str, object]) -> object:
    return list(row.values())[3]


def quick_runs(world: World, times: int) -> list[Row]:
    """So many short commands one after another; every tenth writes."""
    row = Row("quick runs one after another")
    database = world.folder / "quick.duckdb"
    remove(database)
    shutil.copy(world.whole, database)
    facts = [r["fact_id"] for r in json.loads(world.run("facts", "-f", "json", "--db", database.name).out)["rows"]]
    wanted = world.run("rank", "--metric", "revenue", "--db", database.name).out
    for number in range(times):
        row.tried += 1
        if number % 10 == 9:
            done = world.run("review", facts[number % len(facts)], "accept", "--db", database.name)
        else:
            done = world.run("rank", "--metric", "revenue", "--columns", "park,value", "--db", database.name)
            if done.out.splitlines() != [_columns(line) for line in wanted.splitlines()]:
                row.wrong.append("another answer")
        judge_end(row, done)
        if done.code:
            row.wrong.append(f"exit {done.code}: {done.err.strip()[-150:]}")
    judge(row, database, world.truth, world.truth)
    beside = sorted(path.name for path in world.folder.glob("quick.duckdb*"))
    if beside != ["quick.duckdb", "quick.duckdb.lock"]:
        row.wrong.append(f"left behind: {beside}")
    remove(database)
    return [row]


def _columns(line: str) -> str:
    return "\t".join(line.split("\t")[1:3])


def nobody_waits(world: World, times: int) -> list[Row]:
    """With --wait 0 whoever does not get the lock exits 3 with one line, and nothing is changed."""
    row = Row("--wait 0 beside a writer")
    database = world.folder / "held.duckdb"
    remove(database)
    shutil.copy(world.whole, database)
    script = (
        "import sys; from pathlib import Path; from parkcmp.store import connect\n"
        f"with connect(Path({database.name!r}), write=True):\n print('in', flush=True); sys.stdin.read()\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script], cwd=world.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout and holder.stdout.readline() == "in\n"
    before = database.read_bytes()
    for number in range(times):
        words = (["facts"], ["ingest", "archive"], ["review", "list"], ["db", "check"], ["export", "no.csv"])[
            number % 5
        ]
        done = world.run(*words, "--db", database.name, "--wait", "0")
        row.tried += 1
        if done.code != 3 or done.out or len(done.err.splitlines()) != 1 or "--wait" not in done.err:
            row.wrong.append(f"{words[0]}: exit {done.code}: {done.err.strip()[-150:]}")
    holder.communicate()
    if database.read_bytes() != before or (world.folder / "no.csv").exists():
        row.wrong.append("something was changed")
    judge(row, database, world.truth, world.truth)
    remove(database)
    return [row]

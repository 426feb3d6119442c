"""Whole archives through the command: all is found, whoever dies on the way, and a resumed run ends like any other."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from archives import export, finish, load_script, start, stated
from command_line import heed_interrupts

planted = load_script("planted")
COUNT = 60


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[tuple[Any, ...]]]:
    """A folder of articles and a ZIP of some more, and all that they state."""
    folder = tmp_path_factory.mktemp("archive")
    articles = planted.write_archive(folder, COUNT, zipped=12)
    return folder, {(a.name, f.park, f.metric, f.measure, f.value, f.unit, f.period) for a in articles for f in a.facts}


@pytest.fixture(scope="module")
def undisturbed(archive: tuple[Path, set[tuple[Any, ...]]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose parkcmp.duckdb holds the archive, read by one worker."""
    folder = tmp_path_factory.mktemp("undisturbed")
    code, lines = finish(start(folder, "ingest", str(archive[0]), "--workers", "1"))
    assert code == 0, lines
    return folder


def children(pid: int) -> list[int]:
    """The processes that descend from this one, youngest last."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and int((entry / "stat").read_text().rpartition(")")[2].split()[1]) == pid:
                found += [int(entry.name), *children(int(entry.name))]
        except OSError:
            continue
    return found


def command(pid: int) -> str:
    """How a process was started; empty where it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")
    except OSError:
        return ""


def is_alive(group: int) -> bool:
    """Whether any process of the group is there."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_all_planted_facts_are_found(archive: tuple[Path, set[tuple[Any, ...]]], undisturbed: Path) -> None:
    assert archive[1] - stated(undisturbed / "parkcmp.duckdb") == set()


def test_the_number_of_workers_changes_nothing(
    archive: tuple[Path, set[tuple[Any, ...]]], undisturbed: Path, tmp_path: Path
) -> None:
    code, lines = finish(start(tmp_path, "ingest", str(archive[0]), "--workers", "3"))
    assert code == 0
    assert lines[-1] == f"parkcmp: {COUNT} documents: {COUNT} added"
    assert export(tmp_path / "parkcmp.duckdb") == export(undisturbed / "parkcmp.duckdb")


def test_a_second_run_reads_nothing_and_says_so(archive: tuple[Path, set[tuple[Any, ...]]], undisturbed: Path) -> None:
    before = export(undisturbed / "parkcmp.duckdb")
    code, lines = finish(start(undisturbed, "ingest", str(archive[0])))
    assert (code, lines[-1]) == (0, f"parkcmp: {COUNT} documents: {COUNT} unchanged")
    assert sum("bundle.zip/" in line for line in lines) == 12
    assert export(undisturbed / "parkcmp.duckdb") == before


def test_killed_at_any_moment_and_resumed_it_ends_like_an_undisturbed_run(
    archive: tuple[Path, set[tuple[Any, ...]]], undisturbed: Path, tmp_path: Path
) -> None:
    draw = random.Random(5)
    for _ in range(6):
        process = start(tmp_path, "ingest", str(archive[0]), "--workers", "2", start_new_session=True)
        time.sleep(draw.uniform(0.2, 2.5))
        process.kill()
        finish(process)
    code, lines = finish(start(tmp_path, "ingest", str(archive[0]), "--workers", "2"))
    assert code == 0, lines
    assert export(tmp_path / "parkcmp.duckdb") == export(undisturbed / "parkcmp.duckdb")


def test_workers_that_are_killed_from_outside_lose_nothing(
    archive: tuple[Path, set[tuple[Any, ...]]], undisturbed: Path, tmp_path: Path
) -> None:
    process = start(tmp_path, "ingest", str(archive[0]), "--workers", "2")
    killed: set[int] = set()
    while process.poll() is None and len(killed) < 2:
        workers = [pid for pid in children(process.pid) if "resource_tracker" not in command(pid)][1:]
        for pid in set(workers) - killed:  # the first is the process that the others are forked from
            with contextlib.suppress(ProcessLookupError):  # the run was over first
                os.kill(pid, signal.SIGKILL)
            killed.add(pid)
            time.sleep(0.5)  # the same document may not be hit twice
    code, lines = finish(process)
    assert code == 0, lines
    assert killed
    assert export(tmp_path / "parkcmp.duckdb") == export(undisturbed / "parkcmp.duckdb")


def test_an_interrupt_ends_the_run_and_its_workers(
    archive: tuple[Path, set[tuple[Any, ...]]], undisturbed: Path, tmp_path: Path
) -> None:
    more = {"start_new_session": True, "preexec_fn": heed_interrupts}
    process = start(tmp_path, "ingest", str(archive[0]), "--workers", "2", **more)
    while process.poll() is None and len(children(process.pid)) < 3:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    code, lines = finish(process)
    assert (code, [line for line in lines if "Traceback" in line]) == (130, [])
    while is_alive(process.pid):  # the process that workers were forked from takes a moment
        time.sleep(0.01)
    assert finish(start(tmp_path, "ingest", str(archive[0])))[0] == 0
    assert export(tmp_path / "parkcmp.duckdb") == export(undisturbed / "parkcmp.duckdb")

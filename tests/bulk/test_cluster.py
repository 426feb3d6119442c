"""The same archive over a cluster of two workers: the same database, whoever dies on the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from archives import ROOT, export, finish, load_script, start

from parkcmp.errors import UsageError
from parkcmp.lexicon.load import load_lexicon
from parkcmp.pipeline import Said, ingest
from parkcmp.pipeline.dask import Engine
from parkcmp.pipeline.places import find_places

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
planted = load_script("planted")
COUNT = 48
SCENARIO = ROOT / "tests" / "support" / "cluster_scenario.py"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive").resolve()
    planted.write_archive(folder, COUNT, zipped=8)
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02")
    return folder


@pytest.fixture(scope="module")
def expected(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The database of a run without a cluster."""
    folder = tmp_path_factory.mktemp("local")
    assert finish(start(folder, "ingest", str(archive)))[0] == 5
    return export(folder / "parkcmp.duckdb")


def scenario(name: str, archive: Path, folder: Path, path: str = "") -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(SCENARIO), name, str(archive), str(folder / "parkcmp.duckdb")],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (path, os.environ.get("PYTHONPATH"))))},
        timeout=300,  # a run that waits for ever is a failure, not a hang of all tests
    )
    assert done.returncode == 0, done.stderr[-3000:]
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


def test_a_cluster_gives_the_same_database(archive: Path, expected: str, tmp_path: Path) -> None:
    code, lines = finish(start(tmp_path, "ingest", str(archive), "--engine", "dask", "--workers", "2"))
    assert code == 5
    assert next(line for line in lines if "error" in line).startswith(f"parkcmp: error: {archive}/bad.txt: ")
    assert f"{COUNT + 1} documents: {COUNT} added, 1 not read" in "\n".join(lines)
    assert export(tmp_path / "parkcmp.duckdb") == expected
    assert not (tmp_path / "parkcmp.duckdb.parts").exists()
    code, lines = finish(start(tmp_path, "ingest", str(archive), "--engine", "dask", "--workers", "2"))
    assert f"{COUNT} unchanged, 1 not read" in "\n".join(lines)
    assert export(tmp_path / "parkcmp.duckdb") == expected


def test_a_worker_that_is_lost_loses_nothing(archive: Path, expected: str, tmp_path: Path) -> None:
    said = scenario("killed", archive, tmp_path)
    assert said["scenario"] == "was killed"
    assert (said["changes"], len(said["failures"])) == ({"added": COUNT}, 1)
    assert export(tmp_path / "parkcmp.duckdb") == expected


def test_a_cluster_without_workers_is_one_line(archive: Path, expected: str, tmp_path: Path) -> None:
    (failure,) = scenario("deserted", archive, tmp_path)["failures"]
    assert failure.startswith("the cluster has lost all its workers")
    assert not (tmp_path / "parkcmp.duckdb").exists()
    # What was made stays, and the next run takes it.
    assert list((tmp_path / "parkcmp.duckdb.parts").glob("part-*"))
    assert finish(start(tmp_path, "ingest", str(archive), "--engine", "dask", "--workers", "2"))[0] == 5
    assert export(tmp_path / "parkcmp.duckdb") == expected


def test_a_document_that_ends_its_workers_is_set_aside_alone(
    archive: Path, expected: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    poison = archive / "0000" / "000000-poison.txt"
    poison.write_text("毒：2021年，新乡高新区拥有高新技术企业135家。\n", encoding="utf-8")
    try:
        said = scenario("plain", archive, tmp_path, str(SCENARIO.with_name("poison")))
    finally:
        poison.unlink()
    assert said["changes"] == {"added": COUNT}
    aside = [failure for failure in said["failures"] if "set aside" in failure]
    assert len(aside) == 1
    assert aside[0].startswith(f"{poison}: set aside, for it ended the process that read it (SIGKILL)")
    assert said["told"] == COUNT - 8 + 3
    assert export(tmp_path / "parkcmp.duckdb") == expected


def test_a_run_that_is_broken_off_goes_on_from_its_parts(archive: Path, expected: str, tmp_path: Path) -> None:
    process = start(tmp_path, "ingest", str(archive), "--engine", "dask", "--workers", "2")
    parts = tmp_path / "parkcmp.duckdb.parts"
    while process.poll() is None and not list(parts.glob("part-*")):
        time.sleep(0.01)
    process.kill()
    finish(process)
    made = {path: path.stat().st_mtime_ns for path in parts.glob("part-*")}
    assert made
    assert not (tmp_path / "parkcmp.duckdb").exists()
    # What is there is not made again: a part that cannot be replaced stays as it is.
    process = start(tmp_path, "ingest", str(archive), "--engine", "dask", "--workers", "2")
    while process.poll() is None and parts.exists():
        for path, moment in made.items():
            try:
                assert path.stat().st_mtime_ns == moment
            except FileNotFoundError:
                break
        time.sleep(0.01)
    code, lines = finish(process)
    assert code == 5, lines
    assert export(tmp_path / "parkcmp.duckdb") == expected


def test_addresses_of_files_and_parts(archive: Path, tmp_path: Path) -> None:
    address, parts = f"file://{archive}/0000", f"file://{tmp_path}/parts"
    arguments = ("ingest", address, "--engine", "dask", "--workers", "1", "--parts", parts)
    code, lines = finish(start(tmp_path, *arguments))
    assert code == 0, lines
    assert f"{COUNT - 8} documents: {COUNT - 8} added" in lines[-1]


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["--engine", "dask", "--address", "tcp://127.0.0.1:9"], "no cluster answers at tcp://127.0.0.1:9"),
        (["--engine", "dask", "--dry-run"], "a cluster always stores"),
        (["--address", "tcp://127.0.0.1:9"], "--address is for a cluster; add --engine dask"),
        (["--engine", "spark"], "'spark' is not one of"),
    ],
)
def test_what_cannot_be_is_one_line(archive: Path, tmp_path: Path, arguments: list[str], what: str) -> None:
    code, lines = finish(start(tmp_path, "ingest", str(archive), *arguments))
    assert (code, len(lines)) == (2, 1), lines
    assert what in lines[0]


def test_without_the_extra_a_line_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    run = ingest(["."], Said(), database=Path("none.duckdb"), lexicon=load_lexicon(), engine=Engine())
    with pytest.raises(UsageError, match=r"needs Dask; pip install 'parkcmp\[cluster\]'"):
        next(iter(run))


def test_addresses_need_their_packages() -> None:
    with pytest.raises(UsageError, match="nosuch"):
        list(find_places(["nosuch://bucket/folder"]))

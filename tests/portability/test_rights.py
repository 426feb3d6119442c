"""Without the right to write at home, or to read what is named: no command needs a home; what is shut is told."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import TEXT
from command_line import PARKCMP, environment
from rights import give_up_rights, permissions_hold

from parkcmp.cli.app import COMMANDS

EVERY = (
    *("ingest a.txt", "ingest --db new.duckdb a.txt a.csv", "extract a.txt", "rank --metric hitech_firms"),
    *("compare 新乡 厦门", "show 新乡", "trend 新乡 --metric hitech_firms", "coverage", "facts -f table", "audit"),
    *("why 新乡 hitech_firms", "documents", "metrics", "parks", "sql SELECT\u00a01", "completion bash"),
    *("chart rank --metric hitech_firms", "chart rank --metric hitech_firms -o a.png", "report a.html"),
    *("chart rank --metric hitech_firms -o a.pdf", "report a.docx", "export a.xlsx", "export a.parquet"),
    *("review export", "db check", "db backup b.duckdb --force", "db restore b.duckdb", "db migrate"),
)
FEW = ("ingest --db newer.duckdb a.txt a.csv", "rank --metric hitech_firms", "report a.docx", "export a.xlsx")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with texts and a database."""
    folder = tmp_path_factory.mktemp("work")
    (folder / "a.txt").write_text(TEXT + "厦门高新区拥有高新技术企业268家。", encoding="utf-8")
    (folder / "a.csv").write_text("高新区,高新技术企业数（家）\n新乡,135\n", encoding="utf-8")
    assert run(folder, "ingest a.txt --date 2022-09", HOME=str(folder)).returncode == 0
    return folder


@pytest.fixture(scope="module")
def shut(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder that its owner may read and not write."""
    folder = tmp_path_factory.mktemp("home")
    folder.chmod(0o555)
    if not permissions_hold(folder):
        pytest.skip("this user may write anywhere")
    yield folder
    folder.chmod(0o755)


def run(folder: Path, command: str, **changes: str) -> subprocess.CompletedProcess[str]:
    words = [word.replace("\u00a0", " ") for word in command.split(" ")]
    env = {name: value for name, value in environment(**changes).items() if not name.startswith("XDG_")}
    return subprocess.run(
        [PARKCMP, *words],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        preexec_fn=give_up_rights,
    )


def test_every_command_is_tried() -> None:
    assert {command.split()[0] for command in EVERY} == set(COMMANDS)


@pytest.mark.parametrize("command", EVERY)
def test_no_command_needs_to_write_at_home(place: Path, shut: Path, command: str) -> None:
    done = run(place, command, HOME=str(shut))
    assert (done.returncode, "Traceback" in done.stderr, "rror" in done.stderr) == (0, False, False), done.stderr


@pytest.mark.parametrize("command", FEW)
def test_nor_that_there_is_one(place: Path, command: str) -> None:
    done = run(place, command, HOME="/nonexistent/home")
    assert (done.returncode, "rror" in done.stderr) == (0, False), done.stderr


def test_nothing_is_written_at_home_where_it_could_be(place: Path, tmp_path: Path) -> None:
    for command in ("ingest a.csv", "chart rank --metric hitech_firms -o a.png", "report a.docx", "export a.parquet"):
        assert run(place, command, HOME=str(tmp_path)).returncode == 0
    assert list(tmp_path.rglob("*")) == []


def test_what_may_not_be_read_is_told_and_the_rest_is_read(tmp_path: Path, shut: Path) -> None:
    assert shut  # else root reads everything
    for name in ("open/a.txt", "shut/b.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(TEXT + name, encoding="utf-8")
    (tmp_path / "open" / "c.txt").touch(mode=0)
    (tmp_path / "shut").chmod(0)
    done = run(tmp_path, "ingest .", HOME=str(tmp_path))
    told = [line for line in done.stderr.splitlines() if line.startswith("parkcmp: error: ")]
    assert (done.returncode, len(told)) == (5, 3), done.stderr
    assert "Permission denied" in told[0]
    assert len(run(tmp_path, "documents").stdout.splitlines()) == 2
    (tmp_path / "parkcmp.duckdb").chmod(0)
    done = run(tmp_path, "documents")
    assert (done.returncode, len(done.stderr.splitlines())) == (3, 1)
    assert "no right to open" in done.stderr
    (tmp_path / "shut").chmod(0o755)

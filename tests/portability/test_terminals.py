"""Terminals and code pages that are not UTF-8: real locales of GB18030 and GBK, the C locale, consoles of Windows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from build import TEXT, make_fact, store_all
from command_line import PARKCMP, environment
from terminal import on_terminal

_STYLE = re.compile(r"\x1b\[[0-9;]*m")
CHINESE = ("zh_CN.GB18030", "zh_CN.GBK")
# What a shell on a machine of one byte a character gives Python, which then knows no Chinese name.
PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the Chinese locales, made from the system's definitions."""
    folder = tmp_path_factory.mktemp("locales")
    if not shutil.which("localedef"):
        pytest.skip("no localedef here")
    for name in CHINESE:
        command = ["localedef", "-f", name.partition(".")[2], "-i", "zh_CN", str(folder / name)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("the definitions of Chinese locales are not installed")
    return folder


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a database of two parks."""
    facts = [make_fact(), make_fact(entity="厦门", value="268", start=22, end=23)]
    store_all(tmp_path / "parkcmp.duckdb", [("2022-09", facts)])
    return tmp_path


def run(folder: Path, env: Mapping[str, str], *arguments: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([PARKCMP.encode(), *arguments], cwd=folder, env=env, capture_output=True, check=False)


def names_in(folder: Path) -> list[bytes]:
    return sorted(os.fsencode(path.name) for path in folder.iterdir())


def one_line(done: subprocess.CompletedProcess[bytes]) -> str:
    [line] = done.stderr.decode().splitlines()
    return line


@pytest.mark.parametrize("name", CHINESE)
@pytest.mark.parametrize(
    ("command", "ends", "shows"),
    [
        ("rank --metric 高新技术企业数", 0, "厦门"),
        ("why 新乡 hitech_firms", 0, "【135】家"),
        ("chart rank --metric hitech_firms", 0, "█"),
        ("facts --park 厦门", 0, "时期"),
        ("rank --metric 高新技木企业", 2, "高新技木企业"),
    ],
)
def test_a_terminal_of_a_chinese_locale_shows_chinese(
    place: Path, locales: Path, name: str, command: str, ends: int, shows: str
) -> None:
    encoding = name.partition(".")[2].lower()
    env = environment(LC_ALL=name, LOCPATH=str(locales))
    code, shown = on_terminal([PARKCMP.encode(), *command.encode(encoding).split()], place, env)
    text = _STYLE.sub("", shown.decode(encoding))
    assert (code, "\\u" in text, "Traceback" in text) == (ends, False, False), text
    assert shows in text


@pytest.mark.parametrize("name", CHINESE)
def test_names_of_files_are_those_of_the_locale(tmp_path: Path, locales: Path, name: str) -> None:
    encoding = name.partition(".")[2].lower()
    env = environment(LC_ALL=name, LOCPATH=str(locales))
    folder = os.fsencode(tmp_path)
    Path(os.fsdecode(folder + b"/" + "简讯.txt".encode(encoding))).write_text(TEXT, encoding="utf-8")
    assert run(tmp_path, env, b"ingest", "简讯.txt".encode(encoding)).returncode == 0
    assert "简讯.txt" in run(tmp_path, env, b"documents").stdout.decode("utf-8")  # a pipe is UTF-8
    for name_ in ("数.csv", "数.parquet", "页.html"):
        command = b"report" if name_ == "页.html" else b"export"
        assert run(tmp_path, env, command, name_.encode(encoding)).returncode == 0
        assert name_.encode(encoding) in names_in(tmp_path)


def test_a_database_is_found_whatever_the_locale_calls_it(tmp_path: Path, locales: Path) -> None:
    """A name in UTF-8 is opened under each locale; one that is in none is refused before anything is made."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    chinese = environment(LC_ALL="zh_CN.GB18030", LOCPATH=str(locales))
    database = "新乡.duckdb"
    assert run(tmp_path, environment(), b"ingest", b"a.txt", b"--db", database.encode()).returncode == 0
    for env in (chinese, environment(**PLAIN)):
        done = run(tmp_path, env, b"facts", b"--db", database.encode())
        assert (done.returncode, b"135" in done.stdout) == (0, True), done.stderr
    before = names_in(tmp_path)
    for command in (b"ingest a.txt --db %s", b"db backup %s --db " + database.encode(), b"facts --db %s"):
        for env in (chinese, environment(), environment(**PLAIN)):
            done = run(tmp_path, env, *(command % "甲.duckdb".encode("gb18030")).split())
            assert (done.returncode, "not in UTF-8" in one_line(done)) == (3, True), done.stderr
    assert names_in(tmp_path) == before


@pytest.mark.parametrize("cluster", [False, True])
def test_a_folder_whose_name_is_in_gbk_is_worked_in(tmp_path: Path, cluster: bool) -> None:
    if cluster:
        pytest.importorskip("distributed")
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "资料".encode("gbk")))
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    env = environment()
    more = [b"--engine", b"dask", b"--workers", b"1"] if cluster else []
    assert run(folder, env, b"ingest", b"a.txt", *more).returncode == 0
    assert b"135" in run(folder, env, b"facts").stdout
    for command in (b"db check", b"db backup b.duckdb", b"db restore b.duckdb", b"export a.parquet", b"report a.html"):
        done = run(folder, env, *command.split())
        assert (done.returncode, b"rror" in done.stderr) == (0, False), done.stderr
    assert "资料" in one_line(run(folder, env, b"ingest", os.fsencode(folder / "none.txt")))


@pytest.mark.parametrize("page", ["cp936", "cp437", "cp1252", "cp950"])
@pytest.mark.parametrize(
    "command",
    [
        *("--help", "rank --help", "facts -f table", "facts -f md", "facts -f json", "show 新乡", "audit", "metrics"),
        *(
            "chart rank --metric hitech_firms",
            "why 新乡 hitech_firms",
            "rank --metric 无",
            "documents",
            "completion bash",
        ),
    ],
)
def test_no_code_page_makes_it_fail(place: Path, page: str, command: str) -> None:
    env = environment(PYTHONIOENCODING=page)
    done = run(place, env, *command.encode().split())
    assert done.returncode == (2 if "无" in command else 0)
    said = done.stdout + done.stderr
    assert b"Traceback" not in said
    assert said.decode(page)
    assert b"\r" not in said


def test_a_code_page_shows_what_it_has_and_codes_for_the_rest(place: Path) -> None:
    def shown(page: str) -> str:
        return run(place, environment(PYTHONIOENCODING=page), b"parks", "新乡".encode()).stdout.decode(page)

    assert "新乡" in shown("cp936")
    assert r"\u65b0\u4e61" in shown("cp437")
    assert r"\u65b0\u4e61" in shown("cp1252")

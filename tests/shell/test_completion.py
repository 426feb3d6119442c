"""Completion in bash, zsh and fish, typed on a terminal; and what the scripts ask for, without one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from build import TEXT, make_extraction, make_fact, store
from terminal import environment, running

from parkcmp.store.identity import document_id, text_digest

PARKCMP = str(Path(sys.executable).with_name("parkcmp"))
LOAD = {
    "bash": 'eval "$(parkcmp completion bash)"',
    "zsh": 'autoload -Uz compinit; compinit -u; eval "$(parkcmp completion zsh)"',
    "fish": "parkcmp completion fish | source",
}
DOCUMENT = "65f92daaca7b"
TYPED = {
    "a metric": ("parkcmp rank --metric hitech_fir", "parkcmp rank --metric hitech_firms"),
    "a growth": ("parkcmp trend 新乡 --metric revenue_gr", "parkcmp trend 新乡 --metric revenue_growth"),
    "a park": ("parkcmp show 阿克", "parkcmp show 阿克苏阿拉尔"),
    "pinyin": ("parkcmp show xinxi", "parkcmp show xinxiang"),
    "a document": ("parkcmp facts --document 65", f"parkcmp facts --document {DOCUMENT}"),
    "a fact": ("parkcmp why 65", f"parkcmp why {DOCUMENT}-13"),
    "a command": ("parkcmp cov", "parkcmp coverage"),
    "a file": ("parkcmp ingest newsl", "parkcmp ingest newsletter.txt"),
}


def test_tab_completes(shell: str, place: Path) -> None:
    (place / "newsletter.txt").touch()
    with running(shell, place) as converse:
        converse(f"{LOAD[shell]}; echo re''ady\n".encode(), b"ready")
        for begun, wanted in TYPED.values():
            converse(f"{begun}\t".encode(), wanted.removeprefix(begun).encode())
            # The line is not run but shown: Ctrl-A goes to its beginning.
            converse(b"\x01echo LINE=\n", b"\nLINE=" + wanted.encode())


def offers(shell: str, folder: Path, *words: str) -> list[str]:
    """What is offered for the last of the words."""
    command = [PARKCMP, "completion", shell, str(len(words)), "--", "parkcmp", *words]
    done = subprocess.run(command, cwd=folder, env=environment(folder), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return [line.split("\t")[0] for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("rank", "--province", "河"), ["河北省", "河南省"]),
        (("rank", "--region", ""), ["东部", "中部", "西部", "东北"]),
        (("rank", "--metric", "hitech_firms", "--period", ""), ["2021"]),
        (("why", "新乡", "hitech_fi"), ["hitech_firms"]),
        (("why", "新乡", "hitech_firms", "20"), ["2021"]),
        (("review", "65"), [f"{DOCUMENT}-13"]),
        (("review", f"{DOCUMENT}-13", "re"), ["reject"]),
        (("review", f"{DOCUMENT}-13", "correct", "--metric", "hitech_fir"), ["hitech_firms"]),
        (("review", "exp"), ["export"]),
        (("documents", "remove", ""), [DOCUMENT]),
        (("db", "che"), ["check"]),
        (("show", "fuzhou"), []),  # two parks: pinyin that says nothing is not offered
    ],
)
def test_what_is_offered(place: Path, words: tuple[str, ...], wanted: list[str]) -> None:
    assert offers("bash", place, *words) == wanted


def test_a_chinese_name_of_a_metric_is_offered(place: Path) -> None:
    assert "高新技术企业数" in offers("bash", place, "rank", "--metric", "高新技术企业")


def test_an_option_and_its_value_in_one_word(place: Path) -> None:
    """bash takes --metric=x for three words and replaces the last, the others replace all of it."""
    assert offers("zsh", place, "rank", "--metric=hitech_fir") == ["--metric=hitech_firms"]
    assert offers("bash", place, "rank", "--metric", "=", "hitech_fir") == ["hitech_firms"]


def test_without_a_database_the_rest_completes(tmp_path: Path) -> None:
    assert offers("fish", tmp_path, "why", "65") == []
    assert offers("fish", tmp_path, "show", "xinxi") == ["xinxiang"]


def test_the_database_that_was_named_is_asked(place: Path) -> None:
    other = place / "other.duckdb"
    store(other, TEXT + "二", make_extraction(make_fact()))
    named = offers("bash", place, "facts", "--db", str(other), "--document", "")
    assert len(named) == 1 and named != [DOCUMENT]


def test_a_fact_whose_id_begins_with_a_letter_is_offered(tmp_path: Path) -> None:
    texts = (f"{TEXT}{number}" for number in range(100))
    text = next(text for text in texts if document_id(text_digest(text))[0] in "abcdef")
    store(tmp_path / "parkcmp.duckdb", text, make_extraction(make_fact()))
    key = document_id(text_digest(text))
    assert f"{key}-13" in offers("fish", tmp_path, "why", key[0])
    assert "chengdu" in offers("fish", tmp_path, "why", "cheng")


@pytest.mark.parametrize("name", list(LOAD))
def test_a_title_is_never_evaluated(tmp_path: Path, name: str) -> None:
    """What a document says reaches the shell as a line of text: no quote, dollar or backslash of it counts."""
    if shutil.which(name) is None:
        pytest.skip(f"no {name} here")
    evil = "\\\"; touch pwned; \\\" $(touch pwned) `touch pwned` '; touch pwned; ' \x1b[31m\ttab\nline"
    store(tmp_path / "parkcmp.duckdb", TEXT, make_extraction(make_fact()), title=evil)
    with running(name, tmp_path) as converse:
        converse(f"{LOAD[name]}; echo re''ady\n".encode(), b"ready")
        converse(b"parkcmp facts --document 65\t", DOCUMENT[2:].encode())
        shown = converse(b"\x01echo LINE=\n", b"\nLINE=parkcmp facts --document " + DOCUMENT.encode())
    assert not (tmp_path / "pwned").exists()
    assert b"\x1b[31m" not in shown

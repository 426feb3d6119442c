"""From paths to files: folders in a stable order, each file once, and a reason for whatever gives nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from parkcmp.errors import UnreadableError
from parkcmp.reading import find_sources, load, read


def names(*paths: object) -> list[str]:
    return [source.name for source in find_sources(map(str, paths))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", ".git/d.txt", "x.duckdb", "x.duckdb.lock", "p.PNG"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("文")
    return tmp_path


def test_a_folder_gives_its_texts_sorted_and_nothing_hidden(folder: Path) -> None:
    assert names(folder) == [str(folder / name) for name in ("a.txt", "b.txt", "sub/c.txt")]


def test_a_file_counts_once_however_often_it_is_named(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder / "a.txt")
    assert names(folder / "b.txt", folder, folder / "b.txt", "-", "-") == [
        *(str(folder / name) for name in ("b.txt", "a.txt", "sub/c.txt")),
        "-",
    ]


def test_folders_in_folders_and_links_out_of_them_are_met_once(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "far.txt").write_text("文")
    for name in ("one.txt", "two.txt"):
        (folder / name).symlink_to(outside / "far.txt")
    everything = [str(folder / name) for name in ("a.txt", "b.txt", "one.txt", "sub/c.txt")]
    assert names(folder, folder / "sub", folder, outside / "far.txt") == everything
    assert names(folder, folder / ".hidden.txt") == [*everything, str(folder / ".hidden.txt")]
    inner = str(folder / "sub" / "c.txt")
    assert names(folder / "sub", folder) == [inner, *everything[:3]]
    assert names(folder / "sub" / ".." / "a.txt", folder) == [str(folder / "sub/../a.txt"), *everything[1:]]


def test_a_file_that_is_named_is_tried_whatever_its_ending(folder: Path) -> None:
    assert names(folder / "p.PNG", folder / ".hidden.txt") == [str(folder / "p.PNG"), str(folder / ".hidden.txt")]


def test_a_folder_without_texts_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "x.png").touch()
    [source] = find_sources([str(tmp_path)])
    assert source.failure is not None
    assert "no texts in this folder" in str(source.failure)


def test_loops_of_links_and_pipes_in_a_folder_are_passed_over(folder: Path) -> None:
    (folder / "sub" / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    os.mkfifo(folder / "pipe.txt")
    assert len(names(folder)) == 3


@pytest.mark.parametrize(
    ("name", "what"), [("none", "no such file"), ("pipe", "not a regular file"), ("self", "no such file")]
)
def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path, name: str, what: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    with pytest.raises(UnreadableError, match=what):
        load(tmp_path / name)


def test_a_text_is_kept_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("一\r\n二\r三\n".encode())
    [document] = read(path)
    assert (document.text, document.path) == ("一\r\n二\r三\n", str(path))


def test_an_unreadable_folder_is_a_failure(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (tmp_path / "shut").mkdir(mode=0)
    (tmp_path / "a.txt").write_text("文")
    sources = list(find_sources([str(tmp_path)]))
    assert [bool(source.failure) for source in sources] == [False, True]

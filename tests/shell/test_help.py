"""Help pages: every command shows examples that its own parser takes, and tells its exit codes."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main

from parkcmp.cli.app import COMMANDS, app

ROOT: Any = typer.main.get_command(app)


def walk(command: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from walk(below, (*path, name))


def pages() -> list[tuple[tuple[str, ...], Any]]:
    with ROOT.make_context("parkcmp", ["--version"], resilient_parsing=True) as ctx:
        ctx.resilient_parsing = False
        names = ROOT.list_commands(ctx)
        return [page for name in names for page in walk(ROOT.get_command(ctx, name), (name,))]


PAGES = pages()
IDS = [" ".join(path) for path, _ in PAGES]


def help_of(path: tuple[str, ...], command: Any) -> str:
    with command.make_context(" ".join(("parkcmp", *path)), [], resilient_parsing=True) as ctx:
        return str(command.get_help(ctx))


def test_the_list_of_commands_is_complete() -> None:
    assert {path[0] for path, _ in PAGES} == set(COMMANDS)


@pytest.mark.parametrize(("path", "command"), PAGES, ids=IDS)
def test_a_page_has_examples_and_exit_codes(path: tuple[str, ...], command: Any) -> None:
    text = help_of(path, command)
    assert "Examples:" in text
    assert f"parkcmp {' '.join(path)}" in text.partition("Examples:")[2] or path[-1] == "decide"
    assert "Exit" in text or hasattr(command, "commands")


def examples() -> list[list[str]]:
    found = []
    for _, command in [((), ROOT), *PAGES]:
        for line in (command.epilog or "").splitlines():
            _, calls_it, words = line.partition("parkcmp ")
            if line.startswith("  ") and calls_it and not line.strip().startswith("curl"):
                words = words.partition(" | ")[0].partition(" > ")[0].partition(")")[0].partition(" < ")[0]
                found.append(shlex.split(words if words.count('"') % 2 == 0 else line.partition("parkcmp ")[2]))
    return found


@pytest.mark.parametrize("words", examples(), ids=" ".join)
def test_an_example_is_one(words: list[str]) -> None:
    """Unknown options, missing arguments and impossible values raise here."""
    with ROOT.make_context("parkcmp", ["--version"], resilient_parsing=True) as ctx:
        ctx.resilient_parsing = False
        command, rest = ROOT.get_command(ctx, words[0]), words[1:]
        assert command is not None, words
        while getattr(command, "commands", None) and rest and not rest[0].startswith("-"):
            _, command, rest = command.resolve_command(ctx, rest)
        with command.make_context("parkcmp", rest):
            pass

"""The command `parkcmp`: runs the command asked for, and turns every failure into one line and an exit code.

A command's module is imported when it runs, and whatever is heavy only inside it: help stays quick.
"""

from __future__ import annotations

import difflib
import errno
import importlib
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer
import typer.core
import typer.main

from parkcmp.cli import diagnostics, streams
from parkcmp.cli.epilog import add_exit_codes
from parkcmp.cli.options import CONTEXT
from parkcmp.cli.start import INTERRUPTED
from parkcmp.errors import ParkcmpError, StoreError, UnknownNameError, UsageError

_OUTPUT_FAILURES = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG)
# The command line's own complaint about its arguments. typer carries its own copy of click since 0.27.
_ArgumentError: Any = typer.BadParameter.__mro__[1]

COMMANDS = {
    "ingest": "Read texts, extract their figures, store them.",
    "extract": "The figures of texts on stdout, without a database.",
    "rank": "Parks by one indicator.",
    "compare": "Indicators of two or more parks side by side.",
    "show": "Everything about one park.",
    "trend": "One indicator over time.",
    "coverage": "What is there and what is missing.",
    "facts": "The ledger: every stored figure with its sentence.",
    "why": "Where a figure comes from: its sentence, its source, its rule.",
    "chart": "A ranking, a comparison or a trend as a picture.",
    "report": "Everything on one page for a browser, or a briefing for Word.",
    "review": "Accept, reject or correct a figure; a person's word that lasts.",
    "export": "Facts or observations as Excel, Parquet, CSV or JSON.",
    "sql": "A question in SQL, read-only.",
    "audit": "Claims recomputed: what contradicts what, what follows.",
    "documents": "What has been read.",
    "metrics": "The indicators that parkcmp knows.",
    "parks": "The parks that parkcmp knows.",
    "completion": "Completion for bash, zsh and fish.",
    "db": "Check, back up and restore the database.",
}

EXAMPLES = """Examples:

\b
  parkcmp ingest newsletter.txt
  parkcmp rank --metric hitech_firms
  parkcmp compare 新乡 龙岩
  parkcmp why 新乡 hitech_firms
  parkcmp export xinxiang.xlsx --park 新乡
  eval "$(parkcmp completion bash)"

parkcmp COMMAND --help says more of each command, with examples. Exit codes: 0 done; 1 findings, where a command says
so; 2 wrong usage or an unknown name; 3 the database; 4 unexplained numbers; 5 an unreadable file; 130 interrupted.
"""


class Commands(typer.core.TyperGroup):
    """The commands, each imported when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the library's signature
        """All names, in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command = typer.main.get_command(importlib.import_module(f"parkcmp.cli.{cmd_name}").app)
        command.name = cmd_name
        add_exit_codes(command)
        if ctx.resilient_parsing:  # a shell asks what may come next
            from parkcmp.cli.candidates import attach

            attach(command)
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the arguments name. Raises UnknownNameError with the near misses."""
        names = self.list_commands(ctx)
        if args[0] not in names and not args[0].startswith("-") and not ctx.resilient_parsing:
            near = difflib.get_close_matches(args[0], names)
            remedy = f"did you mean {' or '.join(near)}?" if near else "see parkcmp --help"
            raise UnknownNameError(f"no command {args[0]!r}", remedy)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The list of commands on the help page, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])

    def make_context(self, *args: Any, **settings: Any) -> Any:
        """As the library does it, but a reader that has gone away ends the help page silently."""
        try:
            return super().make_context(*args, **settings)
        except BrokenPipeError:
            streams.abandon()
            raise typer.Exit(0) from None

    def invoke(self, ctx: Any) -> Any:
        """Run the command; a reader that closes the pipe ends it silently."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            streams.abandon()
            raise typer.Exit(0) from None

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run and end the process with the documented exit code. Only a bug shows a traceback."""
        streams.prepare()
        arguments = [streams.typed(argument) for argument in (args[0] if args else sys.argv[1:])]
        self._typed = arguments
        settings["standalone_mode"] = False
        code = self._run(lambda: super(Commands, self).main(arguments, **settings))
        unwritten = self._run(streams.finish)
        streams.let_go_of_stderr()
        sys.exit(code or unwritten)

    def _run(self, step: Callable[[], Any]) -> int:
        try:
            return int(step() or 0)
        except ParkcmpError as failure:
            diagnostics.error(failure)
            return failure.exit_code
        except _ArgumentError as failure:
            diagnostics.error(_usage_error(failure, self._typed))
            return UsageError.exit_code
        except KeyboardInterrupt:
            return INTERRUPTED
        except MemoryError:
            diagnostics.error(short := StoreError("not enough memory", "close other programs, or ask for less"))
            return short.exit_code
        except OSError as failure:
            if failure.errno not in _OUTPUT_FAILURES:
                raise
            streams.abandon()
            unwritten = UsageError(f"cannot write the output: {failure.strerror}", "name another file with --output")
            diagnostics.error(unwritten)
            return unwritten.exit_code


def _near_commands(what: str, context: Any) -> str:
    """What was perhaps meant, of a group's commands: an older library does not say it."""
    _, of_commands, typed = what.partition("o such command ")
    if not of_commands or not hasattr(context.command, "list_commands"):
        return ""
    return ", ".join(map(repr, difflib.get_close_matches(typed.strip("'."), context.command.list_commands(context))))


def _usage_error(failure: Any, typed: Sequence[str]) -> UsageError:
    message = str(failure.format_message()).strip().rstrip(".?")
    if " (Possible options: " in message:
        message = message.rstrip(")").replace(" (Possible options: ", " Did you mean ")
    what, _, near = message.partition(" Did you mean ")
    path = "parkcmp"
    if context := getattr(failure, "ctx", None):
        path = context.command_path
        near = near or _near_commands(what, context)
    elif typed and typed[0] in COMMANDS:  # an option without its value knows no context
        path = f"parkcmp {typed[0]}"
    behind = next((word for word in typed if word in COMMANDS), None) if path == "parkcmp" else None
    remedy = f"options of a command stand behind it: parkcmp {behind} …; " if behind else ""
    remedy += f"did you mean {near.replace(', ', ' or ')}? " if near else ""
    return UsageError(what[:1].lower() + what[1:].rstrip("."), f"{remedy}see {path} --help")


app = typer.Typer(
    cls=Commands,
    rich_markup_mode=None,
    add_completion=False,
    context_settings=CONTEXT,
    pretty_exceptions_enable=False,
    epilog=EXAMPLES,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from parkcmp import __version__

        typer.echo(f"parkcmp {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def parkcmp(
    ctx: typer.Context,
    version: Annotated[  # noqa: ARG001 - handled by its callback
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read the figures of China's national high-tech zones out of texts, rank and compare the zones, and
    show the sentence behind every figure."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


def main() -> None:
    """As `parkcmp.cli.start` does it; for console scripts that were installed before there was one."""
    from parkcmp.cli.start import main as start

    start()

"""What stands at the end of a help page: examples, and the exit codes that follow from what the command needs."""

from __future__ import annotations

from typing import Any

_DONE = "0 done, also without rows"
_USAGE = "2 wrong usage or an unknown name"
_STORE = "3 the database is missing, in use, damaged or of another schema"
_READ = "5 a file cannot be read"


def examples(*lines: str) -> str:
    """The end of a help page that shows these command lines."""
    return "\n".join(["Examples:", "", "\b", *(f"  {line}" for line in lines), ""])


def add_exit_codes(command: Any) -> None:
    """End the help page of a command, and those below it, with its exit codes, unless it tells of them itself."""
    below = getattr(command, "commands", {})
    for inner in below.values():
        add_exit_codes(inner)
    names = {parameter.name for parameter in command.params}
    said = (command.epilog or "").rstrip()
    if not names - {"help"} or "xit code" in said or "Exit " in said:
        return
    codes = [_DONE, _USAGE]
    codes += [_STORE] if "db" in names else []
    codes += [_READ] if "paths" in names else []
    command.epilog = f"{said}\n\nExit codes: {'; '.join(codes)}."

"""`parkcmp completion`: the script by which a shell completes commands, options, parks, indicators and documents.

The script asks this same command for the word being typed and takes the answer as plain lines, word and meaning: what
a document says in its title is never evaluated by a shell.
"""

from __future__ import annotations

import importlib
import sys
from enum import StrEnum
from typing import Annotated, Any

import typer

from parkcmp.cli.options import new_app

EXAMPLES = """Examples:

\b
  eval "$(parkcmp completion bash)"                                    # in ~/.bashrc
  eval "$(parkcmp completion zsh)"                                     # in ~/.zshrc, after compinit
  parkcmp completion fish > ~/.config/fish/completions/parkcmp.fish

Then: parkcmp rank --metric hi<TAB>, parkcmp show 新<TAB>, parkcmp show xinx<TAB>, parkcmp why <TAB>.
"""
_LONGEST_MEANING = 60

app = new_app()


class Shell(StrEnum):
    """The shells that are known."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


@app.command(epilog=EXAMPLES)
def completion(
    shell: Annotated[Shell, typer.Argument(help="The shell that the script is for.")],
    place: Annotated[int | None, typer.Argument(hidden=True)] = None,
    words: Annotated[list[str] | None, typer.Argument(hidden=True)] = None,
) -> None:
    """Print the script that completes commands, options, parks, indicators, documents and facts."""
    if place is None:
        sys.stdout.write(_SCRIPTS[shell])
        return
    for word, meaning in _offers(shell, place, words or []):
        sys.stdout.write(f"{word}\t{meaning}\n")


def _offers(shell: Shell, place: int, words: list[str]) -> list[tuple[str, str]]:
    """What may stand at `place` of the words of a command line, whose first is the program."""
    before, begun = words[1:place], words[place] if 0 < place < len(words) else ""
    if shell is Shell.BASH:  # bash breaks --metric=out into three words and replaces the last
        joined = _joined([*before, begun])
        before, begun = joined[:-1], joined[-1]
    items = _complete(before, begun)
    option, equals, _ = begun.partition("=")
    prefix = option + equals if equals and begun.startswith("--") and shell is not Shell.BASH else ""
    return [(prefix + str(item.value), _meaning(item.help)) for item in items if "\n" not in str(item.value)]


def _complete(before: list[str], begun: str) -> list[Any]:
    from parkcmp.cli.app import app as program

    root = typer.main.get_command(program)
    # typer carries its own copy of click since 0.27.
    library = typer.BadParameter.__mro__[1].__module__.rpartition(".")[0]
    base = importlib.import_module(f"{library}.shell_completion").ShellComplete
    # Its way of talking to a shell is not used, so that nothing need be said of it.
    engine = type("_Engine", (base,), dict.fromkeys(("format_completion", "get_completion_args", "source_vars")))
    return list(engine(root, {}, "parkcmp", "").get_completions(before, begun))


def _joined(words: list[str]) -> list[str]:
    joined: list[str] = []
    for index, word in enumerate(words):
        continues = word == "=" or (index > 0 and words[index - 1] == "=")
        if joined and continues and joined[-1].startswith("--"):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _meaning(help_: str | None) -> str:
    from parkcmp.render.cells import visible

    text = visible(" ".join(str(help_ or "").split()))
    return text if len(text) <= _LONGEST_MEANING else text[: _LONGEST_MEANING - 1] + "…"


_BASH = r"""_parkcmp() {
    local word meaning
    COMPREPLY=()
    while IFS=$'\t' read -r word meaning; do
        [[ $word == *[[:space:]\'\"\\\$\`\(\)\&\;\|\<\>\*\?]* ]] && printf -v word %q "$word"
        COMPREPLY+=("$word")
    done < <("$1" completion bash "$COMP_CWORD" -- "${COMP_WORDS[@]}" 2>/dev/null)
}
complete -o default -o nosort -F _parkcmp parkcmp
"""
_ZSH = r"""#compdef parkcmp
_parkcmp() {
    local line
    local -a found
    for line in "${(@f)$(${words[1]} completion zsh $((CURRENT - 1)) -- "${(@)words}" 2>/dev/null)}"; do
        [[ -n $line ]] && found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
    done
    if (( $#found )); then
        _describe -V parkcmp found
    else
        _files
    fi
}
if [[ $funcstack[1] == _parkcmp ]]; then
    _parkcmp "$@"
else
    compdef _parkcmp parkcmp
fi
"""
_FISH = r"""function __parkcmp_candidates
    set -l current (commandline -ct)
    set -l words (commandline -opc)
    set -a words "$current"
    set -l found ($words[1] completion fish (math (count $words) - 1) -- $words 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path "$current"
    end
end
complete -c parkcmp -f -k -a '(__parkcmp_candidates)'
"""
_SCRIPTS = {Shell.BASH: _BASH, Shell.ZSH: _ZSH, Shell.FISH: _FISH}

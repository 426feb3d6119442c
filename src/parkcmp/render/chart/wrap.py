"""Lines under a picture, broken for a width: after blanks and Chinese characters, as Chinese is set."""

from __future__ import annotations

from rich.cells import cell_len

_NEVER_FIRST = "，。；：、！？）》」』”’〉】,.;:!?)]}"


def wrap(line: str, cells: int) -> list[str]:
    """The line in pieces of at most so many cells; a sign that closes stays with what it closes."""
    pieces = [""]
    for word in _words(line):
        if pieces[-1] and cell_len(pieces[-1]) + cell_len(word.rstrip()) > cells:
            pieces[-1] = pieces[-1].rstrip()
            pieces.append("")
        pieces[-1] += word
        while cell_len(pieces[-1]) > max(cells, 2):
            cut = next(i for i in range(len(pieces[-1]), 0, -1) if cell_len(pieces[-1][:i]) <= max(cells, 2))
            pieces[-1:] = [pieces[-1][:cut], pieces[-1][cut:]]
    return [piece for piece in pieces if piece] or [""]


def _words(line: str) -> list[str]:
    words: list[str] = []
    for character in line:
        breaks = not words or words[-1][-1] == " " or cell_len(words[-1][-1]) == 2 or cell_len(character) == 2
        if breaks and not (words and character in _NEVER_FIRST) and not (words and words[-1][-1] in "《（「『“‘"):
            words.append(character)
        else:
            words[-1] += character
    return words

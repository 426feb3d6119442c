"""All that is said to people beside the data, and the only writer of stderr.

One line a message. Control characters, as a document may have them in its title, are made visible first. Where stderr
is full or nobody reads it, what is said is lost, and the command does and ends as it would have.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from parkcmp.errors import ParkcmpError

if TYPE_CHECKING:
    from parkcmp.query.answer import Note


def error(failure: ParkcmpError) -> None:
    """Say what failed and what to do, on one line."""
    _say(f"parkcmp: error: {failure}")


def note(notes: Iterable[Note], lang: str) -> None:
    """Say each note in the language of the user."""
    for item in notes:
        _say(f"parkcmp: {item.zh if lang == 'zh' else item.en}")


def message(text: str) -> None:
    """Say one line of progress or result."""
    _say(text)


def _say(text: str) -> None:
    from parkcmp.render.cells import visible

    with contextlib.suppress(OSError):
        sys.stderr.write(visible(text) + "\n")
        sys.stderr.flush()

"""The lexicon with a user's own files laid over the package's: `--lexicon FILE` and $PARKCMP_LEXICON.

Files of the environment come first, those of the command line after them, so that the nearer wins. pydantic is loaded
only where there is a file.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from parkcmp.errors import LexiconError
from parkcmp.lexicon import load
from parkcmp.lexicon.records import Lexicon

VARIABLE = "PARKCMP_LEXICON"


def lexicon_paths(paths: Sequence[Path] = ()) -> tuple[Path, ...]:
    """All lexicon files that apply: those of $PARKCMP_LEXICON (separated as PATH is), then `paths`."""
    of_environment = [Path(name) for name in os.environ.get(VARIABLE, "").split(os.pathsep) if name]
    return (*of_environment, *paths)


def load_lexicon(paths: Sequence[Path] = ()) -> Lexicon:
    """The package's lexicon with these files and those of the environment over it.

    Its version differs from the package's where a file changes anything. Raises LexiconError.
    """
    lexicon = load.load_lexicon()
    files = lexicon_paths(paths)
    if not files:
        return lexicon
    from parkcmp.lexicon.assemble import assemble, take_apart
    from parkcmp.lexicon.merge import merge
    from parkcmp.lexicon.validate import read_entries

    for path in files:
        parts = take_apart(lexicon)
        merge(parts, read_entries(path), str(path))
        try:
            lexicon = assemble(parts)
        except LexiconError as error:  # two entries contradict each other: the one that came last is to be mended
            raise LexiconError(f"lexicon {path}: {error.what}", error.remedy) from error
    return lexicon

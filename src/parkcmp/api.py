"""The commands as Python: the same words, the same columns, the same rules.

    >>> import parkcmp
    >>> found = parkcmp.extract("新乡高新区拥有高新技术企业135家。", date="2022-09")
    >>> [(row["entity"], row["metric"], row["value"]) for row in found]
    [('新乡', 'hitech_firms', Decimal('135'))]

Whatever fails raises a `ParkcmpError` with a remedy, as the command line prints it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from parkcmp.database import Database
from parkcmp.errors import UnreadableError, UsageError
from parkcmp.results import Result

if TYPE_CHECKING:
    from parkcmp.lexicon.records import Lexicon

Files = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


def extract(text: str, date: str | None = None, park: str | None = None, *, lexicon: Files = ()) -> Result:
    """All facts of a text: the columns of `parkcmp extract`.

    `date` is the day or month of publication (2022-09), else it is inferred from the text; `park` the zone whose
    numbers they are in a text that never says; `lexicon` files with parks, metrics and names of your own.

        >>> row = extract("厦门高新区2021年规模以上工业总产值增长13.9%。").rows[0]
        >>> row["metric"], row["measure"], row["value"], row["unit"], row["period"]
        ('output_above_scale', 'growth', Decimal('13.9'), '%', '2021')

    Raises UsageError for a date or a park that is none, UnreadableError for a text with half characters.
    """
    from parkcmp.lexicon.names import resolve_park
    from parkcmp.model import Document
    from parkcmp.pipeline import Said, describe, extract_document, parse_date
    from parkcmp.query.ledger import list_extracted
    from parkcmp.store.identity import document_id, text_digest

    known = _load_lexicon(lexicon)
    said = Said(date=parse_date(date) if date else None, park=resolve_park(park, known).key if park else None)
    try:
        name = document_id(text_digest(text))
    except UnicodeEncodeError as failure:
        raise UnreadableError(f"character {failure.start} of the text is half a character", "decode it anew") from None
    facts = extract_document(describe(Document(text), said.over({})), known).facts
    return Result(list_extracted([(name, text, facts)]))


def open(
    path: str | os.PathLike[str] | None = None, *, wait: float = 10.0, lang: str = "en", lexicon: Files = ()
) -> Database:
    """The database at `path`, else at $PARKCMP_DB, else parkcmp.duckdb in the current folder, for questions.

    `wait` is how many seconds to queue for it, `lang` (en or zh) the language of names and notes. Raises StoreError
    where it is missing, damaged, in use for longer, or of another schema.
    """
    if lang not in ("en", "zh"):
        raise UsageError(f"no language {lang!r}", "use en or zh")
    database = Database(
        Path(path or os.environ.get("PARKCMP_DB") or "parkcmp.duckdb"), wait, lang, _load_lexicon(lexicon)
    )
    database.documents()
    return database


def _load_lexicon(files: Files) -> Lexicon:
    paths = [files] if isinstance(files, str | os.PathLike) else list(files)
    if paths or os.environ.get("PARKCMP_LEXICON"):
        from parkcmp.lexicon import user

        return user.load_lexicon([Path(path) for path in paths])
    from parkcmp.lexicon.load import load_lexicon

    return load_lexicon()

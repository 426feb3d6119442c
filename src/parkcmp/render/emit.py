"""Where an answer goes and in which format. Only data is written here; notes are the command line's to say."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from parkcmp.errors import UnknownNameError, UsageError
from parkcmp.query.answer import Answer
from parkcmp.render import delimited, records
from parkcmp.render.cells import is_numeric
from parkcmp.render.options import Format, OutputOptions

_ENDINGS = {
    "": Format.TSV,
    ".tsv": Format.TSV,
    ".txt": Format.TABLE,
    ".csv": Format.CSV,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".md": Format.MD,
    ".markdown": Format.MD,
}
_EXPORTED = (".xlsx", ".parquet")


def emit(answer: Answer, options: OutputOptions) -> None:
    """Write the rows to stdout or to a file, which appears complete or not at all.

    Raises UnknownNameError for a column that the answer does not have and UsageError for a file that cannot be
    written or whose ending says no format.
    """
    fmt = _format(options)
    if options.columns is not None:
        answer = select(answer, options.columns)
    pieces = _pieces(answer, fmt, options)
    if options.output is None:
        for piece in pieces:
            sys.stdout.write(piece)
    else:
        write_file(options.output, pieces)


def select(answer: Answer, columns: Iterable[str]) -> Answer:
    """The answer with these columns alone, in this order. Raises UnknownNameError, with what was perhaps meant."""
    where = []
    names = tuple(columns)
    for name in names:
        if name not in answer.columns:
            import difflib

            near = difflib.get_close_matches(name, answer.columns, 1)
            known = f"did you mean {near[0]}?" if near else f"there are {', '.join(answer.columns)}"
            raise UnknownNameError(f"no column {name!r}", known)
        where.append(answer.columns.index(name))
    rows = tuple(tuple(row[i] for i in where) for row in answer.rows)
    below = tuple(tuple(row[i] for i in where) for row in answer.reference)
    return replace(answer, columns=names, rows=rows, reference=below)


def _format(options: OutputOptions) -> Format:
    if options.format is not None:
        return options.format
    if options.output is not None:
        ending = options.output.suffix.lower()
        if ending not in _ENDINGS:
            known = " ".join(e for e in _ENDINGS if e)
            other = "parkcmp export writes it" if ending in _EXPORTED else "name it with --format"
            raise UsageError(f"the ending {ending} says no format", f"use one of {known}, or {other}")
        return _ENDINGS[ending]
    return Format.TABLE if sys.stdout.isatty() else Format.TSV


def _pieces(answer: Answer, fmt: Format, options: OutputOptions) -> Iterable[str]:
    columns, rows = answer.columns, answer.rows
    if fmt is Format.TSV:
        return delimited.tsv(columns, rows, options.header)
    if fmt is Format.CSV:
        return delimited.csv_lines(columns, rows, options.header, options.bom)
    if fmt is Format.JSONL:
        return records.jsonl(columns, rows)
    if fmt is Format.JSON:
        return records.json_object(columns, rows, answer.notes, answer.query, answer.reference)
    if fmt is Format.MD:
        return delimited.markdown(columns, rows, [is_numeric(row[i] for row in rows) for i in range(len(columns))])
    from parkcmp.render.table import draw

    return draw(answer, options, to_terminal=options.output is None and sys.stdout.isatty())


def write_file(path: Path, pieces: Iterable[str]) -> None:
    """Write UTF-8 to a file beside the target and move it there. Raises UsageError where that fails."""
    write_bytes(path, (piece.encode("utf-8") for piece in pieces))


def write_bytes(path: Path, pieces: Iterable[bytes]) -> None:
    """As `write_file`, for what is no text."""
    try:
        if path.exists() and not path.is_file():  # a pipe or a device is written as it stands
            with path.open("wb") as stream:
                stream.writelines(pieces)
            return
        target = path.resolve()
        with _draft(target) as draft:
            with draft.open("wb") as stream:
                stream.writelines(pieces)
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(target)
    except OSError as failure:
        raise UsageError(f"cannot write {path}: {failure.strerror}", "choose another --output") from failure


@contextmanager
def _draft(target: Path) -> Iterator[Path]:
    import tempfile

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:50]}.")
    os.close(handle)
    draft = Path(name)
    try:
        draft.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        yield draft
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

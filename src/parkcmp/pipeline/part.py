"""What a worker of a cluster does: read and extract some files, and leave a Parquet part where all machines find it.

Pure but for that file. The same files with the same words and versions make a part of the same name, so that what is
there need not be made again.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from pathlib import Path

from parkcmp.errors import UnreadableError, UsageError
from parkcmp.lexicon.load import read_compiled
from parkcmp.lexicon.records import Lexicon
from parkcmp.pipeline.places import Folder, Place, load_place
from parkcmp.pipeline.plan import file_reader
from parkcmp.pipeline.said import Said
from parkcmp.pipeline.work import Context, Outcome, Task, prepare
from parkcmp.reading import Source
from parkcmp.store.parts import Arrival, write_part
from parkcmp.store.rows import as_json

LEXICON = "lexicon-{}.json"


@dataclass(frozen=True, slots=True)
class Order:
    """A part to make: of these files, into this folder. `before` is what was said earlier of documents, by their ids;
    `reader` what it has to be read with."""

    places: tuple[Place, ...]
    folder: str
    said: Said
    lexicon: str
    reader: str
    before: Mapping[str, Mapping[str, str]]
    apart: bool = False  # in a process of its own, for one of the files may end it

    @property
    def name(self) -> str:
        """The name of the part's file."""
        content = [[(p.name, p.state) for p in self.places], asdict(self.said), self.reader, self.before]
        told = as_json(content).encode("utf-8", "backslashreplace")  # a file's name may be in no encoding
        return f"part-{hashlib.sha256(told).hexdigest()[:24]}.parquet"


def make_part(order: Order) -> str:
    """Make the part that is ordered; its name. Raises UsageError where this machine reads with another version."""
    context = Context(_lexicon(order.folder, order.lexicon), order.said)
    if file_reader(context) != order.reader:
        what = f"a worker reads with {file_reader(context)}, not {order.reader}"
        raise UsageError(what, "install the same parkcmp on all machines")
    arrivals = [arrival for n, place in enumerate(order.places) for arrival in _arrivals(n, place, context, order)]
    with tempfile.TemporaryDirectory(prefix="parkcmp-") as workspace:
        target = Path(workspace, order.name)
        write_part(arrivals, target)
        Folder(order.folder).put(order.name, target)
    return order.name


def find_digests(names: Sequence[str]) -> list[str]:
    """SHA-256 of each of these files; empty for one that cannot be read."""
    digests = []
    for name in names:
        try:
            digests.append(hashlib.sha256(load_place(name)).hexdigest())
        except UnreadableError:
            digests.append("")
    return digests


def outcome_json(outcome: Outcome) -> str:
    """An outcome as a part keeps it."""
    said = {f.name: getattr(outcome, f.name) for f in fields(outcome) if f.name not in ("failure", "imports", "change")}
    failure = [outcome.failure.what, outcome.failure.remedy] if outcome.failure else None
    return as_json({**said, "failure": failure})


def read_outcome(text: str) -> Outcome:
    """The outcome that `outcome_json` wrote."""
    said = json.loads(text)
    failure = said.pop("failure")
    said["parks"] = tuple(said["parks"])
    return Outcome(**said, failure=UnreadableError(*failure) if failure else None)


def _arrivals(number: int, place: Place, context: Context, order: Order) -> Iterator[Arrival]:
    try:
        data = load_place(place.name)
    except UnreadableError as failure:
        yield Arrival(outcome_json(Outcome(place.name, failure=failure)), number, "", "", "", None)
        return
    digest = hashlib.sha256(data).hexdigest()
    task = Task(Source(place.name), digest, data, order.before)
    for prepared in prepare(context, task):
        suffix = prepared.outcome.name.removeprefix(task.source.told)
        yield Arrival(outcome_json(prepared.outcome), number, digest, order.reader, suffix, prepared.rows)


@lru_cache(maxsize=4)
def _lexicon(folder: str, version: str) -> Lexicon:
    with tempfile.TemporaryDirectory(prefix="parkcmp-") as workspace:
        return read_compiled(Folder(folder).get(LEXICON.format(version), Path(workspace)).read_text(encoding="utf-8"))

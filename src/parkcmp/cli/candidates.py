"""What a shell offers for the word that is being typed: parks, indicators, documents, facts, periods.

A parameter says by its metavar what it takes (PARK, METRIC, ID …), so that a new command completes without more. Park
names are offered in Chinese, or in pinyin once a Latin letter is typed: what is offered continues what is there, as
fish and zsh demand. Whatever goes wrong offers nothing: a shell is no place for complaints.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parkcmp.store import Database

_WAIT = 0.5  # seconds that a person at a prompt waits for a database that is in use
_MOST = 400
Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word and what it means, in the form that the library expects."""

    value: str
    help: str
    type: str = "plain"


def attach(command: Any) -> None:
    """Let each parameter of a command, and of those below it, offer what its metavar names."""
    for parameter in command.params:
        metavar = str(parameter.metavar or "")
        offer = _OFFERS.get(metavar) or _OFFERS.get(metavar.replace("...", "").partition(" ")[0])
        if offer is not None:
            parameter.shell_complete = _completer(offer)
    for below in getattr(command, "commands", {}).values():
        attach(below)


def offer_facts(ctx: Any, begun: str) -> list[Candidate]:
    """The ids of facts that go on with what is typed."""
    return _candidates(_facts, ctx, begun)


def _completer(offer: Callable[[Any, str], Pairs]) -> Callable[[Any, str], list[Candidate]]:
    return lambda ctx, begun: _candidates(offer, ctx, begun)


def _candidates(offer: Callable[[Any, str], Pairs], ctx: Any, begun: str) -> list[Candidate]:
    found: dict[str, str] = {}
    with contextlib.suppress(Exception):
        for word, meaning in offer(ctx, begun):
            if word.startswith(begun):
                found.setdefault(word, meaning)
            if len(found) >= _MOST:
                break
    return [Candidate(word, meaning) for word, meaning in found.items()]


def _parks(ctx: Any, begun: str) -> Pairs:  # noqa: ARG001 - all offers are called alike
    from parkcmp.lexicon.load import load_lexicon
    from parkcmp.lexicon.names import NATION

    parks = load_lexicon().parks.values()
    if begun.isascii() and begun:
        written = [park.pinyin for park in parks]
        yield from ((p.pinyin, p.key) for p in parks if written.count(p.pinyin) == 1)
        return
    yield from ((park.key, park.official_name) for park in parks)
    yield NATION, "all zones together"
    if not any(park.key.startswith(begun) for park in parks):  # longer names would only get in the way of a key
        yield from ((name, park.key) for park in parks for name in (park.official_name, *park.aliases))


def _metrics(ctx: Any, begun: str) -> Pairs:  # noqa: ARG001
    from parkcmp.lexicon.load import load_lexicon

    metrics = load_lexicon().metrics
    if not begun.isascii():
        yield from ((name, m.en) for m in metrics.values() for name in (m.zh, *m.aliases))
        return
    yield from ((m.id, m.zh) for m in metrics.values())
    for ending, meaning in (("_growth", "增长"), ("_share", "占比")):
        for m in metrics.values():
            if begun.startswith(m.id) and m.id + ending not in metrics:
                yield m.id + ending, m.zh + meaning


def _documents(ctx: Any, begun: str) -> Pairs:
    with _database(ctx) as database:
        yield from database.fetch(
            "SELECT document, coalesce(title, path) FROM documents WHERE starts_with(document, ?) ORDER BY sequence",
            [begun],
        )


def _facts(ctx: Any, begun: str) -> Pairs:
    with _database(ctx) as database:
        yield from database.fetch(
            "SELECT fact_id, concat_ws(' ', coalesce(entity, subject), coalesce(metric, label), period) FROM ledger"
            f" WHERE starts_with(fact_id, ?) ORDER BY document, start_ LIMIT {_MOST}",
            [begun],
        )


def _periods(ctx: Any, begun: str) -> Pairs:
    with _database(ctx) as database:
        yield from database.fetch(
            "SELECT period, count(*) || ' values' FROM observations WHERE starts_with(period, ?)"
            " GROUP BY period ORDER BY period DESC",
            [begun],
        )


def _origin(ctx: Any, begun: str) -> Pairs:
    """Of `why`: a fact's id, or a park, an indicator and a period, one after the other."""
    typed = ctx.params.get("names") or ()
    if len(typed) == 1:
        return _metrics(ctx, begun)
    if len(typed) == 2:
        return _periods(ctx, begun)
    if begun[:1].isdigit():
        return _facts(ctx, begun)
    # An id of a document may begin with a letter, as parks in pinyin do.
    return chain(_facts(ctx, begun), _parks(ctx, begun)) if begun[:1] in tuple("abcdef") else _parks(ctx, begun)


def _provinces(ctx: Any, begun: str) -> Pairs:  # noqa: ARG001
    from parkcmp.lexicon.load import load_lexicon

    return ((park.province, "") for park in load_lexicon().parks.values() if park.province)


def _regions(ctx: Any, begun: str) -> Pairs:  # noqa: ARG001
    return ((name, "") for name in ("东部", "中部", "西部", "东北"))


def _wholes(ctx: Any, begun: str) -> Pairs:  # noqa: ARG001
    return ((name, "") for name in ("city", "province", "nation"))


@contextlib.contextmanager
def _database(ctx: Any) -> Iterator[Database]:
    from parkcmp.cli.options import DEFAULT_DATABASE
    from parkcmp.store import connect

    named = ctx.params.get("db") or os.environ.get("PARKCMP_DB") or DEFAULT_DATABASE
    with connect(Path(named), wait=_WAIT) as database:
        yield database


_OFFERS: dict[str, Callable[[Any, str], Pairs]] = {
    "PARK": _parks,
    "METRIC": _metrics,
    "ID": _documents,
    "FACT_ID": _facts,
    "FACT_ID | PARK METRIC [PERIOD]": _origin,
    "PERIOD": _periods,
    "PROVINCE": _provinces,
    "REGION": _regions,
    "WHOLE": _wholes,
}

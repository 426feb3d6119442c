"""Rankings asked of a few facts, and what to look at in the answer."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from query_builder import LEXICON, said, stored

from parkcmp.model import Fact
from parkcmp.query.answer import Answer
from parkcmp.query.rank import COLUMNS, RankQuestion, rank

GROWTH = [
    said("新乡", "output", "21.21", measure="cagr", base="2012"),
    said("厦门", "output", "13.9", measure="growth", base="2020"),
    said("厦门", "output", "8.1", measure="cagr", base="2012"),
    said("龙岩", "output", "290", measure="growth", base="2012"),
    said("南京", "output", "3.3", "2021-Q3", measure="growth", base="2021-Q2"),
]


def ask(folder: Path, facts: Iterable[Fact | list[Fact]], metric: str = "hitech_firms", **options: Any) -> Answer:
    with stored(folder, *facts) as database:
        return rank(database, LEXICON, RankQuestion(metric, **options))


def column(answer: Answer, *names: str) -> list[Any]:
    where = [COLUMNS.index(name) for name in names]
    return [row[where[0]] if len(where) == 1 else tuple(row[i] for i in where) for row in answer.rows]


def codes(answer: Answer) -> set[str]:
    return {note.code for note in answer.notes}


def note(answer: Answer, code: str) -> str:
    (found,) = [n for n in answer.notes if n.code == code]
    return found.en

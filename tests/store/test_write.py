"""Storing: the same content changes nothing, another option re-extracts in place, nothing is half stored or rounded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from build import TEXT, make_extraction, make_fact, store

from parkcmp.errors import UnknownNameError
from parkcmp.lexicon.load import load_lexicon
from parkcmp.model import Bound, Cell, Document, Form, Mark, Measure, Span, Table
from parkcmp.store import connect
from parkcmp.store.identity import document_id, fact_ids, text_digest
from parkcmp.store.read import find_document, load_document
from parkcmp.store.registry import save_registry
from parkcmp.store.write import Change, Stamp, known_documents, remove_document, save_document


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "p.duckdb"


def fetch(path: Path, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with connect(path) as database:
        return database.fetch(sql, parameters)


def test_the_same_content_with_the_same_options_changes_nothing(db: Path) -> None:
    assert store(db, TEXT, make_extraction(make_fact())) is Change.ADDED
    before = fetch(db, "FROM facts")
    assert store(db, TEXT, make_extraction(make_fact(value="1"))) is Change.UNCHANGED
    assert fetch(db, "FROM facts") == before


@pytest.mark.parametrize(("options", "reader"), [({"date": "2022-10"}, "1"), ({}, "2")])
def test_other_options_or_rules_re_extract_in_place(db: Path, options: dict[str, str], reader: str) -> None:
    store(db, TEXT, make_extraction(make_fact(), make_fact(start=20, end=22)))
    again = make_extraction(make_fact(value="136"), published="2022-10")
    assert store(db, TEXT, again, options, reader) is Change.REEXTRACTED
    assert fetch(db, "SELECT value FROM facts") == [(Decimal(136),)]
    assert fetch(db, "SELECT published, sequence FROM documents") == [("2022-10", 1)]
    assert fetch(db, "SELECT count(*) FROM unexplained") == [(1,)]


def test_ids_are_the_digest_of_the_text_and_the_place(db: Path) -> None:
    store(db, TEXT, make_extraction(make_fact()))
    name = text_digest(TEXT)[:12]
    assert fetch(db, "SELECT document, fact_id FROM facts") == [(name, f"{name}-13")]


def test_two_facts_of_one_numeral_have_ids_of_their_own() -> None:
    facts = [make_fact(), make_fact(metric="output"), make_fact(start=20, end=22)]
    assert fact_ids("d", facts) == ["d-13", "d-13.2", "d-20"]


def test_a_document_whose_facts_cannot_be_stored_leaves_no_trace(db: Path) -> None:
    store(db, TEXT, make_extraction(make_fact()))
    broken = make_fact(unit=None)
    with pytest.raises(duckdb.ConstraintException):
        store(db, TEXT, make_extraction(make_fact(value="9"), broken), reader="2")
    with pytest.raises(duckdb.ConstraintException):
        store(db, TEXT + "2", make_extraction(broken))
    assert fetch(db, "SELECT value, reader FROM facts JOIN documents USING (document)") == [(Decimal(135), "1")]


@pytest.mark.parametrize("value", ["0.00000000001", "-3", "759.66", "9" * 24, "66.666667", "1E+3"])
def test_values_keep_every_digit(db: Path, value: str) -> None:
    store(db, TEXT, make_extraction(make_fact(value=value), make_fact(start=20, end=21, value="1.5")))
    assert fetch(db, "SELECT value FROM facts WHERE start_ = 13") == [(Decimal(value),)]


@pytest.mark.parametrize("text", ["a\r\nb\rc", "\ufeff中\u3000文", "nul\x00in", "😀𠮷家", "'; DROP TABLE facts; --"])
def test_texts_come_back_as_they_were(db: Path, text: str) -> None:
    store(db, text, make_extraction())
    with connect(db) as database:
        document, _ = load_document(database, document_id(text_digest(text)))
    assert document.text == text


INTERVALS = [
    (
        {"bound": Bound.OVER, "value": "1200", "round": "100"},
        ("1200", "1300", False, True),
        ("1200", None, False, False),
    ),
    (
        {"bound": Bound.UNDER, "value": "20000", "round": "10000"},
        ("10000", "20000", True, True),
        ("0", "20000", False, True),
    ),
    ({"form": Form.NUMBER, "value": "759.66", "last": "0.01"}, ("759.655", "759.665", False, False), None),
    ({"form": Form.RANGE, "value": "3", "value_high": "5"}, ("3", "5", False, False), None),
]


@pytest.mark.parametrize(("changes", "printed", "literal"), INTERVALS)
def test_intervals_are_stored_with_the_fact(db: Path, changes: Any, printed: Any, literal: Any) -> None:
    store(db, TEXT, make_extraction(make_fact(**changes)))
    for prefix, want in (("", printed), ("lit_", literal or printed)):
        columns = ", ".join(prefix + name for name in ("low", "high", "low_open", "high_open"))
        ends = tuple(Decimal(end) if end is not None else None for end in want[:2])
        assert fetch(db, f"SELECT {columns} FROM facts") == [(*ends, *want[2:])]


def test_days_and_basis_are_stored_with_the_fact(db: Path) -> None:
    growth = make_fact(measure=Measure.GROWTH, period="2022-H1", base="2021-H1")
    store(db, TEXT, make_extraction(growth, make_fact(start=20, period=None)))
    found = fetch(db, "SELECT period_start, period_end, months, basis FROM facts ORDER BY start_")
    assert found == [(date(2022, 1, 1), date(2022, 6, 30), 6, "yoy"), (None, None, None, None)]


def test_pages_tables_and_what_the_file_told_come_back(db: Path) -> None:
    table = Table((Cell(0, 1, 2, 3, "B1", 2, 1),), "Sheet1", Span(0, 1))
    read = Document(TEXT, "a.xlsx", title="题", published="2022-08", published_inferred="metadata",
                    marks=(Mark(0, "page 1"),), tables=(table,))  # fmt: skip
    described = replace(read, title="另题", published="2022-09", published_inferred=None)
    stamp = Stamp({"title": "另题", "date": "2022-09"}, "1")
    with connect(db, write=True) as database:
        save_document(database, read, described, make_extraction(), stamp)
    with connect(db) as database:
        assert load_document(database, document_id(text_digest(TEXT))) == (read, stamp)
        assert database.fetch("SELECT title, published FROM documents") == [("另题", "2022-09")]
        assert known_documents(database) == {document_id(text_digest(TEXT)): stamp}


def test_a_removed_document_is_gone_with_all_it_says(db: Path) -> None:
    store(db, TEXT, make_extraction(make_fact()))
    store(db, TEXT + "2", make_extraction(make_fact()))
    with connect(db, write=True) as database:
        remove_document(database, document_id(text_digest(TEXT)))
    left = [(document_id(text_digest(TEXT + "2")),)]
    for table in ("documents", "facts", "unexplained"):
        assert fetch(db, f"SELECT document FROM {table}") == left


def test_documents_are_found_by_the_beginning_of_their_id(db: Path) -> None:
    store(db, TEXT, make_extraction())
    name = document_id(text_digest(TEXT))
    with connect(db) as database:
        assert find_document(database, name[:4].upper()) == name
        for typed in ("", "zzz"):
            with pytest.raises(UnknownNameError):
                find_document(database, typed)


def test_the_registry_is_replaced_when_the_lexicon_changes(db: Path) -> None:
    lexicon = load_lexicon()
    smaller = replace(lexicon, parks={"新乡": lexicon.parks["新乡"]}, version="other")
    for each, parks in ((lexicon, len(lexicon.parks)), (lexicon, len(lexicon.parks)), (smaller, 1)):
        with connect(db, write=True) as database:
            save_registry(database, each)
        assert fetch(db, "SELECT count(*) FROM parks") == [(parks,)]
        assert fetch(db, "SELECT value FROM settings") == [(each.version,)]

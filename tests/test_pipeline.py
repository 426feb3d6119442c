"""Ingesting: what becomes of each file, what a person said of it, and that nothing is done twice or by halves."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from build import TEXT, make_extraction, make_fact

from parkcmp import pipeline
from parkcmp.errors import StoreError, UnknownNameError, UnreadableError, UsageError
from parkcmp.lexicon.load import load_lexicon
from parkcmp.model import Document, Extraction, Reason, Unexplained
from parkcmp.pipeline import Outcome, Said, edit, ingest, parse_date, work, writer
from parkcmp.store import connect, rows
from parkcmp.store.write import Change

LEXICON = load_lexicon()


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[Document]:
    """The documents that were extracted; each has one fact, and a day by its title where nobody gave one."""
    seen: list[Document] = []

    def extract(document: Document, _: object) -> Extraction:
        seen.append(document)
        if document.published:
            return make_extraction(make_fact(), published=document.published, inferred=document.published_inferred)
        return make_extraction(make_fact(), published="2022-01", inferred="event")

    monkeypatch.setattr(work, "extract", extract)
    return seen


@pytest.fixture
def run(tmp_path: Path, calls: list[Document]) -> Callable[..., list[Outcome]]:
    """Ingest files of tmp_path into p.duckdb there."""

    def run(*paths: str, said: Said | None = None, dry_run: bool = False, stdin: bytes = b"") -> list[Outcome]:
        return list(
            ingest(
                [path if path == "-" else str(tmp_path / path) for path in paths],
                said or Said(),
                database=tmp_path / "p.duckdb",
                lexicon=LEXICON,
                dry_run=dry_run,
                stdin=[stdin],
            )
        )

    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT + "2")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02")
    return run


def changes(outcomes: list[Outcome]) -> list[Change | None]:
    return [outcome.change for outcome in outcomes]


def test_a_second_ingest_extracts_nothing(run: Callable[..., list[Outcome]], calls: list[Document]) -> None:
    assert changes(run("a.txt", "b.txt")) == [Change.ADDED, Change.ADDED]
    assert changes(run("b.txt", "a.txt")) == [Change.UNCHANGED, Change.UNCHANGED]
    assert len(calls) == 2


def test_the_same_text_in_another_file_or_encoding_is_the_same_document(
    run: Callable[..., list[Outcome]], tmp_path: Path
) -> None:
    (tmp_path / "copy.txt").write_bytes(TEXT.encode("gb18030"))
    assert changes(run("a.txt", "copy.txt")) == [Change.ADDED, Change.UNCHANGED]
    assert changes(run("-", stdin=TEXT.encode("utf-16"))) == [Change.UNCHANGED]


def test_an_outcome_says_what_ingest_prints(run: Callable[..., list[Outcome]]) -> None:
    [outcome] = run("a.txt")
    assert (outcome.facts, outcome.parks, outcome.unexplained, outcome.open_numbers) == (1, ("新乡",), 1, 0)
    assert (outcome.published, outcome.published_inferred) == ("2022-01", "event")


def test_a_bad_file_stops_nothing(run: Callable[..., list[Outcome]]) -> None:
    outcomes = run("a.txt", "bad.txt", "none.txt", "b.txt")
    assert changes(outcomes) == [Change.ADDED, None, None, Change.ADDED]
    assert [bool(outcome.failure) for outcome in outcomes] == [False, True, True, False]


def test_a_reader_that_breaks_is_the_failure_of_its_file_alone(
    run: Callable[..., list[Outcome]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_each(data: bytes, name: str, skip: int) -> Iterator[Document | UnreadableError]:
        if name.endswith("a.txt"):
            raise IndexError("beyond")
        return read(data, name, skip)

    read = work.read_each
    monkeypatch.setattr(work, "read_each", read_each)
    broken, other = run("a.txt", "b.txt")
    assert "a.txt: not read to its end (IndexError in test_pipeline.py" in str(broken.failure)
    assert other.change is Change.ADDED


def test_bad_files_alone_make_no_database(run: Callable[..., list[Outcome]], tmp_path: Path) -> None:
    run("bad.txt", "none.txt")
    assert not (tmp_path / "p.duckdb").exists()


def test_a_dry_run_stores_nothing(run: Callable[..., list[Outcome]], tmp_path: Path) -> None:
    assert changes(run("a.txt", "a.txt", "b.txt", dry_run=True)) == [Change.ADDED, Change.ADDED]
    assert not (tmp_path / "p.duckdb").exists()
    run("a.txt")
    assert changes(run("a.txt", "b.txt", dry_run=True)) == [Change.UNCHANGED, Change.ADDED]


def test_what_a_person_said_stays_said_until_taken_back(run: Callable[..., list[Outcome]], tmp_path: Path) -> None:
    run("a.txt", said=Said(title="题"))
    [dated] = run("a.txt", said=Said(date="2022-10"))
    assert (dated.change, dated.published, dated.published_inferred) == (Change.REEXTRACTED, "2022-10", None)
    assert changes(run("a.txt")) == [Change.UNCHANGED]
    with connect(tmp_path / "p.duckdb") as database:
        assert database.fetch("SELECT title, published FROM documents") == [("题", "2022-10")]
    [again] = run("a.txt", said=Said(date=""))
    assert (again.change, again.published, again.published_inferred) == (Change.REEXTRACTED, "2022-01", "event")


def test_other_rules_or_another_lexicon_re_extract(
    run: Callable[..., list[Outcome]], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("a.txt")
    monkeypatch.setattr(work, "RULES_VERSION", "other")
    assert changes(run("a.txt")) == [Change.REEXTRACTED]


def test_editing_a_document_extracts_it_anew(run: Callable[..., list[Outcome]], tmp_path: Path) -> None:
    [outcome] = run("a.txt")
    db = tmp_path / "p.duckdb"
    edited = edit(outcome.document[:5], Said(date="2022-11", issuer="局"), database=db, lexicon=LEXICON)
    assert (edited.change, edited.published) == (Change.REEXTRACTED, "2022-11")
    assert edit(outcome.document, Said(date=""), database=db, lexicon=LEXICON).published_inferred == "event"
    with connect(db) as database:
        assert database.fetch("SELECT issuer, published FROM documents") == [("局", "2022-01")]
    with pytest.raises(UnknownNameError):
        edit("zzz", Said(date="2022-11"), database=db, lexicon=LEXICON)
    with pytest.raises(StoreError):
        edit("zzz", Said(date="2022-11"), database=tmp_path / "none.duckdb", lexicon=LEXICON)


def test_a_number_too_long_to_keep_exactly_is_no_fact(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = (make_fact(), make_fact(start=20, end=21, value="9" * 30), make_fact(start=22, end=23, last="1E-13"))
    monkeypatch.setattr(work, "extract", lambda *_: make_extraction(*facts))
    kept = pipeline.extract_document(Document(TEXT), LEXICON)
    assert [fact.value for fact in kept.facts] == [Decimal(135)]
    assert [u.start for u in kept.unexplained] == [18, 20, 22]
    assert kept.unexplained[1] == Unexplained(20, 21, Reason.UNIT)


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2022-09", "2022-09"),
        ("2022-9", "2022-09"),
        ("2022.9.5", "2022-09-05"),
        ("2022/09/15", "2022-09-15"),
        ("2022年9月", "2022-09"),
        ("2022年9月15日", "2022-09-15"),
    ],
)
def test_dates_as_people_type_them(typed: str, date: str) -> None:
    assert parse_date(typed) == date


@pytest.mark.parametrize("typed", ["2022-13", "2022-00", "2022-02-30", "09-2022", "yesterday", "22-9", "2022-9-99"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="2022-09"):
        parse_date(typed)


def test_a_file_that_changes_while_it_is_read_is_not_put_on_record(
    run: Callable[..., list[Outcome]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(path: Path) -> bytes:
        path.write_text(TEXT + "3", encoding="utf-8")  # somebody writes between the look at its digest and the reading
        return path.read_bytes()

    monkeypatch.setattr(work, "load", load)
    [outcome] = run("a.txt")
    assert outcome.failure
    assert "changed while it was read" in str(outcome.failure)
    monkeypatch.undo()
    [outcome] = run("a.txt")
    assert outcome.change is Change.ADDED


@pytest.fixture
def one_id(monkeypatch: pytest.MonkeyPatch) -> None:
    """All texts share an id, and each batch holds one."""
    for module in (work, rows):
        monkeypatch.setattr(module, "document_id", lambda _: "0123456789ab")
    monkeypatch.setattr(writer, "_BATCH_DOCUMENTS", 1)


@pytest.mark.usefixtures("one_id")
@pytest.mark.parametrize("said", [Said(), Said(title="甲", issuer="乙")])
def test_a_text_whose_id_another_has_is_refused_whatever_was_said_of_the_other(
    run: Callable[..., list[Outcome]], tmp_path: Path, said: Said
) -> None:
    assert changes(run("a.txt", said=said)) == [Change.ADDED]
    [outcome] = run("b.txt", said=replace(said, issuer=None, url="https://example.org"))
    assert isinstance(outcome.failure, StoreError)
    assert "two texts share the id 0123456789ab" in outcome.failure.what
    with connect(tmp_path / "p.duckdb") as store:
        assert store.fetch("SELECT text FROM documents") == [(TEXT,)]


@pytest.mark.usefixtures("one_id")
def test_a_file_with_a_refused_text_is_not_on_record_as_read(run: Callable[..., list[Outcome]], tmp_path: Path) -> None:
    run("a.txt")
    with zipfile.ZipFile(tmp_path / "box.zip", "w") as package:
        for name, text in (("1.txt", TEXT + "1"), ("2.txt", TEXT)):
            package.writestr(name, text)
    for _ in range(2):
        assert [bool(outcome.failure) for outcome in run("box.zip")] == [True, False]

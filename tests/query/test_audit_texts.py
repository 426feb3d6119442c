"""What an audit reads off whole texts: lists of parts, values stated twice, units that slipped; and the newsletter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from query_builder import LEXICON, said, stored

from parkcmp.model import Document, Extraction, Fact, Span
from parkcmp.query.audit import AuditQuestion, audit
from parkcmp.render.cells import text
from parkcmp.store import Database, connect
from parkcmp.store.write import Stamp, save_document

NEWSLETTER = Path(__file__).parents[3] / "shared" / "corpus" / "torch-2022-09.txt"
_FIGURE = re.compile(r"(\d+(?:\.\d+)?)(家|个|亿元)")


def read(text: str) -> list[Fact]:
    """A fact for every plain figure of a text, all of 新乡 and 2021: money is output, 家 high-tech firms, 个 platforms;
    sentences end with a full stop."""
    facts = []
    ends = [0, *(found.end() for found in re.finditer("。", text))]
    for match in _FIGURE.finditer(text):
        metric = {"家": "hitech_firms", "亿元": "output", "个": "platforms"}[match[2]]
        start = max(end for end in ends if end <= match.start())
        sentence = Span(start, min((end for end in ends if end > start), default=len(text)))
        fact = said("新乡", metric, match[1])
        facts.append(replace(fact, start=match.start(1), end=match.end(1), sentence=sentence, label=metric))
    return facts


@contextmanager
def texts(folder: Path, *written: str) -> Iterator[Database]:
    """A database of texts, a month apart."""
    with connect(folder / "facts.duckdb", write=True) as database:
        for number, text in enumerate(written, 1):
            published = f"2022-{number:02d}"
            document = Document(text, published=published)
            extraction = Extraction(tuple(read(text)), (), (), published)
            save_document(database, document, document, extraction, Stamp({}, "test"))
    with connect(folder / "facts.duckdb") as database:
        yield database


def rows(database: Database) -> list[dict[str, Any]]:
    answer = audit(database, LEXICON, AuditQuestion())
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("企业2665家，其中甲类76家、乙类281家、丙类2308家。", ("consistent", "76 + 281 + 2308")),
        ("平台296个，其中国家级19个、省级123个。", ("consistent; 154个 in no part named", "19 + 123")),
        ("企业10家，其中甲类4家、乙类6家，另有外企300家。", ("consistent", "4 + 6")),
        ("企业10家，其中甲类4家、乙类3家，外企300家。", ("consistent; 3家 in no part named", "4 + 3")),
        ("企业10家，其中甲类14家。", ("contradicts; a part greater than its whole", "14")),
        ("产值100亿元，其中电子60.4亿元、机械40亿元。", ("consistent", "60.4 + 40")),
        ("企业10家，其中甲类4家。", None),
        ("企业10家；其中甲类14家。", None),
        ("企业10家，其中甲类4家；平台20家、基地90家。", None),
        ("平台10个，其中企业14家。", None),
        ("企业10家。其中甲类14家。", None),
    ],
)
def test_parts_behind_of_which(tmp_path: Path, text: str, expected: tuple[str, str] | None) -> None:
    with texts(tmp_path, text) as database:
        found = [(row["verdict"], row["formula"]) for row in rows(database) if row["check"] == "parts"]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (["企业135家。", "企业140家。"], [("revision", "contradicts", "135家 ≠ 140家")]),
        (["企业135家。又：企业140家。"], [("conflict", "contradicts", "135家 ≠ 140家")]),
        (
            ["企业135家、企业140家。"],
            [("conflict", "consistent only if the two are of different things", "135家 ≠ 140家")],
        ),
        (["企业135家。", "产值135亿元，企业135家。"], []),
        (["产值135亿元。", "产值135.4亿元。"], []),
        (["企业1家。", "企业2家。", "企业3家。"], [("revision", "contradicts", f"{n}家 ≠ {n + 1}家") for n in (1, 2)]),
        (
            ["产值759.66亿元。", "产值7596600亿元。"],
            [("unit slip", "contradicts; 10000 times apart", "759.66亿元 ≠ 7596600亿元")],
        ),
        (["产值1350亿元。", "产值135亿元。"], [("unit slip", "contradicts; 10 times apart", "1350亿元 ≠ 135亿元")]),
    ],
)
def test_a_value_stated_twice(tmp_path: Path, written: list[str], expected: list[tuple[str, str, str]]) -> None:
    with texts(tmp_path, *written) as database:
        found = [(row["check"], row["verdict"], row["formula"]) for row in rows(database)]
    assert found == expected


def test_both_sentences_are_shown(tmp_path: Path) -> None:
    with texts(tmp_path, "去年，企业135家。", "企业140家。") as database:
        (row,) = rows(database)
    assert row["sentence"] == "企业140家。"
    assert row["against"] == f"{row['evidence'].partition('-')[0]}: 去年，企业135家。"


def test_two_labels_of_one_indicator_are_no_contradiction(tmp_path: Path) -> None:
    one, other = said("新乡", "platforms", "4"), said("新乡", "platforms", "13")
    named = [replace(one, label="公共平台"), replace(other, label="技术平台", sentence=Span(1, 3))]
    with stored(tmp_path, named) as database:
        (row,) = rows(database)
    assert row["verdict"] == "consistent only if these differ: 公共平台 / 技术平台"


def series(*values: str, first: int = 2016) -> list[Fact]:
    return [said("新乡", "output", value, str(first + i)) for i, value in enumerate(values)]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (series("500", "520", "5400000", "560"), "ambiguous: 5400000亿元 or 540亿元, like its neighbours"),
        (series("500", "520", "5.4", "560"), "ambiguous: 5.4亿元 or 540亿元, like its neighbours"),
        (series("500", "520", "5400"), "ambiguous: 5400亿元 or 540亿元, like its neighbours"),
        (series("500", "520", "900", "560"), None),
        (series("50", "160", "500", "1600"), None),
        (series("500", "5400000"), None),
        ([*series("500", "520"), said("新乡", "output", "5400", "2030")], None),
        ([*series("500", "520"), said("新乡", "output", "54", "2017-01")], None),
        ([*series("500", "520"), said("厦门", "output", "5400", "2018")], None),
    ],
)
def test_units_that_slipped(tmp_path: Path, facts: list[Fact], expected: str | None) -> None:
    with stored(tmp_path, facts) as database:
        found = [row["verdict"] for row in rows(database) if row["check"] == "unit slip"]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("sentence", "other", "verdicts"),
    [
        ("产值居全国高新区第", "厦门", ["contradicts"]),
        ("产值居全省高新区第", "郑州", ["consistent only if the ranking is of fewer parks"]),
        ("产值居全省国家高新区第", "厦门", []),
        ("在全国领先，产值居全省第", "厦门", []),
        ("产值居全市第", "郑州", []),
        ("在全省领先，产值居全国第", "厦门", ["contradicts"]),
        ("产值居第", "厦门", ["consistent only if the ranking is of fewer parks"]),
    ],
)
def test_a_place_is_among_those_that_its_words_name(
    tmp_path: Path, sentence: str, other: str, verdicts: list[str]
) -> None:
    at = len(sentence)
    facts = [said("新乡", "output", "135"), said(other, "output", "150")]
    facts = [replace(f, start=i, end=i + 1) for i, f in enumerate(facts)]
    facts.append(replace(said("新乡", "output", "1", measure="rank", unit="位"), start=at, end=at + 1))
    facts = [replace(f, sentence=Span(0, at + 3)) for f in facts]
    document = Document(sentence + "1位。")
    with connect(tmp_path / "facts.duckdb", write=True) as database:
        save_document(database, document, document, Extraction(tuple(facts), (), (), None), Stamp({}, "test"))
    with connect(tmp_path / "facts.duckdb") as database:
        assert [row["verdict"] for row in rows(database)] == verdicts


def printed(value: Decimal, places: int) -> str:
    """A number as a writer rounds it."""
    return str(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN))


def told(park: str, earlier: Decimal, later: Decimal, places: int) -> list[Fact]:
    """All that a truthful writer says of two values, each number rounded on its own."""
    ratio = later / earlier
    numbers = {
        "change": printed(later - earlier, places),
        "multiple": printed(ratio, 1),
        "growth": printed(100 * ratio - 100, 1),
        "cagr": printed(100 * ratio ** (Decimal(1) / 9) - 100, 2),
    }
    claims = [
        said(park, "revenue", number, measure=name, base="2012", unit="亿元" if name == "change" else None)
        for name, number in numbers.items()
        if name != "multiple" or Decimal(number) > 0
    ]
    levels = [said(park, "revenue", printed(v, places), period) for v, period in ((earlier, "2012"), (later, "2021"))]
    return [*levels, *claims]


values = st.decimals("5", "99999", places=4)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(values, values, st.integers(0, 2)), min_size=1, max_size=40))
def test_a_truthful_writer_is_never_accused(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[Decimal, Decimal, int]]
) -> None:
    facts = [fact for park, pair in zip(LEXICON.parks, pairs, strict=False) for fact in told(park, *pair)]
    with stored(tmp_path_factory.mktemp("told"), facts) as database:
        found = rows(database)
    assert [row for row in found if row["verdict"].startswith("contradicts")] == []
    averages = [row["verdict"] for row in found if row["check"] == "cagr"]
    assert len(averages) == len(pairs)
    assert all("though" not in verdict for verdict in averages)


@pytest.mark.skipif(not NEWSLETTER.exists(), reason="the newsletter is not part of the project")
def test_the_newsletter(tmp_path: Path) -> None:
    """Facts of a real text; of its wording there is nothing here."""
    from parkcmp.extract.extraction import extract

    content = NEWSLETTER.read_text(encoding="utf-8")
    document = Document(content, path=str(NEWSLETTER), published="2022-09")
    with connect(tmp_path / "facts.duckdb", write=True) as database:
        save_document(database, document, document, extract(document, LEXICON), Stamp({}, "test"))
    with connect(tmp_path / "facts.duckdb") as database:
        found = rows(database)
    by_claim = {(row["park"], row["metric"], text(row["stated"])): row for row in found}
    assert not [row for row in found if row["verdict"].startswith("contradicts")]
    assert by_claim["新乡", "revenue", "22.82"]["verdict"] == "consistent only if n = 9"
    assert by_claim["新乡", "st_expenditure", "26.97"]["verdict"] == "consistent only if n = 9"
    assert by_claim["厦门", "talent_high", "2665"]["formula"] == "76 + 281 + 2308"
    assert by_claim["全国", "hitech_firms", "640"]["verdict"] == "ambiguous: +640 % or ×6.4"
    given = {text(row["stated"]): row["verdict"] for row in found if row["park"] == "南阳"}
    assert given["127"] == "gives a target of 200人"
    assert given["63"].startswith("gives about 403人 for 南阳市")

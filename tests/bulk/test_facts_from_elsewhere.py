"""Facts that another program found: checked by field, proven by their document, or kept and marked as unproven."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from archives import finish, start

from parkcmp.errors import UnknownNameError, UsageError
from parkcmp.lexicon.load import load_lexicon
from parkcmp.pipeline import Outcome, Said, edit, ingest
from parkcmp.pipeline.proof import prove
from parkcmp.store import connect
from parkcmp.store.jsonl import parse_record

LEXICON = load_lexicon()
CORPUS = Path(__file__).parent.parent / "corpus"
TEXT = "新乡高新区工作简报\n\n2021年，新乡高新区实现营业收入759.66亿元，一批企业落户，其中仓库３座、展厅1,250平方米。\n"
EMPLOYEES = "全年接待来访者1.25万人次，三分之一来自省外，满意率达九成，好评是上年的2.5倍，投诉下降3.5%，订单翻两番。\n"


def fact(**changes: Any) -> dict[str, Any]:
    """A complete line; None leaves the field out."""
    fields = {
        "entity": "新乡", "scope": "park", "metric": "hitech_firms", "subject": "新乡高新区", "label": "高新技术企业",
        "measure": "level", "value": 135, "value_high": None, "unit": "家", "bound": "exact", "period": "2021",
        "base": None, "whole": None, "status": "actual",
    }  # fmt: skip
    return {**fields, **changes}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT + EMPLOYEES, encoding="utf-8")
    run(tmp_path, "a.txt")
    return tmp_path


def run(folder: Path, name: str, **settings: Any) -> list[Outcome]:
    paths = [str(folder / name)]
    return list(ingest(paths, settings.pop("said", Said()), database=folder / "p.duckdb", lexicon=LEXICON, **settings))


def bring(folder: Path, *lines: dict[str, Any] | str | bytes, name: str = "f.jsonl", **settings: Any) -> list[Outcome]:
    """Import these lines."""
    texts = [line if isinstance(line, str | bytes) else json.dumps(line, ensure_ascii=False) for line in lines]
    content = b"".join((text.encode() if isinstance(text, str) else text) + b"\n" for text in texts)
    (folder / name).write_bytes(content)
    return run(folder, name, **settings)


def document(folder: Path) -> str:
    with connect(folder / "p.duckdb") as store:
        [(name,)] = store.fetch("SELECT document FROM documents WHERE path LIKE '%a.txt'")
    return str(name)


def ask(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with connect(folder / "p.duckdb") as store:
        return store.fetch(sql)


def at(digits: str, **changes: Any) -> dict[str, Any]:
    """A line about these digits of the text, named by its path."""
    start = (TEXT + EMPLOYEES).index(digits)
    return fact(metric=None, label="某项", start=start, end=start + len(digits), **changes)


PROVEN = [
    ("３", {"value": 3, "unit": "座"}),
    ("1,250", {"value": 1250, "unit": "平方米"}),
    ("1,250", {"value": 0.00125, "unit": "平方公里"}),
    ("1.25", {"value": 12500, "unit": "人次"}),
    ("三分之一", {"value": 33.333333, "unit": "%", "measure": "share", "whole": "来访者"}),
    ("九", {"value": 90, "unit": "%"}),
    ("2.5", {"value": 2.5, "unit": "倍", "measure": "multiple", "base": "2020"}),
    ("2.5", {"value": 250, "unit": "%", "measure": "growth", "base": "2020"}),
    ("3.5", {"value": -3.5, "unit": "%", "measure": "growth", "base": "2020"}),
    ("两", {"value": 300, "unit": "%", "measure": "growth", "base": "2020"}),
]


@pytest.mark.parametrize(("digits", "changes"), PROVEN)
def test_a_fact_whose_digits_stand_there_is_stored_with_its_document(
    folder: Path, digits: str, changes: dict[str, Any]
) -> None:
    [outcome] = bring(folder, {**at(digits, **changes), "document": document(folder)})
    assert outcome.failure is None
    assert outcome.facts == 1
    [(name, value, unproven, imported)] = ask(
        folder, "SELECT document, value, unproven, imported FROM facts WHERE imported IS NOT NULL"
    )
    assert (name, unproven, imported) == (document(folder), False, str(folder / "f.jsonl"))
    assert value == Decimal(str(changes["value"]))


REFUSED = [
    ("135", "759.66", {"value": 135, "unit": "亿元"}, "value: 135 亿元 is not what the text says there"),
    ("slip", "759.66", {"value": 7596.6, "unit": "亿元"}, "value: "),
    ("digit", "759.66", {"value": 759.67, "unit": "亿元"}, "value: "),
    ("sign", "759.66", {"value": -759.66, "unit": "亿元"}, "value: "),
    ("part of a number", "59.66", {"value": 59.66, "unit": "亿元"}, "is no whole number"),
    ("its beginning", "759", {"value": 759, "unit": "亿元"}, "is no whole number"),
    ("no number", "营业收入", {"value": 1, "unit": "亿元"}, "is no whole number"),
    ("another fraction", "三分之一", {"value": 25, "unit": "%", "measure": "share"}, "value: "),
    ("doublings", "两", {"value": 200, "unit": "%", "measure": "growth"}, "value: "),
]


@pytest.mark.parametrize(("digits", "changes", "what"), [case[1:] for case in REFUSED], ids=[c[0] for c in REFUSED])
def test_a_fact_whose_digits_do_not_stand_there_is_refused(
    folder: Path, digits: str, changes: dict[str, Any], what: str
) -> None:
    before = ask(folder, "SELECT * FROM facts ORDER BY ALL")
    refused, outcome = bring(folder, {**at(digits, **changes), "document": document(folder)})
    assert "f.jsonl, line 1: " in str(refused.failure)
    assert what in str(refused.failure)
    assert (outcome.facts, ask(folder, "SELECT * FROM facts ORDER BY ALL")) == (0, before)


WRONG = [
    ("no json", "no JSON"),
    ("[1]", "no JSON object"),
    ('{"measure": NaN}', "no JSON"),
    (fact(preiod="2021"), "preiod: no field of a fact"),
    ({k: v for k, v in fact().items() if k != "value"}, "value: missing"),
    (fact(value="135"), "value: write a number"),
    (fact(value=True), "value: write a number"),
    (fact(measure="stock"), "measure: "),
    (fact(period="last year"), "period: write 2021"),
    (fact(period="2021-13"), "period: write 2021"),
    (fact(entity="新香"), "entity: no park has the key '新香'"),
    (fact(scope="region"), "scope: "),
    (fact(metric="firms"), "metric: no indicator has the id 'firms'"),
    (fact(unit="件"), "unit: '件', but hitech_firms is kept in 家"),
    (fact(measure="growth"), "unit: '家', but a growth is in % or 个百分点"),
    (fact(start=5), "start: needs end"),
    (fact(start=5, end=5), "end: not after start"),
    (fact(start="5", end=6), "start: "),
    (fact(value=5, value_high=3), "value_high: less than value"),
    (fact(document="123456789012"), "start: a fact with its document needs the span"),
    (fact(document="123456789012", start=1, end=2), "document: no stored document '123456789012'; ingest it first"),
    (fact(path="b.txt", start=1, end=2), "path: no stored document 'b.txt'"),
    (fact(label="\ud800"), "label: holds half a character"),
    ('{"value": 1, "value": 2}', "value: stands twice"),
    (b'{"label": "\xff"}', "byte 11 is no UTF-8"),
    ("1" * 5000, "no JSON"),
]


@pytest.mark.parametrize(("line", "what"), WRONG, ids=[what for _, what in WRONG])
def test_a_wrong_line_is_refused_by_number_and_field_and_the_others_are_stored(
    folder: Path, line: dict[str, Any] | str | bytes, what: str
) -> None:
    if isinstance(line, dict):
        line = json.dumps(line)
    refused, outcome = bring(folder, fact(), "", line, fact(period="2020", value=120))
    assert f"f.jsonl, line 3: {what}" in str(refused.failure)
    assert outcome.facts == 2


def test_without_a_document_a_fact_is_unproven_wherever_it_is_shown(folder: Path) -> None:
    [outcome] = bring(
        folder, fact(sentence="某处说有135家", rule="model-7"), said=Said(date="2022-03", issuer="某模型")
    )
    assert outcome.imports is not None
    assert (outcome.imports.stored, outcome.imports.unproven) == (1, 1)
    assert ask(folder, "SELECT value, unproven, sources FROM observations WHERE metric = 'hitech_firms'") == [
        (Decimal(135), True, 1)
    ]
    [(fact_id, published)] = ask(
        folder, "SELECT fact_id, d.published FROM facts JOIN documents AS d USING (document) WHERE unproven"
    )
    assert published == "2022-03"
    code, lines = run_command(folder, "rank", "--metric", "hitech_firms", "--columns", "park,flags", "-f", "tsv")
    assert (code, lines[1:]) == (0, ["新乡\tunproven"])
    code, lines = run_command(folder, "why", fact_id, "-f", "json")
    [row] = json.loads("\n".join(lines))["rows"]
    assert (row["numeral"], row["verified"], row["unproven"], row["rule"]) == ("135", False, True, "unproven: model-7")
    assert "某处说有135家" in row["sentence"]
    code, lines = run_command(folder, "why", fact_id, "-f", "table")
    assert any("UNPROVEN" in line for line in lines)


def test_what_a_document_proves_goes_before_what_none_does(folder: Path) -> None:
    (folder / "b.txt").write_text("截至2021年底，新乡高新区拥有高新技术企业130家。\n", encoding="utf-8")
    run(folder, "b.txt", said=Said(date="2022-01"))
    bring(folder, fact(), said=Said(date="2023-01"))
    assert ask(folder, "SELECT value, unproven, conflict FROM observations WHERE metric = 'hitech_firms'") == [
        (Decimal(130), False, True)
    ]


def test_importing_again_changes_nothing(folder: Path) -> None:
    lines = [fact(), {**at("759.66", value=759.66, unit="亿元"), "document": document(folder)}]
    bring(folder, *lines)
    before = ask(folder, "SELECT * FROM facts ORDER BY ALL")
    [outcome] = bring(folder, *lines, name="copy.jsonl")
    assert outcome.imports is not None
    assert (outcome.imports.stored, outcome.imports.there) == (0, 2)
    assert ask(folder, "SELECT * FROM facts ORDER BY ALL") == before


def test_imported_facts_stay_when_their_document_is_extracted_anew(folder: Path) -> None:
    bring(folder, {**at("３", value=3, unit="座"), "document": document(folder)})
    edit(document(folder), Said(date="2022-05"), database=folder / "p.duckdb", lexicon=LEXICON)
    assert ask(folder, "SELECT count(*) FROM facts WHERE imported IS NOT NULL") == [(1,)]
    ids = [row[0] for row in ask(folder, "SELECT fact_id FROM facts")]
    assert len(ids) == len(set(ids))


def test_lines_of_unproven_facts_are_never_read_as_prose(folder: Path) -> None:
    bring(folder, fact())
    [(name,)] = ask(folder, "SELECT document FROM documents WHERE path LIKE '%.jsonl'")
    with pytest.raises(UsageError, match="imported facts"):
        edit(name, Said(date="2022-05"), database=folder / "p.duckdb", lexicon=LEXICON)
    with pytest.raises(UnknownNameError):
        edit("f" * 12, Said(), database=folder / "p.duckdb", lexicon=LEXICON)


def test_a_dry_run_checks_and_stores_nothing(folder: Path) -> None:
    before = ask(folder, "SELECT * FROM facts ORDER BY ALL")
    refused, outcome = bring(folder, fact(), fact(unit="件"), dry_run=True)
    assert refused.failure is not None
    assert outcome.imports is not None
    assert outcome.imports.stored == 1
    assert ask(folder, "SELECT * FROM facts ORDER BY ALL") == before


def test_what_parkcmp_extracts_can_be_imported_and_is_there_already(folder: Path) -> None:
    code, lines = run_command(folder, "extract", "a.txt", "-f", "jsonl")
    assert lines
    [outcome] = bring(folder, *lines)
    assert outcome.imports is not None
    assert (code, outcome.imports.stored, outcome.imports.there) == (0, 0, len(lines))


@pytest.mark.parametrize("name", sorted(path.stem for path in CORPUS.glob("*.jsonl")))
def test_marked_facts_are_proven_and_none_with_a_digit_changed(name: str) -> None:
    with (CORPUS / f"{name}.txt").open(encoding="utf-8", newline="") as file:
        text = file.read()
    for line in (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        marked = json.loads(line, parse_float=Decimal)
        kept = {k: v for k, v in marked.items() if k not in ("numeral", "tier", "accept", "class")}
        prove(parse_record(as_line(kept), LEXICON), text, LEXICON)
        digits = str(kept["value"])
        first = next(i for i, c in enumerate(digits) if c.isdigit())
        kept["value"] = Decimal(digits[:first] + ("1" if digits[first] != "1" else "2") + digits[first + 1 :])
        with pytest.raises(UsageError):
            prove(parse_record(as_line(kept), LEXICON), text, LEXICON)


def as_line(fields: dict[str, Any]) -> str:
    plain = {k: float(v) if isinstance(v, Decimal) else v for k, v in fields.items()}
    return json.dumps(plain, ensure_ascii=False)


def run_command(folder: Path, *arguments: str) -> tuple[int, list[str]]:
    """Exit code and lines of stdout."""
    process = start(folder, *arguments, *([] if arguments[0] == "extract" else ["--db", "p.duckdb"]))
    out, said = process.communicate()
    assert process.returncode == 0, said
    return process.returncode, out.splitlines()


def test_the_command_says_what_was_imported_and_what_was_refused(folder: Path) -> None:
    lines = [fact(), fact(unit="件"), fact(period="x")]
    (folder / "f.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    code, said = finish(start(folder, "ingest", "f.jsonl", "--db", "p.duckdb"))
    assert code == 5
    assert said[0] == "f.jsonl: imported 1 fact of 新乡; 1 without a document, marked unproven"
    assert said[1].startswith("parkcmp: error: f.jsonl, line 2: unit: ")
    assert said[2].startswith("parkcmp: error: f.jsonl, line 3: period: ")
    assert said[3].startswith("parkcmp: error: 2 lines were refused")
    code, said = finish(start(folder, "ingest", "none.jsonl", "--db", "p.duckdb"))
    assert (code, said) == (5, ["parkcmp: error: none.jsonl: No such file or directory; check the path"])


def test_a_file_of_nonsense_is_told_in_a_few_lines(folder: Path) -> None:
    outcomes = bring(folder, *["nonsense"] * 500)
    assert len(outcomes) == 22
    assert "480 more lines" in str(outcomes[20].failure)


@pytest.mark.parametrize("unit", ["位", "名"])
def test_a_place_has_one_unit_whatever_it_is_counted_in(unit: str) -> None:
    line = json.dumps(fact(metric="rank_overall", measure="rank", value=14, unit=unit))
    assert parse_record(line, LEXICON).unit == "位"

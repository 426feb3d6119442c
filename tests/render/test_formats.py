"""The formats say the same, cell for cell, and harm nobody who reads them."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from parkcmp.errors import UnknownNameError, UsageError
from parkcmp.intervals import Interval
from parkcmp.query.answer import Answer, Note, Value
from parkcmp.render import Format, OutputOptions, emit
from parkcmp.render.cells import plain, text, visible
from parkcmp.render.sheet import Column, Line, sheet_of
from parkcmp.render.table import draw_sheet

HOSTILE = "[red]a[/x]|\x1b[31m\t\u202e=cmd\r\nb\\`<b>&\x9b"


def written(answer: Answer, capsys: pytest.CaptureFixture[str], **options: object) -> str:
    emit(answer, OutputOptions(**options))  # type: ignore[arg-type]
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("12.160000000000", "12.16"),
        ("5934.000000000000", "5934"),
        ("1E+3", "1000"),
        ("100", "100"),
        ("-0.00", "0"),
        ("0.000000000001", "0.000000000001"),
        ("12345678901234567890123456.123456789012", "12345678901234567890123456.123456789012"),
        ("-3.10", "-3.1"),
    ],
)
def test_a_number_keeps_its_digits_and_no_more(number: str, expected: str) -> None:
    assert plain(Decimal(number)) == expected


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        (Interval(Decimal(34), Decimal("34.00")), "34"),
        (Interval(Decimal(1200), Decimal(1300), high_open=True), "[1200, 1300)"),
        (Interval(None, Decimal("0.5")), "(-∞, 0.5]"),
        (Interval(Decimal(1), None, low_open=True), "(1, ∞)"),
    ],
)
def test_an_interval_is_written_as_mathematics_does(interval: Interval, expected: str) -> None:
    assert text(interval) == expected


words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), max_size=12)
values = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**30), 10**30), words,
    st.decimals(-(10**20), 10**20, allow_nan=False, allow_infinity=False, places=12),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.lists(st.tuples(values, values, words), max_size=5))
def test_tsv_csv_json_and_jsonl_agree_cell_for_cell(
    rows: list[tuple[Value, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    answer = Answer(("a", "b", "c"), tuple(rows))
    expected = [[text(value) for value in row] for row in rows]
    lines = written(answer, capsys, format=Format.TSV).split("\n")[1:-1]
    assert [[_unescaped(cell) for cell in line.split("\t")] for line in lines] == expected
    read = list(csv.reader(io.StringIO(written(answer, capsys, format=Format.CSV))))[1:]
    assert [
        [_with_formula(cell, value) for cell, value in zip(line, row, strict=True)]
        for line, row in zip(read, rows, strict=True)
    ] == expected
    parsed = json.loads(written(answer, capsys, format=Format.JSON), parse_float=str, parse_int=str)
    assert [[_as_cell(row[c]) for c in "abc"] for row in parsed["rows"]] == expected
    records = written(answer, capsys, format=Format.JSONL).split("\n")[:-1]
    found = [json.loads(line, parse_float=str, parse_int=str) for line in records]
    assert [[_as_cell(row[c]) for c in "abc"] for row in found] == expected


def _unescaped(cell: str) -> str:
    return cell.replace("\\\\", "\\")


def _with_formula(cell: str, value: Value) -> str:
    return cell[1:] if isinstance(value, str) and cell.startswith("'") and cell != value else cell


def _as_cell(value: object) -> str:
    return "" if value is None else {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


shown = st.one_of(
    st.integers(-(10**30), 10**30),
    st.decimals(-(10**20), 10**20, allow_nan=False, allow_infinity=False, places=12),
    st.text(st.characters(categories=("Lu", "Ll", "Lo", "Nd")), min_size=1, max_size=200),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.lists(st.tuples(shown, shown, shown), min_size=1, max_size=5))
def test_the_table_shows_the_same_cells(
    rows: list[tuple[Value, ...]], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    drawn = written(Answer(("a", "b", "c"), tuple(rows)), capsys, format=Format.TABLE).splitlines()[2:]
    assert [line.split() for line in drawn] == [[text(value) for value in row] for row in rows]


def test_json_is_one_object_with_the_promised_keys_in_plain_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    answer = Answer(("park",), (("新乡",),), (Note("n", "note", "注"),), {"metric": "rd_share", "top": 3})
    out = written(answer, capsys, format=Format.JSON, lang="zh")
    assert json.loads(out) == {
        "schema_version": 1,
        "query": {"metric": "rd_share", "top": 3},
        "rows": [{"park": "新乡"}],
        "notes": [{"code": "n", "en": "note", "zh": "注"}],
    }
    assert "新乡" in out
    empty = json.loads(written(Answer(("park",), ()), capsys, format=Format.JSON))
    assert (empty["rows"], empty["notes"]) == ([], [])


def test_hostile_text_stays_one_harmless_line(capsys: pytest.CaptureFixture[str]) -> None:
    answer = Answer(("title", "n"), ((HOSTILE, 1),))
    for fmt in Format:
        out = written(answer, capsys, format=fmt)
        assert not set("\x1b\x9b\u202e") & set(out), fmt
        if fmt in (Format.TSV, Format.MD, Format.JSONL):
            assert len(out.splitlines()) == {Format.TSV: 2, Format.MD: 3, Format.JSONL: 1}[fmt]
    assert "\\x1b[31m\\t" in written(answer, capsys, format=Format.TSV)
    assert json.loads(written(answer, capsys, format=Format.JSONL))["title"] == HOSTILE


@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "+1", "-1", "@x", "＝1", "\t=1"])
def test_a_spreadsheet_meets_no_formula_in_csv(capsys: pytest.CaptureFixture[str], formula: str) -> None:
    out = written(Answer(("t", "n"), ((formula, Decimal(-1)),)), capsys, format=Format.CSV, header=False)
    cell, number = next(csv.reader(io.StringIO(out)))
    assert (cell, number) == ("'" + formula, "-1")


def test_markdown_is_escaped_and_aligned(capsys: pytest.CaptureFixture[str]) -> None:
    out = written(Answer(("t", "n"), (("a|b <i>[x](y) hitech_firms _z_", 5),)), capsys, format=Format.MD)
    assert out.splitlines()[1:] == ["| --- | ---: |", "| a\\|b \\<i\\>\\[x\\](y) hitech_firms \\_z\\_ | 5 |"]


def test_bom_header_and_columns(capsys: pytest.CaptureFixture[str]) -> None:
    answer = Answer(("park", "value"), (("新乡", 135),))
    assert written(answer, capsys, format=Format.CSV, bom=True) == "\ufeffpark,value\n新乡,135\n"
    assert written(answer, capsys, format=Format.CSV, header=False, columns=("value", "park")) == "135,新乡\n"
    with pytest.raises(UnknownNameError, match="did you mean value"):
        written(answer, capsys, format=Format.CSV, columns=("valeu",))


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("x.tsv", "park\n"),
        ("x", "park\n"),
        ("x.csv", "park\n"),
        ("x.json", "{\n"),
        ("x.ndjson", '{"park"'),
        ("x.md", "| park |"),
        ("x.txt", "高新区\n──"),
    ],
)
def test_the_ending_picks_the_format(
    tmp_path: Path, name: str, begins: str, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / name
    assert written(Answer(("park",), (("新乡",),)), capsys, output=target, lang="zh") == ""
    assert target.read_text(encoding="utf-8").startswith(begins)
    assert list(tmp_path.iterdir()) == [target]


def test_an_explicit_format_wins_and_an_unknown_ending_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = Answer(("park",), (("新乡",),))
    written(answer, capsys, output=tmp_path / "x.csv", format=Format.JSONL)
    assert (tmp_path / "x.csv").read_text(encoding="utf-8") == '{"park": "新乡"}\n'
    with pytest.raises(UsageError, match="--format"):
        written(answer, capsys, output=tmp_path / "x.doc")
    with pytest.raises(UsageError, match="cannot write"):
        written(answer, capsys, output=tmp_path / "no" / "x.csv")


def test_a_file_appears_complete_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "x.csv"
    target.write_text("before", encoding="utf-8")
    target.chmod(0o640)
    broken = Answer(("a",), ((1,), (2, 3)))  # too many values: JSON stumbles after it began to write
    with pytest.raises(ValueError, match="zip"):
        emit(broken, OutputOptions(format=Format.JSON, output=target))
    assert target.read_text(encoding="utf-8") == "before"
    emit(Answer(("a",), ((1,),)), OutputOptions(output=target))
    assert target.read_text(encoding="utf-8") == "a\n1\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    emit(Answer(("a",), ((1,),)), OutputOptions(output=tmp_path / "link.csv"))
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text(encoding="utf-8") == "a\n1\n"


def test_a_device_is_written_as_it_stands() -> None:
    emit(Answer(("a",), ((1,),)), OutputOptions(output=Path(os.devnull)))
    assert not Path(os.devnull).is_file()


def test_a_narrow_table_folds_and_loses_nothing() -> None:
    long = "国家备案众创空间数以及更多" * 4
    sheet = sheet_of((Column("名"), Column("n", right=True, firm=True)), [Line((long, "12345.678"))])
    drawn = draw_sheet(sheet, 40, colour=False)
    assert all(cell_len(line) <= 40 for line in drawn.splitlines())
    assert "".join(line[:30].split(" ")[0] for line in drawn.splitlines()[2:]) == long
    assert "12345.678" in drawn
    assert "…" not in drawn


def test_tables_hold_no_glyph_that_gbk_lacks() -> None:
    sheet = sheet_of((Column("名"), Column("n")), [Line(("新乡", "1"))], "题")
    draw_sheet(sheet, 60, colour=False).encode("gbk")


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"CLICOLOR_FORCE": "1"}, True),
        ({"CLICOLOR_FORCE": "0"}, False),
        ({"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_in_a_pipe_is_only_on_demand(
    environment: dict[str, str],
    coloured: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in written(Answer(("park",), (("新乡",),)), capsys, format=Format.TABLE)) is coloured


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\u202e", "\u200b", "\u2028", "\x85", "\n"])
def test_what_cannot_be_seen_is_shown_as_its_code(character: str) -> None:
    shown = visible(f"新{character}乡")
    assert character not in shown
    assert shown.startswith("新\\")

"""`export`: the same rows in every format, numbers as numbers, text as text."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from build import TEXT, make_extraction, make_fact, store
from terminal import environment

from parkcmp.errors import UsageError
from parkcmp.model import Bound, Form, Status
from parkcmp.query.answer import Answer
from parkcmp.query.export import OBSERVATIONS, Kind, column_kinds
from parkcmp.query.ledger import LEDGER
from parkcmp.render.workbook import workbook_bytes

PARKCMP = str(Path(sys.executable).with_name("parkcmp"))
EVIL = '=HYPERLINK("http://127.0.0.1:9","x")'
X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`parkcmp export ARGUMENTS` where a database has facts of two parks and a sentence that looks like a formula."""
    facts = [
        make_fact(label=EVIL),
        make_fact(metric="revenue", value="759.66", unit="亿元", form=Form.NUMBER, last="0.01", start=0, end=1),
        make_fact(metric="revenue", entity="厦门", value="1200.50", unit="亿元", bound=Bound.OVER, period="2020"),
        make_fact(entity="厦门", status=Status.TARGET, period="2025", value="200"),
    ]
    store(tmp_path / "parkcmp.duckdb", TEXT, make_extraction(*facts), title=EVIL)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [PARKCMP, "export", *arguments],
            cwd=tmp_path,
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def sheet(path: Path, number: int = 1) -> list[list[Any]]:
    """The cells of a sheet: text as str, numbers as Decimal, flags as bool, none as None. A formula fails."""
    with zipfile.ZipFile(path) as book:
        strings = [
            "".join(t.text or "" for t in item.iter(f"{X}t"))
            for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml")).iter(f"{X}si")
        ]
        root = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
    assert not list(root.iter(f"{X}f"))
    rows = []
    for row in root.iter(f"{X}row"):
        cells: dict[int, Any] = {}
        for cell in row:
            letters = "".join(c for c in cell.get("r", "") if c.isalpha())
            column = sum((ord(c) - 64) * 26**i for i, c in enumerate(reversed(letters))) - 1
            value = cell.findtext(f"{X}v")
            if value is not None:
                kind = cell.get("t", "n")
                cells[column] = {"s": lambda v: strings[int(v)], "n": Decimal, "b": lambda v: v == "1"}[kind](value)
        rows.append([cells.get(i) for i in range(max(cells) + 1)])
    return rows


def records(path: Path) -> list[dict[str, Any]]:
    """The rows of an exported file with exact numbers, empty ones None."""
    if path.suffix == ".json":
        return list(json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)["rows"])
    if path.suffix == ".jsonl":
        return [json.loads(line, parse_float=Decimal) for line in path.read_text(encoding="utf-8").splitlines()]
    if path.suffix == ".parquet":
        import duckdb

        with duckdb.connect() as connection:
            cursor = connection.execute("FROM read_parquet(?)", [str(path)])
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    header, *rows = sheet(path)
    return [dict(zip(header, [*row, *[None] * (len(header) - len(row))], strict=True)) for row in rows]


@pytest.mark.parametrize("what", ["facts", "observations"])
def test_formats_agree(run: Run, tmp_path: Path, what: str) -> None:
    found = {}
    for ending in ("json", "jsonl", "parquet", "xlsx"):
        done = run(f"out.{ending}", "--what", what)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert done.stderr == f"out.{ending}: 4 rows\n"
        found[ending] = records(tmp_path / f"out.{ending}")
    assert len(found["json"]) == 4
    assert tuple(found["json"][0]) == (LEDGER if what == "facts" else OBSERVATIONS)
    assert found["json"] == found["jsonl"] == found["parquet"] == found["xlsx"]
    run("out.csv", "--what", what)
    run("out.tsv", "--what", what)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader(lines))
    assert [row["value"] for row in table] == [str(row["value"]) for row in found["json"]]
    assert (tmp_path / "out.tsv").read_text(encoding="utf-8").count("\n") == 5


def test_no_text_becomes_a_formula(run: Run, tmp_path: Path) -> None:
    run("out.xlsx")
    run("out.csv", "--bom")
    rows = records(tmp_path / "out.xlsx")  # fails where there is a formula
    assert EVIL in [row["label"] for row in rows]
    assert sheet(tmp_path / "out.xlsx", 2)[1][1] == EVIL  # the sources, on their own sheet
    text = (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert text.startswith("\ufeffentity,")
    assert "'=HYPERLINK" in text and ",=HYPERLINK" not in text and ',"=HYPERLINK' not in text


def test_a_workbook_can_be_read(run: Run, tmp_path: Path) -> None:
    """Columns are as wide as what they hold, and the headings stay in sight."""
    run("out.xlsx")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as book:
        root = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    widths = [float(column.get("width", 0)) for column in root.iter(f"{X}col") for _ in _columns(column)]
    sentence = LEDGER.index("sentence")
    assert widths[sentence] > 40 > widths[LEDGER.index("value")] >= 8
    assert max(widths) < 70
    [pane] = root.iter(f"{X}pane")
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")


def _columns(column: ElementTree.Element) -> range:
    return range(int(column.get("min", 0)), int(column.get("max", 0)) + 1)


@pytest.mark.parametrize(
    ("filters", "values"),
    [
        (("--park", "新乡"), {"135", "759.66"}),
        (("--park", "xiamen"), {"1200.5", "200"}),
        (("--park", "新乡", "--park", "厦门", "--metric", "revenue"), {"759.66", "1200.5"}),
        (("--metric", "revenue", "--metric", "高新技术企业数"), {"135", "759.66", "1200.5", "200"}),
        (("--period", "2020年"), {"1200.5"}),
        (("--status", "target"), {"200"}),
        (("--measure", "growth"), set()),
        (("--metric", "revenue_growth"), set()),
        (("--document", "65f9"), {"135", "759.66", "1200.5", "200"}),
        (("--park", "全国"), set()),
    ],
)
@pytest.mark.parametrize("what", ["facts", "observations"])
def test_filters(run: Run, tmp_path: Path, what: str, filters: tuple[str, ...], values: set[str]) -> None:
    done = run("out.jsonl", "--what", what, *filters)
    assert done.returncode == 0, done.stderr
    assert {str(row["value"]) for row in records(tmp_path / "out.jsonl")} == values
    assert ("nothing fits" in done.stderr or "no fact fits" in done.stderr) == (not values)


def test_types_hold_without_rows(run: Run, tmp_path: Path) -> None:
    """Two Parquet files can be put together though one of them is empty."""
    import duckdb

    run("full.parquet", "--what", "observations")
    run("empty.parquet", "--what", "observations", "--park", "全国")
    with duckdb.connect() as connection:
        described = [
            connection.execute("DESCRIBE FROM read_parquet(?)", [str(tmp_path / name)]).fetchall()
            for name in ("full.parquet", "empty.parquet")
        ]
    assert described[0] == described[1]
    types = {row[0]: row[1] for row in described[0]}
    assert (types["value"], types["sources"], types["conflict"], types["published"]) == (
        "DECIMAL(38,12)", "BIGINT", "BOOLEAN", "VARCHAR",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("out.doc",), 2, ".xlsx .parquet .csv"),
        (("out",), 2, ".xlsx .parquet .csv"),
        (("none/out.xlsx",), 2, "cannot write none/out.xlsx"),
        (("none/out.parquet",), 2, "cannot write none/out.parquet"),
        (("out.csv", "--park", "新香"), 2, "新乡"),
        (("out.csv", "--period", "bald"), 2, "period"),
        (("out.csv", "--document", "999"), 2, "document"),
        (("out.csv", "--db", "missing.duckdb"), 3, "missing.duckdb"),
    ],
)
def test_a_mistake_is_one_line(run: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    before = set(tmp_path.iterdir())
    done = run(*arguments)
    assert (done.returncode, done.stderr.count("\n")) == (code, 1)
    assert said in done.stderr
    assert {path for path in tmp_path.iterdir() if not path.name.endswith(".lock")} - before == set()


def test_without_xlsxwriter_a_workbook_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match=r"parkcmp\[xlsx\]"):
        workbook_bytes([("facts", Answer(("a",), (("x",),)))])


def test_what_excel_cannot_hold_is_said_or_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "long.xlsx").write_bytes(
        workbook_bytes([("facts", Answer(("a",), (("长" * 40_000,), ("\x1b[1m\n",))))])
    )
    long, control = (row[0] for row in sheet(tmp_path / "long.xlsx")[1:])
    assert len(long) < 32_767 and long.endswith(" …")  # xlsxwriter would leave the cell empty
    assert control == "\\x1b[1m\n"
    with pytest.raises(UsageError, match="more than Excel takes"):
        workbook_bytes([("facts", Answer(("a",), ((1,),) * 1_048_576))])


def test_columns_without_a_known_name_take_the_type_of_their_values() -> None:
    columns = ("value", "x", "y", "z", "新乡.value", "n")
    rows = [(None, 1, "a", True, None, 1), (None, None, 2, None, None, Decimal("1.5"))]
    assert column_kinds(columns, rows) == (Kind.NUMBER, Kind.WHOLE, Kind.TEXT, Kind.FLAG, Kind.NUMBER, Kind.NUMBER)

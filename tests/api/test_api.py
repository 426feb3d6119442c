"""The Python API: the command line's answers as Python values; nothing is loaded before it is needed."""

from __future__ import annotations

import doctest
import importlib
import json
import os
import pydoc
import shutil
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import parkcmp
from parkcmp.results import Result

ROOT = Path(__file__).parents[2]
PARKCMP = str(Path(sys.executable).with_name("parkcmp"))
SAMPLE = ROOT / "data" / "newsletter-2022-09.txt"
TEXT = "新乡高新区拥有高新技术企业135家。"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose parkcmp.duckdb holds the sample."""
    folder = tmp_path_factory.mktemp("api")
    shutil.copy(SAMPLE, folder / "newsletter.txt")
    command(folder, "ingest", "newsletter.txt")
    return folder


@pytest.fixture
def database(folder: Path, monkeypatch: pytest.MonkeyPatch) -> parkcmp.Database:
    monkeypatch.chdir(folder)
    monkeypatch.delenv("PARKCMP_DB", raising=False)
    monkeypatch.delenv("PARKCMP_LEXICON", raising=False)
    return parkcmp.open()


def command(folder: Path, *arguments: str) -> str:
    env = {name: value for name, value in os.environ.items() if not name.startswith("PARKCMP_")}
    done = subprocess.run(
        [PARKCMP, *arguments], cwd=folder, env={**env, "LC_ALL": "C.UTF-8"}, capture_output=True, text=True, check=True
    )
    return done.stdout


Ask = Callable[[parkcmp.Database], Result]
SAME: dict[str, Ask] = {
    "rank --metric hitech_firms": lambda d: d.rank("hitech_firms"),
    "rank --metric 高新技术企业数 --top 2 --min 100 --reading literal": lambda d: d.rank(
        "高新技术企业数", top=2, min=100, reading="literal"
    ),
    "rank --metric output_growth": lambda d: d.rank("output_growth"),
    "rank --metric hitech_firms --province 江苏 --period 2021 --no-proxy": lambda d: d.rank(
        "hitech_firms", province="江苏", period="2021", proxy=False
    ),
    "rank --metric hitech_firms --derived --ascending --max 2000": lambda d: d.rank(
        "hitech_firms", derived=True, ascending=True, max=Decimal(2000)
    ),
    "compare 新乡 龙岩": lambda d: d.compare("新乡", "龙岩"),
    "compare xinxiang 厦门 南京 --metric hitech_firms --metric revenue --benchmark": lambda d: d.compare(
        "xinxiang", "厦门", "南京", metric=["hitech_firms", "revenue"], benchmark=True
    ),
    "compare 新乡 龙岩 --common --derived": lambda d: d.compare("新乡", "龙岩", common=True, derived=True),
    "show 厦门": lambda d: d.show("厦门"),
    "show 全国 --derived --reading literal": lambda d: d.show("全国", derived=True, reading="literal"),
    "trend 新乡 厦门 --metric hitech_firms": lambda d: d.trend("新乡", "厦门", metric="hitech_firms"),
    "facts": lambda d: d.facts(),
    "facts --park 新乡 --metric revenue --measure cagr": lambda d: d.facts(
        park="新乡", metric="revenue", measure="cagr"
    ),
    "facts --value 759.66 --search 营业收入": lambda d: d.facts(value="759.66", search="营业收入"),
    "facts --status actual --period 2021": lambda d: d.facts(status="actual", period="2021"),
    "audit": lambda d: d.audit(),
    "audit --park 新乡 --verdict only-if --verdict gives": lambda d: d.audit(park="新乡", verdict=["only-if", "gives"]),
    "documents": lambda d: d.documents(),
    "sql SELECT_entity,value_FROM_latest": lambda d: d.sql("SELECT entity, value FROM latest ORDER BY ALL"),
}


@pytest.mark.parametrize("asked", list(SAME))
def test_the_same_answer_as_the_command(folder: Path, database: parkcmp.Database, asked: str) -> None:
    words = asked.split()
    if words[0] == "sql":
        words = ["sql", "SELECT entity, value FROM latest ORDER BY ALL"]
    printed = json.loads(command(folder, *words, "-f", "json"), parse_float=Decimal)
    result = SAME[asked](database)
    assert result.rows == printed["rows"]
    assert list(result.notes) == [note["en"] for note in printed["notes"]]
    assert result.reference == printed.get("reference", [])
    assert result.query == printed["query"]
    assert result.query["command"] == words[0]


def test_extract_is_the_command(folder: Path) -> None:
    printed = command(folder, "extract", "newsletter.txt", "--date", "2022-10", "-f", "jsonl")
    text = (folder / "newsletter.txt").read_text(encoding="utf-8")
    rows = [json.loads(line, parse_float=Decimal) for line in printed.splitlines()]
    assert parkcmp.extract(text, date="2022-10").rows == rows


def test_extract_with_own_names(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        '[[metrics]]\nid = "robots"\nzh = "机器人数"\nen = "Robots"\nunit = "个"\nkind = "stock"\n'
        'direction = "higher"\ncategory = "industry"\ndefinition = "x"\nsource = "x"\n',
        encoding="utf-8",
    )
    text = "新乡高新区2021年底机器人数达35个。"
    metrics = [row["metric"] for row in parkcmp.extract(text, lexicon=tmp_path / "own.toml")]
    assert metrics == ["robots"]


@pytest.mark.parametrize(
    ("wrong", "error", "said"),
    [
        (lambda d: d.rank("hitech_firmz"), parkcmp.UnknownNameError, "hitech_firms"),
        (lambda d: d.rank("hitech_firms", reading="loose"), parkcmp.UsageError, "printed"),
        (lambda d: d.rank("hitech_firms", measure="size"), parkcmp.UsageError, "level"),
        (lambda d: d.rank("hitech_firms", min="many"), parkcmp.UsageError, "many"),
        (lambda d: d.rank("hitech_firms", max=float("nan")), parkcmp.UsageError, "nan"),
        (lambda d: d.rank("hitech_firms", period="bald"), parkcmp.UsageError, "period"),
        (lambda d: d.compare("新乡"), parkcmp.UsageError, "2 to 12"),
        (lambda d: d.show("新香"), parkcmp.UnknownNameError, "新乡"),
        (lambda d: d.audit(verdict="wrong"), parkcmp.UsageError, "contradicts"),
        (lambda d: d.facts(document="zzz"), parkcmp.UnknownNameError, "zzz"),
        (lambda d: d.sql("DROP TABLE facts"), parkcmp.UsageError, "DROP"),
        (lambda d: parkcmp.extract("x", date="bald"), parkcmp.UsageError, "bald"),
        (lambda d: parkcmp.extract("x", park="新香"), parkcmp.UnknownNameError, "新乡"),
        (lambda d: parkcmp.extract("\ud800"), parkcmp.UnreadableError, "character 0"),
        (lambda d: parkcmp.open("missing.duckdb"), parkcmp.StoreError, "missing.duckdb"),
        (lambda d: parkcmp.open(lang="fr"), parkcmp.UsageError, "zh"),
    ],
)
def test_a_mistake_is_an_error_with_a_remedy(
    database: parkcmp.Database, wrong: Ask, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said) as raised:
        wrong(database)
    assert isinstance(raised.value, parkcmp.ParkcmpError) and raised.value.remedy


def test_a_database_is_not_kept_from_others(folder: Path, database: parkcmp.Database) -> None:
    database.rank("hitech_firms")
    command(folder, "documents", "edit", database.documents().rows[0]["document"], "--title", "新题")
    assert database.documents().rows[0]["title"] == "新题"
    command(folder, "documents", "edit", database.documents().rows[0]["document"], "--title", "")


def test_the_language_of_names_and_notes(folder: Path) -> None:
    chinese = parkcmp.open(folder / "parkcmp.duckdb", lang="zh")
    assert "高新技术企业" in " ".join(row["name"] for row in chinese.show("新乡"))
    assert any("时期" in note for note in chinese.rank("hitech_firms").notes)


def loaded_after(statements: str, folder: Path = ROOT) -> set[str]:
    script = f"import sys\n{statements}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.fixture(scope="module")
def of_duckdb() -> set[str]:
    """What DuckDB brings along for any question: before 2.0 it loads pandas to look at a parameter."""
    return loaded_after("import duckdb; duckdb.connect(':memory:').execute('SELECT ?', [1]).fetchall()") & HEAVY


HEAVY = {"duckdb", "pydantic", "typer", "rich", "pandas", "pyarrow", "polars", "numpy", "ahocorasick_rs", "xlsxwriter"}


@pytest.mark.parametrize(
    ("statements", "allowed"),
    [
        ("import parkcmp", set()),
        ("import parkcmp; dir(parkcmp); parkcmp.Result; parkcmp.ParkcmpError", set()),
        (f"import parkcmp; parkcmp.extract({TEXT!r})", {"ahocorasick_rs"}),
        ("import parkcmp; parkcmp.open().rank('hitech_firms').rows", {"duckdb"}),
    ],
)
def test_nothing_is_loaded_before_it_is_needed(
    folder: Path, of_duckdb: set[str], statements: str, allowed: set[str]
) -> None:
    assert loaded_after(statements, folder) & HEAVY == (allowed | of_duckdb if "duckdb" in allowed else allowed)


@pytest.mark.parametrize(("method", "others"), [("pandas", {"polars"}), ("polars", {"pandas"}), ("arrow", {"polars"})])
def test_a_library_brings_no_other_of_them(folder: Path, of_duckdb: set[str], method: str, others: set[str]) -> None:
    pytest.importorskip({"arrow": "pyarrow"}.get(method, method))
    loaded = loaded_after(f"import parkcmp; parkcmp.open().rank('hitech_firms').to_{method}()", folder)
    assert loaded.isdisjoint(others - of_duckdb)


def test_the_function_and_the_package_of_one_name() -> None:
    """`parkcmp.extract` is the function, also where the package of that name was imported."""
    script = (
        "import parkcmp, parkcmp.extract.version\nfrom parkcmp.extract import extract as pure\n"
        "from parkcmp import extract\n"
        f"assert extract is parkcmp.extract is not pure; print(len(parkcmp.extract({TEXT!r})))"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_every_public_name_says_what_it_is() -> None:
    for name in parkcmp.__all__:
        assert pydoc.getdoc(getattr(parkcmp, name)), name
    silent = [
        f"{owner.__name__}.{name}"
        for owner in (parkcmp.Database, parkcmp.Result)
        for name, member in vars(owner).items()
        if not name.startswith("_") and callable(member) and not pydoc.getdoc(member)
    ]
    assert silent == []
    with pytest.raises(AttributeError, match="nonsense"):
        parkcmp.nonsense  # type: ignore[attr-defined] # noqa: B018


def test_examples_in_the_documentation(database: parkcmp.Database) -> None:
    page = ROOT / "docs" / "python.md"
    failed, tried = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS, encoding="utf-8")
    assert failed == 0 and tried > 5


@pytest.mark.parametrize("module", ["parkcmp.api", "parkcmp.database", "parkcmp.results"])
def test_examples_in_docstrings(database: parkcmp.Database, module: str) -> None:
    names: dict[str, Any] = {"parkcmp": parkcmp, **vars(importlib.import_module(module))}
    failed, _ = doctest.testmod(importlib.import_module(module), globs=names, raise_on_error=False)
    assert failed == 0

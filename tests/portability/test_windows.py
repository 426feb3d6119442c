"""What Windows asks, as far as it can be tried elsewhere: names, encodings, line ends, calls that it lacks."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import TEXT
from command_line import Run, environment

import parkcmp
from parkcmp.pipeline import Said
from parkcmp.pipeline.apart import begun
from parkcmp.pipeline.part import Order

SOURCE = Path(parkcmp.__file__).parent
WITHOUT = Path(__file__).parents[1] / "support" / "without_unix.py"
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]|[. ]$')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)")


def is_a_name_on_windows(name: str) -> bool:
    return not _FORBIDDEN.search(name) and not _RESERVED.match(name)


def without_unix(folder: Path, *lines: str) -> str:
    done = subprocess.run(
        [sys.executable, WITHOUT, *lines],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    return done.stdout


def test_every_module_is_there_without_what_only_unix_has(tmp_path: Path) -> None:
    names = set(without_unix(tmp_path).split())
    assert {"parkcmp.store.queue", "parkcmp.limits", "parkcmp.pipeline.crew", "parkcmp.cli.streams"} <= names
    expected = {path.relative_to(SOURCE.parent).with_suffix("").parts for path in SOURCE.rglob("*.py")}
    plain = {".".join(parts).removesuffix(".__init__") for parts in expected}
    assert plain - {"parkcmp", "parkcmp.__main__"} == names


def test_commands_do_their_work_without_what_only_unix_has(tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(f"{TEXT}{n}", encoding="utf-8")
    lines = [
        *("ingest . --workers 1", "ingest . --workers 2 --db two.duckdb", "facts -o facts.csv", "documents"),
        *("db check", "db backup b.duckdb", "db restore b.duckdb", "rank --metric hitech_firms -f table"),
        *("export a.xlsx", "report a.html", "sql 'SELECT count(*) FROM facts'", "audit -f json", "nonsense"),
    ]
    told = [line for line in without_unix(tmp_path, *lines).splitlines() if line.startswith(f"{tmp_path.name}: ")]
    assert told == [f"{tmp_path.name}: {line}: {2 if line == 'nonsense' else 0}" for line in lines]
    assert not list(tmp_path.glob("*.lock"))  # no queue there, as docs/guarantees.md says
    for database in ("parkcmp.duckdb", "two.duckdb"):
        assert len(parkcmp.open(tmp_path / database).facts(park="新乡", metric="hitech_firms").rows) == 3


# What it writes down itself, for each of the files that a person names.
HOOK = """
import os, sys
made = set()
def note(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)) and arguments[2] & (os.O_WRONLY | os.O_RDWR):
        made.add(os.fsdecode(arguments[0]))
    if event in ("os.mkdir", "os.rename"):
        made.update(os.fsdecode(name) for name in arguments[:2] if isinstance(name, (str, bytes)))
sys.addaudithook(note)
from parkcmp.cli.start import main
sys.argv[:1] = ["parkcmp"]
try:
    main()
finally:
    import json
    with open(os.environ["MADE"], "a", encoding="utf-8") as file:
        file.write(json.dumps(sorted(made)) + "\\n")
"""


def test_names_that_it_makes_are_names_on_windows(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    old = Path(__file__).parents[1] / "store" / "schemas" / "schema-1.duckdb.xz"
    if old.exists():
        import lzma

        (tmp_path / "old.duckdb").write_bytes(lzma.decompress(old.read_bytes()))
    log = tmp_path_factory.mktemp("log") / "made"
    lines = [
        *("ingest a.txt --db d.duckdb", "db backup b.duckdb --db d.duckdb", "db restore b.duckdb --db d.duckdb"),
        *("export x.xlsx --db d.duckdb", "export x.parquet --db d.duckdb", "report r.html --db d.duckdb"),
        *("report r.docx --db d.duckdb", "chart rank --metric hitech_firms -o p.png --db d.duckdb"),
        *("facts -o f.csv --db d.duckdb", "db migrate --db old.duckdb", "ingest a.txt --db e.duckdb --engine dask"),
    ]
    for line in lines:
        subprocess.run(
            [sys.executable, "-c", HOOK, *line.split()],
            cwd=tmp_path,
            env=environment(MADE=str(log)),
            capture_output=True,
            check=False,
        )
    made = {name for line in log.read_text(encoding="utf-8").splitlines() for name in json.loads(line)}
    names = {Path(name).name for name in made} | {path.name for path in tmp_path.rglob("*")}
    assert {"d.duckdb.lock", ".d.duckdb.new", "d.duckdb.before-restore-1.bak", "x.xlsx", "p.png"} <= names
    assert any(name.startswith(".x.xlsx.") for name in names)
    order = Order((), "parts", Said(), "1", "1", {})  # of which the workers of a cluster make their files
    assert {name for name in (*names, order.name, begun(order)) if not is_a_name_on_windows(name)} == set()


def test_what_is_no_name_on_windows_is_seen() -> None:
    assert all(map(is_a_name_on_windows, ("a.txt", "新乡.duckdb", ".x.duckdb.new", "console.csv", "com.bak")))
    for name in ("2022-09-01T10:00.bak", "a?", "nul", "NUL.txt", "com1.csv", "dot.", "blank ", "a\\b", "a|b", 'a"b'):
        assert not is_a_name_on_windows(name)


def _calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Each call in the package: where it stands, what is called, the call."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", name, node


def _mode(call: ast.Call, place: int) -> str | None:
    """The mode of a file that is opened; None where it is not written in the call."""
    given = {word.arg: word.value for word in call.keywords}
    value = given.get("mode") or (call.args[place] if len(call.args) > place else None)
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else None


def _loose(name: str, call: ast.Call) -> str:
    """What a call leaves to the machine, or nothing."""
    words = {word.arg for word in call.keywords}
    writes = False
    if name in ("read_text", "write_text", "TextIOWrapper"):
        writes = name != "read_text"
    elif name in ("open", "fdopen") and isinstance(call.func, ast.Attribute):
        of_os = isinstance(call.func.value, ast.Name) and call.func.value.id == "os"
        mode = _mode(call, 1 if of_os else 0)
        if (of_os and name == "open") or (mode is None and call.args) or (mode and ("b" in mode or len(mode) > 3)):
            return ""  # a descriptor, a member of an archive, bytes
        writes = bool(mode and set("wax+") & set(mode))
    elif name == "open":
        mode = _mode(call, 1) or "r"
        if "b" in mode:
            return ""
        writes = bool(set("wax+") & set(mode))
    elif name in ("run", "Popen") and words & {"text", "universal_newlines"}:
        return "" if "encoding" in words else "encoding"
    elif name == "rename":
        return "replace"  # which Windows refuses where there is a file of that name
    else:
        return ""
    return next((what for what in ("encoding", "newline") if what not in words and (writes or what == "encoding")), "")


def test_encodings_and_line_ends_of_files_are_not_the_machines() -> None:
    own = {"reading/formats.py": "read_text", "reading/text.py": "read_text"}  # a reader of parkcmp's own, of a text
    found = {
        where: left
        for where, name, call in _calls()
        if (left := _loose(name, call)) and own.get(where.split(":")[0]) != name
    }
    assert {where: left for where, left in found.items() if not where.startswith("cli/streams.py")} == {}
    # Standard streams keep a console's own encoding; `prepare` defines both for whatever else they are.
    assert set(found.values()) <= {"newline"}


@pytest.mark.parametrize(
    ("code", "left"),
    [
        ("path.read_text()", "encoding"),
        ("path.read_text(encoding='utf-8')", ""),
        ("path.write_text(x, encoding='utf-8')", "newline"),
        ("path.write_text(x, encoding='utf-8', newline='')", ""),
        ("path.open()", "encoding"),
        ("path.open('w')", "encoding"),
        ("path.open('w', encoding='utf-8')", "newline"),
        ("path.open('rb')", ""),
        ("open(path)", "encoding"),
        ("open(path, 'wb')", ""),
        ("os.fdopen(handle, 'w', encoding='utf-8')", "newline"),
        ("os.open(path, flags)", ""),
        ("subprocess.run(command, text=True)", "encoding"),
        ("path.rename(other)", "replace"),
        ("package.open(member)", ""),
    ],
)
def test_what_is_left_to_the_machine_is_seen(code: str, left: str) -> None:
    call = ast.parse(code, mode="eval").body
    assert isinstance(call, ast.Call)
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    assert _loose(name, call) == left


def test_a_path_of_windows_is_shown_as_it_is(run: Run, tmp_path: Path) -> None:
    name = r"C:\数据\a.txt"
    (tmp_path / name).write_text(f"新乡高新区2021年{TEXT.removeprefix('新乡高新区')}", encoding="utf-8")
    assert name in run("ingest", name).stderr
    assert json.loads(run("documents", "-f", "json").stdout)["rows"][0]["path"] == name
    assert name in run("why", "新乡", "hitech_firms", "-f", "table").stdout.replace("\n", "").replace(" ", "")
    assert name in run("documents", "-f", "csv").stdout
    assert run("report", "a.html").returncode == 0
    assert json.dumps(name, ensure_ascii=False)[1:-1] in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_a_text_with_the_line_ends_of_windows_says_the_same(run: Run, tmp_path: Path) -> None:
    lines = ["国家高新区简讯", "2022年9月", "", "新乡高新区2021年拥有高新技术企业135家，", "营业收入759.66亿元。", ""]
    (tmp_path / "unix.txt").write_bytes("\n".join(lines).encode())
    (tmp_path / "windows.txt").write_bytes("\r\n".join(lines).encode())
    ((first, unix), (second, windows)) = [
        (text, [json.loads(line) for line in run("extract", name, "-f", "jsonl").stdout.splitlines()])
        for name in ("unix.txt", "windows.txt")
        if (text := (tmp_path / name).read_bytes().decode())
    ]
    same = ("entity", "metric", "measure", "value", "unit", "bound", "period", "status")
    assert [[f[k] for k in same] for f in unix] == [[f[k] for k in same] for f in windows] != []
    for text, facts in ((first, unix), (second, windows)):
        assert [text[f["start"] : f["end"]] for f in facts] == [str(f["value"]) for f in facts]


def test_files_with_the_line_ends_of_windows_are_taken(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes("高新区,高新技术企业数（家）\r\n新乡,135\r\n厦门,268\r\n".encode())
    assert run("ingest", "t.csv").returncode == 0
    assert run("facts", "--columns", "entity,value", "--no-header").stdout.splitlines() == ["新乡\t135", "厦门\t268"]
    record = {"entity": "新乡", "metric": "revenue", "measure": "level", "value": 5, "unit": "亿元", "period": "2020"}
    (tmp_path / "f.jsonl").write_bytes((json.dumps(record, ensure_ascii=False) + "\r\n").encode())
    assert run("ingest", "f.jsonl").returncode == 0
    assert run("facts", "--metric", "revenue", "--columns", "value", "--no-header").stdout == "5\n"
    (tmp_path / "own.csv").write_bytes("park,name,aliases\r\n新乡,牧野科技园,牧野高新区\r\n".encode())
    (tmp_path / "own.toml").write_bytes('[[aliases]]\r\nid = "厦门"\r\nnames = ["鹭岛高新区"]\r\n'.encode())
    (tmp_path / "a.txt").write_text(
        "牧野高新区2021年拥有高新技术企业135家，鹭岛高新区拥有高新技术企业268家。", encoding="utf-8"
    )
    done = run("extract", "a.txt", "--lexicon", "own.csv", "--lexicon", "own.toml", "--columns", "entity", "-f", "tsv")
    assert "厦门" in done.stdout.split(), done.stderr
    assert "厦门" not in run("extract", "a.txt", "--columns", "entity", "-f", "tsv").stdout.split()


def test_an_archive_whose_folders_windows_parted_is_read(run: Run, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("数据\\", "")
        archive.writestr("数据\\简讯.txt", TEXT)
        archive.writestr("数据\\.隐.txt", TEXT + "2")
    done = run("ingest", "a.zip")
    assert (done.returncode, done.stderr.count("\n")) == (0, 1), done.stderr
    assert json.loads(run("documents", "-f", "json").stdout)["rows"][0]["path"] == "a.zip/数据\\简讯.txt"

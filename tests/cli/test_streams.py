"""Streams and exit codes: data on stdout, one line for an error, pipes that close, locales that know no Chinese."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest
from build import TEXT
from command_line import PARKCMP, Run, environment, heed_interrupts

WRONG = [
    (("rnak",), 2, "did you mean rank?"),
    (("--nonsense",), 2, "see parkcmp --help"),
    (("facts", "--nonsense"), 2, "see parkcmp facts --help"),
    (("facts", "--colums", "x"), 2, "or --columns? see parkcmp facts --help"),
    (("facts", "--park"), 2, "see parkcmp facts --help"),
    (("--db", "x", "facts"), 2, "stand behind it: parkcmp facts …"),
    (("db", "chek"), 2, "; did you mean 'check'? see parkcmp db --help"),
    (("db", "zzzz"), 2, "'zzzz'; see parkcmp db --help"),
    (("documents", "edit", "a", "b"), 2, " (b); see parkcmp documents edit --help"),
    (("compare", "新乡", "xinxiang"), 2, "mean 新乡"),
    (("compare", "新乡", "全国"), 2, "--benchmark"),
    (("facts", "--wait", "-1"), 2, "--wait"),
    (("facts", "-f", "xml"), 2, "jsonl"),
    (("facts", "--park", "nowhere"), 2, "nowhere"),
    (("facts", "--metric", "nothing"), 2, "nothing"),
    (("facts", "--period", "soon"), 2, "2022-H1"),
    (("facts", "--value", "many"), 2, "many"),
    (("facts", "--document", "ffff"), 2, "parkcmp documents"),
    (("facts", "--columns", "vlaue"), 2, "did you mean value?"),
    (("why",), 2, "see parkcmp why --help"),
    (("why", "a", "b", "c", "d"), 2, "a park, a metric"),
    (("why", "nonsense"), 2, "parkcmp"),
    (("why", "000000000000-1"), 2, "parkcmp facts"),
    (("documents", "remove", "ffff"), 2, "parkcmp documents"),
    (("documents", "edit", "ffff"), 2, "--date"),
    (("ingest",), 2, "see parkcmp ingest --help"),
    (("ingest", "x", "--date", "soon"), 2, "2022-09"),
    (("facts", "-o", "none/x.csv"), 2, "none/x.csv"),
    (("facts", "-o", "x.pdf"), 2, "--format"),
    (("ingest", "none.txt"), 5, "no such file"),
    (("extract", "none.txt"), 5, "no such file"),
    (("facts", "--db", "none.duckdb"), 3, "parkcmp ingest"),
    (("documents", "remove", "ffff", "--db", "none.duckdb"), 3, "parkcmp ingest"),
    (("db", "restore", "none.duckdb"), 3, "none.duckdb"),
]


@pytest.mark.usefixtures("with_facts")
@pytest.mark.parametrize(("arguments", "code", "says"), WRONG)
def test_an_error_is_one_line_with_its_remedy_and_its_code(
    run: Run, arguments: tuple[str, ...], code: int, says: str
) -> None:
    done = run(*arguments)
    assert done.returncode == code
    assert done.stdout == ""
    [line] = done.stderr.splitlines()
    assert line.startswith("parkcmp: error: ")
    assert ";" in line or "?" in line
    assert says in line


@pytest.mark.usefixtures("with_facts")
def test_only_data_is_on_stdout(run: Run) -> None:
    done = run("facts", "-f", "json")
    found = json.loads(done.stdout)
    assert sorted(found) == ["notes", "query", "rows", "schema_version"]
    assert len(found["rows"]) == 4
    assert "新乡" in done.stdout
    nothing = run("facts", "--value", "999")
    assert (nothing.returncode, len(nothing.stdout.splitlines())) == (0, 1)
    assert nothing.stderr.startswith("parkcmp: ")


@pytest.mark.usefixtures("with_facts")
def test_a_pipe_that_closes_early_is_no_failure(tmp_path: Path) -> None:
    script = f"set -o pipefail; {PARKCMP} metrics -f jsonl | head -1; {PARKCMP} metrics --help | head -1"
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 2


@pytest.mark.usefixtures("with_facts")
@pytest.mark.parametrize("locale", ["C", "zh_CN.GBK", "en_US.ISO-8859-1"])
@pytest.mark.parametrize("command", [("facts", "-f", "table"), ("why", "新乡", "output_growth")])
def test_no_locale_makes_it_fail_and_a_pipe_is_utf8(tmp_path: Path, locale: str, command: tuple[str, ...]) -> None:
    for changes in ({"LC_ALL": locale}, {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        done = subprocess.run(
            [PARKCMP, *command], cwd=tmp_path, env=environment(**changes), capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert "高新" in done.stdout.decode("utf-8")


@pytest.mark.usefixtures("with_facts")
def test_a_terminal_of_another_encoding_is_written_in_it(tmp_path: Path) -> None:
    env = environment(PYTHONIOENCODING="gbk")
    done = subprocess.run([PARKCMP, "parks", "新乡"], cwd=tmp_path, env=env, capture_output=True, check=False)
    assert "新乡" in done.stdout.decode("gbk")
    env = environment(PYTHONIOENCODING="ascii")
    done = subprocess.run([PARKCMP, "parks", "新乡"], cwd=tmp_path, env=env, capture_output=True, check=False)
    assert done.returncode == 0
    assert rb"\u65b0\u4e61" in done.stdout


@pytest.mark.usefixtures("with_facts")
def test_a_full_disk_and_closed_streams_end_in_a_line(tmp_path: Path) -> None:
    def shell(script: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-c", f"{PARKCMP} {script}"],
            cwd=tmp_path,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )

    if Path("/dev/full").exists():
        full = shell("metrics > /dev/full")
        assert (full.returncode, len(full.stderr.splitlines())) == (2, 1)
        assert "No space left" in full.stderr
    before = (tmp_path / "parkcmp.duckdb").read_bytes()
    for script in ("facts >&-", "facts 2>&-", "facts <&-", "facts >&- 2>&- <&-"):
        assert shell(script).returncode == 0
    assert (tmp_path / "parkcmp.duckdb").read_bytes() == before


@pytest.mark.usefixtures("with_facts")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    ("command", "code"),
    [
        *(("rank --metric output --period 2021", 0), ("trend 厦门 --metric output", 0), ("facts --value 999", 0)),
        *(
            ("facts --park nowhere", 2),
            ("facts --nonsense", 2),
            ("rnak", 2),
            ("facts --db none", 3),
            ("ingest none", 5),
        ),
        ("metrics > /dev/full", 2),
    ],
)
def test_where_nobody_can_be_told_all_else_is_as_ever(run: Run, tmp_path: Path, command: str, code: int) -> None:
    heard = run(*command.partition(" >")[0].split())
    script = f"{PARKCMP} {command} 2> /dev/full"
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert heard.stderr or ">" in command  # else there is nothing to be lost
    assert done.stdout == ("" if ">" in command else heard.stdout)


@pytest.mark.parametrize("streams", ["2> /dev/full", "2>&1 > /dev/null | true", "2>&1 | true"])
def test_a_run_that_nobody_listens_to_is_done_to_its_end(run: Run, tmp_path: Path, streams: str) -> None:
    if "full" in streams and not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    (tmp_path / "texts").mkdir()
    for n in range(12):
        (tmp_path / "texts" / f"{n}.txt").write_text(f"{TEXT}{n}", encoding="utf-8")
    script = f"set -o pipefail; {PARKCMP} ingest texts {streams}"
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, env=environment(), capture_output=True, check=False)
    assert done.returncode == 0
    assert len(run("documents", "--no-header").stdout.splitlines()) == 12


@pytest.mark.usefixtures("with_facts")
def test_an_output_file_appears_whole_and_its_ending_picks_the_format(run: Run, tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("old")
    assert run("facts", "--columns", "nothing", "-o", "f.csv").returncode == 2
    assert (tmp_path / "f.csv").read_text() == "old"
    done = run("facts", "-o", "f.csv", "--columns", "entity,value", "--park", "厦门")
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "f.csv").read_text(encoding="utf-8").splitlines() == ["entity,value", "厦门,1200"]
    assert {p.name for p in tmp_path.iterdir()} == {"f.csv", "parkcmp.duckdb", "parkcmp.duckdb.lock"}


def test_an_interrupt_ends_with_its_code_and_leaves_what_is_stored(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    assert run("ingest", "a.txt").returncode == 0
    process = subprocess.Popen(
        [PARKCMP, "ingest", "-"],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 - one call of the kernel
    )
    assert process.stdin is not None
    process.stdin.write(TEXT.encode() * 10_000)  # more than a pipe holds: when this is done, somebody reads
    process.stdin.flush()
    os.kill(process.pid, signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert len(run("documents").stdout.splitlines()) == 2


@pytest.mark.usefixtures("with_facts")
def test_who_may_not_wait_exits_3_at_once(run: Run, tmp_path: Path) -> None:
    holder = (
        "import sys; from pathlib import Path; from parkcmp.store import connect\n"
        "with connect(Path('parkcmp.duckdb'), write=True):\n print('in', flush=True); sys.stdin.read()\n"
    )
    python = str(Path(PARKCMP).with_name("python"))
    process = subprocess.Popen(
        [python, "-c", holder], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "in\n"
    (tmp_path / "a.txt").write_text(TEXT + "3")
    for command in (("facts",), ("ingest", "a.txt")):
        done = run(*command, "--wait", "0")
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (3, "", 1)
        assert "--wait" in done.stderr
    process.communicate()
    assert len(run("documents").stdout.splitlines()) == 3

"""The rules of the house: imports, sizes, start-up, public names, the built package, the locks."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import parkcmp
from parkcmp import errors

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PARKCMP = str(Path(sys.executable).with_name("parkcmp"))
PUBLIC = {
    "Database",
    "LexiconError",
    "ParkcmpError",
    "Result",
    "StoreError",
    "UnknownNameError",
    "UnreadableError",
    "UsageError",
    "extract",
    "open",
}
SAMPLE = ROOT / "data" / "newsletter-2022-09.txt"


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(arguments, cwd=cwd, capture_output=True, text=True, check=False)


def modules_after(command: list[str], cwd: Path) -> set[str]:
    """The names of all modules that a process has loaded when `parkcmp COMMAND` is done."""
    script = (
        "import sys\n"
        f"sys.argv = ['parkcmp', *{command!r}]\n"
        "from parkcmp.cli.app import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "finally:\n    open('modules', 'w').write('\\n'.join(sys.modules))\n"
    )
    done = run(sys.executable, "-c", script, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return set((cwd / "modules").read_text().split())


@pytest.fixture(scope="module")
def with_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose parkcmp.duckdb holds the sample."""
    folder = tmp_path_factory.mktemp("sample")
    done = run(PARKCMP, "ingest", str(SAMPLE), cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_import_contracts_hold() -> None:
    done = run(str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("folder", ["src", "scripts", "tests"])
def test_no_module_has_two_reasons_to_change(folder: str) -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / folder).rglob("*.py")}
    assert {str(path.relative_to(ROOT)): lines for path, lines in sizes.items() if lines > 300} == {}


def test_every_module_says_what_it_promises() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "src").rglob("*.py")
        if not re.match(r'r?"""\S', path.read_text(encoding="utf-8"))
        or path.read_text(encoding="utf-8").startswith('"""TODO')
    ]
    assert silent == []


def test_no_module_is_named_for_everything() -> None:
    vague = [path for path in (ROOT / "src").rglob("*.py") if re.search(r"util|helper|manager|common|misc", path.stem)]
    assert vague == []


def test_help_is_light(tmp_path: Path) -> None:
    loaded = modules_after(["--help"], tmp_path)
    assert loaded.isdisjoint({"duckdb", "rich.table", "pydantic", "pandas", "pyarrow", "numpy", "ahocorasick_rs"})


@pytest.mark.parametrize("format_", ["tsv", "table"])
def test_rank_is_light(with_sample: Path, format_: str) -> None:
    loaded = modules_after(["rank", "--metric", "hitech_firms", "-f", format_], with_sample)
    assert "duckdb" in loaded
    assert loaded.isdisjoint({"pydantic", "pandas", "pyarrow", "numpy", "ahocorasick_rs"})
    assert ("rich.table" in loaded) == (format_ == "table")


def test_public_names_are_pinned() -> None:
    """A name that users may import comes and goes only on purpose: list it here and in CHANGELOG.md."""
    done = run(sys.executable, "-c", "import parkcmp; print(*(n for n in dir(parkcmp) if n[0] != '_'))")
    assert set(done.stdout.split()) == PUBLIC, done.stderr


def test_exit_codes_are_the_documented_ones() -> None:
    assert {
        name: failure.exit_code
        for name, failure in vars(errors).items()
        if isinstance(failure, type) and issubclass(failure, errors.ParkcmpError)
    } == {
        "ParkcmpError": 2,
        "UsageError": 2,
        "UnknownNameError": 2,
        "LexiconError": 2,
        "StoreError": 3,
        "UnexplainedNumbersError": 4,
        "UnreadableError": 5,
    }


def test_pytest_is_strict() -> None:
    settings = PROJECT["tool"]["pytest"]["ini_options"]
    assert {"--strict-config", "--strict-markers"} <= set(settings["addopts"])
    assert settings["xfail_strict"] is True
    assert settings["filterwarnings"][0] == "error"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    target = tmp_path_factory.mktemp("wheel")
    done = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target))
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = target.glob("*.whl")
    return zipfile.ZipFile(path)


def test_wheel_holds_what_runs(wheel: zipfile.ZipFile) -> None:
    """Every tracked file below src/parkcmp: modules, lexicon, migrations."""
    tracked = run("git", "ls-files", "src/parkcmp")
    if tracked.returncode != 0:
        pytest.skip("not in a git checkout")
    expected = {line.removeprefix("src/") for line in tracked.stdout.split() if (ROOT / line).exists()}
    assert expected
    assert expected - set(wheel.namelist()) == set()
    assert any(name.startswith("parkcmp/lexicon/") and name.endswith(".csv") for name in wheel.namelist())
    assert any(name.startswith("parkcmp/store/migrations/") for name in wheel.namelist())


def test_wheel_holds_the_licence_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    assert f"parkcmp-{parkcmp.__version__}.dist-info/licenses/LICENSE" in wheel.namelist()
    strangers = [
        n for n in wheel.namelist() if not n.startswith(("parkcmp/", f"parkcmp-{parkcmp.__version__}.dist-info/"))
    ]
    assert strangers == []


def locked(name: str) -> dict[str, str]:
    """Versions by name in a lock for pip; every one has a hash."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    versions = {}
    for line in text.splitlines():
        requirement, *hashes = line.split(" --hash=")
        assert hashes, f"{name}: {line} has no hash"
        parsed = Requirement(requirement)
        versions[canonicalize_name(parsed.name)] = str(parsed.specifier).removeprefix("==")
    return versions


def test_locks_satisfy_the_project() -> None:
    asked = [Requirement(r) for r in [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]]
    more = [
        Requirement(r)
        for group in [*PROJECT["project"]["optional-dependencies"].values(), *PROJECT["dependency-groups"].values()]
        for r in group
        if isinstance(r, str) and not r.startswith("parkcmp[")
    ]
    for name, requirements in {"requirements.lock": asked, "requirements-dev.lock": [*asked, *more]}.items():
        versions = locked(name)
        unmet = [str(r) for r in requirements if not r.specifier.contains(versions.get(canonicalize_name(r.name), "0"))]
        assert unmet == [], f"{name} is stale; run scripts/lock"


def test_locks_for_pip_are_those_of_uv() -> None:
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    versions = {canonicalize_name(p["name"]): p["version"] for p in packages}
    everything = locked("requirements-dev.lock")
    assert everything == {name: versions[name] for name in everything}
    assert locked("requirements.lock").items() <= everything.items()

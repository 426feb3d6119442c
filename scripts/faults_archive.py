"""Prove at length what the tests prove in short: an archive is stored whole, whatever dies on the way.

Makes an archive of so many documents with planted facts, ingests it undisturbed, looks for every planted fact,
ingests it again with SIGKILL at so many random moments and resuming each time, then over a cluster of two workers
of which one is killed half-way; all databases must be equal, row for row in one order.
"""

import hashlib
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measuring import PARKCMP, ROOT, run
from planted import Article, write_archive

sys.path.insert(0, str(ROOT / "tests" / "support"))

from archives import export, finish, start, stated

SCENARIO = ROOT / "tests" / "support" / "cluster_scenario.py"


def undisturbed(archive: Path, folder: Path, articles: list[Article]) -> tuple[str, float, bool]:
    """The digest of the database of a run to its end, its time, and whether all planted facts are there."""
    database = folder / "undisturbed.duckdb"
    done = run([PARKCMP, "ingest", str(archive), "--db", str(database)])
    facts = {(a.name, f.park, f.metric, f.measure, f.value, f.unit, f.period) for a in articles for f in a.facts}
    missing = facts - stated(database)
    print(
        f"undisturbed: {len(articles) / done.seconds:.0f} documents/s, at most {done.megabytes:.0f} MB of memory;"
        f" {len(facts) - len(missing)} of {len(facts)} planted facts found"
    )
    return digest(database), done.seconds, not missing


def killed(archive: Path, folder: Path, kills: int, seconds: float) -> str:
    """The digest of a database that was killed so often while it was made, at moments spread over the run."""
    draw = random.Random(1)
    for number in range(kills):
        process = start(folder, "ingest", str(archive), "--db", "killed.duckdb", start_new_session=True)
        time.sleep(draw.uniform(0.1, max(1.5, 3 * seconds / kills)))
        was_over = process.poll() is not None
        process.kill()
        finish(process)
        print(f"  kill {number + 1}{' (it was over already)' if was_over else ''}", end="\r", flush=True)
    code, lines = finish(start(folder, "ingest", str(archive), "--db", "killed.duckdb"))
    assert code == 0, lines[-3:]
    print(f"killed {kills} times and resumed: {lines[-1].removeprefix('parkcmp: ')}")
    return digest(folder / "killed.duckdb")


def clustered(archive: Path, folder: Path) -> str:
    """The digest of a database made by a cluster of which a worker is killed."""
    database = folder / "cluster.duckdb"
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, str(SCENARIO), "killed", str(archive), str(database)],
        capture_output=True,
        text=True,
        check=True,
    )
    print(f"cluster, a worker killed: {time.perf_counter() - began:.0f} s; {done.stdout.splitlines()[-1]}")
    return digest(database)


def digest(database: Path) -> str:
    """A digest of all rows in one order."""
    return hashlib.sha256(export(database).encode()).hexdigest()


def prove(documents: int, kills: int) -> bool:
    """Whether all databases are equal and hold what was planted."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        archive = folder / "archive"
        archive.mkdir()
        articles = write_archive(archive, documents, zipped=documents // 20)
        expected, seconds, complete = undisturbed(archive, folder, articles)
        same = [digest == expected for digest in (killed(archive, folder, kills, seconds), clustered(archive, folder))]
    print("all equal" if all(same) else f"DIFFERENT: killed {same[0]}, cluster {same[1]}")
    return complete and all(same)

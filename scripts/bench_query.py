"""Speed of questions: start-up beside a bare DuckDB process, a million observations beside one newsletter."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from measuring import PARKCMP, ROOT

from parkcmp.lexicon.load import load_lexicon
from parkcmp.pipeline import Said, ingest
from parkcmp.store import connect
from parkcmp.store.registry import save_registry

YEARS, OBSERVATIONS = 30, 1_000_000
_ROUNDS = 7
# One document a metric, measure and year: a line of fixed width for every park, so that a span is arithmetic.
_FILL = """
CREATE TEMP TABLE said AS
SELECT
    p.park, p.official_name, p.short_name, m.metric, m.zh, m.unit, k.measure, y.year,
    row_number() OVER (PARTITION BY m.metric, k.measure, y.year ORDER BY p.park) - 1 AS line,
    (100000 + hash(p.park, m.metric, k.measure, y.year) % 899999)::BIGINT AS number,
    'd' || substr(sha256(m.metric || k.measure || y.year), 1, 11) AS document
FROM parks AS p
CROSS JOIN (
    SELECT * FROM metrics WHERE kind IN ('stock', 'flow') ORDER BY metric <> 'hitech_firms', metric LIMIT {metrics}
) AS m
CROSS JOIN (VALUES ('level'), ('growth')) AS k (measure)
CROSS JOIN range(1995, 1995 + {years}) AS y (year);
INSERT INTO documents (document, sha256, path, title, published, text, reader, sequence)
SELECT
    document, sha256(text), document || '.txt', title, published, text, 'bench', row_number() OVER (ORDER BY document)
FROM (
    SELECT
        document, any_value(year || '年' || zh) AS title, any_value(year + 1 || '-03') AS published,
        string_agg(rpad(short_name, 14, '　') || number::VARCHAR || '　　。' || chr(10), '' ORDER BY line)
            AS text
    FROM said GROUP BY document
);
INSERT INTO facts BY NAME
SELECT
    document || '-' || (line * 24 + 14) AS fact_id, document, park AS entity, 'park' AS scope, metric,
    short_name AS subject, zh AS label, measure, number AS value,
    CASE measure WHEN 'growth' THEN '%' ELSE unit END AS unit, 'exact' AS bound,
    year::VARCHAR AS period, CASE measure WHEN 'growth' THEN (year - 1)::VARCHAR END AS base, 'actual' AS status,
    line * 24 + 14 AS start_, line * 24 + 20 AS end_, 1 AS last, 1 AS round_, 'count' AS form,
    line * 24 AS sentence_start, line * 24 + 23 AS sentence_end, 'bench' AS rule,
    CASE measure WHEN 'growth' THEN 'yoy' END AS basis,
    make_date(year, 1, 1) AS period_start, make_date(year, 12, 31) AS period_end, 12 AS months,
    number AS low, number AS high, false AS low_open, false AS high_open,
    number AS lit_low, number AS lit_high, false AS lit_low_open, false AS lit_high_open
FROM said
LIMIT {observations};
"""


def bench_query(observations: int = OBSERVATIONS) -> None:
    """Print the times of commands on so many observations ÷ those on the newsletter, and of a start beside DuckDB's."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder, "few.duckdb"), Path(folder, "many.duckdb")
        _fill_few(few)
        began = time.perf_counter()
        count, parks = _fill_many(many, observations)
        print(
            f"query: {count} observations of {parks} parks and {YEARS} years (made in"
            f" {time.perf_counter() - began:.0f} s, {many.stat().st_size / 1e6:.0f} MB) ÷ the newsletter's; whole"
            f" processes, median of {_ROUNDS}; each must be below 3"
        )
        metrics = [metric for (metric,) in _ask(many, "SELECT DISTINCT metric FROM facts ORDER BY ALL LIMIT 10")]
        commands = {
            "rank --top 10": ["rank", "--metric", "hitech_firms", "--top", "10", "-f", "tsv"],
            "compare, 10 metrics": [
                "compare",
                "新乡",
                "厦门",
                *(a for m in metrics for a in ("--metric", m)),
                "-f",
                "tsv",
            ],
            "why": ["why", "新乡", "hitech_firms", "-f", "tsv"],
        }
        for name, arguments in commands.items():
            large, small = _in_turns(*([PARKCMP, *arguments, "--db", str(path)] for path in (many, few)))
            print(f"  {name:20} {large:.3f} s ÷ {small:.3f} s = {large / small:.2f}")
        _print_start(few)


def _print_start(database: Path) -> None:
    bare = (
        f"import duckdb; c = duckdb.connect({str(database)!r}, read_only=True);"
        "print(c.execute('SELECT entity, value FROM observations').fetchall())"
    )
    commands = {
        "rank in a pipe": [PARKCMP, "rank", "--metric", "hitech_firms", "--db", str(database)],
        "--help": [PARKCMP, "--help"],
    }
    print("start: whole processes ÷ one of import duckdb, connect, execute, print; goal 1.25")
    for name, command in commands.items():
        ours, theirs = _in_turns(command, [sys.executable, "-c", bare])
        print(f"  {name:20} {ours:.3f} s ÷ {theirs:.3f} s = {ours / theirs:.2f}")


def _in_turns(*commands: Sequence[str]) -> list[float]:
    """The median time of each, run in turns, so that a busy moment of the machine meets all of them."""
    for command in commands:
        _seconds(command)  # warm
    rounds = [[_seconds(command) for command in commands] for _ in range(_ROUNDS)]
    return [median(column) for column in zip(*rounds, strict=True)]


def _seconds(command: Sequence[str]) -> float:
    """Time of a whole process, its output into a pipe. Raises CalledProcessError: a failure has no speed."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def _fill_few(path: Path) -> None:
    for outcome in ingest(
        [str(ROOT / "data" / "newsletter-2022-09.txt")], Said(), database=path, lexicon=load_lexicon()
    ):
        assert not getattr(outcome, "failure", None)


def _fill_many(path: Path, observations: int) -> tuple[int, int]:
    """A database of made-up observations: how many, of how many parks."""
    lexicon = load_lexicon()
    metrics = -(-observations // (len(lexicon.parks) * YEARS * 2))
    with connect(path, write=True) as database:
        save_registry(database, lexicon)
        with database.transaction():
            database.connection.execute(_FILL.format(metrics=metrics, years=YEARS, observations=observations))
    [(count, parks)] = _ask(path, "SELECT count(*), count(DISTINCT entity) FROM observations")
    return count, parks


def _ask(path: Path, sql: str) -> list[tuple[int, int]]:
    with connect(path) as database:
        return database.fetch(sql)  # type: ignore[return-value]

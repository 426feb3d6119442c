"""`sql`: questions are answered exactly, and no way that DuckDB has out of the file is open."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from build import TEXT, make_extraction, make_fact, store
from hypothesis import given, settings
from hypothesis import strategies as st
from terminal import environment

from parkcmp.errors import ParkcmpError, UsageError
from parkcmp.store import Database, connect
from parkcmp.store import sql as module
from parkcmp.store.sql import select

PARKCMP = str(Path(sys.executable).with_name("parkcmp"))
SECRET = "canary-in-the-mine"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database, and files beside it that nobody may see."""
    import duckdb

    folder = tmp_path_factory.mktemp("sql")
    store(folder / "parkcmp.duckdb", TEXT, make_extraction(make_fact()))
    for name in ("secret.csv", "secret.txt"):
        (folder / name).write_text(f"name\n{SECRET}\n")
    (folder / "schema.sql").write_text(f"SELECT '{SECRET}';")  # what IMPORT DATABASE reads
    (folder / "load.sql").write_text(f"SELECT '{SECRET}';")
    (folder / "secret.json").write_text(json.dumps([{"name": SECRET}]))
    with duckdb.connect(str(folder / "other.duckdb")) as other:
        other.execute(f"CREATE TABLE t AS SELECT '{SECRET}' AS name")
        other.execute(f"COPY t TO '{folder / 'secret.parquet'}'")
    return folder


@pytest.fixture(scope="module")
def database(folder: Path) -> Iterator[Database]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        with connect(folder / "parkcmp.duckdb") as opened:
            yield opened
    finally:
        os.chdir(before)


ESCAPES = [
    # reading files
    "SELECT * FROM read_csv('secret.csv')", "SELECT * FROM read_csv_auto('secret.csv')", "FROM 'secret.csv'",
    "SELECT * FROM 'secret.parquet'", "SELECT * FROM read_parquet('secret.parquet')",
    "SELECT * FROM parquet_scan('secret.parquet')", "SELECT * FROM parquet_schema('secret.parquet')",
    "SELECT * FROM parquet_metadata('secret.parquet')", "SELECT * FROM parquet_kv_metadata('secret.parquet')",
    "SELECT content FROM read_text('secret.txt')", "SELECT content FROM read_blob('secret.txt')",
    "SELECT * FROM read_json('secret.json')", "SELECT * FROM read_json_auto('secret.json')",
    "SELECT * FROM read_ndjson('secret.json')", "SELECT * FROM read_json_objects('secret.json')",
    "SELECT * FROM read_ndjson_objects('secret.json')", "SELECT * FROM glob('*')", "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM sniff_csv('secret.csv')", "SELECT * FROM read_duckdb('other.duckdb')",
    "SELECT * FROM query('SELECT * FROM read_csv(''secret.csv'')')", "SELECT * FROM query_table('secret.csv')",
    "WITH x AS (FROM read_text('secret.txt')) SELECT * FROM x", "SELECT (SELECT content FROM read_text('secret.txt'))",
    "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('FROM read_text(''secret.txt'')'))",
    "EXPLAIN ANALYZE SELECT * FROM read_csv('secret.csv')", "SUMMARIZE 'secret.csv'", "DESCRIBE 'secret.csv'",
    "PIVOT 'secret.csv' ON name", "SELECT * FROM read_xlsx('secret.xlsx')", "SELECT * FROM st_read('secret.csv')",
    "SELECT * FROM sqlite_scan('other.duckdb', 't')", "SELECT * FROM delta_scan('.')",
    "SELECT * FROM iceberg_scan('.')",
    "SELECT getenv('HOME')", "SELECT * FROM read_csv('/dev/stdin')", "SELECT * FROM duckdb_secrets()",
    # other databases
    "ATTACH 'other.duckdb'", "ATTACH 'other.duckdb' AS o (READ_ONLY)", "ATTACH ':memory:' AS m", "DETACH parkcmp",
    "USE memory", "COPY FROM DATABASE parkcmp TO memory", "IMPORT DATABASE '.'",
    # the network
    "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')", "FROM 'https://127.0.0.1:9/x.parquet'",
    "SELECT * FROM 's3://bucket/x.parquet'", "SELECT * FROM postgres_scan('host=127.0.0.1', 'a', 'b')",
    "SELECT * FROM mysql_query('a', 'b')", "SELECT * FROM start_ui()", "CALL start_ui()", "CREATE SECRET s (TYPE s3)",
    # extensions
    "INSTALL httpfs", "LOAD httpfs", "FORCE INSTALL httpfs FROM community", "LOAD 'secret.txt'", "UPDATE EXTENSIONS",
    # settings
    "SET threads = 1", "SET enable_external_access = true", "RESET enable_external_access", "SET VARIABLE a = 1",
    "SET lock_configuration = false", "PRAGMA threads = 1", "PRAGMA enable_profiling",
    "SET GLOBAL temp_directory = '.'", "SELECT * FROM enable_logging()", "CALL enable_logging('QueryLog')",
    "SELECT * FROM enable_logging(storage = 'file', storage_path = '.')", "SELECT * FROM enable_profiling()",
    # writing
    "INSERT INTO facts SELECT * FROM facts", "UPDATE facts SET value = 0", "DELETE FROM facts", "TRUNCATE facts",
    "DROP TABLE facts", "DROP VIEW latest", "CREATE TABLE t (i INTEGER)", "CREATE TEMP TABLE t AS SELECT 1",
    "CREATE VIEW v AS SELECT 1", "CREATE MACRO m() AS 1", "CREATE SCHEMA s", "CREATE TYPE t AS ENUM ('a')",
    "CREATE INDEX i ON facts (value)", "CREATE SEQUENCE s", "ALTER TABLE facts RENAME TO f",
    "COMMENT ON TABLE facts IS 'x'", "MERGE INTO facts USING facts AS f ON true WHEN MATCHED THEN DELETE",
    "COPY facts TO 'out.csv'", "COPY (SELECT 1) TO 'out.parquet'", "EXPORT DATABASE 'out'", "CHECKPOINT",
    "FORCE CHECKPOINT", "VACUUM", "ANALYZE", "EXPLAIN ANALYZE INSERT INTO facts SELECT * FROM facts",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO 'out.csv'", "SELECT * FROM force_checkpoint()",
    "WITH x AS (DELETE FROM facts RETURNING *) SELECT * FROM x",
    # more than one question, or none
    "SELECT 1; SELECT 2", "SELECT 1; DROP TABLE facts", "BEGIN", "COMMIT", "PREPARE p AS SELECT 1", "EXECUTE p",
    "CALL pragma_version()", "", ";", "-- nothing", "/* nothing", "SELECT", "'", "\x00", "SELECT '\x00", "🦆",
]  # fmt: skip


MORE_ESCAPES = [
    # reading files
    'SELECT * FROM "secret.csv"', "FROM './secret.csv'", "FROM 'file:secret.csv'", "FROM ['secret.csv']",
    "SELECT * FROM read_csv(['secret.csv', 'secret.txt'])", "SELECT * FROM read_csv('file:///etc/passwd')",
    "SELECT * FROM read_blob('/proc/self/environ')", "SELECT * FROM read_text('secret.*')", "FROM 'secret.json'",
    "FROM 'secret.csv.gz'", "FROM 'other.duckdb'", "FROM parquet_file_metadata('secret.parquet')",
    "FROM parquet_bloom_probe('secret.parquet', 'name', 'x')", "FROM arrow_scan(1, 2, 3)", "FROM pandas_scan(1)",
    "FROM python_map_function(1)", "FROM query_table(['secret.csv'])", "FROM query('FROM ''secret.csv''')",
    "FROM query('COPY facts TO ''out.csv''')", "FROM which_secret('s3://b/x', 's3')",
    "WITH RECURSIVE r AS (SELECT 1 UNION ALL FROM read_csv('secret.csv')) FROM r",
    "FROM (FROM read_text('secret.txt'))",
    "SELECT * FROM facts POSITIONAL JOIN 'secret.csv'", "SELECT 1 WHERE EXISTS (FROM 'secret.csv')",
    "SELECT pg_read_file('secret.txt')", "SELECT load_file('secret.txt')", "SELECT system('id')", "SELECT shell('id')",
    # the network and extensions
    "FROM read_text('hf://datasets/a/b')", "FROM read_csv('gcs://b/x.csv')", "FROM 'azure://b/x.parquet'",
    "ATTACH 'https://127.0.0.1:9/x.duckdb'", "ATTACH 'ducklake:x'", "ATTACH 'postgres:host=127.0.0.1' AS p",
    "SELECT http_get('http://127.0.0.1:9')", "CALL load_aws_credentials()", "CREATE PERSISTENT SECRET s (TYPE http)",
    "DROP SECRET s", "CALL stop_ui_server()", "INSTALL x FROM 'http://127.0.0.1:9'", "LOAD './x.duckdb_extension'",
    # settings
    "SELECT set_config('threads', '1', false)", "SELECT set_config('enable_external_access', 'true')", "RESET ALL",
    "RESET lock_configuration", "SET SESSION allow_unsigned_extensions = true", "PRAGMA disable_optimizer",
    "SET home_directory = '.'", "SET secret_directory = '.'", "SET log_query_path = 'log'", "PRAGMA enable_logging",
    "SET enable_profiling = 'json'", "SET profiling_output = 'out'", "PRAGMA profile_output = 'out'",
    "SET python_scan_all_frames = true", "SET VARIABLE p = 'secret.csv'",
    "PRAGMA add_parquet_key('k', '0123456789012345')",
    # writing
    "CREATE FUNCTION f(a) AS a", "CREATE MACRO t() AS TABLE FROM facts", "CREATE TEMP MACRO m() AS 1",
    "CREATE TEMP VIEW v AS SELECT 1", "CREATE OR REPLACE TABLE facts AS SELECT 1", "CREATE TEMP SEQUENCE s",
    "INSERT INTO facts DEFAULT VALUES", "SELECT nextval('s')", "SELECT 1 AS a INTO OUTFILE 'out'",
    "SELECT * INTO t FROM facts", "FROM checkpoint()", "COPY facts TO '/dev/stdout'", "COPY facts FROM 'secret.csv'",
    "COPY (FROM 'secret.csv') TO 'out.csv'", "EXPORT DATABASE 'out' (FORMAT parquet)", "LOCK TABLE facts",
    "EXPLAIN ANALYZE CREATE TABLE t AS SELECT 1", "EXPLAIN ANALYZE UPDATE facts SET value = 0",
    # more than one question
    "DEALLOCATE p", "PREPARE p AS FROM read_csv('secret.csv'); EXECUTE p", "PREPARE p AS COPY facts TO 'out.csv'",
    ".shell id", ".read load.sql", ".open other.duckdb", "BEGIN; DROP TABLE facts; COMMIT",
    "SELECT 1;; DELETE FROM facts",
    "ROLLBACK", "/* */ COPY facts TO 'out.csv' -- SELECT", "SELECT 1; -- only\nSET threads = 1",
    "(SELECT 1); (DROP VIEW latest)",
]  # fmt: skip


@pytest.mark.parametrize("query", [*ESCAPES, *MORE_ESCAPES])
def test_no_way_out(database: Database, folder: Path, query: str) -> None:
    here = {path.name: path.stat().st_size for path in folder.iterdir()}
    with pytest.raises(ParkcmpError) as raised:
        select(database, query)
    assert raised.value.exit_code == 2 and "\n" not in str(raised.value) and SECRET not in str(raised.value)
    assert {path.name: path.stat().st_size for path in folder.iterdir()} == here
    assert select(database, "SELECT value FROM facts") == (("value",), [(135,)])  # the next question is answered


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("enable_external_access", "false"),
        ("autoinstall_known_extensions", "false"),
        ("autoload_known_extensions", "false"),
        ("allow_persistent_secrets", "false"),
        ("lock_configuration", "true"),
        ("access_mode", "read_only"),
    ],
)
def test_the_settings_that_lock_the_file(database: Database, setting: str, value: str) -> None:
    _, [(found,)] = select(database, f"SELECT lower(value) FROM duckdb_settings() WHERE name = '{setting}'")
    assert found == value


def test_variables_of_the_program_are_no_tables(database: Database) -> None:
    with pytest.raises(UsageError, match="ESCAPES"):
        select(database, "SELECT * FROM ESCAPES")


def test_a_sort_beyond_memory_leaves_nothing_on_the_disk(database: Database) -> None:
    _, [(value,)] = select(database, "SELECT value FROM duckdb_settings() WHERE name = 'max_temp_directory_size'")
    assert str(value).startswith("0 ")


@pytest.mark.parametrize(
    ("query", "columns", "row"),
    [
        ("SELECT 1 AS a, 2 AS a, 3 AS a_1", ("a", "a_1", "a_1_1"), (1, 2, 3)),
        ("SELECT 12.160::DECIMAL(38, 12) AS d", ("d",), (Decimal("12.16"),)),
        ("SELECT 1e22::DOUBLE AS big, 'nan'::DOUBLE AS n", ("big", "n"), (Decimal("1e22"), "nan")),
        ("SELECT 170141183460469231731687303715884105727 AS h", ("h",), (2**127 - 1,)),
        ("SELECT DATE '2022-09-15' AS d, TIME '10:00:00' AS t", ("d", "t"), ("2022-09-15", "10:00:00")),
        ("SELECT TIMESTAMP '2022-09-15 10:00:00' AS t", ("t",), ("2022-09-15 10:00:00",)),
        ("SELECT ['新', NULL] AS l, {'a': 1, 'b': [2]} AS s", ("l", "s"), ('["新", null]', '{"a": 1, "b": [2]}')),
        (
            "SELECT NULL AS n, true AS t, ''::BLOB AS b, '\\xAA'::BLOB AS c",
            ("n", "t", "b", "c"),
            (None, True, "", "aa"),
        ),
        ("VALUES ('新乡')", ("col0",), ("新乡",)),
        ("FROM latest SELECT entity, value WHERE metric = 'hitech_firms'", ("entity", "value"), ("新乡", 135)),
        ("WITH x AS (SELECT 1 AS i) SELECT * FROM x -- why not", ("i",), (1,)),
    ],
)
def test_answers_are_exact(database: Database, query: str, columns: tuple[str, ...], row: tuple[object, ...]) -> None:
    assert select(database, query) == (columns, [row])


@pytest.mark.parametrize(
    "query",
    [
        "SHOW TABLES",
        "DESCRIBE observations",
        "SUMMARIZE facts",
        "EXPLAIN SELECT 1",
        "PIVOT latest ON status IN ('actual') USING count(*)",
    ],
)
def test_ways_to_look_around(database: Database, query: str) -> None:
    columns, rows = select(database, query)
    assert columns and rows


def test_too_many_rows_are_refused(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 10)
    assert len(select(database, "SELECT * FROM range(10)")[1]) == 10
    with pytest.raises(UsageError, match="LIMIT"):
        select(database, "SELECT * FROM range(11)")


def test_what_was_perhaps_meant_is_said(database: Database) -> None:
    with pytest.raises(UsageError, match=r"valeu.*value"):
        select(database, "SELECT valeu FROM facts")


WORDS = st.sampled_from(
    ["SELECT", "FROM", "WHERE", "facts", "latest", "*", "1", "'x'", "(", ")", ",", ";", "--", "/*", "COPY", "TO", "SET",
     "=", "read_csv('secret.csv')", "UNION", "ALL", "WITH", "AS", "x"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=40))
def test_any_text_is_answered_or_refused(database: Database, query: str) -> None:
    try:
        _, rows = select(database, query)
    except ParkcmpError as failure:
        assert failure.exit_code == 2 and "\n" not in str(failure)
    else:
        assert SECRET not in str(rows)


def run(folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PARKCMP, "sql", *arguments],
        cwd=folder,
        env=environment(folder),
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("format_", "wanted"),
    [
        ("tsv", "entity\tvalue\n新乡\t135\n"),
        ("csv", "entity,value\n新乡,135\n"),
        ("jsonl", '{"entity": "新乡", "value": 135}\n'),
        ("md", "| entity | value |\n| --- | ---: |\n| 新乡 | 135 |\n"),
    ],
)
def test_every_format(folder: Path, format_: str, wanted: str) -> None:
    query = "SELECT entity, value FROM latest"
    assert run(folder, query, "-f", format_).stdout == wanted
    assert run(folder, "-", "-f", format_, stdin=query).stdout == wanted


def test_a_formula_in_a_title_stays_text(folder: Path) -> None:
    assert run(folder, "SELECT '=1+1' AS t", "-f", "csv").stdout == "t\n'=1+1\n"


def test_a_wrong_query_is_one_line_and_exit_2(folder: Path) -> None:
    done = run(folder, "SELECT * FROM nonsense")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("parkcmp: error: SQL: ")

"""An answer as rows, Arrow, pandas or polars: exact where the library is, typed also without rows."""

from __future__ import annotations

import sys
from decimal import Decimal

import pytest

from parkcmp.intervals import Interval
from parkcmp.query.answer import Answer, Note
from parkcmp.results import Result

MIXED = Answer(
    ("value", "rank", "name", "flag", "nothing", "difference", "share"),
    (
        (
            Decimal("12.160000000000"),
            1,
            "新乡",
            True,
            None,
            Interval(Decimal(33), Decimal(35), False, True),
            Decimal(1),
        ),
        (None, None, None, None, None, None, Decimal("0.123456789012345")),
    ),
    (Note("code", "english", "中文"),),
    {"command": "rank"},
)


def test_a_result_is_plain_rows() -> None:
    result = Result(MIXED)
    assert result.columns == MIXED.columns and len(result) == 2 and list(result) == result.rows
    assert result.rows[0]["difference"] == "[33, 35)" and str(result.rows[0]["value"]) == "12.16"
    assert result.notes == ("english",) and Result(MIXED, "zh").notes == ("中文",)
    assert str(result).splitlines()[1] == "12.16\t1\t新乡\ttrue\t\t[33, 35)\t1"
    assert repr(result) == "<parkcmp.Result of 2 rows: value, rank, name, flag, nothing, difference, share>"
    result.rows[0]["value"] = 0
    assert result.rows[0]["value"] == Decimal("12.16")


def test_as_arrow() -> None:
    table = pytest.importorskip("pyarrow") and Result(MIXED).to_arrow()
    assert [str(field.type) for field in table.schema] == [
        "decimal128(38, 12)", "int64", "string", "bool", "string", "string", "double",
    ]  # fmt: skip
    assert table.column("value").to_pylist() == [Decimal("12.16"), None]
    assert table.column("name").to_pylist() == ["新乡", None]


def test_as_polars() -> None:
    polars = pytest.importorskip("polars")
    frame = Result(MIXED).to_polars()
    assert frame.schema["value"] == polars.Decimal(38, 12) and frame.schema["flag"] == polars.Boolean
    assert frame["value"].to_list() == [Decimal("12.16"), None]
    assert frame["rank"].to_list() == [1, None] and frame.columns == list(MIXED.columns)


def test_as_pandas() -> None:
    pandas = pytest.importorskip("pandas")
    frame = Result(MIXED).to_pandas()
    assert [str(t) for t in frame.dtypes] == ["float64", "Int64", "string", "boolean", "string", "string", "float64"]
    assert frame["value"][0] == 12.16 and pandas.isna(frame["value"][1]) and pandas.isna(frame["name"][1])
    assert Result(MIXED).to_pandas(exact=True)["value"][0] == Decimal("12.16")


@pytest.mark.parametrize("method", ["to_arrow", "to_pandas", "to_polars"])
def test_an_empty_answer_keeps_its_columns_and_types(method: str) -> None:
    pytest.importorskip({"to_arrow": "pyarrow"}.get(method, method.removeprefix("to_")))
    columns = ("value", "rank", "name")
    frame = getattr(Result(Answer(columns, ())), method)()
    names = frame.column_names if method == "to_arrow" else list(frame.columns)
    assert names == list(columns) and len(frame) == 0
    types = {"to_arrow": "decimal128(38, 12)", "to_pandas": "float64", "to_polars": "Decimal(precision=38, scale=12)"}
    first = frame.schema.field("value").type if method == "to_arrow" else frame["value"].dtype
    assert str(first) == types[method]


@pytest.mark.parametrize(
    ("method", "library"), [("to_arrow", "pyarrow"), ("to_pandas", "pandas"), ("to_polars", "polars")]
)
def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, method: str, library: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ImportError, match=rf"{library} .*parkcmp\["):
        getattr(Result(MIXED), method)()

"""What the Python API answers with: rows as plain dicts, and the same as Arrow, pandas or polars when asked for.

Values are those of the machine formats: numbers are exact `Decimal` or int, a missing one is None, and an interval of
a comparison is its text. Each of the three libraries is imported by its own method alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from parkcmp.intervals import Interval
from parkcmp.query.answer import Answer
from parkcmp.query.export import Kind, column_kinds
from parkcmp.render.cells import plain, span

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_SCALE = 12  # decimals of every stored number
_DIGITS = 38
Row = dict[str, Any]


class Result:
    """The answer to one question.

    `columns` are the names of the machine formats in their order, `notes` the remarks beside the data, `query` the
    question as understood, `reference` the rows that stand below a ranking and are no part of it (全国). It has a
    length and can be iterated over, row by row; as text it is TSV.
    """

    def __init__(self, answer: Answer, lang: str = "en") -> None:
        self.columns: tuple[str, ...] = answer.columns
        self.notes: tuple[str, ...] = tuple(note.zh if lang == "zh" else note.en for note in answer.notes)
        self.query: Mapping[str, object] = answer.query
        self._values = [tuple(_plain(value) for value in row) for row in answer.rows]
        self._below = [tuple(_plain(value) for value in row) for row in answer.reference]

    @property
    def rows(self) -> list[Row]:
        """The rows, each a dict with all columns."""
        return _dicts(self.columns, self._values)

    @property
    def reference(self) -> list[Row]:
        """Rows beside the data, in the form of `rows`."""
        return _dicts(self.columns, self._below)

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __repr__(self) -> str:
        count = len(self._values)
        return f"<parkcmp.Result of {count} row{'s' * (count != 1)}: {', '.join(self.columns)}>"

    def __str__(self) -> str:
        from parkcmp.render.delimited import tsv

        return "".join(tsv(self.columns, self._values, True)).removesuffix("\n")

    def to_arrow(self) -> pyarrow.Table:
        """A pyarrow Table; numbers are decimal128(38, 12). Raises ImportError where pyarrow is missing."""
        try:
            import pyarrow as pa
        except ImportError as failure:
            raise _missing("pyarrow", "arrow") from failure
        types = {
            Kind.TEXT: pa.string(),
            Kind.WHOLE: pa.int64(),
            Kind.NUMBER: pa.decimal128(_DIGITS, _SCALE),
            Kind.FLAG: pa.bool_(),
        }
        arrays, fields = [], []
        for name, kind, values in self._typed():
            exact = kind is not Kind.NUMBER or _fit(values)
            type_ = types[kind] if exact else pa.float64()
            arrays.append(pa.array(values if exact else _floats(values), type_))
            fields.append(pa.field(name, type_))
        return pa.Table.from_arrays(arrays, schema=pa.schema(fields))

    def to_pandas(self, exact: bool = False) -> pandas.DataFrame:
        """A pandas DataFrame; numbers are float64, or `Decimal` objects where `exact`, whole numbers Int64, flags
        boolean, text string. Raises ImportError where pandas is missing."""
        try:
            import pandas as pd
        except ImportError as failure:
            raise _missing("pandas", "pandas") from failure
        types = {Kind.TEXT: "string", Kind.WHOLE: "Int64", Kind.NUMBER: "float64", Kind.FLAG: "boolean"}
        series = {}
        for name, kind, values in self._typed():
            if kind is not Kind.NUMBER:
                series[name] = pd.Series(values, dtype=types[kind])
            else:
                series[name] = pd.Series(values if exact else _floats(values), dtype="object" if exact else "float64")
        return pd.DataFrame(series, columns=list(self.columns))

    def to_polars(self) -> polars.DataFrame:
        """A polars DataFrame; numbers are Decimal(38, 12). Raises ImportError where polars is missing."""
        try:
            import polars as pl
        except ImportError as failure:
            raise _missing("polars", "polars") from failure
        types = {
            Kind.TEXT: pl.String(),
            Kind.WHOLE: pl.Int64(),
            Kind.NUMBER: pl.Decimal(_DIGITS, _SCALE),
            Kind.FLAG: pl.Boolean(),
        }
        columns = []
        for name, kind, values in self._typed():
            exact = kind is not Kind.NUMBER or _fit(values)
            columns.append(
                pl.Series(name, values if exact else _floats(values), types[kind] if exact else pl.Float64())
            )
        return pl.DataFrame(columns)

    def _typed(self) -> Iterator[tuple[str, Kind, list[Any]]]:
        """The columns, each with its type and its values in that type."""
        kinds = column_kinds(self.columns, self._values)
        for index, (name, kind) in enumerate(zip(self.columns, kinds, strict=True)):
            values = [row[index] for row in self._values]
            huge = kind is Kind.WHOLE and any(v is not None and not -(1 << 63) <= v < 1 << 63 for v in values)
            if huge or kind is Kind.TEXT:
                yield name, Kind.TEXT, [v if v is None or isinstance(v, str) else str(v) for v in values]
            elif kind is Kind.NUMBER:
                yield name, kind, [None if v is None else Decimal(v) for v in values]
            else:
                yield name, kind, values


def _plain(value: Any) -> Any:
    """Intervals as text, and numbers without the zeros that their column in the database adds: 261.49."""
    if isinstance(value, Interval):
        return span(value)
    return Decimal(plain(value)) if isinstance(value, Decimal) else value


def _dicts(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> list[Row]:
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _fit(values: Sequence[Decimal | None]) -> bool:
    """Whether the numbers are exact with twelve decimals, as all stored ones are; computed ones need not be."""
    return all(v is None or (v.adjusted() < _DIGITS - _SCALE and int(v.as_tuple().exponent) >= -_SCALE) for v in values)


def _floats(values: Sequence[Decimal | None]) -> list[float | None]:
    return [None if v is None else float(v) for v in values]


def _missing(library: str, extra: str) -> ImportError:
    return ImportError(f"{library} is not installed; pip install 'parkcmp[{extra}]'")

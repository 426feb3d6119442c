"""A tiny builder: facts as one would say them, stored as documents, asked as a person would.

stored(tmp_path, said("新乡", "hitech_firms", "135", "2022-09"), said("厦门", "hitech_firms", "超1200", "2021"))
"""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from parkcmp.lexicon.load import load_lexicon
from parkcmp.model import Bound, Document, Extraction, Fact, Form, Measure, Scope, Span, Status
from parkcmp.store import Database, connect
from parkcmp.store.write import Stamp, save_document

LEXICON = load_lexicon()
_HEDGES = {"超": Bound.OVER, "近": Bound.UNDER, "约": Bound.ABOUT, "": Bound.EXACT}
_NUMBER = re.compile(r"([超近约]?)(-?[\d.]+)(万?)(?:-([\d.]+))?")
_SHAPES = {"成": Form.TENTHS, "分": Form.FRACTION}


def said(
    park: str | None,
    metric: str | None,
    number: str,
    period: str | None = "2021",
    *,
    measure: str = "level",
    base: str | None = None,
    unit: str | None = None,
    whole: str | None = None,
    status: str = "actual",
) -> Fact:
    """A fact. `number` is printed like 135, 超1200, 12.16, 23万, 3-5, 3成 or 25分 (a fraction)."""
    form = _SHAPES.get(number[-1])
    match = _NUMBER.fullmatch(number.rstrip("成分"))
    assert match, number
    hedge, digits, magnitude, high = match.groups()
    scale = Decimal(10000 if magnitude else 1)
    value = Decimal(digits) * scale
    last = Decimal(1).scaleb(-len(digits.partition(".")[2])) * scale
    significant = digits.replace("-", "").rstrip("0.") if "." not in digits else digits
    zeros = 0 if "." in digits else len(digits.replace("-", "")) - len(significant)
    known = LEXICON.metrics.get(metric or "")
    counted = known is not None and known.kind in ("stock", "flow", "rank") and known.unit not in ("亿元", "%")
    if unit is None:
        percent = measure in ("share", "growth", "cagr", "completion")
        unit = "%" if percent else "倍" if measure == "multiple" else known.unit if known else "个"
    is_count = counted and unit not in ("%", "倍") and "." not in digits and not magnitude
    plain = Form.COUNT if is_count else Form.NUMBER
    return Fact(
        entity=park,
        scope=Scope.NATIONAL if park == "全国" else Scope.PARK if park else Scope.OTHER,
        metric=metric,
        subject=park or "某公司",
        label=known.zh if known else "其他",
        measure=Measure(measure),
        value=value,
        value_high=Decimal(high) if high else None,
        unit=unit,
        bound=_HEDGES[hedge],
        period=period,
        base=base,
        whole=whole,
        status=Status(status),
        start=0,
        end=1,
        last=last,
        round=last * 10**zeros,
        form=form or (Form.RANGE if high else plain),
        sentence=Span(0, 1),
        rule="test",
        whole_key=whole,
    )


@cache
def _empty_database() -> Path:
    """Made once a run: most of a small database's time is its making."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    with connect(folder / "empty.duckdb", write=True):
        pass
    return folder / "empty.duckdb"


@contextmanager
def stored(folder: Path, *documents: Fact | Iterable[Fact]) -> Iterator[Database]:
    """A database for reading. A loose fact is a document of its own; documents are a month apart."""
    folder.mkdir(exist_ok=True)
    path = folder / "facts.duckdb"
    shutil.copyfile(_empty_database(), path)
    with connect(path, write=True) as database:
        for number, facts in enumerate(documents):
            listed = [facts] if isinstance(facts, Fact) else list(facts)
            placed = [replace(f, start=i, end=i + 1) for i, f in enumerate(listed)]
            published = f"{2022 + number // 12}-{number % 12 + 1:02d}"
            text = f"文献{number:04d}" + "1" * len(placed)
            extraction = Extraction(tuple(placed), (), (), published)
            document = Document(text, published=published)
            save_document(database, document, document, extraction, Stamp({}, "test"))
    with connect(path) as database:
        yield database

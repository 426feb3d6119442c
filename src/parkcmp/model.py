"""What a number in a text becomes: documents, quantities, facts and the ledger of numbers that are no fact.

Plain frozen dataclasses without behaviour beyond their own consistency. Every span counts Unicode code points of
`Document.text`, half open, and `text[start:end]` of a fact is the numeral as printed. Values are `Decimal` in the
unit named beside them and are never rounded here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Scope(StrEnum):
    """Whose number it is, by kind of owner."""

    PARK = "park"
    NATIONAL = "national"
    SUBPARK = "subpark"
    REGION = "region"
    OTHER = "other"


class Measure(StrEnum):
    """What the number says about its metric (facts.md, Measures)."""

    LEVEL = "level"
    SHARE = "share"
    GROWTH = "growth"
    CAGR = "cagr"
    CHANGE = "change"
    MULTIPLE = "multiple"
    CUMULATIVE = "cumulative"
    RANK = "rank"
    COMPLETION = "completion"


class Bound(StrEnum):
    """How the text hedges the number: 超 over, 近 under, 约 about."""

    EXACT = "exact"
    OVER = "over"
    UNDER = "under"
    ABOUT = "about"


class Status(StrEnum):
    """Something that is, or something that is planned or forecast. A target is never ranked with actuals."""

    ACTUAL = "actual"
    TARGET = "target"


class Form(StrEnum):
    """How a numeral is printed, which decides how precise it is (cli.md, Bounds and intervals)."""

    COUNT = "count"  # a count in full: 5934家
    NUMBER = "number"  # decimals or a magnitude: 759.66亿元, 23万家
    FRACTION = "fraction"  # 1/4, 三分之一, 一半
    TENTHS = "tenths"  # 三成
    RANGE = "range"  # 3-5家


class Reason(StrEnum):
    """Why a numeral became no fact. Every numeral that is neither a fact nor a time has exactly one."""

    NAME = "name"  # part of a name, slogan or product: 5G, 一区15园, 1+7政策体系
    ORDINAL = "ordinal"  # 第二批, 三是, section numbers
    REFERENCE = "reference"  # footnote marks, telephone numbers, standards, addresses, identifiers
    DURATION = "duration"  # 10年来, 5年行动方案, 半天以内
    COMPARISON = "comparison"  # measures a distance to, or the level of, somebody else: 高于全市0.8个百分点
    RULE = "rule"  # a policy's amount, rate or threshold: 奖励30万元, 不低于5000万
    LAYOUT = "layout"  # page numbers, running heads
    UNIT = "unit"  # a number without a unit that fits anything
    SUBJECT = "subject"  # nobody is known to whom it belongs
    LABEL = "label"  # nothing says what is measured


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """From `start` on (until the next mark) the text is of `place`: `page 3`, `Sheet1`, …"""

    start: int
    place: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its row and column (from 0, merged cells at their first), its span in the text."""

    row: int
    column: int
    start: int
    end: int
    ref: str = ""  # as a spreadsheet names it: B4
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the document. `place` is its sheet or page; `caption` the span of its title line, if any."""

    cells: tuple[Cell, ...]
    place: str = ""
    caption: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One text with what is needed to cite it.

    `published` is the day or month of publication (`2022-09-15`, `2022-09`), `published_inferred` how it was found
    (`masthead`, `metadata`, `filename`, `event`) or None where a person gave it. `park` is the subject that a person
    named for a text that never names it.
    """

    text: str
    path: str = ""
    title: str | None = None
    issuer: str | None = None
    issue: str | None = None
    url: str | None = None
    published: str | None = None
    published_inferred: str | None = None
    park: str | None = None
    marks: tuple[Mark, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One number that the text states about one subject (facts.md).

    `last` is one unit of the last printed digit and `round` one unit of its last digit that is not zero, both in
    `unit`: with `form` and `bound` they give the interval that the number stands for. `whole_key` names the whole
    of a share independent of wording (全市 of an article on 惠州 is 惠州市).
    """

    entity: str | None
    scope: Scope
    metric: str | None
    subject: str
    label: str
    measure: Measure
    value: Decimal
    value_high: Decimal | None
    unit: str
    bound: Bound
    period: str | None
    base: str | None
    whole: str | None
    status: Status
    start: int
    end: int
    last: Decimal
    round: Decimal
    form: Form
    sentence: Span
    rule: str
    whole_key: str | None = None


@dataclass(frozen=True, slots=True)
class Unexplained:
    """A numeral that became no fact, and why."""

    start: int
    end: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that a document says: facts, times and the rest, which together hold every numeral exactly once.

    `published` and `published_inferred` are the document's own where it had them, else what the text tells.
    """

    facts: tuple[Fact, ...]
    times: tuple[Span, ...]
    unexplained: tuple[Unexplained, ...]
    published: str | None = None
    published_inferred: str | None = None
    title: str | None = None

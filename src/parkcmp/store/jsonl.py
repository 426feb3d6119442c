"""Facts from elsewhere: a line of JSON in the fields of a fact becomes a record, or the reason why not, by field.

The only place that checks with pydantic what other programs wrote. Whether the text says so is not asked here.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from parkcmp.errors import UsageError
from parkcmp.lexicon.records import Lexicon
from parkcmp.lexicon.units import load_units
from parkcmp.model import Bound, Measure, Scope, Status
from parkcmp.periods import days

_DECIMALS, _LIMIT = 11, Decimal(10) ** 24
_NATION = "全国"
_UNITS = {
    **dict.fromkeys((Measure.CAGR, Measure.SHARE, Measure.COMPLETION), frozenset({"%"})),
    Measure.GROWTH: frozenset({"%", "个百分点"}),
    Measure.MULTIPLE: frozenset({"倍", "%"}),
    Measure.RANK: frozenset({"位"}),
}


def _decimal(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("write a number, without quotes")
    number = Decimal(value)
    if abs(number) >= _LIMIT or int(number.as_tuple().exponent) < -_DECIMALS:
        raise ValueError("too long to be kept exactly")
    return number


def _period(value: object) -> object:
    if isinstance(value, str) and days(value) is None:
        raise ValueError("write 2021, 2022-08, 2022-09-15, 2022-H1, 2022-Q3 or 2022-01/2022-07")
    return value


def _text(value: object) -> object:
    if isinstance(value, str) and any("\ud800" <= c <= "\udfff" or c == "\0" for c in value):
        raise ValueError("holds half a character")
    return value


Number = Annotated[Decimal, BeforeValidator(_decimal)]
PeriodText = Annotated[str, BeforeValidator(_period)]
Text = Annotated[str, BeforeValidator(_text)]
Name = Annotated[str, BeforeValidator(_text), Field(min_length=1)]


class FactRecord(BaseModel):
    """One fact as another program gives it, in the fields of the contract; what may be left out has a default."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    entity: Name | None = None
    scope: Scope | None = None
    metric: Name | None = None
    subject: Text = ""
    label: Text = ""
    measure: Measure
    value: Number
    value_high: Number | None = None
    unit: Name
    bound: Bound = Bound.EXACT
    period: PeriodText | None = None
    base: PeriodText | None = None
    whole: Name | None = None
    status: Status = Status.ACTUAL
    start: Annotated[int, Field(ge=0, lt=1 << 31, strict=True)] | None = None
    end: Annotated[int, Field(ge=1, lt=1 << 31, strict=True)] | None = None
    fact_id: Text | None = None
    document: Name | None = None
    path: Name | None = None
    sentence: Text | None = None
    rule: Name | None = None
    review: Text | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if self.value_high is not None and self.value_high < self.value:
            raise ValueError("value_high: less than value")
        if (self.start is None) != (self.end is None):
            raise ValueError("start: needs end, and end needs start")
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError("end: not after start")
        if self.names_document and self.start is None:
            raise ValueError("start: a fact with its document needs the span of its digits")
        allowed = _UNITS.get(self.measure)
        if allowed and self.unit not in allowed:
            raise ValueError(f"unit: {self.unit!r}, but a {self.measure} is in {' or '.join(sorted(allowed))}")
        return self

    @property
    def names_document(self) -> bool:
        """Whether it says which document states it."""
        return self.document is not None or self.path is not None


def parse_record(line: str, lexicon: Lexicon) -> FactRecord:
    """The fact of a line. Raises UsageError, whose message begins with the name of the field."""
    try:
        said = json.loads(line, parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_once)
    except (ValueError, RecursionError) as failure:
        reason = str(failure) if isinstance(failure, _TwiceError) else "no JSON"
        raise UsageError(reason) from None
    if not isinstance(said, dict):
        raise UsageError("no JSON object")
    if said.get("measure") == Measure.RANK and said.get("unit") == "名":
        said["unit"] = "位"  # 第14名 and 第14位 are places of one ranking
    try:
        record = FactRecord.model_validate(said)
    except ValidationError as failure:
        raise UsageError(_first_problem(failure)) from None
    _check_names(record, lexicon)
    return record


class _TwiceError(ValueError):
    """A field that stands twice in a line."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    said = dict(pairs)
    if len(said) < len(pairs):
        names = [name for name, _ in pairs]
        raise _TwiceError(f"{next(n for n in names if names.count(n) > 1)}: stands twice")
    return said


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _first_problem(failure: ValidationError) -> str:
    problem = failure.errors(include_url=False, include_context=False)[0]
    message = str(problem["msg"]).removeprefix("Value error, ")
    field = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "extra_forbidden":
        return f"{field}: no field of a fact"
    if problem["type"] == "missing":
        return f"{field}: missing"
    return f"{field}: {message[:1].lower()}{message[1:]}" if field else message


def _check_names(record: FactRecord, lexicon: Lexicon) -> None:
    if record.entity is not None and record.entity != _NATION and record.entity not in lexicon.parks:
        raise UsageError(f"entity: no park has the key {record.entity!r}", "see parkcmp parks")
    expected = None if record.entity is None else Scope.NATIONAL if record.entity == _NATION else Scope.PARK
    if record.scope is not None and (record.scope in (Scope.PARK, Scope.NATIONAL)) != (expected is not None):
        raise UsageError(f"scope: {record.scope} does not go with entity {record.entity!r}")
    if expected and record.scope not in (None, expected):
        raise UsageError(f"scope: {record.scope}, but entity {record.entity!r} is {expected}")
    if record.metric is None:
        return
    if record.metric not in lexicon.metrics:
        raise UsageError(f"metric: no indicator has the id {record.metric!r}", "see parkcmp metrics")
    wanted = lexicon.metrics[record.metric].unit
    if record.measure is Measure.LEVEL and record.unit != wanted and not (_is_money(record.unit) and _is_money(wanted)):
        raise UsageError(f"unit: {record.unit!r}, but {record.metric} is kept in {wanted}")


def _is_money(unit: str) -> bool:
    known = load_units().by_name.get(unit.removeprefix("亿"))
    return known is not None and known.kind == "money" and unit.startswith("亿")

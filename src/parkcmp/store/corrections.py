"""What a corrected fact says: the extracted fact with the fields that a person set, and all that follows from them.

The extracted fact itself is never changed. Corrections are laid over it field by field, so that it does not matter
whether a document is read again before or after its facts are corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from parkcmp.errors import UsageError
from parkcmp.lexicon.units import load_units
from parkcmp.model import Bound, Form, Measure, Scope, Status
from parkcmp.periods import days
from parkcmp.store.columns import computed_columns

# A number is stored exactly or not at all, half a step of its last digit too.
_DECIMALS, _LIMIT = 11, Decimal(10) ** 24
Changes = Mapping[str, str | None]


def check_changes(changes: Changes) -> None:
    """Raise UsageError where a field cannot be corrected, or not to this; the message begins with the field's name."""
    if not changes:
        raise UsageError("nothing to correct", "name what is wrong: --value, --metric, --period, --park …")
    for field, text in changes.items():
        if field not in _CHECKS:
            raise UsageError(f"{field}: no field that can be corrected", f"there are {', '.join(_CHECKS)}")
        if text is None:
            if field not in _OPTIONAL:
                raise UsageError(f"{field}: cannot be empty", "reject the fact instead, or name a value")
        elif problem := _CHECKS[field](text):
            raise UsageError(f"{field}: {text!r} is {problem[0]}", problem[1])
    high = changes.get("value_high")
    if high is not None:
        low = changes.get("value")
        if low is None:
            raise UsageError("value_high: without value", "name both ends of the range")
        if Decimal(high) < Decimal(low):
            raise UsageError(f"value_high: {high} is less than {low}", "name the larger one as the upper end")


def correct(fact: Mapping[str, Any], changes: Changes) -> dict[str, Any]:
    """The row of `corrections` for a row of `facts`; changes that `check_changes` passes fit every fact."""
    row = {name: fact[name] for name in _KEPT}
    row.update({name: text for name, text in changes.items() if name not in ("value", "value_high")})
    if row["entity"] is None and row["scope"] in (Scope.PARK, Scope.NATIONAL):
        row["scope"] = Scope.OTHER.value
    if "value" in changes or "value_high" in changes:
        row.update(_number(fact, changes, row["unit"]))
    computed = computed_columns(
        value=row["value"],
        value_high=row["value_high"],
        bound=Bound(row["bound"]),
        form=Form(row["form"]),
        last=row["last"],
        round_=row["round_"],
        measure=Measure(row["measure"]),
        base=row["base"],
        period=row["period"],
    )
    return {**row, **computed}


def _number(fact: Mapping[str, Any], changes: Changes, unit: str) -> dict[str, Any]:
    """The digits that a person typed are as precise as digits in print: 759.70 is ± 0.005, a count is itself.

    A new value replaces a range as a whole; `value_high` alone, which can only be taken away, leaves its lower end.
    """
    typed, high_typed = changes.get("value"), changes.get("value_high")
    value = fact["value"] if typed is None else Decimal(typed)
    high = None if high_typed is None else Decimal(high_typed)
    last, round_ = fact["last"], fact["round_"]
    if typed is not None:
        last = Decimal(1).scaleb(min(int(value.as_tuple().exponent), 0))
        round_ = max(last, Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))) if value else last
    known = load_units().by_name.get(unit)
    is_count = value == value.to_integral_value() and (unit == "位" or (known is not None and known.kind == "count"))
    form = Form.RANGE if high is not None else Form.COUNT if is_count else Form.NUMBER
    return {"value": value, "value_high": high, "last": last, "round_": round_, "form": form.value}


def _number_problem(text: str) -> tuple[str, str] | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        return "no number", "write plain digits like 135 or 12.16, in the fact's unit"
    if abs(number) >= _LIMIT or int(number.as_tuple().exponent) < -_DECIMALS:
        return "too long to be kept exactly", f"give at most {_DECIMALS} decimals"
    return None


def _period_problem(text: str) -> tuple[str, str] | None:
    return None if days(text) else ("no period", "write 2021, 2022-08, 2022-H1, 2022-Q3 or 2022-01/2022-07")


def _one_of(names: Any) -> Callable[[str], tuple[str, str] | None]:
    known = [name.value for name in names]
    return lambda text: None if text in known else ("none of its values", f"use one of {', '.join(known)}")


def _some_text(text: str) -> tuple[str, str] | None:
    return None if text.strip() else ("empty", "leave it out, or name a value")


_CHECKS: dict[str, Callable[[str], tuple[str, str] | None]] = {
    "value": _number_problem,
    "value_high": _number_problem,
    "unit": _some_text,
    "bound": _one_of(Bound),
    "entity": _some_text,
    "scope": _one_of(Scope),
    "metric": _some_text,
    "measure": _one_of(Measure),
    "period": _period_problem,
    "base": _period_problem,
    "whole": _some_text,
    "whole_key": _some_text,
    "status": _one_of(Status),
}
_OPTIONAL = frozenset({"value_high", "entity", "metric", "period", "base", "whole", "whole_key"})
_KEPT = (
    "fact_id", "document", "entity", "scope", "metric", "measure", "value", "value_high", "unit", "bound", "period",
    "base", "whole", "whole_key", "status", "last", "round_", "form",
)  # fmt: skip

"""Where a derived value comes from: its formula, then the facts it was computed from, each with its sentence."""

from __future__ import annotations

from parkcmp.errors import UnknownNameError
from parkcmp.intervals import Reading
from parkcmp.lexicon.records import Lexicon
from parkcmp.model import Measure
from parkcmp.query.answer import Answer, Value
from parkcmp.query.derived import DERIVED_ID, Derived, fetch_all_derived, fetch_derived
from parkcmp.query.periods import is_same
from parkcmp.query.provenance import WHY, explain_facts
from parkcmp.store import Database


def is_derived_id(typed: str) -> bool:
    """Whether this is the id of a derived value, not of a fact."""
    return typed.startswith("d-")


def explain_derived(database: Database, lexicon: Lexicon, typed: str) -> Answer:
    """The derived value of that id and its facts. Raises UnknownNameError."""
    match = DERIVED_ID.fullmatch(typed)
    chief = database.fetch("SELECT entity FROM facts WHERE fact_id = ?", [match[1]]) if match else []
    for (park,) in chief:
        for derived in fetch_all_derived(database, lexicon, Reading.PRINTED, parks=[park]):
            if derived.observation.fact_id == typed:
                return Answer(WHY, _rows(database, derived), (), {"command": "why", "fact_id": typed})
    raise UnknownNameError(
        f"no derived value {typed!r}", "see parkcmp show PARK --derived: what a value follows from may have changed"
    )


def explain_derived_value(
    database: Database, lexicon: Lexicon, park: str, metric: str, measure: str | None, period: str
) -> Answer | None:
    """The derived value of a park's indicator in a period; None where nothing follows."""
    measures = [measure or Measure.LEVEL.value]
    found = fetch_derived(database, lexicon, Reading.PRINTED, metrics=[metric], parks=[park], measures=measures)
    for key, observation in found.items():
        if is_same(key.period, period):
            return explain_derived(database, lexicon, observation.fact_id)
    return None


def _rows(database: Database, derived: Derived) -> tuple[tuple[Value, ...], ...]:
    o = derived.observation
    said: dict[str, Value] = {
        "fact_id": o.fact_id,
        "entity": o.key.park,
        "metric": o.key.metric,
        "measure": o.key.measure,
        "value": o.value,
        "unit": o.key.unit,
        "bound": str(o.bound),
        "low": o.interval.low,
        "high": o.interval.high,
        "low_open": o.interval.low_open,
        "high_open": o.interval.high_open,
        "period": o.key.period,
        "base": o.key.base,
        "status": "actual",
        "document": o.document,
        "rule": derived.rule,
        "formula": derived.formula,
        "inputs": ",".join(derived.inputs),
    }
    return (tuple(said.get(name) for name in WHY), *explain_facts(database, derived.inputs))

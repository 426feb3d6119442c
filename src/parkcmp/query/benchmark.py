"""Against what a park is held: 全国, and the median and quartiles of all parks that the database knows.

Of the same kind, the same length of period and, where one is asked for, the same period; the newest of each park.
"""

from __future__ import annotations

from collections.abc import Sequence

from parkcmp.intervals import Reading
from parkcmp.lexicon.records import Lexicon
from parkcmp.query.answer import Value
from parkcmp.query.arithmetic import quantile
from parkcmp.query.families import Kind, Row, group
from parkcmp.query.observation import NATION, Key, Observation, fetch_newest_keys, fetch_observations
from parkcmp.store import Database

BENCHMARK_COLUMNS = (
    f"{NATION}.value",
    f"{NATION}.bound",
    f"{NATION}.period",
    f"{NATION}.fact_id",
    "quartile_low",
    "median",
    "quartile_high",
    "known",
)


class Benchmarks:
    """The benchmarks of the rows of one comparison, fetched together."""

    def __init__(
        self, database: Database, lexicon: Lexicon, rows: Sequence[Row], reading: Reading, period: str | None
    ) -> None:
        months = {row.family.kind: row.months for row in rows}
        metrics = {kind.metric for kind in months}
        keys = fetch_newest_keys(database, metrics, period)
        chosen: dict[Kind, dict[str, tuple[Key, bool]]] = {}
        for family in group(keys, lexicon):
            if family.kind in months:
                family.stand_ins.clear()
                metric = lexicon.metrics.get(family.kind.metric)
                chosen[family.kind] = family.chosen(list(family.keys), months[family.kind], metric, lexicon)
        self._chosen = chosen
        listed = [key for by_park in chosen.values() for key, is_alike in by_park.values() if is_alike]
        self._found: dict[Key, Observation] = {o.key: o for o in fetch_observations(database, listed, reading)}

    def cells(self, row: Row) -> tuple[Value, ...]:
        """The values of BENCHMARK_COLUMNS for one row."""
        found = {
            park: self._found[key]
            for park, (key, _) in self._chosen.get(row.family.kind, {}).items()
            if key in self._found
        }
        nation = found.pop(NATION, None)
        national: tuple[Value, ...] = (None, None, None, None)
        if nation is not None:
            national = (nation.value, str(nation.bound), nation.key.period, nation.fact_id)
        values = [o.value for o in found.values()]
        if not values:
            return (*national, None, None, None, 0)
        return (*national, *(quantile(values, quarter) for quarter in (1, 2, 3)), len(values))

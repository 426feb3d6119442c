"""A database to ask from Python: every method is the command of its name, its parameters are the options.

The database is opened for each question and closed again, so that it is never kept from other programs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from parkcmp.errors import UsageError
from parkcmp.intervals import Reading
from parkcmp.results import Result

if TYPE_CHECKING:
    from parkcmp.lexicon.names import MetricChoice
    from parkcmp.lexicon.records import Lexicon
    from parkcmp.query.answer import Answer
    from parkcmp.store import Database as Store

Many = str | Iterable[str] | None
Number = int | str | Decimal | None


class Database:
    """A database of facts, made by `parkcmp ingest` and opened with `parkcmp.open`."""

    def __init__(self, path: Path, wait: float, lang: str, lexicon: Lexicon) -> None:
        self.path = path
        self._wait = wait
        self._lang = lang
        self._lexicon = lexicon

    def __repr__(self) -> str:
        return f"<parkcmp.Database {str(self.path)!r}>"

    def rank(
        self,
        metric: str,
        *,
        measure: str | None = None,
        basis: str | None = None,
        period: str | None = None,
        top: int | None = None,
        min: Number = None,
        max: Number = None,
        ascending: bool = False,
        region: str | None = None,
        province: str | None = None,
        unit: str | None = None,
        whole: str | None = None,
        proxy: bool = True,
        reading: str = "printed",
        derived: bool = False,
        conflicts: bool = False,
    ) -> Result:
        """Parks by one indicator: like with like, each with its period, bound, possible places and source.

        >>> for row in parkcmp.open().rank("高新技术企业数", top=2):
        ...     print(row["rank"], row["park"], row["value"], row["bound"], row["period"])
        1 南京 5934 exact 2021
        2 厦门 1200 over 2021
        """
        from parkcmp.lexicon.names import resolve_province, resolve_region
        from parkcmp.query.rank import RankQuestion
        from parkcmp.query.rank import rank as answer

        choice = self._metric(metric)
        question = RankQuestion(
            metric=choice.metric.id,
            measure=measure or choice.measure,
            basis=basis,
            period=period,
            unit=unit,
            whole=whole,
            top=top,
            minimum=_number(min),
            maximum=_number(max),
            ascending=ascending,
            region=resolve_region(region, self._lexicon) if region else None,
            province=resolve_province(province, self._lexicon) if province else None,
            proxy=proxy,
            reading=_reading(reading),
            derived=derived,
            conflicts=conflicts,
        )
        return self._ask(lambda store: answer(store, self._lexicon, question))

    def compare(
        self,
        *parks: str,
        metric: Many = None,
        period: str | None = None,
        common: bool = False,
        reading: str = "printed",
        benchmark: bool = False,
        derived: bool = False,
    ) -> Result:
        """Two to twelve parks side by side, a row an indicator, with a verdict.

        >>> row = parkcmp.open().compare("新乡", "龙岩", metric="hitech_firms").rows[0]
        >>> row["新乡.value"], row["龙岩.value"], row["difference"]
        (Decimal('135'), Decimal('101'), '34')
        """
        from parkcmp.query.compare import CompareQuestion
        from parkcmp.query.compare import compare as answer

        question = CompareQuestion(
            parks=tuple(self._park(park) for park in parks),
            metrics=self._metrics(metric),
            period=period,
            common=common,
            reading=_reading(reading),
            benchmark=benchmark,
            derived=derived,
            lang=self._lang,
        )
        return self._ask(lambda store: answer(store, self._lexicon, question))

    def show(self, park: str, *, reading: str = "printed", derived: bool = False) -> Result:
        """Everything about one park, or 全国: a row an observation, newest first, targets after actuals."""
        from parkcmp.query.show import ShowQuestion
        from parkcmp.query.show import show as answer

        question = ShowQuestion(park=self._entity(park), reading=_reading(reading), derived=derived, lang=self._lang)
        return self._ask(lambda store: answer(store, self._lexicon, question))

    def trend(
        self,
        *parks: str,
        metric: str,
        measure: str | None = None,
        basis: str | None = None,
        proxy: bool = True,
        reading: str = "printed",
    ) -> Result:
        """One indicator over time: a row an observed point, in series that may be joined."""
        from parkcmp.query.trend import TrendQuestion
        from parkcmp.query.trend import trend as answer

        choice = self._metric(metric)
        question = TrendQuestion(
            parks=tuple(self._entity(park) for park in parks),
            metric=choice.metric.id,
            measure=measure or choice.measure,
            basis=basis,
            proxy=proxy,
            reading=_reading(reading),
        )
        return self._ask(lambda store: answer(store, self._lexicon, question))

    def facts(
        self,
        *,
        park: str | None = None,
        metric: str | None = None,
        measure: str | None = None,
        period: str | None = None,
        document: str | None = None,
        status: str | None = None,
        value: Number = None,
        search: str | None = None,
    ) -> Result:
        """The ledger: every fact that fits, with its sentence and what a person decided of it.

        >>> [(row["entity"], row["sentence"][:8]) for row in parkcmp.open().facts(value="759.66")]
        [('新乡', '2021年，新乡')]
        """
        from parkcmp.query.ledger import FactFilter, list_facts
        from parkcmp.query.periods import parse_period
        from parkcmp.store.read import find_document

        choice = self._metric(metric) if metric else None

        def answer(store: Store) -> Answer:
            wanted = FactFilter(
                park=self._entity(park) if park else None,
                metric=choice.metric.id if choice else None,
                measures=(measure,) if measure else choice.measures if choice else (),
                period=parse_period(period) if period else None,
                document=find_document(store, document) if document else None,
                status=status,
                value=_number(value),
                search=search,
            )
            return list_facts(store, wanted)

        return self._ask(answer)

    def audit(
        self, *, park: str | None = None, metric: str | None = None, document: str | None = None, verdict: Many = None
    ) -> Result:
        """Every claim that other facts allow to recompute: stated, recomputed as an interval, verdict (contradicts,
        ambiguous, only-if, gives, consistent)."""
        from parkcmp.query.audit import AuditQuestion
        from parkcmp.query.audit import audit as answer
        from parkcmp.query.audit_finding import Word
        from parkcmp.store.read import find_document

        words = {word.name.lower().replace("_", "-"): word for word in Word}
        for name in _listed(verdict):
            if name not in words:
                raise UsageError(f"no verdict {name!r}", f"use one of {', '.join(words)}")
        entity = self._entity(park) if park else None
        metric_id = self._metric(metric).metric.id if metric else None
        verdicts = tuple(words[word] for word in _listed(verdict))
        return self._ask(
            lambda store: answer(
                store,
                self._lexicon,
                AuditQuestion(entity, metric_id, find_document(store, document) if document else None, verdicts),
            )
        )

    def documents(self) -> Result:
        """What has been read, in the order of first reading."""
        from parkcmp.query.inventory import list_documents

        return self._ask(list_documents)

    def sql(self, query: str) -> Result:
        """One SELECT over the tables and views of docs/schema.md, read-only.

        >>> parkcmp.open().sql("SELECT count(DISTINCT entity) AS parks FROM latest WHERE entity <> '全国'").rows
        [{'parks': 8}]
        """
        from parkcmp.query.answer import Answer
        from parkcmp.store.sql import select

        def answer(store: Store) -> Answer:
            columns, rows = select(store, query)
            return Answer(columns, tuple(rows), (), {"command": "sql", "sql": query})

        return self._ask(answer)

    def _ask(self, question: Callable[[Store], Answer]) -> Result:
        from parkcmp.store import connect

        with connect(self.path, wait=self._wait) as store:
            answer = question(store)
        return Result(answer, self._lang)

    def _metric(self, name: str) -> MetricChoice:
        from parkcmp.lexicon.names import resolve_metric

        return resolve_metric(name, self._lexicon)

    def _metrics(self, names: Many) -> tuple[tuple[str, str | None], ...]:
        choices = [self._metric(name) for name in _listed(names)]
        return tuple((choice.metric.id, choice.measure) for choice in choices)

    def _park(self, name: str) -> str:
        from parkcmp.lexicon.names import resolve_park

        return resolve_park(name, self._lexicon).key

    def _entity(self, name: str) -> str:
        from parkcmp.lexicon.names import resolve_entity

        return resolve_entity(name, self._lexicon)


def _listed(names: Many) -> list[str]:
    return [names] if isinstance(names, str) else list(names or ())


def _number(typed: Number) -> Decimal | None:
    try:
        number = None if typed is None else Decimal(str(typed))
    except ArithmeticError:
        number = Decimal("NaN")
    if number is not None and not number.is_finite():
        raise UsageError(f"{typed!r} is no number", "give an int, a Decimal, or digits like '12.16'")
    return number


def _reading(name: str) -> Reading:
    if name not in list(Reading):
        raise UsageError(f"no reading {name!r}", f"use one of {', '.join(Reading)}")
    return Reading(name)

"""What a comparison says beside its rows: periods that differ, what not all have, and the option for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parkcmp.intervals import Reading
from parkcmp.lexicon.records import Lexicon
from parkcmp.query.answer import Note
from parkcmp.query.families import Family, Row
from parkcmp.query.observation import Key, parks_by_period
from parkcmp.query.periods import order


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the notes of one comparison refer to."""

    lexicon: Lexicon
    parks: Sequence[str]
    period: str | None
    common: bool
    reading: Reading


def of_comparison(where: Circumstances, keys: Iterable[Key], shown: Sequence[Row], incomplete: int) -> list[Note]:
    """All notes of a comparison; `incomplete` rows lack the value of some park."""
    said = []
    silent = sorted(set(where.parks) - {key.park for key in keys})
    if silent:
        names = "、".join(silent)
        said.append(
            Note(
                "no-figures",
                f"nothing is known of {names} here; parkcmp show PARK says what there is",
                f"此处没有{names}的数据；parkcmp show 高新区 可查已有数据",
            )
        )
    said += _of_periods(where, shown)
    if incomplete and not where.common and not silent:
        said.append(
            Note(
                "incomplete",
                f"{incomplete} of {len(shown)} rows lack the value of a park; --common leaves them out",
                f"{len(shown)} 行中 {incomplete} 行并非各高新区都有；--common 只列共有指标",
            )
        )
    if not shown and not silent:
        said.append(
            Note(
                "no-rows",
                "no indicator that all of them have; without --common or --period there may be some",
                "没有共有的指标；去掉 --common 或 --period 再试",
            )
        )
    return said


def _of_periods(where: Circumstances, shown: Sequence[Row]) -> list[Note]:
    differing = [row for row in shown if "periods differ" in row.verdict.text]
    if not differing:
        return []
    rows_of: dict[str, int] = defaultdict(int)
    without = []
    for row in differing:
        shared = _shared_periods(row.family, where.parks)
        for period in shared:
            rows_of[period] += 1
        if not shared:
            without.append(row)
    said = []
    both_en = "both" if len(where.parks) == 2 else f"all {len(where.parks)}"
    both_zh = "两者" if len(where.parks) == 2 else f"{len(where.parks)}者"
    if rows_of:
        best = max(rows_of, key=lambda period: (rows_of[period], order(period)))
        said.append(
            Note(
                "periods-differ",
                f"periods differ in {len(differing)} rows; --period {best} has values of {both_en}"
                f" in {rows_of[best]} of them",
                f"{len(differing)} 行时期不同；--period {best} 可使其中 {rows_of[best]} 行{both_zh}同期",
            )
        )
    if without:
        names = "、".join(row.family.kind.name(where.lexicon, "zh") for row in without[:5])
        english = ", ".join(row.family.kind.name(where.lexicon, "en") for row in without[:5])
        more = ", …" if len(without) > 5 else ""
        example = f"parkcmp trend {' '.join(where.parks)} --metric {without[0].family.kind.metric}"
        said.append(
            Note(
                "no-common-period",
                f"no period has a value of {both_en}: {english}{more}; {example} shows each over time",
                f"没有{both_zh}同期的数值：{names}{more}；{example} 可看各自历年",
            )
        )
    return said


def _shared_periods(family: Family, parks: Sequence[str]) -> list[str]:
    """The periods that every park has a value of."""
    having = parks_by_period(key for park in parks for key in family.keys_of(park))
    return [period for period, of in having.items() if len(of) == len(parks)]

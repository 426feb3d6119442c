"""What a ranking says beside its rows: what was left out, what differs, how much is missing, and the option for each.

Every note is one line in both languages and names its remedy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from parkcmp.lexicon.records import Lexicon, Metric
from parkcmp.query.answer import Note
from parkcmp.query.likeness import FIXED, UNSTATED, Choice, Respect
from parkcmp.query.observation import NATION, Key, Observation, parks_by_period
from parkcmp.query.periods import length_name, order
from parkcmp.query.wording import MEASURES, basis_name, metric_name, span_name, whole_name


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the notes of one ranking refer to: its indicator, the period and area asked for, all keys of that area
    before the filter by period."""

    metric: Metric
    lexicon: Lexicon
    period: str | None
    keys: list[Key]
    area: str | None = None


def count(number: int) -> tuple[str, str]:
    """A number of parks: 1 park, 3 parks; 3 个高新区."""
    return f"{number} park{'s' * (number != 1)}", f"{number} 个高新区"


def of_choices(where: Circumstances, choices: Iterable[Choice], ranked: Collection[str]) -> list[Note]:
    """A note for each respect in which parks were left out, or growth has another basis as well."""
    said = []
    for choice in choices:
        others = {
            value: parks for value, parks in choice.others.items() if choice.field == "basis" or parks - set(ranked)
        }
        if others:
            said.append(_of_choice(where, choice, others))
    return said


def _of_choice(where: Circumstances, choice: Choice, others: Mapping[Respect, Collection[str]]) -> Note:
    known = FIXED.get(choice.field, ())
    places = {value: known.index(str(value)) if value in known else len(known) for value in others}
    ordered = sorted(others.items(), key=lambda i: (i[0] == UNSTATED, -len(i[1]), places[i[0]], str(i[0])))
    en = ", ".join(f"{_respect(choice.field, value, 'en')} ({count(len(of))[0]})" for value, of in ordered)
    zh = "、".join(f"{_respect(choice.field, value, 'zh')}（{count(len(of))[1]}）" for value, of in ordered)
    option = _option(where, choice.field, [value for value, _ in ordered])
    verb = "ranks" if option.startswith("--") else "lists"
    chosen_en, chosen_zh = (_respect(choice.field, choice.chosen, lang) for lang in ("en", "zh"))
    return Note(
        f"other-{choice.field}",
        f"ranked: {chosen_en}; left out, because not alike: {en}; {option} {verb} them",
        f"本表为{chosen_zh}；口径不同未列入：{zh}；可用 {option} 查看",
    )


def _respect(field: str, value: Respect, lang: str) -> str:
    if field == "unit":
        return str(value)
    if field == "basis":
        return basis_name(str(value), lang)
    if field == "whole":
        return whole_name(str(value), lang)
    if not isinstance(value, int):
        return "基期不明" if lang == "zh" else "since an unstated time"
    if field == "months":
        return f"时长{length_name(value, lang)}" if lang == "zh" else f"periods of {length_name(value, lang)}"
    return f"距基期{span_name(value, lang)}" if lang == "zh" else span_name(value, lang)


def _option(where: Circumstances, field: str, values: Sequence[Respect]) -> str:
    stated = [value for value in values if value not in (UNSTATED, None)]
    if not stated or field == "span":
        return f"parkcmp facts --metric {where.metric.id}"
    if field == "months":
        period = _fullest([key for key in where.keys if key.months == stated[0] and key.park != NATION])
        return f"--period {period}"
    return f"--{field} {' / '.join(map(str, stated))}"  # no bar: who pastes it would open a pipe


def of_periods(where: Circumstances, like: list[Key], newest: Mapping[str, Key]) -> list[Note]:
    """That the periods differ and which has the most parks; or, of a period asked for, how many parks it has."""
    with_any = {key.park for key in where.keys if key.park != NATION}
    if where.period is not None:
        have = len(newest)
        if have == len(with_any):
            return []
        return [
            Note(
                "coverage",
                f"{where.period} has {have} of {count(len(with_any))[0]}; without --period the newest of each counts",
                f"{where.period} 只有 {len(with_any)} 个高新区中的 {have} 个；不加 --period 则取各自最新一期",
            )
        ]
    groups = parks_by_period(newest.values())
    if len(groups) < 2:
        return []
    everything = parks_by_period(like)
    fullest = max(everything, key=lambda period: (len(everything[period]), order(period)))
    listed = sorted(groups.items(), key=lambda item: (-len(item[1]), order(item[0])))
    en = ", ".join(f"{period} ({len(parks)})" for period, parks in listed[:4]) + ", …" * (len(listed) > 4)
    zh = "、".join(f"{period}（{len(parks)}）" for period, parks in listed[:4]) + " 等" * (len(listed) > 4)
    most, of = len(everything[fullest]), len(newest)
    return [
        Note(
            "periods-differ",
            f"periods differ: {en}; --period {fullest} has the most, {most} of {count(of)[0]}",
            f"各高新区时期不同：{zh}；--period {fullest} 覆盖最多，{of} 个中有 {most} 个",
        )
    ]


def of_rows(where: Circumstances, shown: list[Observation]) -> list[Note]:
    """What the flags of the rows mean: stand-ins, conflicting sources, undated values."""
    said = []
    proxies = [o for o in shown if "proxy" in o.flags]
    if proxies:
        names = {o.key.metric for o in proxies}
        en = ", ".join(metric_name(n, where.lexicon, "en") for n in sorted(names))
        zh = "、".join(metric_name(n, where.lexicon, "zh") for n in sorted(names))
        said.append(
            Note(
                "stand-ins",
                f"{count(len(proxies))[0]} with a stand-in ({en}); --no-proxy leaves it out",
                f"{count(len(proxies))[1]}以{zh}替代；--no-proxy 可排除",
            )
        )
    conflicts = {o.key.park for o in shown if "conflict" in o.flags}
    if conflicts:
        said.append(
            Note(
                "conflicts",
                f"texts disagree on {count(len(conflicts))[0]}, the newest is shown; --conflicts lists all values",
                f"{count(len(conflicts))[1]}的文献说法不一，取最新文献；--conflicts 列出全部",
            )
        )
    unproven = [o for o in shown if "unproven" in o.flags]
    if unproven:
        said.append(
            Note(
                "unproven",
                f"{count(len(unproven))[0]} by an imported fact without its document;"
                " ingest the document and import the fact with its span",
                f"{count(len(unproven))[1]}的数值为导入数据，没有原文；可先录入原文，再连同位置一起导入",
            )
        )
    undated = [o for o in shown if "undated" in o.flags]
    if undated:
        said.append(
            Note(
                "undated",
                f"{count(len(undated))[0]} without a date, below the ranking and without a place;"
                " parkcmp documents edit ID --date gives a document its date",
                f"{count(len(undated))[1]}的数值无日期，列于表末不排名；可用 parkcmp documents edit ID --date 补日期",
            )
        )
    return said


def of_limits(
    observations: Sequence[Observation], shown: bool, minimum: Decimal | None, maximum: Decimal | None, with_ties: bool
) -> list[Note]:
    """That the limits leave nothing to show; how many values may lie on the other side of one than the number printed;
    that a tie made --top longer."""
    said = []
    if observations and not shown:
        said.append(
            Note(
                "no-rows",
                f"{count(len(observations))[0]} with a value, none within --min and --max; leave them out to see",
                f"{count(len(observations))[1]}有数值，但均在 --min、--max 之外；去掉即可查看",
            )
        )
    unsure = [o for o in observations if _straddles(o, minimum) or _straddles(o, maximum)]
    if unsure:
        said.append(
            Note(
                "limit-unsure",
                f"{count(len(unsure))[0]} may lie on either side of the limit, judged by the number printed;"
                " --columns park,value,low,high shows the room",
                f"{count(len(unsure))[1]}的数值区间跨越界限，按所印数字判断；--columns park,value,low,high 可看区间",
            )
        )
    if with_ties:
        said.append(
            Note(
                "ties",
                "the last place is shared; a smaller --top leaves it out",
                "末位并列，一并列出；减小 --top 可排除",
            )
        )
    return said


def of_missing(where: Circumstances, parks: frozenset[str], ranked: frozenset[str]) -> list[Note]:
    """How many of the parks that the database knows have no value here."""
    missing = sorted(parks - ranked)
    if not missing:
        return []
    names = "、".join(missing[:8]) + ("…" if len(missing) > 8 else "")
    option = f"parkcmp coverage --metric {where.metric.id}"
    return [
        Note(
            "missing",
            f"{len(missing)} of {count(len(parks))[0]} have no value here: {names}; {option} shows what there is",
            f"{len(parks)} 个高新区中 {len(missing)} 个无此数值：{names}；{option} 可查覆盖情况",
        )
    ]


def no_rows(where: Circumstances, others: Iterable[Key]) -> Note:
    """Why nothing was ranked, and what there would be."""
    zh, en, metric = where.metric.zh, where.metric.en, where.metric.id
    no_park = f"no park of {where.area}" if where.area else "no park"
    no_park_zh = f"{where.area}没有高新区" if where.area else "没有高新区"
    if where.period is not None and (period := _fullest([k for k in where.keys if k.park != NATION])):
        return Note(
            "no-rows",
            f"{no_park} has {en} for {where.period}; --period {period} has the most parks",
            f"{no_park_zh}有 {where.period} 的{zh}；--period {period} 覆盖最多",
        )
    parks: dict[str, set[str]] = defaultdict(set)
    for key in others:
        if key.park != NATION:
            parks[key.measure].add(key.park)
    if not parks and where.area:
        return Note(
            "no-rows",
            f"{no_park} has any figure of {en}; leave out --region and --province to see whether others have",
            f"{where.area}没有任何高新区有{zh}数据；去掉 --region、--province 可看其他高新区",
        )
    if not parks:
        return Note(
            "no-rows",
            f"no park has any figure of {en}; parkcmp metrics lists the indicators that have",
            f"没有任何高新区有{zh}数据；parkcmp metrics 列出有数据的指标",
        )
    best = max(parks, key=lambda measure: (len(parks[measure]), measure))
    option = f"--metric {metric} --measure {best}"
    return Note(
        "no-rows",
        f"{no_park} has such a figure of {en}; as {MEASURES[best][0]} there are {count(len(parks[best]))[0]}: {option}",
        f"{no_park_zh}有这样的{zh}；{MEASURES[best][1]}有 {count(len(parks[best]))[1]}：{option}",
    )


def _fullest(keys: list[Key]) -> str:
    parks = parks_by_period(keys)
    return max(parks, key=lambda period: (len(parks[period]), order(period))) if parks else ""


def _straddles(o: Observation, limit: Decimal | None) -> bool:
    """Whether values of the interval lie below the limit and others on it or above."""
    if limit is None:
        return False
    low, high, ends = o.interval.low, o.interval.high, o.interval.high_open
    below = low is None or low < limit
    reaches = high is None or high > limit or (high == limit and not ends)
    return below and reaches

"""A number placed: unit, owner, period, base and status from the running state, as a draft or the reason against it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parkcmp.extract import measures as m
from parkcmp.extract.conversion import Amount, convert, plain
from parkcmp.extract.draft import Draft
from parkcmp.extract.labels import Label
from parkcmp.extract.mentions import Owner, Role
from parkcmp.extract.nations import FEWEST_ZONES
from parkcmp.extract.quantity import Quantity
from parkcmp.extract.wording import _ORGANISATION, _PRODUCED, is_sector
from parkcmp.extract.year_parts import before, year_before
from parkcmp.lexicon.records import Metric
from parkcmp.model import Measure, Reason

if TYPE_CHECKING:
    from parkcmp.extract.bind import Binder
    from parkcmp.extract.sentence import Sentence


# 公布2024年国家高新区综合评价结果。…位列第44位: the year that the sentence before says is the result's.
_RESULT_OF_YEAR = re.compile(r"[12]\d{3}年度?[^，。；\n]{0,24}(?:评价|排名|考核|评估)[^，。；\n]{0,8}。$")
LEVELS = frozenset({Measure.LEVEL, Measure.SHARE, Measure.CUMULATIVE, Measure.RANK})
CHAINED = LEVELS | {Measure.GROWTH}
REPORTED = frozenset({Measure.LEVEL, Measure.GROWTH, Measure.SHARE})
# Members by names of their own: before Python 3.12 a look into an Enum costs five times as much.
_CHANGE, _RANK = Measure.CHANGE, Measure.RANK
_RELATIVE = frozenset({Measure.GROWTH, Measure.CAGR, Measure.SHARE, Measure.COMPLETION})
_OF_COUNTRY = re.compile(r"(?:全国|我国|中国|国家|占|相当于|当年|同期|高于|超过|而)(?:的|了|年)?$")
_OWN_VERB = re.compile(r"(?:实现|完成|创造)(?:了)?$")
_OVER_TIME = frozenset({Measure.GROWTH, Measure.CAGR, Measure.CHANGE})
_COUNTED_FROM = frozenset({Measure.CUMULATIVE, Measure.CAGR, Measure.GROWTH, Measure.CHANGE})
# What a district or zone has as a whole, of whatever branch its clause began with.
_OF_ALL = frozenset({"gdp", "budget_revenue", "retail_sales"})
# What a firm has as a zone does; of firms, platforms and the like it has none.
_OF_FIRMS_TOO = frozenset({"economy", "openness", "innovation_input", "innovation_output", "ip", "talent"})
_PLAN_END = re.compile(r"\d{3}[05]")


def amount_of(q: Quantity, metric: Metric | None, measure: Measure | None) -> Amount | None:
    """The quantity in the unit that its measure asks for; None where the printed unit contradicts."""
    if measure in _RELATIVE:
        return plain(q) if q.kind == "percent" else None
    if measure is _RANK:
        return plain(q)
    return convert(q, metric) if metric is not None else plain(q)


def make_draft(b: Binder, q: Quantity, measure: Measure, label: Label | None, s: Sentence, rule: str) -> Draft | Reason:
    """A draft with owner, period, base and status from the running state."""
    metric = label.metric if label is not None else None
    if q.kind == "points" and measure is _CHANGE:
        amount: Amount | None = plain(q)
    elif q.kind in ("times", "doublings"):
        amount = Amount(q.value, q.high, "倍", q.last, q.round)
    else:
        amount = amount_of(q, metric, measure)
    if amount is None:
        return Reason.UNIT
    clock = b.clock
    flow = measure in _OVER_TIME or b.annual or (metric is not None and metric.kind in ("flow", "ratio"))
    period = clock.of_flow if flow else clock.current
    if measure is Measure.CAGR and period is None and clock.span is not None and b.is_target(s, None):
        period = clock.span[1]  # “十一五”目标是…年均增长20%
    if not flow and clock.period is None and not clock.said and s.drafts:
        last = s.drafts[-1]
        if last.metric is metric is not None and last.measure is Measure.CHANGE and measure is Measure.LEVEL:
            period = last.period  # 新认定160家，总数达365家: the stock that the year ended with
    if (
        metric is not None
        and metric.id == "rank_overall"
        and not any(t.kind == "period" for t in b.times.within(max(s.start, q.left - 160), q.left))
        and not _RESULT_OF_YEAR.search(b.text, max(0, s.start - 90), s.start)
    ):
        period = clock.default or clock.now
    behind = b.times.within(q.right + 1, q.right + 2) if b.text[q.right] == "（" else ()
    if behind and b.text[behind[0].end] == "）" and behind[0].kind == "period":
        period = b.clock.resolve(behind[0]) or period  # 12.7亿元（2021年）
    owner = b.speaker.current
    if (
        s.sector
        and metric is not None
        and q.kind in ("money", "percent")
        and metric.category == "economy"
        and metric.id not in _OF_ALL
        and label is not None
        and label.start >= s.clause
    ):
        known = b.vocabulary.term(s.sector + label.text)
        metric = known.metric if known is not None else None
        label = Label(label.text, metric, label.start, label.end, label.prefix)
    if label is not None and label.text == "国内生产总值" and not _of_zone(b, label, s):
        owner = Owner("region", "全国", "全国")
    if metric is not None and owner is not None and owner.kind == "nation" and _is_whole_income(metric, label):
        metric = b.vocabulary.lexicon.metrics["revenue"]
    if metric is not None and metric.id == "zones" and (owner is None or owner.kind != "nation"):
        metric, owner = _how_many_zones(b, q, measure, label, metric, owner)
    foreign = owner is not None and is_foreign(b, q, label)
    if not foreign and metric is not None and label is not None and label.general:
        foreign = _perhaps_of_firm(b, metric)
    of_some = metric is not None and metric.category in _OF_FIRMS_TOO and metric.id not in _OF_ALL
    if not foreign and of_some and label is not None and s.drafts:
        foreign = _goes_on_foreign(b, q, label, s)
    draft = Draft(
        q, measure, amount, label, metric, owner, period, target=b.is_target(s, period), rule=rule, foreign=foreign
    )
    draft.base = base_of(b, draft, s)
    return draft


def _how_many_zones(
    b: Binder, q: Quantity, measure: Measure, label: Label | None, metric: Metric, owner: Owner | None
) -> tuple[Metric | None, Owner | None]:
    """The indicator and the owner of a count of zones that is not told of all of them."""
    if q.value < FEWEST_ZONES:
        if owner is None or owner.kind == "region":
            return metric, owner
        return None, (owner if owner.kind != "park" else None)  # 国家自创区23家
    behind = b.owners.within(label.end, q.left) if label is not None else ()
    if any(o.role is Role.SUBJECT and o.owner.kind == "zone" for o in behind):
        return None, owner  # 国家高新区有169家，经开区有230家
    # of no other are there so many
    return metric, Owner("nation", "全国", "全国") if measure is Measure.LEVEL else owner


def _perhaps_of_firm(b: Binder, metric: Metric) -> bool:
    """长飞公司…。预计产值60亿元: a word that fits a firm as well as a zone, behind a sentence on a firm."""
    return b.speaker.after_firm and metric.category == "economy" and metric.id != "gdp"


def _narrower(b: Binder, label: Label) -> bool:
    """Whether a label is an indicator of the economy under words that the registry does not know."""
    terms = b.labels.within(label.start, label.end) if label.modifier else ()
    return any(t.end == label.end and t.term.metric and t.term.metric.category == "economy" for t in terms)


def _goes_on_foreign(b: Binder, q: Quantity, label: Label, s: Sentence) -> bool:
    """区内某某汽车营业收入136亿元，净利润7亿元: what stands behind a number of somebody unknown is of the same."""
    last = next((d for d in reversed(s.drafts[-3:]) if d.q.kind == "money"), None)
    if last is None or (q.kind != "money" and q.unit != "人"):
        return False
    if label.start < last.q.right or last.q.start < s.clause:
        return False
    narrow = q.kind == "money" and last.label is not None and last.metric is None and _narrower(b, last.label)
    if not last.foreign and not narrow:
        return False
    return not any(o.role is Role.SUBJECT for o in b.owners.within(last.q.right, q.left))


def _is_whole_income(metric: Metric, label: Label | None) -> bool:
    """国家高新区总收入4.3万亿元: what the zones' yearbooks called 总收入 is their revenue."""
    return metric.id == "revenue_total_tit" and label is not None and not label.text.startswith("技")


def _of_zone(b: Binder, label: Label, s: Sentence) -> bool:
    """高新区…实现国内生产总值204亿元: a zone of the nineties prints it of itself, by name or with a verb; else the country's."""
    if _OF_COUNTRY.search(b.text, s.start, label.start):
        return False
    clause = max(s.start, *(b.text.rfind(mark, s.start, label.start) + 1 for mark in "，；。"))
    named = any(o.role is Role.SUBJECT and o.owner.kind != "region" for o in b.owners.within(clause, label.start))
    return named or _OWN_VERB.search(b.text, s.start, label.start) is not None


def is_foreign(b: Binder, q: Quantity, label: Label | None) -> bool:
    """岷山航空营业收入: unknown words before an indicator in money are a firm's name unless they are a branch of industry."""
    since = q.left - 60 if q.left > 60 else 0
    if b.text.find("后", since, q.left) >= 0 and _AFTER_COMPLETION.search(b.text, since, q.left):
        return True
    if b.text[q.right] == "的" and _owner_follows(b, q):
        return True
    if label is None or not label.modifier or label.metric is not None or label.modifier.startswith("对"):
        return False
    if q.kind not in ("money", "percent") and q.unit not in _PRODUCED:
        return False
    if any(
        abs(o.end - label.start) <= 1 and not o.owner.name.endswith("内")
        for o in b.owners.within(label.start - 40, label.start + 1)
    ):
        return False  # 渭南高新区提出工业总产值…: the owner is named
    if _ORGANISATION.search(label.text) or q.unit in _PRODUCED:
        return True
    term = next((t for t in b.labels.within(label.start, label.end) if t.end == label.end), None)
    if term is None or term.term.metric is None:
        # 其中荆楚石化248亿元: a part in money with no indicator of its own is somebody's.
        return (
            q.kind == "money"
            and "其中" in b.text[max(0, label.start - 3) : label.start]
            and not is_sector(b, label.text)
        )
    return len(label.modifier) >= 2 and not is_sector(b, label.modifier)


# What a plant will yield once it runs is the plant's.
_AFTER_COMPLETION = re.compile(r"(?:达产|投产|满产|建成投产|全部建成|项目建成|建成达产)后[^。；]*$")
_OWNED_BY = re.compile(
    r"的(?:重大|重点|大|产业|工业|新|在建)?项目(?!建设|投资(?!额?[^，。；]{0,4}\d))|的[^，。；、\d]{2,20}?(?:项目|工程|[一二三]期|片区|产业园|基地|公司|集团|工厂|中心|大厦|自贸试验区|综合体)(?=[，。；、已将正于\n竣投建开签启落加工获全一实])"
)


def _owner_follows(b: Binder, q: Quantity) -> bool:
    """总投资12亿元的湘轨二期: the number is of what follows."""
    return q.kind in ("money", "area") and _OWNED_BY.match(b.text, q.right) is not None


def plan_start(d: Draft) -> str | None:
    """A plan's average growth up to the end of a five-year plan starts where the plan does."""
    if d.target and d.period and _PLAN_END.fullmatch(d.period):
        return str(int(d.period) - 5)
    return None


def base_of(b: Binder, d: Draft, s: Sentence) -> str | None:
    if d.measure not in _COUNTED_FROM:
        return None
    clock = b.clock
    lead = b.text[max(s.start, d.q.left - 24) : d.q.left]
    if d.measure is Measure.CUMULATIVE:
        return clock.since or (clock.span[0] if clock.span else None)
    if d.measure is Measure.CAGR:
        if clock.average and d.period:
            return year_before(d.period, clock.average)
        same = [
            x.period
            for x in s.drafts[-30:]
            if x.label is d.label and x.measure is Measure.LEVEL and x.period and d.period and x.period < d.period
        ]
        return (
            s.chain_start
            or clock.base
            or (clock.span[0] if clock.spanned and clock.span and clock.span[1] == d.period else None)
            or (same[0] if same else None)
            or (clock.span[0] if clock.span else None)
            or clock.since
            or clock.last_base
            or plan_start(d)
        )
    if (
        d.measure in (Measure.GROWTH, Measure.CHANGE)
        and clock.base is None
        and d.q.kind != "percent"
        and not m.YEAR_ON_YEAR.search(lead)
    ):
        earlier = [
            x
            for x in s.drafts[-30:]
            if x.label is d.label and x.measure is Measure.LEVEL and x.period and d.period and x.period < d.period
        ]
        if earlier:
            return earlier[-1].period
    if d.measure is Measure.GROWTH:
        if d.period is None:
            return clock.base
        if m.QUARTER_ON_QUARTER.search(lead):
            return clock.base or before(d.period)
        if clock.base is not None:
            return clock.base
        if d.q.kind == "doublings" and (start := plan_start(d)):
            return start
        if m.YEAR_ON_YEAR.search(lead):
            return year_before(d.period)
        if s.chain_start is not None and s.chain_done:
            return s.chain_start
        if clock.base_unknown:
            return None
        if clock.span is not None and clock.span[0] != clock.span[1] and (d.q.kind != "percent" or "累计" in lead):
            return clock.span[0]
        if clock.since is not None and (d.q.kind != "percent" or "累计" in lead):
            return clock.since
        return year_before(d.period)
    if d.measure is Measure.CHANGE:
        if clock.base is not None:
            return clock.base
        if s.chain_start is not None and s.chain_done:
            return s.chain_start
        if clock.spanned and clock.span is not None and clock.span[0] != clock.span[1]:
            return clock.span[0]
        return year_before(d.period) if d.period and not clock.base_unknown else None
    return None

"""Decide one number: which shape of wording it stands in, and so what it says.

Returns a Draft, or the Reason why the number is no fact. The shapes live in their own modules; this one only chooses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from parkcmp.extract import measures as m
from parkcmp.extract.amounts import label_behind, read_amount
from parkcmp.extract.beside import beside_name
from parkcmp.extract.draft import Draft
from parkcmp.extract.ellipsis import said_again
from parkcmp.extract.lists import Group
from parkcmp.extract.measures import Lead
from parkcmp.extract.mentions import Owner, Role
from parkcmp.extract.percents import read_percent, read_points, read_times
from parkcmp.extract.placing import LEVELS, make_draft
from parkcmp.extract.portions import planned_share
from parkcmp.extract.quantity import Quantity
from parkcmp.extract.ranks import as_place, is_place, place_dealt, read_rank, single_ranking, window_of
from parkcmp.extract.rows import list_names, retime
from parkcmp.extract.rules import _NAMED_BY_MONEY
from parkcmp.extract.wording import as_percent
from parkcmp.model import Bound, Measure, Reason

if TYPE_CHECKING:
    from parkcmp.extract.bind import Binder
    from parkcmp.extract.sentence import Sentence


_OVER = Bound.OVER  # a name of its own: before Python 3.12 a look into an Enum costs five times as much
# What a number of such a kind is, whatever stands around it.
_NO_FACT = {
    "time": Reason.DURATION,
    "length": Reason.LABEL,
    "top": Reason.NAME,
    "places": Reason.COMPARISON,
}
_PARENTHESIS_OUT = re.compile(r"（(?:含|包括|其中含|不含)[^（）]*$")
# 平均每平方公里就有1家上市企业: a rate that no indicator names.
_PER = re.compile(
    r"(?:平均)?每(?:平方公里|天|小时|分钟|周|月|\d+[\u4e00-\u9fff]{0,4}|[一二三四五六七八九十]?[家个]?[\u4e00-\u9fff]{0,4})(?:就|约|即|便)?(?:有|诞生|新增|产生|走出|新注册)"
)
# 主营业务收入在5亿元以上且研发投入强度在5%以上的制造业企业: what a rule asks of a firm.
_THRESHOLD = re.compile(
    r"(?:的|(?:且|并且|、)[^，。；]{2,20}(?:以上|不低于[^，。；]{1,6})的)[^，。；\d]{0,8}(?:企业|单位|机构|项目|公司|产品|高企|主体)"
)
# 占比超过20%的有65家, 50%以上12家: how many are beyond a mark, which is itself nobody's value.
_BEYOND = re.compile(
    r"(?:以上|以下|以内)?(?:的)?(?:国家级?)?(?:高新区|园区|开发区|企业|单位|项目|城市|乡镇|街道)?(?:已|共|仅|就|也|还|则|分别|一共)*(?:有|达到?|为|增至)?(?:\d+|[一二两三四五六七八九十百]+)[多余]?[家个户座]"
)
# 分别突破6000亿元和2000亿元: the verb holds for each.
_ALL_OVER = re.compile(r"(?:分别|依次)(?:已|就|均)?(?:突破|超过|超|逾|跨过|迈过|站上)$")
# 年产值超500亿元、300亿元的产业集群各1个: several marks, none of them a value.
_MARKS_ALIKE = re.compile(
    r"(?:[、和及与]\d+(?:\.\d+)?[万亿]*元)+(?:以上|级)?的[^，。；\d]{0,8}(?:集群|企业|项目|园区|产业链)"
)
_MARKED = re.compile(r"的|以上|以下|以内")
_MARKS = "的以"  # what those begin with
_MORE_THAN = re.compile(r"(?:比|较)(?P<base>[^，；。]{1,14}?)(?:分别|均|各)*(?:多|少)(?:了|出)?$")
_OTHER_GOVERNS = re.compile(r"(?:高于|低于|比|较|超过|优于)[^，；。（]{1,16}（(?:为)?$")


def number(b: Binder, q: Quantity, lead: Lead, cursor: int, s: Sentence, group: Group | None) -> Draft | Reason:
    """The reading of one number that is no later member of a list and no end of a chain."""
    text, kind, right = b.text, q.kind, q.right
    if (
        kind == "money"
        and _NAMED_BY_MONEY.match(text, right)
        and b.labels.following(right + (text[right : right + 1] == "的"), s.end) is None
    ):
        return Reason.NAME
    if s.rule:
        return Reason.RULE
    if kind == "count":
        if b.owners.begins(q.start) and any(o.end > right for o in b.owners.within(q.start, q.start + 1)):
            return Reason.NAME  # 6个高新区现有企业1.4万家
        place = as_place(b, q, lead, s) if is_place(text, q) else None
        if place is not None:
            return read_rank(b, place, lead, cursor, s)
    elif kind in _NO_FACT:
        return _NO_FACT[kind]
    elif kind == "rank":
        return read_rank(b, q, lead, cursor, s)
    elif kind == "points":
        return read_points(b, q, lead, cursor, s)
    if (m.is_compared(lead, q) and not based_on_time(b, lead)) or other_governs(b, lead):
        return Reason.COMPARISON
    if q.left in b.labels.named_ends or q.left - 1 in b.labels.named_ends:
        beside = beside_name(b, q, s)
        if beside is not None:
            return beside
    again = said_again(b, q, lead, s)
    if again is not None:
        return again
    per = _PER.search(lead.clause) if "每" in lead.clause else None
    at = lead.clause_start + per.start() if per else 0
    if per and not any(t.start - at <= len("平均") for t in b.labels.within(at, q.left)):
        return Reason.COMPARISON
    if q.bound is _OVER and lead.text.endswith(("在", "达", "达到", "超过")) and _THRESHOLD.match(text, right):
        return Reason.RULE
    if (
        text[right : right + 1] in _MARKS
        and kind in ("percent", "money", "count")
        and _MARKED.match(text, right)
        and _BEYOND.match(text, right)
    ):
        return Reason.RULE
    if kind == "money" and text[right] in "、和及与" and _MARKS_ALIKE.match(text, right):
        return Reason.RULE
    if "（" in lead.text and _PARENTHESIS_OUT.search(lead.text):
        return Reason.COMPARISON
    if kind == "percent":
        return read_percent(b, q, lead, cursor, s, group)
    if kind in ("times", "doublings"):
        return read_times(b, q, lead, cursor, s, group)
    return read_amount(b, q, lead, cursor, s, group)


def based_on_time(b: Binder, lead: Lead) -> bool:
    """比上年多了九家: a change over time, no comparison with somebody else."""
    found = _MORE_THAN.search(lead.clause)
    if not found:
        return False
    start = lead.clause_start + found.start("base")
    return any(
        t.start == start and t.end >= lead.clause_start + found.end("base") - 1
        for t in b.times.within(start, start + 1)
    )


def other_governs(b: Binder, lead: Lead) -> bool:
    """比全国平均水平（11.8%）: the number is the other's."""
    if not lead.text.endswith(("（", "（为")):
        return False
    if _OTHER_GOVERNS.search(lead.text) is not None:
        return True
    bracket = lead.start + lead.text.rindex("（")  # 占南宁市（36家）的50%
    return any(o.end == bracket and o.role is Role.WHOLE for o in b.owners.within(lead.start, bracket))


def member(b: Binder, q: Quantity, group: Group, s: Sentence) -> Draft | Reason:
    """A later number of a row: measured as the first was, of the next name."""
    if q.start in s.plans:
        return planned_share(b, q, s)
    if q.start in s.places:
        return place_dealt(b, q, s)
    index = group.index(q)
    first = next((d for d in s.drafts if d.q == group.members[0]), None)
    if first is None:
        return Reason.LABEL
    between = b.text[group.members[index - 1].right : q.left]
    if group.cue < 0:
        return unsigned_member(b, q, group, index, first, s, between)
    labels, owners = list_names(b, group, s, group.cue)
    if labels is None or index >= len(labels):
        return Reason.LABEL
    if q.bound is Bound.EXACT and _ALL_OVER.search(b.text[group.cue : group.members[0].start]):
        q = replace(q, bound=Bound.OVER)
    draft = make_draft(b, q, first.measure, labels[index], s, "list")
    if isinstance(draft, Draft):
        draft.owner = owners[index] or first.owner
        draft.period, draft.base, draft.target = first.period, first.base, first.target
        retime(b, draft, group, index, s)
        if draft.measure is Measure.RANK:
            single_ranking(b, draft, window_of(b, q, s))
        if q.kind == "times" and draft.measure is Measure.GROWTH:
            as_percent(draft)
        if first.amount.value < 0 < draft.amount.value:
            draft.amount = replace(draft.amount, value=-draft.amount.value)
    if index == len(group.members) - 1:
        _end_row(b, owners, s)
    return draft


def _end_row(b: Binder, owners: Sequence[Owner | None], s: Sentence) -> None:
    """A、B分别实现…，同比增长8.1%: what goes on behind a row is of all its zones, which is none of them."""
    named = [owner for owner in owners if owner is not None]
    if len(named) == len(owners) and len({owner.key for owner in named if owner.kind == "park"}) > 1:
        s.row = tuple(named)
        b.speaker.current = Owner("zone", "、".join(owner.name for owner in named))


def unsigned_member(
    b: Binder, q: Quantity, group: Group, index: int, first: Draft, s: Sentence, between: str
) -> Draft | Reason:
    lead = b.leads.before(group.members[index - 1].right, q.left)
    if first.label is not None and first.label.start >= first.q.right:
        return number(b, q, lead, first.label.end, s, None)
    label = label_behind(b, q, None, s)
    if label is not None:
        return number(b, q, lead, group.members[index - 1].right, s, None)
    if first.measure in (Measure.GROWTH, Measure.CAGR) and not between.startswith("，"):
        earlier = [d for d in s.drafts if d.q.start < group.members[0].start and d.measure in LEVELS]
        recent = earlier[-len(group.members) :]
        earlier = recent if all(d.rule == "list" for d in recent) else earlier
        if len(earlier) == len(group.members):
            draft = make_draft(b, q, first.measure, earlier[index].label, s, "list")
            if isinstance(draft, Draft):
                draft.base = first.base
                draft.owner, draft.foreign = earlier[index].owner, earlier[index].foreign
            first.label, first.metric, first.owner = earlier[0].label, earlier[0].metric, earlier[0].owner
            return draft
        if len({d.owner.key for d in earlier if d.owner is not None}) > 1:
            first.owner = None  # nobody says which of them each is of
        return Reason.LABEL
    return Reason.LABEL

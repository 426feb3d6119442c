"""Decide percentages and multiples: growth, average growth, change in points, 倍, 番, completion, ratios."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from parkcmp.extract import measures as m
from parkcmp.extract.conversion import Amount
from parkcmp.extract.dealt import deal_share
from parkcmp.extract.draft import Draft
from parkcmp.extract.ellipsis import above_scale, of_scale
from parkcmp.extract.gathered import share_of_following
from parkcmp.extract.lists import Group
from parkcmp.extract.measures import Lead
from parkcmp.extract.mentions import Role
from parkcmp.extract.placing import LEVELS, make_draft
from parkcmp.extract.portions import another_whole, of_several, read_share, share_list, share_of_value
from parkcmp.extract.quantity import Quantity
from parkcmp.extract.rows import read_row
from parkcmp.extract.rules import is_rule
from parkcmp.extract.shares import find_whole
from parkcmp.extract.wording import as_percent, continues, is_circumstance, negate, strip_base
from parkcmp.extract.year_parts import year_before
from parkcmp.model import Measure, Reason

if TYPE_CHECKING:
    from parkcmp.extract.bind import Binder
    from parkcmp.extract.sentence import Sentence


_MORE_COMPLETION = re.compile(
    r"[、，和](?:完成)?(?:年度|全年|年初|当年|市定|省定)*(?:预算|目标|任务|计划|进度)(?:任务|数|值)?(?:的)?"
)
_BASED = re.compile(r"(?:比|较)[^，；。]{2,10}的$")
_OF_WHOLE = re.compile(r"(?:总量|总额|总数|规模)?的(?:约|近|超过?)?")
_ALL_FIGURES = re.compile(r"(?:经济|各项|主要|核心)指标")
# As a percentage more than any number that is stored; of something real there are never so many.
_MOST_DOUBLINGS = 64
# 以占全市1/4的经济总量: the indicator stands behind the share.
_WITH_SHARE = re.compile(r"(?:以|用|凭|凭借|有)(?:仅|不到|约)*占[^，。；占]{2,10}$")
_EACH = re.compile(
    r"(?:指标|各项|三者|两者|二者|(?<![平年])均|都|双双)[^，；。]{0,8}(?:增|降|升)|(?:增|降|升)[^，；。]{0,3}(?:均|都)"
)
_NO_SHARE = re.compile(r"占地(?!区)|占据")
_OF_RATE = re.compile("[速幅率]")
_AVERAGE = re.compile(r"平均|均值|同期全|水平")


def read_percent(b: Binder, q: Quantity, lead: Lead, cursor: int, s: Sentence, group: Group | None) -> Draft | Reason:
    clause = lead.clause
    if _OF_WHOLE.fullmatch(lead.text) and s.drafts and s.drafts[-1].rule == "whole-value":
        return share_of_value(b, q, s)
    based = _BASED.search(clause)
    if (
        based
        and b.clock.base is not None
        and any(t.end in (q.left, q.left - 1) for t in b.times.within(q.left - 12, q.left))
    ):
        return _growth_of_base(b, q, lead, s)
    if m.DRIVEN.search(clause):
        return Reason.COMPARISON
    if s.drafts and s.drafts[-1].measure is Measure.COMPLETION and _MORE_COMPLETION.fullmatch(lead.text):
        return make_draft(b, q, Measure.COMPLETION, s.drafts[-1].label, s, "completion")
    if m.COMPLETION.search(clause):
        label, _ = b.carried(q, lead, s)
        own = b.labels.ending(lead.clause_start + m.COMPLETION.search(clause).start(), cursor)  # type: ignore[union-attr]
        label = own if own is not None and own.metric is not None else label
        return make_draft(b, q, Measure.COMPLETION, label, s, "completion")
    moved = _growth_behind(b, q, lead, cursor, s, group) or _rate_moved(b, q, lead, cursor, s)
    if moved is not None:
        return moved
    to = None if m.RATE_REACHED.search(clause) else m.risen_to(clause)
    share_cue = m.SHARE.search(clause)
    if share_cue is not None and _NO_SHARE.search(clause):
        share_cue = None
    if share_cue is None and not to and lead.growth:
        return read_growth(b, q, lead, cursor, s, group)
    if m.CAGR.search(clause) and not share_cue:
        return read_growth(b, q, lead, cursor, s, group)
    if group is not None and share_cue is not None and group.index(q) == 0:
        listed = share_list(b, q, lead, s, group) if group.cue >= 0 or of_several(b, q, lead, group) else None
        if listed is not None:
            return listed
    dealt = deal_share(b, q, lead, s) if group is None else None
    if dealt is not None:
        return dealt
    another = another_whole(b, q, lead, s)
    if another is not None:
        return another
    posted = share_of_following(b, q, lead, s) if share_cue is None or _WITH_SHARE.search(clause) else None
    if posted is not None:
        return posted
    direct = b.labels.ending(q.left, cursor)
    if direct is not None and direct.metric is not None and direct.metric.unit == "%":
        row = read_row(b, q, Measure.LEVEL, lead, s, group, group.cue) if group is not None and group.cue >= 0 else None
        return row if isinstance(row, Draft) else make_draft(b, q, Measure.LEVEL, direct, s, "ratio")
    whole = find_whole(b.text, lead, q.left, b.labels, b.owners)
    if whole is not None and (lead.growth is None or to):
        return read_share(b, q, lead, cursor, s, whole, group)
    if lead.growth and not to:
        return read_growth(b, q, lead, cursor, s, group)
    if is_rule(b, q, lead):
        return Reason.RULE
    if (
        direct is None
        and b.text[q.right : q.right + 1] != "的"
        and s.drafts
        and s.drafts[-1].q.kind == "percent"
        and s.drafts[-1].measure in LEVELS
        and continues(b, lead.start, q.left)
    ):
        return _same_again(b, q, s)
    if direct is None:
        label, _ = b.carried(q, lead, s)
        if label is not None and label.metric is not None and label.metric.unit == "%":
            return make_draft(b, q, Measure.LEVEL, label, s, "ratio")
        return Reason.LABEL
    if direct.metric is not None:
        return Reason.LABEL
    return make_draft(b, q, Measure.LEVEL, direct, s, "ratio-unknown")


def _rate_moved(b: Binder, q: Quantity, lead: Lead, cursor: int, s: Sentence) -> Draft | Reason | None:
    """增速由12%回落至8%, 降幅收窄到3.1%: a rate of growth that moves is the growth of the time; None where none is named."""
    found = m.RATE_MOVED.search(lead.clause) if _OF_RATE.search(lead.clause) else None
    if found is None:
        return None
    end = lead.clause_start + found.start()
    label = b.labels.ending(end, cursor) if end > cursor else None
    if label is None:
        label, _ = b.carried(q, lead, s)
    if label is None or label.metric is None:
        return None
    draft = make_draft(b, q, Measure.GROWTH, label, s, "rate")
    if isinstance(draft, Draft) and found["falls"] and draft.amount.value > 0:
        draft.amount = replace(draft.amount, value=-draft.amount.value)
    return draft


def _growth_behind(
    b: Binder, q: Quantity, lead: Lead, cursor: int, s: Sentence, group: Group | None
) -> Draft | Reason | None:
    """实现9.8%的增长, 以20%的速度递增: the verb of change behind the number; None where there is none."""
    last = group.members[-1] if group is not None else q
    found = m.GROWTH_BEHIND.match(b.text, last.right)
    reached = m.REACHES.search(lead.text)
    if found is None or reached is None or m.SHARE.search(lead.clause):
        return None
    end = lead.start + reached.start()
    cagr = m.CAGR.search(lead.clause + found.group()) is not None
    measure = Measure.CAGR if cagr else Measure.GROWTH
    if group is not None and group.cue >= 0:
        return read_row(b, q, measure, lead, s, group, min(end, group.cue))
    label = b.labels.ending(end, cursor) if end > cursor else None
    if _ALL_FIGURES.search(lead.clause) or (label is not None and label.metric is None and not is_circumstance(label)):
        return Reason.LABEL
    if label is None or label.metric is None:
        label, _ = b.carried(q, lead, s)
    if label is None:
        return Reason.LABEL
    draft = make_draft(b, q, measure, label, s, "growth")
    if isinstance(draft, Draft) and found.group().endswith(("降幅", "负增长")):
        draft.amount = replace(draft.amount, value=-draft.amount.value)
    return draft


def _growth_of_base(b: Binder, q: Quantity, lead: Lead, s: Sentence) -> Draft | Reason:
    """较一季度的-7.9%: the growth that the earlier period had."""
    label, source = b.carried(q, lead, s)
    if label is None or source is None or source.measure is not Measure.GROWTH:
        return Reason.COMPARISON
    draft = make_draft(b, q, Measure.GROWTH, label, s, "base-value")
    if isinstance(draft, Draft) and b.clock.base is not None:
        draft.period, draft.base = b.clock.base, year_before(b.clock.base)
    return draft


def _same_again(b: Binder, q: Quantity, s: Sentence) -> Draft | Reason:
    """占…比重，2012年为10.1%，2021年为13.4%: the same of another time."""
    last = s.drafts[-1]
    draft = make_draft(b, q, last.measure, last.label, s, last.rule)
    if isinstance(draft, Draft):
        draft.metric = last.metric
        if not any(o.role is Role.SUBJECT for o in b.owners.within(last.q.right, q.left)):
            draft.owner, draft.foreign = last.owner, last.foreign
        draft.whole, draft.whole_key = last.whole, last.whole_key
    return draft


def read_growth(b: Binder, q: Quantity, lead: Lead, cursor: int, s: Sentence, group: Group | None) -> Draft | Reason:
    found = lead.growth
    cagr = m.CAGR.search(lead.clause) is not None or b.clock.average is not None
    end = lead.start + (found.start() if found else len(lead.text))
    if group is not None and group.cue >= 0:
        return read_row(b, q, Measure.CAGR if cagr else Measure.GROWTH, lead, s, group, min(end, group.cue))
    end = strip_base(b, end, cursor)
    label = b.labels.ending(end, cursor)
    if label is not None and label.metric is None and (len(label.text) < 2 or is_circumstance(label)):
        label = None
    if label is None:
        label, _ = b.carried(q, lead, s)
        if label is None or _EACH.search(lead.clause):
            return Reason.LABEL  # 指标增幅均超过25%: of each of several
    if label.metric is None and label.modifier:
        label = above_scale(b, label, s)
    label = of_scale(b, label, s)
    if m.RATE_OF_RATE.search(label.text) and label.metric is None:
        return Reason.COMPARISON
    measure = Measure.CAGR if cagr else Measure.GROWTH
    draft = make_draft(b, q, measure, label, s, "growth")
    if isinstance(draft, Draft):
        negate(draft, lead)
    return draft


def read_times(b: Binder, q: Quantity, lead: Lead, cursor: int, s: Sentence, group: Group | None) -> Draft | Reason:
    if q.kind == "doublings":
        return doublings(b, q, lead, cursor, s)
    to = m.risen_to(lead.clause)
    multiple = m.IS_MULTIPLE.search(lead.clause)
    if m.GREW_TIMES.search(lead.text) and not to:
        outcome = read_growth(b, q, lead, cursor, s, group)
        if isinstance(outcome, Draft) and outcome.amount.unit != "%":
            as_percent(outcome)
        return outcome
    if not multiple:
        return Reason.LABEL
    phrase = multiple.group()
    region = any(
        o.role is not Role.NONE and o.owner.kind in ("region", "nation")
        for o in b.owners.within(lead.clause_start + multiple.start(), q.left)
    )
    if region or _AVERAGE.search(phrase):
        return Reason.COMPARISON
    if group is not None and group.cue >= 0 and b.clock.base is not None:
        row = read_row(b, q, Measure.MULTIPLE, lead, s, group, group.cue)
        if isinstance(row, Draft):
            row.base, row.rule = b.clock.base, "multiple"
        return row
    label = b.labels.ending(lead.clause_start + multiple.start(), cursor)
    if label is None or label.metric is None:
        carried, _ = b.carried(q, lead, s)
        label = label if label is not None and carried is None else carried
    if label is None:
        return Reason.LABEL
    base = b.clock.base
    if base is None or base == b.clock.current:
        base = s.chain_start or base
    if base is None:
        return Reason.COMPARISON
    draft = make_draft(b, q, Measure.MULTIPLE, label, s, "multiple")
    if isinstance(draft, Draft):
        draft.base = base
    return draft


def doublings(b: Binder, q: Quantity, lead: Lead, cursor: int, s: Sentence) -> Draft | Reason:
    if q.value > _MOST_DOUBLINGS:
        return Reason.UNIT
    label = b.labels.ending(strip_base(b, q.left, cursor), cursor)
    if label is None or (label.metric is None and (len(label.text) < 2 or is_circumstance(label))):
        carried, _ = b.carried(q, lead, s)
        label = carried or label
    if label is None:
        return Reason.LABEL
    draft = make_draft(b, q, Measure.GROWTH, label, s, "doubling")
    if isinstance(draft, Draft):
        value = (Decimal(2) ** q.value - 1) * 100
        draft.amount = Amount(
            value.quantize(Decimal("0.000001")).normalize() + 0, None, "%", Decimal(100), Decimal(100)
        )
    return draft


def read_points(b: Binder, q: Quantity, lead: Lead, cursor: int, s: Sentence) -> Draft | Reason:
    if (
        m.is_compared(lead, q)
        or m.DRIVEN.search(lead.clause)
        or m.RATE_OF_RATE.search(lead.clause)
        or m.SHARE.search(lead.clause)
    ):
        return Reason.COMPARISON
    found = lead.growth
    if not found:
        return Reason.COMPARISON
    label = b.labels.ending(strip_base(b, lead.start + found.start(), cursor), cursor)
    if label is None:
        label, source = b.carried(q, lead, s)
        if source is not None and source.measure is not Measure.LEVEL:
            return Reason.COMPARISON
    if label is None or label.metric is None or label.metric.unit != "%":
        return Reason.COMPARISON
    draft = make_draft(b, q, Measure.CHANGE, label, s, "points")
    if isinstance(draft, Draft):
        negate(draft, lead)
    return draft

"""Decide shares and ratios: of a named whole, of what follows, of several wholes, of the part just told."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from parkcmp.extract import measures as m
from parkcmp.extract.conversion import fits
from parkcmp.extract.draft import Draft
from parkcmp.extract.labels import Label
from parkcmp.extract.lists import Group, items
from parkcmp.extract.measures import Lead
from parkcmp.extract.mentions import Owner, OwnerMention, Role
from parkcmp.extract.placing import LEVELS, make_draft
from parkcmp.extract.quantity import Quantity
from parkcmp.extract.rows import distinct
from parkcmp.extract.shares import Whole, only_ratio, ratio_of
from parkcmp.extract.wording import is_circumstance
from parkcmp.model import Bound, Measure, Reason

if TYPE_CHECKING:
    from parkcmp.extract.bind import Binder
    from parkcmp.extract.sentence import Sentence


_OF_COUNTRY = frozenset(
    ("gdp", "industrial_va", "industrial_va_above_scale", "output", "output_above_scale", "exports")
)
_MOST_OF_COUNTRY = 5  # per cent
_TOGETHER = re.compile(r"合计|总计|共占|一共")
_ONLY_JOINS = re.compile(r"[、，和及占的近约超逾达为]*")
_OF_WHICH = re.compile(r"[其当]中")
_OF_REGION = re.compile(r"占(?P<region>[\u4e00-\u9fff]{2,14})$")
# 经济总量省市占比分别达到, 占省、市比重分别为: of the province and of the city.
_BOTH_LEVELS = re.compile(r"占?(?P<first>[省市国])[、和]?(?P<second>[省市])(?:的)?(?:占比|比重|比例)")
_LEVEL_KEYS = {"省": "@province", "市": "@city", "国": "@country"}
_ITS_OWN = re.compile(r"^(?:全区|园区|高新区|区内|全园|该区|我区)(?:全部|所有)?")
_COUNTED = re.compile(r"(?:总数|总量|总额|数量|数)$")
_SHARE_AFTER = re.compile(r"(?:总量|总额|总数|规模)?的(?:约|近|超过?)?(?:[\d.]+%|[一二两三四五六七八九]成)")


def share_of_value(b: Binder, q: Quantity, s: Sentence) -> Draft | Reason:
    """占全市699家的22.6%: the share, after the whole's own number."""
    whole = s.drafts[-1]
    part = s.drafts[-2] if len(s.drafts) > 1 else None
    draft = make_draft(b, q, Measure.SHARE, whole.label, s, "share")
    if isinstance(draft, Draft):
        if part is not None:
            draft.owner, draft.foreign, draft.period = part.owner, part.foreign, part.period
        draft.whole, draft.whole_key = whole.whole, whole.whole_key
    return draft


def read_share(
    b: Binder, q: Quantity, lead: Lead, cursor: int, s: Sentence, whole: Whole, group: Group | None
) -> Draft | Reason:
    if group is not None and group.cue >= 0:
        return Reason.LABEL
    part = b.labels.ending(whole.part_end, cursor) if whole.part_end > cursor else None
    if part is not None and part.metric is None and part.modifier == part.text and is_circumstance(part):
        part = None
    source = None
    if part is None:
        part, source = b.carried(q, lead, s)
        if (
            whole.text
            and part is not None
            and whole.text.startswith(part.text)
            and part.start >= lead.start
            and source is None
        ):
            part, source = s.label, s.label_draft
    if part is None:
        return Reason.LABEL
    if whole.metric is not None and part.metric is None and not whole.text:
        part = None
    assert part is not None
    if source is None and _of_branch(b, part, s):
        part = replace(part, metric=None)
    numerator = part.metric
    if numerator is not None and numerator.unit == "%" and numerator.ratios:
        numerator = b.vocabulary.lexicon.metrics[numerator.ratios[0][0]]
    ratio = ratio_of(b.vocabulary, numerator, part.text, whole)
    if ratio is not None:
        draft = make_draft(b, q, Measure.LEVEL, Label(part.text, ratio, part.start, part.end), s, "ratio-of-two")
        if isinstance(draft, Draft) and source is not None:
            draft.owner, draft.foreign = source.owner, draft.foreign or source.foreign
        return draft
    own = only_ratio(b.vocabulary, part.metric) if part.metric is not None and not whole.text else None
    if own is not None and "占比" not in b.text[whole.part_end : whole.part_end + 3]:
        return make_draft(b, q, Measure.LEVEL, Label(part.text, own, part.start, part.end), s, "ratio-of-two")
    named = b.vocabulary.term(f"{part.text}占比") if not whole.text else None
    if named is not None and named.metric is not None and named.metric.unit == "%":
        return make_draft(b, q, Measure.LEVEL, Label(part.text, named.metric, part.start, part.end), s, "ratio-of-two")
    if part.metric is not None and part.metric.unit == "%":
        return make_draft(b, q, Measure.LEVEL, part, s, "ratio")
    draft = make_draft(b, q, Measure.SHARE, part, s, "share")
    if isinstance(draft, Draft):
        of_row = source is not None and source.owner in s.row  # 占全市比重均超过50%, of all of them
        if (
            source is not None
            and not of_row
            and not any(o.role is Role.SUBJECT for o in b.owners.within(lead.start, q.left))
        ):
            draft.owner, draft.foreign = source.owner, source.foreign
            if draft.period != source.period and source.measure in LEVELS and not b.clock.said:
                draft.period = source.period
        if "约" in b.text[whole.part_end : whole.part_end + 2] and draft.q.bound is Bound.EXACT:
            draft.q = replace(draft.q, bound=Bound.ABOUT)
        if _too_much(draft, whole):
            draft.owner = next((o.owner for o in b.owners.within(0, q.left) if o.owner.kind == "nation"), None)
        if _TOGETHER.search(lead.clause) and len({d.owner.key for d in s.drafts[-3:] if d.owner is not None}) > 1:
            draft.owner = None  # 三家合计占全省的68%: of none of them alone
        if _of_itself(draft, whole):
            before = s.drafts[-1] if s.drafts and s.drafts[-1].q.right == lead.start else draft
            if before.metric is draft.metric:
                before.metric = None
            draft.metric = None
        told = _whole_told(b, source, s) if not whole.text and source is not None else None
        draft.whole = whole.text or (told.text if told else None)
        draft.whole_key = told.metric.id if told and told.metric else whole_key_of(b, whole, draft)
    return draft


def _of_itself(draft: Draft, whole: Whole) -> bool:
    """从业人员1224万人，占国家高新区从业人员总数的47%: a part of the owner, which cannot be the owner's own figure."""
    region, owner = whole.region, draft.owner
    if region is None and draft.metric is not None and draft.label is not None:
        # 产业集群…企业数占全区企业总数的50%: of whom the sentence speaks, it is not all of the zone.
        core = _ITS_OWN.sub("", whole.text)
        return core != whole.text and _COUNTED.sub("", draft.label.text) == _COUNTED.sub("", core)
    if region is None or whole.metric is None or owner is None:
        return False
    return region.owner.kind == owner.kind == "nation" and region.owner.key == owner.key


def _too_much(draft: Draft, whole: Whole) -> bool:
    """高新区总产值占全国GDP的9.8%: no zone alone makes so much of what the country does."""
    country = whole.region is not None and whole.region.owner.key in ("@country", "全国")
    owner, metric = draft.owner, draft.metric
    park = owner is not None and owner.kind == "park"
    return country and park and metric is not None and metric.id in _OF_COUNTRY and draft.q.value >= _MOST_OF_COUNTRY


def _of_branch(b: Binder, part: Label, s: Sentence) -> bool:
    """生物医药总收入854亿元，营业收入占全省的60%: an indicator told by its share alone, behind a branch's sum, is the branch's."""
    last = s.drafts[-1] if s.drafts else None
    if last is None or last.metric is not None or last.label is None or last.q.kind != "money":
        return False
    if part.metric is None or part.metric.category != "economy" or part.start < max(last.q.right, s.clause):
        return False
    told = any(o.role is Role.SUBJECT for o in b.owners.within(last.q.right, part.start))
    return not told and last.measure is Measure.LEVEL and b.cues.sectors.search(last.label.text) is not None


def _whole_told(b: Binder, part: Draft, s: Sentence) -> Label | None:
    """工业总产值3754亿元，其中新材料产值846亿元，占22.5%: a percentage of no named whole is of what 其中 took the part from."""
    cues = [cue.start() for cue in _OF_WHICH.finditer(b.text, s.start, part.q.left)]
    wholes = [
        d
        for d in s.drafts
        if cues and d.q.right <= cues[-1] and d.measure in LEVELS and d.amount.unit == part.amount.unit
    ]
    return wholes[-1].label if wholes else None


def another_whole(b: Binder, q: Quantity, lead: Lead, s: Sentence) -> Draft | None:
    """占全市61.5%、全省48%: one more whole of the same part."""
    last = s.drafts[-1] if s.drafts else None
    if last is None or last.measure is not Measure.SHARE or last.q.right != lead.start:
        return None
    region = next(
        (o for o in b.owners.within(lead.start, q.left) if o.end <= q.left and o.owner.kind == "region"), None
    )
    if region is None or not _ONLY_JOINS.fullmatch(lead.text.replace(region.owner.name, "", 1)):
        return None
    draft = make_draft(b, q, Measure.SHARE, last.label, s, "share")
    if isinstance(draft, Reason):
        return None
    draft.owner, draft.foreign, draft.period, draft.target = last.owner, last.foreign, last.period, last.target
    draft.whole, draft.whole_key = region.owner.name, b.speaker.region_key(region)
    return draft


def of_several(b: Binder, q: Quantity, lead: Lead, group: Group) -> bool:
    """占全省、全市比重61.1%、69.8%: as many regions as numbers, without 分别."""
    named = [o for o in b.owners.within(lead.clause_start, q.left) if o.end <= q.left and o.owner.kind == "region"]
    return len(named) == len(group.members)


def share_list(b: Binder, q: Quantity, lead: Lead, s: Sentence, group: Group) -> Draft | Reason:
    """占全省、全市比重分别为24%和37%, 占全市比重依次为13.4%、15.6%、14.9%: a whole each, or a part each."""
    count = len(group.members)
    regions = [
        o for o in b.owners.within(lead.clause_start, group.cue) if o.end <= group.cue and o.owner.kind == "region"
    ] or [
        o
        for o in b.owners.within(max(group.cue_end, lead.clause_start), q.left)
        if o.end <= q.left and o.owner.kind == "region"
    ]
    both = _BOTH_LEVELS.search(b.text, lead.clause_start, q.left) if not regions else None
    if both is not None:
        regions = [
            OwnerMention(*both.span(level), Owner("region", both[level], _LEVEL_KEYS[both[level]]), Role.WHOLE)
            for level in ("first", "second")
        ]
    levels = [d for d in s.drafts[-60:] if d.measure in LEVELS and d.measure is not Measure.SHARE]
    plan: list[tuple[Draft, OwnerMention]] = []
    cue = m.SHARE.search(b.text, lead.clause_start, q.left)
    direct = b.labels.ending(both.start() if both else cue.start(), lead.start) if cue else None
    if direct is not None and direct.metric is not None and len(regions) == count:
        named = make_draft(b, q, Measure.SHARE, direct, s, "share-list")
        if isinstance(named, Draft):
            s.plans.update(
                {member.start: (named, region) for member, region in zip(group.members, regions, strict=True)}
            )
            return planned_share(b, q, s)
    if len(regions) == count and levels:
        plan = [(levels[-1], region) for region in regions]
    elif len(regions) == 1:
        # 总产值、投资分别增长18%、11%，占全市比重分别达到44%、38%: parts told by their rates.
        parts = distinct(levels or [d for d in s.drafts[-60:] if d.rule == "list" and d.q.right <= lead.start])[-count:]
        plan = [(part, regions[0]) for part in parts] if len(parts) == count else []
    if not plan and len(regions) == 1 and cue is not None:
        parts = _parts_named(b, q, lead, s, min(group.cue, cue.start()), count)
        plan = [(part, regions[0]) for part in parts]
    if not plan:
        return Reason.LABEL
    s.plans.update({member.start: pair for member, pair in zip(group.members, plan, strict=True)})
    return planned_share(b, q, s)


def _parts_named(b: Binder, q: Quantity, lead: Lead, s: Sentence, end: int, count: int) -> list[Draft]:
    """高新技术企业数、专精特新企业数分别占全市的22%、24%: parts told by their shares alone; empty where not each is named."""
    spans = items(b.text, max(lead.start, lead.clause_start), end)[-count:]
    labels = [b.labels.ending(e, a) for a, e in spans]
    drafts = [make_draft(b, q, Measure.SHARE, label, s, "share-list") for label in labels if label is not None]
    parts = [draft for draft in drafts if isinstance(draft, Draft)]
    return parts if len(parts) == count else []


def planned_share(b: Binder, q: Quantity, s: Sentence) -> Draft | Reason:
    part, region = s.plans[q.start]
    draft = make_draft(b, q, Measure.SHARE, part.label, s, "share-list")
    if isinstance(draft, Draft):
        draft.owner, draft.foreign, draft.period, draft.target = part.owner, part.foreign, part.period, part.target
        draft.whole, draft.whole_key = region.owner.name, b.speaker.region_key(region)
    return draft


def whole_key_of(b: Binder, whole: Whole, draft: Draft) -> str | None:
    if whole.region is not None:
        if whole.region.owner.kind == "nation":
            return "全国"
        return b.speaker.region_key(whole.region)
    return whole.metric.id if whole.metric is not None else draft.whole


def region_part(b: Binder, q: Quantity, lead: Lead, s: Sentence) -> Draft | None:
    """占全市699家的22.6%: the number within the whole is the region's own."""
    match = _OF_REGION.search(lead.clause)
    if match is None or not _SHARE_AFTER.match(
        b.text[q.right : q.right + 16],
    ):
        return None
    named = [t for t in b.labels.within(lead.clause_start + match.start(), q.left) if t.end == q.left and t.term.metric]
    if named:  # 占全市地区生产总值4600亿元的11.6%
        label: Label | None = Label(b.text[named[-1].start : q.left], named[-1].term.metric, named[-1].start, q.left)
    else:
        label = b.labels.ending(lead.clause_start + match.start(), lead.clause_start) or s.label
    if label is None:
        label, _ = b.carried(q, lead, s)
    if label is None:
        return None
    region = next((o for o in b.owners.within(lead.clause_start, q.left) if o.owner.kind == "region"), None)
    if region is None or label.metric is None or not fits(q, label.metric):
        return None
    draft = make_draft(b, q, Measure.LEVEL, label, s, "whole-value")
    if isinstance(draft, Reason):
        return None
    draft.owner = region.owner
    draft.whole, draft.whole_key = region.owner.name, b.speaker.region_key(region)
    return draft

"""Decide one number: its measure from the words before it, its indicator from its label, its period and base from the clock.

Returns a Draft, or the Reason why the number is no fact. One function a shape.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from parkcmp.extract import measures as m
from parkcmp.extract.conversion import Amount, convert, plain
from parkcmp.extract.draft import Draft
from parkcmp.extract.labels import Label
from parkcmp.extract.lists import Group, items
from parkcmp.extract.measures import Lead
from parkcmp.extract.quantities import Quantity
from parkcmp.extract.shares import Whole, find_whole, ratio_of
from parkcmp.extract.subjects import Owner, OwnerMention, Role
from parkcmp.extract.times import before, year_before
from parkcmp.lexicon.records import Metric
from parkcmp.model import Bound, Measure, Reason

if TYPE_CHECKING:
    from parkcmp.extract.bind import Binder, Sentence

LEVELS = frozenset({Measure.LEVEL, Measure.SHARE, Measure.CUMULATIVE, Measure.RANK})
CHAINED = LEVELS | {Measure.GROWTH}
REPORTED = frozenset({Measure.LEVEL, Measure.GROWTH, Measure.SHARE})
_RELATIVE = frozenset({Measure.GROWTH, Measure.CAGR, Measure.SHARE, Measure.COMPLETION})
_ONLY_CONTINUES = re.compile(r"[，、。；：（]*(?:其中|分季度看|分月看|分阶段看|从季度看|分年度看|逐季看|同时|并|且|另|的|达|为|是)*[，：]*")
_HAVING = re.compile(
    r"(?:拥有|现有|共有|已有|建有|设有|有|集聚|聚集|汇聚|吸引|引进|引育|培育|建成|建设|获批|获得|认定|新增|入驻|落户|吸纳|孵化|诞生|涌现|形成|打造|累计|布局|搭建|组建|设立|引入|支持|获评|入选|达到|突破|超过?|孕育|签约|实施|推进|开工|竣工|投产|完成)(?:了|出|着|各类|共|近|约|超|超过|逾)*(?:[\u4e00-\u9fff、，]{0,14}等)?$"
)
_PARENTHESIS_OUT = re.compile(r"（(?:含|包括|其中含|不含)[^（）]*$")
_UNIT_IN_BRACKETS = re.compile(r"（(?:单位：?)?(?P<unit>[^（）\d]{1,8})）[：:]?$")


def amount_of(q: Quantity, metric: Metric | None, measure: Measure | None) -> Amount | None:
    """The quantity in the unit that its measure asks for; None where the printed unit contradicts."""
    if measure in _RELATIVE:
        return plain(q) if q.kind == "percent" else None
    if measure in (Measure.RANK,):
        return plain(q)
    return convert(q, metric) if metric is not None else plain(q)


def continues(binder: Binder, start: int, end: int) -> bool:
    """Whether a sentence's opening only goes on about the last indicator: nothing but times and 其中."""
    kept, position = [], start
    for t in binder.times:
        if start <= t.start and t.end <= end:
            kept.append(binder.text[position : t.start])
            position = t.end
    rest = "".join([*kept, binder.text[position:end]])
    rest = re.sub(rf"(?:{m.UP}|{m.DOWN}|同比|环比|分别|又|则|较|比|，|、|年均|占全[市省国]|达到|达|为|累计|总数)", "", rest)
    return _ONLY_CONTINUES.fullmatch(rest) is not None


_RULE_SENTENCE = re.compile(
    r"(?:给予|奖励|资助|补助|补贴|奖补|贴息)(?!资金|政策|等|办法)[^，。；]{0,12}\d|\d[^，。；]{0,6}(?:的)?(?:一次性)?(?:奖励|补助|补贴|资助|奖金)(?!资金)"
)
_PAID = re.compile(r"兑现|发放|拨付|累计|已|共|落实|获得|争取到|完成|实现")
_THRESHOLD = re.compile(r"(?:以上|以下|及以上)?(?:（含）)?的(?:[^，。；]{0,8}(?:企业|单位|机构|项目|个人|团队|平台|，))")


def _sentence_is_rule(b: Binder, s: Sentence) -> bool:
    """A sentence that promises money on conditions holds rules, no facts; one that tells of money paid does not."""
    text = b.text[s.start : s.end]
    return _RULE_SENTENCE.search(text) is not None and _PAID.search(text) is None


_NAMED_BY_MONEY = re.compile(r"(?:以上|以下|级)?(?:的)?(?:产值|营收|规模)?(?:工业|服务业|重大|重点|龙头|制造业|产业|先进制造业|新开工)?(?:企业|项目|工业项目|工程|集群|园区|产业集群|产业|公司)")


def number(b: Binder, q: Quantity, lead: Lead, cursor: int, s: Sentence, group: Group | None) -> Draft | Reason:
    """The reading of one number that is no later member of a list and no end of a chain."""
    if q.kind == "money" and _NAMED_BY_MONEY.match(b.text, q.right) and b.labels.following(q.right + (b.text[q.right : q.right + 1] == "的"), s.end) is None:
        return Reason.NAME
    if _sentence_is_rule(b, s):
        return Reason.RULE
    if q.kind in ("time", "length"):
        return Reason.DURATION if q.kind == "time" else Reason.LABEL
    if q.kind == "top":
        return Reason.NAME
    if q.kind == "places":
        return Reason.COMPARISON
    if q.kind == "rank":
        return _rank(b, q, lead, cursor, s)
    if q.kind == "points":
        return _points(b, q, lead, cursor, s)
    if (m.is_compared(lead, q) and not _based_on_time(b, lead)) or _other_governs(b, q, lead):
        return Reason.COMPARISON
    if _PARENTHESIS_OUT.search(lead.text):
        return Reason.COMPARISON
    if q.kind == "percent":
        return _percent(b, q, lead, cursor, s, group)
    if q.kind in ("times", "doublings"):
        return _times(b, q, lead, cursor, s, group)
    return _amount(b, q, lead, cursor, s, group)


def _based_on_time(b: Binder, lead: Lead) -> bool:
    """比上年多了九家: a change over time, no comparison with somebody else."""
    found = re.search(r"(?:比|较)(?P<base>[^，；。]{1,14}?)(?:多|少)(?:了|出)?$", lead.clause)
    if not found:
        return False
    start = lead.clause_start + found.start("base")
    return any(t.start == start and t.end >= lead.clause_start + found.end("base") - 1 for t in b.times)


def _other_governs(b: Binder, q: Quantity, lead: Lead) -> bool:
    """比全国平均水平（11.8%）: the number is the other's."""
    return re.search(r"(?:高于|低于|比|较|超过|优于)[^，；。（]{1,16}（(?:为)?$", lead.text) is not None


# -- shapes


def _percent(b: Binder, q: Quantity, lead: Lead, cursor: int, s: Sentence, group: Group | None) -> Draft | Reason:
    clause = lead.clause
    if lead.text == "的" and s.drafts and s.drafts[-1].rule == "whole-value":
        return _share_of_value(b, q, s)
    if m.DRIVEN.search(clause):
        return Reason.COMPARISON
    if m.COMPLETION.search(clause):
        label, _ = b.carried(q, lead, s)
        own = b.labels.ending(lead.clause_start + m.COMPLETION.search(clause).start(), cursor)  # type: ignore[union-attr]
        label = own if own is not None and own.metric is not None else label
        return _draft(b, q, Measure.COMPLETION, label, s, "completion")
    to = m.TO.search(clause)
    share_cue = m.SHARE.search(clause)
    if share_cue is not None and re.search(r"占地|占据", clause):
        share_cue = None
    if share_cue is None and not to and m.GROWTH.search(lead.text):
        return _growth(b, q, lead, cursor, s, group)
    if m.CAGR.search(clause) and not share_cue:
        return _growth(b, q, lead, cursor, s, group)
    if group is not None and group.cue >= 0 and share_cue is not None and group.index(q) == 0:
        return _share_list(b, q, lead, s, group)
    another = _another_whole(b, q, lead, s)
    if another is not None:
        return another
    posted = _share_of_following(b, q, lead, s) if share_cue is None else None
    if posted is not None:
        return posted
    direct = b.labels.ending(q.left, cursor)
    if direct is not None and direct.metric is not None and direct.metric.unit == "%":
        return _draft(b, q, Measure.LEVEL, direct, s, "ratio")
    whole = find_whole(b.text, lead, q.left, b.labels, b.owners)
    if whole is not None and (m.GROWTH.search(lead.text) is None or to):
        return _share(b, q, lead, cursor, s, whole, group)
    if m.GROWTH.search(lead.text) and not to:
        return _growth(b, q, lead, cursor, s, group)
    if _is_rule(b, q, lead):
        return Reason.RULE
    if direct is None:
        label, _ = b.carried(q, lead, s)
        if label is not None and label.metric is not None and label.metric.unit == "%":
            return _draft(b, q, Measure.LEVEL, label, s, "ratio")
        return Reason.LABEL
    if direct.metric is not None:
        return Reason.LABEL
    return _draft(b, q, Measure.LEVEL, direct, s, "ratio-unknown")


def _share_of_value(b: Binder, q: Quantity, s: Sentence) -> Draft | Reason:
    """占全市699家的22.6%: the share, after the whole's own number."""
    whole = s.drafts[-1]
    part = s.drafts[-2] if len(s.drafts) > 1 else None
    draft = _draft(b, q, Measure.SHARE, whole.label, s, "share")
    if isinstance(draft, Draft) and part is not None:
        draft.owner, draft.foreign, draft.period = part.owner, part.foreign, part.period
        draft.whole, draft.whole_key = whole.whole, whole.whole_key
    return draft


def _growth(b: Binder, q: Quantity, lead: Lead, cursor: int, s: Sentence, group: Group | None) -> Draft | Reason:
    found = m.GROWTH.search(lead.text)
    cagr = m.CAGR.search(lead.clause) is not None or b.clock.average is not None
    end = lead.start + (found.start() if found else len(lead.text))
    if group is not None and group.cue >= 0:
        return _list(b, q, Measure.CAGR if cagr else Measure.GROWTH, lead, s, group, min(end, group.cue))
    end = _strip_base(b, end, cursor)
    label = b.labels.ending(end, cursor)
    if label is not None and label.metric is None and (len(label.text) < 2 or _adverbial(b, label)):
        label = None
    if label is None:
        label, _ = b.carried(q, lead, s)
        if label is None:
            return Reason.LABEL
    if m.RATE_OF_RATE.search(label.text) and label.metric is None:
        return Reason.COMPARISON
    measure = Measure.CAGR if cagr else Measure.GROWTH
    draft = _draft(b, q, measure, label, s, "growth")
    if isinstance(draft, Draft):
        _negate(draft, lead)
    return draft


def _strip_base(b: Binder, end: int, limit: int) -> int:
    """Left of a verb of change its base (比上年, 较2012年末) is no part of the label."""
    while True:
        start = end
        for t in b.times:
            if t.end == end and t.start >= limit:
                end = t.start
        for word in ("环比", "同比", "相比", "比", "较", "与", "同", "末", "底", "，", "的", "之初", "初"):
            if b.text.endswith(word, limit, end) and word != "，":
                end -= len(word)
                break
        if end == start:
            return end


def _adverbial(b: Binder, label: Label) -> bool:
    """在上年低基数基础上, 受疫情影响: circumstances, not an indicator."""
    return re.search(r"^(?:三者|两者|二者|四者|上述|以上)|(?:基础上?|基数|影响下?|情况下|背景下|带动下|作用下|推动下|的同时|前提下|之上|因素|合计|总体|整体|方面)$", label.text) is not None or re.match(r"(?:受|在|因|尽管|虽|由于|随着|扣除|剔除)", label.text) is not None


def _negate(draft: Draft, lead: Lead) -> None:
    if m.is_negative(lead) and draft.amount.value > 0:
        draft.amount = replace(draft.amount, value=-draft.amount.value, high=None if draft.amount.high is None else -draft.amount.high)


def _share(b: Binder, q: Quantity, lead: Lead, cursor: int, s: Sentence, whole: Whole, group: Group | None) -> Draft | Reason:
    if group is not None and group.cue >= 0:
        return Reason.LABEL
    part = b.labels.ending(whole.part_end, cursor) if whole.part_end > cursor else None
    if part is not None and part.metric is None and part.modifier == part.text and _adverbial(b, part):
        part = None
    source = None
    if part is None:
        part, source = b.carried(q, lead, s)
        if whole.text and part is not None and whole.text.startswith(part.text) and part.start >= lead.start and source is None:
            part, source = s.label, s.label_draft
    if part is None:
        return Reason.LABEL
    if whole.metric is not None and part.metric is None and not whole.text:
        part = None
    assert part is not None
    numerator = part.metric
    if numerator is not None and numerator.unit == "%" and numerator.ratios:
        numerator = b.vocabulary.lexicon.metrics[numerator.ratios[0][0]]
    ratio = ratio_of(b.vocabulary, numerator, part.text, whole)
    if ratio is not None:
        draft = _draft(b, q, Measure.LEVEL, Label(part.text, ratio, part.start, part.end), s, "ratio-of-two")
        if isinstance(draft, Draft) and source is not None:
            draft.owner = source.owner
        return draft
    named = b.vocabulary.term(f"{part.text}占比") if not whole.text else None
    if named is not None and named.metric is not None and named.metric.unit == "%":
        return _draft(b, q, Measure.LEVEL, Label(part.text, named.metric, part.start, part.end), s, "ratio-of-two")
    if part.metric is not None and part.metric.unit == "%":
        return _draft(b, q, Measure.LEVEL, part, s, "ratio")
    draft = _draft(b, q, Measure.SHARE, part, s, "share")
    if isinstance(draft, Draft):
        if source is not None and not any(lead.start <= o.start < q.left and o.role is Role.SUBJECT for o in b.owners):
            draft.owner, draft.foreign = source.owner, source.foreign
            if draft.period != source.period and source.measure in LEVELS and not b.clock.said:
                draft.period = source.period
        if "约" in b.text[whole.part_end : whole.part_end + 2] and draft.q.bound is Bound.EXACT:
            draft.q = replace(draft.q, bound=Bound.ABOUT)
        draft.whole = whole.text or (source.label.text if source is not None and source.label else None)
        draft.whole_key = _whole_key(b, whole, draft)
    return draft


def _another_whole(b: Binder, q: Quantity, lead: Lead, s: Sentence) -> Draft | None:
    """占全市61.5%、全省48%: one more whole of the same part."""
    last = s.drafts[-1] if s.drafts else None
    if last is None or last.measure is not Measure.SHARE or last.q.right != lead.start:
        return None
    region = next((o for o in b.owners if lead.start <= o.start and o.end <= q.left and o.owner.kind == "region"), None)
    if region is None or not re.fullmatch(r"[、，和及占的近约超逾达为]*", lead.text.replace(region.owner.name, "", 1)):
        return None
    draft = _draft(b, q, Measure.SHARE, last.label, s, "share")
    if isinstance(draft, Reason):
        return None
    draft.owner, draft.foreign, draft.period, draft.target = last.owner, last.foreign, last.period, last.target
    draft.whole, draft.whole_key = region.owner.name, b.speaker.region_key(region)
    return draft


def _share_list(b: Binder, q: Quantity, lead: Lead, s: Sentence, group: Group) -> Draft | Reason:
    """占全省、全市比重分别为24%和37%, 占全市比重依次为13.4%、15.6%、14.9%: a whole each, or a part each."""
    count = len(group.members)
    regions = [o for o in b.owners if lead.clause_start <= o.start and o.end <= group.cue and o.owner.kind == "region"]
    levels = [d for d in s.drafts if d.measure in LEVELS and d.measure is not Measure.SHARE]
    plan: list[tuple[Draft, OwnerMention]] = []
    cue = m.SHARE.search(b.text, lead.clause_start, q.left)
    direct = b.labels.ending(cue.start(), lead.start) if cue else None
    if direct is not None and direct.metric is not None and len(regions) == count:
        named = _draft(b, q, Measure.SHARE, direct, s, "share-list")
        if isinstance(named, Draft):
            s.plans.update({member.start: (named, region) for member, region in zip(group.members, regions, strict=True)})
            return _planned_share(b, q, s)
    if len(regions) == count and levels:
        plan = [(levels[-1], region) for region in regions]
    elif len(regions) == 1:
        parts = _distinct(levels)[-count:]
        plan = [(part, regions[0]) for part in parts] if len(parts) == count else []
    if not plan:
        return Reason.LABEL
    s.plans.update({member.start: pair for member, pair in zip(group.members, plan, strict=True)})
    return _planned_share(b, q, s)


def _planned_share(b: Binder, q: Quantity, s: Sentence) -> Draft | Reason:
    part, region = s.plans[q.start]
    draft = _draft(b, q, Measure.SHARE, part.label, s, "share-list")
    if isinstance(draft, Draft):
        draft.owner, draft.foreign, draft.period, draft.target = part.owner, part.foreign, part.period, part.target
        draft.whole, draft.whole_key = region.owner.name, b.speaker.region_key(region)
    return draft


def _distinct(drafts: list[Draft]) -> list[Draft]:
    """The last value of each owner and indicator, in order: both ends of a chain are one."""
    kept: dict[tuple[str, str], Draft] = {}
    for d in drafts:
        key = (d.label.text if d.label else "", d.owner.name if d.owner else "")
        kept.pop(key, None)
        kept[key] = d
    return list(kept.values())


def _whole_key(b: Binder, whole: Whole, draft: Draft) -> str | None:
    if whole.region is not None:
        if whole.region.owner.kind == "nation":
            return "全国"
        return b.speaker.region_key(whole.region)
    return whole.metric.id if whole.metric is not None else draft.whole


def _share_of_following(b: Binder, q: Quantity, lead: Lead, s: Sentence) -> Draft | None:
    """聚集了全国84%的国家重点实验室: a share of what follows."""
    start = q.right + (b.text[q.right : q.right + 1] == "的")
    if b.text[q.right : q.right + 1] != "的":
        return None
    region = next((o for o in reversed(b.owners) if lead.clause_start <= o.start and o.end <= q.left and o.owner.kind == "region"), None)
    before = lead.text
    if region is not None and region.end == q.left:
        before = b.text[lead.start : region.start]
    if not re.search(r"(?:聚集|集聚|汇聚|培育|拥有|贡献|占有|产生|吸引|集中|诞生|占据|创造|、|和|，|以及|集聚了|孵化|承载|支撑|全国|全省|全市|不到|不足|近|约|用)(?:了|着|出|起|全国|全省|全市|我国|全球|其)*(?:近|约|超过?|超)*$", before):
        return None
    label = b.labels.following(start, s.end)
    if label is None or label.metric is None:
        return None
    earlier = s.drafts[-1] if s.drafts and s.drafts[-1].rule == "share-of-following" else None
    draft = _draft(b, q, Measure.SHARE, label, s, "share-of-following")
    if isinstance(draft, Reason):
        return None
    if region is not None and draft.owner is not None and draft.owner.kind == "region":
        draft.owner = b.speaker.topic
    draft.whole = region.owner.name if region else (earlier.whole if earlier else label.text)
    draft.whole_key = b.speaker.region_key(region) if region else (earlier.whole_key if earlier else label.metric.id)
    return draft


def _times(b: Binder, q: Quantity, lead: Lead, cursor: int, s: Sentence, group: Group | None) -> Draft | Reason:
    if q.kind == "doublings":
        return _doublings(b, q, lead, cursor, s)
    to = m.TO.search(lead.clause)
    multiple = m.IS_MULTIPLE.search(lead.clause)
    if m.GREW_TIMES.search(lead.text) and not to:
        outcome = _growth(b, q, lead, cursor, s, group)
        if isinstance(outcome, Draft):
            _as_percent(outcome)
        return outcome
    if not multiple:
        return Reason.LABEL
    phrase = multiple.group()
    region = any(o.role is not Role.NONE and lead.clause_start <= o.start < q.left and o.owner.kind in ("region", "nation") and o.start >= lead.clause_start + multiple.start() for o in b.owners)
    if region or re.search(r"平均|均值|同期全|水平", phrase):
        return Reason.COMPARISON
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
    draft = _draft(b, q, Measure.MULTIPLE, label, s, "multiple")
    if isinstance(draft, Draft):
        draft.base = base
    return draft


def _doublings(b: Binder, q: Quantity, lead: Lead, cursor: int, s: Sentence) -> Draft | Reason:
    label = b.labels.ending(_strip_base(b, q.left, cursor), cursor)
    if label is None or label.metric is None:
        carried, _ = b.carried(q, lead, s)
        label = carried or label
    if label is None:
        return Reason.LABEL
    draft = _draft(b, q, Measure.GROWTH, label, s, "doubling")
    if isinstance(draft, Draft):
        value = (Decimal(2) ** q.value - 1) * 100
        draft.amount = Amount(value.quantize(Decimal("0.000001")).normalize() + 0, None, "%", Decimal(100), Decimal(100))
    return draft


def _points(b: Binder, q: Quantity, lead: Lead, cursor: int, s: Sentence) -> Draft | Reason:
    if m.is_compared(lead, q) or m.DRIVEN.search(lead.clause) or m.RATE_OF_RATE.search(lead.clause) or m.SHARE.search(lead.clause):
        return Reason.COMPARISON
    found = m.GROWTH.search(lead.text)
    if not found:
        return Reason.COMPARISON
    label = b.labels.ending(_strip_base(b, lead.start + found.start(), cursor), cursor)
    if label is None:
        label, source = b.carried(q, lead, s)
        if source is not None and source.measure is not Measure.LEVEL:
            return Reason.COMPARISON
    if label is None or label.metric is None or label.metric.unit != "%":
        return Reason.COMPARISON
    draft = _draft(b, q, Measure.CHANGE, label, s, "points")
    if isinstance(draft, Draft):
        _negate(draft, lead)
    return draft


def _rank(b: Binder, q: Quantity, lead: Lead, cursor: int, s: Sentence) -> Draft | Reason:
    if not m.RANKED.search(lead.clause) and not re.search(r"：$", lead.text):
        return Reason.ORDINAL
    window = b.text[s.start : q.left]
    if len(group_of(s, q)) > 1 and s.groups[q.start].cue >= 0:
        return _rank_list(b, q, lead, s, window)
    phrase = m.RANK_PHRASE.search(lead.text)
    end = lead.start + (phrase.start() if phrase else len(lead.text))
    label = b.labels.ending(end, cursor) if end > cursor else None
    if label is None or (label.metric is not None and label.metric.kind != "rank"):
        for mention in reversed(b.labels.within(s.start, q.left)):
            if mention.term.metric is not None and mention.term.metric.kind == "rank":
                label = Label(b.text[mention.start : mention.end], mention.term.metric, mention.start, mention.end)
                break
        else:
            if label is None and phrase and re.match(r"[，也均其]*(?:数量|总量|规模|总数|占比|水平|体量|总额)", phrase.group()):
                label, _ = b.carried(q, lead, s)
    if (label is None or label.metric is None) and m.OVERALL.search(window) and not re.search(r"基地|产业园|孵化器|小镇|集群", window):
        metric = b.vocabulary.lexicon.metrics["rank_overall"]
        label = Label(metric.zh, metric, q.left, q.left)
    if label is None:
        return Reason.ORDINAL
    if re.search(r"增速|增幅", lead.clause) and label.metric is not None and label.metric.kind != "rank":
        label = Label(label.text + "增速", None, label.start, label.end)
    return _draft(b, q, Measure.RANK, label, s, "rank")


def group_of(s: Sentence, q: Quantity) -> tuple[Quantity, ...]:
    """The members of the row that a number is in."""
    return s.groups[q.start].members if q.start in s.groups else ()


def _rank_list(b: Binder, q: Quantity, lead: Lead, s: Sentence, window: str) -> Draft | Reason:
    """工业总产值、营商环境分列第18位和第16位 in a sentence on single rankings: a ranking each."""
    group = s.groups[q.start]
    outcome = _list(b, q, Measure.RANK, lead, s, group, group.cue)
    return _single_ranking(b, outcome, window)


def _single_ranking(b: Binder, outcome: Draft | Reason, window: str) -> Draft | Reason:
    if isinstance(outcome, Draft) and outcome.label is not None and "单项" in window:
        term = b.vocabulary.term(f"{outcome.label.text}排名") or b.vocabulary.term(f"{outcome.label.text}单项排名")
        if term is not None and term.metric is not None and term.metric.kind == "rank":
            outcome.metric = term.metric
    return outcome


def _amount(b: Binder, q: Quantity, lead: Lead, cursor: int, s: Sentence, group: Group | None) -> Draft | Reason:
    region_part = _region_part(b, q, lead, s)
    if region_part is not None:
        return region_part
    if group is not None and group.cue >= 0:
        return _list(b, q, Measure.LEVEL, lead, s, group, group.cue)
    based = re.search(r"(?:比|较)(?P<t>[^，；。]{2,14})的?$", lead.clause)
    added = m.ADDED.search(lead.text)
    if added and m.TO.search(lead.text):
        added = None
    end = lead.start + added.start() if added else q.left
    if added:
        end = _strip_base(b, end, cursor)
    label = b.labels.ending(end, cursor)
    if label is not None and label.metric is None and _adverbial(b, label):
        label = None
    if label is None and lead.text.endswith("（"):
        label = b.labels.ending(q.left - 1, cursor)  # 国内生产总值（82.7万亿元）
    if label is not None and label.metric is None and q.unit == "人":
        label = _post(b, label) or label
    following = _following(b, q, label, s)
    if following is not None:
        if following.metric is not None and following.metric.id == "zones" and (b.speaker.current is None or b.speaker.current.kind != "nation"):
            return Reason.NAME
        label = following
    if label is not None and label.metric is None:
        label = _completed(b, label, s) or label
    if _founding_area(b, q, lead, s, label):
        metric = b.vocabulary.lexicon.metrics["area"]
        label = Label(label.text if label else metric.zh, metric, q.left, q.left)
    if q.kind == "none" and not q.magnitude:
        q = _unit_from_brackets(b, q, lead, label) or q
    if label is None:
        label, _ = b.carried(q, lead, s)
        beside = b.text[q.right : q.right + 1]
        named = beside not in "，。；、）！？\n：（" and q.kind == "count" and not re.match(r"(?:以上|左右|增|，|和|及|比|较|同比)", b.text[q.right : q.right + 2])
        if named or label is None or (label.metric is not None and convert(q, label.metric) is None):
            if q.soft or q.kind == "none":
                return Reason.UNIT if q.kind == "none" else Reason.NAME
            return _unlabelled(b, q, lead, s)
        if label.metric is None and not added and s.label_draft is not None and s.label_draft.q.unit != q.unit:
            return Reason.LABEL
    if label.metric is not None and convert(q, label.metric) is None:
        label = Label(label.text, None, label.start, label.end, label.prefix, label.text)
    if label.metric is None:
        if _is_rule(b, q, lead):
            return Reason.RULE
        if len(label.text) < 2:
            return Reason.LABEL
        if q.soft or q.kind == "none":
            return Reason.UNIT if q.kind == "none" else Reason.NAME
    measure = Measure.LEVEL
    prefix = (label.prefix if label.start >= lead.start else "") + (lead.clause if following is not None else "")
    if added or (m.ADDED_WORD.search(prefix) and not label.text.startswith(("新增", "净增"))):
        measure = Measure.CHANGE
    if b.clock.since is not None and (s.cumulative or measure is Measure.CHANGE or re.search(r"引进|新增|获批|认定|建成|培育", prefix)) and not based:
        measure = Measure.CUMULATIVE
    elif measure is Measure.CHANGE and s.cumulative and b.clock.base is None and "累计" in prefix:
        measure = Measure.CUMULATIVE
    draft = _draft(b, q, measure, label, s, "amount")
    if isinstance(draft, Draft):
        if based and b.clock.base is not None and not added and any(t.end in (q.left, q.left - 1) for t in b.times):
            draft.period = b.clock.base
            draft.rule = "base-value"
        if measure is Measure.CHANGE and re.search(r"(?:净减|减少|减)(?:了|约|近|超)?$", lead.text) and draft.amount.value > 0:
            draft.amount = replace(draft.amount, value=-draft.amount.value)
    return draft


def _post(b: Binder, label: Label) -> Label | None:
    """科研助理岗位共吸纳应届毕业生254人: the persons taken on are those of the post."""
    for term in b.labels.within(label.start, label.end):
        after = b.text[term.end : label.end]
        if term.term.metric is not None and term.term.metric.unit == "人" and b.text[term.start : term.end].endswith("岗位") and re.match(r"(?:共|累计|已|共计)*(?:吸纳|招录|聘用|安置|录用|招聘)", after):
            return Label(b.text[term.start : term.end], term.term.metric, term.start, term.end, label.prefix)
    return None


def _completed(b: Binder, label: Label, s: Sentence) -> Label | None:
    """A label that leaves out what the one before it said: 省级46家 after 国家级企业技术中心9家, 授权402项 after 申请专利."""
    before = s.label or b.last_label
    if before is None:
        return None
    words: list[str] = []
    levels = ("国家级", "省级", "市级", "区级")
    if label.text in levels:
        held = next((level for level in levels if before.text.startswith(level)), "")
        words = [label.text + before.text[len(held) :]]
    elif label.text in ("授权", "申请") and "专利" in before.text:
        other = "申请" if label.text == "授权" else "授权"
        words = [before.text.replace(other, label.text), f"专利{label.text}", f"{label.text}专利"]
    held = next((level for level in levels if before.text.startswith(level)), "")
    if 2 <= len(label.text) <= 5:
        words.append(label.text + before.text[len(held) :])
    for word in words:
        term = b.vocabulary.term(word)
        if term is not None and term.metric is not None:
            return Label(label.text, term.metric, label.start, label.end, label.prefix)
    parts = [m for m in b.vocabulary.parts.get(before.metric.id, ()) if label.text in levels and m.zh.startswith(label.text[:2])] if before.metric else []
    return Label(label.text, parts[0], label.start, label.end, label.prefix) if len(parts) == 1 else None


def _founding_area(b: Binder, q: Quantity, lead: Lead, s: Sentence, label: Label | None) -> bool:
    """从创办之初的12平方公里，至如今的145平方公里: a zone's growth in ground needs no other name."""
    if q.kind != "area" or q.unit != "平方公里" or (label is not None and (label.metric is not None or "面积" in label.text)):
        return False
    return any(s.start <= t.start < q.left and t.kind == "founding" for t in b.times)


def _region_part(b: Binder, q: Quantity, lead: Lead, s: Sentence) -> Draft | None:
    """占全市699家的22.6%: the number within the whole is the region's own."""
    match = re.search(r"占(?P<region>[\u4e00-\u9fff]{2,8})$", lead.clause)
    if match is None or b.text[q.right : q.right + 1] != "的" or s.label is None:
        return None
    region = next((o for o in b.owners if lead.clause_start <= o.start < q.left and o.owner.kind == "region"), None)
    if region is None or s.label.metric is None or convert(q, s.label.metric) is None:
        return None
    draft = _draft(b, q, Measure.LEVEL, s.label, s, "whole-value")
    if isinstance(draft, Reason):
        return None
    draft.owner = region.owner
    draft.whole, draft.whole_key = region.owner.name, b.speaker.region_key(region)
    return draft


def _following(b: Binder, q: Quantity, label: Label | None, s: Sentence) -> Label | None:
    """The indicator behind the number, where none stands before it: 拥有135家高新技术企业."""
    named = label is not None and label.metric is not None and label.metric.id != "zones" and convert(q, label.metric) is not None
    if q.kind not in ("count", "money", "area") or named:
        return None
    start = q.right + (b.text[q.right : q.right + 1] == "的")
    found = b.labels.following(start, s.end)
    if found is None or found.metric is None or convert(q, found.metric) is None:
        return None
    if found.start - start > 6 and label is not None:
        return None
    after = b.text[found.end : found.end + 2]
    if re.match(r"[产营销收利税出投研融增数占培认奖]", after) and not re.match(r"(?:占|认定)", after):
        return None
    if found.metric.kind == "flow" and q.kind == "money" and b.text[q.right : q.right + 1] != "的":
        return found if found.metric.id in ("industry_fund", "policy_funds") else None
    return found


def _unit_from_brackets(b: Binder, q: Quantity, lead: Lead, label: Label | None) -> Quantity | None:
    """营业收入（亿元）：759.66 — the unit stands in brackets before the number."""
    if label is None or label.metric is None:
        return None
    found = _UNIT_IN_BRACKETS.search(lead.text)
    if found:
        return with_unit(q, found["unit"])
    sections = b.paragraph.sections if b.paragraph else ()
    for unit in (section.unit for section in reversed(sections) if section.unit):
        read = with_unit(q, unit)
        if read is not None and convert(read, label.metric) is not None:
            return read
    return None


def with_unit(q: Quantity, name: str) -> Quantity | None:
    """A bare number with a unit that a head or bracket states (亿元, 万人, %), None where the name is no unit."""
    from parkcmp.extract.quantities import find_quantities

    read = find_quantities(f"1{name}")
    if len(read) != 1 or read[0].right != len(name) + 1:
        return None
    unit = read[0]
    factor = unit.value
    high = None if q.high is None else q.high * factor
    return replace(
        q, value=q.value * factor, high=high, unit=unit.unit, kind=unit.kind, last=q.last * factor, round=q.round * factor, magnitude=unit.magnitude
    )


def _unlabelled(b: Binder, q: Quantity, lead: Lead, s: Sentence) -> Draft | Reason:
    """A count of something that the registry does not know: told only where somebody is said to have it."""
    if q.kind not in ("count",) or not _HAVING.search(lead.text):
        return Reason.LABEL
    if _is_rule(b, q, lead):
        return Reason.RULE
    a, e = b.labels.phrase_after(q.right)
    if e - a < 2 or b.text[e : e + 1] not in "，。；、）\n" and e < len(b.text) or re.search(r"中|里|之一|时", b.text[e - 1 : e]):
        return Reason.LABEL
    return _draft(b, q, Measure.LEVEL, Label(b.text[a:e], None, a, a), s, "unlabelled")


def _is_rule(b: Binder, q: Quantity, lead: Lead) -> bool:
    """A subsidy, a tax rate, a threshold: the rule's number, nobody's."""
    start = b.text.rfind("\n", 0, lead.clause_start) + 1 if "：" in b.text[max(0, lead.clause_start - 14) : lead.clause_start] else lead.clause_start
    around = b.text[max(start, q.left - 30) : q.left] + "\0" + b.text[q.right : q.right + 8].split("，")[0].split("。")[0]
    return b.cues.rules.search(around) is not None


# -- lists


def _list(b: Binder, q: Quantity, measure: Measure, lead: Lead, s: Sentence, group: Group, end: int) -> Draft | Reason:
    """The first number of a 分别 list: names before 分别, else the numbers just read."""
    labels, owners = _list_names(b, group, s, end)
    s.groups.update({member.start: group for member in group.members})
    if labels is None:
        return Reason.LABEL
    label, owner = labels[0], owners[0]
    draft = _draft(b, q, measure, label, s, "list")
    if isinstance(draft, Draft):
        if owner is not None:
            draft.owner = owner
        _negate(draft, lead)
        _retime(b, draft, group, 0, s)
        if q.kind == "times":
            _as_percent(draft)
    return draft


def _retime(b: Binder, draft: Draft, group: Group, index: int, s: Sentence) -> None:
    """2012年、2013年…分别为x和y: a time each."""
    times = [t for t in b.times if s.start <= t.start < group.cue and t.kind == "period"]
    count = len(group.members)
    if len(times) < count:
        return
    row = times[-count:]
    if all(re.fullmatch(r"[、和与及]", b.text[x.end : y.start]) for x, y in zip(row, row[1:], strict=False)):
        draft.period = b.clock.resolve(row[index]) or draft.period


def _as_percent(draft: Draft) -> None:
    """增长1.1倍 as the growth in % that it is."""
    hundred = Decimal(100)
    a = draft.amount
    draft.amount = Amount(a.value * hundred, None if a.high is None else a.high * hundred, "%", a.last * hundred, a.round * hundred)
    draft.rule = "growth-times"


def member(b: Binder, q: Quantity, group: Group, s: Sentence) -> Draft | Reason:
    """A later number of a row: measured as the first was, of the next name."""
    if q.start in s.plans:
        return _planned_share(b, q, s)
    index = group.index(q)
    first = next((d for d in s.drafts if d.q == group.members[0]), None)
    if first is None:
        return Reason.LABEL
    between = b.text[group.members[index - 1].right : q.left]
    if group.cue < 0:
        return _unsigned_member(b, q, group, index, first, s, between)
    labels, owners = _list_names(b, group, s, group.cue, first)
    if labels is None or index >= len(labels):
        return Reason.LABEL
    draft = _draft(b, q, first.measure, labels[index], s, "list")
    if isinstance(draft, Draft):
        draft.owner = owners[index] or first.owner
        draft.period, draft.base, draft.target = first.period, first.base, first.target
        _retime(b, draft, group, index, s)
        if draft.measure is Measure.RANK:
            _single_ranking(b, draft, b.text[s.start : q.left])
        if q.kind == "times" and draft.measure is Measure.GROWTH:
            _as_percent(draft)
        if first.amount.value < 0 < draft.amount.value:
            draft.amount = replace(draft.amount, value=-draft.amount.value)
    return draft


def _unsigned_member(b: Binder, q: Quantity, group: Group, index: int, first: Draft, s: Sentence, between: str) -> Draft | Reason:
    lead = m.lead_of(b.text, group.members[index - 1].right, q.left)
    if first.label is not None and first.label.start >= first.q.right:
        return number(b, q, lead, first.label.end, s, None)
    label = _following(b, q, None, s)
    if label is not None:
        return number(b, q, lead, group.members[index - 1].right, s, None)
    if first.measure in (Measure.GROWTH, Measure.CAGR) and not between.startswith("，"):
        earlier = [d for d in s.drafts if d.q.start < group.members[0].start and d.measure in LEVELS]
        if len(earlier) == len(group.members):
            draft = _draft(b, q, first.measure, earlier[index].label, s, "list")
            if isinstance(draft, Draft):
                draft.base = first.base
            first.label, first.metric = earlier[0].label, earlier[0].metric
            return draft
        return Reason.LABEL
    return Reason.LABEL


def _list_names(b: Binder, group: Group, s: Sentence, end: int, first: Draft | None = None) -> tuple[list[Label | None] | None, list[Owner | None]]:
    count = len(group.members)
    previous = [d.q.right for d in s.drafts if d.q.right <= group.cue and d.q not in group.members]
    limit = max([s.start, *previous])
    start = max(b.text.rfind(mark, limit, end) for mark in "，；。：\n") + 1
    start = max(start, limit)
    spans = [(a, e) for a, e in items(b.text, start, end) if _names_something(b, a, e)] if end > start else []
    verb_label = b.labels.ending(group.members[0].left, group.cue_end)
    found: list[Label | None] = []
    owners: list[Owner | None] = []
    if len(spans) >= count:
        spans = spans[-count:]
        for a, e in spans:
            label = b.labels.ending(e, a) if e > a else None
            owner = next((o.owner for o in b.owners if a <= o.start and o.end <= e and o.role is Role.SUBJECT and o.owner.kind != "deixis"), None)
            found.append(label)
            owners.append(owner)
        if verb_label is not None:
            sector = [Label(f"{b.text[a:e]}{verb_label.text}", None, a, e, modifier=b.text[a:e]) if owner is None else verb_label for (a, e), owner in zip(spans, owners, strict=True)]
            return list(sector), owners
        owners = _zones_of_row(b, spans, owners)
        last = found[-1]
        if last is not None and sum(o is not None for o in owners) == count:
            return [last] * count, owners
        if all(label is not None for label in found):
            return found, owners
    earlier = [d for d in s.drafts if d.q.start < group.members[0].start and d.measure in LEVELS and d.q not in group.members]
    earlier = _distinct(earlier)
    if len(earlier) >= count and not spans:
        recent = earlier[-count:]
        return [d.label for d in recent], [d.owner for d in recent]
    if verb_label is not None and first is None and not spans:
        return None, []
    return None, []


def _names_something(b: Binder, a: int, e: int) -> bool:
    """Whether an item before 分别 is a name, and not an adverb or a base of comparison."""
    rest = b.text[a:e]
    for t in b.times:
        if a <= t.start and t.end <= e:
            rest = rest.replace(t.text, "")
    return re.sub(r"同比|环比|比|较|增速|增幅|年均|均|也|则|的|，|增长|按年|实现|完成|达到", "", rest) != ""


def _zones_of_row(b: Binder, spans: list[tuple[int, int]], owners: list[Owner | None]) -> list[Owner | None]:
    """青岛、淄博、威海高新区…, 重庆、璧山、永川三家高新区…: bare keys before the word that makes them zones."""
    tail = b.text[spans[-1][0] : spans[-1][1]]
    parks = b.vocabulary.lexicon.parks
    key = next((k for k in sorted(parks, key=len, reverse=True) if tail.startswith(k)), None)
    if key is None or not re.match(r"(?:[\d一二两三四五六七八九十]+[家个])?(?:国家级?)?(?:高新区|高新技术产业开发区)", tail[len(key) :]):
        return owners
    keys = [b.text[a:e] for a, e in spans[:-1]] + [key]
    if all(k in parks for k in keys):
        return [Owner("park", parks[k].short_name, k) for k in keys]
    return owners


# -- the draft itself


def _draft(b: Binder, q: Quantity, measure: Measure, label: Label | None, s: Sentence, rule: str) -> Draft | Reason:
    """A draft with owner, period, base and status from the running state."""
    metric = label.metric if label is not None else None
    if measure is Measure.CHANGE and q.kind == "points":
        amount: Amount | None = plain(q)
    elif q.kind in ("times", "doublings"):
        amount = Amount(q.value, q.high, "倍", q.last, q.round)
    else:
        amount = amount_of(q, metric, measure)
    if amount is None:
        return Reason.UNIT
    clock = b.clock
    flow = measure in (Measure.GROWTH, Measure.CAGR, Measure.CHANGE) or b.annual or (metric is not None and metric.kind in ("flow", "ratio"))
    period = clock.of_flow if flow else clock.current
    if metric is not None and metric.id == "rank_overall" and not any(s.start <= t.start < q.left and t.kind == "period" for t in b.times):
        period = clock.default or clock.now
    owner = b.owner_for(label)
    if s.sector and metric is not None and q.kind in ("money", "percent") and metric.category == "economy" and label is not None and label.start >= s.clause:
        label = Label(label.text, None, label.start, label.end, label.prefix)
        metric = None
    if label is not None and label.text == "国内生产总值":
        owner = Owner("region", "全国", "全国")
    foreign = _foreign(b, q, label, owner)
    draft = Draft(q, measure, amount, label, metric, owner, period, target=b.is_target(s, period), rule=rule, foreign=foreign)
    draft.base = _base(b, draft, s)
    return draft


def _foreign(b: Binder, q: Quantity, label: Label | None, owner: Owner | None) -> bool:
    """岷山航空营业收入: unknown words before an indicator in money are a firm's name unless they are a branch of industry."""
    if label is None or not label.modifier or label.metric is not None or owner is None:
        return False
    if q.kind not in ("money", "percent") and q.unit not in _PRODUCED:
        return False
    if any(o.end <= label.start + 1 and label.start - o.end <= 1 for o in b.owners if abs(o.end - label.start) <= 1):
        return False  # 渭南高新区提出工业总产值…: the owner is named
    if _ORGANISATION.search(label.text) or q.unit in _PRODUCED:
        return True
    term = next((t for t in b.labels.within(label.start, label.end) if t.end == label.end), None)
    if term is None or term.term.metric is None:
        # 其中荆楚石化248亿元: a part in money with no indicator of its own is somebody's.
        return q.kind == "money" and "其中" in b.text[max(0, label.start - 3) : label.start] and not is_sector(b, label.text)
    return len(label.modifier) >= 2 and not is_sector(b, label.modifier)


def is_sector(b: Binder, words: str) -> bool:
    """Whether words name a branch of industry: by their last word, or made of nothing but branches."""
    if re.search(r"(?:产业|行业|制造业|服务业|工业|业|领域|板块|集群|产业链|产品|赛道|经济|制造|装备|零部件|农产品)$", words):
        return True
    return re.fullmatch(rf"(?:{b.cues.sectors.pattern}|和|与|及|、|等|高端|新型|先进|新一代|主导|支柱|特色|优势|传统|绿色|[一二三四五六七八九十]大)+", words) is not None


_PRODUCED = frozenset(("吨", "辆", "台", "架", "艘", "套", "箱", "千瓦"))
_SECTOR_IS = re.compile(r"(?:^|[，；。])(?:[^，；。\d]{2,14}?)(?:是|作为|成为|为)[^，；。\d]{0,12}(?:产业|行业|支柱|名片|主引擎)(?=，)")
_SECTOR_LEADS = re.compile(r"(?:^|[，；。：])(?P<name>[\u4e00-\u9fff]{2,12}?(?:产业链|产业集群|产业|行业|制造业|服务业))(?=[^，；。\d]{1,14}，)")


def sector_clause(b: Binder, start: int, end: int) -> bool:
    """Whether the sentence's clause speaks of one branch: 新型显示是这里的头号产业，去年产值…"""
    mark = max(b.text.rfind("；", start, end) + 1, start)
    text = b.text[mark:end]
    if _SECTOR_IS.search(text):
        return not re.search(r"(?:全区|高新区|园区)[^，；。]{0,8}$", text)
    found = _SECTOR_LEADS.search(text)
    if not found or re.match(r"(?:全区|园区|高新区|高新技术|战略性|工业|第[一二三]|[一二三]产|主导|其中|规模|围绕|聚焦|发展|培育|推动|做强|做大|壮大|加快|实施|坚持|以|在|把|将|对|打造|形成|构建|推进|大力|促进|引导|支持|优化|布局)", found["name"]):
        return False
    return not re.search(r"(?:全区|高新区|园区)[^，；。]{0,8}$", text)


_ORGANISATION = re.compile(r"(?:中心|平台|市场|商城|银行|医院|大学|学院|研究院|研究所|项目|基地|大厦|景区|店|站|馆)(?!.*产业)")


def _plan_start(d: Draft) -> str | None:
    """A plan's average growth up to the end of a five-year plan starts where the plan does."""
    if d.target and d.period and re.fullmatch(r"\d{3}[05]", d.period):
        return str(int(d.period) - 5)
    return None


def _base(b: Binder, d: Draft, s: Sentence) -> str | None:
    clock = b.clock
    lead = b.text[max(s.start, d.q.left - 24) : d.q.left]
    if d.measure is Measure.CUMULATIVE:
        return clock.since
    if d.measure is Measure.CAGR:
        if clock.average and d.period:
            return year_before(d.period, clock.average)
        return s.chain_start or clock.base or (clock.span[0] if clock.span else None) or clock.since or clock.last_base or _plan_start(d)
    if d.measure in (Measure.GROWTH, Measure.CHANGE) and clock.base is None and d.q.kind != "percent" and not m.YEAR_ON_YEAR.search(lead):
        same = [x for x in s.drafts if x.label is d.label and x.measure is Measure.LEVEL and x.period and d.period and x.period < d.period]
        if same:
            return same[-1].period
    if d.measure is Measure.GROWTH:
        if d.period is None:
            return clock.base
        if m.QUARTER_ON_QUARTER.search(lead):
            return clock.base or before(d.period)
        if clock.base is not None:
            return clock.base
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

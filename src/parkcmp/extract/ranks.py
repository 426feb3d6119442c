"""Decide places in rankings: the overall evaluation, single rankings, the place of an indicator."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from parkcmp.extract import measures as m
from parkcmp.extract.draft import Draft
from parkcmp.extract.labels import Label
from parkcmp.extract.measures import Lead
from parkcmp.extract.mentions import Owner
from parkcmp.extract.placing import make_draft
from parkcmp.extract.quantity import Quantity
from parkcmp.extract.rows import read_row, zones_named
from parkcmp.model import Measure, Reason

if TYPE_CHECKING:
    from parkcmp.extract.bind import Binder
    from parkcmp.extract.sentence import Sentence


_RATE = re.compile(r"增速|增幅")
_NOT_OVERALL = re.compile(r"(?:全省|全市|省内|我省|全区)[^，。；]{0,10}(?:综合|排名)|基地|产业园|孵化器|小镇|集群")
# 集成电路园区综合实力排行榜第2位: one of the many lists that are no evaluation of the zones.
_OTHER_LIST = re.compile(r"^(?!.*(?:国家级?|全国)高新区).*(?:排行榜|榜单|百强|\d强|竞争力|影响力|指数|蓝皮书|白皮书)")
# 可持续发展能力排名第12位: one of the parts of the evaluation.
_SINGLE = re.compile(
    r"(?<!创新)(?<!综合)(?:能力|水平|环境|竞争力|贡献|影响力|效率|效益|强度|活力|潜力|质量|程度|绩效|参与度|成长性)(?:指标|指数|得分|评价)?(?:由|从|自|的)?$"
)
_PLACE_UNITS = ("位", "名")
_IN_RANKING = re.compile(r"(?:排名|排位|位次|名次|座次)[^，；。\d]{0,10}$")
_FROM_PLACE = re.compile(r"(?:由|从)(?:全国|全省|全市)?$")
_COUNTRY = frozenset(("全国", "我国", "中国"))
_WINDOW = 160


def as_place(b: Binder, q: Quantity, lead: Lead, s: Sentence) -> Quantity | None:
    """排名由45名升至42名, 综合评价由38位…: places without 第, where a ranking is spoken of; None where things are counted."""
    ranking = _IN_RANKING.search(lead.clause) is not None or (
        _FROM_PLACE.search(lead.text) is not None
        and m.OVERALL.search(b.text, max(s.start, q.left - _WINDOW), q.left) is not None
    )
    return place_of(q) if ranking else None


def is_place(text: str, q: Quantity) -> bool:
    """Whether a number is printed like a place, 38位 or 42名, which may count persons too."""
    return q.kind == "count" and text[q.end : q.end + 1] in _PLACE_UNITS


def place_of(q: Quantity) -> Quantity:
    """A count of 位 or 名 read as a place in a ranking."""
    return replace(q, kind="rank", unit="位")


_OTHER_FIELD = re.compile(r"(?:国家级(?:经济技术)?开发区|经开区|经济技术开发区|(?<!高)新区|省级)[^，。；]{0,12}$")
# 在全国178家国家高新区中: those among whom the place is.
_FIELD = re.compile(
    r"(?:在|于)[^，。；]{0,20}?(?:高新区|开发区|园区|城市|区县|县区|县市区|板块)(?:的|中|里|内|当中|之中|排名)*$"
)
_OF_LIST = re.compile(
    r"其中|在?(?:[此本这上该][^，。；\d]{0,2}|前\d{2,3}[名强位](?:的)?)(?:榜单|名单|评价|排名|评比|考核)[中里上]"
)
_BARE = frozenset(("排名", "位次", "排位", "名次"))
_NOTHING_SAID = re.compile(r"[，也均其并且又则 ]*")
_OF_AMOUNT = re.compile(r"[，也均其]*(?:总量|总额|规模|总数|数量|体量)(?!、|和|与)")
_RANK_OF_SAME = re.compile(r"[，也均其]*(?:数量|总量|规模|总数|占比|水平|体量|总额)")


def read_rank(b: Binder, q: Quantity, lead: Lead, cursor: int, s: Sentence) -> Draft | Reason:
    if not m.RANKED.search(lead.clause) and not lead.text.endswith("："):
        return Reason.ORDINAL
    window = window_of(b, q, s)
    if len(group_of(s, q)) > 1:
        dealt = s.groups[q.start].cue >= 0
        return rank_list(b, q, lead, s, window) if dealt else deal_places(b, q, s, window)
    phrase = m.RANK_PHRASE.search(lead.text)
    end = lead.start + (phrase.start() if phrase else len(lead.text))
    single = _SINGLE.search(b.text, lead.clause_start, end) is not None
    label = b.labels.ending(q.left, cursor)
    if label is None or label.metric is None or label.metric.kind != "rank":
        label = b.labels.ending(end, cursor) if end > cursor else None
    if label is not None and label.metric is not None and label.metric.id == "zones":
        label = None
    if label is None or (label.metric is not None and label.text in _BARE):
        ranked = _ranked(b, lead, end, cursor, s)
        label = ranked or label
    else:
        ranked = None
    if ranked is None and (label is None or (label.metric is not None and label.metric.kind != "rank")):
        for mention in reversed(b.labels.within(max(s.start, q.left - _WINDOW), q.left)):
            if mention.term.metric is not None and mention.term.metric.kind == "rank":
                label = Label(b.text[mention.start : mention.end], mention.term.metric, mention.start, mention.end)
                break
    if label is None and phrase and _RANK_OF_SAME.match(phrase.group()):
        label, _ = b.carried(q, lead, s)
    if ranked is None and not single and (label is None or label.metric is None or label.metric.id == "rank_overall"):
        label = _told_before(b, lead, s) or label
    if single and (label is None or label.metric is None or label.metric.id == "rank_overall"):
        label = Label(b.text[lead.clause_start : end].rstrip("由从自的"), None, lead.clause_start, end)
    if (
        (label is None or label.metric is None)
        and not single
        and m.OVERALL.search(window)
        and not _NOT_OVERALL.search(window)
        and not _OTHER_LIST.search(lead.clause)
    ):
        metric = b.vocabulary.lexicon.metrics["rank_overall"]
        label = Label(metric.zh, metric, q.left, q.left)
    if label is None:
        return Reason.ORDINAL
    if _RATE.search(lead.clause) and label.metric is not None and label.metric.kind != "rank":
        label = Label(label.text + "增速", None, label.start, label.end)
    listed = label.text in _BARE and _OTHER_LIST.search(lead.clause) is not None
    if label.metric is not None and label.metric.id == "rank_overall" and (listed or _among_others(b, q, lead)):
        label = Label(label.text, None, label.start, label.end)
    return _of_park(b, single_ranking(b, make_draft(b, q, Measure.RANK, label, s, "rank"), window))


def _told_before(b: Binder, lead: Lead, s: Sentence) -> Label | None:
    """营业收入在全国169家高新区中位居第三: the place is the indicator's that the clause began with."""
    start = max(
        s.start, lead.clause_start - _WINDOW, *(b.text.rfind(mark, s.start, lead.clause_start) + 1 for mark in "，；。")
    )
    if "综合" in b.text[start : lead.clause_start + len(lead.clause)]:
        return None
    for mention in b.labels.within(start, lead.clause_start + len(lead.clause)):
        metric = mention.term.metric
        if metric is not None and metric.kind in ("flow", "stock", "ratio") and metric.id != "zones":
            return b.labels.ending(mention.end, start)
    return None


def _ranked(b: Binder, lead: Lead, end: int, cursor: int, s: Sentence) -> Label | None:
    """工业总产值在国家高新区中排名第27, 税收28亿元，居全市第二: the indicator whose place it is, None where none is."""
    start, drafts = lead.start, [d for d in s.drafts[-2:] if d.metric is None or d.metric.id != "zones"]
    if len(drafts) < len(s.drafts[-2:]) and "，" not in b.text[s.drafts[-1].q.right : end]:
        start = cursor = drafts[-1].q.right if drafts else s.start  # 在全国178家国家高新区中: their count is no value
    field = _FIELD.search(b.text, start, end)
    end = field.start() if field else end
    last = drafts[-1] if drafts else None
    if _NOTHING_SAID.fullmatch(b.text, start, end):
        if last is None or last.q.right != start or last.label is None or last.metric is None:
            return None
        amount = last.measure is Measure.LEVEL or _OF_AMOUNT.match(b.text, end) is not None
        if amount and last.metric.kind != "rank":
            return last.label
        return Label(last.label.text + "增速", None, last.label.start, last.label.end)
    label = b.labels.ending(end, cursor) if end > cursor else None
    named = label is not None and label.metric is not None and label.metric.id != "zones"
    return label if named and label.metric.kind != "rank" else None  # type: ignore[union-attr]


def _among_others(b: Binder, q: Quantity, lead: Lead) -> bool:
    """居全省第一位, 位居国家级开发区第二: a place among others than the national zones."""
    if _OTHER_FIELD.search(lead.clause):
        return True
    return any(
        o.owner.kind == "region" and o.owner.name not in ("全国", "我国", "国家") and o.end >= q.left - 2
        for o in b.owners.within(max(lead.clause_start, q.left - 12), q.left)
    )


def _of_park(b: Binder, outcome: Draft | Reason) -> Draft | Reason:
    """在国家高新区评比中排名第七: the zones together have no place among themselves."""
    if isinstance(outcome, Draft) and outcome.owner is not None and outcome.owner.name in _COUNTRY:
        outcome.owner = Owner("nation", "全国", "全国")  # 全国169家高新区中排名第13位
    if isinstance(outcome, Draft) and outcome.owner is not None and outcome.owner.kind == "nation":
        park = next((o for o in (b.speaker.topic, b.speaker.zone) if o is not None and o.kind == "park"), None)
        if park is None:
            return Reason.ORDINAL
        outcome.owner = park
    return outcome


def window_of(b: Binder, q: Quantity, s: Sentence) -> str:
    """What was said before a place: its own sentence, and the one before where 其中, 榜单中 or single rankings go on about it."""
    start = s.start
    told = b.paragraph.start if b.paragraph is not None else start
    if _OF_LIST.match(b.text, start) or b.text.find("单项", told, start) >= 0:
        start = max(b.text.rfind("。", 0, start - 1), b.text.rfind("\n", 0, start)) + 1
    return b.text[max(start, q.left - _WINDOW) : q.left]


def group_of(s: Sentence, q: Quantity) -> tuple[Quantity, ...]:
    """The members of the row that a number is in."""
    return s.groups[q.start].members if q.start in s.groups else ()


def rank_list(b: Binder, q: Quantity, lead: Lead, s: Sentence, window: str) -> Draft | Reason:
    """工业总产值、营商环境分列第18位和第16位 in a sentence on single rankings: a ranking each."""
    group = s.groups[q.start]
    outcome = read_row(b, q, Measure.RANK, lead, s, group, group.cue)
    if isinstance(outcome, Reason):
        return deal_places(b, q, s, window)
    return single_ranking(b, outcome, window)


def deal_places(b: Binder, q: Quantity, s: Sentence, window: str) -> Draft | Reason:
    """安阳、南阳、焦作高新区…，位列第103、118和130位: a place to each zone of the row that was named last."""
    group = s.groups[q.start]
    owners = zones_named(b, s.start, q.left, len(group.members))
    if owners is None or _NOT_OVERALL.search(window) or not (m.OVERALL.search(window) or "排名" in window):
        return Reason.ORDINAL
    s.places.update({member.start: owner for member, owner in zip(group.members, owners, strict=True)})
    return place_dealt(b, q, s)


def place_dealt(b: Binder, q: Quantity, s: Sentence) -> Draft | Reason:
    """The place of the zone whose turn it is."""
    metric = b.vocabulary.lexicon.metrics["rank_overall"]
    draft = make_draft(b, q, Measure.RANK, Label(metric.zh, metric, q.left, q.left), s, "rank-list")
    if isinstance(draft, Draft):
        draft.owner, draft.foreign = s.places[q.start], False
    return draft


def single_ranking(b: Binder, outcome: Draft | Reason, window: str) -> Draft | Reason:
    if isinstance(outcome, Draft) and outcome.label is not None and not outcome.label.text:
        metric = b.vocabulary.lexicon.metrics["rank_overall"]
        if m.OVERALL.search(window) and not _NOT_OVERALL.search(window):
            outcome.metric, outcome.label = metric, Label(metric.zh, metric, outcome.q.left, outcome.q.left)
    elif (
        isinstance(outcome, Draft)
        and outcome.label is not None
        and ("单项" in window or (outcome.rule == "list" and outcome.metric is None and m.OVERALL.search(window)))
    ):
        term = b.vocabulary.term(f"{outcome.label.text}排名") or b.vocabulary.term(f"{outcome.label.text}单项排名")
        if term is not None and term.metric is not None and term.metric.kind == "rank":
            outcome.metric = term.metric
    return outcome

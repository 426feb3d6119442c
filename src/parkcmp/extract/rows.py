"""Decide rows: A、B和C分别增长x%、y%和z% — the n-th number to the n-th name, owner, time or earlier value."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from parkcmp.extract.draft import Draft
from parkcmp.extract.labels import Label
from parkcmp.extract.lists import Group, items
from parkcmp.extract.measures import Lead
from parkcmp.extract.mentions import Owner, Role
from parkcmp.extract.placing import LEVELS, make_draft
from parkcmp.extract.quantity import Quantity
from parkcmp.extract.wording import as_percent, is_sector, negate
from parkcmp.model import Measure, Reason

if TYPE_CHECKING:
    from parkcmp.extract.bind import Binder
    from parkcmp.extract.sentence import Sentence


_JOIN = re.compile(r"[、和与及]")
_NO_NAME = re.compile(
    r"与|相比|按?(?:可比|同)(?:口径|价格)(?:计算)?|按?(?:现价|不变价格?|快报口径)(?:计算)?|扣除价格因素(?:后)?|按|同比|环比|比|较|增速|增幅|年均|均|也|则|的|，|增长|按年|实现|完成|达到"
)
_MADE_BY = re.compile(r"(?:所)?(?:创造|实现|完成|产生|带来)?的$")
_ZONE_ROW = re.compile(
    r"(?P<row>[\u4e00-\u9fff]{2,9}(?:[、和与及][\u4e00-\u9fff]{2,7}?)+)(?:等?(?:\d+|[一二两三四五六七八九十]+)[家个])?(?:国家级?)?高新(?:技术产业开发)?区"
)
_HEAD = re.compile(r"(?:总产值|产值|增加值|营业收入|主营业务收入|销售收入|收入|利润|税收|投资|企业数|企业)$")
_ZONES_AFTER = re.compile(
    r"(?:[\d一二两三四五六七八九十]+[家个])?(?:国家级?)?(?:高新区|高新技术产业开发区)|[\d一二两三四五六七八九十]+[家个大](?:科技)?园区"
)


def distinct(drafts: list[Draft]) -> list[Draft]:
    """The last value of each owner and indicator, in order: both ends of a chain are one."""
    kept: dict[tuple[str, str], Draft] = {}
    for d in drafts:
        key = (d.label.text if d.label else "", d.owner.name if d.owner else "")
        kept.pop(key, None)
        kept[key] = d
    return list(kept.values())


# 营业收入、上缴税费增速分别为x和y, 同比分别增长: what the numbers are, behind the last name
_RATE_TAIL = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:的)?(?:同比|环比|比上年|较上年|较去年|比去年)?(?:增速|增幅|增长率|涨幅|降幅)?$"
)


def read_row(
    b: Binder, q: Quantity, measure: Measure, lead: Lead, s: Sentence, group: Group, end: int
) -> Draft | Reason:
    """The first number of a 分别 list: names before 分别, else the numbers just read."""
    labels, owners = list_names(b, group, s, end)
    s.groups.update({member.start: group for member in group.members})
    if labels is None:
        return Reason.LABEL
    label, owner = labels[0], owners[0]
    draft = make_draft(b, q, measure, label, s, "list")
    if isinstance(draft, Draft):
        if owner is not None:
            draft.owner = owner
        negate(draft, lead)
        retime(b, draft, group, 0, s)
        if q.kind == "times" and measure is Measure.GROWTH:
            as_percent(draft)
    return draft


def retime(b: Binder, draft: Draft, group: Group, index: int, s: Sentence) -> None:
    """2012年、2013年…分别为x和y: a time each."""
    times = [t for t in b.times.within(max(s.start, group.cue - 160), group.cue) if t.kind == "period"]
    count = len(group.members)
    if len(times) < count:
        return
    row = times[-count:]
    if all(_JOIN.fullmatch(b.text[x.end : y.start]) for x, y in pairwise(row)):
        draft.period = b.clock.resolve(row[index]) or draft.period


def list_names(b: Binder, group: Group, s: Sentence, end: int) -> tuple[list[Label | None] | None, list[Owner | None]]:
    count = len(group.members)
    previous = [
        d.q.right
        for d in s.drafts[-60:]
        if d.q.right <= group.cue and d.q not in group.members and (d.metric is None or d.metric.id != "zones")
    ]
    limit = max([s.start, *previous])
    start = max(b.text.rfind(mark, limit, end) for mark in "，；。：\n") + 1
    start = max(start, limit)
    spans = [(a, e) for a, e in items(b.text, start, end) if names_something(b, a, e)] if end > start else []
    if not spans and b.text[end - 1] == "，":  # 营业收入、利润总额增速，分别为x和y
        behind = max(limit, *(b.text.rfind(mark, limit, end - 1) + 1 for mark in "，；。：\n"))
        named = [(a, e) for a, e in items(b.text, behind, end - 1) if names_something(b, a, e)]
        if len(named) == count:
            spans, end = named, end - 1
    if len(spans) == 1 and len(s.row) == count and (again := b.labels.ending(end, start)) is not None:
        return [again] * count, list(s.row)  # 高新技术企业分别为312家、401家, of the zones named before
    verb_label = b.labels.ending(group.members[0].left, group.cue_end)
    places = group.members[0].kind == "rank"
    if places and verb_label is not None and verb_label.metric is None:
        verb_label = None  # 分别位列第3和第7
    found: list[Label | None] = []
    owners: list[Owner | None] = []
    if len(spans) >= count:
        spans = spans[-count:]
        for a, e in spans:
            tail = _RATE_TAIL.search(b.text, a, e)
            label = b.labels.ending(tail.start() if tail else e, a) if e > a else None
            owner = next(
                (
                    o.owner
                    for o in b.owners.within(a, e)
                    if o.end <= e
                    and (o.role is Role.SUBJECT or (o.start == a and (o.end == e or o.owner.kind == "park")))
                    and o.owner.kind != "deixis"
                ),
                None,
            )
            found.append(label)
            owners.append(owner)
        owners = zones_of_row(b, spans, owners)
        if all(o is not None and o.kind == "park" for o in owners) and found[-1] is not None and not found[-1].metric:
            # 宜昌、襄阳、孝感三个国家高新区高新技术企业数: what counts the zones is no part of the indicator
            behind = b.text.rfind("高新区", *spans[-1]) + len("高新区")
            found[-1] = b.labels.ending(spans[-1][1], max(behind, spans[-1][0])) or found[-1]
        if verb_label is not None:
            sector = [
                Label(f"{b.text[a:e]}{verb_label.text}", None, a, e, modifier=b.text[a:e])
                if owner is None
                else verb_label
                for (a, e), owner in zip(spans, owners, strict=True)
            ]
            return list(sector), owners
        last = found[-1]
        if places and last is not None and last.metric is None and all(o is not None for o in owners):
            ranking = next((t for t in b.labels.within(last.start, last.end) if t.end == last.end), None)
            if ranking is not None and ranking.term.metric is not None and ranking.term.metric.kind == "rank":
                text = b.text[ranking.start : ranking.end]  # 169家高新区中综合排名
                return [Label(text, ranking.term.metric, ranking.start, ranking.end)] * count, owners
        if last is not None and sum(o is not None for o in owners) == count:
            return [last] * count, owners
        if places and last is None and all(o is not None for o in owners):
            return [Label("", None, end, end)] * count, owners
        found = _headed(b, found)
        if all(label is not None for label in found):
            return _of_one_branch(b, found), owners
    earlier = [
        d
        for d in s.drafts[-60:]
        if d.q.start < group.members[0].start and d.measure in LEVELS and d.q not in group.members
    ]
    earlier = distinct(earlier)
    if len(earlier) >= count and not spans:
        recent = earlier[-count:]
        return [d.label for d in recent], [d.owner for d in recent]
    together = [] if spans else _zones_together(b, group, s)
    if len(together) == count and s.label is not None and s.label.metric is not None:
        return [s.label] * count, list(together)
    return None, []


def _zones_together(b: Binder, group: Group, s: Sentence) -> list[Owner]:
    """昆山高新区、江阴高新区…均超2000亿元，分别增长…: the zones that this sentence speaks of together, one by one."""
    spoken = b.speaker.current
    last = next((d for d in reversed(s.drafts) if d.q not in group.members), None)
    if spoken is None or spoken.kind != "zone" or last is None or last.owner is not spoken:
        return []
    parks = b.vocabulary.lexicon.parks
    keys = [_key_of(b, name) for name in _JOIN.split(spoken.name)]
    return [Owner("park", parks[key].short_name, key) for key in keys] if all(key in parks for key in keys) else []


def _headed(b: Binder, found: list[Label | None]) -> list[Label | None]:
    """高新技术产业和战略性新兴产业增加值分别增长: the head that the last name ends in is meant with all of them."""
    last = found[-1]
    head = _HEAD.search(last.text) if last is not None else None
    if head is None:
        return found
    named: list[Label | None] = []
    for label in found[:-1]:
        if label is None or label.metric is not None or b.labels.within(label.start, label.end):
            return found
        text = label.text + head.group()
        term = b.vocabulary.term(text)
        named.append(Label(text, term.metric if term else None, label.start, label.end))
    return [*named, last]


def _of_one_branch(b: Binder, found: list[Label | None]) -> list[Label | None]:
    """高技术产业创造的营业收入、净利润…分别为: the branch that the first name carries is meant with all of them."""
    first = found[0]
    if first is None or first.metric is not None or not b.labels.within(first.start + 1, first.end):
        return found
    branch = _MADE_BY.sub("", first.modifier)
    if branch == first.text or not is_sector(b, branch):
        return found
    return [
        label if label is None or label.metric is None else Label(branch + label.text, None, label.start, label.end, modifier=branch)
        for label in found
    ]  # fmt: skip


def names_something(b: Binder, a: int, e: int) -> bool:
    """Whether an item before 分别 is a name, and not an adverb or a base of comparison."""
    rest = b.text[a:e]
    for t in b.times.within(a, e):
        if t.end <= e:
            rest = rest.replace(t.text, "")
    return _NO_NAME.sub("", rest) != ""


def zones_named(b: Binder, start: int, end: int, count: int) -> list[Owner] | None:
    """The zones of the last row of so many in text[start:end]: 郑州、洛阳2家高新区; None where another row stands last."""
    rows = list(_ZONE_ROW.finditer(b.text, start, end))
    if not rows:
        return None
    parks = b.vocabulary.lexicon.parks
    first, *others = _JOIN.split(rows[-1]["row"])
    first = first.removesuffix("高新区")
    names = [next((first[i:] for i in range(len(first)) if first[i:] in parks), "")]
    names += [name.removesuffix("高新区") for name in others]
    if len(names) != count or any(name not in parks for name in names):
        return None
    return [Owner("park", parks[name].short_name, name) for name in names]


def zones_of_row(b: Binder, spans: list[tuple[int, int]], owners: list[Owner | None]) -> list[Owner | None]:
    """青岛、淄博、威海高新区…, 重庆、璧山、永川三家高新区…: bare keys before the word that makes them zones."""
    tail = b.text[spans[-1][0] : spans[-1][1]]
    parks = b.vocabulary.lexicon.parks
    key = next((tail[:n] for n in range(max(map(len, parks)), 0, -1) if tail[:n] in parks), None)
    if key is None or not _ZONES_AFTER.match(tail[len(key) :]):
        named = [p.place.key for p in b.vocabulary.places(tail) if p.start == 0 and p.place.kind == "park"]
        if not named:
            return owners
        key = named[0]  # 成都、西安、武汉东湖高新区
    keys = [_key_of(b, b.text[a:e]) for a, e in spans[:-1]] + [key]
    if all(k in parks for k in keys):
        return [Owner("park", parks[k].short_name, k) for k in keys]
    return owners


def _key_of(b: Binder, name: str) -> str:
    """The key of the zone that a bare name means among zones: 武汉's is 东湖."""
    if name in b.vocabulary.lexicon.parks:
        return name
    for full in (name, f"{name}高新区"):
        found = b.vocabulary.places(full)
        if len(found) == 1 and found[0].place.kind == "park" and (found[0].start, found[0].end) == (0, len(full)):
            return found[0].place.key
    return ""

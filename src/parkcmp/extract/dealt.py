"""What is dealt out: A x、B y，分别占甲的p%、乙的q% — a whole and a part each; 各县市区生产总值：甲区x，乙区y — a place each.

Rows of bare percentages (占全省、全市的p%和q%) are read in portions.py; here a whole stands before every number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parkcmp.extract.draft import Draft
from parkcmp.extract.labels import Label
from parkcmp.extract.measures import Lead
from parkcmp.extract.placing import LEVELS, make_draft
from parkcmp.extract.portions import whole_key_of
from parkcmp.extract.quantity import Quantity
from parkcmp.extract.rows import distinct
from parkcmp.extract.shares import Whole, find_whole
from parkcmp.model import Measure, Reason

if TYPE_CHECKING:
    from parkcmp.extract.bind import Binder
    from parkcmp.extract.sentence import Sentence


_FIRST = re.compile(r"(?:分别|依次|各)(?:约|也|均)?占(?:到|了)?[^，；。]{2,24}$")
_NEXT_LEAD = re.compile(r"(?:、|和|与|及|以及|，|，和)(?:占(?:到|了)?)?[^，；。、\d增降升长高低快慢]{2,18}$")
_NEXT_SHARE = re.compile(
    r"(?:、|和|与|及|以及|，|，和)(?:占(?:到|了)?)?(?P<whole>[^，；。、\d增降升长高低快慢]{2,18}?)(?:的|比重)(?:约|近|超过?|逾)?\d+(?:\.\d+)?%(?:以上|左右)?"
)


# 各县市区生产总值完成情况：
_HEAD = re.compile(r"(?:完成|分布|分区域|分地区)?(?:情况|分布|排名|数据)?(?:如下|分别|分别为|为)?：")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,6}[区县市州旗]")


def is_district(draft: Draft) -> bool:
    """Whether a number's label is nothing but a district's name: 城东区364亿元."""
    return draft.label is not None and _PLACE.fullmatch(draft.label.text) is not None


def deal_out(b: Binder, lead: Lead, s: Sentence) -> None:
    """各县市区生产总值完成情况：城东区364亿元，…: the indicator before the colon is meant with every place behind it."""
    if s.label is not None or "：" not in lead.text:
        return
    for term in b.labels.within(lead.start, lead.start + len(lead.text)):
        if term.term.metric is not None and _HEAD.match(b.text, term.end):
            text = b.text[term.start : term.end]
            s.label = Label(text, term.term.metric, term.start, term.end, general=term.term.general)
            s.dealt_out = True


def deal_share(b: Binder, q: Quantity, lead: Lead, s: Sentence) -> Draft | Reason | None:
    """The share of the part whose turn it is; None where no shares are dealt out."""
    if s.dealt and _NEXT_LEAD.fullmatch(lead.text):
        return _share(b, q, lead, s, s.dealt.pop(0))
    s.dealt.clear()
    if "占" not in lead.text or not _FIRST.search(lead.text):
        return None
    wholes = 1
    position = q.right
    while (more := _NEXT_SHARE.match(b.text, position, s.end)) is not None:
        wholes, position = wholes + 1, more.end()
    levels = distinct([d for d in s.drafts[-60:] if d.measure in LEVELS and d.measure is not Measure.SHARE])
    if wholes < 2 or not levels:
        return None
    parts = levels[-wholes:] if len(levels) >= wholes else [levels[-1]] * wholes
    s.dealt.extend(parts[1:])
    return _share(b, q, lead, s, parts[0])


def _share(b: Binder, q: Quantity, lead: Lead, s: Sentence, part: Draft) -> Draft | Reason:
    draft = make_draft(b, q, Measure.SHARE, part.label, s, "share-dealt")
    if isinstance(draft, Draft):
        draft.metric, draft.owner, draft.foreign = part.metric, part.owner, part.foreign
        draft.period, draft.target = part.period, part.target
        whole = find_whole(b.text, lead, q.left, b.labels, b.owners)
        if whole is None:  # the words of 占 stand with the first number only
            words = lead.text.lstrip("、和与及以，占到了").rstrip("的约近超过逾")
            region = next((o for o in b.owners.within(lead.start, q.left) if o.owner.kind == "region"), None)
            terms = b.labels.within(lead.start, q.left)
            whole = Whole(words, region, terms[-1].term.metric if terms else None, lead.start)
        draft.whole, draft.whole_key = whole.text, whole_key_of(b, whole, draft)
    return draft

"""Decide shares of what follows: 聚集了全国84%的国家重点实验室, 以占全市1/4的经济总量, 半数以上全市的高新技术企业."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parkcmp.extract.draft import Draft
from parkcmp.extract.measures import Lead
from parkcmp.extract.placing import make_draft
from parkcmp.extract.quantity import Quantity
from parkcmp.model import Measure, Reason

if TYPE_CHECKING:
    from parkcmp.extract.bind import Binder
    from parkcmp.extract.sentence import Sentence


_SETTLED = re.compile(
    r"(?:落户|集中|聚集|集聚|汇聚|坐落|布局|分布|扎根|诞生|出自)(?:于|在|其中|这里|此|国家高新区|高新区)"
)
_SEATED = re.compile(
    r"(?:都|均|也|就)?(?:(?:集中|聚集|集聚|汇聚|坐落|布局|分布|扎根|诞生|落户|落|位|设|活跃)(?:在|于|到|其中)|来自(?:于)?|出自|落户)"
)
_GATHERED = re.compile(
    r"(?:占|聚集|集聚|汇聚|培育|拥有|贡献|占有|产生|吸引|集中|诞生|占据|创造|、|和|，|以及|集聚了|孵化|承载|支撑|全国|全省|全市|不到|不足|近|约|用)(?:了|着|出|起|全国|全省|全市|我国|全球|其)*(?:近|约|超过?|超)*$"
)
# 载体贡献全区27%的高企、43%的…: a row of shares of the zone itself, which is nobody's that the sentence names.
_OF_ITSELF = re.compile(
    r"(?:全区|园区|高新区|示范区|全园|该区|我区)(?:总量|总数)?的?(?:近|约|超过?|逾|将近)*\d[\d.]*%的?[^，。；\d]{1,14}(?:\d[\d.]*%的?[^，。；\d]{1,14})*$"
)
_ROW = 80  # characters of such a row
_OF_REGION_BEHIND = re.compile(r"(?:全[市省国区]|我[市省国])的")


def share_of_following(b: Binder, q: Quantity, lead: Lead, s: Sentence) -> Draft | None:
    """聚集了全国84%的国家重点实验室: a share of what follows."""
    start = q.right + (b.text[q.right : q.right + 1] == "的")
    if (behind := _OF_REGION_BEHIND.match(b.text, q.right)) is not None:
        start = behind.end()  # 半数以上全市的高新技术企业
    if start == q.right and b.labels.term_from(start) is None:
        return None
    region = next(
        (
            o
            for o in reversed(b.owners.within(lead.clause_start, q.left))
            if o.end <= q.left and o.owner.kind == "region" and o.owner.name != "国家"
        ),
        None,
    )
    before = lead.text
    if region is not None and region.end == q.left:
        before = b.text[lead.start : region.start]
    settled = before.strip() in ("", "；") and _SETTLED.search(
        b.text[q.right : s.end],
    )
    if not settled and not _GATHERED.search(
        before,
    ):
        return None
    if before and before[-1] in "、和及" and _OF_ITSELF.search(b.text, max(s.start, q.left - _ROW), q.left):
        return None
    label = b.labels.following(start, s.end)
    if label is None or label.metric is None:
        return None
    earlier = s.drafts[-1] if s.drafts and s.drafts[-1].rule == "share-of-following" else None
    draft = make_draft(b, q, Measure.SHARE, label, s, "share-of-following")
    if isinstance(draft, Reason):
        return None
    seat = _SEATED.match(b.text, label.end)
    seated = [
        o for o in b.owners.within(label.end, min(s.end, label.end + 24))
        if seat is not None and o.start == seat.end() and o.owner.kind in ("park", "deixis", "zone", "nation")
    ]  # fmt: skip
    if seated and seated[0].owner.kind != "deixis":
        draft.owner = seated[0].owner  # 全市42%的高新技术企业集聚在柳州高新区
    elif region is not None and draft.owner is not None and draft.owner.kind == "region":
        draft.owner = b.speaker.topic
    draft.whole = region.owner.name if region else (earlier.whole if earlier else label.text)
    draft.whole_key = b.speaker.region_key(region) if region else (earlier.whole_key if earlier else label.metric.id)
    return draft

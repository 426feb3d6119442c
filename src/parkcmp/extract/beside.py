"""Decide numbers that stand beside a zone's name in a list: 营业收入前三位是中关村（8.4万亿元）、深圳高新区（1.9万亿元）.

What is listed was named before the first of the names; here only numbers that touch a name are asked about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parkcmp.extract.draft import Draft
from parkcmp.extract.placing import amount_of, make_draft
from parkcmp.extract.quantity import Quantity
from parkcmp.model import Measure, Reason

if TYPE_CHECKING:
    from parkcmp.extract.bind import Binder
    from parkcmp.extract.sentence import Sentence


_KINDS = frozenset(("money", "count", "percent", "area"))
_LONGEST_NAME = 24
_LISTED = re.compile(r"(?:是|为|有|在|于|包括|依次|分别|、|和|及|与|：|的|(?:增速|增幅|涨幅|升幅)，)$")
_GOES_ON = re.compile(r"）?[，；、]")
_RATE = re.compile(r"增速|增幅|涨幅|增长|升幅")


def beside_name(b: Binder, q: Quantity, s: Sentence) -> Draft | Reason | None:
    """The value of the zone whose name the number touches, by the indicator of its list; None where it stands elsewhere."""
    text = b.text
    bracketed = text[q.left - 1] == "（" and text[q.right] == "）"
    end = q.left - 1 if bracketed else q.left
    if q.kind not in _KINDS:
        return None
    if q.kind == "percent" and text[end - 1] == "为":
        end -= 1  # 增速，甲高新区为12.1%
    name = next((o for o in b.owners.within(end - _LONGEST_NAME, end) if o.end == end), None)
    if name is None or name.owner.kind != "park" or name.start <= s.start:
        return None
    last = s.drafts[-1] if s.drafts and s.drafts[-1].rule == "beside" else None
    goes_on = last is not None and _GOES_ON.fullmatch(text, last.q.right, name.start) is not None
    if not goes_on and not _LISTED.search(text, s.start, name.start):
        return None
    told = [
        t
        for t in b.labels.within(s.start, name.start)
        if t.term.metric is not None and t.term.metric.kind != "rank" and t.term.metric.id != "zones"
    ]
    if not told:
        return None
    label = b.labels.ending(told[-1].end, s.start)
    if label is None or label.metric is None:
        return Reason.LABEL if q.kind != "percent" else None
    measure = Measure.LEVEL
    if q.kind == "percent" and label.metric.unit != "%":
        measure = Measure.GROWTH
        if _RATE.search(text, label.start, name.start) is None:
            return None
    if amount_of(q, label.metric, measure) is None:
        return None
    draft = make_draft(b, q, measure, label, s, "beside")
    if isinstance(draft, Draft):
        draft.owner, draft.foreign = name.owner, False
    return draft

"""What 其中 takes out of a whole: a part is never of the whole's own indicator, and a branch's part is the branch's.

The number before 其中 is the whole, in the same clause or at the end of the sentence before.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from parkcmp.extract.draft import Draft
from parkcmp.extract.placing import LEVELS
from parkcmp.model import Measure

if TYPE_CHECKING:
    from parkcmp.extract.bind import Binder
    from parkcmp.extract.sentence import Sentence

_ALL_KINDS = re.compile(r"新经济|工业企业|科技|规模|规上|服务业企业|信息库")  # no one branch


def narrow(b: Binder, part: Draft, s: Sentence) -> None:
    """高新技术企业135家，其中规模以上20家: a part under its whole's name is of no indicator, never of the whole's."""
    if part.metric is None or part.measure not in LEVELS or part.label is None:
        return
    cue = b.text.rfind("其中", s.start, part.q.left)
    whole = next((d for d in reversed(s.drafts) if d.q.right <= cue), None) or _before(b, s, cue)
    if whole is None:
        return
    if part.metric.category == "enterprise" and _branch_told(b, whole, s):
        part.metric, part.label = None, replace(part.label, metric=None)
        return
    if any(mark in b.text[whole.q.right : part.q.left] for mark in "；。"):
        return
    told, meant = ((d.metric, d.measure, d.owner, d.period, d.target) for d in (whole, part))
    if told == meant:
        words = b.text[cue : part.q.left].removeprefix("其中").strip("，：、达为有共 ")
        carried = part.label.start < cue and words
        part.metric, part.label = None, replace(part.label, metric=None, text=words if carried else part.label.text)


def _before(b: Binder, s: Sentence, cue: int) -> Draft | None:
    """The last number of the sentence before, in one paragraph, where this one begins with 其中."""
    if cue != s.start or len(b.drafts) <= len(s.drafts) or b.paragraph is None:
        return None
    last = b.drafts[-1 - len(s.drafts)]
    return last if last.q.start >= b.paragraph.start else None


def _branch_told(b: Binder, whole: Draft, s: Sentence) -> bool:
    """生物医药产业集聚企业300家，其中上市公司5家: whether what 其中 takes a part from is a branch's."""
    if whole.metric is not None or whole.label is None or whole.measure not in (Measure.LEVEL, Measure.GROWTH):
        return False
    name = whole.label.text
    return bool(s.sector) or (b.cues.sectors.search(name) is not None and not _ALL_KINDS.search(name))

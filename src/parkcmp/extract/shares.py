"""Shares and ratios: 占全市42%以上 is a share of the indicator; 研发经费…占营业收入3.1% is an indicator of its own.

Which it is depends on the whole: a region makes a share, an indicator makes the ratio that the registry knows for the pair.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parkcmp.extract.along import Along
from parkcmp.extract.labels import Labels
from parkcmp.extract.measures import Lead
from parkcmp.extract.mentions import OwnerMention
from parkcmp.extract.vocabulary import Vocabulary
from parkcmp.lexicon.records import Metric

_CUE = re.compile(
    r"(?:约|仅|也|已|就|共|合计|分别|均|总计)?(?:占比|占到|占据|占有|占了|占|相当于|与(?=[^，；。]{2,20}(?:之比|比例|比值))|为(?=[^，。；为]{2,8}的$))(?:到|了|比)?"
)
_WHOLE_END = re.compile(
    r"(?:的)?(?:总量|总数|总额|规模)?(?:的)?(?:占比|比重|比例|份额|之比|比值)?(?:均|分别|约|已|也|仅|只|就|又|再|进一步|稳步)*(?:(?:由|从)[^，。；\d]{0,8})?(?:达到|达|为|是|超过?|近|逾|保持在|稳定在|提高到|提升到|提升至|上升到|上升至|升至|增至|降至|下降到|提高至|增加到|重)*(?:了)?(?:约|近|超过?|逾|不足)?$"
)
_LEADING = re.compile(r"^(?:比|到|了|整个|其|同期|当年|其中|约)*")
# R&D占GDP比重: what is spent on it, where it is a part of something spent or earned.
_RESEARCH = frozenset(("R&D", "全社会R&D"))
_IN_WHOLE = re.compile(r"在[^，。；]{2,10}$")


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole of a share: as printed, its region if it is one, the indicator it names if it names one, and where the part's
    words end (the start of 占)."""

    text: str
    region: OwnerMention | None
    metric: Metric | None
    part_end: int


def find_whole(text: str, lead: Lead, q_left: int, labels: Labels, owners: Along[OwnerMention]) -> Whole | None:
    """The whole named between 占 and the number, or before 占比 (在厦门市占比); text '' where none is named."""
    base = max(text.rfind(mark, lead.start, q_left) for mark in "；。\n") + 1
    base = max(base, lead.start)
    if text[lead.start : lead.start + 1] == "）":  # 占全国GDP（82.7万亿元）的11.5%
        opening = text.rfind("（", 0, lead.start)
        base = max(text.rfind(mark, 0, opening) for mark in "，；。\n") + 1
        q_left = opening
    cues = list(_CUE.finditer(text, base, q_left))
    if not cues:
        return None
    cue = cues[-1]
    if text[cue.end() - 1 : cue.end() + 1] == "占地" and text[cue.end() + 1] != "区":
        return None
    body_start = cue.end()
    tail = _WHOLE_END.search(text, body_start, q_left)
    body_end = tail.start() if tail else q_left
    lead_in = _LEADING.match(text, body_start, body_end)
    body_start = lead_in.end() if lead_in else body_start
    body = text[body_start:body_end].strip("，的")
    if not body and ("占比" in cue.group() or _IN_WHOLE.search(text[base : cue.start()])):
        inside = [
            o
            for o in owners.within(lead.clause_start, cue.start())
            if o.end <= cue.start() and text[o.start - 1 : o.start] == "在" and cue.start() - o.end <= 6
        ]
        if inside:
            at = inside[-1]
            return Whole(text[at.start : at.end], at, None, at.start - 1)
        return Whole("", None, None, cue.start())
    region = next(
        (
            o
            for o in owners.within(body_start, body_end)
            if o.owner.kind in ("region", "nation") and o.start - body_start <= 2
        ),
        None,
    )
    terms = labels.within(body_start, body_end)
    metric = terms[-1].term.metric if terms else None
    return Whole(body, region, metric, cue.start())


def only_ratio(vocabulary: Vocabulary, part: Metric) -> Metric | None:
    """The one ratio that the registry knows of an indicator, None where it knows none or several."""
    known = {ratio.id: ratio for (top, _), ratio in vocabulary.ratios.items() if top == part.id}
    return next(iter(known.values())) if len(known) == 1 else None


def ratio_of(vocabulary: Vocabulary, part: Metric | None, part_text: str, whole: Whole) -> Metric | None:
    """The registry's own indicator for a part of a whole, None where the pair has none.

    By the pair of indicators, or by name: 主导产业产值 of 工业总产值 is what 主导产业产值占比 names.
    """
    if whole.region is not None:
        return None
    if part is None and part_text in _RESEARCH:
        part = vocabulary.lexicon.metrics.get("rd_expenditure")
    pair = vocabulary.ratios.get((part.id, whole.metric.id)) if part is not None and whole.metric is not None else None
    if pair is not None:
        # 全社会研发投入占GDP: of all who do research in a district, not of the zone's firms.
        society = vocabulary.lexicon.metrics.get(f"{pair.id}_society") if part_text.startswith("全社会") else None
        return society or pair
    part_text = next((part_text[i:] for i in range(len(part_text) - 3) if vocabulary.term(part_text[i:])), part_text)
    names = [f"{part_text}占{whole.text}比重", f"{part_text}占{whole.text}比例"]
    if whole.metric is not None:
        names += [f"{part_text}占{whole.metric.zh}比重", f"{part_text}占{whole.metric.zh}比例", f"{part_text}占比"]
    for name in names:
        term = vocabulary.term(name)
        if term is not None and term.metric is not None and term.metric.unit == "%":
            return term.metric
    return None

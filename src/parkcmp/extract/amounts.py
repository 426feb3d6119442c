"""Decide amounts: levels, changes and cumulative sums of money, counts and areas."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from parkcmp.extract import measures as m
from parkcmp.extract.conversion import convert
from parkcmp.extract.draft import Draft
from parkcmp.extract.labels import Label
from parkcmp.extract.lists import Group
from parkcmp.extract.measures import Lead
from parkcmp.extract.placing import make_draft
from parkcmp.extract.portions import region_part
from parkcmp.extract.quantities import Quantity
from parkcmp.extract.rows import read_row
from parkcmp.extract.rules import is_rule
from parkcmp.extract.wording import is_circumstance, strip_base
from parkcmp.model import Measure, Reason

if TYPE_CHECKING:
    from parkcmp.extract.bind import Binder, Sentence


_HAVING = re.compile(
    r"(?:拥有|现有|共有|已有|建有|设有|有|集聚|聚集|汇聚|吸引|引进|引育|培育|建成|建设|获批|获得|认定|新增|入驻|落户|吸纳|孵化|诞生|涌现|形成|打造|累计|布局|搭建|组建|设立|引入|支持|获评|入选|达到|突破|超过?|孕育|签约|实施|推进|开工|竣工|投产|完成)(?:了|出|着|各类|共|近|约|超|超过|逾)*(?:[\u4e00-\u9fff、，]{0,14}等)?$"
)
_UNIT_IN_BRACKETS = re.compile(r"（(?:单位：?)?(?P<unit>[^（）\d]{1,8})）[：:]?$")


def read_amount(b: Binder, q: Quantity, lead: Lead, cursor: int, s: Sentence, group: Group | None) -> Draft | Reason:
    part = region_part(b, q, lead, s)
    if part is not None:
        return part
    if group is not None and group.cue >= 0:
        joined = m.ADDED.search(lead.text)
        change = joined is not None and not m.TO.search(lead.text)
        end = min(group.cue, lead.start + joined.start()) if change and joined else group.cue
        return read_row(b, q, Measure.CHANGE if change else Measure.LEVEL, lead, s, group, end)
    based = re.search(r"(?:比|较)(?P<t>[^，；。]{2,14})的?$", lead.clause)
    added = m.ADDED.search(lead.text)
    if added and m.TO.search(lead.text):
        added = None
    end = lead.start + added.start() if added else q.left
    if added:
        end = strip_base(b, end, cursor)
    label = b.labels.ending(end, cursor)
    if label is not None and label.metric is None and is_circumstance(label):
        label = None
    if label is None and lead.text.endswith("（"):
        label = b.labels.ending(q.left - 1, cursor)  # 国内生产总值（82.7万亿元）
    if label is not None and label.metric is None and q.unit == "人":
        label = post_of(b, label) or label
    following = label_behind(b, q, label, s)
    if following is not None:
        if (
            following.metric is not None
            and following.metric.id == "zones"
            and (b.speaker.current is None or b.speaker.current.kind != "nation")
        ):
            return Reason.NAME
        label = following
    if label is not None and (label.metric is None or label.general):
        label = completed(b, label, s) or label
    if label is None and (named := _NAMELESS_PART.search(lead.text)):
        label = Label(named["part"], None, q.left, q.left)
    label = above_scale(b, label, s)
    if founding_area(b, q, s, label):
        metric = b.vocabulary.lexicon.metrics["area"]
        label = Label(label.text if label else metric.zh, metric, q.left, q.left)
    if q.kind == "none" and not q.magnitude:
        q = unit_from_brackets(b, q, lead, label) or q
    if label is None:
        label, _ = b.carried(q, lead, s)
        beside = b.text[q.right : q.right + 1]
        goes_on = (
            beside not in "，。；、）！？\n：（"
            and q.kind == "count"
            and not re.match(r"(?:以上|左右|增|，|和|及|比|较|同比)", b.text[q.right : q.right + 2])
        )
        if goes_on or label is None or (label.metric is not None and convert(q, label.metric) is None):
            if q.soft or q.kind == "none":
                return Reason.UNIT if q.kind == "none" else Reason.NAME
            return unlabelled(b, q, lead, s)
        if label.metric is None and not added and s.label_draft is not None and s.label_draft.q.unit != q.unit:
            return Reason.LABEL
    if label.metric is not None and convert(q, label.metric) is None:
        label = Label(label.text, None, label.start, label.end, label.prefix, label.text)
    if label.metric is None:
        if is_rule(b, q, lead):
            return Reason.RULE
        if len(label.text) < 2:
            return Reason.LABEL
        if q.soft or q.kind == "none":
            return Reason.UNIT if q.kind == "none" else Reason.NAME
    measure = Measure.LEVEL
    prefix = (label.prefix if label.start >= lead.start else "") + (lead.clause if following is not None else "")
    if added or (m.ADDED_WORD.search(prefix) and not label.text.startswith(("新增", "净增"))):
        measure = Measure.CHANGE
    spanned = b.clock.spanned and b.clock.span is not None and b.clock.span[0] != b.clock.span[1]
    if (
        (
            spanned
            and "累计" in lead.clause + label.prefix
            and b.clock.since is None
            and measure is Measure.LEVEL
            and label.metric is not None
            and label.metric.kind == "flow"
        )
        or (
            b.clock.since is not None
            and (s.cumulative or measure is Measure.CHANGE or re.search(r"引进|新增|获批|认定|建成|培育", prefix))
            and not based
        )
        or (measure is Measure.CHANGE and s.cumulative and b.clock.base is None and "累计" in prefix)
    ):
        measure = Measure.CUMULATIVE
    draft = make_draft(b, q, measure, label, s, "amount")
    if isinstance(draft, Draft):
        if (
            based
            and b.clock.base is not None
            and not added
            and any(t.end in (q.left, q.left - 1) for t in b.times.within(q.left - 16, q.left))
        ):
            draft.period = b.clock.base
            draft.rule = "base-value"
        if (
            measure is Measure.CHANGE
            and re.search(r"(?:净减|减少|减)(?:了|约|近|超)?$", lead.text)
            and draft.amount.value > 0
        ):
            draft.amount = replace(draft.amount, value=-draft.amount.value)
    return draft


def post_of(b: Binder, label: Label) -> Label | None:
    """科研助理岗位共吸纳应届毕业生254人: the persons taken on are those of the post."""
    for term in b.labels.within(label.start, label.end):
        after = b.text[term.end : label.end]
        if (
            term.term.metric is not None
            and term.term.metric.unit == "人"
            and b.text[term.start : term.end].endswith("岗位")
            and re.match(r"(?:共|累计|已|共计)*(?:吸纳|招录|聘用|安置|录用|招聘)", after)
        ):
            return Label(b.text[term.start : term.end], term.term.metric, term.start, term.end, label.prefix)
    return None


# 其中企业1.86万户: a part too plain to be a name is still not the whole.
_NAMELESS_PART = re.compile(
    r"(?:其中|当中)，?(?P<part>企业|工业企业|人员|机构|个人|女性|个体|男性|民营|外资)[^，；。\d]{0,4}$"
)


def above_scale(b: Binder, label: Label | None, s: Sentence) -> Label | None:
    """规模以上工业企业268家，完成产值341.7亿元: what firms above the designated size did is no figure of all."""
    if (
        label is None
        or label.start < s.start
        or not (label.metric is None or label.general or label.text.startswith("工业"))
    ):
        return label
    before = s.label
    told = (
        before is not None
        and before.metric is not None
        and before.metric.id == "scale_industrial_firms"
        and label.metric is not None
    )
    match = _ABOVE_SCALE.match(label.modifier)
    if not told and not match:
        return label
    core = label.text[match.end() :] if match else label.text
    for word in (f"规模以上{core}", f"规模以上工业{core}", f"规上工业{core}", f"规上{core}"):
        term = b.vocabulary.term(word)
        if term is not None and term.metric is not None:
            return Label(label.text, term.metric, label.start, label.end, label.prefix)
    return Label(label.text, None, label.start, label.end, label.prefix)


_ABOVE_SCALE = re.compile(r"(?:规模以上|规上)工业企业(?:实现|完成|累计|全年|共|合计)*")


def completed(b: Binder, label: Label, s: Sentence) -> Label | None:
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
    label = replace(label, text=label.text.removeprefix("获"))
    if before.metric is not None and before.metric.category == "ip" and label.text.startswith(("授权", "申请", "发明")):
        verb = next((v for v in ("授权", "申请") if v in before.text), "")
        words = (
            [f"专利{label.text}", f"{label.text}{verb}", f"{verb}{label.text}", *words]
            if verb or label.text[0] in "授申"
            else words
        )
    elif label.metric is not None:
        return None
    for word in words:
        term = b.vocabulary.term(word)
        if term is not None and term.metric is not None:
            return Label(label.text, term.metric, label.start, label.end, label.prefix)
    parts = (
        [
            m
            for m in b.vocabulary.parts.get(before.metric.id, ())
            if label.text in levels and m.zh.startswith(label.text[:2])
        ]
        if before.metric
        else []
    )
    return Label(label.text, parts[0], label.start, label.end, label.prefix) if len(parts) == 1 else None


def founding_area(b: Binder, q: Quantity, s: Sentence, label: Label | None) -> bool:
    """从创办之初的12平方公里，至如今的145平方公里: a zone's growth in ground needs no other name."""
    if (
        q.kind != "area"
        or q.unit != "平方公里"
        or (label is not None and (label.metric is not None or "面积" in label.text))
    ):
        return False
    return any(t.kind == "founding" for t in b.times.within(max(s.start, q.left - 120), q.left))


def label_behind(b: Binder, q: Quantity, label: Label | None, s: Sentence) -> Label | None:
    """The indicator behind the number, where none stands before it: 拥有135家高新技术企业."""
    named = (
        label is not None
        and label.metric is not None
        and label.metric.id != "zones"
        and convert(q, label.metric) is not None
    )
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


def unit_from_brackets(b: Binder, q: Quantity, lead: Lead, label: Label | None) -> Quantity | None:
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
        q,
        value=q.value * factor,
        high=high,
        unit=unit.unit,
        kind=unit.kind,
        last=q.last * factor,
        round=q.round * factor,
        magnitude=unit.magnitude,
    )


def unlabelled(b: Binder, q: Quantity, lead: Lead, s: Sentence) -> Draft | Reason:
    """A count of something that the registry does not know: told only where somebody is said to have it."""
    if q.kind not in ("count",) or not _HAVING.search(lead.text):
        return Reason.LABEL
    if is_rule(b, q, lead):
        return Reason.RULE
    a, e = b.labels.phrase_after(q.right)
    if (
        e - a < 2
        or (b.text[e : e + 1] not in "，。；、）\n" and e < len(b.text))
        or re.search(r"中|里|之一|时", b.text[e - 1 : e])
    ):
        return Reason.LABEL
    return make_draft(b, q, Measure.LEVEL, Label(b.text[a:e], None, a, a), s, "unlabelled")

"""Decide amounts: levels, changes and cumulative sums of money, counts and areas."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from parkcmp.extract import measures as m
from parkcmp.extract.conversion import fits
from parkcmp.extract.draft import Draft
from parkcmp.extract.ellipsis import NAMELESS_PART, above_scale, completed, founding_area, of_scale, post_of, sum_signed
from parkcmp.extract.labels import Label
from parkcmp.extract.lists import Group
from parkcmp.extract.measures import Lead
from parkcmp.extract.mentions import Owner
from parkcmp.extract.nations import FEWEST_ZONES
from parkcmp.extract.placing import make_draft
from parkcmp.extract.portions import region_part
from parkcmp.extract.quantity import Quantity
from parkcmp.extract.rows import read_row
from parkcmp.extract.rules import is_rule
from parkcmp.extract.sums import measure_of, stock_of
from parkcmp.extract.wording import is_circumstance, strip_base
from parkcmp.model import Bound, Measure, Reason

if TYPE_CHECKING:
    from parkcmp.extract.bind import Binder
    from parkcmp.extract.sentence import Sentence


_HAVING = re.compile(
    r"(?:拥有|现有|共有|已有|建有|设有|有|集聚|聚集|汇聚|吸引|引进|引育|培育|建成|建设|获批|获得|认定|新增|入驻|落户|吸纳|孵化|诞生|涌现|形成|打造|累计|布局|搭建|组建|设立|引入|支持|获评|入选|达到|突破|超过?|孕育|签约|实施|推进|开工|竣工|投产|完成)(?:了|出|着|各类|共|近|约|超|超过|逾)*(?:[\u4e00-\u9fff、，]{0,14}等)?$"
)
_ALL_ZONES = re.compile(
    r"(?:全国|我国|中国)(?:现|共|已经?|目前|当前|如今|现已|一共|总共)*(?:有|建有|拥有|设有|建成|批准)?$"
)
_UNIT_IN_BRACKETS = re.compile(r"（(?:单位：?)?(?P<unit>[^（）\d]{1,8})）[：:]?$")
# 目前已开发30平方公里
_DEVELOPED = re.compile(
    r"(?:已经?|累计|现)(?:累计)?(?:开发|建成|开发建设|建成开发|开发建成|建设)(?:了|面积|区域|近|约|超过?|逾)*$"
)
_FIRMS = re.compile(
    r"(?:^|[区，、；年])(?:内|共|现|已|目前)*(?:有|拥有|聚集|集聚|汇聚)企业(?:总?数)?(?:已|共|达到?|为|有)*$"
)
_ANOTHER = re.compile(r"和|及|与|以及|并|其中|另|同时|还有|现有|拥有")
_BASED = re.compile(r"(?:比|较|与|同)(?P<t>[^，；。]{2,14})的?$")
_FEWER = re.compile(r"(?:净减|减少|减)(?:了|约|近|超)?$")
_COMPARES = frozenset("比较与同")
_SAID_AFTER = re.compile(r"(?:以上|左右|增|，|和|及|比|较|同比|净|相比|减|提|多|翻)")
_VERB_AFTER = re.compile(r"[产营销收利税出投研融增数占培认奖]")
_TOLD_AFTER = re.compile(r"(?:占|认定)")
_CHANGES = re.compile(r"(?:相比)?，?(?:分别|又|再)?(?:增加|增长|净增|多|提高|上升|减少|下降|翻)")
_BUILT = re.compile(
    r"开工|在建|续建|竣工|投产|复工|建成|[外三]资企业|投资企业|项目建设|推进|实施|安排|入库|在库|储备|谋划|列入|纳入|达产"
)
# 营收超亿元企业66家；超10亿元企业8家: a count over another mark
_OVER_A_MARK = re.compile(
    r"\d[\d.]*[千万亿]*元(?:以上|级)?的?(?:工业|规上|服务业)?企业(?=(?:达到|达|有|共|为|已|增至|新增|各)*$)"
)
_KEY_PROJECTS = re.compile(r"重[点大][^，。；]{0,6}(?:项目|工程)")
_SIGNED = re.compile(r"签|引进|引入|招商|招引|洽谈|协议|落户|落地|合同|合作")
# 压减1.65亿元非税收入: the money is of the noun behind it.
_OF_NOUN = re.compile(r"[\u4e00-\u9fff](?<![同较比以左上人的占和及与居位列排其])")
_NEVER_SO_MANY = 1000
_PLACE_END = re.compile(r"中|里|之一|时")


def read_amount(b: Binder, q: Quantity, lead: Lead, cursor: int, s: Sentence, group: Group | None) -> Draft | Reason:
    part = region_part(b, q, lead, s) if "占" in lead.clause else None
    if part is not None:
        return part
    if group is not None and group.cue >= 0:
        joined = m.added(lead.text)
        change = joined is not None and not m.risen_to(lead.text)
        end = min(group.cue, lead.start + joined.start()) if change and joined else group.cue
        return read_row(b, q, Measure.CHANGE if change else Measure.LEVEL, lead, s, group, end)
    based = _BASED.search(lead.clause) if not _COMPARES.isdisjoint(lead.clause) else None
    added = m.added(lead.text)
    if added and m.risen_to(lead.text):
        added = None
    end = lead.start + added.start() if added else q.left
    if added:
        end = strip_base(b, end, cursor)
    label = b.labels.ending(end, cursor)
    if label is not None and label.metric is None and is_circumstance(label):
        label = None
    if label is None:
        if lead.text.endswith("（"):
            label = b.labels.ending(q.left - 1, cursor)  # 国内生产总值（82.7万亿元）
    elif label.metric is None and q.unit == "人":
        label = post_of(b, label) or label
    following = label_behind(b, q, label, s)
    if following is not None:
        if (
            following.metric is not None
            and following.metric.id == "zones"
            and (b.speaker.current is None or b.speaker.current.kind != "nation")
        ):
            return count_of_zones(b, q, following, lead, s)
        label = following
    if label is not None and (label.metric is None or label.general):
        label = completed(b, label, s) or label
    if label is None or label.metric is None:
        label = sum_signed(b, q, s) or label
    if label is None and (named := NAMELESS_PART.search(lead.text)):
        label = Label(named["part"], None, q.left, q.left)
    if label is not None and (label.metric is None or label.general or label.text.startswith("工业")):
        label = above_scale(b, label, s)
    label = of_scale(b, label, s) if label is not None else None
    if q.unit == "平方公里" and label is None and _DEVELOPED.search(lead.text):
        metric = b.vocabulary.lexicon.metrics["area_built"]
        label = Label(metric.zh, metric, q.left, q.left)
    if q.kind == "area" and founding_area(b, q, s, label):
        metric = b.vocabulary.lexicon.metrics["area"]
        label = Label(label.text if label else metric.zh, metric, q.left, q.left)
    if q.unit == "家" and (label is None or label.metric is None) and (firms := _of_all_zones(b, q, lead)):
        label = firms
    if q.kind == "none" and not q.magnitude:
        q = unit_from_brackets(b, q, lead, label) or q
    if label is None and q.unit == "家" and (mark := _OVER_A_MARK.search(b.text, max(s.start, q.left - 24), q.left)):
        label = Label(mark.group(), None, mark.start(), mark.end())
    if label is None:
        label, _ = b.carried(q, lead, s)
        beside = b.text[q.right : q.right + 1]
        goes_on = (
            beside not in "，。；、）！？\n：（"
            and q.kind == "count"
            and not _SAID_AFTER.match(b.text[q.right : q.right + 2])
        ) or (added is not None and q.kind == "money" and _OF_NOUN.match(beside) is not None)
        if goes_on or label is None or (label.metric is not None and not fits(q, label.metric)):
            if q.soft or q.kind == "none":
                return Reason.UNIT if q.kind == "none" else Reason.NAME
            return unlabelled(b, q, lead, s)
        if label.metric is None and not added and s.label_draft is not None and s.label_draft.q.unit != q.unit:
            return Reason.LABEL
    label = stock_of(b, label, lead) or label
    if (
        label.general
        and label.metric is not None
        and label.metric.id == "signed_investment"
        and _under_way(b, label, s)
    ):
        label = Label(label.text, None, label.start, label.end, label.prefix, label.text)
    if label.metric is not None and (not fits(q, label.metric) or _too_many_zones(q, label)):
        label = Label(label.text, None, label.start, label.end, label.prefix, label.text)
    if label.metric is None:
        if is_rule(b, q, lead):
            return Reason.RULE
        if len(label.text) < 2:
            return Reason.LABEL
        if q.soft or q.kind == "none":
            return Reason.UNIT if q.kind == "none" else Reason.NAME
    measure = measure_of(b, q, label, lead, s, added is not None, following is not None, based is not None)
    draft = make_draft(b, q, measure, label, s, "amount")
    if isinstance(draft, Draft):
        if (
            b.clock.base is not None
            and not added
            and (
                (based and any(t.end in (q.left, q.left - 1) for t in b.times.within(q.left - 16, q.left)))
                or _told_as_base(b, q, lead)
            )
        ):
            draft.period = b.clock.base
            draft.rule = "base-value"
        if measure is Measure.CHANGE and _FEWER.search(lead.text) and draft.amount.value > 0:
            draft.amount = replace(draft.amount, value=-draft.amount.value)
    return draft


def _of_all_zones(b: Binder, q: Quantity, lead: Lead) -> Label | None:
    """国家高新区共有企业52632家: the firms of all zones together are those that report to the statistics."""
    owner = b.speaker.current
    if owner is None or owner.kind != "nation" or not _FIRMS.search(lead.text):
        return None
    return Label("企业", b.vocabulary.lexicon.metrics["firms_total"], q.left, q.left)


def _under_way(b: Binder, label: Label, s: Sentence) -> bool:
    """新开工项目92个，总投资42亿元: of what is built or running already, not of what was signed."""
    since = max(s.start, s.clause, label.start - 60)
    built = max((m.end() for m in _BUILT.finditer(b.text, since, label.start)), default=-1)
    signed = max((m.end() for m in _SIGNED.finditer(b.text, since, label.start)), default=-1)
    return built > signed or (signed < 0 and _KEY_PROJECTS.search(b.text, since, label.start) is not None)


def _told_as_base(b: Binder, q: Quantity, lead: Lead) -> bool:
    """较2011年总收入3810亿元增加1196亿元: what a change is counted from is of the base's time."""
    if not _CHANGES.match(b.text, q.right):
        return False
    return any(b.text[t.start - 1] in "比较与同" for t in b.times.within(lead.clause_start, q.left))


def _too_many_zones(q: Quantity, label: Label) -> bool:
    """国家高新区企业达到18万家: a count that the zones themselves never had is of something in them."""
    return label.metric is not None and label.metric.id == "zones" and q.value >= _NEVER_SO_MANY


def count_of_zones(b: Binder, q: Quantity, label: Label, lead: Lead, s: Sentence) -> Draft | Reason:
    """全国共有169家国家高新区, 178家国家高新区实现…: how many there are of them; of any other count nothing is known."""
    whole = _ALL_ZONES.search(lead.clause) is not None
    if (
        not (whole or (lead.text == "" or lead.text[-1] in "，。：；\n、"))
        or q.value < FEWEST_ZONES
        or q.bound is not Bound.EXACT
    ):
        return Reason.NAME
    draft = make_draft(b, q, Measure.LEVEL, label, s, "amount")
    if isinstance(draft, Draft):
        draft.owner = Owner("nation", "全国", "全国")
    return draft


def label_behind(b: Binder, q: Quantity, label: Label | None, s: Sentence) -> Label | None:
    """The indicator behind the number, where none stands before it: 拥有135家高新技术企业."""
    if q.kind not in ("count", "money", "area"):
        return None
    if label is not None and label.metric is not None and label.metric.id != "zones" and fits(q, label.metric):
        return None
    start = q.right + (b.text[q.right : q.right + 1] == "的")
    found = b.labels.following(start, s.end)
    if found is None or found.metric is None or not fits(q, found.metric):
        return None
    if found.start > start and _ANOTHER.match(b.text, start):
        return None  # 规上企业20家和高企30家
    if found.start - start > 6 and label is not None:
        return None
    after = b.text[found.end : found.end + 2]
    if _VERB_AFTER.match(after) and not _TOLD_AFTER.match(after):
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
        if read is not None and fits(read, label.metric):
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
        or _PLACE_END.search(b.text[e - 1 : e])
    ):
        return Reason.LABEL
    return make_draft(b, q, Measure.LEVEL, Label(b.text[a:e], None, a, a), s, "unlabelled")

"""Labels that leave something out: a level, a verb, a name that the words before them gave."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from parkcmp.extract import measures as m
from parkcmp.extract.draft import Draft
from parkcmp.extract.labels import Label
from parkcmp.extract.measures import Lead
from parkcmp.extract.mentions import Role
from parkcmp.extract.placing import LEVELS, make_draft
from parkcmp.extract.quantity import Quantity
from parkcmp.model import Measure, Reason

if TYPE_CHECKING:
    from parkcmp.extract.bind import Binder
    from parkcmp.extract.sentence import Sentence


_FIGURE = re.compile(
    r"(?:这一?|这个|该|此)(?:比例|比重|占比|比率|份额|数字|数据|数值|数量|总量|总数|指标|增速|增幅|规模)[^，。；\d占当于比较（]{0,12}$"
)
_FIGURES = LEVELS | {Measure.GROWTH, Measure.CAGR}
_SIGNED = re.compile(
    r"(?:签约|签署|签订)(?![^。；]*(?:技术|采购|贸易|贷款|授信|融资|订单|成交|保险|购销|人才))[^。；]{0,24}(?:项目|协议)[^。；\d]{0,6}，"
    r"(?P<sum>总?(?:金额|投资额|投资金额))(?:共|总计|合计|约|超|近|达到|达|为)*$"
)
_TAKES_ON = re.compile(r"(?:共|累计|已|共计)*(?:吸纳|招录|聘用|安置|录用|招聘)")


def post_of(b: Binder, label: Label) -> Label | None:
    """科研助理岗位共吸纳应届毕业生254人: the persons taken on are those of the post."""
    for term in b.labels.within(label.start, label.end):
        after = b.text[term.end : label.end]
        if (
            term.term.metric is not None
            and term.term.metric.unit == "人"
            and b.text[term.start : term.end].endswith("岗位")
            and _TAKES_ON.match(after)
        ):
            return Label(b.text[term.start : term.end], term.term.metric, term.start, term.end, label.prefix)
    return None


# 其中企业1.86万户: a part too plain to be a name is still not the whole.
_OF_FIRMS = frozenset(("revenue", "total_profit", "net_profit", "taxes_paid"))
_OF_SCALE = re.compile(r"(?:全区|园区)?(?:规模以上|规上|规模)工业企业")
NAMELESS_PART = re.compile(
    r"(?:其中|当中)，?(?P<part>企业|工业企业|人员|机构|个人|女性|个体|男性|民营|外资)[^，；。\d]{0,4}$"
)


def of_scale(b: Binder, label: Label, s: Sentence) -> Label:
    """规上工业企业营业收入1102亿元，利润总额96亿元: the label as that of these firms, where they are still spoken of."""
    before = s.label
    if label.metric is None or label.metric.id not in _OF_FIRMS or before is None or before.metric is not None:
        return label
    if before.end >= label.start or label.start < s.start or not _OF_SCALE.match(before.text):
        return label
    if any(o.role is Role.SUBJECT for o in b.owners.within(before.end, label.start)):
        return label
    return Label(f"规模以上工业企业{label.text}", None, label.start, label.end, label.prefix)


def above_scale(b: Binder, label: Label, s: Sentence) -> Label:
    """规模以上工业企业268家，完成产值341.7亿元: what firms above the designated size did is no figure of all."""
    if label.start < s.start:
        return label
    before = s.label
    told = (
        before is not None
        and before.metric is not None
        and before.metric.id == "scale_industrial_firms"
        and label.metric is not None
    )
    match = _ABOVE_SCALE.match(label.text) if label.modifier else None
    if not told and not match:
        return label
    core = label.text[match.end() :] if match else label.text
    if match and match["plain"] is not None:
        term = b.vocabulary.term(f"工业{core}")
        return replace(label, metric=term.metric) if term is not None and term.metric is not None else label
    for word in (f"规模以上{core}", f"规模以上工业{core}", f"规上工业{core}", f"规上{core}"):
        term = b.vocabulary.term(word)
        if term is not None and term.metric is not None:
            return Label(label.text, term.metric, label.start, label.end, label.prefix)
    return Label(label.text, None, label.start, label.end, label.prefix)


_ABOVE_SCALE = re.compile(
    r"(?:(?:规模以上|规上|规模)|(?P<plain>(?=工业(?:累计|全年|共)?[实完])))工业(?:企业(?:实现|完成|累计|全年|共|合计)*|(?:累计|全年|共)?(?:实现|完成)(?:了)?)"
)


def sum_signed(b: Binder, q: Quantity, s: Sentence) -> Label | None:
    """签约17个项目，金额达226.9亿元: a sum is of the projects that were signed."""
    since = max(s.start, q.left - 48)
    if q.kind != "money" or b.text.find("签", since, q.left) < 0:
        return None
    found = _SIGNED.search(b.text, since, q.left)
    if found is None:
        return None
    return Label(found["sum"], b.vocabulary.lexicon.metrics["signed_investment"], found.start("sum"), found.end("sum"))


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
    if label.text.startswith("成交") and before.text.startswith("技术合同"):
        words = ["技术合同成交额"]  # 登记技术合同520项，成交额86.3亿元
    if label.text.startswith("获"):
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


def said_again(b: Binder, q: Quantity, lead: Lead, s: Sentence) -> Draft | Reason | None:
    """2021年，这一比例提升至13.4%: the figure told last, of another time; None where no such word stands there."""
    clause = lead.clause
    if not ("这" in clause or "该" in clause or "此" in clause) or not _FIGURE.search(clause):
        return None
    last = b.drafts[-1] if b.drafts else None
    if last is None or b.paragraph is None or last.q.start < b.paragraph.start:
        return None
    alike = last.q.kind == q.kind and (q.kind == "percent" or last.q.unit == q.unit)
    if not alike or last.measure not in _FIGURES or (lead.growth is not None and not m.risen_to(lead.clause)):
        return None
    draft = make_draft(b, q, last.measure, last.label, s, "again")
    if isinstance(draft, Draft):
        draft.metric, draft.owner, draft.foreign = last.metric, last.owner, last.foreign
        draft.whole, draft.whole_key = last.whole, last.whole_key
    return draft

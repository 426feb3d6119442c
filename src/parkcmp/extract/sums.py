"""Whether an amount is what there is, what is new, or a sum added up since some day.

新认定60家、累计412家: the words around a number say which of them it is; 至1994年底累计 adds up, 全年累计 does not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parkcmp.extract import measures as m
from parkcmp.extract.labels import Label
from parkcmp.extract.measures import Lead
from parkcmp.extract.quantity import Quantity
from parkcmp.model import Measure

if TYPE_CHECKING:
    from parkcmp.extract.bind import Binder
    from parkcmp.extract.sentence import Sentence


# Members by names of their own: before Python 3.12 a look into an Enum costs five times as much.
_CHANGE, _LEVEL = Measure.CHANGE, Measure.LEVEL
_GAINED = re.compile(r"引进|新增|获批|认定|建成|培育")
_NEW = re.compile(r"^(?:当年|全年|今年)?(?:新增|新认定|新晋|新注册|新登记|新获批|新设|新培育)(?:的)?")
_SUM = re.compile(r"总数|总量|总计|累计|达到|达|增至|增加到")
# 小巨人企业7家、累计28家: what stands before the sum of all is what is new.
_BEFORE_THE_SUM = re.compile(r"[，、](?:累计|历年累计|累计总数)(?:已|共|达到?|有|为|至)*\d")
_OF_THE_YEAR = "全年|当年|年内|今年"
_YEARS_OWN = re.compile(rf"(?:{_OF_THE_YEAR})累计")
_UP_TO_YEAR = re.compile(
    rf"(?:截至|截止到?|到|至)[12]\d{{3}}年(?:年?[底末终])?(?:(?!{_OF_THE_YEAR})[^。；\d]){{0,12}}累计(?![^。；]*(?:{_OF_THE_YEAR}))"
)
_ONLY_JOINED = re.compile(r"[、，和及与以]+(?:实现|完成|上缴|缴纳)?")
# 三年累计完成固定资产投资900亿元
_OF_YEARS = re.compile(r"(?<![\d第])(?:[两二三四五六七八九十]|\d{1,2})年(?:来|间|里)?(?:共|累计|合计|总计)")
_GROWS_AFTER = re.compile(r"[，、]?(?:同比|比上年|较上年|增长|下降|比去年)")


def measure_of(
    b: Binder, q: Quantity, label: Label, lead: Lead, s: Sentence, added: bool, behind: bool, based: bool
) -> Measure:
    """Level, change or cumulative. `added`: the words in front end in a verb of more; `behind`: the indicator stands behind
    the number; `based`: a time that it is compared with stands in front."""
    prefix = (label.prefix if label.start >= lead.start else "") + (lead.clause if behind else "")
    gained = prefix != "" and m.ADDED_WORD.search(prefix) and not label.text.startswith(("新增", "净增"))
    next_in_row = not behind and not prefix.strip("、和及与以") and _goes_on(lead, s) and not _SUM.search(lead.text)
    new = added or gained or next_in_row or (_is_stock(label) and _BEFORE_THE_SUM.match(b.text, q.right))
    measure = _CHANGE if new else _LEVEL
    return Measure.CUMULATIVE if _adds_up(b, q, label, lead, s, measure, prefix, based) else measure


def _adds_up(
    b: Binder, q: Quantity, label: Label, lead: Lead, s: Sentence, measure: Measure, prefix: str, based: bool
) -> bool:
    clock = b.clock
    cumulative = 0 <= s.total <= q.left - 2
    if clock.since is not None and not based and (cumulative or measure is _CHANGE or _GAINED.search(prefix)):
        return True
    if measure is _CHANGE:
        return cumulative and clock.base is None and "累计" in prefix
    if label.metric is None or label.metric.kind != "flow":
        return False
    if _still_adds_up(b, q, label, lead, s):
        return True
    if "年" in lead.clause and _OF_YEARS.search(lead.clause):
        return True
    spanned = clock.spanned and clock.span is not None and clock.span[0] != clock.span[1]
    if spanned and clock.since is None and "累计" in (words := lead.clause + label.prefix):
        return _YEARS_OWN.search(words) is None
    if clock.founded and not m.risen_to(lead.text) and not m.FROM.search(lead.clause):
        return True
    return (
        cumulative
        and _UP_TO_YEAR.search(b.text, s.start, q.left) is not None
        and not _GROWS_AFTER.match(b.text, q.right)
    )


def _still_adds_up(b: Binder, q: Quantity, label: Label, lead: Lead, s: Sentence) -> bool:
    """五年来累计实现工业总产值8000亿元、税收900亿元: what the first of a row is, the next is too."""
    last = s.drafts[-1] if s.drafts else None
    if last is None or last.measure is not Measure.CUMULATIVE or last.q.kind != q.kind or last.q.right != lead.start:
        return False
    return _ONLY_JOINED.fullmatch(b.text, lead.start, label.start) is not None


def _is_stock(label: Label) -> bool:
    return label.metric is not None and label.metric.kind == "stock"


def stock_of(b: Binder, label: Label, lead: Lead) -> Label | None:
    """新认定瞪羚企业271家，累计达892家: the sum of what was new is the stock."""
    if label.metric is None or label.start >= lead.start or "累计" not in lead.clause or not _NEW.match(label.text):
        return None
    term = b.vocabulary.term(_NEW.sub("", label.text))
    stock = term is not None and term.metric is not None and term.metric.kind == "stock"
    return Label(label.text, term.metric, label.start, label.end) if stock and term is not None else None


def _goes_on(lead: Lead, s: Sentence) -> bool:
    """新认定高新技术企业60家、瞪羚企业5家: what the first of a row is, the next is too."""
    last = s.drafts[-1] if s.drafts else None
    return (
        last is not None
        and last.measure is _CHANGE
        and last.q.kind == "count"
        and last.q.right == lead.start
        and lead.text.startswith(("、", "和", "及", "以及"))
        and "增" not in lead.text
    )

"""When a text was published, out of the text itself: a masthead or date line, a date in the file's name, the latest dated event.

facts.md fixes the order. Never the clock; what is inferred is marked as such.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from parkcmp.extract.events import is_founding
from parkcmp.extract.times import Time
from parkcmp.extract.year_parts import join
from parkcmp.model import Document

_DATELINE = re.compile(r"(?:发布时间|发布日期|发布|时间|日期|发稿|刊发|印发|更新时间|来源|讯|电|发文)[^\n]{0,12}$")
_ISSUE = re.compile(r"[（\s]?(?:总)?第\s*[\d一二三四五六七八九十百]+\s*期")
_MASTHEAD_LINES = 6
_LINE_REACH = 60
_FILE_DATE = re.compile(r"(?<!\d)(20\d{2}|19\d{2})[-_.年]?(0[1-9]|1[0-2])(?:[-_.月]?(0[1-9]|[12]\d|3[01]))?(?!\d)")
_EVENT_AFTER = re.compile(
    r"(?:[^。\n]{0,40}?)(?:举行|召开|举办|发布|印发|开幕|启动|揭牌|签约|获悉|了解到|介绍|公布|下发|表示|闭幕|通报|投产|开工|了解|报道)"
)
_MONTH = re.compile(r"-\d{2}")
_BRACKETS = re.compile(r"[（）()\s\[\]【】]")
_CLOCK_AFTER = re.compile(r"\s*\d{1,2}：\d{2}(?!\d)")
_BASE_BEFORE = re.compile(r"[比较与自从由至]$")
_REACHED_AFTER = re.compile(
    r"(?:[^。；\d]|\d+(?:\.\d+)?万?[家个户]){0,30}(?:(?:实现|完成|达到?|为|增长|下降|突破)[^。；\d]{0,8}\d|\d[\d.,]*[万亿]*元，(?:可比|同口径)?(?:同比|比上年|较上年|增长|下降))"
)
_OPENED = re.compile(r"[（\s(]$")
_DAY = re.compile(r"-\d{2}-\d{2}")
_LAST_EARLY = "-09"
_PLAN_BEFORE = re.compile(r"(?:到|至)$")
_MEANT_BEFORE = re.compile(r"(?:力争|确保|争取|计划|拟)(?:在|于|到|至)?$")
_MEANT_ENDS = "争保取划拟在于到至"
_PLAN_AFTER = re.compile(r"[^。；\d]{0,14}(?:力争|目标|计划|预期|将|要|拟|争取|确保)")
_PLAN_AROUND = re.compile(r"力争|目标|达到|计划|将|建成|突破")


def find_published(document: Document, text: str, times: Sequence[Time]) -> tuple[str | None, str | None]:
    """The day or month of publication and how it was found: the document's own where it has one, else inferred, else None."""
    if document.published and document.published_inferred is None:
        return document.published, None
    for found, how in (
        (_masthead(text, times), "masthead"),
        (document.published, "metadata"),
        (_filename(document.path), "filename"),
        (_event(text, times), "event"),
    ):
        if found:
            return found, how
    return None, None


def _masthead(text: str, times: Sequence[Time]) -> str | None:
    """A full date (or month) alone in brackets or behind a dateline word, in the first lines or the last."""
    lines = text.split("\n")
    head_end = sum(len(line) + 1 for line in lines[:_MASTHEAD_LINES])
    tail_start = len(text) - sum(len(line) + 1 for line in lines[-3:])
    for t in times:
        if t.kind != "period" or t.year is None or not _MONTH.match(t.part) or "/" in t.part:
            continue
        # Nothing asked of a line looks further than this, however long it is.
        a = text.rfind("\n", max(0, t.start - _LINE_REACH), t.start) + 1 or max(0, t.start - _LINE_REACH)
        b = text.find("\n", t.end, t.end + _LINE_REACH)
        line = text[a : b if b >= 0 else t.end + _LINE_REACH]
        lead = text[a : t.start]
        alone = len(_BRACKETS.sub("", line)) <= t.end - t.start + 2
        issue = len(line) <= 40 and _ISSUE.search(line) is not None
        if t.start < head_end and (
            alone
            or issue
            or _CLOCK_AFTER.match(text[t.end : t.end + 8])
            or _DATELINE.search(lead)
            or (len(line) <= 40 and _OPENED.search(lead))
        ):
            return join(t.year, t.part)
        if t.start >= tail_start and (alone or _DATELINE.search(lead)):
            return join(t.year, t.part)
    return None


def _filename(path: str) -> str | None:
    m = _FILE_DATE.search(PurePath(path).stem) if path and path != "-" else None
    return "-".join(filter(None, m.groups())) if m else None


def _event(text: str, times: Sequence[Time]) -> str | None:
    """The latest day or month that the text tells as past, in its running year."""
    years = Counter(
        t.year
        for t in times
        if t.year and t.kind == "period" and t.tail != "以来" and not _planned(text, t) and not is_founding(text, t)
    )
    if not years:
        return None
    latest = max(years)
    accounted = _accounted(text, times, latest)
    latest += accounted
    best: str | None = None
    last: Time | None = None
    for t in times:
        last = t if t.year is not None and t.kind == "period" else last
        if t.kind != "period" or "/" in t.part or not _MONTH.match(t.part) or _planned(text, t) or is_founding(text, t):
            continue
        year = t.year if t.year is not None else latest + t.shift if t.shift is not None else latest
        if (
            t.year is None
            and t.shift is None
            and last is not None
            and last.year is not None
            and _goes_on(text, last, t)
        ):
            year = last.year  # 1994年2月批准设立，同年5月启动
        if year != latest:
            continue
        full = _DAY.fullmatch(t.part) is not None
        if not full and t.shift != 0 and t.year is None and not _EVENT_AFTER.match(text[t.end : t.end + 60]):
            continue
        date = join(year, t.part)[:7]
        best = max(best or date, date)
    # A span of months of this year (1-7月) was over when the text was written.
    for t in times:
        if t.kind != "period" or "/" not in t.part or t.year is not None:
            continue
        if accounted or (t.shift == 0 and best is not None):
            month = f"{latest}-{t.part.split('/')[1]}"
            best = max(best or month, month)
    return best


def _accounted(text: str, times: Sequence[Time], year: int) -> bool:
    """Whether a year is told as over, beside 今年 or a day of the months before autumn: 2024年实现…，今年以来… is told in 2025,
    and so is 3月8日，…：2024年实现…"""
    if not any(t.kind == "period" and t.year is None and (t.shift == 0 or _is_early(t)) for t in times):
        return False
    parts = [t for t in times if t.year == year and t.part and t.kind == "period"]
    if parts:
        # 1月21日电 …2024年1—11月…: the day the text opens with is of the year after the months it reports.
        first = times[0]
        return _is_early(first) and any(
            "/" in t.part and t.part[-2:] > first.part[1:3] and not _planned(text, t) for t in parts
        )
    return any(
        t.year == year and t.kind == "period" and t.tail in ("", "全年", "末", "底", "年末", "年底")
        and not _BASE_BEFORE.search(text[max(0, t.start - 4) : t.start])
        and not _planned(text, t) and _REACHED_AFTER.match(text[t.end : t.end + 60]) for t in times
    )  # fmt: skip


def _is_early(t: Time) -> bool:
    """A day without a year, too early in one for an account of the whole of it."""
    return t.shift is None and _DAY.fullmatch(t.part) is not None and t.part[:3] <= _LAST_EARLY


def _goes_on(text: str, last: Time, t: Time) -> bool:
    """Whether a month without a year is of the dated event that its sentence began with."""
    if t.start - last.end >= 60 or not _MONTH.match(last.part):
        return False
    between = text[last.end : t.start]
    return not any(c in between for c in "。\n；")


def _planned(text: str, t: Time) -> bool:
    lead = text[max(0, t.start - 6) : t.start]
    around = text[t.start : t.end + 24]
    if _PLAN_AFTER.match(text, t.end) or (lead[-1:] in _MEANT_ENDS and _MEANT_BEFORE.search(lead)):
        return True
    return _PLAN_BEFORE.search(lead) is not None and _PLAN_AROUND.search(around) is not None

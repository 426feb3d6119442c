"""When a text was published, out of the text itself: a masthead or date line, a date in the file's name, the latest dated event.

facts.md fixes the order. Never the clock; what is inferred is marked as such.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from parkcmp.extract.times import Time, join
from parkcmp.model import Document

_DATELINE = re.compile(r"(?:发布时间|发布日期|发布|时间|日期|发稿|刊发|印发|更新时间|来源|讯|电|发文)[^\n]{0,12}$")
_ISSUE = re.compile(r"[（\s]?(?:总)?第\s*[\d一二三四五六七八九十百]+\s*期")
_MASTHEAD_LINES = 6
_FILE_DATE = re.compile(r"(?<!\d)(20\d{2}|19\d{2})[-_.年]?(0[1-9]|1[0-2])(?:[-_.月]?(0[1-9]|[12]\d|3[01]))?(?!\d)")
_EVENT_AFTER = re.compile(
    r"(?:[^。\n]{0,40}?)(?:举行|召开|举办|发布|印发|开幕|启动|揭牌|签约|获悉|了解到|介绍|公布|下发|表示|闭幕|通报|投产|开工|了解|报道)"
)
_MONTH = re.compile(r"-\d{2}")
_BRACKETS = re.compile(r"[（）()\s\[\]【】]")
_OPENED = re.compile(r"[（\s(]$")
_DAY = re.compile(r"-\d{2}-\d{2}")
_PLAN_BEFORE = re.compile(r"(?:到|至|力争|计划)$")
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
        a = text.rfind("\n", 0, t.start) + 1
        b = text.find("\n", t.end)
        line = text[a : b if b >= 0 else len(text)]
        lead = text[a : t.start]
        alone = len(_BRACKETS.sub("", line)) <= t.end - t.start + 2
        issue = len(line) <= 40 and _ISSUE.search(line) is not None
        if t.start < head_end and (
            alone or issue or _DATELINE.search(lead) or (len(line) <= 40 and _OPENED.search(lead))
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
        t.year for t in times if t.year and t.kind == "period" and t.tail != "以来" and not _planned(text, t)
    )
    if not years:
        return None
    latest = max(years)
    best: str | None = None
    for t in times:
        if t.kind != "period" or "/" in t.part or not _MONTH.match(t.part) or _planned(text, t):
            continue
        year = t.year if t.year is not None else latest + t.shift if t.shift is not None else latest
        if year != latest:
            continue
        full = _DAY.fullmatch(t.part) is not None
        if not full and t.shift != 0 and t.year is None and not _EVENT_AFTER.match(text[t.end : t.end + 60]):
            continue
        date = join(year, t.part)[:7]
        best = max(best or date, date)
    # A span of months of this year (1-7月) was over when the text was written.
    for t in times:
        if t.kind == "period" and t.shift == 0 and "/" in t.part and best is not None:
            best = max(best, f"{latest}-{t.part.split('/')[1]}")
    return best


def _planned(text: str, t: Time) -> bool:
    lead = text[max(0, t.start - 6) : t.start]
    around = text[t.start : t.end + 24]
    return _PLAN_BEFORE.search(lead) is not None and _PLAN_AROUND.search(around) is not None

"""How a text is built: paragraphs and sentences, headings and their levels, articles and whose they are.

A newsletter holds several articles, each with its own park, named by a heading or by the line that says who sent it in; a
bulletin holds one; a heading can also set a period (2021年主要指标), say that all below is planned (发展目标) or a rule (优惠政策).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from parkcmp.extract.along import Along
from parkcmp.extract.furniture import other_headlines, title_of
from parkcmp.extract.mentions import Owner, OwnerMention, Role
from parkcmp.extract.seats import is_hosted
from parkcmp.extract.sections import Section, assign_sections
from parkcmp.extract.times import Time
from parkcmp.extract.topics import only_park, titled_park, told_behind
from parkcmp.lexicon.cues import load_cues

_CREDIT = re.compile(r"（(?:供稿|报送|撰稿|来稿)(?:单位)?：(?P<who>[^（）\n]{2,24})）")
_NUMBERED = re.compile(
    r"(?:#{1,6} ?)?(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}(?:\.\d{1,2})*[.、．]?(?![\d年月家亿万%.])|第[一二三四五六七八九十]{1,3}[章节部]|【)"
)
_BULLET = re.compile(r"[•·●■◆▪◦★☆※►▶▲◇□*\-–]|[\U0001F300-\U0001FAFF\u2600-\u27BF]")
_COUNT = re.compile(r"，?(?:全国|我国|中国)?(?:\d{2,3}[家个])?")
_SUBPARK_TAIL = re.compile(r"[\u4e00-\u9fff]{2,10}(?:园|新城|片区|园区|科技城|科学城|小镇|组团|基地|街区)")
_NATIONAL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、]|【)?全国(?:高新区|国家高新区)?(?:数据|情况|概况|概览|总体情况|形势|动态|指标)"
)
_LABEL_LINE = re.compile(r"[^，。；：\n]{2,18}：")
_PUNCTUATION = re.compile(r"[，。；：、|]")
_CHAPTER = re.compile(r"[一二三四五六七八九十]、")
_HEADING_SIGN = re.compile(
    r"^(?:#{1,6} ?)?(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、]?|【|[\U0001F300-\U0001FAFF\u2600-\u27BF•●■◆])"
)


@dataclass(slots=True)
class Paragraph:
    """One paragraph at start:end of the folded text. `topic` is the owner its sentences speak of unless they say otherwise,
    `told_behind` whether it opens with figures whose owner is named behind an ellipsis."""

    start: int
    end: int
    heading: bool = False
    item: bool = False
    topic: Owner | None = None
    article: int = 0
    sections: tuple[Section, ...] = ()
    told_behind: bool = False


@dataclass(slots=True)
class Structure:
    """All paragraphs in order; `title` is the span of the document's title, if it has one."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    title: tuple[int, int] | None = None
    hosted: bool = False  # whether the text is a region's own account


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of a paragraph."""
    line = text[start:end].replace("！", "。").replace("？", "。")
    found = []
    position, size = 0, len(line)
    while position < size:
        stop = line.find("。", position) + 1 or size
        if not line[position].isspace() or not line[position:stop].isspace():
            found.append((start + position, start + stop))
        position = stop
    return found


class Reader:
    def __init__(
        self, text: str, owners: Sequence[OwnerMention], times: Sequence[Time], numbers: Sequence[int]
    ) -> None:
        self.text = text
        self.owners = Along(owners)
        self.times = Along(times)
        self.numbers = numbers
        self.cues = load_cues()

    def paragraphs(self) -> list[Paragraph]:
        found: list[Paragraph] = []
        position = 0
        for line in self.text.split("\n"):
            end = position + len(line)
            if line.strip():
                heading = self._is_heading(position, end, len(found) < 3)
                found.append(Paragraph(position, end, heading, bool(_BULLET.match(line))))
            position = end + 1
        return found

    def _is_heading(self, a: int, b: int, top: bool) -> bool:
        text = self.text[a:b]
        if len(text) > 48 or text[-1] in "。；，、—" or ("（" in text and _CREDIT.search(text)):
            return False
        if _BULLET.match(text) and not text[0] > "\u2600":
            return False
        counted = self.counted(a, b)
        label = _LABEL_LINE.match(text) if "：" in text else None
        if label and label.end() < len(text) and not self._names(a, a + label.end()) and (not top or counted):
            return False
        if counted and (label or "，" in text):
            return bool(_CHAPTER.match(text)) and counted <= 1
        if not counted or _NUMBERED.match(text):
            return not (label and not self._names(a, b) and len(text) > 24)
        return counted <= 2 and len(text) <= 36 and not _PUNCTUATION.search(text)

    def _names(self, a: int, b: int) -> list[OwnerMention]:
        return [o for o in self.owners.within(a, b) if o.end <= b]

    def counted(self, a: int, b: int) -> int:
        """How many quantities a stretch holds."""
        return bisect_left(self.numbers, b) - bisect_left(self.numbers, a)

    def _counted_in(self, a: int, b: int) -> bool:
        """Whether only a time and a count stand before a name: 2019年169家国家高新区…"""
        lead = self.text[a:b]
        for time in self.times.within(a, b):
            lead = lead.replace(time.text, "")
        return _COUNT.fullmatch(lead) is not None

    def topic_of_heading(self, a: int, b: int) -> Owner | None:
        """The park, zone or nation that a heading is about, None where it names none or several parks."""
        if _NATIONAL.match(self.text, a, b):
            return Owner("nation", "全国", "全国")
        names = [
            o
            for o in self._names(a, b)
            if o.owner.kind in ("park", "nation", "zone", "subpark") and o.role is not Role.WHOLE
        ]
        parks = {o.owner.key for o in names if o.owner.kind == "park"}
        if len(parks) > 1:
            return None
        for o in names:
            lead = _HEADING_SIGN.sub(
                "",
                self.text[a : o.start],
            )
            if (
                o.owner.kind == "nation"
                and lead not in ("", "全国", "我国")
                and (parks or o.role is not Role.SUBJECT or not self._counted_in(a, o.start))
            ):
                continue
            if o.owner.kind == "subpark" and parks:
                continue
            if o.owner.kind == "park":
                part = _SUBPARK_TAIL.fullmatch(self.text[o.end : b])
                if part:
                    return Owner("subpark", self.text[o.end : b], "")
                after = [s for s in names if s.owner.kind == "subpark" and s.start >= o.end]
                if after and after[0].end >= b - 2 and after[0].start - o.end <= 2:
                    return after[0].owner
            if len(lead) <= 14 or o.owner.kind == "park":
                return o.owner
        return None


def read_structure(
    text: str, owners: Sequence[OwnerMention], times: Sequence[Time], numbers: Sequence[int], given: Owner | None
) -> Structure:
    """Paragraphs with their topics and sections. `given` is the subject that a person named for the document."""
    reader = Reader(text, owners, times, numbers)
    paragraphs = reader.paragraphs()
    structure = Structure(paragraphs)
    title = title_of(reader, paragraphs)
    if title is not None:
        structure.title = (title.start, title.end)
        structure.hosted = is_hosted(text, structure.title, reader.owners)
    _assign_articles(reader, paragraphs, given, structure.hosted)
    for i, p in enumerate(other_headlines(reader, paragraphs)):
        p.article, p.topic = -1 - i, reader.topic_of_heading(p.start, p.end)
    assign_sections(reader, paragraphs, title)
    return structure


def _assign_articles(reader: Reader, paragraphs: list[Paragraph], given: Owner | None, hosted: bool) -> None:
    article, first, topic = 0, 0, None
    topics: list[Owner | None] = [None] * len(paragraphs)
    closed = False
    credited = _CREDIT.search(reader.text) is not None

    def close(last: int, owner: Owner | None) -> None:
        for i in range(first, last + 1):
            paragraphs[i].article = article
            if topics[i] is None:
                topics[i] = owner

    i = 0
    while i < len(paragraphs):
        p = paragraphs[i]
        if p.heading:
            run = i
            while run + 1 < len(paragraphs) and paragraphs[run + 1].heading:
                run += 1
            told = [
                (k, owner)
                for k in range(i, run + 1)
                if (owner := reader.topic_of_heading(paragraphs[k].start, paragraphs[k].end))
            ]
            named = [owner for _, owner in told]
            start = i
            if told and all(o.kind in ("zone", "subpark") for o in named):
                # Lines with numbers above the name of a zone of another kind are still of the one before.
                above = paragraphs[i : told[0][0]]
                start = told[0][0] if any(reader.counted(p.start, p.end) for p in above) else i
            same = (
                named
                and topic is not None
                and all(o.kind == topic.kind and o.key == topic.key and o.kind == "park" for o in named)
            )
            if (named and not same) or closed:
                close(start - 1, topic)
                article, first, closed = article + 1, start, False
                topic = _one(named) if named else None
            i = run + 1
            continue
        if closed:
            close(i - 1, topic)
            article, first, topic, closed = article + 1, i, None, False
        credit = _CREDIT.search(reader.text, max(p.start, p.end - 60), p.end) if credited else None
        if credit:
            sender = next((o.owner for o in reader.owners.within(*credit.span("who")) if o.owner.kind == "park"), None)
            if topic is None or topic.kind != "park":
                topic = sender if topic is None else topic
            closed = True
        i += 1
    close(len(paragraphs) - 1, topic)
    for p, owner in zip(paragraphs, topics, strict=True):
        p.topic = owner
    if given is not None:
        for p in paragraphs:
            p.topic = p.topic or given
    if not any(p.topic for p in paragraphs):
        titled = titled_park(reader, paragraphs)
        for p in paragraphs:
            p.topic = titled
    _topics_from_prose(reader, paragraphs, hosted)


def _one(named: list[Owner]) -> Owner | None:
    """The one topic of a run of headings: a park before a zone, and none where two parks are named."""
    parks = {o.key: o for o in named if o.kind == "park"}
    if len(parks) == 1:
        return next(iter(parks.values()))
    if len(parks) > 1:
        return named[-1]
    return named[0]


def _topics_from_prose(reader: Reader, paragraphs: list[Paragraph], hosted: bool) -> None:
    """An article without a heading of its own is of the park that its sentences open with, from there on; in a region's
    own account no more than that paragraph is."""
    running: dict[int, Owner | None] = {}
    ended = "…" in reader.text
    for p in paragraphs:
        told = told_behind(reader, p) if ended else None
        if told is not None:
            p.topic = running[p.article] = told
            p.told_behind = True
        if p.topic is not None:
            continue
        if p.heading:
            p.topic = running.get(p.article)  # 规上工业增加值增速20.7%: a line above what goes on about the same
            continue
        for a, b in sentences(reader.text, p.start, p.end):
            opening = next((o for o in reader.owners.within(a, b) if o.role is Role.SUBJECT and o.initial), None)
            if (
                opening is not None
                and opening.owner.kind in ("park", "nation")
                and not reader.counted(p.start, opening.start)
            ):
                p.topic = p.topic or opening.owner
                if not hosted:
                    running.setdefault(p.article, opening.owner)
                break
            if opening is not None and opening.owner.kind in ("zone", "region", "firm"):
                break
        if p.topic is None:
            p.topic = running.get(p.article)
    if not hosted and all(p.topic is None for p in paragraphs):
        only = only_park(reader)
        if only is not None:
            named = next(o.start for o in reader.owners if o.owner.key == only.key and o.owner.kind == "park")
            for p in paragraphs:
                p.topic = only if p.end > named else None  # what stands before may be anybody's

"""What is measured: the indicator that governs a number, found from the number outwards.

Leftwards, verbs and counting words are stripped until an indicator's name ends there (高新技术企业总数突破…); what stands before
the name must change nothing, else the name is part of a longer one (第一产业增加值) and the label has no metric. Rightwards,
for 拥有135家高新技术企业.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from parkcmp.extract.mentions import OwnerMention
from parkcmp.extract.times import Time
from parkcmp.extract.vocabulary import TermMention
from parkcmp.lexicon.cues import Cues, strip_left, strip_right
from parkcmp.lexicon.records import Metric
from parkcmp.model import Span

_STOPS = "，。；：、！？\n（）【】|•·●■◆▪◦★☆※►▶▲◇□✅◎○→=]—《》 "  # a string: to hash one character takes longer than to look for it in so few
_STOP = re.compile(f"[{re.escape(_STOPS)}]")
# A label is a noun phrase: none begins with or holds a particle that only relates others.
_NOUN = re.compile(
    r"^(?![东中西]部(?:地区)?$|东北$)(?!.*(?:在|对|把|被|让|它|他们|这|那|向|从|由|比|较|如果|因为|可|后|使|受|按))[\u4e00-\u9fffA-Za-z&]"
)
# 6个高新区现有企业…: what is counted is the zones, whatever is said of them then.
_COUNTED_SELF = frozenset(("高新区", "园区", "开发区", "示范区", "单位", "机构"))
_SHORT_NAME = re.compile(r"（(?:以下|下文|下)?(?:简|统|合)?称(?:为|：)?")
# 规模以上重点企业（以下简称园区企业）: those by whom a zone is counted are the zone.
_ALL_FIRMS = re.compile(r"(?:以上|监测的?|规上|全部|各类|区内|入统|统计的?)(?:重点|法人)?企业$")
_INNER = re.compile(r"[内中][、和与及]$")
_ITEM = re.compile(r"\s*(?:[-–—*+]{1,2}|\d{1,2}[.．])\s*")


@dataclass(slots=True)
class Label:
    """An indicator as a text names it. `metric` is None where the registry has none; `start:end` is its span, `prefix` what
    stood before it in its phrase (verbs, owners), `modifier` the unknown words that made it another term."""

    text: str
    metric: Metric | None
    start: int
    end: int
    prefix: str = ""
    modifier: str = ""
    general: bool = False


class Labels:
    """Resolves labels in one folded text."""

    def __init__(
        self,
        text: str,
        terms: Sequence[TermMention],
        owners: Sequence[OwnerMention],
        times: Sequence[Time],
        cues: Cues,
        quoted: Sequence[Span] = (),
        skipped: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.text = text
        self.terms = terms
        self.cues = cues
        self._term_ends = {t.end: i for i, t in enumerate(terms)}
        self._term_starts = {t.start: i for i, t in enumerate(terms)}
        self._starts = [t.start for t in terms]
        self._skip_left: dict[int, int] = {}
        self._skip_right: dict[int, int] = {}
        # Where the time or owner begins that a character but the first stands in, else the character's own place.
        self._inside = list(range(len(text) + 1))
        self._quoted_ends = {span.end: span.start for span in quoted}
        # Where zones' names end; asked about at every number.
        self.named_ends = {o.end for o in owners if o.owner.kind in ("park", "nation")}
        self._owner_ends = {o.end for o in owners}
        left, right, inside = self._skip_left, self._skip_right, self._inside
        # The longest of several with one end is skipped; owners win where both a time and an owner hold a character.
        spans = [(t.start, t.end) for t in times]
        spans += [(o.start, o.end) for o in owners]
        for a, b in spans:
            inside[a + 1 : b] = [a] * (b - a - 1)
            if left.get(b, a) >= a:
                left[b] = a
            if right.get(a, b) <= b:
                right[a] = b
        for a, b in skipped:
            left.setdefault(b, a)
        self._skip_ends = sorted(left)

    def ending(self, end: int, limit: int) -> Label | None:
        """The label whose phrase ends at `end`, not reaching left of `limit`. None where nothing but connectors stands there."""
        if self.text[end - 1 : end] == "的" and end - 1 > limit and not {end - 1, end} & self._skip_left.keys():
            return None  # 项目的58家企业: what stands before 的 describes what follows the number
        head = self._strip_connectors(end, limit)
        if head <= limit:
            return None
        index = self._term_ends.get(head)
        if index is not None and self.terms[index].start >= limit:
            return self._named(self.terms[index], limit)
        if self.text[head - 1] in _STOPS:
            return None
        if not self._owner_ends.isdisjoint(range(head + 1, end + 1)):
            return None  # 同城的武进高新区为1025家: an owner stands between, its indicator is understood
        label = self._unnamed(head, limit)
        return label if label is None or _NOUN.search(label.text) else None

    def _strip_connectors(self, end: int, limit: int) -> int:
        text, term_ends, skip_left = self.text, self._term_ends, self._skip_left
        position = end
        while position > limit:
            if position in term_ends:
                break
            last = text[position - 1]
            if last in "：】" and position - 1 > limit:
                position -= 1
                continue
            if last == "）":
                opening = text.rfind("（", limit, position)
                if opening < 0 or position - opening > 24:
                    break
                position = opening
                continue
            if position in skip_left and skip_left[position] >= limit:
                position = skip_left[position]
                while position > limit and text[position - 1] in "较比与同在于自从由到至":
                    position -= 1
                continue
            if last in "上下内" and position > 1 and text[position - 2] == "以":
                break
            shorter = strip_right(text, limit, position, self.cues.connectors)
            if shorter == position:
                break
            # 数达 behind 工商注册企业数: what belongs to a name is no connector.
            for inner in range(position - 1, shorter, -1):
                if inner in term_ends:
                    shorter = inner
                    break
            # A connector inside a term's name is no connector: 占比 of 主导产业占比
            inside = bisect_right(self._starts, position - 1) - 1
            if inside >= 0 and position <= self.terms[inside].end:
                break
            position = shorter
        return position

    def _named(self, mention: TermMention, limit: int) -> Label:
        text = self.text
        left = max(limit, self._inside[mention.start])
        while left > limit:
            if text[left - 1] in _STOPS:
                opening = self._alias_start(left, limit)
                if opening is None:
                    break
                left = opening
                continue
            if left in self.named_ends:
                left = limit  # 兵团第八师石河子高新区进出口: what stands before an owner's name describes the owner
                break
            if text[left - 1] == "等" and left - 1 > limit:
                left = limit  # A、B等双创载体: what 等 closes are examples
                break
            if left in self._skip_left and self._skip_left[left] >= limit:
                left = self._skip_left[left]
                continue
            nickname = self._quoted_ends.get(left - 1)
            if text[left - 1] == "式" and nickname is not None and nickname >= limit:
                left = nickname  # 老母鸡式: a nickname changes nothing
                continue
            if text[left - 1] in "比较" and left in self._skip_right:
                left -= 1  # 较2011年企业总收入3810亿元增加…: the base's own time changes nothing
                continue
            shorter = strip_right(text, limit, left, self.cues.neutral)
            if shorter == left:
                break
            left = max(limit, self._inside[shorter])
        term, end = mention.term, mention.end
        if text[mention.start] == "外" and mention.start - 2 >= limit and _INNER.search(text, limit, mention.start):
            start = mention.start - 2  # 内、外资企业: of both kinds together
            return Label(text[start:end], None, start, end, "", text[start : mention.start])
        if left > limit and text[left - 1] not in _STOPS:
            start = self._phrase_start(left, limit)
            counted = term.metric is not None and term.metric.unit in "家个人户件项名位"
            if counted and limit and start == limit and text[limit - 1] in "家个人户件项名位所":
                left = limit  # 39家创新主体共招录科研助理274名: what the number before counts is no part of the name
            elif not self._itemised(left):
                return Label(text[start:end], None, start, end, "", text[start:left])
        start = mention.start
        return Label(text[start:end], term.metric, start, end, text[left:start], "", term.general)

    def _alias_start(self, end: int, limit: int) -> int | None:
        """Where the brackets （以下简称…） that end at a position open: what they add to a name is no end of its phrase."""
        if self.text[end - 1] != "）":
            return None
        opening = self.text.rfind("（", max(limit, end - 40), end)
        if opening <= limit or not _SHORT_NAME.match(self.text, opening):
            return None
        return None if _ALL_FIRMS.search(self.text, max(0, opening - 12), opening) else opening

    def _itemised(self, position: int) -> bool:
        """Whether only the sign of a list item stands before, in its line: - 1. *"""
        return _ITEM.fullmatch(self.text, self.text.rfind("\n", 0, position) + 1, position) is not None

    def _unnamed(self, head: int, limit: int) -> Label | None:
        start = self._phrase_start(head, limit)
        while True:
            skipped = self._skip_right.get(start)
            if skipped is not None and skipped <= head:
                start = skipped
                continue
            shorter = strip_left(self.text, start, head, self.cues.tight)
            if shorter == start:
                break
            start = shorter
        if start >= head:
            return None
        return Label(self.text[start:head], None, start, head, "", self.text[start:head])

    def _phrase_start(self, position: int, limit: int) -> int:
        start = max(limit, position - 60)
        stop = _STOP.search(self.text[start:position][::-1])
        if stop is not None:
            start = position - stop.start()
        skip = bisect_left(self._skip_ends, position) - 1
        if skip >= 0 and self._skip_ends[skip] > start:
            start = self._skip_ends[skip]
        return min(start, position)

    def following(self, start: int, end: int) -> Label | None:
        """The label right behind a number: 家高新技术企业. None where no known term begins there."""
        text = self.text
        position = start
        prefix_start = position
        while position < end:
            index = self._term_starts.get(position)
            if index is not None:
                mention = self.terms[index]
                if mention.end > end:
                    return None
                return Label(
                    text[mention.start : mention.end],
                    mention.term.metric,
                    mention.start,
                    mention.end,
                    text[prefix_start:position],
                    "",
                    mention.term.general,
                )
            shorter = strip_left(text, position, end, self.cues.neutral)
            if shorter == position or text[position] in _STOPS or text[position:shorter] in _COUNTED_SELF:
                return None
            position = shorter
        return None

    def term_from(self, position: int) -> TermMention | None:
        """The term that begins at a position."""
        index = self._term_starts.get(position)
        return self.terms[index] if index is not None else None

    def phrase_after(self, start: int) -> tuple[int, int]:
        """The run of characters behind a number up to the next punctuation."""
        end = start
        while end < len(self.text) and self.text[end] not in _STOPS and end - start < 30:
            end += 1
        return start, end

    def within(self, start: int, end: int) -> list[TermMention]:
        """The terms that lie in a span."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        found = [mention for mention in self.terms[first:last] if mention.end <= end]
        return found

"""The grammar around a name: where its clause begins, whether it opens it, whether something is stated of it, its role.

Looks back and ahead a bounded number of characters, so that a text without punctuation costs no more than another.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from parkcmp.extract.along import Along
from parkcmp.extract.mentions import Role
from parkcmp.extract.quantity import Quantity
from parkcmp.extract.times import Time
from parkcmp.extract.vocabulary import TermMention

_REACH = 80
_MADE_REACH = 40
_LONGEST_OPENING = 14  # characters of an _ADVERBIAL

_BOUNDARY = "，。；：、！？\n（）|•·★◆●■—《》 ①②③④⑤⑥⑦⑧⑨⑩"

_CLAUSE_END = re.compile(f"[{re.escape(_BOUNDARY)}]")
_SENTENCE_END = re.compile("[。！？\n；】]")
_STATEMENT_END = re.compile("[，。；！？\n]")

_WHOLE_BEFORE = re.compile(
    r"(?:占|占比|占到|占了|占据|占有|相当于|约占|仅占|贡献(?:了)?|占据了)(?:整个|全部|所有|全体|了|同期|当年|全年)?$"
)

_COMPARED_BEFORE = re.compile(
    r"(?:高于|低于|快于|慢于|高出|低出|好于|优于|强于|大于|小于|多于|少于|领先于?|落后于?|赶超|超出|跑赢|比|较|同|相比|相较于?|领跑|仅次于|次于|紧随|比肩|看齐|对标)(?:同期)?(?:的)?$"
)

_PLACE_BEFORE = re.compile(
    r"(?:(?:公司|集团|企业|总部|基地|项目|银行|大学)(?:已|先后|相继|还|将|分别)?在|使|让|是|位于|地处|坐落于?|落户于?|来自|毗邻|紧邻|邻近|临近|靠近|紧靠|紧挨|相邻|接壤|连接|连通|联通|通往|直通|直达|通达|横跨|跨越|环绕|依托|背靠|面朝|濒临|地跨|接|邻|承接|托管|代管|辐射|服务|围绕|推动|推进|促进|引领|带动|支撑|助力|进入|入驻|进驻|布局|走向|面向|对接|融入|联合|携手|受|向|往|到|对|给|把|将|以|于|为|成为|升级为|升格为|批复为|认定为|批准|跻身|列入|纳入|申报|争创|创建|建设|获批|支持|参与|属于|隶属|归属|离|距|距离|覆盖|遍布|分布在|分布于|全国各)$"
)

# 西安高新区所在的雁塔区: what follows has the numbers.
RELATED = re.compile(
    r"(?:所在|所处|隶属|所属|归属|毗邻|相邻|紧邻|接壤|合作|结对|托管)的(?![^，。；]{0,6}(?:高新区|园区|全区))"
)

BESIDE = re.compile(
    r"[东西南北]{0,2}(?:毗邻|紧邻|邻近|临近|靠近|紧靠|紧挨|相邻|接壤|连接|连通|联通|通往|直通|直达|通达|横跨|跨越|环绕|背靠|面朝|濒临|地跨|依托|距离|来自|托管了?|代管|覆盖|涵盖|辐射|位于|地处|坐落于)(?=[\u4e00-\u9fff])|[东西南北]{1,2}[接邻临靠连依距](?=[\u4e00-\u9fff])"
)
_IN_BEFORE = re.compile(r"(?:在|从|由|与|和|及|同|跟|、)$")
# Behind these no word of the patterns here has a say.
_NOTHING_BEFORE = frozenset(("", *"，。；：！？\n（）"))

_CLAUSE_OPENERS = frozenset(
    [
        "全",
        "而",
        "但",
        "且",
        "又",
        "其中",
        "同期",
        "同时",
        "另外",
        "此外",
        "当年",
        "目前",
        "截至",
        "截至目前",
        "如今",
        "也是在",
        "在",
        "并",
        "据",
        "全年",
        "其",
        "即",
        "如",
        "例如",
        "比如",
        "与此同时",
        "去年",
        "今年",
        "不过",
        "同城的",
        "同城",
        "邻近的",
        "区内",
        "园内",
        "区内的",
        "兄弟园区",
        "作为对比",
        "对比之下",
        "相比之下",
        "今天的",
        "位于",
        "地处",
        "来自",
        "今日的",
        "昔日的",
        "其他如",
        "相邻的",
        "周边的",
        "隔壁的",
        "省内的",
        "市内的",
        "总部位于",
        "落户",
        "落户于",
        "坐落于",
        "再看",
        "从",
        "因此",
        "由此",
        "到",
        "末",
        "底",
    ]
)
_WHOLES_BEFORE = re.compile(r"占[^，。；\d占]{1,7}[、和与及]$")
_COMPARED_LIST = re.compile(
    r"(?:仅次于|次于|比肩|高于|低于|快于|慢于|高出|比|较|优于|好于|领先)[^，。；、]{0,6}[和与及、]$"
)
_PLACED_LIST = re.compile(
    r"(?:来自|托管|代管|位于|地处|毗邻|紧邻|覆盖|涵盖|横跨|辐射|包括|涉及|包含|下辖|管辖|连接|接壤)了?[^，。；]{1,24}[、和与及]$"
)
_LIST_REACH = 32
_JOINED_BEFORE = re.compile(r"[\u4e00-\u9fff][与和同及]$")
_SHARE_AFTER = re.compile(r"的(?:\d+/\d+|[\d.]+%|[一二三四五六七八九十]+分之)")
_ITEM_OPENS = re.compile(r"[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,2}")
# How all that decides a role by what stands before the name can end.
_TELLING_ENDS = frozenset(
    "、与个临为了于从以使先入准出创到力务动占及受各合同后向和在壤处对射将局属布年建往户手托批把报持挨据接撑"
    "是有朝期标比献由的盖离管绕给肩自落让设赢超越跑距跟跨身较达近进通邻随靠领驻齐部体"
)
_RELATED_BEGINS = frozenset("所隶归毗相紧接合结托")
_ADVERBIAL = re.compile(r"(?:从[^，。；]{2,10}(?:看|来说|而言)|[^，。；]{2,8}方面|据[^，。；]{2,8})，")
_OPENING_WORDS = re.compile(r"[，、和与及的在到末底截至（）年来近今天日以来其中]|据统计|初步统计")


class Grammar:
    """Answers about positions of one folded text."""

    def __init__(
        self, text: str, times: Sequence[Time], terms: Sequence[TermMention], quantities: Sequence[Quantity]
    ) -> None:
        self.text = text
        self._backwards = text[::-1]
        self.times = Along(times)
        self.time_ends = [t.end for t in times]
        self.terms = terms
        self.term_starts = [t.start for t in terms]
        self.quantities = quantities
        self.numbers = [q.start for q in quantities]

    def role(self, a: int, b: int) -> Role:
        """The part that a name at text[a:b] plays in its clause."""
        text = self.text
        before = text[max(0, a - 8) : a]
        if text[b : b + 1] in _RELATED_BEGINS and RELATED.match(text, b):
            return Role.NONE
        last = before.removesuffix("\n")[-1:]
        if last in _NOTHING_BEFORE:
            return Role.SUBJECT
        if last not in _TELLING_ENDS:
            return Role.NONE if not self._shared_out(b) and self._makes_up(a, b) else Role.SUBJECT
        return self._role_behind(before, a, b)

    def _shared_out(self, b: int) -> bool:
        text = self.text
        return text.startswith("占比", b) or text[b : b + 3] in ("的占比", "的比重", "的份额")

    def _role_behind(self, before: str, a: int, b: int) -> Role:
        if _WHOLE_BEFORE.search(before) or self._shared_out(b):
            return Role.WHOLE if _WHOLE_BEFORE.search(before) or _IN_BEFORE.search(before) else Role.SUBJECT
        if before.endswith("在") and self.text[b : b + 1] == "占":
            return Role.WHOLE
        if before.endswith("为") and _SHARE_AFTER.match(self.text[b : b + 10]):
            return Role.WHOLE
        if _WHOLES_BEFORE.search(before):
            return Role.WHOLE
        if _COMPARED_BEFORE.search(before):
            return Role.COMPARED
        if _COMPARED_LIST.search(before):
            return Role.COMPARED
        if _PLACE_BEFORE.search(before) or self._makes_up(a, b):
            return Role.NONE
        if before[-1] in "、和与及" and _PLACED_LIST.search(self.text, max(0, a - _LIST_REACH), a):
            return Role.NONE
        joined = _JOINED_BEFORE.search(before)
        if joined and not self.opens(a):
            return Role.NONE
        return Role.SUBJECT

    def _makes_up(self, a: int, b: int) -> bool:
        """由高新南区、高新西区和未来科技城组成: parts that a zone is made of are not spoken of."""
        text = self.text
        made = text.find("组成", b, b + _MADE_REACH)
        if made < 0 or text.find("，", b, made) >= 0 or text.find("。", b, made) >= 0:
            return False
        return "由" in text[max(text.rfind("，", max(0, a - _REACH), a), a - _REACH, 0) : a]

    def clause_start(self, a: int) -> int:
        """Where the clause of a position begins: after the last punctuation or time."""
        i = self._behind_last(_CLAUSE_END, a)
        j = bisect_right(self.time_ends, a) - 1
        return max(i, self.time_ends[j]) if j >= 0 else i

    def opens(self, a: int) -> bool:
        """Whether nothing but times and connectives stands between the clause's beginning and here."""
        left = self.clause_start(a)
        rest = self.text[left:a].lstrip("的度内里末底") if left < a else ""
        return (
            not rest
            or rest in _CLAUSE_OPENERS
            or _ITEM_OPENS.fullmatch(rest) is not None
            or (len(rest) <= 4 and rest.endswith(("今天的", "今日的")))
        )

    def initial(self, a: int) -> bool:
        """Whether nothing but times stands between the sentence's beginning and here."""
        i = self._behind_last(_SENTENCE_END, a)
        if i == a:
            return True
        if a - i > _LONGEST_OPENING + 24:
            return False
        opening = _ADVERBIAL.match(self.text, i, a)
        rest = self.text[opening.end() if opening else i : a]
        if len(rest) > 24:
            return False
        for t in self.times.within(i, a):
            rest = rest.replace(t.text, "")
        return not rest or not _OPENING_WORDS.sub("", rest)

    def stated(self, b: int) -> bool:
        """Whether an indicator or a number follows within the clause."""
        stop = _STATEMENT_END.search(self.text, b, b + _REACH)
        end = stop.start() if stop is not None else min(len(self.text), b + _REACH)
        i = bisect_left(self.term_starts, b)
        if i < len(self.term_starts) and self.term_starts[i] < end:
            return True
        j = bisect_left(self.numbers, b)
        return j < len(self.numbers) and self.numbers[j] < end

    def term_at(self, position: int) -> TermMention | None:
        """The indicator named from a position on."""
        i = bisect_left(self.term_starts, position)
        return self.terms[i] if i < len(self.terms) and self.terms[i].start == position else None

    def term_across(self, start: int, end: int) -> bool:
        """Whether an indicator's name has a character of text[start:end]."""
        i = bisect_left(self.term_starts, end)
        return i > 0 and self.terms[i - 1].end > start

    def next_term(self, position: int) -> TermMention | None:
        """The first indicator named at or behind a position."""
        i = bisect_left(self.term_starts, position)
        return self.terms[i] if i < len(self.terms) else None

    def next_number(self, position: int) -> Quantity | None:
        """The first quantity at or behind a position."""
        j = bisect_left(self.numbers, position)
        return self.quantities[j] if j < len(self.numbers) else None

    def _behind_last(self, mark: re.Pattern[str], a: int) -> int:
        """Where the character behind the last mark before a position is: found backwards, and not farther than the reach."""
        size = len(self._backwards)
        found = mark.search(self._backwards, size - a, size - a + _REACH)
        behind = size - found.start() if found is not None else max(0, a - _REACH)
        if behind < a and self.text[behind] in "-–*" and self.text[behind - 1 : behind] in ("", "\n"):
            behind += 1  # the sign of a list item
        return behind

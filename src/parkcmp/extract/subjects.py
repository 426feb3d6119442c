"""Who is spoken of: every owner a text names, and the part its name plays where it stands.

Parks, the zones together, regions and sub-parks of the lexicon here; other zones, firms and sub-parks that no list holds in
unlisted.py. A name is a subject only where the grammar lets it be one: 占全市 names a whole, 高于全国 something compared.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from parkcmp.extract.antecedents import name_parts
from parkcmp.extract.counted import find_counted
from parkcmp.extract.districts import find_districts, find_sides, speak_for_zones
from parkcmp.extract.grammar import (
    _BOUNDARY,
    _COMPARED_BEFORE,
    _IN_BEFORE,
    _PLACE_BEFORE,
    _WHOLE_BEFORE,
    RELATED,
    Grammar,
)
from parkcmp.extract.joint import joined, set_aside
from parkcmp.extract.mentions import Owner, OwnerMention, Register, Role
from parkcmp.extract.nations import COUNTED_BEFORE, COUNTERS, FEWEST_ZONES, all_zones, count_start, find_nation
from parkcmp.extract.quantity import Quantity
from parkcmp.extract.tags import find_tags
from parkcmp.extract.times import Time
from parkcmp.extract.unlisted import find_unlisted
from parkcmp.extract.vocabulary import PlaceMention, TermMention, Vocabulary
from parkcmp.lexicon.cues import load_cues, strip_left, strip_right
from parkcmp.text.anchors import Beside

_ORG_AFTER = re.compile(
    r"(?:市委|省委|区委|委|政府|人民政府|统计|科技[厅局部]|科技|财政|税务|发改|工信|商务|海关|厅|局|首[个家批]|级|院士|大学|学院|银行|医院|日报|晚报|新闻|报|网|省级|市级|人民|户籍|籍|境|内的|以[东西南北]|东|西|南|北|中心城|主城|老城|新城|城区|市区|高铁|机场|港|精神|速度|经验|模式|方案|样板|制造(?!业)|智造|品牌|之一|唯一|最|第[一二三四五六七八九十\d]|前[列茅三十]"
    r"|[各内]?(?:县（?市、?）?区|县市区|区县|县区|开发区|园区|板块|地市|市州|设区市)(?:中|里)*(?:第[一二三四五六七八九十\d]|首位|之首|榜首|前[列茅三十\d]|领先|最))"
)


_HEDGE_NEXT = re.compile(r"(?:超过|突破|超|逾|站上|跨过|迈过|迈上|近|约|达|共|仅|则|全市|全省|全州)")


_DEALT_OUT = frozenset(("count", "money", "percent", "area", "times"))
_RETURN_TO = re.compile(r"(?:回到|再看|来看|说到|走进|聚焦)$")
_STOCK_CODE = re.compile(r"（(?:股票代码|证券代码)?[：:]?\d{6}|（[A-Z]{2}")
_COUNTED_REGION = re.compile(r"(?P<where>[东中西]部(?:地区)?)?(?:的)?\d+[家个]$|[两三四五六七八九十]+[家个]$")
_AND_OTHERS = re.compile(r"等\d|等[一二三四五六七八九十]")
_NO_ZONE_AFTER = re.compile(
    r"(?:实验室|材料|大道|路|街|医院|中学|小学|科学城|集团|股份|公司|论坛|镇|村|湖|山|生态园|站|指数|电脑|软件园|高科|创投|人才|之声|品牌|精神|大厦|广场|银行)"
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
# 全市经济运行平稳，生产总值…: how a region fares or what it does, before numbers that are its own.
_FARES = re.compile(
    r"(?:的)?(?:国民|工业|实体)?经济(?:社会)?(?:发展)?(?:整体|总体|继续|持续|保持|运行|延续|呈|稳|向|回升|恢复|平稳|实现|加快|取得|开局|企稳|承压|形势)"
    r"|上下|统筹|扎实|坚持|紧扣|聚焦|深入|全力|锚定|抢抓|围绕|紧紧|牢牢|积极|认真"
)
_ASIDE_BEFORE = re.compile(r"(?:至于|放眼|再看|说到|就)$")


class _Listed:
    """Judges the places of the lexicon in one text."""

    def __init__(self, text: str, vocabulary: Vocabulary, grammar: Grammar) -> None:
        self.text = text
        self.vocabulary = vocabulary
        self.grammar = grammar
        self.cues = load_cues()
        self.places = vocabulary.places(text)
        self.place_ends = [place.end for place in self.places]

    def find(self, register: Register) -> None:
        """Enter every place that names an owner."""
        for i, mention in enumerate(self.places):
            owner = self._place(i, mention)
            if owner is not None:
                register.add(owner)

    def _place(self, i: int, mention: PlaceMention) -> OwnerMention | None:
        text, a, b, place = self.text, mention.start, mention.end, mention.place
        kind, word, after = place.kind, text[a:b], text[b : b + 10]
        if kind in ("region", "level"):
            if word == "国内" and self.grammar.term_across(a, b):
                return None  # 国内生产总值 is an indicator
            if word == "中国" and text[a - 1] == "其":
                return None  # 其中国家级…
            return self._region(a, b, kind, place.key, word, after)
        before = text[max(0, a - 10) : a]
        previous = self.places[i - 1] if i and self.places[i - 1].end == a else None
        if kind == "other":
            return OwnerMention(a, b, Owner("firm" if place.key == "firm" else "zone", word), self.grammar.role(a, b))
        if kind in ("park", "bare"):
            if (
                previous is not None
                and previous.place.kind in ("region", "level")
                and not self._holds(previous, place.key)
            ):
                return OwnerMention(a, b, Owner("zone", text[previous.start : b]), self.grammar.role(previous.start, b))
            if kind == "bare" and _STOCK_CODE.match(after):
                return OwnerMention(a, b, Owner("firm", word), Role.SUBJECT, self.grammar.initial(a))
            if kind == "bare" and not self._bare(a, b, after):
                return None
            if i and text[a - 1] in "和及与、" and self.places[i - 1].end == a - 1 and self._together(i - 1):
                return OwnerMention(a, b, Owner("park", word, place.key), Role.NONE)  # 156家国家高新区和苏州工业园区
            if _RETURN_TO.search(before):
                return OwnerMention(a, b, Owner("park", word, place.key), Role.SUBJECT, True)
            start = previous.start if previous is not None else a
            if text[a - 3 : a].endswith(("新区", "新城", "园区")) and kind == "bare":
                return OwnerMention(a, b, Owner("zone", word), self.grammar.role(a, b))
            return OwnerMention(
                a, b, Owner("park", word, place.key), self.grammar.role(start, b), self.grammar.initial(start)
            )
        if kind == "ambiguous":
            return OwnerMention(
                a, b, Owner("ambiguous", word, place.key), self.grammar.role(a, b), self.grammar.initial(a)
            )
        if kind == "zone" and word.startswith("高新") and all_zones(text, a, after):
            return OwnerMention(a, b, Owner("nation", word, "全国"), self.grammar.role(a, b), self.grammar.initial(a))
        if kind == "zone" and COUNTERS.intersection(before[-2:]) and (found := _COUNTED_REGION.search(before)):
            # 东部地区70家高新区: a region's; 中关村、张江等三家园区: theirs together
            where = found["where"]
            if where:
                return OwnerMention(a, b, Owner("region", where), Role.SUBJECT)
            count = COUNTED_BEFORE.search(before)
            few = count is not None and not (count["n"].isdigit() and int(count["n"]) >= FEWEST_ZONES)
            start = a - len(found.group())
            if not (few and self.grammar.opens(start) and word.startswith("高新")):
                return None
            return OwnerMention(a, b, Owner("zone", text[start:b]), Role.SUBJECT, self.grammar.initial(start))
        if kind == "nation":
            part = previous is not None and previous.place.kind in ("region", "level") and _is_part(previous.place.key)
            where = previous.start if previous is not None and part else None
            return find_nation(self.grammar, a, b, self._region_ends(a - count_start(before)), where)
        if kind == "zone":
            return self._zone(a, b, word, previous)
        if kind in ("subpark", "subpark_bare"):
            if text[b : b + 1] in "、和与及" or _AND_OTHERS.match(after):
                return OwnerMention(a, b, Owner("subpark", word, place.key), Role.NONE)
            return OwnerMention(
                a, b, Owner("subpark", word, place.key), self.grammar.role(a, b), self.grammar.initial(a)
            )
        return None

    def _region_ends(self, position: int) -> bool:
        """Whether a region's name stands shortly before: 广西现有4家国家高新区."""
        ends = self.place_ends
        return any(
            p.place.kind in ("region", "level") and _is_part(p.place.key)
            for p in self.places[bisect_left(ends, position - 4) : bisect_right(ends, position)]
        )

    def _together(self, i: int) -> bool:
        """Whether a place is all zones together."""
        place = self.places[i]
        return place.place.kind == "nation" or (place.place.kind == "zone" and self.text[place.start - 1] in "家个")

    def _holds(self, region: PlaceMention, key: str) -> bool:
        park = self.vocabulary.lexicon.parks[key]
        if region.place.kind == "level":
            return True
        return region.place.key in (park.city, park.province) or region.place.key[:2] in (
            park.city[:2],
            park.province[:2],
            park.official_name[:2],
        )

    def _bare(self, a: int, b: int, after: str) -> bool:
        """A bare name counts where it opens a clause and nothing behind makes it a street, a school or a firm."""
        if _NO_ZONE_AFTER.match(
            after,
        ):
            return False
        if self.grammar.opens(a) or self.text[a - 1 : a] in "、":
            return True
        number = self.grammar.next_number(a + 1) if self.text[a - 1] in "是为有" else None
        return number is not None and 0 <= number.left - b <= 1  # 前三位依次是中关村28750家

    def _zone(self, a: int, b: int, word: str, previous: PlaceMention | None) -> OwnerMention | None:
        text = self.text
        if previous is not None and previous.place.kind == "region" and word.startswith("高新"):
            return OwnerMention(a, b, Owner("zone", text[previous.start : b]), self.grammar.role(previous.start, b))
        if text[b : b + 1] in "级" or (
            word in ("示范区", "开发区", "科技园区", "园区")
            and text[a - 1 : a] not in _BOUNDARY + "该本我全"
            and not self.grammar.opens(a)
        ):
            return None
        if (
            word.startswith("高新")
            and text[a - 1 : a] not in _BOUNDARY
            and not any(t.end == a for t in self.grammar.times.within(a - 16, a))
        ):
            left = self.grammar.clause_start(a)
            name = a
            while True:
                shorter = strip_right(text, left, name, self.cues.neutral)
                if shorter == name:
                    break
                name = shorter
            if (
                0 < name - left <= 4
                and name == a
                and _CHINESE.fullmatch(text[left:a])
                and not _PLACE_BEFORE.search(text[left:a])
                and not _COMPARED_BEFORE.search(text[left:a])
                and not _WHOLE_BEFORE.search(text[left:a])
                and not _IN_BEFORE.search(text[left:a])
            ):
                return OwnerMention(left, b, Owner("zone", text[left:b]), Role.SUBJECT)
        called = f"{word}内" if text[b] == "内" else word
        return OwnerMention(a, b, Owner("deixis", called), self.grammar.role(a, b), self.grammar.initial(a))

    def _region(self, a: int, b: int, kind: str, key: str, word: str, after: str) -> OwnerMention | None:
        role = self.grammar.role(a, b)
        owner = Owner("region", word, key if kind == "region" else f"@{key}")
        if role in (Role.WHOLE, Role.COMPARED):
            return OwnerMention(a, b, owner, role)
        if self.text[a - 1] == "的" and RELATED.search(self.text, max(0, a - 4), b):
            return OwnerMention(a, b, owner, Role.SUBJECT, True)
        if word in ("中国", "我国") and role is Role.SUBJECT and self.grammar.opens(a) and self._leads(b):
            return OwnerMention(a, b, owner, Role.SUBJECT)
        if word in ("国家", "中国", "世界", "全球", "国内", "我国") or _ORG_AFTER.match(after):
            return OwnerMention(a, b, owner, Role.NONE)
        if kind == "region" and role is Role.SUBJECT and self._dealt(a, b):
            return OwnerMention(a, b, owner, Role.SUBJECT, self.grammar.initial(a))
        if kind == "region" and not (self.grammar.initial(a) or self._leads(b)):
            return OwnerMention(a, b, owner, Role.NONE)
        if after.startswith("，") and _ASIDE_BEFORE.search(self.text[max(0, a - 4) : a]):
            return OwnerMention(a, b, owner, Role.SUBJECT, False)
        if role is Role.SUBJECT and self.grammar.opens(a) and self.grammar.stated(b):
            return OwnerMention(a, b, owner, Role.SUBJECT, self.grammar.initial(a))
        if role is Role.SUBJECT and _FARES.match(after) and self.grammar.initial(a):
            return OwnerMention(a, b, owner, Role.SUBJECT, True)
        return OwnerMention(a, b, owner, Role.NONE)

    def _dealt(self, a: int, b: int) -> bool:
        """安阳市14家，许昌市9家: a count is dealt out, and the number right behind the name is the region's."""
        number = self.grammar.next_number(b)
        return number is not None and number.left == b and number.kind in _DEALT_OUT and self.grammar.opens(a)

    def _leads(self, b: int) -> bool:
        """Whether what follows a region's name can be said of the region: 的, a time, an indicator, a verb of having."""
        text = self.text
        position = b
        if text[b : b + 1] in "的，":
            return True
        grammar = self.grammar
        for _ in range(4):
            if grammar.times.within(position, position + 1):
                return True
            term = grammar.term_at(position)
            if term is not None:
                # 河南省国际联合实验室3家: a province's name is a level before an institution.
                metric = term.term.metric
                level = position == b and text[b - 1] == "省" and metric is not None and metric.unit in "家个"
                return not (level and metric is not None and metric.category in ("platform", "openness", "talent"))
            number = grammar.next_number(position)
            if number is not None and number.start - position <= 1 and position > b:
                return True
            if grammar.term_across(position, position):
                return True
            shorter = strip_left(text, position, min(len(text), position + 8), self.cues.neutral)
            if shorter == position:
                break
            position = shorter
        # An unknown word: 北京规模以上…同比增长16.5% is the city's, 河南省国际联合实验室3家 only carries its name.
        number = grammar.next_number(b)
        kind = number.kind if number is not None else ""
        return _HEDGE_NEXT.match(text, position) is not None or kind in ("money", "percent", "times")


def _is_part(key: str) -> bool:
    """Whether the key of a region or level is of less than the country."""
    return key not in ("country", "world", "中国", "全国")


def find_owners(
    text: str,
    vocabulary: Vocabulary,
    times: Sequence[Time],
    terms: Sequence[TermMention],
    quantities: Sequence[Quantity],
    anchors: Mapping[Beside, list[int]],
) -> list[OwnerMention]:
    """All owners that a folded text names, in order."""
    grammar = Grammar(text, times, terms, quantities)
    register = Register(len(text))
    _Listed(text, vocabulary, grammar).find(register)
    find_tags(text, vocabulary.lexicon.parks, register)
    find_counted(text, grammar, register)
    find_unlisted(text, grammar, register, anchors)
    find_sides(text, grammar, register)
    find_districts(text, grammar, register, anchors)
    return joined(
        text,
        [set_aside(text, mention) for mention in name_parts(text, speak_for_zones(text, register.all()))],
        vocabulary.seats,
    )

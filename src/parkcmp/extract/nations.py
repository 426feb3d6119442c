"""国家高新区 and its kin: whether the words mean all national zones together, some of them, a province's, or none.

178家国家高新区实现… speaks of all; 8家国家高新区 of some, which are nobody's; 成为国家高新区 and 国家高新区百强 of none.
"""

from __future__ import annotations

import re

from parkcmp.extract.grammar import Grammar
from parkcmp.extract.mentions import Owner, OwnerMention, Role

_NATION_AFTER = re.compile(
    r"(?:综合评价|综合评比|评比|测评|考评|评估|综合排名|创新能力|评价|考核|排名|排行|排位|中|名单|行列|队伍|第|前|建设|总体|高质量|系统|工作|会议|论坛|政策|条例|绿色|火炬|百强|标杆|的(?:名单|行列|排名|位次)|位次|先进|示范|方阵|序列|平均|均值|主任|管委会主任|之[一首列]|\d{1,3}强|[一二三四五六七八九十百]{1,3}强|头部|一流)"
)
_HAVING_BEFORE = re.compile(r"(?:拥有|现有|共有|已有|有|新增|获批|增至)(?:了)?$")
_SPREAD_BEFORE = re.compile(
    r"(?P<where>[东中西]部(?:地区)?|[\u4e00-\u9fff]{2,3}地区|[\u4e00-\u9fff]{2,4}[省市])?(?:的)?(?:\d+|[两三四五六七八九十]+)[家个]$"
)
# 长三角国家高新区, 西部地区国家高新区: those of a part of the country.
_PART_BEFORE = re.compile(
    r"(?P<where>(?:全[区省市]|[我本][区省市]|[东中西]部|东北|[东西]北|[东西]南|华[东南北中]|沿海|沿江|内陆|长三角|珠三角|京津冀|成渝|[\u4e00-\u9fff]{2,4}(?:地区|经济[带圈]|都市圈|城市群|三角洲|湾区|[二三四五六七八九]省市?|[三四五六]市|半岛|流域|走廊|片区|板块))(?:的)?)$"
)
_AND_SUCH = re.compile(r"等(?:\d{1,2}|[一二两三四五六七八九十]+|多|各|几|数)?[家个]?$")
COUNTED_BEFORE = re.compile(r"(?P<n>\d+|[一二两三四五六七八九十]{1,2})[家个大座]$")
# 南昌、新余和鹰潭三大国家级高新区: named before they are counted.
_NAMED_BEFORE = re.compile(r"[、和与及][\u4e00-\u9fff]{2,4}$")
_ALL_COUNTED = re.compile(r"(?:全国|我国|中国)(?:现有|共有|已有|的|目前)?(?P<n>\d{2,3})[家个]$")
FEWEST_ZONES = 50  # there have been more since 1992: 8个国家高新区 are some of them
_IN_ALL = re.compile(
    r"(?:全国|我国|中国)(?:现|共|已经?|目前|当前|如今|现已|一共|总共)*(?:有|建有|拥有|设有|建成|批准)?$"
)
_HOW_MANY = re.compile(r"(?:总数|数量)?(?:已|共|约|达到?|增至|为|有)*(?P<n>\d{2,3})[家个]")
_BESIDE = re.compile(r"省级高新区|省级高新技术产业开发区")
COUNTERS = frozenset("家个大座")
_COUNTER_BEFORE = re.compile(r"[家个大座]$")
_NEAR = 60


def find_nation(grammar: Grammar, a: int, b: int, region: bool, part: int | None) -> OwnerMention:
    """The mention at text[a:b]; `region` where a region's name stands before its count (广西4家国家高新区), `part` where one
    begins that stands right before it (江苏国家高新区)."""
    text = grammar.text
    word, before, after = text[a:b], text[max(0, a - 10) : a], text[b : b + 10]
    nobody = OwnerMention(a, b, Owner("nation", word, "全国"), Role.NONE)
    if _HAVING_BEFORE.search(before):
        whole, many = _IN_ALL.search(before), _HOW_MANY.match(text, b)
        if whole and many and int(many["n"]) >= FEWEST_ZONES:  # 全国共有国家高新区129家，2014年实现…
            return OwnerMention(a, b, nobody.owner, Role.SUBJECT, grammar.initial(a - len(before) + whole.start()))
        return nobody
    if _AND_SUCH.search(before):
        return OwnerMention(a, b, Owner("zone", word), grammar.role(a, b))  # 临沂、济宁等国家高新区: theirs together
    if part is None and "\u4e00" <= before[-1:] <= "\u9fff" and (found := _PART_BEFORE.search(before)):
        part = a - len(found.group())
    if part is not None:
        role = Role.NONE if _NATION_AFTER.match(after) else grammar.role(part, b)
        return OwnerMention(a, b, Owner("zone", text[part:b]), role, grammar.initial(part))
    spread = _SPREAD_BEFORE.search(before) if COUNTERS.intersection(before[-2:]) else None
    if spread and (spread["where"] or region):
        return OwnerMention(a, b, Owner("region", spread["where"] or word), Role.SUBJECT)
    if word.startswith("国家"):
        if _beside_others(text, a, b):
            return OwnerMention(a, b, Owner("zone", word), grammar.role(a, b))
        if _NATION_AFTER.match(after) or text[a - 1 : a] in "家个为级大座":
            return _counted(grammar, a, b, before, after)
        if text[b] in "，。；\n" and not _COUNTER_BEFORE.search(before):
            return nobody  # 国家级高新区，面积…: said of the zone itself
    if _NATION_AFTER.match(after):
        return nobody
    return OwnerMention(a, b, Owner("nation", word, "全国"), grammar.role(a, b), grammar.initial(a))


def all_zones(text: str, a: int, after: str) -> bool:
    """全国169家高新区实现…: so many zones are the national ones, whoever counts them; not where one is ranked among them."""
    counted = _ALL_COUNTED.search(text[max(0, a - 16) : a]) if text[a - 1] in "家个" else None
    return counted is not None and int(counted["n"]) >= FEWEST_ZONES and not _NATION_AFTER.match(after)


def count_start(before: str) -> int:
    """How many characters a count right before the name has, 0 where there is none."""
    spread = _SPREAD_BEFORE.search(before) if COUNTERS.intersection(before[-2:]) else None
    return len(spread.group()) if spread else 0


def _beside_others(text: str, a: int, b: int) -> bool:
    """Whether 省级高新区 stands in the same line: the national zones are then those of that province."""
    left = text.rfind("\n", max(0, a - _NEAR), a) + 1 or max(0, a - _NEAR)
    right = text.find("\n", b, b + _NEAR)
    return _BESIDE.search(text, left, right if right >= 0 else b + _NEAR) is not None


def _counted(grammar: Grammar, a: int, b: int, before: str, after: str) -> OwnerMention:
    """178家国家高新区实现…: all of them; 8家国家高新区: some; else a standing, a list, a title."""
    word = grammar.text[a:b]
    nation = Owner("nation", word, "全国")
    counted = COUNTED_BEFORE.search(before)
    if counted is None or _NATION_AFTER.match(after):
        return OwnerMention(a, b, nation, Role.NONE)
    start = a - len(counted.group())
    all_of_them = counted["n"].isdigit() and int(counted["n"]) >= FEWEST_ZONES
    if not all_of_them and _NAMED_BEFORE.search(before[: counted.start()]):
        return OwnerMention(a, b, Owner("zone", counted.group() + word), Role.SUBJECT)
    if not grammar.opens(start) and _IN_ALL.search(before[: counted.start()]) is None:
        return OwnerMention(a, b, nation, Role.NONE)
    if all_of_them:
        return OwnerMention(a, b, nation, Role.SUBJECT, grammar.initial(start))
    return OwnerMention(a, b, Owner("zone", counted.group() + word), Role.SUBJECT)

"""Districts and counties, by the build of their names: 陈仓区、金台区分别增长9.8%和10.1% is not the zone's.

A zone that shares its name with a district says so in brackets, 常州高新区（新北区）; there the district speaks for the zone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from string import digits

from parkcmp.extract.grammar import BESIDE, Grammar
from parkcmp.extract.mentions import Owner, OwnerMention, Register, Role
from parkcmp.lexicon.cues import load_cues, strip_left
from parkcmp.text.anchors import Anchors, Beside, each

_END = Beside(
    r"[区县旗市](?=[、和与及]|分别|依次|各自|同比|增[长速加幅]|下降|完成|实现|达|突破|GDP|地区|生产|规模|规上|工业|一般|固定|社会|的|\d)",
    each("区县旗市", "、和与及分依各同增下完实达突G地生规工一固社的" + digits),
)
_NAME = re.compile(r"[\u4e00-\u9fff]{1,4}[区县旗]|[\u4e00-\u9fff]{2,3}市")
_AREAS = "园新社地景街片辖全市城该我本各两三四几多一小校厂库矿林老山郊灾牧港特湾专分赛学商东西南北中内外主副"
# 园区, 全区, 片区: a word for an area, not the name of one.
_GENERIC = re.compile(
    rf"(?:[{_AREAS}]区|(?:开发|高新|经开|示范|功能|核心|保税|综保|自贸|试验|实验|合作|产业|工业|农高|航空|临空|加工|度假|自治|聚集|集聚|集中|引领|先行|先导|标杆|改革|协同|带动)区|[上省全我该本各超股楼夜县区]市|[\u4e00-\u9fff]{{2}}[城都]市|区县|[全我该本各市强]县|(?:示范|先进|百强|重点|贫困)县|全旗)$"
)
_INTRODUCED = Beside(
    r"(?<=\n)[\u4e00-\u9fff]{2,4}[区县市](?=(?:，)?(?:是|隶属|为|古称|别称|地处|位于)[^，。；\n]{2,16}(?:辖区|辖县|县级市|所辖|下辖|代管|隶属|首位度))",
    ("辖区", "辖县", "县级市", "所辖", "下辖", "代管", "隶属", "首位度"),
    25,
)
_SHARED = re.compile(r"（(?P<name>[\u4e00-\u9fff]{1,4}[区县])）")
_SIDES = ("东区", "西区", "南区", "北区")
_SIDE = re.compile(
    r"(?<=[，。；：、\n区中])[东西南北]区(?=完成|实现|拥有|现有|共有|累计|新增|规模|规上|工业|营业|入驻)"
)
_NEAR = 8
_FREE_HEADS = frozenset(("park", "deixis", "zone", "region", "nation", "firm"))


ANCHORS = Anchors(_INTRODUCED, _END)


def find_districts(
    text: str, grammar: Grammar, register: Register, anchors: Mapping[Beside, list[int]] | None = None
) -> None:
    """Enter the districts and counties that numbers are stated of."""
    if anchors is None:
        anchors = ANCHORS.find(text)
    for m in _INTRODUCED.find(text, anchors):  # 涪城区是绵阳市辖区: the paragraph speaks of it
        known = register.ending(m.end())
        if register.is_free(*m.span()) or (known is not None and known.owner.kind == "region"):
            register.add(OwnerMention(*m.span(), Owner("region", m.group()), Role.SUBJECT, True))
    neutral = load_cues().neutral
    for m in _END.find(text, anchors):
        end = m.end()
        if text[end - 1] == "区" and text[end - 2] in _AREAS:
            continue  # what _GENERIC would say of the whole name
        city = text[end - 1] == "市"
        if city and not (text[end].isdigit() or text.startswith(("增长", "下降", "完成", "实现"), end)):
            continue  # a county-level city, where numbers are dealt out: 邓州市3家
        left = register.last_end(max(grammar.clause_start(m.start()), end - 12), m.start(), _FREE_HEADS)
        start = left
        while (shorter := strip_left(text, start, m.start(), neutral)) != start:
            start = shorter
        placed = BESIDE.match(text, start, end)
        start = placed.end() if placed is not None else start
        name = text[start:end]
        if (
            not _NAME.fullmatch(name)
            or _GENERIC.search(name)
            or not register.is_free(start, end)
            or grammar.term_across(start, end)
            or not grammar.stated(end)
            or (city and not grammar.opens(start))
        ):
            continue
        register.add(OwnerMention(start, end, Owner("region", name), grammar.role(start, end), grammar.initial(start)))


def find_sides(text: str, grammar: Grammar, register: Register) -> None:
    """其中，东区实现…，西区…: the sides of a zone, which are parts of it."""
    for m in _SIDE.finditer(text) if any(side in text for side in _SIDES) else ():
        if register.is_free(*m.span()):
            register.add(OwnerMention(*m.span(), Owner("subpark", m.group()), Role.SUBJECT, grammar.initial(m.start())))


def speak_for_zones(text: str, found: Sequence[OwnerMention]) -> list[OwnerMention]:
    """The mentions, those of a district that shares its name with a zone by the text's own word turned into the zone's."""
    zones = {}
    for mention in found:
        shared = _SHARED.search(text, mention.start, mention.end + _NEAR) if mention.owner.kind == "park" else None
        if shared is not None and shared.start() <= mention.end:
            zones[shared["name"]] = mention.owner.key
    if not zones:
        return list(found)
    return [
        replace(m, owner=Owner("park", m.owner.name, zones[m.owner.name]))
        if m.owner.kind == "region" and m.owner.name in zones
        else m
        for m in found
    ]

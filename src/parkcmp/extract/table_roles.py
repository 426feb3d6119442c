"""What the lines of a table list: places, indicators, times, units, or things that nobody knows.

A line is a stub column or a head row. Its title decides where it says so, else what most of its cells are; a cell that
is surely something else keeps its own meaning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from parkcmp.extract.table_heads import Head, resolve_place
from parkcmp.extract.vocabulary import Place, Vocabulary

_ZONES = re.compile(r"高新区|高新技术产业开发区|高新园区|高新技术产业园|国家自创区|自主创新示范区|科技园区")
_PLACE_TITLE = re.compile(r"高新区|园区|开发区|地区|区域|单位名称|名称|城市|省份|省市|市州|所在地|各地")
_DIVISION_TITLE = re.compile(r"城市|省份|省市|市州|市县|县区|区县|行政区|所在地|省（|省$")
_METRIC_TITLE = re.compile(r"指标|项目|内容|类别|统计项")
_TIME_TITLE = re.compile(r"年份|年度|时间|时期|期间|月份|季度|^年$|^月$")
_SUM = re.compile(r"(?:合计|总计|总和|汇总)")
_UNIT_TITLE = re.compile(r"(?:计量)?单\s*位$")
_BLANK = re.compile(r"\s")
_ZONE_END = re.compile(r"区(?:（[^（）]*）|管委会|管理委员会)?$")


class Lists(Enum):
    """What a line lists."""

    PLACES = "places"
    METRICS = "metrics"
    TIMES = "times"
    UNITS = "units"
    UNKNOWN = "unknown"


def role_of(heads: Sequence[Head], title: str, about_zones: bool, vocabulary: Vocabulary) -> Lists:
    """What a line of cells lists, given the head over it (empty for a head row)."""
    title = _BLANK.sub("", title)
    if _UNIT_TITLE.fullmatch(title):
        return Lists.UNITS
    if _TIME_TITLE.search(title):
        return Lists.TIMES
    kinds = [_kind(head, about_zones, vocabulary) for head in heads]
    counted = [kind for kind in kinds if kind is not None]
    if not counted:
        return Lists.UNKNOWN
    shares = {role: counted.count(role) / len(counted) for role in Lists}
    if _PLACE_TITLE.search(title) and shares[Lists.METRICS] < 0.5:
        return Lists.PLACES
    if _METRIC_TITLE.search(title) and shares[Lists.PLACES] < 0.5:
        return Lists.METRICS
    for role in (Lists.UNITS, Lists.TIMES):
        if shares[role] > 0.6:
            return role
    best = max((Lists.PLACES, Lists.METRICS), key=lambda role: shares[role])
    if shares[best] >= 0.3:
        return best
    return Lists.UNKNOWN


def _kind(head: Head, about_zones: bool, vocabulary: Vocabulary) -> Lists | None:
    """What one cell is by itself; None where it does not count (totals, plain value words, kinds of measure)."""
    if head.only_unit:
        return Lists.UNITS
    if head.only_time:
        return Lists.TIMES
    if head.term is not None and not head.only_measure:
        return Lists.METRICS
    if head.place is not None or (about_zones and resolve_place(head.name, vocabulary) is not None):
        return Lists.PLACES
    if head.total or head.neutral or head.only_measure:
        return None
    return Lists.UNKNOWN


def place_of(head: Head, title: str, about_zones: bool, vocabulary: Vocabulary) -> Place | None:
    """The place that a cell of a line of places means. 新乡 is its zone in a table of zones, and the city elsewhere."""
    if head.place is not None and head.place.kind in ("park", "nation", "subpark", "zone", "other"):
        return head.place
    whole = _SUM.sub("", head.folded)
    if whole == "全国":
        return Place("nation", "全国") if about_zones else Place("region", "全国")
    if whole != head.folded and (named := vocabulary.places(whole)) and named[0].place.kind == "nation":
        return named[0].place if named[0].end == len(whole) else None
    if about_zones and not _DIVISION_TITLE.search(title):
        zone = resolve_place(head.name, vocabulary)
        if zone is not None:
            return zone
    if head.place is not None:
        return Place("region", head.place.key) if head.place.kind == "bare" else head.place
    parks = [place for place in head.places if place.kind == "park"]
    return parks[0] if len(parks) == 1 and len(head.places) == 1 and _ends_as_zone(head) else None


def _ends_as_zone(head: Head) -> bool:
    """Whether only a bracket or the office stands beside the zone's name: 新乡高新区（新乡市）, 新乡高新区管委会."""
    return bool(_ZONE_END.search(head.folded))


def is_about_zones(texts: Sequence[str]) -> bool:
    """Whether the words around a table say that it is of zones."""
    return any(_ZONES.search(text) for text in texts)

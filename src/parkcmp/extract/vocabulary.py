"""The lexicon made ready for scanning: one automaton of places, one of indicators, both over folded text.

Leftmost-longest, so that the longest term wins: 国家火炬计划重点高新技术企业 is never 高新技术企业.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from parkcmp.lexicon.records import Lexicon, Metric
from parkcmp.lexicon.spellings import bare_park_names, park_names
from parkcmp.text.fold import fold_word

_ZONE_WORDS = (
    "高新区", "高新技术产业开发区", "高新技术产业园区", "高新技术开发区", "全区", "园区", "该区", "我区", "本区", "区内", "这里", "全园", "园内", "这片热土", "这片土地",
    "这片沃土", "这座园区", "该园区", "本园区", "该高新区", "全高新区", "示范区", "开发区", "该园", "这方热土", "这块热土", "科技园区", "我园", "辖区内", "辖内",
)  # fmt: skip
_NATION_WORDS = (
    "国家高新区", "国家级高新区", "全国高新区", "全国国家高新区", "全国国家级高新区", "我国高新区", "国家高新技术产业开发区", "国家级高新技术产业开发区", "国家级高新技术开发区", "国家高新技术开发区", "国家级高新技术产业园区", "国家高新技术产业园区", "我国国家高新区",
    "各国家高新区", "全国各高新区", "中国高新区", "全国高新技术产业开发区", "各地高新区", "国家自创区和高新区", "中国国家高新区",
)  # fmt: skip
_REGION_WORDS = {
    "全市": "city", "我市": "city", "本市": "city", "该市": "city", "全州": "city", "所在市": "city", "全省": "province", "我省": "province", "本省": "province", "该省": "province",
    "全自治区": "province", "全疆": "province", "全国": "country", "我国": "country", "国内": "country", "全县": "county", "我县": "county", "全球": "world", "世界": "world", "全盟": "city", "所在城市": "city",
    "国家": "country", "中国": "country", "全行业": "world", "同行业": "world",
}  # fmt: skip


_SPOKEN_HEADS = ("授权量", "授权数", "申请量", "申请数", "成交额", "交易额", "成交金额", "总产值", "产值", "增加值")
_SPOKEN_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Place:
    """What a name of a place means: `kind` park|bare|ambiguous|zone|nation|region|level|other|subpark|subpark_bare, `key` its registry
    key or full name."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Term:
    """A name of an indicator: `metric` is None for a known term that is none of ours; `general` names need their zone."""

    metric: Metric | None
    general: bool = False


@dataclass(slots=True)
class PlaceMention:
    """A place named at start:end."""

    start: int
    end: int
    place: Place


@dataclass(slots=True)
class TermMention:
    """An indicator named at start:end."""

    start: int
    end: int
    term: Term


class Vocabulary:
    """Scans a folded text for places and indicators. Built once a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        places = dict(_place_names(lexicon))
        self._terms = dict(_term_names(lexicon))
        self._place_of = list(places.values())
        self._term_of = list(self._terms.values())
        self._place_scan = AhoCorasick(list(places), matchkind=MatchKind.LeftmostLongest)
        self._term_scan = AhoCorasick(list(self._terms), matchkind=MatchKind.LeftmostLongest)
        # What stands alone for a zone in a row of them: its short name, its city's.
        self.seats = frozenset(lexicon.parks) | {park.city.removesuffix("市") for park in lexicon.parks.values()}
        self.ratios = {pair: m for m in lexicon.metrics.values() for pair in m.ratios}
        self.parts: dict[str, list[Metric]] = {}
        for m in lexicon.metrics.values():
            if m.part_of:
                self.parts.setdefault(m.part_of, []).append(m)

    def places(self, text: str) -> list[PlaceMention]:
        """All names of places in order, longest first where they overlap."""
        places = self._place_of
        return [PlaceMention(a, b, places[i]) for i, a, b in self._place_scan.find_matches_as_indexes(text)]

    def terms(self, text: str) -> list[TermMention]:
        """All names of indicators in order, longest first where they overlap."""
        terms = self._term_of
        return [TermMention(a, b, terms[i]) for i, a, b in self._term_scan.find_matches_as_indexes(text)]

    def term(self, name: str) -> Term | None:
        """The term that a folded name is, to the letter."""
        return self._terms.get(name)


def _place_names(lexicon: Lexicon) -> Iterable[tuple[str, Place]]:
    for word, level in _REGION_WORDS.items():
        yield word, Place("level", level)
    for name, full in lexicon.regions.items():
        yield fold_word(name), Place("region", full)
    for word in _ZONE_WORDS:
        yield word, Place("zone", word)
    for word in _NATION_WORDS:
        yield word, Place("nation", "全国")
    for name, keys in bare_park_names(lexicon.parks.values()).items():
        yield fold_word(name), Place("bare", keys[0]) if len(keys) == 1 else Place("ambiguous", "|".join(keys))
        if len(keys) == 1 and not name.endswith("区"):
            yield fold_word(name + "高新区"), Place("park", keys[0])  # 光谷高新区
    for sub in lexicon.subparks:
        for name in sub.bare_names:
            yield fold_word(name), Place("subpark_bare", sub.park)
        for name in sub.aliases:
            yield fold_word(name), Place("subpark", sub.park)
        if sub.name not in sub.bare_names:
            yield fold_word(sub.name), Place("subpark", sub.park)
    for park in lexicon.parks.values():
        for name in park_names(park):
            yield fold_word(name), Place("park", park.key)
    for name, kind in lexicon.others.items():
        yield fold_word(name), Place("other", kind)


def _term_names(lexicon: Lexicon) -> Iterable[tuple[str, Term]]:
    for name in lexicon.distinct:
        yield fold_word(name), Term(None)
    for metric in lexicon.metrics.values():
        for name in metric.general_aliases:
            yield fold_word(name), Term(metric, general=True)
    for metric in lexicon.metrics.values():
        for name in metric.aliases:
            yield fold_word(name), Term(metric)
            yield from ((spoken, Term(metric)) for spoken in _with_particle(fold_word(name)))
            if name.startswith("省级"):  # as an autonomous region says it
                yield fold_word(f"自治区级{name.removeprefix('省级')}"), Term(metric)


def _with_particle(name: str) -> Iterable[str]:
    """发明专利的授权量, 战略性新兴产业的产值: a compound name as it is spoken."""
    head = next((head for head in _SPOKEN_HEADS if name.endswith(head)), None)
    if head is not None and len(name) - len(head) >= _SPOKEN_SHORTEST:
        yield f"{name.removesuffix(head)}的{head}"

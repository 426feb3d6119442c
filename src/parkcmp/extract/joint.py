"""Names beside names: what brackets add to one is set aside, and what several zones have together is no one's."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

from parkcmp.extract.mentions import Owner, OwnerMention, Role

_DEALT = re.compile(r"分别|依次|各自|各(?=[为达有]|拥有|完成|实现|新增|增长|下降|占)|分列")
_COUNTED = re.compile(r"。|\d[\d.]*[万亿家个件人户项%]")
_JOIN = re.compile(r"[、和与及同]")
_JOINTS = "、和与及"
_LONGEST_KEY = 6
# 临沂高新区等5个园区, 中关村等国家高新区: what they have together is not the named one's.
_OTHER_ZONES = re.compile(
    r"等(?:\d+|[一二两三四五六七八九十]+|多|各|几|数)?[家个]?(?:国家级?|省级|市级|重点|主要|省内|全国|一批|周边)*(?:高新技术产业开发区|高新技术开发区|高新区|园区|开发区|示范区|科技园区|自创区)"
)
_LEFT_OUT = re.compile(r"（(?:不含|未含|不包括|未包括|除|不计|含|包括|包含)(?!.*[：，])")
_NEAR = 60


def _row_start(text: str, start: int, keys: Collection[str]) -> int:
    """Where the row of bare names begins that ends in the name at `start`."""
    while text[start - 1] in _JOINTS:
        end = start - 1 - (text[start - 2] == "市")
        first = next((end - n for n in range(_LONGEST_KEY, 1, -1) if end >= n and text[end - n : end] in keys), None)
        if first is None:
            break
        start = first
    return start


def _role_of_row(text: str, start: int, mention: OwnerMention) -> Role:
    """与北京、西安高新区合作: a row behind a word that makes no subject is none."""
    if mention.role is Role.SUBJECT and text[start - 1] in "与和同跟对向比较于":
        return Role.NONE
    return mention.role


def set_aside(text: str, mention: OwnerMention) -> OwnerMention:
    """（含福山园）, （未含潜江高新区）, （天元区）: what brackets add to a name is not spoken of behind them."""
    if mention.role is not Role.SUBJECT:
        return mention
    opening = text.rfind("（", max(0, mention.start - _NEAR), mention.start)
    if opening < 1 or text[opening - 1] in "\n。；" or _ends_between(text, opening, mention.start):
        return mention
    closing = text.find("）", mention.end, mention.end + _NEAR)
    inside = text[opening:closing]
    if closing < 0 or "\n" in inside or (any(c.isdigit() for c in inside) and not _LEFT_OUT.match(inside)):
        return mention
    return replace(mention, role=Role.NONE, initial=False)


def _ends_between(text: str, start: int, end: int) -> bool:
    """Whether brackets close or a line ends within text[start:end]."""
    return text.find("）", start, end) >= 0 or text.find("\n", start, end) >= 0


def joined(text: str, found: list[OwnerMention], keys: Collection[str]) -> list[OwnerMention]:
    """中关村、张江、深圳三家园区合计: what several zones have together is no one's, unless the sentence deals it out.

    `keys` are the short names of zones: in 安阳、南阳、焦作高新区 only the last is a name, and all three are meant."""
    row: list[int] = []
    for i, last_named in enumerate(found):
        if last_named.owner.kind == "park" and text[last_named.start - 1] in _JOINTS:
            start, end = _row_start(text, last_named.start, keys), last_named.end
            if start < last_named.start:
                role = _role_of_row(text, start, last_named)
                found[i] = OwnerMention(last_named.start, end, Owner("zone", text[start:end]), role, False)
    for i, mention in enumerate([*found, None]):
        zone = mention is not None and mention.owner.kind in ("park", "zone")
        if zone and mention is not None and (not row or _JOIN.fullmatch(text[found[row[-1]].end : mention.start])):
            row.append(i)
            continue
        others = bool(row) and _OTHER_ZONES.match(text, found[row[-1]].end) is not None
        dealt = (
            len(row) > 1
            and not others
            and _DEALT.search(_COUNTED.split(text[found[row[-1]].end : found[row[-1]].end + 60], maxsplit=1)[0])
        )
        if others or (len(row) > 1 and not dealt):
            first, last = found[row[0]], found[row[-1]]
            owner = Owner("zone", text[first.start : last.end])
            for j in row:
                found[j] = OwnerMention(found[j].start, found[j].end, owner, first.role, False)
        row = [i] if zone else []
    for before, mention in pairwise(found):
        if (
            mention.role is Role.SUBJECT
            and mention.owner.kind == before.owner.kind == "region"
            and before.role is Role.NONE
            and _JOIN.fullmatch(text[before.end : mention.start])
        ):
            mention.role = Role.NONE  # 来自雁塔区、长安区的12个街镇: a row plays one part
    return found

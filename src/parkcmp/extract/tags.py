"""Items of a newsletter that open with whose they are: 【淄博】高新区实现…, each of another zone, in one paragraph."""

from __future__ import annotations

import re
from collections.abc import Mapping

from parkcmp.extract.mentions import Owner, OwnerMention, Register, Role
from parkcmp.lexicon.records import Park

_TAG = re.compile(r"【(?P<name>[\u4e00-\u9fff]{2,5})】")
_ZONE = re.compile(r"高新区|园区|全区|该区|高新技术")
_REACH = 60


def find_tags(text: str, parks: Mapping[str, Park], register: Register) -> None:
    """Enter the tags that are keys of zones: the zone where its item says so of itself, else the place of that name."""
    for m in _TAG.finditer(text) if "【" in text else ():
        key = m["name"].removesuffix("市")
        if key not in parks:
            continue
        item = text[m.end() : m.end() + _REACH].split("【", 1)[0]
        kind = "park" if _ZONE.search(item) else "region"
        owner = Owner(kind, m.group() if kind == "park" else m["name"], key if kind == "park" else parks[key].city)
        register.add(OwnerMention(m.start(), m.end(), owner, Role.SUBJECT, True))

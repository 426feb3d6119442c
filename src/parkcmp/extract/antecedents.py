"""What 园区 stands for: behind a part of the zone that was named last, the part, and so nobody's figure.

激光产业园全面开工。园区累计注册企业1033家: the zone that the article is on has not got them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parkcmp.extract.mentions import Owner, OwnerMention

THE_PARK = ("园区", "该园", "本园", "园内", "全园")
_ENDS = "产业园|科技园|工业园|软件园|创新园|医药园|物流园|创业园|示范园|光电园|生物园|基地"
_PART = re.compile(rf"[\u4e00-\u9fff]{{2,8}}?(?:{_ENDS})(?!区)")
# 一批特色产业园: a kind of park, no park.
_KIND = re.compile(
    rf"(?:特色|专业|主题|现代|各类|多个|一批|标准|重点|众多|综合|高端|先进|专门|[的个家座批级])(?:{_ENDS})$"
)
_OTHERS = frozenset(("park", "nation", "zone", "firm", "ambiguous", "deixis"))
_REACH = 200
_TELLING = 5  # last characters of a part's name that tell it from others


def name_parts(text: str, mentions: Sequence[OwnerMention]) -> Sequence[OwnerMention]:
    """The mentions, 园区 as a part where one part of a zone stands between it and the owner named before it in its paragraph.

    Behind several parts it is the zone again: A产业园、B产业园…，园区."""
    end = 0
    for mention in mentions:
        if mention.owner.kind == "deixis" and mention.owner.name.startswith(THE_PARK):
            since = max(end, mention.start - _REACH, text.rfind("\n", 0, mention.start) + 1)
            parts = [m.group() for m in _PART.finditer(text, since, mention.start)]
            if len({part[-_TELLING:] for part in parts}) == 1 and not _KIND.search(parts[-1]):
                mention.owner = Owner("subpark", mention.owner.name)
        if mention.owner.kind in _OTHERS and mention.owner.name != "区内":
            end = mention.end
    return mentions

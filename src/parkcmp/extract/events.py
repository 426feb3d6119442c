"""Dates that belong to an event and not to the numbers behind it: 成立于1992年11月，规划面积5.63平方公里."""

from __future__ import annotations

import re

from parkcmp.extract.times import Time

# 2010年9月升级为国家高新区，总面积…
_AFTER = re.compile(
    r"[^，。；\d]{0,14}(?:获批|升级|升格|晋升|成立|设立|批准|批复|组建|挂牌|开工|奠基|启动|召开|举行|印发|出台|创建|始建|列入|纳入|入选|被评|揭牌|签约|更名|合并|并入|动工|开发建设|开始建设|兴建|投入使用|投入运营|封关|验收|划归|国务院)[^\d，。；]*[，。；）]"
)
_FOUNDED_BEFORE = re.compile(
    r"(?:成立|设立|创建|创办|创立|组建|始建|兴建|筹建|获批|批准|诞生|建区|建成|落户|升级|晋升|挂牌|开园|奠基|起步|建)[于在]$"
)


def dates_an_event(text: str, time: Time) -> bool:
    """Whether the time says when something took place, by the words on either side of it."""
    return is_founding(text, time) or _AFTER.match(text, time.end) is not None


def is_founding(text: str, time: Time) -> bool:
    """Whether the time is the day on which something began: 成立于."""
    return _FOUNDED_BEFORE.search(text, max(0, time.start - 4), time.start) is not None

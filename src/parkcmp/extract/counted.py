"""Some zones counted: 湖北省27个高新技术产业园区, 4家开发区 — what is said of them together is no one zone's.

All national zones together (178家国家高新区) are the nation's and told in nations.py.
"""

from __future__ import annotations

import re

from parkcmp.extract.grammar import Grammar
from parkcmp.extract.mentions import Owner, OwnerMention, Register, Role
from parkcmp.extract.nations import FEWEST_ZONES

_ZONES = re.compile(
    r"(?:国家级?|省级|市级|自治区级?|及?以上|各类|重点|主要)*(?:高新技术|高新|经济技术|经济|工业|产业|科技|化工|开发)*"
    r"(?:开发区|园区|示范区|集聚区|高新区|经开区|新区)"
)
_FIRST = frozenset("国省市自及以各重主高经工产科化开园示集新")
_ALL = frozenset(("高新区", "国家高新区", "国家级高新区"))
_OTHERS = frozenset(("park", "nation", "firm", "region"))


def _stated(text: str, grammar: Grammar, end: int) -> bool:
    return grammar.stated(end + 1 if text[end : end + 1] == "，" else end)


def find_counted(text: str, grammar: Grammar, register: Register) -> None:
    """Enter the counted zones that open a clause, whoever's region stands before their count."""
    for q in grammar.quantities:
        m = _ZONES.match(text, q.right) if q.kind == "count" and text[q.right : q.right + 1] in _FIRST else None
        if m is None:
            continue
        start, end = q.start, m.end()
        if any(o.owner.kind in _OTHERS for o in register.inside(start, end)) or not _stated(text, grammar, end):
            continue
        before = register.ending(start)
        opening = before.start if before is not None and before.owner.kind == "region" else start
        if opening == start and q.value >= FEWEST_ZONES and m.group() in _ALL:
            continue  # 156家高新区 of no named region are all of them
        if grammar.opens(opening):
            owner = Owner("zone", text[start:end])
            register.add(OwnerMention(start, end, owner, Role.SUBJECT, grammar.initial(opening)))

"""Whether a sentence speaks of a plan: 力争, 计划, 到2025年…达到 — and not of 完成目标的127% or of 国家火炬计划."""

from __future__ import annotations

import re

from parkcmp.extract.labels import Labels
from parkcmp.lexicon.cues import Cues

_NO_PLAN_BEFORE = re.compile(
    r"(?:年度|全年|预期|既定|完成|超额完成|超|超过|实现|各项|省定|市定|下达|完成了|火炬|行动|人才|动|炬|才|专项|工程|划|模|虚|比|为)$"
)
_NO_PLAN_AFTER = re.compile(r"(?:的[\d百]|任务的|值的|单列|经济|上市|为导向|导向|引领|定位|达成|完成率|，)")
_DIGIT = re.compile(r"\d")
_REACHED = re.compile(r"完成|达到|实现")
_NUMBER_AHEAD = re.compile(r"[^，。]{0,12}\d")
_GOAL_AFTER = re.compile(r"[^，。；]{0,2}(?:是|为|：|任务|力争|达|值)")


def find_target(text: str, start: int, end: int, cues: Cues, labels: Labels) -> str:
    """The cue of planning in text[start:end], outside of names and of reached goals; empty where none is."""
    for m in cues.targets.finditer(text, start, end):
        word = m.group()
        before, after = text[max(start, m.start() - 6) : m.start()], text[m.end() : m.end() + 6]
        if word == "目标" and _DIGIT.match(after) and not _REACHED.search(before):
            return word
        if word in ("目标", "计划", "拟", "预期", "预算安排", "锚定", "瞄准", "冲刺", "剑指", "展望") and (
            _NO_PLAN_BEFORE.search(before) or _NO_PLAN_AFTER.match(after)
        ):
            continue
        if word in ("锚定", "瞄准", "展望", "冲刺", "剑指") and not _NUMBER_AHEAD.match(
            after + text[m.end() + 6 : m.end() + 20]
        ):
            continue
        if word == "目标" and not _GOAL_AFTER.match(after):
            continue
        if any(
            t.start <= m.start() and m.end() <= t.end for t in labels.within(max(start, m.start() - 16), m.end() + 16)
        ):
            continue
        return word
    return ""

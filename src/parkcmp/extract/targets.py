"""Whether a sentence speaks of a plan: 力争, 计划, 到2025年…达到 — and not of 完成目标的127% or of 国家火炬计划."""

from __future__ import annotations

import re
from functools import cache

from parkcmp.extract.labels import Labels
from parkcmp.lexicon.cues import Cues

_NO_PLAN_BEFORE = re.compile(
    r"(?:年度|全年|预期|既定|完成|超额完成|超|超过|实现|各项|省定|市定|下达|完成了|火炬|行动|人才|动|炬|才|专项|工程|划|模|虚|比|为)$"
)
_NO_PLAN_AFTER = re.compile(r"(?:的[\d百]|任务的|值的|单列|经济|上市|为导向|导向|引领|定位|达成|完成率|，)")
# 2022年工作安排：…, 下一步打算：…: the word before the colon makes all behind it a plan.
_OPENED = re.compile(
    r"\n?[^，。；：\n]{0,14}(?:工作安排|工作打算|工作计划|工作思路|(?:下一?步|下阶段|下半年)(?:工作)?(?:打算|安排|计划|思路)?|(?:今年|明年|年度|发展|主要|预期|奋斗|总体|工作)目标|目标任务)：(?!.{0,6}完成)"
)
_OPENED_REACH = 24  # no colon of it stands further in
# What is expected rather than meant, and may be over by the day it is told.
FORECASTS = frozenset(("预计", "预测"))
# 将在2025年前实现, 将于年底建成
_LATER = re.compile(r"(?<!即)将(?:在|于|到)[^，。；\n]{1,10}(?:实现|达到|突破|超过|完成|建成|形成|培育|新增)")
# 朝着营业收入1200亿元的目标迈进
TOWARDS = re.compile(r"(?:朝着?|向着?|围绕|锚定|瞄准|对标|奔着|按照|实现)[^，。；]{0,24}$")
_AIM_BEHIND = re.compile(
    r"[^，。；\d]{0,6}(?:的)?(?:奋斗|发展|宏伟|既定)?目标(?!任务的)(?:迈进|前进|奋进|进军|冲刺|挺进|努力|奋斗|推进|发力|，|要求|加速)"
)
# What one of the shapes above, other than the cue words, holds; a plain character first, which a search looks for fast.
_OTHER_NEEDS = "主重需必首紧摘纪概扼简显只不"
_NEED = (
    rf"要(?<![{_OTHER_NEEDS}]要)(?:首次|再次|一举|率先|成功)?"
    "(?:(?=突破|超|逾|达|实现|力争|确保|新增|净增|增长|增加|提高|提升|保持|完成|培育|建成|稳定在)|$)"
)
_NEEDS = re.compile(_NEED)
_MAY_PLAN = rf"将[在于到]|{_NEED}|：(?<=[排算划路步段年作标务]：)"
_DIGIT = re.compile(r"\d")
_REACHED = re.compile(r"完成|达到|实现")
_NUMBER_AHEAD = re.compile(r"[^，。]{0,12}\d")
# 投资预期和信心稳定向好, 好于预期: what people look forward to, not what is planned.
_HOPES_BEFORE = re.compile(
    r"(?:投资|市场|社会|心理|消费|企业|发展|通胀|经济|稳|稳定|改善|引导|提振|高于|好于|低于|不及|超出)(?:了|的)?$"
)
_HOPES_AFTER = re.compile(r"(?:和|与|及|、)?(?:信心|稳定|稳中|向好|转好|转弱|改善|管理|引导|回升)")
_GOAL_AFTER = re.compile(r"[^，。；]{0,2}(?:是|为|：|任务|力争|达|值)")

_MEANT = re.compile(r"(?:力争|确保|争取|计划|拟|要求)(?:在|于|到|至)?$")


def meant_before(text: str, position: int) -> bool:
    """Whether a time at a position is a plan's own: 力争2010年实现…, whenever that was said."""
    return _MEANT.search(text, max(0, position - 4), position) is not None


@cache
def _any_plan(targets: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(f"{targets.pattern}|{_MAY_PLAN}")


def may_plan(text: str, start: int, end: int, cues: Cues) -> bool:
    """Whether text[start:end] holds anything that `find_target` could find in it or in a part of it."""
    return _any_plan(cues.targets).search(text, start, end) is not None


# “十一五”发展目标是：一、经济发展目标。
_GOALS = re.compile(
    r"(?:[^。]{0,24}目标(?:是|为|如下)?：|[一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十]{1,2}）|\d{1,2}[.、])[^，。：]{2,10}目标[。：]"
)


def announces_goals(text: str, start: int, end: int) -> bool:
    """Whether a sentence without a number says that those behind it are goals."""
    return text.endswith(("目标。", "目标："), start, end) and _GOALS.fullmatch(text, start, end) is not None


def aims_behind(text: str, position: int) -> bool:
    """Whether 的目标迈进 follows a number."""
    near = text.find("目标", position, position + 12) >= 0
    return near and _AIM_BEHIND.match(text, position) is not None


def find_target(text: str, start: int, end: int, cues: Cues, labels: Labels) -> str:
    """The cue of planning in text[start:end], outside of names and of reached goals; empty where none is."""
    if text.find("：", start, min(end, start + _OPENED_REACH)) >= 0 and (opened := _OPENED.match(text, start, end)):
        return opened.group()
    if text.find("将", start, end) >= 0 and (later := _LATER.search(text, start, end)):
        return later.group()
    if text.endswith("将", start, end) and not text.endswith("即将", start, end):
        return "将"  # 将首次突破: the words behind are the number's own hedge
    if text.find("要", start, end) >= 0 and _NEEDS.search(text, start, end):
        return "要"  # 要突破, 要增长
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
        if word == "预期" and (_HOPES_BEFORE.search(before) or _HOPES_AFTER.match(after)):
            continue
        if word == "奋力" and before.endswith(("的", "经过", "了")):
            continue  # 经过26年的奋力建设
        if word == "目标" and not _GOAL_AFTER.match(after):
            continue
        if any(
            t.start <= m.start() and m.end() <= t.end for t in labels.within(max(start, m.start() - 16), m.end() + 16)
        ):
            continue
        return word
    return ""

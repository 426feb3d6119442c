"""What headings say of all below them: a period, that it is planned, that it is a rule, a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from parkcmp.extract.along import Along
from parkcmp.extract.times import PLAN_ENDS, Time

if TYPE_CHECKING:
    from parkcmp.extract.clock import Clock
    from parkcmp.extract.structure import Paragraph, Reader

_LEVELS = (
    re.compile(r"第[一二三四五六七八九十\d]{1,3}[章篇编]"),
    re.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十\d]{1,3}[节部]"),
    re.compile(r"（[一二三四五六七八九十]{1,3}）"),
    re.compile(r"\d{1,2}[.、．](?!\d)|（\d{1,2}）|[①-⑳]"),
)


_PLAN_TOLD = re.compile(
    r"(?P<plan>[八九]五|十[一二三四五]?五)(?!规划|计划|开局|目标|纲要|蓝图|展望|建议|新|奋进)(?=[\u4e00-\u9fff]{0,12}?(?:成就|成绩|成果|回顾|答卷|巡礼|辉煌|综述|总结|亮点))"
)
_UNIT = re.compile(r"（?单位：(?P<unit>[^（）；，\n]{1,8})）?")
_ACCOUNT = re.compile(r"总结|报告|回顾|情况|公报|及")
_ISSUE_AFTER = re.compile(r"第?\d+期|第[一二三四五六七八九十]+期")
# 2025年工作推进会议: what was told there is of the year before as often.
_MEETING_AFTER = re.compile(r"度?(?!总结)[^，。；、\d]{0,8}(?:会议|大会|推进会|动员会|部署会|座谈会|务虚会)")
_NEAR = 40  # characters from an ellipsis to the time of the figures before it
_PLANS = re.compile("力争|目标|将|冲刺|计划|预计|预期|有望|规划|到20")
_DAY = re.compile(r"-\d{2}-\d{2}")
# 成立时间：1992年, a line that looks like a heading
_FOUNDED_BEFORE = re.compile(
    r"(?:成立|建立|设立|批准|获批|创建|创立|始建|组建|升级|挂牌)(?:时间|日期|年份|年代)?[ |：:]*$"
)
_YEARLY = frozenset(("全年", "年末", "年底", "期末", "年内", "是年", "当年", "年终"))
_YEARS_WORK = re.compile(r"工作(?:报告|总结|回顾|会议)|统计公报|成绩单|年度(?:工作)?(?:大会|会议|总结)|述职")
_REACHED = re.compile(r"完成|回顾|成效|超预期")


@dataclass(slots=True)
class Section:
    """What the headings above a paragraph say: default period time mentions, whether all is planned, whether all is rules."""

    level: int
    times: tuple[Time, ...] = ()
    target: bool = False
    rule: bool = False
    unit: str = ""


def is_annual(text: str, times: Along[Time], start: int, end: int, published: str | None) -> bool:
    """Whether an article gives account of one year throughout (全年, 年末, a report of its first months on the year before), so
    that its stocks are of that year too."""
    told = times.within(start, end)
    if any(t.kind == "now" for t in told):
        return False
    if sum(t.text in _YEARLY for t in told) >= 2:
        return True
    if published is None or not "-01" <= published[4:7] <= "-03" or not _YEARS_WORK.search(text, start, start + 160):
        return False
    last = int(published[:4]) - 1
    return any(not t.part and (t.year == last or (t.year is None and t.shift == -1)) for t in told)


def set_default(clock: Clock, p: Paragraph, times: Along[Time] | None, text: str) -> None:
    """The period that the headings above a paragraph set, the innermost first; in one with numbers its own. `times` are the
    text's where the paragraph has numbers."""
    clock.default = None
    clock.period, clock.said = None, False
    for section in p.sections:
        for time in section.times:
            period = clock.resolve(time)
            if period is not None and not (time.kind == "plan" and clock.is_ahead(period)):
                clock.default = period
    if times is not None and (p.heading or p.told_behind) and clock.default is None:
        only = only_time(text, times, p)
        clock.default = clock.resolve(only) if only is not None else None


def only_time(text: str, times: Along[Time], p: Paragraph) -> Time | None:
    """GDP增长6.1%！仲恺高新区半年报公布: the one time that a headline names, behind its numbers; None where it plans.

    And the one behind the figures that a paragraph opens with: GDP增长8%……一季度，襄阳高新区…"""
    if not p.heading:
        at = text.find("…", p.start, p.end)
        told = next(iter(times.within(p.start, p.end)), None)
        behind = told is not None and told.kind == "period" and at < told.start < at + _NEAR
        return told if behind and not _DAY.search(told.part) and not _PLANS.search(text, at, told.start) else None  # type: ignore[union-attr]
    own = [t for t in times.within(p.start, p.end) if t.end <= p.end]
    if len(own) != 1 or own[0].kind != "period" or _DAY.search(own[0].part) or _PLANS.search(text, p.start, p.end):
        return None
    return None if any(char.isdigit() for char in text[own[0].end : p.end]) else own[0]


def _level(text: str) -> int:
    for level, pattern in enumerate(_LEVELS):
        if pattern.match(text):
            return level
    return 1


def assign_sections(reader: Reader, paragraphs: list[Paragraph], title: Paragraph | None) -> None:
    stack: list[Section] = []
    article = 0
    times: tuple[Time, ...] = ()  # of the lines before in a run of short ones, each like a heading
    for p in paragraphs:
        if not p.heading:
            times = ()
        if p.article != article:
            stack, article = [], p.article
        if p.heading and not reader.counted(p.start, p.end):
            level = 0 if p is title else _level(reader.text[p.start : p.end])
            if p is not title and level == 0:
                level = 1
            while stack and stack[-1].level >= level:
                stack.pop()
            section = _section(reader, p, level)
            if not section.times and p is not title and not any(x.match(reader.text, p.start, p.end) for x in _LEVELS):
                section = replace(section, times=times)
            times = section.times
            stack.append(section)
        p.sections = tuple(stack)


def _section(reader: Reader, p: Paragraph, level: int) -> Section:
    text = reader.text[p.start : p.end]
    times = tuple(
        t for t in reader.times.within(p.start, p.end)
        if t.end <= p.end and t.kind in ("period", "range", "plan", "same")
        and not _ISSUE_AFTER.match(reader.text[t.end : t.end + 4]) and not _DAY.search(t.part)
        and not _FOUNDED_BEFORE.search(reader.text, p.start, t.start)
        and not _MEETING_AFTER.match(reader.text, t.end, p.end)
    )  # fmt: skip
    times = times or _plan_told(text, p.start)
    short = len(text) <= 24
    cues = reader.cues
    unit = _UNIT.search(text)
    if level == 0 and len(times) > 1:
        times = times[:1]  # 2016年工作总结及2017年工作安排: the account comes first
    planned = _ends(text, cues.target_headings) and (level > 0 or not _ACCOUNT.search(text))
    return Section(
        level, times, short and planned, short and _ends(text, cues.rule_headings), unit["unit"] if unit else ""
    )


def _plan_told(text: str, start: int) -> tuple[Time, ...]:
    """十三五成就, 十三五发展成绩喜人: the account of a plan is of its last year."""
    m = _PLAN_TOLD.search(text)
    if m is None:
        return ()
    a, b = start + m.start(), start + m.end("plan")
    return (Time(a, b, "plan", year=PLAN_ENDS[m["plan"]], tail="末期", text=m["plan"]),)


def _ends(text: str, words: re.Pattern[str]) -> bool:
    """Whether a heading's last word, or its first behind the number, is one of the words."""
    return _at_end(words).search(text) is not None and not _REACHED.search(text)


@cache
def _at_end(words: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{words.pattern})(?:与.{{0,6}}|及.{{0,6}}|任务|工作)?$")

"""Words around a number that name no indicator: circumstances, bases of comparison, branches of industry, continuations."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from parkcmp.extract import measures as m
from parkcmp.extract.conversion import Amount
from parkcmp.extract.draft import Draft
from parkcmp.extract.labels import Label
from parkcmp.extract.measures import Lead

if TYPE_CHECKING:
    from parkcmp.extract.bind import Binder


_ONLY_CONTINUES = re.compile(
    r"[，、。；：（]*(?:其中|分季度看|分月看|分阶段看|从季度看|分年度看|逐季看|同时|并|且|另|的|达|为|是)*[，：]*"
)
_BY_PARTS = re.compile(
    r"分(?:园区|区域|地区|县区|县市区|县（市、区）|区县|市县|市州|板块|片区|开发区|功能区|市|县)(?:来)?看，"
)
_OF_CHANGE = re.compile(
    rf"(?:{m.UP}|{m.DOWN}|同比|环比|分别|又|则|较|比|，|、|年均|占全[市省国]|达到|达|为|累计|总数|当季|当月|单季)"
)
_CIRCUMSTANCE_END = re.compile(
    r"^(?:三者|两者|二者|四者|上述|以上)|(?:基础上?|基数|影响下?|情况下|背景下|带动下|作用下|推动下|的同时|前提下|之上|因素|合计|总体|整体|方面|口径)$"
)
_CIRCUMSTANCE_START = re.compile(r"(?:受|在|因|尽管|虽|由于|随着|扣除|剔除)")
_SECTOR_END = re.compile(
    r"(?:产业|行业|制造业|服务业|工业|业|领域|板块|集群|产业链|产品|赛道|经济|制造|装备|零部件|农产品)$"
)
_NO_SECTOR = re.compile(
    r"(?:全区|园区|高新区|高新技术|战略性|工业|第[一二三]|[一二三]产|主导|其中|规模|围绕|聚焦|发展|培育|推动|做强|做大|壮大|加快|实施|坚持|以|在|把|将|对|打造|形成|构建|推进|大力|促进|引导|支持|优化|布局)"
)
_WHOLE_ZONE = re.compile(r"(?:全区|高新区|园区)[^，；。]{0,8}$")


def by_parts(words: str) -> bool:
    """分园区看，高新区增长12.4%: whether a sentence deals the last indicator out to places."""
    return words.startswith("分") and _BY_PARTS.match(words) is not None


def continues(binder: Binder, start: int, end: int) -> bool:
    """Whether a sentence's opening only goes on about the last indicator: nothing but times and 其中."""
    kept, position = [], start
    topic = binder.speaker.topic
    own = [o for o in binder.owners.within(start, end) if o.owner.kind == "deixis" or o.owner == topic]
    spans = [(t.start, t.end) for t in binder.times.within(start, end)] + [(o.start, o.end) for o in own]
    for a, b in sorted(spans):
        if position <= a and b <= end:
            kept.append(binder.text[position:a])
            position = b
    rest = "".join([*kept, binder.text[position:end]])
    return _ONLY_CONTINUES.fullmatch(_OF_CHANGE.sub("", rest)) is not None


_OF_BASE = ("环比", "同比", "相比", "比", "较", "与", "同", "末", "底", "的", "之初", "初")


def strip_base(b: Binder, end: int, limit: int) -> int:
    """Left of a verb of change its base (比上年, 较2012年末) is no part of the label."""
    while True:
        start = end
        for t in b.times.within(max(limit, end - 16), end):
            if t.end == end:
                end = t.start
        if b.text.endswith(_OF_BASE, limit, end):
            end -= next(len(word) for word in _OF_BASE if b.text.endswith(word, limit, end))
        if end == start:
            return end


def is_circumstance(label: Label) -> bool:
    """在上年低基数基础上, 受疫情影响: circumstances, not an indicator."""
    return (
        _CIRCUMSTANCE_END.search(
            label.text,
        )
        is not None
        or _CIRCUMSTANCE_START.match(label.text) is not None
    )


def negate(draft: Draft, lead: Lead) -> None:
    if m.is_negative(lead) and draft.amount.value > 0:
        draft.amount = replace(
            draft.amount, value=-draft.amount.value, high=None if draft.amount.high is None else -draft.amount.high
        )


def as_percent(draft: Draft) -> None:
    """增长1.1倍 as the growth in % that it is."""
    hundred = Decimal(100)
    a = draft.amount
    draft.amount = Amount(
        a.value * hundred, None if a.high is None else a.high * hundred, "%", a.last * hundred, a.round * hundred
    )
    draft.rule = "growth-times"


def is_sector(b: Binder, words: str) -> bool:
    """Whether words name a branch of industry: by their last word, or made of nothing but branches."""
    if _SECTOR_END.search(words):
        return True
    return _only_sectors(b.cues.sectors).fullmatch(words) is not None


@cache
def _only_sectors(sectors: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(
        rf"(?:{sectors.pattern}|和|与|及|、|等|高端|新型|先进|新一代|主导|支柱|特色|优势|传统|绿色|[一二三四五六七八九十]大)+"
    )


_PRODUCED = frozenset(("吨", "辆", "台", "架", "艘", "套", "箱", "千瓦"))
# 以甲、乙为龙头的新能源产业集群，产值…: firms lead a branch, never the zone.
_SECTOR_LED = re.compile(
    r"以[^，；。]{2,40}为(?:龙头|代表|骨干|引领|链主|依托)的[^，；。\d]{2,16}?(?:产业集群|集群|产业链|产业|行业|板块)，"
)
_SECTOR_IS = re.compile(
    r"(?:^|[，；。])(?:[^，；。\d]{2,14}?)(?:是|作为|成为|为)[^，；。\d]{0,12}(?:产业|行业|支柱|名片|主引擎)(?=，)"
)
_NO_BRANCH = "[工企就创事作毕专主营开停复从入执失待兴副农商产行林牧渔各全百]业"
_SECTOR_LEADS = re.compile(
    rf"(?:^|[，；。：年月区、])(?P<name>[\u4e00-\u9fff]{{2,12}}?(?:产业链|产业集群|产业|行业|制造业|服务业)|[\u4e00-\u9fff]{{1,8}}业(?<!{_NO_BRANCH})|文旅|旅游|外卖|会展|电商)(?=[^，；。\d]{{1,14}}，|以[^，；。\d]{{2,40}}为[^，；。\d]{{1,10}}，)"
)


# The last character of the word that each match of the three shapes above holds, with what must stand around it.
BRANCH = re.compile(
    r"[业柱片擎链群块旅游卖展商](?:(?=，)(?:(?<=产业|行业|支柱|名片|集群|板块)|(?<=主引擎|产业链))"
    rf"|(?=[^，；。\d]{{1,14}}，|以[^，；。\d]{{2,40}}为[^，；。\d]{{1,10}}，)(?:(?<!{_NO_BRANCH})(?<=业)|(?<=产业|行业|文旅|旅游|外卖|会展|电商)|(?<=产业链)|(?<=产业集群)))"
)


# 一批重点产业项目落地，…: projects and parks of no named branch
_ANY_BRANCH = re.compile(r"(?:^|[区内])(?:一批|重点|重大|高端|优质|新|各类?|全部|省|市|级)*(?:产业|工业)$")
_SITES = ("项目", "园", "基地", "用地", "基金", "招商")
_LIST_STARTS = re.compile(r".*[，；。：年月区]", re.DOTALL)
# Branches of which the registry knows what they did.
_KNOWN_BRANCHES = ("战略性新兴产业", "高新技术产业", "高技术制造业", "高技术产业", "高技术服务业", "数字经济核心产业")


def sector_clause(b: Binder, start: int, end: int) -> str:
    """The branch that the sentence's clause speaks of, empty for none: 新型显示是这里的头号产业，去年产值…"""
    start = max(start, end - 120)
    if BRANCH.search(b.text, start, end) is None:
        return ""
    mark = max(b.text.rfind("；", start, end) + 1, start)
    text = b.text[mark:end]
    if (found := _SECTOR_IS.search(text)) or (found := _SECTOR_LED.search(text)):
        name = found.group()
    elif found := _SECTOR_LEADS.search(text):
        name = _leading(text, found)
    else:
        return ""
    return "" if not name or _WHOLE_ZONE.search(text) else name


def _leading(text: str, found: re.Match[str]) -> str:
    """The branch that a clause begins with: 高端装备、新材料等战略性新兴产业取得突破，; not 聚焦新材料、电子信息等产业."""
    name = found["name"]
    if text.startswith(_SITES, found.end()) and _ANY_BRANCH.search(name):
        return ""
    if name.endswith(_KNOWN_BRANCHES) and text.count("，", found.end()) == 1:
        return next(known for known in _KNOWN_BRANCHES if name.endswith(known))
    if _NO_SECTOR.match(name):
        return ""
    if text[found.start()] == "、":
        opened = _LIST_STARTS.match(text, 0, found.start())
        return "" if _NO_SECTOR.match(text, opened.end() if opened else 0) else name
    return name


_ORGANISATION = re.compile(
    r"(?:企业[\u4e00-\u9fff]{2,6}(?:完成|获得|获|实现|募集)|中心|平台|市场|商城|银行|医院|大学|学院|研究院|研究所|项目|基地|大厦|景区|店|站|馆)(?!.*产业)"
)

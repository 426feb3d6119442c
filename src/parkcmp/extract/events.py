"""Times that belong to an event or a plan and not to the numbers behind them: 成立于1992年11月，规划面积5.63平方公里."""

from __future__ import annotations

import re

from parkcmp.extract.times import Time

# 2010年9月升级为国家高新区，总面积…
_AFTER = re.compile(
    r"(?:[^，。；\d]{0,14}|，(?:经)?(?:国务院|[^，。；\d]{0,6}政府|科技部|国家科委)(?:正式)?)(?:获批|升级|升格|晋升|成立|设立|批准|批复|组建|挂牌|开工|奠基|启动|召开|举行|印发|出台|创建|始建|列入|纳入|入选|被评|揭牌|签约|更名|合并|并入|动工|开发建设|开始建设|兴建|投入使用|投入运营|封关|验收|划归|国务院)(?:的(?:全国|我国|全省)?第\d+[个家批])?[^\d，。；]*[，。；）]"
)
# 1992年6月，省政府批准设立省级高新区。
_APPROVED_AFTER = re.compile(
    r"，[^，。；\d]{0,16}(?:批准|批复|同意)[^，。；\d]{0,16}(?:设立|成立|升级|升格|晋升|更名|组建|扩区|筹建|建立|建设)[^，。；\d]*[，。；]"
)
_FOUNDED_BEFORE = re.compile(
    r"(?:成立|设立|创建|创办|创立|组建|始建|兴建|筹建|获批|批准|诞生|建区|建成|落户|升级|晋升|挂牌|开园|奠基|起步|建)[于在]$"
)
# 截至2018年10月，经国务院批准建设的…: what is counted up to a day; 从建区到2010年9月升级 is an event yet.
_UP_TO = ("截至", "截止", "，至", "。至", "\n至")
_FOUNDED_ENDS = "于在\n"  # what it can end in; a line's end may stand behind
# 完成全年任务的65%, 制定全年投资计划: the year that a plan is made for dates nothing.
_PLANNED_AFTER = re.compile(
    r"(?:的)?(?:[^，。；、\d]{0,8}(?:任务|目标|计划|预算|预期|进度|安排|工作重点)|(?:重点|重大|续建|新建)[^，。；、\d]{0,4}项目)"
)
_PLANS_BEFORE = re.compile(
    r"(?:完成|超额|实现|达到?|占|为|制定|编制|围绕|锚定|紧盯|聚焦|对照|对标|按照|紧扣|下达|分解|明确|瞄准|盯紧|咬定|冲刺|谋划|部署|推进|安排)(?:了|其)?$"
)

# 2022年应届毕业生, 上年低基数: the time belongs to a noun and dates nothing.
ATTRIBUTE_AFTER = re.compile(
    r"应届|[届级]|(?:单月|单季|单日)?(?:的)?(?:最高|新高|最好|之最)|(?:开工|投产|建成|成立|引进|签约|认定|入驻|开业|竣工)的|(?:同期)?(?:的)?(?:较)?[高低]?基数|版|款|新春|春节"
)
# 7月公布的排名: when something came out is of its own clause.
MADE_PUBLIC = re.compile(r"(?:最新|正式|新)?(?:公布|发布|通报|印发|揭晓|公示|披露|评出|颁布)的")


def dates_an_event(text: str, time: Time) -> bool:
    """Whether the time says when something took place, by the words on either side of it."""
    if is_founding(text, time):
        return True
    if text[time.start - 1 : time.start] in "至止" and text.endswith(_UP_TO, 0, time.start):
        return False
    if _AFTER.match(text, time.end) is not None:
        return True
    month = time.part[:1] == "-" and time.part[1:3].isdigit() and "/" not in time.part
    return month and time.year is not None and _APPROVED_AFTER.match(text, time.end) is not None


def is_founding(text: str, time: Time) -> bool:
    """Whether the time is the day on which something began: 成立于."""
    if text[time.start - 1 : time.start] not in _FOUNDED_ENDS:
        return False
    return _FOUNDED_BEFORE.search(text, max(0, time.start - 4), time.start) is not None


def is_planned_year(time: Time, lead: str, after: str) -> bool:
    """Whether 全年 is the year that a plan is made for, by the words in front of it and behind."""
    return time.text in ("全年", "年度") and bool(_PLANS_BEFORE.search(lead) and _PLANNED_AFTER.match(after))

"""Rules that hold money and thresholds, and names that hold money: numbers that are nobody's facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parkcmp.extract.measures import Lead
from parkcmp.extract.quantity import Quantity

if TYPE_CHECKING:
    from parkcmp.extract.bind import Binder


_RULE_SENTENCE = re.compile(
    r"(?:给予|奖励|资助|补助|补贴|奖补|贴息)(?!资金|政策|等|办法)[^，。；]{0,12}\d|\d[^，。；]{0,6}(?:的)?(?:一次性)?(?:奖励|补助|补贴|资助|奖金)(?!资金)"
)
_PROMISED = re.compile(r"给予|奖励|资助|补助|补贴|奖补|贴息|奖金")
_PAID = re.compile(r"兑现|发放|拨付|累计|已|共|落实|获得|争取到|完成|实现")


def is_rule_sentence(text: str, start: int, end: int) -> bool:
    """A sentence that promises money on conditions holds rules, no facts; one that tells of money paid does not."""
    return (
        _PROMISED.search(text, start, end) is not None
        and _RULE_SENTENCE.search(text, start, end) is not None
        and _PAID.search(text, start, end) is None
    )


_NAMED_BY_MONEY = re.compile(
    r"(?:以上|以下|级)?(?:的)?(?:产值|营收|规模)?(?:工业|服务业|重大|重点|龙头|制造业|产业|先进制造业|新开工)?(?:企业|项目|工业项目|工程|集群|园区|产业集群|产业|公司)"
    r"|的[\u4e00-\u9fff]{1,8}?(?:企业|项目|公司|产品)(?:数量)?(?:已|共|就|达|有|累计|新增|增|\d)"
)


def is_rule(b: Binder, q: Quantity, lead: Lead) -> bool:
    """A subsidy, a tax rate, a threshold: the rule's number, nobody's."""
    start = (
        b.text.rfind("\n", 0, lead.clause_start) + 1
        if "：" in b.text[max(0, lead.clause_start - 14) : lead.clause_start]
        else lead.clause_start
    )
    around = (
        b.text[max(start, q.left - 30) : q.left] + "\0" + b.text[q.right : q.right + 8].split("，")[0].split("。")[0]
    )
    return b.cues.rules.search(around) is not None

"""Digits that are no quantity wherever they stand: references, identifiers, products, slogans, ratios of names.

Found before quantities, so that a telephone number is never a value. Each span carries the reason for the ledger.
A pattern begins with one character out of a set, what must stand before it is asked behind it, and a pattern that can
begin with anything has an anchor: so a search goes from one possible beginning to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from parkcmp.model import Reason
from parkcmp.text.anchors import find_around


class _Mask(NamedTuple):
    """`anchor` is what every match of `pattern` holds, at most `reach` characters from its beginning."""

    reason: Reason
    pattern: re.Pattern[str]
    anchor: re.Pattern[str] | None = None
    reach: int = 0

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in order."""
        if self.anchor is None:
            return self.pattern.finditer(text)
        return find_around(self.pattern, self.anchor, self.reach, text)


_MASKS = (
    _Mask(Reason.NAME, re.compile("下一步|下一阶段")),
    _Mask(Reason.NAME, re.compile(r"(?<=\n)[\u4e00-\u9fff]{2,8}讯(?=[\u4e00-\u9fff（])"), re.compile("讯"), 8),
    _Mask(
        Reason.REFERENCE,
        re.compile(
            r"(?:https?://|www\.)[^\s，。；（）\u4e00-\u9fff]{1,200}|[A-Za-z0-9_.]{1,40}@[A-Za-z0-9_.]{1,60}|[A-Za-z0-9-]{1,40}\.(?:com|cn|gov|org|net)\b[A-Za-z0-9_./]{0,60}"
        ),
        re.compile(r"://|www\.|@|\.(?:com|cn|gov|org|net)"),
        40,
    ),
    _Mask(
        Reason.REFERENCE,
        re.compile(
            r"[014](?<!\d.)(?:(?<=0)\d{2,3}[-—]\d{7,8}|(?<=1)[3-9]\d{9}|(?<=4)00[-—]?\d{3}[-—]?\d{4})(?:[-—转]\d{1,6})?(?!\d)"
        ),
    ),
    _Mask(
        Reason.REFERENCE,
        re.compile(
            r"(?:邮编|邮政编码|电话|传真|热线|手机|QQ|微信|热线电话|联系方式|浏览次数|浏览量|阅读量|阅读|点击|点击数|点击量|访问量|字号|编号|索引号|文号|证券代码|股票代码|代码|信用代码|备案号|刊号)[：:]?\s*[\d,\-—/]+"
        ),
    ),
    _Mask(
        Reason.REFERENCE,
        re.compile(r"(?:ISO|IEC|GB|GB/T|IATF|AS|QB|DB|HB|CN|ISSN|ISBN)[-/ ]?T?\s?[\d.\-—:：/]+", re.ASCII),
    ),
    _Mask(
        Reason.REFERENCE,
        re.compile(
            r"[〔\[（(]?(?:19|20)\d{2}[〕\]）)]\s?第?\d+号|ICP备\d+号(?:-\d+)?|公网安备\d+号|第\d+号(?:令|文|公告)?"
        ),
        re.compile("号"),
        60,
    ),
    _Mask(
        Reason.REFERENCE,
        re.compile(
            r"[\[\d①-⑳](?:(?<=\[)\d{1,3}(?:[,，\-–—]\d{1,3})*\]|(?<=[\u4e00-\u9fff]\d)\d?\](?=。|，|$)|(?<=[①-⑳]))"
        ),
        re.compile(r"[\]①-⑳]"),
        60,
    ),
    _Mask(
        Reason.REFERENCE,
        re.compile(r"(?:股票|股份|集团|证券|公司|高新|新区)（\d{6}）|（\d{6}(?:\.S[HZ])?）|\d{6}\.S[HZ]"),
        re.compile(r"\d\d{5}"),
        3,
    ),
    _Mask(
        Reason.REFERENCE,
        re.compile(
            r"\d{1,5}号(?=[，。；、\s]|楼|院|厂|馆|地块|$)|\d{1,3}[号#]?(?:楼|栋|路|弄|室)(?=[，。；、\s\d]|$)|[东西南北中][一二三四五六七八九十]?路\d+号|(?<![\d：.])\d{9,}(?:\.\d+)?(?![\d.]*[万亿元家人件项个])"
        ),
        re.compile(r"[号楼栋路弄室\d](?:(?<!\d)|(?<=\d)\d{8})"),
        5,
    ),
    _Mask(
        Reason.ORDINAL,
        re.compile(
            r"第(?:\d+|[一二三四五六七八九十百]+)(?:期|批|届|次|轮|阶段|产业|季(?!度)|版|代|章|节|条|款|页|个|台|颗|枚|家|座|条|只|款|部|项|大|步|块|梯队|方阵|类|场|例|张|号|站|线|曲线|增长极|动力|资源|生产力|要务|高地|人称|时间|课|天|日|周|单|站位|支柱|强)(?!位|名)"
        ),
    ),
    _Mask(Reason.ORDINAL, re.compile(r"(?:表|图|附件|附表|专栏|案例|注|例|式)\d{1,2}(?:[-.]\d{1,2})?")),
    _Mask(
        Reason.NAME,
        re.compile(
            r"[\dA-Za-z](?:(?<=\d)(?:(?<!\d\d)\d*(?:\.\d+)?G(?![A-Za-z])|\d*[A-Za-z]{1,3}(?![A-Za-z\d])(?<!km)(?<!m2))|(?<=[A-Za-z])(?<![A-Za-z]{2})[A-Za-z]{0,5}[-—]?\d+(?:\.\d+)?(?![\d%万亿家个人件项]))"
        ),
        re.compile("[A-Za-z]"),
        24,
    ),
    _Mask(
        Reason.NAME,
        re.compile(
            r"(?<![\dNXn一二三四五六七八九十])[\dNXn一二三四五六七八九十]+(?:[+＋][\dNXMYn一二三四五六七八九十]+)+|(?<![\d一二三四五六七八九十])[\d一二三四五六七八九十]+区[\d一二三四五六七八九十多]+园|(?<!\d)\d+[×xX*]\d+"
        ),
        re.compile(r"[+＋×xX*区](?:(?<!区)|(?=[\d一二三四五六七八九十多]))"),
        24,
    ),
    _Mask(
        Reason.NAME,
        re.compile(
            r"(?:TOP|top|Top)\s?\d+|[百千]强|\d{2,4}强|世界五百强|双\d{1,2}|\d{1,2}[·.]\d{1,2}(?=事件|行动|工程|讲话|大会)"
        ),
        re.compile(r"强|双|TOP|top|Top|(?:·|\.)(?=\d{1,2}[事行工讲大])"),
        4,
    ),
    _Mask(
        Reason.NAME,
        re.compile(
            r"(?<!\d)(?:863|973|985|211|1355|12345|12315|3A|4A|5A|996|007)(?=计划|工程|高校|热线|景区|级|战略|，|、|大学)|(?<![\d.])\d+(?:\.\d+)?(?:版|时代)(?![权本图])|\d{2,5}(?=工程|战略|产业体系|行动计划|行动|工作法|模式|产业布局|发展思路|发展战略|现代产业)"
        ),
        re.compile(r"[\dA](?=[计工高热景级战，、大版时产行模发现])"),
        60,
    ),
    _Mask(
        Reason.NAME,
        re.compile(
            r"[一二三四五六七八九十百千万](?:(?<=[百千万])亿(?:[级元]?(?:级|元级)|(?=产业|集群|园区|企业|斤|目标|俱乐部|工程|赛道|板块))|(?<=[十百千万])[十百千万]?级|(?<=[千百万])人计划|(?<=[千百])企|(?<=[一二三四五六七八九十])[一二三四五六七八九十]?[大个](?=方面|体系|行动|工程|举措|转变|加强|坚持|统筹|平台|中心|板块|领域|产业|主导|支柱|战略))"
        ),
    ),
    _Mask(
        Reason.NAME,
        re.compile(
            r"[\d一二三四五六七八九十](?:(?<=\d)\d?|(?<!\d)[一二三四五六七八九十]?)(?:个|大|项|条|种|类|点|字)(?=方面|阶段|字|层次|维度|环节|关键|转变|角度|原则|统一|确保|月[以之内后前间]|坚持|专项行动|板块|圈层|定位|抓手|着力点|主攻方向|方向|特征|特点|梯队)"
        ),
        re.compile("[个大项条种类点字](?=[方阶字层维环关转角原统确月坚专板圈定抓着主特梯])"),
        2,
    ),
    _Mask(
        Reason.NAME,
        re.compile(
            r"[一二两三四五六七八九十](?<=[\u4e00-\u9fff].)(?<![有共达的国省市区设立批建为个].)[一二两三四五六七八九十]{0,2}家(?=(?:国家级?)?(?:高新区|高新技术产业开发区|园区))"
        ),
    ),
    _Mask(
        Reason.NAME,
        re.compile(
            r"\d(?:(?<=2)0世纪\d{2}年代|\d年代|\d?后(?!备)|(?<!\d\d)\d*[xX]\d+小时|\d?[：:]\d{2}(?!\d|[.:：]\d))"
        ),
        re.compile(r"[年后xX：:](?:(?<=年)代|(?<=后)|(?<=[xX])\d|(?<=[：:])\d\d)"),
        24,
    ),
    _Mask(Reason.RULE, re.compile(r"每\d+(?:股|件|人|平方米|亩|吨|度|年|个)(?=[派配补奖]|[\u4e00-\u9fff])")),
    _Mask(
        Reason.DURATION,
        re.compile(
            r"[半\d一二两三四五](?:(?<=半)(?<![上下].)(?:年|天|个月|小时|径)|(?<=\d)(?<!\d\d)\d*分钟(?:生活圈|圈)?|(?<=[一二两三四五])小时(?:配套圈|圈|生活圈)?)"
        ),
        re.compile("半|分钟|小时"),
        24,
    ),
)


def find_masks(text: str) -> list[tuple[int, int, Reason]]:
    """The masked spans of a folded text, each with its reason; earlier patterns win where they overlap."""
    used = bytearray(len(text) + 1)
    found = []
    for mask in _MASKS:
        for m in mask.find(text):
            a, b = m.span()
            if used.find(1, a, b) < 0:
                used[a:b] = b"\1" * (b - a)
                found.append((a, b, mask.reason))
    return sorted(found)

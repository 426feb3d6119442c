"""Digits that are no quantity wherever they stand: references, identifiers, products, slogans, ratios of names.

Found before quantities, so that a telephone number is never a value. Each span carries the reason for the ledger.
"""

from __future__ import annotations

import re

from parkcmp.model import Reason

_MASKS: tuple[tuple[Reason, re.Pattern[str]], ...] = (
    (
        Reason.REFERENCE,
        re.compile(
            r"(?:https?://|www\.)[^\s，。；（）\u4e00-\u9fff]{1,200}|[A-Za-z0-9_.]{1,40}@[A-Za-z0-9_.]{1,60}|[A-Za-z0-9-]{1,40}\.(?:com|cn|gov|org|net)\b[A-Za-z0-9_./]{0,60}"
        ),
    ),
    (
        Reason.REFERENCE,
        re.compile(r"(?<!\d)(?:0\d{2,3}[-—]\d{7,8}|1[3-9]\d{9}|400[-—]?\d{3}[-—]?\d{4})(?:[-—转]\d{1,6})?(?!\d)"),
    ),
    (
        Reason.REFERENCE,
        re.compile(
            r"(?:邮编|邮政编码|电话|传真|热线|手机|QQ|微信|热线电话|联系方式|浏览次数|浏览量|阅读量|阅读|点击|点击数|点击量|访问量|字号|编号|索引号|文号|证券代码|股票代码|代码|信用代码|备案号|刊号)[：:]?\s*[\d,\-—/]+"
        ),
    ),
    (
        Reason.REFERENCE,
        re.compile(r"(?:ISO|IEC|GB|GB/T|IATF|AS|QB|DB|HB|CN|ISSN|ISBN)[-/ ]?T?\s?[\d.\-—:：/]+", re.ASCII),
    ),
    (
        Reason.REFERENCE,
        re.compile(
            r"[〔\[（(]?(?:19|20)\d{2}[〕\]）)]\s?第?\d+号|ICP备\d+号(?:-\d+)?|公网安备\d+号|第\d+号(?:令|文|公告)?"
        ),
    ),
    (Reason.REFERENCE, re.compile(r"\[\d{1,3}(?:[,，\-–—]\d{1,3})*\]|(?<=[\u4e00-\u9fff])\d{1,2}\](?=。|，|$)|[①-⑳]")),
    (
        Reason.REFERENCE,
        re.compile(r"(?:股票|股份|集团|证券|公司|高新|新区)（\d{6}）|（\d{6}(?:\.S[HZ])?）|\d{6}\.S[HZ]"),
    ),
    (
        Reason.REFERENCE,
        re.compile(
            r"\d{1,5}号(?=[，。；、\s]|楼|院|厂|馆|地块|$)|\d{1,3}[号#]?(?:楼|栋|路|弄|室)(?=[，。；、\s\d]|$)|[东西南北中][一二三四五六七八九十]?路\d+号|(?<![\d：.])\d{9,}(?:\.\d+)?(?![\d.]*[万亿元家人件项个])"
        ),
    ),
    (
        Reason.ORDINAL,
        re.compile(
            r"第(?:\d+|[一二三四五六七八九十百]+)(?:期|批|届|次|轮|阶段|产业|季(?!度)|版|代|章|节|条|款|页|个|台|颗|枚|家|座|条|只|款|部|项|大|步|块|梯队|方阵|类|场|例|张|号|站|线|曲线|增长极|动力|资源|生产力|要务|高地|人称|时间|课|天|日|周|单|站位|支柱|强)(?!位|名)"
        ),
    ),
    (Reason.ORDINAL, re.compile(r"(?:表|图|附件|附表|专栏|案例|注|例|式)\d{1,2}(?:[-.]\d{1,2})?")),
    (
        Reason.NAME,
        re.compile(
            r"(?<!\d)\d+(?:\.\d+)?G(?![A-Za-z])|(?<![A-Za-z])[A-Za-z]{1,6}[-—]?\d+(?:\.\d+)?(?![\d%万亿家个人件项])|\d+[A-Za-z]{1,3}(?![A-Za-z\d])(?<!km)(?<!m2)"
        ),
    ),
    (
        Reason.NAME,
        re.compile(
            r"(?<![\dNXn一二三四五六七八九十])[\dNXn一二三四五六七八九十]+(?:[+＋][\dNXMYn一二三四五六七八九十]+)+|(?<![\d一二三四五六七八九十])[\d一二三四五六七八九十]+区[\d一二三四五六七八九十多]+园|(?<!\d)\d+[×xX*]\d+"
        ),
    ),
    (
        Reason.NAME,
        re.compile(
            r"(?:TOP|top|Top)\s?\d+|[百千]强|\d{2,4}强|世界五百强|双\d{1,2}|\d{1,2}[·.]\d{1,2}(?=事件|行动|工程|讲话|大会)"
        ),
    ),
    (
        Reason.NAME,
        re.compile(
            r"(?<!\d)(?:863|973|985|211|1355|12345|12315|3A|4A|5A|996|007)(?=计划|工程|高校|热线|景区|级|战略|，|、|大学)|(?<![\d.])\d+(?:\.\d+)?(?:版|时代)(?![权本图])|\d{2,5}(?=工程|战略|产业体系|行动计划|行动|工作法|模式|产业布局|发展思路|发展战略|现代产业)"
        ),
    ),
    (
        Reason.NAME,
        re.compile(
            r"[百千万]亿[级元]?(?:级|元级)|[百千万]亿(?=产业|集群|园区|企业|斤|目标|俱乐部|工程|赛道|板块)|[十百千万]{1,2}级|[千百万]人计划|万人计划|千企|百企|[一二三四五六七八九十]{1,2}[大个](?=方面|体系|行动|工程|举措|转变|加强|坚持|统筹|平台|中心|板块|领域|产业|主导|支柱|战略)"
        ),
    ),
    (
        Reason.NAME,
        re.compile(
            r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:个|大|项|条|种|类|点|字)(?=方面|阶段|字|层次|维度|环节|关键|转变|角度|原则|统一|确保|月[以之内后前间]|坚持|专项行动|板块|圈层|定位|抓手|着力点|主攻方向|方向|特征|特点|梯队)"
        ),
    ),
    (
        Reason.NAME,
        re.compile(
            r"(?<=[\u4e00-\u9fff])(?<![有共达的国省市区设立批建为个])[一二两三四五六七八九十]{1,3}家(?=(?:国家级?)?(?:高新区|高新技术产业开发区|园区))"
        ),
    ),
    (
        Reason.NAME,
        re.compile(r"20世纪\d{2}年代|\d{2}年代|\d{1,2}后(?!备)|(?<!\d)\d+[xX]\d+小时|\d{1,2}[：:]\d{2}(?!\d|[.:：]\d)"),
    ),
    (Reason.RULE, re.compile(r"每\d+(?:股|件|人|平方米|亩|吨|度|年|个)(?=[派配补奖]|[\u4e00-\u9fff])")),
    (
        Reason.DURATION,
        re.compile(
            r"(?<![上下])半(?:年|天|个月|小时|径)|(?<!\d)\d+分钟(?:生活圈|圈)?|[一二两三四五]小时(?:配套圈|圈|生活圈)?"
        ),
    ),
)


def find_masks(text: str) -> list[tuple[int, int, Reason]]:
    """The masked spans of a folded text, each with its reason; earlier patterns win where they overlap."""
    used = bytearray(len(text) + 1)
    found = []
    for reason, pattern in _MASKS:
        for m in pattern.finditer(text):
            a, b = m.span()
            if b > a and not any(used[a:b]):
                used[a:b] = b"\1" * (b - a)
                found.append((a, b, reason))
    return sorted(found)

"""Digits that are no quantity wherever they stand: references, identifiers, products, slogans, ratios of names.

Found before quantities, so that a telephone number is never a value. Each span carries the reason for the ledger.
A pattern begins with one character out of a set, what must stand before it is asked behind it, and all have anchors: words
that each match holds, of which all are found in one scan.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_letters, digits

from parkcmp.model import Reason
from parkcmp.text.anchors import Anchors, Beside, alternatives, each

_CN = "一二三四五六七八九十"
_SOME = "一二两三四五六七八九十"
_LATIN = ascii_letters + digits
_NUMBERED = (
    "邮编|邮政编码|电话|传真|热线|手机|QQ|微信|热线电话|联系方式|浏览次数|浏览量|阅读量|阅读|点击|点击数|点击量|访问量|字号|编号|"
    "索引号|文号|证券代码|股票代码|代码|信用代码|备案号|刊号"
)
_STANDARDS = "ISO|IEC|GB|GB/T|IATF|AS|QB|DB|HB|CN|ISSN|ISBN"

_MASKS: tuple[tuple[Reason, Beside], ...] = (
    (Reason.NAME, Beside("下一步|下一阶段", ("下一步", "下一阶段"))),
    (Reason.NAME, Beside(r"(?<=\n)[\u4e00-\u9fff]{2,8}讯(?=[\u4e00-\u9fff（])", ("讯",), 8)),
    (
        Reason.REFERENCE,
        Beside(
            r"(?:https?://|www\.)[^\s，。；（）\u4e00-\u9fff]{1,200}|[A-Za-z0-9_.]{1,40}@[A-Za-z0-9_.]{1,60}|[A-Za-z0-9-]{1,40}\.(?:com|cn|gov|org|net)\b[A-Za-z0-9_./]{0,60}",
            ("://", "www.", "@", ".com", ".cn", ".gov", ".org", ".net"),
            40,
            _LATIN + "_.-",
        ),
    ),
    (
        Reason.REFERENCE,
        Beside(
            r"[014](?<!\d.)(?:(?<=0)\d{2,3}[-—]\d{7,8}|(?<=1)[3-9]\d{9}|(?<=4)00[-—]?\d{3}[-—]?\d{4})(?:[-—转]\d{1,6})?(?!\d)",
            (*each(digits, "-—", digits), *each("1", "3456789", digits), "400"),
            3,
            digits,
        ),
    ),
    (
        Reason.REFERENCE,
        Beside(rf"(?:{_NUMBERED})[：:]?\s*[\d,\-—/]+", alternatives(_NUMBERED)),
    ),
    (
        Reason.REFERENCE,
        Beside(rf"(?a)(?:{_STANDARDS})[-/ ]?T?\s?[\d.\-—:：/]+", alternatives(_STANDARDS)),
    ),
    (
        Reason.REFERENCE,
        Beside(
            r"[〔\[（(]?(?:19|20)\d{2}[〕\]）)]\s?第?\d+号|ICP备\d+号(?:-\d+)?|公网安备\d+号|第\d+号(?:令|文|公告)?",
            each(digits, "号"),
            60,
            digits + "〔[（(〕]）)第ICP备公网安备 \n",
        ),
    ),
    (
        Reason.REFERENCE,
        Beside(
            r"[\[\d①-⑳](?:(?<=\[)\d{1,3}(?:[,，\-–—]\d{1,3})*\]|(?<=[\u4e00-\u9fff]\d)\d?\](?=。|，|$)|(?<=[①-⑳]))",
            "]①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
            60,
            digits + "[,，-–—",
        ),
    ),
    (
        Reason.REFERENCE,
        Beside(
            r"(?:股票|股份|集团|证券|公司|高新|新区)（\d{6}）|（\d{6}(?:\.S[HZ])?）|\d{6}\.S[HZ]",
            (*each(digits, "）"), ".SH", ".SZ"),
            8,
            digits + "（股票份集团证券公司高新区",
        ),
    ),
    (
        Reason.REFERENCE,
        Beside(
            r"\d{1,5}号(?=[，。；、\s]|楼|院|厂|馆|地块|$)|\d{1,3}[号#]?(?:楼|栋|路|弄|室)(?=[，。；、\s\d]|$)|[东西南北中][一二三四五六七八九十]?路\d+号|(?<![\d：.])\d{9,}(?:\.\d+)?(?![\d.]*[万亿元家人件项个])",
            (*each(digits, "号"), *each(digits + "号#", "楼栋弄室路"), *each("路", digits)),
            5,
            digits + "号#东西南北中" + _CN,
            "[0-9][0-9]{8}",
        ),
    ),
    (
        Reason.ORDINAL,
        Beside(
            r"第(?:\d+|[一二三四五六七八九十百]+)(?:期|批|届|次|轮|阶段|产业|季(?!度)|版|代|章|节|条|款|页|个|台|颗|枚|家|座|条|只|款|部|项|大|步|块|梯队|方阵|类|场|例|张|号|站|线|曲线|增长极|动力|资源|生产力|要务|高地|人称|时间|课|天|日|周|单|站位|支柱|强)(?!位|名)",
            each("第", digits + _CN + "百"),
        ),
    ),
    (
        Reason.ORDINAL,
        Beside(
            r"(?:表|图|附件|附表|专栏|案例|注|例|式)\d{1,2}(?:[-.]\d{1,2})?",
            each("表图件栏例注式", digits),
            1,
            "附专案",
        ),
    ),
    (
        Reason.NAME,
        Beside(
            r"[\dA-Za-z](?:(?<=\d)(?:(?<!\d\d)\d*(?:\.\d+)?G(?![A-Za-z])|\d*[A-Za-z]{1,3}(?![A-Za-z\d])(?<!km)(?<!m2))|(?<=[A-Za-z])(?<![A-Za-z]{2})[A-Za-z]{0,5}[-—]?\d+(?:\.\d+)?(?!\.?\d|[%万亿千户家个人件项]))",
            (),
            24,
            digits + ".",
            r"[A-Za-z](?:(?<=\d.)|(?=[A-Za-z]{0,5}[-—]?\d))",
        ),
    ),
    (
        Reason.NAME,
        Beside(
            r"(?<![\dNXn一二三四五六七八九十])[\dNXn一二三四五六七八九十]+(?:[+＋][\dNXMYn一二三四五六七八九十]+)+|(?<![\d一二三四五六七八九十])[\d一二三四五六七八九十]+区[\d一二三四五六七八九十多]+园|(?<!\d)\d+[×xX*]\d+",
            (*each("+＋", digits + "NXMYn" + _CN), *each("×xX*", digits), *each(digits + _CN, "区")),
            24,
            digits + "NXn" + _CN,
        ),
    ),
    (
        Reason.NAME,
        Beside(
            r"(?:TOP|top|Top)\s?\d+|[百千]强|\d{2,4}强|世界五百强|双\d{1,2}|\d{1,2}[·.]\d{1,2}(?=事件|行动|工程|讲话|大会)",
            (
                *each("百千" + digits, "强"),
                *each("双", digits),
                *("TOP", "top", "Top"),
                *each(digits, ("事件", "行动", "工程", "讲话", "大会")),
            ),
            4,
            digits + "世界五·.",
        ),
    ),
    (
        Reason.NAME,
        Beside(
            r"(?<!\d)(?:863|973|985|211|1355|12345|12315|3A|4A|5A|996|007)(?=计划|工程|高校|热线|景区|级|战略|，|、|大学)|(?<![\d.])\d+[万亿]?元?口径|(?<![\d.])\d+(?:\.\d+)?(?:版|时代)(?![权本图])|\d{2,5}(?=工程|战略|产业体系|行动计划|行动|工作法|模式|产业布局|发展思路|发展战略|现代产业)",
            (
                *each(("63", "73", "85", "11", "55", "45", "15", "3A", "4A", "5A", "96", "07"), "计工高热景级战，、大"),
                *each(digits, ("版", "时代", "工程", "战略", "产业", "行动", "工作法", "模式", "发展", "现代产业")),
                *each(digits + "万亿元", ("口径",)),
            ),
            60,
            digits + ".A万亿元",
        ),
    ),
    (
        Reason.NAME,
        Beside(
            "[一二三四五六七八九十百千万](?:(?<=[百千万])亿(?:[级元]?(?:级|元级)|(?=产业|集群|园区|企业|斤|目标|俱乐部|工程|赛道|板块))|(?<=[十百千万])[十百千万]?级|(?<=[千百万])人计划|(?<=[千百])企|(?<=[一二三四五六七八九十])[一二三四五六七八九十]?[大个](?=方面|体系|行动|工程|举措|转变|加强|坚持|统筹|平台|中心|板块|领域|产业|主导|支柱|战略))",
            (
                *each("百千万", "亿"),
                *each("十百千万", "级"),
                *each("百千万", ("人计划",)),
                *each("百千", "企"),
                *each("大个", "方体行工举转加坚统平中板领产主支战"),
            ),
            2,
            _CN + "百千万",
        ),
    ),
    (
        Reason.NAME,
        Beside(
            r"[\d一二三四五六七八九十](?:(?<=\d)\d?|(?<!\d)[一二三四五六七八九十]?)(?:个|大|项|条|种|类|点|字)(?=方面|阶段|字|层次|维度|环节|关键|转变|角度|原则|统一|确保|月[以之内后前间]|坚持|专项行动|板块|圈层|定位|抓手|着力点|主攻方向|方向|特征|特点|梯队)",
            each("个大项条种类点字", "方阶字层维环关转角原统确月坚专板圈定抓着主特梯"),
            2,
            digits + _CN,
        ),
    ),
    (
        Reason.NAME,
        Beside(
            r"[一二两三四五六七八九十](?<=[\u4e00-\u9fff].)(?<![有共达的国省市区设立批建为个].)[一二两三四五六七八九十]{0,2}家(?=(?:国家级?)?(?:高新区|高新技术产业开发区|园区))",
            ("家国家", "家高新", "家园区"),
            3,
            _SOME,
        ),
    ),
    (
        Reason.NAME,
        Beside(
            r"\d(?:(?<=2)0世纪\d{2}年代|\d年代|\d?后(?!备)|(?<!\d\d)\d*[xX]\d+小时|\d?[：:]\d{2}(?!\d|[.:：]\d))",
            ("年代", *each(digits, "后"), *each("xX：:", digits)),
            24,
            digits + "世纪",
        ),
    ),
    (
        Reason.RULE,
        Beside(
            r"每\d+(?:股|件|人|平方米|亩|吨|度|年|个)(?=[派配补奖]|[\u4e00-\u9fff])",
            each("每", digits),
        ),
    ),
    (
        Reason.DURATION,
        Beside(
            r"[半\d一二两三四五](?:(?<=半)(?<![上下].)(?:年(?!报|答|成绩|考卷|度?报)|天|个月|小时|径)|(?<=\d)(?<!\d\d)\d*分钟(?:生活圈|圈)?|(?<=[一二两三四五])小时(?:配套圈|圈|生活圈)?)",
            (*each("半", "年天个小径"), *each(digits, ("分钟",)), *each("一二两三四五", ("小时",))),
            24,
            digits + _SOME,
        ),
    ),
)

ANCHORS = Anchors(*(pattern for _, pattern in _MASKS))


def find_masks(text: str, anchors: Mapping[Beside, list[int]] | None = None) -> list[tuple[int, int, Reason]]:
    """The masked spans of a folded text, each with its reason; earlier patterns win where they overlap."""
    if anchors is None:
        anchors = ANCHORS.find(text)
    used = bytearray(len(text) + 1)
    found = []
    for reason, pattern in _MASKS:
        for m in pattern.find(text, anchors):
            a, b = m.span()
            if used.find(1, a, b) < 0:
                used[a:b] = b"\1" * (b - a)
                found.append((a, b, reason))
    return sorted(found)

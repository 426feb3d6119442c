"""Owners that no list holds: other kinds of zones, firms, organisations, projects and sub-parks, by the build of their names.

Each is a subject only where it stands as one; a generic word (上市公司, 特色产业园) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from parkcmp.extract.grammar import _WHOLE_BEFORE, BESIDE, RELATED, Grammar
from parkcmp.extract.mentions import Owner, OwnerMention, Register, Role
from parkcmp.lexicon.cues import load_cues, strip_left
from parkcmp.text.anchors import Anchors, Beside, alternatives, each

_ZONES = r"经济技术开发区|经济开发区|经济技术开发园区|经开区|综合保税区|保税港区|保税区|综保区|新区(?<!高..)(?!域|位)|自由贸易试验区|自贸试验区|自贸区|自由贸易港|出口加工区|合作示范区|合作区|旅游度假区|度假区|临空经济区|临空区|航空港区|航空港实验区|空港经济区|工业集中区|循环化工园区|化工园区|省级高新区|产业开发区(?<!技术.{5})|农高区|实验区|农业科技园区|省级开发区|自创区|自主创新示范区"
_ZONE_SUFFIX = Beside(rf"(?:{_ZONES})", alternatives(_ZONES))
_SUBPARKS = r"片区|组团|产业园|工业园|科技园|软件园|创业园|生态园|生物园|物流园|光电园|医药园|智慧区|功能区|产业基地|产业区|科学城|新城|生态城|科技城|小镇|街道|培育基地|产业化基地|基地(?<!示范..)(?<!培训..)(?<!实训..)(?<!生产..)(?<!产业..)(?:[一二三四]期)?|直管园|核心园|核心区|建成区|起步区|启动区|拓展区|扩展区|先行区|示范园|园区(?<=[\u4e00-\u9fff]{4})|园(?<=[\u4e00-\u9fff]{3})"
_SUBPARK_SUFFIX = Beside(rf"(?:{_SUBPARKS})(?!区|林|丁)", alternatives(_SUBPARKS))
_GENERIC_SUBPARK = re.compile(
    r"^(?:高新|我们|国家级|省级|市级|国家|特色|各|化工|经济|主导|先进|兄弟|周边|专业|现代|大学|高新|个|一批|新|多个|众多|重点|标准|主题|全|该|本|我|校|孵化|公|家|创业|科技|产业|工业|软件|一区多|分|重大|知名|高端|示范|亿元|百亿|千亿|民营|智慧|生态|海外|归国|留学人员|留学生)"
)
_RELATED_NAME = Beside(
    RELATED.pattern
    + r"(?P<name>[\u4e00-\u9fff]{1,8}?(?:省|市|区|县|州|镇|乡|大学|学院|研究院|集团|公司|医院))(?=[12]\d{3}|\d|[\u4e00-\u9fff，])",
    each(("所在", "所处", "隶属", "所属", "归属", "毗邻", "相邻", "紧邻", "接壤", "合作", "结对", "托管"), "的"),
)
_FIRMS = (
    r"有限责任公司|股份有限公司|有限公司|公司|集团(?!化|军)|股份(?!制|合作|经济)|药业(?!板)|重工|厂(?!房|商|区|家)"
    r"|商(?<=供应商|进口商|出口商|经销商|代理商|制造商|承包商|零售商|生产商|分销商|集成商|采购商)(?![业务贸标会户圈场城品机事誉用\d])"
)
_FIRM_SUFFIX = Beside(f"(?:{_FIRMS})", alternatives(_FIRMS))
_GENERIC_FIRM = re.compile(
    r"(?:上市|(?<!电)子|分|总|跨国|控股|有限|开发|投资|平台|运营|国有|独资|家|类|集团|母|大型|挂牌|中介|物业|管理|建设|发展|贸易|外资|旗下|所属|参股|工)$"
)
_ORGS = "大学|学院|研究院|研究所|科院|设计院|规划院|勘察院|勘测院|总院|一院|二院|三院|四院|五院|六院|七院|八院|九院|十院|研发中心|医院|银行|证券|景区|机场|商城|批发市场"
_ORG_SUFFIX = Beside(f"(?:{_ORGS})", alternatives(_ORGS))
# A project that opens a clause and does something has numbers of its own.
_PROJECT = Beside(
    r"(?<=[，。；\n])(?![\u4e00-\u9fff]*(?:亿元|重大|工业|新签|签约|开工|在建|重点|产业|招商|全部|所有|个)[\u4e00-\u9fff]{0,4}项目)[\u4e00-\u9fff]{4,16}项目(?=日前|近日|总投资|计划|签约|落户|建成|投产|达产|正式|已|于|一期|二期|将|预计|全部)",
    each(("项目",), "日近总计签落建投达正已于一二将预全"),
    16,
)
_CUES = "龙头骨干企业|龙头企业|链主企业|领军企业|骨干企业|头部企业|明星企业|代表企业|代表性企业|标杆企业|独角兽企业|瞪羚企业|小巨人企业|上市公司|上市企业|高企|龙头|链主|巨头|企业"
_FIRM_CUE = Beside(rf"(?:{_CUES})(?P<name>[\u4e00-\u9fffA-Za-z]{{2,12}})", alternatives(_CUES))
_FIRM_DEIXIS = Beside(
    r"(?:[一某]家[\u4e00-\u9fff\d]{0,8}?(?:企业|公司)|[\u4e00-\u9fffA-Za-z]{2,8}等(?:[一两二三四五六七八九十\d]{0,3}家)?(?:龙头|骨干|重点|链主|知名|大型|本土|上市|规上|行业|头部|龙头骨干)?(?:企业|公司)(?=[^，。；]{0,14}(?:收入|产值|营收|利润|税|出口|分别|投资|合计|研发|占))|[\u4e00-\u9fff]{2,6}[两二三四五六七八2-9]家(?:龙头|骨干|重点|链主)?(?:企业|公司)(?=[^，。；]{0,6}(?:分别|合计|共))|这家|那家|该公司|该企业|该集团|该厂|该院|该所|该校|本公司|我公司|(?<=[，。；\n])公司|(?<=[，。；\n])集团)",
    (
        *each("一某这那", "家"),
        *each("两二三四五六七八23456789", "家", "龙骨重链企公"),
        *each("等", "一两二三四五六七八九十0123456789家龙骨重链知大本上规行头企公"),
        *each("该", "公企集厂院所校"),
        *("本公司", "我公司", "公司", "集团"),
    ),
    8,
)
# 新增一家上市公司，累计达到50家: one more of those that are counted, not spoken of.
_ONE_MORE_BEFORE = re.compile(r"(?:新增|增加|新添|再添|又添|添|引进|迎来|诞生|新|又|再)了?$")
_ONE_MORE_AFTER = re.compile(r"，(?:至此|目前|累计|总数|总量|全区|园区|高新区|上市|数量|达)")
_NOT_A_NAME = re.compile(
    r"^(?:[一二三四五六七八九十百千两\d]|分别|依次|各|达|数|共|有|总|为|超|突|实|等|和|及|的|在|营|产|收|税|利|引|带|培|集|新|近|逾|约|已|累|增|由|从|较|比|占|不|是|主|创|研|发|技|工|出|进|年|全|均|完|提|加|减|上|下|注册|从业|就业|资产|人|平|成|也|则|还|更|强|多|快|大|高|入|拥|建|获|通|投|开|数量|总数|家|户|之|与|以|对|向|将|要|可|能|把|被|让|使|到|至|中|内|外|里|间|群|们|及其|享|自|所|认|备|贷|余|融|均|市值|订|用|缴|落|牵|承|参|起|支|稳|持|保|继|快|纷|纳|升|变|转|跃|晋|猛|激|剧|暴|骤|陡|锐|飙|狂|翻|递|跌|涨|缩|占比|比重|同比|环比|净|单)"
)
_LISTED_FIRMS = frozenset(("独角兽企业", "瞪羚企业", "小巨人企业", "上市公司", "上市企业", "高企"))
_TELLS = re.compile(r"公布|披露|宣布|发布|公告|表示|预告")
_CENTRAL = re.compile("中[铁建交冶核电航船煤石粮材化]")  # 中铁四院: 中 begins the names of central firms
_NEAR = 10  # characters of a place in a firm's name
_SEATS = frozenset(("region",))  # 武汉邮科院: where an institute sits is part of its name
_HEADS = frozenset(("park", "deixis", "firm"))
_SIDES = frozenset(f"{side}部" for side in "东西南北中")
_NETWORK = re.compile(r"^\d[A-Za-z]{1,2}")
_IN_BEFORE_IT = re.compile(r"在[^，。；]{2,20}$")
# 南岸科技园主要经济指标快速增长，累计…: its figures are told in the clauses behind
_FIGURES_OF = re.compile(r"(?:的)?(?:主要|各项)(?:经济)?指标[^，。；\d]{2,20}，[^。；]{0,24}\d")
# 某某科技园是…。截至…，园区在孵企业…: a paragraph that begins by saying what a part is goes on about it
_INTRODUCED = re.compile(r"(?:是|位于|坐落|地处|始建|成立于|建于|创建于|作为|占地)")
_SETTING_BEFORE = re.compile(r"[下中后上里来间时]，$")
_NUMBER_IN_NEXT = re.compile(r"[^，。；\d]{0,12}(?:[12]\d{3}年[^，。；\d]{0,12})?，[^。；]{0,24}\d")


_WE = re.compile("我们")
_SPEECH = 300  # characters of a quotation
_SPEAKER = re.compile(
    r"(?<=[。！？，])(?P<who>[^。！？，；：\n\d]{2,20}?)(?:总工程师|副?总经理|副?董事长|副?总裁|创始人|首席执行官|厂长|总监|(?:相关)?负责人)[^。，；\n\d]{0,6}(?:说|表示|介绍|告诉|坦言|透露)"
)
_OFFICE = re.compile(r"高新|管委|园区|开发区|局|委|办|政府|部门|中心|协会|[区市省县厅科处](?:的|有关|相关)?$")


ANCHORS = Anchors(
    _RELATED_NAME, _ZONE_SUFFIX, _FIRM_DEIXIS, _PROJECT, _FIRM_SUFFIX, _FIRM_CUE, _ORG_SUFFIX, _SUBPARK_SUFFIX
)  # fmt: skip


def find_unlisted(
    text: str, grammar: Grammar, register: Register, anchors: Mapping[Beside, list[int]] | None = None
) -> None:
    """Enter all owners that no list holds."""
    finder = _Unlisted(text, grammar, register, ANCHORS.find(text) if anchors is None else anchors)
    finder.related()
    finder.zones()
    finder.firms()
    finder.quoted()
    finder.introduced()
    finder.organisations()
    finder.known_firms()
    finder.subparks()


class _Unlisted:
    def __init__(self, text: str, grammar: Grammar, register: Register, anchors: Mapping[Beside, list[int]]) -> None:
        self.text = text
        self.anchors = anchors
        self.grammar = grammar
        self.register = register
        self.neutral = load_cues().neutral

    def _add(self, a: int, b: int, kind: str, name: str, role: Role = Role.SUBJECT) -> None:
        self.register.add(OwnerMention(a, b, Owner(kind, name), role, self.grammar.initial(a)))

    def _bare_start(self, start: int, end: int) -> int:
        """Where a name begins once verbs and other neutral words before it are taken away."""
        while (shorter := strip_left(self.text, start, end, self.neutral)) != start:
            start = shorter
        return start

    def related(self) -> None:
        """西安高新区所在的雁塔区, 合作的清华大学: host and partner of a zone, which are not the zone."""
        for m in _RELATED_NAME.find(self.text, self.anchors):
            a, b = m.span("name")
            if self.register.is_free(a, b):
                kind = "region" if self.text[b - 1] in "省市区县州镇乡" else "firm"
                self.register.add(OwnerMention(a, b, Owner(kind, m["name"]), Role.SUBJECT, True))

    def zones(self) -> None:
        """经开区, 保税区, 新区 …: zones of another kind."""
        for m in _ZONE_SUFFIX.find(self.text, self.anchors):
            a, b = m.span()
            if self.text.endswith("国家级", 0, a):
                a -= 3
            if not self.register.is_free(a, b):
                continue
            left = self.grammar.clause_start(a)
            left = self.register.last_end(left, a, frozenset(("park", "zone", "nation", "deixis", "firm", "subpark")))
            name = self._bare_start(left, a)
            if name >= a:
                name = max(left, a - 2)
            role = self.grammar.role(name, b) if a - left <= 12 else Role.NONE
            beside = BESIDE.match(self.text, name, a)
            if beside is not None:  # 北接翠亨新区: where a zone lies
                name, role = beside.end(), Role.NONE
            self._add(name, b, "zone", self.text[name:b], role)

    def firms(self) -> None:
        """这家企业, a project at the head of a clause, names in 公司, 集团, 股份."""
        text = self.text
        for m in _FIRM_DEIXIS.find(text, self.anchors):
            one_more = _ONE_MORE_AFTER.match(text, m.end()) and _ONE_MORE_BEFORE.search(
                text, max(0, m.start() - 4), m.start()
            )
            self._add(m.start(), m.end(), "firm", m.group(), Role.NONE if one_more else Role.SUBJECT)
        for m in _PROJECT.find(text, self.anchors):
            a, b = m.span()
            if self.register.is_free(a, b) and strip_left(text, a, b, self.neutral) == a:
                self._add(a, b, "firm", m.group())
        for m in _FIRM_SUFFIX.find(text, self.anchors):
            a, b = m.span()
            if not self.register.is_free(a, b) or _GENERIC_FIRM.search(text, max(0, a - 4), a) or text[b] in "、和与及":
                continue
            left = self.grammar.clause_start(a)
            if left == a and text[a - 1] == "）":  # 齐鲁制药（海南）有限公司
                opening = text.rfind("（", max(0, a - _NEAR), a)
                left = self.grammar.clause_start(opening) if opening > 0 else left
            if not (4 if text[a] == "商" else 2) <= a - left <= 24:
                continue
            left = self.register.last_end(left, a, frozenset(("park", "deixis")))
            if b - left >= 3:
                self._add(left, b, "firm", text[left:b], self._firm_role(left, b))

    def _firm_role(self, left: int, b: int) -> Role:
        text = self.text
        if text[b] == "等":
            return Role.NONE  # 甲公司、乙公司等高新技术企业239家: examples
        heads = self.grammar.clause_start(left) == left or self.register.ending(left) is not None
        if (heads and text[b] not in "、和与及的") or self.grammar.stated(b) or text[b] in "，是作为":
            return Role.SUBJECT
        return Role.NONE

    def quoted(self) -> None:
        """我们的产品…。某厂负责人说: we is the speaker's firm, named behind what was said (quotation marks are folded away)."""
        for m in _SPEAKER.finditer(self.text) if "我们" in self.text else ():
            reach = max(0, m.start() - _SPEECH)
            opening = max(reach, self.text.rfind("\n", reach, m.start()) + 1)
            if _OFFICE.search(m["who"]):
                continue
            for we in _WE.finditer(self.text, opening, m.start()):
                if self.register.is_free(*we.span()):
                    self._add(*we.span(), "firm", m["who"])

    def introduced(self) -> None:
        """龙头企业峡光新材, 区内企业桂龙智驾: a word of introduction, then the name up to its indicator."""
        text = self.text
        for m in _FIRM_CUE.find(text, self.anchors):
            a, b = m.start("name"), m.end("name")
            word = text[m.start() : a]
            if (
                _NOT_A_NAME.match(m["name"])
                or not self.register.is_free(m.start(), a + 2)
                or not (self.grammar.stated(a) or _TELLS.search(m["name"]))
            ):
                continue
            term = self.grammar.next_term(m.start())
            if term is not None and term.start <= a <= term.end and word not in _LISTED_FIRMS:
                continue
            if strip_left(text, a, b, self.neutral) - a >= 2 or text[m.start() - 1] in "家个户0123456789类型":
                continue
            term = self.grammar.next_term(a)
            if word == "企业" and not self.grammar.opens(m.start()):
                near = term is not None and 2 <= term.start - a < 16 and "，" not in text[a : term.start]
                if not near or m.start() - self.grammar.clause_start(m.start()) > 6:
                    continue
            end = min(b, term.start) if term is not None and term.start > a else b
            self._add(m.start(), end, "firm", text[a:end])

    def organisations(self) -> None:
        """A university or institute that opens a clause and has numbers of its own."""
        text = self.text
        for m in _ORG_SUFFIX.find(text, self.anchors):
            a, b = m.span()
            left = self.grammar.clause_start(a)
            if (
                not 2 <= a - left <= 14
                or not self.register.is_free(self.register.last_end(left, a, _SEATS), b)
                or text[b] in "、和与及等的"
                or not (self.grammar.stated(b) or _NUMBER_IN_NEXT.match(text, b))
            ):
                continue
            if (
                (strip_left(text, left, a, self.neutral) != left and not _CENTRAL.match(text, left))
                or any(c.isdigit() for c in text[left:a])
                or self.grammar.term_across(left, b)
            ):
                continue
            self._add(left, b, "firm", text[left:b])

    def known_firms(self) -> None:
        """A firm once introduced is known by its name from there on."""
        names = {owner.name for owner in self.register.owners() if owner.kind == "firm" and 3 <= len(owner.name) <= 10}
        position = 0
        for a, b in _occurrences({name for name in names if name[0] not in "这该那本我一某其"}, self.text):
            if a < position:
                continue
            position = b
            if self.register.is_free(a, b) and self.grammar.opens(a):
                self._add(a, b, "firm", self.text[a:b])

    def subparks(self) -> None:
        """白洋工业园, 永兴片区: parts of the zone that have numbers of their own."""
        text = self.text
        for m in _SUBPARK_SUFFIX.find(text, self.anchors):
            a, b = m.span()
            if not self.register.is_free(a, b) or text[b] in "、和与及等" or not self._has_numbers(a, b):
                continue
            left = self.grammar.clause_start(a)
            name = self._bare_start(self.register.last_end(left, a, _HEADS), a)
            label = _NETWORK.sub("", text[name:b])
            if not 3 <= len(label) <= 14 or _GENERIC_SUBPARK.match(label) or any(c.isdigit() for c in label):
                continue
            if (self.grammar.term_across(name, b) and text[name:a] not in _SIDES) or (
                text[a:b] == "园区" and not 2 <= a - name <= 4
            ):
                continue
            if _WHOLE_BEFORE.search(text, max(0, name - 6), name) or BESIDE.match(text, name, a):
                continue
            role = self.grammar.role(name, b)
            self._add(name, b, "subpark", label, Role.SUBJECT if role is Role.NONE and text[name - 1] == "在" else role)

    def _has_numbers(self, a: int, b: int) -> bool:
        text = self.text
        if self.grammar.stated(b):
            return True
        if text[b] == "，" and _IN_BEFORE_IT.search(text[max(0, a - 22) : a]) and self.grammar.stated(b + 1):
            return True
        start = self.grammar.clause_start(a)
        if _FIGURES_OF.match(text, b) and (self.grammar.initial(start) or _SETTING_BEFORE.search(text, 0, start)):
            return True
        opens = self.grammar.initial(start)
        if opens and text[start - 1] == "\n" and _INTRODUCED.match(text, b):
            return True
        return opens and _NUMBER_IN_NEXT.match(text[b : b + 40]) is not None


def _occurrences(names: Iterable[str], text: str) -> list[tuple[int, int]]:
    """Where the names stand, in order, the longest first where several begin."""
    found = []
    for name in names:
        a = text.find(name)
        while a >= 0:
            found.append((a, a + len(name)))
            a = text.find(name, a + 1)
    return sorted(found, key=lambda span: (span[0], -span[1]))

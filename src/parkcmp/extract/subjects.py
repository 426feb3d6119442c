"""Who is spoken of: every owner a text names, and the part its name plays where it stands.

Parks, the zones together, regions, other zones, sub-parks and firms. A name is a subject only where the grammar lets it be
one: 占全市 names a whole, 高于全国 something compared, 位于武汉 a place. Judged clause by clause, without the article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from parkcmp.extract.quantities import Quantity
from parkcmp.extract.times import Time
from parkcmp.extract.vocabulary import PlaceMention, TermMention, Vocabulary
from parkcmp.lexicon.cues import load_cues, strip_left, strip_right


class Role(Enum):
    """The part a name plays."""

    SUBJECT = "subject"
    WHOLE = "whole"
    COMPARED = "compared"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Owner:
    """A named owner. `kind` park|nation|region|zone|subpark|firm|deixis; `key` a registry key or full name, else ''."""

    kind: str
    name: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class OwnerMention:
    """An owner named at start:end in a role; `initial` where it opens its sentence."""

    start: int
    end: int
    owner: Owner
    role: Role
    initial: bool = False


_BOUNDARY = "，。；：、！？\n（）|•·★◆●■—《》 ①②③④⑤⑥⑦⑧⑨⑩"
_HARD = "，。；：！？\n|"
_WHOLE_BEFORE = re.compile(r"(?:占|占比|占到|占了|占据|占有|相当于|约占|仅占|贡献(?:了)?|占据了)(?:整个|了|同期|当年|全年)?$")
_COMPARED_BEFORE = re.compile(
    r"(?:高于|低于|快于|慢于|高出|低出|好于|优于|强于|大于|小于|多于|少于|领先于?|落后于?|赶超|超出|跑赢|比|较|同|相比|相较于?|领跑)(?:同期)?(?:的)?$"
)
_PLACE_BEFORE = re.compile(
    r"(?:使|让|是|位于|地处|坐落于?|落户于?|来自|毗邻|辐射|服务|围绕|推动|推进|促进|引领|带动|支撑|助力|进入|入驻|进驻|布局|走向|面向|对接|融入|联合|携手|受|向|往|到|对|给|把|将|以|于|为|成为|升级为|升格为|批复为|认定为|批准|跻身|列入|纳入|申报|争创|创建|建设|获批|支持|参与|属于|隶属|归属|离|距|距离|覆盖|遍布|分布在|分布于|全国各)$"
)
_IN_BEFORE = re.compile(r"(?:在|从|由|与|和|及|同|跟|、)$")
_DEALT = re.compile(r"分别|依次|各自|各为|各达|分列")
_HEDGE_NEXT = re.compile(r"(?:超过|突破|超|逾|站上|跨过|迈过|迈上|近|约|达|共|仅|则|全市|全省|全州)")
_ORG_AFTER = re.compile(
    r"(?:市委|省委|区委|委|政府|人民政府|统计|科技[厅局部]|科技|财政|税务|发改|工信|商务|海关|厅|局|首[个家批]|级|院士|大学|学院|银行|医院|日报|晚报|新闻|报|网|省级|市级|人民|户籍|籍|境|内的|以[东西南北]|东|西|南|北|中心城|主城|老城|新城|城区|市区|高铁|机场|港|精神|速度|经验|模式|方案|样板|制造(?!业)|智造|品牌|之一|唯一|最|第[一二三四五六七八九十\d]|前[列茅三十])"
)
_NATION_AFTER = re.compile(r"(?:综合评价|综合排名|创新能力|评价|考核|排名|排行|排位|中|名单|行列|队伍|第|前|建设|总体|高质量|系统|工作|会议|论坛|政策|条例|绿色|火炬|百强|标杆|的(?:名单|行列|排名|位次)|位次|先进|示范|方阵|序列|平均|均值|主任|管委会主任)")
_ZONE_SUFFIX = re.compile(
    r"(?:国家级)?(?:经济技术开发区|经济开发区|经济技术开发园区|经开区|综合保税区|保税港区|保税区|综保区|(?<!高)新区(?!域|位)|自由贸易试验区|自贸试验区|自贸区|自由贸易港|出口加工区|合作示范区|合作区|旅游度假区|度假区|临空经济区|临空区|航空港区|航空港实验区|空港经济区|工业集中区|循环化工园区|化工园区|省级高新区|(?<!高新技术)(?<!技术)产业开发区|农高区|实验区|农业科技园区|省级开发区)"
)
_SUBPARK_SUFFIX = re.compile(r"(?:片区|组团|产业园|工业园|科技园|软件园|创业园|生态园|生物园|物流园|光电园|医药园|智慧区|功能区|产业基地|产业区|科学城|新城|生态城|科技城|小镇|街道|培育基地|产业化基地|(?<!示范)(?<!培训)(?<!实训)(?<!生产)(?<!产业)基地(?:[一二三四]期)?|直管园|核心园|核心区|示范园|(?<=[\u4e00-\u9fff]{2})园区|(?<=[\u4e00-\u9fff]{2})园)(?!区|林|丁)")
_GENERIC_SUBPARK = re.compile(r"^(?:高新|我们|国家级|省级|市级|国家|特色|各|化工|经济|主导|先进|兄弟|周边|专业|现代|大学|高新|个|一批|新|多个|众多|重点|标准|主题|全|该|本|我|校|孵化|公|家|创业|科技|产业|工业|软件|一区多|分|重大|知名|高端|示范|亿元|百亿|千亿|民营|智慧|生态|海外|归国|留学人员|留学生)")
_FIRM_SUFFIX = re.compile(r"(?:有限责任公司|股份有限公司|有限公司|公司|集团(?!化|军)|股份(?!制|合作|经济)|药业(?!板)|重工|厂(?!房|商|区|家))")
_GENERIC_FIRM = re.compile(r"(?:上市|(?<!电)子|分|总|跨国|控股|有限|开发|投资|平台|运营|国有|独资|家|类|集团|母|大型|挂牌|中介|物业|管理|建设|发展|贸易|外资|旗下|所属|参股|工)$")
_ORG_SUFFIX = re.compile(r"(?:大学|学院|研究院|研究所|研发中心|医院|银行|证券|景区|机场|商城|批发市场)")
_RETURN_TO = re.compile(r"(?:回到|再看|来看|说到|走进|聚焦)$")
# A project that opens a clause and does something has numbers of its own.
_PROJECT = re.compile(
    r"(?<=[，。；\n])(?![\u4e00-\u9fff]*(?:亿元|重大|工业|新签|签约|开工|在建|重点|产业|招商|全部|所有|个)[\u4e00-\u9fff]{0,4}项目)[\u4e00-\u9fff]{4,16}项目(?=日前|近日|总投资|计划|签约|落户|建成|投产|达产|正式|已|于|一期|二期|将|预计|全部)"
)
_FIRM_CUE = re.compile(
    r"(?:龙头骨干企业|龙头企业|链主企业|领军企业|骨干企业|头部企业|明星企业|代表企业|代表性企业|标杆企业|独角兽企业|瞪羚企业|小巨人企业|上市公司|上市企业|高企|龙头|链主|巨头|企业)(?P<name>[\u4e00-\u9fffA-Za-z]{2,12})"
)
_FIRM_DEIXIS = re.compile(r"(?:[一某]家[\u4e00-\u9fff]{0,8}?(?:企业|公司)|[\u4e00-\u9fff]{2,6}[两二三四五六七八]家(?:龙头|骨干|重点|链主)?(?:企业|公司)(?=[^，。；]{0,6}(?:分别|合计|共))|这家|那家|该公司|该企业|该集团|该厂|该院|该所|该校|本公司|我公司|(?<=[，。；\n])公司|(?<=[，。；\n])集团)")
_NOT_A_NAME = re.compile(
    r"^(?:[一二三四五六七八九十百千两\d]|达|数|共|有|总|为|超|突|实|等|和|及|的|在|营|产|收|税|利|引|带|培|集|新|近|逾|约|已|累|增|由|从|较|比|占|不|是|主|创|研|发|技|工|出|进|年|全|均|完|提|加|减|上|下|注册|从业|就业|资产|人|平|成|也|则|还|更|强|多|快|大|高|入|拥|建|获|通|投|开|数量|总数|家|户|之|与|以|对|向|将|要|可|能|把|被|让|使|到|至|中|内|外|里|间|群|们|及其|享|自|所|认|备|贷|余|融|均|市值|订|用|缴|落|牵|承|参|起|支|稳|持|保|继|快|纷|纳)"
)
_CLAUSE_OPENERS = frozenset(
    ["全", "而", "但", "且", "又", "其中", "同期", "同时", "另外", "此外", "当年", "目前", "截至", "截至目前", "如今", "也是在", "在", "并", "据", "全年", "其", "即", "如", "例如", "比如", "与此同时", "去年", "今年", "不过", "同城的", "同城", "邻近的", "区内", "园内", "区内的", "兄弟园区", "作为对比", "对比之下", "相比之下", "今天的", "位于", "地处", "来自", "今日的", "昔日的", "其他如", "相邻的", "周边的", "隔壁的", "省内的", "市内的", "总部位于", "落户", "落户于", "坐落于", "再看", "从", "因此", "由此", "到", "末", "底"]
)


class _Finder:
    def __init__(self, text: str, vocabulary: Vocabulary, times: Sequence[Time], terms: Sequence[TermMention], quantities: Sequence[Quantity]):
        self.text = text
        self.vocabulary = vocabulary
        self.cues = load_cues()
        self.places = vocabulary.places(text)
        self.time_ends = {t.end: t.start for t in times}
        self.times = times
        self.term_starts = [t.start for t in terms]
        self.terms = terms
        self.numbers = [q.start for q in quantities]
        self.quantities = quantities
        self.found: list[OwnerMention] = []

    def find(self) -> list[OwnerMention]:
        taken: list[tuple[int, int]] = []
        for i, mention in enumerate(self.places):
            owner = self._place(i, mention)
            if owner is not None:
                self.found.append(owner)
                taken.append((mention.start, mention.end))
        self._by_suffix(_ZONE_SUFFIX, "zone", taken)
        self._firms(taken)
        self._organisations(taken)
        self._known_firms(taken)
        self._subparks(taken)
        self.found.sort(key=lambda m: (m.start, m.end))
        self._joint()
        return self.found

    def _joint(self) -> None:
        """中关村、张江、深圳三家园区合计: what several zones have together is no one's, unless the sentence deals it out."""
        row: list[int] = []
        for i, mention in enumerate([*self.found, None]):
            if mention is not None and mention.owner.kind in ("park", "zone") and (not row or re.fullmatch(r"[、和与及同]", self.text[self.found[row[-1]].end : mention.start])):
                row.append(i)
                continue
            if len(row) > 1 and not _DEALT.search(self.text[self.found[row[-1]].end : self.found[row[-1]].end + 60].split("。")[0]):
                first, last = self.found[row[0]], self.found[row[-1]]
                owner = Owner("zone", self.text[first.start : last.end])
                for j in row:
                    self.found[j] = OwnerMention(first.start, last.end, owner, first.role, False)
            row = [i] if mention is not None and mention.owner.kind in ("park", "zone") else []

    # -- places of the lexicon

    def _place(self, i: int, mention: PlaceMention) -> OwnerMention | None:
        text, a, b, place = self.text, mention.start, mention.end, mention.place
        word = text[a:b]
        before = text[max(0, a - 8) : a]
        after = text[b : b + 10]
        previous = self.places[i - 1] if i and self.places[i - 1].end == a else None
        if place.kind == "other":
            return OwnerMention(a, b, Owner("firm" if place.key == "firm" else "zone", word), self._role(a, b))
        if place.kind in ("park", "bare"):
            if previous is not None and previous.place.kind in ("region", "level") and not self._holds(previous, place.key):
                return OwnerMention(a, b, Owner("zone", text[previous.start : b]), self._role(previous.start, b))
            if place.kind == "bare" and re.match(r"（(?:股票代码|证券代码)?[：:]?\d{6}|（[A-Z]{2}", after):
                return OwnerMention(a, b, Owner("firm", word), Role.SUBJECT, self._initial(a))
            if place.kind == "bare" and not self._bare(a, b, after):
                return None
            if _RETURN_TO.search(before):
                return OwnerMention(a, b, Owner("park", word, place.key), Role.SUBJECT, True)
            start = previous.start if previous is not None else a
            if text[a - 3 : a].endswith(("新区", "新城", "园区")) and place.kind == "bare":
                return OwnerMention(a, b, Owner("zone", word), self._role(a, b))
            return OwnerMention(a, b, Owner("park", word, place.key), self._role(start, b), self._initial(start))
        if place.kind == "ambiguous":
            return OwnerMention(a, b, Owner("ambiguous", word, place.key), self._role(a, b), self._initial(a))
        if place.kind == "nation":
            spread = re.search(r"(?P<where>[东中西]部(?:地区)?|[\u4e00-\u9fff]{2,3}地区|[\u4e00-\u9fff]{2,4}[省市])?(?:的)?(?:\d+|[两三四五六七八九十]+)[家个]$", before)
            if spread and (spread["where"] or self._region_ends(a - len(spread.group()))):
                return OwnerMention(a, b, Owner("region", spread["where"] or word), Role.SUBJECT)
            if word.startswith("国家") and (_NATION_AFTER.match(after) or text[a - 1 : a] in "家个为级"):
                counted = re.search(r"\d+家$", before)
                return OwnerMention(a, b, Owner("nation", word, "全国"), Role.SUBJECT if counted and not _PLACE_BEFORE.search(before) and self._initial(a - len(counted.group())) else Role.NONE)
            if _NATION_AFTER.match(after):
                return OwnerMention(a, b, Owner("nation", word, "全国"), Role.NONE)
            return OwnerMention(a, b, Owner("nation", word, "全国"), self._role(a, b), self._initial(a))
        if place.kind == "zone":
            return self._zone(a, b, word, before, previous)
        if place.kind in ("region", "level"):
            if word == "中国" and text[a - 1] == "其":
                return None  # 其中国家级…
            return self._region(a, b, place.kind, place.key, word, after)
        if place.kind in ("subpark", "subpark_bare"):
            if text[b : b + 1] in "、和与及" or re.match(r"等\d|等[一二三四五六七八九十]", after):
                return OwnerMention(a, b, Owner("subpark", word, place.key), Role.NONE)
            return OwnerMention(a, b, Owner("subpark", word, place.key), self._role(a, b), self._initial(a))
        return None

    def _region_ends(self, position: int) -> bool:
        """Whether a region's name stands shortly before: 广西现有4家国家高新区."""
        return any(p.place.kind in ("region", "level") and 0 <= position - p.end <= 4 and p.place.key != "country" for p in self.places)

    def _holds(self, region: PlaceMention, key: str) -> bool:
        park = self.vocabulary.lexicon.parks[key]
        if region.place.kind == "level":
            return True
        return region.place.key in (park.city, park.province) or region.place.key[:2] in (park.city[:2], park.province[:2], park.official_name[:2])

    def _bare(self, a: int, b: int, after: str) -> bool:
        """A bare name counts where it opens a clause and nothing behind makes it a street, a school or a firm."""
        if re.match(r"(?:实验室|材料|大道|路|街|医院|中学|小学|科学城|集团|股份|公司|论坛|镇|村|湖|山|生态园|站|指数|电脑|软件园|高科|创投|人才|之声|品牌|精神|大厦|广场|银行)", after):
            return False
        return self._opens(a) or self.text[a - 1 : a] in "、"

    def _zone(self, a: int, b: int, word: str, before: str, previous: PlaceMention | None) -> OwnerMention | None:
        text = self.text
        if previous is not None and previous.place.kind == "region" and word.startswith("高新"):
            return OwnerMention(a, b, Owner("zone", text[previous.start : b]), self._role(previous.start, b))
        if text[b : b + 1] in "级" or (word in ("示范区", "开发区", "科技园区", "园区") and text[a - 1 : a] not in _BOUNDARY + "该本我全" and not self._opens(a)):
            return None
        if word.startswith("高新") and text[a - 1 : a] not in _BOUNDARY and a not in self.time_ends:
            left = self._clause_start(a)
            name = a
            while True:
                shorter = strip_right(text, left, name, self.cues.neutral)
                if shorter == name:
                    break
                name = shorter
            if 0 < name - left <= 4 and name == a and re.fullmatch(r"[\u4e00-\u9fff]+", text[left:a]) and not _PLACE_BEFORE.search(text[left:a]) and not _COMPARED_BEFORE.search(text[left:a]) and not _WHOLE_BEFORE.search(text[left:a]) and not _IN_BEFORE.search(text[left:a]):
                return OwnerMention(left, b, Owner("zone", text[left:b]), Role.SUBJECT)
        return OwnerMention(a, b, Owner("deixis", word), self._role(a, b), self._initial(a))

    def _region(self, a: int, b: int, kind: str, key: str, word: str, after: str) -> OwnerMention | None:
        role = self._role(a, b)
        owner = Owner("region", word, key if kind == "region" else f"@{key}")
        if role in (Role.WHOLE, Role.COMPARED):
            return OwnerMention(a, b, owner, role)
        if word in ("中国", "我国") and role is Role.SUBJECT and self._opens(a) and self._leads(b):
            return OwnerMention(a, b, owner, Role.SUBJECT)
        if word in ("国家", "中国", "世界", "全球", "国内", "我国") or _ORG_AFTER.match(after):
            return OwnerMention(a, b, owner, Role.NONE)
        if kind == "region" and not (self._initial(a) or self._leads(b)):
            return OwnerMention(a, b, owner, Role.NONE)
        if re.match(r"，", after) and re.search(r"(?:至于|放眼|再看|说到|就)$", self.text[max(0, a - 4) : a]):
            return OwnerMention(a, b, owner, Role.SUBJECT, False)
        if role is Role.SUBJECT and self._opens(a) and self._stated(b):
            return OwnerMention(a, b, owner, Role.SUBJECT, self._initial(a))
        return OwnerMention(a, b, owner, Role.NONE)

    def _leads(self, b: int) -> bool:
        """Whether what follows a region's name can be said of the region: 的, a time, an indicator, a verb of having."""
        text = self.text
        position = b
        if text[b : b + 1] in "的，":
            return True
        for _ in range(4):
            if any(t.start == position for t in self.times[bisect_left(self.times, position, key=lambda t: t.start) :][:1]):
                return True
            i = bisect_left(self.term_starts, position)
            if i < len(self.term_starts) and self.term_starts[i] == position:
                # 河南省国际联合实验室3家: a province's name is a level before an institution.
                metric = self.terms[i].term.metric
                return not (position == b and text[b - 1] == "省" and metric is not None and metric.category in ("platform", "openness", "talent") and metric.unit in "家个")
            j = bisect_left(self.numbers, position)
            if j < len(self.numbers) and self.numbers[j] - position <= 1 and position > b:
                return True
            if i and self.terms[i - 1].start < position < self.terms[i - 1].end:
                return True
            shorter = strip_left(text, position, min(len(text), position + 8), self.cues.neutral)
            if shorter == position:
                break
            position = shorter
        # An unknown word: 北京规模以上…同比增长16.5% is the city's, 河南省国际联合实验室3家 only carries its name.
        j = bisect_left(self.numbers, b)
        kind = self.quantities[j].kind if j < len(self.numbers) else ""
        return _HEDGE_NEXT.match(text, position) is not None or kind in ("money", "percent", "times")

    # -- grammar

    def _role(self, a: int, b: int) -> Role:
        before = self.text[max(0, a - 8) : a]
        if _WHOLE_BEFORE.search(before) or self.text[b : b + 2] == "占比" or self.text[b : b + 3] in ("的占比", "的比重", "的份额"):
            return Role.WHOLE if _WHOLE_BEFORE.search(before) or _IN_BEFORE.search(before) else Role.SUBJECT
        if re.search(r"占[^，。；\d占]{1,7}[、和与及]$", before):
            return Role.WHOLE
        if _COMPARED_BEFORE.search(before):
            return Role.COMPARED
        if re.search(r"(?:高于|低于|快于|慢于|高出|比|较|优于|好于|领先)[^，。；、]{0,6}[和与及、]$", before):
            return Role.COMPARED
        if _PLACE_BEFORE.search(before):
            return Role.NONE
        joined = re.search(r"[\u4e00-\u9fff][与和同及]$", before)
        if joined and not self._opens(a):
            return Role.NONE
        return Role.SUBJECT

    def _clause_start(self, a: int) -> int:
        """Where the clause of a position begins: after the last punctuation or time."""
        text = self.text
        i = a
        while i > 0 and text[i - 1] not in _BOUNDARY:
            i -= 1
        j = bisect_right(self.times, a, key=lambda t: t.end) - 1
        return max(i, self.times[j].end) if j >= 0 else i

    def _opens(self, a: int) -> bool:
        """Whether nothing but times and connectives stands between the clause's beginning and here."""
        left = self._clause_start(a)
        rest = self.text[left:a].lstrip("的度内里末底")
        return not rest or rest in _CLAUSE_OPENERS or a - left <= 0 or (len(rest) <= 4 and rest.endswith(("今天的", "今日的")))

    def _initial(self, a: int) -> bool:
        text = self.text
        i = a
        while i > 0 and text[i - 1] not in "。！？\n；】":
            i -= 1
        rest = text[i:a]
        if len(rest) > 24:
            return False
        for t in self.times:
            if i <= t.start < a:
                rest = rest.replace(t.text, "")
        rest = re.sub(r"[，、的在到末底截至（）年来近今天日以来其中]|据统计|初步统计", "", rest)
        return not rest

    def _stated(self, b: int) -> bool:
        """Whether an indicator or a number follows within the clause."""
        end = b
        text = self.text
        while end < len(text) and text[end] not in "，。；！？\n":
            end += 1
        i = bisect_left(self.term_starts, b)
        if i < len(self.term_starts) and self.term_starts[i] < end:
            return True
        j = bisect_left(self.numbers, b)
        return j < len(self.numbers) and self.numbers[j] < end

    # -- owners that no list holds

    def _free(self, a: int, b: int, taken: list[tuple[int, int]]) -> bool:
        return not any(x < b and a < y for x, y in taken)

    def _by_suffix(self, suffix: re.Pattern[str], kind: str, taken: list[tuple[int, int]]) -> None:
        for m in suffix.finditer(self.text):
            a, b = m.span()
            if not self._free(a, b, taken):
                continue
            left = self._clause_start(a)
            for mention in self.found:
                if left < mention.end <= a and mention.owner.kind != "region":
                    left = mention.end
            name = left
            while (shorter := strip_left(self.text, name, a, self.cues.neutral)) != name:
                name = shorter
            if name >= a:
                name = max(left, a - 2)
            role = self._role(name, b) if a - left <= 12 else Role.NONE
            self.found = [f for f in self.found if not (f.start >= name and f.end <= b)]
            self.found.append(OwnerMention(name, b, Owner(kind, self.text[name:b]), role, self._initial(name)))
            taken.append((name, b))

    def _firms(self, taken: list[tuple[int, int]]) -> None:
        text = self.text
        for m in _FIRM_DEIXIS.finditer(text):
            self.found.append(OwnerMention(m.start(), m.end(), Owner("firm", m.group()), Role.SUBJECT, self._initial(m.start())))
            taken.append(m.span())
        for m in _PROJECT.finditer(text):
            a, b = m.span()
            if self._free(a, b, taken) and strip_left(text, a, b, self.cues.neutral) == a:
                self.found.append(OwnerMention(a, b, Owner("firm", m.group()), Role.SUBJECT, self._initial(a)))
                taken.append((a, b))
        for m in _FIRM_SUFFIX.finditer(text):
            a, b = m.span()
            if not self._free(a, b, taken) or _GENERIC_FIRM.search(text, max(0, a - 4), a) or text[b : b + 1] in "、和与及":
                continue
            left = self._clause_start(a)
            if a - left < 2 or a - left > 24:
                continue
            inside = [f for f in self.found if left <= f.start and f.end <= b]
            left = max([left, *(f.end for f in inside if f.owner.kind in ("park", "deixis"))])
            if b - left < 3:
                continue
            taken.append((left, b))
            self.found = [f for f in self.found if not (f.start >= left and f.end <= b)]
            self.found.append(OwnerMention(left, b, Owner("firm", text[left:b]), self._firm_role(left, b), self._initial(left)))
        for m in _FIRM_CUE.finditer(text):
            a, b = m.start("name"), m.end("name")
            if _NOT_A_NAME.match(m["name"]) or not self._free(m.start(), a + 2, taken) or not self._stated(a):
                continue
            i = bisect_left(self.term_starts, m.start())
            if i < len(self.terms) and self.terms[i].start <= a < self.terms[i].end + 1 and text[m.start() : a] not in ("独角兽企业", "瞪羚企业", "小巨人企业", "上市公司", "上市企业", "高企"):
                continue
            if strip_left(text, a, b, self.cues.neutral) - a >= 2 or text[m.start() - 1 : m.start()] in "家个户0123456789类型":
                continue
            if text[m.start() : a] == "企业" and not self._opens(m.start()):
                j = bisect_left(self.term_starts, a)
                later = j < len(self.term_starts) and self.term_starts[j] < a + 16 and self.term_starts[j] - a >= 2
                if m.start() - self._clause_start(m.start()) > 6 or not later or "，" in text[a : self.term_starts[j]]:
                    continue
            j = bisect_left(self.term_starts, a)
            end = min(b, self.term_starts[j]) if j < len(self.term_starts) and self.term_starts[j] > a else b
            self.found.append(OwnerMention(m.start(), end, Owner("firm", text[a:end]), Role.SUBJECT, self._initial(m.start())))
            taken.append((m.start(), end))

    def _firm_role(self, left: int, b: int) -> Role:
        if (self._clause_start(left) == left or any(f.end == left for f in self.found)) and self.text[b] not in "、和与及的等":
            return Role.SUBJECT
        return Role.SUBJECT if self._stated(b) or self.text[b : b + 1] in "，是作为" else Role.NONE

    def _organisations(self, taken: list[tuple[int, int]]) -> None:
        """A university or institute that opens a clause and has numbers of its own."""
        text = self.text
        for m in _ORG_SUFFIX.finditer(text):
            a, b = m.span()
            left = self._clause_start(a)
            if not self._free(left, b, taken) or not 2 <= a - left <= 14 or not self._stated(b) or text[b : b + 1] in "、和与及等的":
                continue
            if strip_left(text, left, a, self.cues.neutral) != left or any(c.isdigit() for c in text[left:a]):
                continue
            i = bisect_left(self.term_starts, left)
            if i < len(self.terms) and self.terms[i].start < b:
                continue
            self.found.append(OwnerMention(left, b, Owner("firm", text[left:b]), Role.SUBJECT, self._initial(left)))
            taken.append((left, b))

    def _known_firms(self, taken: list[tuple[int, int]]) -> None:
        """A firm once introduced (龙头企业峡光新材) is known by its name from there on."""
        names = {f.owner.name for f in self.found if f.owner.kind == "firm" and 3 <= len(f.owner.name) <= 10 and f.owner.name[0] not in "这该那本我"}
        for name in names:
            for m in re.finditer(re.escape(name), self.text):
                if self._free(m.start(), m.end(), taken) and self._opens(m.start()):
                    self.found.append(OwnerMention(m.start(), m.end(), Owner("firm", name), Role.SUBJECT, self._initial(m.start())))
                    taken.append(m.span())

    def _subparks(self, taken: list[tuple[int, int]]) -> None:
        text = self.text
        for m in _SUBPARK_SUFFIX.finditer(text):
            a, b = m.span()
            inside = text[b : b + 1] == "，" and re.search(r"在[^，。；]{2,20}$", text[max(0, a - 22) : a]) is not None and self._stated(b + 1)
            opens = self._initial(self._clause_start(a)) and re.match(r"[^，。；\d]{0,12}，[^。；]{0,24}\d", text[b : b + 40]) is not None
            if not self._free(a, b, taken) or text[b : b + 1] in "、和与及等" or not (self._stated(b) or inside or opens):
                continue
            left = self._clause_start(a)
            for mention in self.found:
                if left < mention.end <= a and mention.owner.kind in ("park", "deixis", "firm"):
                    left = mention.end
            name = left
            while (shorter := strip_left(text, name, a, self.cues.neutral)) != name:
                name = shorter
            label = text[name:b]
            if not 3 <= len(label) <= 14 or _GENERIC_SUBPARK.match(label) or any(c.isdigit() for c in label):
                continue
            i = bisect_left(self.term_starts, b)
            if i and self.terms[i - 1].end > name:
                continue
            if text[a:b] == "园区" and not 2 <= a - name <= 4:
                continue
            if _WHOLE_BEFORE.search(text, max(0, name - 6), name):
                continue
            role = self._role(name, b)
            self.found = [f for f in self.found if not (f.start >= name and f.end <= b)]
            self.found.append(OwnerMention(name, b, Owner("subpark", label), Role.SUBJECT if role is Role.NONE and text[name - 1 : name] == "在" else role, self._initial(name)))
            taken.append((name, b))


def find_owners(
    text: str, vocabulary: Vocabulary, times: Sequence[Time], terms: Sequence[TermMention], quantities: Sequence[Quantity]
) -> list[OwnerMention]:
    """All owners that a folded text names, in order."""
    return _Finder(text, vocabulary, times, terms, quantities).find()

"""Who is spoken of at each point: the article's owner, the paragraph's, the sentence's, the clause's.

A sentence returns to its paragraph's topic, a semicolon to its sentence's; 全区, 该区, 这里 return to the zone of the article.
"""

from __future__ import annotations

from dataclasses import dataclass

from parkcmp.extract.antecedents import THE_PARK
from parkcmp.extract.mentions import Owner, OwnerMention, Role
from parkcmp.lexicon.records import Lexicon
from parkcmp.model import Scope

_SCOPES = {
    "park": Scope.PARK, "nation": Scope.NATIONAL, "region": Scope.REGION, "subpark": Scope.SUBPARK,
    "zone": Scope.OTHER, "firm": Scope.OTHER, "deixis": Scope.OTHER,
}  # fmt: skip


@dataclass(slots=True)
class Speaker:
    """`article` the topic of the text at hand, `topic` of the paragraph, `current` of the clause."""

    lexicon: Lexicon
    article: Owner | None = None
    topic: Owner | None = None
    current: Owner | None = None
    zone: Owner | None = None  # the park that 全区 means
    seat: Owner | None = None  # what 高新区 means in a city's own account
    guest: bool = False  # whether the text is a region's own account, in which a zone has no more than its sentence
    visit: bool = False  # whether this sentence spoke of such a zone
    host: Owner | None = None  # the district that the text began with, before any zone was named
    named: bool = False  # whether a zone has been named
    before: Owner | None = None  # whom the sentence before ended on
    led: str = ""  # "region" where one opened a sentence of this paragraph before anybody else was named in it
    # whether a region opened the last sentence that named somebody, and nobody was named behind it
    opened: bool = False
    told: bool = False  # whether this sentence has named somebody

    def begin_paragraph(self, topic: Owner | None) -> None:
        """A paragraph speaks of its article's owner until it says otherwise."""
        self.article = self.topic = self.current = topic
        self.led, self.opened, self.visit = "", False, False
        self.zone = topic if topic is not None and topic.kind in ("park", "nation", "zone", "subpark") else None

    def begin_sentence(self, semicolon: bool = False) -> None:
        """Back to the paragraph's topic, behind a semicolon to the sentence's."""
        self.before, self.told = self.current, False
        if self.visit and not semicolon:
            # 湘潭高新区获评…。高新技术企业增至…: in the city's report the next sentence is the city's
            self.topic, self.visit = None, False
        if (self.led == "region" or self.opened) and self.current is not None and self.current.kind == "region":
            return  # 全市…。固定资产投资…: behind a city's own sentence it may be spoken of still
        self.current = self.topic

    @property
    def after_firm(self) -> bool:
        """Whether nobody has been named since a sentence on a firm: 该厂…。预计产值… may be the firm's still."""
        return not self.told and self.before is not None and self.before.kind == "firm"

    def tell(self, mention: OwnerMention, opens_paragraph: bool) -> None:
        """Take note of an owner named as a subject."""
        if mention.role is not Role.SUBJECT:
            return
        told, self.told = self.told, True
        owner = mention.owner
        self.opened = owner.kind == "region" and mention.initial and owner.name[-1] == "市" and owner.name[0] != "全"
        if owner.kind != "region" or (mention.initial and not self.led):
            self.led = owner.kind
        if owner.kind == "ambiguous":
            if self.zone is None or self.zone.key not in owner.key.split("|"):
                self.current = Owner("zone", owner.name)
                return
            owner = Owner("deixis", owner.name)
        if owner.kind == "deixis":
            within = owner.name.endswith("内") and self.current is not None and self.current.kind in ("park", "nation")
            if within and (told or self.zone is None):
                return  # 区内 behind a zone that the sentence has just named
            part = self._part_spoken_of(told) if owner.name.startswith(THE_PARK) else None
            if part is not None:
                self.current = part
                return
            if self.host is not None and owner.name == "全区":
                # 秀洲区总面积…。秀洲高新区…。全区…: in a text on a district it is the district
                self.current = self.host
                return
            if self.zone is None and self.seat is not None and owner.name.startswith("高新"):
                self.current = self.seat
                return
            self.current = self.article if owner.name[0] in "我本" and self.article is not None else self.zone
            if mention.initial:
                self.topic = self.zone
            return
        self.current = owner
        self.named = self.named or owner.kind == "park"
        self.visit = self.visit or (self.guest and owner.kind == "park" and not opens_paragraph)
        if owner.kind in ("park", "nation") and mention.initial:
            self.topic = owner
            takes = owner.kind == "park" or self.article is None or self.article.kind != "park"
            if (opens_paragraph and takes) or self.article in (None, owner) or owner.name[0] == "【":
                self.zone = owner
        elif owner.kind in ("firm", "zone", "subpark") and (
            opens_paragraph or (mention.initial and owner.name[0].isdigit())
        ):
            self.topic = owner  # 16个高新区…: the sentences after go on about them
        elif (
            opens_paragraph and owner.kind == "region" and owner.name[-1] in "区县" and owner.name[0] not in "全我本该"
        ):
            self.topic = self.zone = owner  # 全区 in a paragraph on a district is the district
            if not self.named and self.article is None:
                self.host = owner
        if owner.kind in ("park", "nation") and self.zone is None:
            self.zone = owner
        if owner.kind == "park" and self.topic is None:
            self.topic = owner

    def _part_spoken_of(self, told: bool) -> Owner | None:
        """激光产业园…。园区…: behind a sentence or in a paragraph on a part of the zone, the part; `told` where this sentence
        has named somebody else."""
        if not told and self.before is not None and self.before.kind == "subpark":
            return self.before
        on_part = self.topic is not None and self.topic.kind == "subpark" and self.topic is not self.zone
        return self.topic if on_part else None

    def scope(self, owner: Owner | None) -> tuple[str | None, Scope]:
        """The entity and scope of a fact that an owner states."""
        if owner is None:
            return None, Scope.OTHER
        if owner.kind == "park":
            return owner.key, Scope.PARK
        if owner.kind == "nation":
            return "全国", Scope.NATIONAL
        return None, _SCOPES[owner.kind]

    def region_key(self, mention: OwnerMention) -> str:
        """The full name of a region: 全市 in an article on 惠州 is 惠州市."""
        key = mention.owner.key
        if not key.startswith("@"):
            return key or mention.owner.name
        park = self.lexicon.parks.get(self.zone.key) if self.zone and self.zone.kind == "park" else None
        if key == "@city" and park:
            return park.city
        if key == "@province" and park:
            return park.province
        return {"@country": "全国", "@world": "世界"}.get(key, mention.owner.name)

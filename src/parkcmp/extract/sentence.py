"""What a sentence has said so far: the explicit state that each of its numbers reads and updates."""

from __future__ import annotations

from dataclasses import dataclass, field

from parkcmp.extract.asides import Held
from parkcmp.extract.draft import Draft
from parkcmp.extract.labels import Label
from parkcmp.extract.lists import Group
from parkcmp.extract.mentions import Owner, OwnerMention


@dataclass(slots=True)
class Sentence:
    """What the sentence at hand has said so far. `label` is the last indicator named, `chain` the draft that a 由…增至
    began, `drafts` the numbers already read, `mark` where its next semicolon is, `total` its first 累计, `part` its first
    其中, `asides` the brackets with numbers that are still ahead, `held` what it spoke of where the one at hand opened,
    `refused` the end of the last number of an unknown indicator. Without `may_plan` and `may_lead` no word of a plan or
    of a branch of industry is in it."""

    start: int
    end: int
    drafts: list[Draft] = field(default_factory=list)
    label: Label | None = None
    label_draft: Draft | None = None
    chain: Draft | None = None
    chain_start: str | None = None
    chain_done: bool = False
    clause: int = 0
    target: bool = False
    mark: int = 0
    sector: str = ""
    rule: bool = False
    total: int = -1
    part: int = -1
    may_plan: bool = False
    may_lead: bool = False
    planned: int = 0
    forecast: bool = False
    groups: dict[int, Group] = field(default_factory=dict)
    plans: dict[int, tuple[Draft, OwnerMention]] = field(default_factory=dict)
    places: dict[int, Owner] = field(default_factory=dict)  # whose the later places of a row are
    dealt: list[Draft] = field(default_factory=list)  # whose shares come next
    period_before: tuple[str | None, bool] = (None, False)
    asides: list[tuple[int, int]] = field(default_factory=list)
    held: Held | None = None
    refused: int = -1
    row: tuple[Owner, ...] = ()  # the zones that the last row of numbers was dealt out to
    dealt_out: bool = False  # its indicator goes to the places named behind its colon

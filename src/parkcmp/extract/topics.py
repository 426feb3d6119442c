"""Whose a text is that has no heading of its own: the one park that it speaks of, if there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parkcmp.extract.mentions import Owner, Role

if TYPE_CHECKING:
    from parkcmp.extract.structure import Paragraph, Reader

_OPENING = 160  # characters of figures that an opening holds before its ellipsis
_NEAR = 50


def titled_park(reader: Reader, paragraphs: list[Paragraph]) -> Owner | None:
    """江阴：一座县级市与它的高新区 — the one park of the text whose key the title holds."""
    heading = next((p for p in paragraphs[:2] if p.heading), None)
    title = reader.text[heading.start : heading.end] if heading is not None else ""
    if heading is None or "高新" not in title:
        return None
    if any(o.owner.kind == "firm" for o in reader.owners.within(heading.start, heading.end)):
        return None  # 东湖高新集团简介
    parks = {o.owner.key: o.owner for o in reader.owners if o.owner.kind == "park" and o.owner.key in title}
    return next(iter(parks.values())) if len(parks) == 1 else None


def told_behind(reader: Reader, p: Paragraph) -> Owner | None:
    """GDP增长8%、投资增长12%……一季度，襄阳高新区…: whose the figures are that a paragraph opens with, None where they open none."""
    at = reader.text.find("…", p.start, min(p.end, p.start + _OPENING))
    if at < 0 or not reader.counted(p.start, at):
        return None
    owners = reader.owners.within(p.start, p.end)
    first = next((o for o in owners if o.start > at), None)
    if first is None or first.owner.kind != "park" or first.start - at > _NEAR:
        return None
    if first.role in (Role.WHOLE, Role.COMPARED) or any(o.start < at and o.role is Role.SUBJECT for o in owners):
        return None
    return first.owner


def only_park(reader: Reader) -> Owner | None:
    """The one park that a text without a heading of its own names, if no other zone is spoken of and it says 高新区 of
    itself, or its name again and again while no region is spoken of."""
    parks = {o.owner.key: o.owner for o in reader.owners if o.owner.kind == "park" and o.role is not Role.COMPARED}
    others = any(o.owner.kind == "zone" and o.role is Role.SUBJECT for o in reader.owners)
    subjects = [o.owner.kind for o in reader.owners if o.role is Role.SUBJECT]
    if subjects[:1] == ["firm"] and "park" not in subjects:
        return None  # a firm's own text, which only names where it works
    itself = "deixis" in subjects or (subjects.count("park") > 1 and "region" not in subjects)
    alone = subjects == ["park"] and _introduced(reader)
    return next(iter(parks.values())) if len(parks) == 1 and (itself or alone) and not others else None


def _introduced(reader: Reader) -> bool:
    """Whether the one subject of a text is named in its first sentence, before any number."""
    first = next(o.start for o in reader.owners if o.role is Role.SUBJECT)
    return not reader.counted(0, first) and "。" not in reader.text[:first]

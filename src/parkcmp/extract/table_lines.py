"""What the lines of one table say of a value: the stubs of its row, the heads of its column, the section above, and the
words around the table. Each is read into a `Line`; `table_facts` joins them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parkcmp.extract.quantity import Quantity
from parkcmp.extract.table_heads import Head, Heads
from parkcmp.extract.table_layout import Block, Item, Row, head_path
from parkcmp.extract.table_roles import Lists, is_about_zones, place_of, role_of
from parkcmp.extract.times import Time
from parkcmp.extract.vocabulary import Place, Vocabulary
from parkcmp.lexicon.records import Metric
from parkcmp.model import Measure, Scope

# 批准时间: when a zone began dates none of its figures.
_EVENT = re.compile(
    r"(?:批准|获批|批复|设立|成立|建立|建区|升级|晋升|认定|创建|挂牌)[\u4e00-\u9fff]{0,4}(?:时间|年份|年度|日期|年月|年)"
)


@dataclass(slots=True)
class Surroundings:
    """What stands around a table: `context` from near to far (caption, sheet, title), the document's own zone, the
    period that the text before it speaks of, the day of publication, whether it speaks of all national zones."""

    context: tuple[Head, ...]
    park: str | None
    period: str | None
    published: str | None
    national: bool = False


@dataclass(slots=True)
class Owner:
    """Whose a value is."""

    entity: str | None
    scope: Scope
    subject: str


@dataclass(slots=True)
class Line:
    """One direction's words. `owner` None: it names nobody; `label` is the indicator with what stood over it, `metric`
    None where the registry has none; `part` a name that is neither place nor indicator (电子信息)."""

    owner: Owner | None = None
    metric: Metric | None = None
    label: str = ""
    general: bool = False
    times: tuple[Time, ...] = ()
    units: tuple[Quantity, ...] = ()
    measure: Measure | None = None
    whole: str | None = None
    target: bool = False
    qoq: bool = False
    part: str = ""

    def of(self, other: Line) -> Line:
        """This kind of measure (增速) said of the indicator of another line."""
        return replace(self, metric=other.metric, label=other.label, general=other.general)


class Lines:
    """Reads the lines of one block."""

    def __init__(self, block: Block, heads: Heads, vocabulary: Vocabulary, around: Surroundings) -> None:
        self._block, self._heads, self._vocabulary, self._around = block, heads, vocabulary, around
        captions = [heads.read(item.text) for row in reversed(block.captions) for item in row.own()]
        self.context = (*captions, *around.context)
        self._titles = {column: block.title(column) for column in (*block.stubs, *block.ordinals)}
        stubs = [self._read_column(column) for column in block.stubs]
        said = [head.raw for head in self.context] + list(self._titles.values())
        self._about_zones = is_about_zones(said) or _mostly_zones([*stubs, *map(self._read_row, block.heads)])
        self._stub_roles = {
            column: role_of(cells, self._titles[column], self._about_zones, vocabulary)
            for column, cells in zip(block.stubs, stubs, strict=True)
        }
        self._head_roles = [role_of(self._read_row(row), "", self._about_zones, vocabulary) for row in block.heads]
        self.columns = self._read_columns()
        self._carried: dict[int, Item] = {}
        self._above = Line()

    def stubs(self, row: Row) -> Line:
        """What the stubs of a row say; to be asked row by row from the top, since a blank stub repeats the one above
        and a bare 增速 speaks of the row above."""
        parts: list[tuple[Head, Lists, str]] = []
        present = [column for column in self._block.stubs if column in row.items]
        for column in self._block.stubs:
            item = row.items.get(column)
            if item is None and present and column < present[-1]:
                item = self._carried.get(column)
            elif item is not None:
                self._carried[column] = item
            if item is not None and not _EVENT.search(self._titles[column]):
                parts.append((self._heads.read(item.text), self._stub_roles[column], self._titles[column]))
        for column in self._block.values:
            item = row.items.get(column)
            if item is not None and item.value is None and (head := self._heads.read(item.text)).only_unit:
                parts.append((head, Lists.UNITS, ""))
        line = self._line(parts)
        if line.measure is not None and not line.label and self._above.label:
            return line.of(self._above)
        if line.label:
            self._above = line
        return line

    def section(self, row: Row | None) -> Line:
        """What the line above a group of rows says: a zone, an indicator, a time, a unit."""
        if row is None or not row.own():
            return Line()
        head = self._heads.read(row.own()[0].text)
        place = place_of(head, "", self._about_zones, self._vocabulary)
        owner = self._owner_of(place, head) if place and place.kind in ("park", "nation", "subpark") else None
        term = head.term
        if term is None:
            return Line(owner, times=head.times, units=head.units)
        return Line(owner, term.metric, head.name, term.general, head.times, head.units, head.measure)

    def captions(self) -> Line | None:
        """The one indicator that the nearest caption with one names."""
        for head in self.context:
            if head.term is not None and head.term.metric is not None:
                return Line(None, head.term.metric, head.name, head.term.general, measure=head.measure)
            found = self._vocabulary.terms(head.folded)
            if len(found) == 1 and found[0].term.metric is not None:
                name = head.folded[found[0].start : found[0].end]
                return Line(None, found[0].term.metric, name, found[0].term.general, measure=head.measure)
        return None

    def owner_around(self) -> Owner | None:
        """The one zone that caption, sheet, title or document name; 全国 where they speak of all zones."""
        parks = self._vocabulary.lexicon.parks
        for head in self.context:
            named = dict.fromkeys(place.key for place in head.places if place.kind == "park")
            if head.place is not None and head.place.kind == "bare":
                named = {head.place.key: None}
            if len(named) == 1:
                key = next(iter(named))
                return Owner(key, Scope.PARK, parks[key].short_name)
            if named:
                return None
        if self._around.park:
            return Owner(self._around.park, Scope.PARK, parks[self._around.park].short_name)
        if self._around.national or any(place.kind == "nation" for head in self.context for place in head.places):
            return Owner("全国", Scope.NATIONAL, "国家高新区")
        return None

    def _read_column(self, column: int) -> list[Head]:
        return [self._heads.read(row.items[column].text) for row, _ in self._block.body if column in row.items]

    def _read_row(self, row: Row) -> list[Head]:
        aside = (*self._block.stubs, *self._block.ordinals)
        return [self._heads.read(item.text) for item in row.own() if item.cell.column not in aside]

    def _read_columns(self) -> dict[int, Line]:
        columns: dict[int, Line] = {}
        previous = Line()
        for column in self._block.values:
            parts: list[tuple[Head, Lists, str]] = []
            for item in head_path(self._block, column):
                depth = next(i for i, row in enumerate(self._block.heads) if row.number >= item.cell.row)
                parts.append((self._heads.read(item.text), self._head_roles[depth], ""))
            line = self._line(parts)
            if line.measure is not None and not line.label:
                # 营业收入 | 增速: a bare kind of measure speaks of the column before it, and of its time and owner.
                line = line.of(previous)
                line.times, line.owner = line.times or previous.times, line.owner or previous.owner
            else:
                previous = line
            columns[column] = line
        return columns

    def _line(self, parts: Sequence[tuple[Head, Lists, str]]) -> Line:
        line = Line()
        names: list[Head] = []
        for head, role, title in parts:
            line.times = head.times or line.times
            line.units = head.units or line.units
            line.measure = head.measure or line.measure
            line.whole = head.whole or line.whole
            line.target = head.target or line.target
            line.qoq = head.qoq or line.qoq
            owner = self._owner(head, role, title)
            if owner is not None:
                # Of 河南 | 新乡 the zone is the owner; a division beside it only says where it lies.
                if line.owner is None or line.owner.entity is None or owner.entity is not None:
                    line.owner = owner
            elif role is Lists.UNKNOWN and head.names_a_part:
                line.part = head.name
            elif head.name and not head.only_time and not head.only_unit and role is not Lists.UNITS:
                names.append(head)
        self._set_label(line, names)
        return line

    def _set_label(self, line: Line, names: list[Head]) -> None:
        """The indicator of a path of names. A name under another is that one's part (高新技术企业 | 营业收入 is not the
        zone's revenue), unless together they are a name, or one of them only says "the value" or groups."""
        named = [h for h in names if not (h.neutral and h.term is None) and not h.total]
        named = [h for i, h in enumerate(named) if not (h.generic and i < len(named) - 1)]
        if not named:
            return
        label = "".join(head.name for head in named)
        last = named[-1]
        term = last.term if len(named) == 1 else self._heads.term_of(label)
        if term is None and all(h.term is not None and h.term.metric is not None for h in named):
            same = {h.term.metric.id for h in named if h.term is not None and h.term.metric is not None}
            term = last.term if len(same) == 1 else None
        line.metric, line.label, line.general = term.metric if term else None, label, bool(term and term.general)

    def _owner(self, head: Head, role: Lists, title: str) -> Owner | None:
        place = place_of(head, title, self._about_zones, self._vocabulary)
        if place is not None and (role is Lists.PLACES or head.term is None):
            return self._owner_of(place, head)
        if role is Lists.PLACES and (head.total or (head.term is None and head.name and not head.neutral)):
            return Owner(None, Scope.OTHER, head.name)
        return None

    def _owner_of(self, place: Place, head: Head) -> Owner:
        name = head.name or head.folded
        match place.kind:
            case "park" | "bare":
                return Owner(place.key, Scope.PARK, name)
            case "nation":
                return Owner("全国", Scope.NATIONAL, name)
            case "zone":
                park = self._around.park
                return Owner(park, Scope.PARK, name) if park else self.owner_around() or Owner(None, Scope.OTHER, name)
            case "subpark" | "subpark_bare":
                return Owner(None, Scope.SUBPARK, name)
            case "region" | "level":
                return Owner(None, Scope.REGION, name)
        return Owner(None, Scope.OTHER, name)


def _mostly_zones(lines: Sequence[Sequence[Head]]) -> bool:
    """Whether a line of cells names zones by their full names."""
    for line in lines:
        parks = sum(head.place is not None and head.place.kind == "park" for head in line)
        if parks and parks * 3 >= len(line):
            return True
    return False

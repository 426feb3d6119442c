"""The entries that a lexicon file may hold, as strict models: unknown fields are mistakes, nothing is coerced.

Absent fields stay None, for `merge.py` to keep what was known or to default.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints


def _split(value: object) -> object:
    """A CSV cell `a|b` as its parts; TOML gives arrays."""
    return [part for part in value.split("|") if part] if isinstance(value, str) else value


def _pairs(value: object) -> object:
    """A CSV cell `a/b|c/d` as pairs."""
    return [part.split("/") for part in value.split("|") if part] if isinstance(value, str) else value


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=60, pattern=r"^[^\n\t|]+$")]
Names = Annotated[list[Name], BeforeValidator(_split)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
MetricId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,60}$")]
ParkKey = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=20)]
Unit = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=12)]
Number = Annotated[str, StringConstraints(pattern=r"^-?\d+(\.\d+)?$")]


class Entry(BaseModel):
    """One entry of a file: unknown fields are mistakes, and nothing is coerced."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Example(Entry):
    """A clause and the value, in the metric's unit, that it states."""

    text: Text
    value: Number


class MetricEntry(Entry):
    """An indicator, or what is to change of one."""

    id: MetricId
    zh: Name | None = None
    en: Text | None = None
    unit: Unit | None = None
    kind: Literal["flow", "stock", "ratio", "rank", "index"] | None = None
    direction: Literal["higher", "lower", "none"] | None = None
    category: Text | None = None
    part_of: MetricId | None = None
    stands_for: MetricId | None = None
    aliases: Names | None = None
    general: Names | None = None
    ratios: Annotated[list[Annotated[list[MetricId], Field(min_length=2, max_length=2)]], BeforeValidator(_pairs)] = (
        Field(default_factory=list)
    )
    definition: Text | None = None
    source: Text | None = None
    examples: list[Example] = Field(default_factory=list)
    rejects: list[Text] = Field(default_factory=list)


class ParkEntry(Entry):
    """A zone, or what is to change of one."""

    key: ParkKey
    official_name: Name | None = None
    short_name: Name | None = None
    pinyin: Annotated[str, StringConstraints(pattern=r"^[a-z]*$")] | None = None
    aliases: Names | None = None
    bare_names: Names | None = None
    typed_names: Names | None = None
    province: Name | None = None
    city: Name | None = None
    region: Literal["东部", "中部", "西部", "东北"] | None = None
    approved: Annotated[str, StringConstraints(pattern=r"^(\d{4}(\.\d{2})?)?$")] | None = None
    admin_code: Annotated[str, StringConstraints(pattern=r"^(\d{6})?$")] | None = None
    source: Text | None = None


class SubparkEntry(Entry):
    """A part of a zone."""

    park: ParkKey
    name: Name
    aliases: Names = Field(default_factory=list)
    bare_names: Names = Field(default_factory=list)


class AliasEntry(Entry):
    """More names of a metric (by id) or a park (by key)."""

    id: Name
    names: Names = Field(default_factory=list)
    general: Names = Field(default_factory=list)


class DistinctEntry(Entry):
    """Terms that are no metric's, and why."""

    reason: Text
    terms: Names


class RegionEntry(Entry):
    """An administrative division with its short names."""

    name: Name
    short_names: Names = Field(default_factory=list)
    level: Literal["country", "area", "province", "city", "county", "district"]
    province: Text = ""


class OtherEntry(Entry):
    """A name that holds a park's name and is something else."""

    name: Name
    kind: Literal["firm", "zone", "place", "event"]


class Entries(Entry):
    """All that one file says."""

    metrics: list[MetricEntry] = Field(default_factory=list)
    parks: list[ParkEntry] = Field(default_factory=list)
    subparks: list[SubparkEntry] = Field(default_factory=list)
    aliases: list[AliasEntry] = Field(default_factory=list)
    distinct: list[DistinctEntry] = Field(default_factory=list)
    regions: list[RegionEntry] = Field(default_factory=list)
    others: list[OtherEntry] = Field(default_factory=list)


TABLES: dict[str, type[Entry]] = {
    "metrics": MetricEntry,
    "parks": ParkEntry,
    "subparks": SubparkEntry,
    "aliases": AliasEntry,
    "distinct": DistinctEntry,
    "regions": RegionEntry,
    "others": OtherEntry,
}

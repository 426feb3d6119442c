"""What a person says of a document: checked, remembered with it, and put over what its file tells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from parkcmp.errors import UsageError
from parkcmp.model import Document
from parkcmp.periods import days

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?[月日]?")


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a document; None says nothing, an empty text takes back what was said before."""

    date: str | None = None
    park: str | None = None
    title: str | None = None
    issuer: str | None = None
    issue: str | None = None
    url: str | None = None

    def over(self, before: Mapping[str, str]) -> dict[str, str]:
        """These words over earlier ones."""
        said = {f.name: getattr(self, f.name) for f in fields(self)}
        merged = {**before, **{name: word for name, word in said.items() if word is not None}}
        return {name: word for name, word in merged.items() if word}


def parse_date(typed: str) -> str:
    """A day or month of publication in the form of facts: 2022-9 and 2022年9月 are 2022-09. Raises UsageError."""
    if found := _DATE.fullmatch(typed.strip()):
        parts = [found[1], *(f"{int(part):02}" for part in found.groups()[1:] if part)]
        if days("-".join(parts)):
            return "-".join(parts)
    raise UsageError(f"{typed!r} is no day or month of publication", "write 2022-09 or 2022-09-15")


def describe(document: Document, said: Mapping[str, str]) -> Document:
    """The document as a person describes it."""
    return replace(
        document,
        park=said.get("park", document.park),
        title=said.get("title", document.title),
        issuer=said.get("issuer", document.issuer),
        issue=said.get("issue", document.issue),
        url=said.get("url", document.url),
        published=said.get("date", document.published),
        published_inferred=None if "date" in said else document.published_inferred,
    )

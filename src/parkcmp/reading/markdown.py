"""Markdown as the text that it is rendered to: headings, paragraphs, lists and tables without their marks.

Only marks whose meaning is sure are taken away; whatever else stands stays as it is.
"""

from __future__ import annotations

import re

from parkcmp.model import Document
from parkcmp.reading.composer import Composer, GridCell

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*$")
_BULLET = re.compile(r"(\s*)[-*+]\s+(\S.*)$")
_QUOTE = re.compile(r"(?: {0,3}>\s?)+")
_RULE = re.compile(r" {0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|={3,})$")
_RULE_CELL = re.compile(r"\s*:?-+:?\s*")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![*\w])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![*\w])")
_CODE = re.compile(r"`([^`\n]+)`")
_NOTE = re.compile(r"\[\^([^\]]+)\]")
_FIELD = re.compile(r"(title|date|author|url)\s*:\s*[\"']?(.*?)[\"']?\s*$", re.IGNORECASE)
_DAY = re.compile(r"(?:19|20)[0-9]{2}-[01][0-9](?:-[0-3][0-9])?")


def read_markdown(text: str, path: str) -> Document:
    """The document; front matter and the first heading of first order give title and date. Never raises."""
    lines = text.replace("\r\n", "\n").split("\n")
    matter, lines = _front_matter(lines)
    composer = Composer()
    title = matter.get("title")
    number = 0
    while number < len(lines):
        line = lines[number]
        rows = _table_rows(lines, number)
        if rows:
            composer.table(_cells(lines[number : number + rows]))
            number += rows
            continue
        number += 1
        if line.lstrip().startswith("```") or _RULE.match(line):
            continue
        heading = _HEADING.match(line)
        if heading:
            line = heading.group(2)
            title = title or (_plain(line) if len(heading.group(1)) == 1 else None)
        line = _QUOTE.sub("", line, count=1) if line.lstrip().startswith(">") else line
        bullet = _BULLET.match(line)
        composer.paragraph(_plain(bullet.group(2) if bullet else line).rstrip())
    day = _DAY.match(matter.get("date", ""))
    return composer.document(
        path,
        title=title,
        issuer=matter.get("author"),
        url=matter.get("url"),
        published=day.group() if day else None,
    )


def _front_matter(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    if not lines or lines[0].strip() != "---" or "---" not in (line.strip() for line in lines[1:60]):
        return {}, lines
    end = next(i for i, line in enumerate(lines[1:60], start=1) if line.strip() == "---")
    fields = (_FIELD.match(line) for line in lines[1:end])
    return {m.group(1).lower(): m.group(2) for m in fields if m}, lines[end + 1 :]


def _table_rows(lines: list[str], number: int) -> int:
    """How many lines from `number` on are a table: a head, a rule of as many cells, rows."""
    if number + 1 >= len(lines) or "|" not in lines[number]:
        return 0
    rule = _split(lines[number + 1])
    if "-" not in lines[number + 1] or not all(_RULE_CELL.fullmatch(cell) for cell in rule):
        return 0
    if len(rule) < 2 or len(_split(lines[number])) != len(rule):
        return 0
    rows = 2
    while number + rows < len(lines) and "|" in lines[number + rows]:
        rows += 1
    return rows


def _split(line: str) -> list[str]:
    line = line.strip().replace("\\|", "\ue000").strip("|")
    return [cell.replace("\ue000", "|") for cell in line.split("|")]


def _cells(lines: list[str]) -> list[GridCell]:
    rows = [lines[0], *lines[2:]]
    return [
        GridCell(row, column, _plain(cell).strip())
        for row, line in enumerate(rows)
        for column, cell in enumerate(_split(line))
    ]


def _plain(text: str) -> str:
    text = _NOTE.sub(r"[\1]", _LINK.sub(r"\1", _IMAGE.sub(r"\1", text)))
    return _CODE.sub(r"\1", _EMPHASIS.sub(r"\1", _STRONG.sub(r"\2", text)))

"""Web pages: the article without its navigation, its tables, its title, issuer and day from the page's metadata.

Nothing is fetched and no script is run. What belongs to the article is decided in `html_article`.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from parkcmp.errors import UnreadableError
from parkcmp.model import Document
from parkcmp.reading.composer import Composer, GridCell, is_data, superscript
from parkcmp.reading.html_article import BLOCKS, DROPPED, find_article, find_heading

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_CHARACTERS = 16 << 20
MAX_TAGS = 1_000_000
MAX_DEPTH = 2_000
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_DAY = re.compile(r"((?:19|20)[0-9]{2})[-/.年]\s?([0-9]{1,2})(?:[-/.月]\s?([0-9]{1,2}))?")
_NESTING = re.compile(r"<(/?)(?:div|table|ul|ol|dl|blockquote|section|article|span|fieldset)\b", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
_DATE_NAMES = (
    "article:published_time",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "datepublished",
    "dc.date",
    "dc.date.issued",
    "dcterms.issued",
    "date",
)
_ISSUER_NAMES = ("contentsource", "article:publisher", "dc.publisher", "source", "og:site_name", "sitename")
_LARGEST_SPAN = 1000


def declared_charset(data: bytes) -> str | None:
    """The encoding that the page itself names in its first kilobytes, as it writes it."""
    match = _CHARSET.search(data[:4096])
    return match.group(1).decode("ascii") if match else None


def read_html(text: str, path: str) -> Document:
    """The article in a page. Raises UnreadableError where the page is too large or has no text; without selectolax it
    names the extra to install."""
    _refuse_excess(text, path)
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError as error:
        raise UnreadableError(
            f"{path}: web pages need an extra", "install it with: pip install 'parkcmp[html]'"
        ) from error
    page = LexborHTMLParser(text)
    meta = _metadata(page)
    heading = find_heading(page)
    title = meta.get("og:title") or meta.get("articletitle") or heading or _page_title(page)
    composer = Composer()
    article = find_article(page)
    if article is not None:
        if heading and heading not in _squeezed(article.text(deep=True))[: len(heading) + 200]:
            composer.paragraph(heading)
        _Walker(composer).walk(article)
    document = composer.document(
        path,
        title=title,
        issuer=next((meta[name] for name in _ISSUER_NAMES if meta.get(name)), None),
        url=_url(page, meta),
        published=_published(page, meta),
    )
    if not document.text.strip():
        raise UnreadableError(f"{path}: a web page without text", "save the page after it has loaded")
    return document


def _refuse_excess(text: str, path: str) -> None:
    """Pages beyond what any reader was served would cost time that grows with the square of their size."""
    excess = ""
    if len(text) > MAX_CHARACTERS:
        excess = f"of {len(text):,} characters, more than {MAX_CHARACTERS:,}"
    elif text.count("<") > MAX_TAGS:
        excess = f"of more than {MAX_TAGS:,} tags"
    else:
        depth = 0
        for tag in _NESTING.finditer(text):
            depth = max(depth - 1, 0) if tag.group(1) else depth + 1
            if depth > MAX_DEPTH:
                excess = f"nested more than {MAX_DEPTH:,} deep"
                break
    if excess:
        raise UnreadableError(f"{path}: a web page {excess}", "give its text, or split it")


class _Walker:
    """Walks an article without recursion, since pages nest as deep as they like."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._inline: list[str] = []

    def walk(self, root: LexborNode) -> None:
        stack: list[LexborNode | None] = [root]
        while stack:
            node = stack.pop()
            if node is None:
                self._flush()
                continue
            tag = node.tag or ""
            if tag == "-text":
                self._inline.append(node.text_content or "")
            elif tag == "br":
                self._flush()
            elif tag == "sup":
                self._inline.append(superscript(node.text(deep=True)))
            elif tag == "table":
                self._flush()
                cells = grid(node)
                if is_data(cells) and node.css_first("td table, th table") is None:
                    caption = node.css_first("caption")
                    if caption is not None:
                        self._composer.paragraph(_squeezed(caption.text(deep=True)))
                    self._composer.table(cells)
                else:
                    stack.extend(reversed(list(node.iter(include_text=True))))
            elif tag not in DROPPED:
                block = tag in BLOCKS
                if block:
                    self._flush()
                    stack.append(None)
                stack.extend(reversed(list(node.iter(include_text=True))))
        self._flush()

    def _flush(self) -> None:
        self._composer.paragraph(_squeezed("".join(self._inline)))
        self._inline.clear()


def grid(table: LexborNode) -> list[GridCell]:
    """The cells of a table with their rows and columns, spans taken into account as browsers do."""
    cells: list[GridCell] = []
    taken: dict[int, int] = {}  # column → rows that a cell from above still covers
    rows = (row for row in table.css("tr") if _owner(row) == table.mem_id)
    for number, row in enumerate(rows):
        column = 0
        fresh: dict[int, int] = {}
        for cell in row.iter():
            if cell.tag not in ("td", "th"):
                continue
            while taken.get(column, 0) > 0:
                column += 1
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            cells.append(GridCell(number, column, _cell_text(cell), "", down, across))
            for covered in range(column, column + across):
                fresh[covered] = down
            column += across
        taken = {c: left - 1 for c, left in taken.items() if left > 1}
        taken.update({c: down - 1 for c, down in fresh.items() if down > 1})
    return cells


def _owner(row: LexborNode) -> int:
    parent = row.parent
    while parent is not None and parent.tag != "table":
        parent = parent.parent
    return parent.mem_id if parent is not None else 0


def _cell_text(cell: LexborNode) -> str:
    for mark in cell.css("sup"):
        mark.replace_with(superscript(mark.text(deep=True)))
    for line in cell.css("br"):
        line.replace_with("\n")
    return _squeezed(cell.text(deep=True), keep="\n")


def _span(cell: LexborNode, name: str) -> int:
    value = (cell.attributes.get(name) or "").strip()
    return min(max(int(value), 1), _LARGEST_SPAN) if value.isdecimal() and len(value) < 6 else 1


def _squeezed(text: str, keep: str = "") -> str:
    return _SPACE.sub(lambda m: "\n" if keep and keep in m.group() else " ", text).strip()


def _metadata(page: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in page.css("meta"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        content = _squeezed(attributes.get("content") or "")
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _page_title(page: LexborHTMLParser) -> str | None:
    node = page.css_first("title")
    title = _squeezed(node.text(deep=True)) if node is not None else ""
    return re.split(r"[_|]| [-–—] |-{1,2}(?=[^-]*$)", title)[0].strip() or None


def _url(page: LexborHTMLParser, meta: dict[str, str]) -> str | None:
    link = page.css_first('link[rel="canonical"]')
    url = (link.attributes.get("href") if link is not None else None) or meta.get("og:url") or ""
    return url if url.startswith(("http://", "https://")) else None


def _published(page: LexborHTMLParser, meta: dict[str, str]) -> str | None:
    said = [meta[name] for name in _DATE_NAMES if meta.get(name)]
    for script in page.css('script[type="application/ld+json"]')[:5]:
        said.extend(_linked_dates(script.text(deep=True)))
    said.extend(node.attributes.get("datetime") or "" for node in page.css("time[datetime]")[:1])
    for text in said:
        match = _DAY.search(text)
        if match and 1 <= int(match.group(2)) <= 12:
            year, month, day = match.groups()
            return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day and 1 <= int(day) <= 31 else "")
    return None


def _linked_dates(text: str) -> list[str]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return []
    entries = data if isinstance(data, list) else [data]
    return [str(entry["datePublished"]) for entry in entries if isinstance(entry, dict) and "datePublished" in entry]

"""Which part of a web page is the article: by what its elements are called, else by where the sentences are.

Works on the parsed page and removes from it what no article contains. Knows no site.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "form",
        "input",
        "button",
        "select",
        "textarea",
        "nav",
        "aside",
        "head",
        "link",
        "meta",
        "video",
        "audio",
        "map",
        "menu",
        "dialog",
        "-comment",
    ]
)
BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "tfoot",
        "table",
        "caption",
        "hr",
        "address",
        "center",
        "body",
        "details",
        "summary",
    ]
)
_KEPT_FOR_METADATA = frozenset({"head", "meta", "link", "script"})
_NAVIGATION = re.compile(
    r"nav|menu|breadcrumb|crumb|sidebar|side-?bar|footer|copyright|share|comment|related|recommend|pagination|pager"
    r"|toolbar|banner|advert|login|search|friend-?link|tags?-|qrcode|skip",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"article|content|detail|main|text|zoom|editor|news|post|body|xxgk|con\b", re.IGNORECASE)
_NAMED = (
    "article",
    "[itemprop=articleBody]",
    ".TRS_Editor",
    "#zoom",
    ".article-content",
    "#UCAP-CONTENT",
    ".pages_content",
    "main",
)
_SENTENCE = re.compile(r"[。；，！？：]")
_ENOUGH = 80
_LIST_LINKS = 0.5
_ONLY_LINKS = 0.8


@dataclass(slots=True)
class _Weight:
    """What an element holds, all descendants counted, links apart; `own` is the text that no inner block holds."""

    characters: int = 0
    linked: int = 0
    marks: int = 0
    own_characters: int = 0
    own_marks: int = 0
    cells: int = 0

    @property
    def links_share(self) -> float:
        return self.linked / self.characters if self.characters else 0.0


def find_article(page: LexborHTMLParser) -> LexborNode | None:
    """The element that holds the article, with navigation inside it removed; the body where none stands out."""
    page.strip_tags([tag for tag in DROPPED if not tag.startswith("-") and tag not in _KEPT_FOR_METADATA])
    body = page.body
    if body is None:
        return None
    weights = _weigh(body)
    _remove_furniture(body, weights)
    best = _named(page) or _densest(body, weights) or body
    for node in best.css("ul, ol, dl"):
        weight = weights.get(node.mem_id, _Weight())
        if weight.links_share > _ONLY_LINKS and not weight.marks:
            node.decompose()
    return best


def find_heading(page: LexborHTMLParser) -> str | None:
    """The page's own first heading, where it has exactly one of the first order."""
    headings = page.css("h1")
    text = " ".join(headings[0].text(deep=True).split()) if len(headings) == 1 else ""
    return text or None


def _weigh(body: LexborNode) -> dict[int, _Weight]:
    """The weight of each element, in two passes over the page whatever its depth."""
    weights: dict[int, _Weight] = {body.mem_id: _Weight()}
    order: list[tuple[int, int]] = []
    inside_link: set[int] = set()
    block_of: dict[int, int] = {body.mem_id: body.mem_id}
    for node in body.traverse(include_text=True):
        parent = node.parent
        if parent is None or parent.mem_id not in weights:
            continue
        key, above = node.mem_id, parent.mem_id
        if node.tag == "-text":
            text = (node.text_content or "").strip()
            marks = len(_SENTENCE.findall(text))
            weight, block = weights[above], weights[block_of[above]]
            weight.characters += len(text)
            weight.marks += marks
            block.own_characters += len(text)
            block.own_marks += marks
            if above in inside_link:
                weight.linked += len(text)
            continue
        weights[key] = _Weight(cells=int(node.tag == "td"))
        order.append((key, above))
        block_of[key] = key if node.tag in BLOCKS else block_of[above]
        if node.tag == "a" or above in inside_link:
            inside_link.add(key)
    for key, above in reversed(order):
        child, parent_weight = weights[key], weights[above]
        parent_weight.characters += child.characters
        parent_weight.linked += child.linked
        parent_weight.marks += child.marks
        parent_weight.cells += child.cells
    return weights


def _remove_furniture(body: LexborNode, weights: dict[int, _Weight]) -> None:
    for selector in ("footer", "[hidden]", "[role=navigation]", "[role=banner]", "[aria-hidden=true]"):
        for node in body.css(selector):
            node.decompose()
    for node in body.css("header"):
        if node.css_first("h1") is None:
            node.decompose()
    doomed = []
    for node in body.css("[class], [id]"):
        name = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        if _NAVIGATION.search(name) and not _CONTENT.search(name):
            weight = weights.get(node.mem_id, _Weight())
            if weight.links_share > _LIST_LINKS or not weight.marks:
                doomed.append(node)
    for node in doomed:
        node.decompose()


def _named(page: LexborHTMLParser) -> LexborNode | None:
    for selector in _NAMED:
        found = page.css(selector)
        if len(found) == 1 and len(found[0].text(deep=True).strip()) >= _ENOUGH:
            return found[0]
    return None


def _densest(body: LexborNode, weights: dict[int, _Weight]) -> LexborNode | None:
    """The element whose paragraphs and tables hold the most sentences: each counts for its parent, ever less for the
    elements further out."""
    scores: dict[int, float] = {}
    nodes: dict[int, LexborNode] = {}
    for block in body.css("p, td, div, li, section, article, table"):
        weight = weights.get(block.mem_id)
        if weight is None:
            continue
        sentences = weight.own_marks * 3 + weight.own_characters / 20
        score = (2.0 * weight.cells if block.tag == "table" else sentences) * (1 - weight.links_share)
        if score < 2:
            continue
        share = 1.0
        holder = block.parent if block.tag in ("p", "table", "li") else block
        for _ in range(3):
            if holder is None or holder.tag in ("html", "-undef"):
                break
            scores[holder.mem_id] = scores.get(holder.mem_id, 0) + score * share
            nodes[holder.mem_id] = holder
            holder, share = holder.parent, share * 0.6
    return nodes[max(scores, key=lambda key: scores[key])] if scores else None

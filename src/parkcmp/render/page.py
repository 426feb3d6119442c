"""Self-contained HTML pages: every script and style in the file and named by its hash, everything else forbidden.

What documents said enters a page only as JSON inside a data block, written so that no sign of it is markup.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from parkcmp.render.cells import OBEYED

# A data block ends at the next `</script`, and `<!--` changes how it is read; the rest misleads who reads its source.
_RISKY = re.compile(f"[<>&{OBEYED}]")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page consists of. `scripts` are run in their order, after the body is there."""

    lang: str
    title: str
    body: str
    styles: Sequence[str]
    scripts: Sequence[str]
    data: object = None
    directives: Sequence[str] = ()


def html(page: Page) -> str:
    """The page. `data` stands in it as the JSON of an element with the id `data`."""
    styles = [f"\n{style.strip()}\n" for style in page.styles]
    scripts = [f"\n{script.strip()}\n" for script in page.scripts]
    policy = [
        "default-src 'none'",
        f"script-src {' '.join(map(_hash, scripts))}",
        f"style-src {' '.join(map(_hash, styles))}",
        "font-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        *page.directives,
    ]
    head = [
        "<!doctype html>",
        f'<html lang="{escape(page.lang)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape("; ".join(policy))}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{escape(page.title)}</title>",
        *(f"<style>{style}</style>" for style in styles),
        "</head>",
        "<body>",
    ]
    data = [f'<script type="application/json" id="data">{embedded(page.data)}</script>'] if page.data else []
    tail = [*(f"<script>{script}</script>" for script in scripts), "</body>", "</html>"]
    return "\n".join([*head, page.body.strip(), *data, *tail]) + "\n"


def embedded(value: object) -> str:
    """JSON that is no markup wherever it stands: < is \\u003c, and so are the line ends that scripts know."""
    compact = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _RISKY.sub(lambda sign: f"\\u{ord(sign[0]):04x}", compact)


def font_face(family: str, woff2: bytes) -> str:
    """A style that brings a font along."""
    source = f"url(data:font/woff2;base64,{base64.b64encode(woff2).decode()}) format('woff2')"
    return f"@font-face {{ font-family: '{family}'; src: {source}; font-display: swap; }}"


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"

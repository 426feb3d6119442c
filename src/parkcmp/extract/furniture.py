"""What a web page puts around its article: headlines of other articles, which speak for themselves alone.

相关新闻, 上一篇：…, lines that end in a date. Each is an article of its own: what the page is about does not govern it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parkcmp.extract.structure import Paragraph, Reader

_MARKER = re.compile(
    r"[【\[▌■●◆>]*(?:相关(?:新闻|阅读|链接|文章|推荐|资讯|报道|内容|信息)|推荐(?:阅读|新闻|文章)|(?:热门|热点|精彩|编辑|为您|最新)(?:推荐|新闻|文章|资讯|内容|阅读|发布|点击)"
    r"|延伸阅读|猜你喜欢|最近发表|随机阅读|更多(?:新闻|阅读|精彩)|新闻推荐|新闻排行|点击排行|阅读排行|排行榜|网友热搜|大家都在看)[】\]：>]*(?:更多>*)?"
)
_NEIGHBOUR = re.compile(r"[<>【\[]*(?:上|下)(?:一篇|一条|一则|篇|条)[】\]：>]")
_DATED = re.compile(r"(?:(?:19|20)\d{2}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?:\d{1,2}：\d{2})?[\]）】]?$")
_ITEM = re.compile(r"[-–*•·●■◆▪]")
_TOLD = "。！？；"
_LONGEST = 60
# 当前位置：首页 > 统计数据: where a page stands within its site.
_CRUMBS = re.compile(
    r"(?:您?的?(?:当前|现在|所在)的?位置|位置)[：:是]?|(?:网站)?(?:首页|主页)(?:[>»→|/\\\-]|$)|[^。；]{1,12}>[^>。；]{1,16}(?:>|$)"
)


def title_of(reader: Reader, paragraphs: list[Paragraph]) -> Paragraph | None:
    """The first of a text's first lines that is a heading and says nothing of the page's place within its site."""
    lines = [p for p in paragraphs[:6] if not _CRUMBS.match(reader.text[p.start : p.end])]
    return next((p for p in lines[:3] if p.heading), None)


def other_headlines(reader: Reader, paragraphs: list[Paragraph]) -> Iterator[Paragraph]:
    """The lines of a page that are headlines of other articles and hold numbers: behind its prose, never before."""
    prose = listed = False
    for i, p in enumerate(paragraphs):
        line = reader.text[p.start : p.end]
        if line[-1] in _TOLD or len(line) > _LONGEST:
            prose, listed = prose or line[-1] in _TOLD, False
        elif not prose:
            continue
        elif _MARKER.fullmatch(line):
            listed = True
        elif reader.counted(p.start, p.end) and (
            listed or _NEIGHBOUR.match(line) or _stands_dated(reader, paragraphs, i)
        ):
            yield p


def _stands_dated(reader: Reader, paragraphs: list[Paragraph], i: int) -> bool:
    """Whether a line ends in its date as a list item does, or as the line before or behind it does too."""
    lines = [reader.text[p.start : p.end] for p in paragraphs[max(0, i - 1) : i + 2]]
    line = reader.text[paragraphs[i].start : paragraphs[i].end]
    if not _DATED.search(line):
        return False
    return _ITEM.match(line) is not None or sum(_DATED.search(other) is not None for other in lines) > 1

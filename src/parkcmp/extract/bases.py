"""Whether a time is a base: what a growth or a multiple is counted from (比上年, 较2012年末, 是2015年的3.2倍).

Reads only the few characters on either side of the time; what the base then does is the clock's.
"""

from __future__ import annotations

import re

_COMPARED = re.compile(r"(?:(?:比|较)[^，。；、]{1,8}的|比|较|与|同|相比|对比|相较于?|高于|快于|低于)(?:于)?$")
_IS = re.compile(r"(?:是|为|相当于|达|达到|约为|约是|达到了|增长到|提高到|增至)(?:约)?$")
# What the two can end in; a line's end may stand behind.
_COMPARED_ENDS = "的比较与同于\n"
_IS_ENDS = "是为于达到了至约\n"
_MULTIPLE = re.compile(r"(?:的)?(?:末|底)?(?:的)?\s*(?:近|超|约|超过|不足)?[\d一二两三四五六七八九十.]+(?:多|余)?倍")


def is_compared_with(lead: str) -> bool:
    """Whether the words in front of a time compare with it: 比, 较, 高于."""
    return lead[-1:] in _COMPARED_ENDS and _COMPARED.search(lead) is not None


def is_base(lead: str, after: str) -> bool:
    """Whether something is measured from a time, by the words in front of it and behind it."""
    if is_compared_with(lead):
        return True
    return lead[-1:] in _IS_ENDS and _IS.search(lead) is not None and _MULTIPLE.match(after) is not None

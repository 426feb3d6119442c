"""A quick question asked before a slow one never says no where the slow one says yes."""

from __future__ import annotations

import re
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

bases = import_module("parkcmp.extract.bases")
events = import_module("parkcmp.extract.events")
grammar = import_module("parkcmp.extract.grammar")
measures = import_module("parkcmp.extract.measures")
quantity = import_module("parkcmp.extract.quantity")
rules = import_module("parkcmp.extract.rules")
wording = import_module("parkcmp.extract.wording")
rows = import_module("parkcmp.text.rows")


def _ends(last: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(last)}]$")


_ROLES = (
    "_WHOLE_BEFORE", "_IN_BEFORE", "_WHOLES_BEFORE", "_COMPARED_BEFORE", "_COMPARED_LIST", "_PLACE_BEFORE",
    "_PLACED_LIST", "_JOINED_BEFORE",
)  # fmt: skip
_GUARDS = [
    *((_ends(grammar._TELLING_ENDS), getattr(grammar, name)) for name in _ROLES),
    (re.compile(f"^[{''.join(grammar._RELATED_BEGINS)}]"), re.compile("^" + grammar.RELATED.pattern)),
    (measures._COMPARES, measures.COMPARED),
    (rules._PROMISED, rules._RULE_SENTENCE),
    (wording.BRANCH, wording._SECTOR_IS),
    (wording.BRANCH, wording._SECTOR_LEADS),
    (wording.BRANCH, wording._SECTOR_LED),
    (_ends(quantity.HEDGE_ENDS), quantity.HEDGE_BEFORE),
    (re.compile(f"[{''.join(quantity.AFTER_STARTS)}]"), quantity._AFTER_RE),
    (_ends(bases._COMPARED_ENDS), bases._COMPARED),
    (_ends(bases._IS_ENDS), bases._IS),
    (_ends(events._FOUNDED_ENDS), events._FOUNDED_BEFORE),
    (rows._A_GAP, rows._CELLS),
]


@pytest.mark.parametrize(("guard", "pattern"), _GUARDS)
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_what_matches_passes_the_guard(guard: re.Pattern[str], pattern: re.Pattern[str], data: st.DataObject) -> None:
    words = [*sorted(set(re.findall(r"[\u4e00-\u9fff]+", pattern.pattern))), *"，。；1|\t ", "  ", "甲乙", "产业", "，"]
    text = "".join(data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=8)))
    if pattern.search(text):
        assert guard.search(text)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_verb_of_change_is_found_behind_the_last_character_that_it_cannot_hold(data: st.DataObject) -> None:
    words = sorted(set(re.findall(r"[\u4e00-\u9fff]+", measures.GROWTH.pattern)))
    text = "".join(data.draw(st.lists(st.sampled_from([*words, "，", "1", "甲乙", "\n", "+"]), max_size=8)))
    for pattern in (measures.GROWTH, measures._NEGATIVE):
        whole = pattern.search(text)
        behind = pattern.search(text, len(text.rstrip(measures._OF_GROWTH)))
        assert (whole and whole.span()) == (behind and behind.span())

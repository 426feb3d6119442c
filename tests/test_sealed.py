"""The sealed set: nine of ten items right in each class of wording, and no number given to another's park."""

from __future__ import annotations

import json
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from parkcmp.lexicon.load import load_lexicon

ROOT = Path(__file__).parent.parent
CLASSES = sorted(path.stem for path in (ROOT / "tests" / "sealed").glob("*.jsonl"))


def _load() -> ModuleType:
    sys.path.insert(0, str(ROOT / "scripts"))
    loader = SourceFileLoader("score_sealed", str(ROOT / "scripts" / "score-sealed"))
    spec = spec_from_loader("score_sealed", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


sealed = _load()


@pytest.mark.parametrize("name", CLASSES)
def test_nine_of_ten_items_of_a_class_are_right(name: str) -> None:
    lines = (ROOT / "tests" / "sealed" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    wrong = {item["id"]: found for item in map(json.loads, lines) if (found := sealed.faults(item, load_lexicon()))}
    assert len(wrong) <= len(lines) // 10, wrong
    assert not [fault for found in wrong.values() for fault in found if fault[0] == "misattributed"]


def test_a_number_given_to_another_park_is_seen() -> None:
    text = "新乡高新区2021年高新技术企业135家。"
    item = {"text": text, "date": "2022-09", "facts": [], "not_for_park": [{"numeral": "135", "start": 16, "end": 19}]}
    assert text[16:19] == "135"
    assert [kind for kind, _ in sealed.faults(item, load_lexicon())] == ["misattributed"]

"""The compiled lexicon is the sources', loads without pydantic, and holds what the contract names."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import parkcmp.lexicon
from parkcmp.errors import LexiconError
from parkcmp.lexicon.assemble import assemble, take_apart
from parkcmp.lexicon.build import SOURCES, build_lexicon
from parkcmp.lexicon.load import COMPILED, load_lexicon, read_compiled, write_compiled
from parkcmp.lexicon.validate import parse_entries

FOLDER = Path(parkcmp.lexicon.__path__[0])
LEXICON = load_lexicon()


def test_compiled_is_fresh() -> None:
    """Else: run scripts/build-lexicon."""
    assert (FOLDER / COMPILED).read_text(encoding="utf-8") == write_compiled(build_lexicon())


def test_what_is_written_is_read_again() -> None:
    assert read_compiled(write_compiled(LEXICON)) == LEXICON


def test_taken_apart_and_assembled_is_the_same() -> None:
    assert assemble(take_apart(LEXICON)) == LEXICON


def test_loading_needs_neither_pydantic_nor_toml() -> None:
    script = (
        "import sys; from parkcmp.lexicon.load import load_lexicon; load_lexicon();"
        "print([m for m in ('pydantic', 'tomllib', 'csv', 'difflib', 'duckdb') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", SOURCES)
def test_every_source_names_itself_in_its_errors(name: str) -> None:
    broken = "id\nX\n" if name.endswith(".csv") else "[[metrics]]\nid = 3\n"
    with pytest.raises(LexiconError, match=name):
        parse_entries(broken, name, is_csv=name.endswith(".csv"))


def test_every_metric_has_a_name_in_both_languages_a_unit_and_a_known_kind() -> None:
    for metric in LEXICON.metrics.values():
        assert metric.aliases[0] == metric.zh
        assert metric.en.isascii() and metric.en
        assert metric.unit
        assert metric.kind in ("flow", "stock", "ratio", "rank", "index")


@pytest.mark.parametrize(
    "name",
    [
        "产值",
        "利润",
        "税收",
        "企业数",
        "总面积",
        "规划面积",
        "创新平台",
        "服务机构",
        "总投资",
        "孵化器",
        "生产总值",
        "国家标准",
    ],
)
def test_too_general_names_are_marked(name: str) -> None:
    assert name in LEXICON.general_names
    assert name not in LEXICON.metric_names


@pytest.mark.parametrize(
    "term",
    [
        "工业销售产值",
        "合同外资",
        "高新技术产品产值",
        "财政总收入",
        "利税",
        "产销率",
        "服务业增加值",
        "第二产业增加值",
        "高新技术企业产值",
        "高新技术企业培育库",
        "规上服务业企业",
        "税收占比",
        "上市挂牌企业",
        "研发费用",
    ],
)
def test_near_terms_are_kept_apart(term: str) -> None:
    assert term in LEXICON.distinct
    assert term not in LEXICON.metric_names


def test_stand_ins_are_the_two_of_the_registry() -> None:
    stand_ins = {m.id: m.stands_for for m in LEXICON.metrics.values() if m.stands_for}
    assert stand_ins == {"output_above_scale": "output", "industrial_va_above_scale": "industrial_va"}


@pytest.mark.parametrize(
    ("name", "full", "level"),
    [
        ("四川", "四川省", "province"),
        ("武汉", "武汉市", "city"),
        ("武汉市", "武汉市", "city"),
        ("吉林", "吉林省", "province"),
        ("吉林市", "吉林市", "city"),
        ("昆山", "昆山市", "county"),
        ("内蒙古", "内蒙古自治区", "province"),
        ("长三角", "长三角", "area"),
        ("浦东", "浦东新区", "district"),
        ("延边州", "延边朝鲜族自治州", "city"),
    ],
)
def test_regions_go_by_short_names(name: str, full: str, level: str) -> None:
    assert LEXICON.regions[name] == full
    assert LEXICON.region_info[full].level == level


@pytest.mark.parametrize("word", ["东方", "白银", "大同", "朝阳", "来宾", "普洱", "和田", "中卫"])
def test_ordinary_words_are_no_regions(word: str) -> None:
    assert word not in LEXICON.regions


def test_the_divisions_are_complete() -> None:
    levels = [region.level for region in LEXICON.region_info.values()]
    assert levels.count("province") == 34
    assert levels.count("city") == 333

"""Users' lexicon files: what they add and override, and how a wrong one is told."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parkcmp.errors import LexiconError, UnknownNameError
from parkcmp.lexicon import load
from parkcmp.lexicon.assemble import take_apart
from parkcmp.lexicon.merge import merge
from parkcmp.lexicon.names import resolve_metric, resolve_park
from parkcmp.lexicon.spellings import park_names
from parkcmp.lexicon.user import load_lexicon
from parkcmp.lexicon.validate import check_entries

FIELDS = ["metrics", "parks", "subparks", "aliases", "distinct", "regions", "id", "key", "name", "names", "zh", "unit"]


@pytest.fixture(autouse=True)
def no_lexicon_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PARKCMP_LEXICON", raising=False)


def write(tmp_path: Path, text: str, name: str = "own.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_without_files_it_is_the_packages() -> None:
    assert load_lexicon() is load.load_lexicon()


def test_a_new_metric_needs_name_unit_and_kind_only(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        '[[metrics]]\nid = "pilot_lines"\nzh = "中试线数"\nunit = "条"\nkind = "stock"\naliases = ["中试线"]\n',
    )
    lexicon = load_lexicon([path])
    metric = lexicon.metrics["pilot_lines"]
    assert (metric.unit, metric.direction, metric.aliases) == ("条", "higher", ("中试线数", "中试线"))
    assert resolve_metric("中试线", lexicon).metric is metric
    assert lexicon.version != load.load_lexicon().version
    assert "pilot_lines" not in load.load_lexicon().metrics


def test_a_known_metric_is_changed_field_by_field(tmp_path: Path) -> None:
    path = write(tmp_path, '[[metrics]]\nid = "energy_per_va"\ndirection = "none"\n')
    before, after = load.load_lexicon().metrics["energy_per_va"], load_lexicon([path]).metrics["energy_per_va"]
    assert after.direction == "none"
    assert (after.zh, after.aliases, after.unit) == (before.zh, before.aliases, before.unit)


def test_an_alias_leaves_whoever_had_it(tmp_path: Path) -> None:
    path = write(tmp_path, '[[aliases]]\nid = "revenue"\nnames = ["总收入", "销售收入"]\n')
    lexicon = load_lexicon([path])
    assert resolve_metric("总收入", lexicon).metric.id == "revenue"
    assert "总收入" not in lexicon.metrics["revenue_total_tit"].general_aliases
    assert "销售收入" not in lexicon.distinct
    assert resolve_metric("技工贸总收入", lexicon).metric.id == "revenue_total_tit"


def test_an_alias_of_a_park_composes(tmp_path: Path) -> None:
    path = write(tmp_path, '[[aliases]]\nid = "新乡"\nnames = ["牧野高新区"]\ngeneral = ["牧野谷"]\n')
    lexicon = load_lexicon([path])
    assert "牧野国家高新区" in park_names(lexicon.parks["新乡"])
    assert lexicon.parks["新乡"].bare_names == ("牧野谷",)


def test_parks_and_subparks_are_added(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        '[[parks]]\nkey = "义乌"\nprovince = "浙江省"\ncity = "金华市"\nregion = "东部"\npinyin = "yiwu"\n'
        '[[subparks]]\npark = "义乌"\nname = "双江湖园"\n',
    )
    lexicon = load_lexicon([path])
    assert resolve_park("yiwu", lexicon).official_name == "义乌高新技术产业开发区"
    assert resolve_park("义乌国家高新区", lexicon).key == "义乌"
    assert [s.name for s in lexicon.subparks if s.park == "义乌"] == ["双江湖园"]


def test_csv_in_the_shipped_form(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "id,zh,en,unit,kind,direction,category,part_of,stands_for,aliases_zh,definition,source,scored\n"
        'pilot_lines,中试线数,Pilot lines,条,stock,higher,platform,platforms,,中试线|中试生产线,"Lines, in use.",,no\n',
        "own.csv",
    )
    metric = load_lexicon([path]).metrics["pilot_lines"]
    assert (metric.aliases, metric.part_of, metric.definition) == (
        ("中试线数", "中试线", "中试生产线"),
        "platforms",
        "Lines, in use.",
    )


def test_later_files_win_and_the_command_line_over_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = '[[metrics]]\nid = "output"\n'
    first = write(tmp_path, f'{head}definition = "first"\nen = "first"\n', "first.toml")
    second = write(tmp_path, f'{head}definition = "second"\nen = "second"\n', "second.toml")
    third = write(tmp_path, f'{head}definition = "third"\n', "third.toml")
    monkeypatch.setenv("PARKCMP_LEXICON", f"{first}{os.pathsep}{second}")
    assert load_lexicon().metrics["output"].definition == "second"
    metric = load_lexicon([third]).metrics["output"]
    assert (metric.definition, metric.en) == ("third", "second")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[metrics]\n", ["not valid TOML", "line 1"]),
        ('[[metric]]\nid = "a1"\n', ["metric is not a field", "did you mean metrics"]),
        ('[[metrics]]\nzh = "某数"\n', ["[[metrics]] 1", "id is missing", "add id"]),
        ('[[metrics]]\nid = "pilots"\nzh = "中试线数"\nkind = "stock"\n', ["pilots", "unit is missing", "add unit"]),
        ('[[metrics]]\nid = "pilots"\nzh = "中试线数"\nunit = "条"\nkind = "sum"\n', ["kind", "'sum'", "'stock'"]),
        ('[[metrics]]\nid = "高企"\n', ["高企", "id", "hitech_firms (small letters"]),
        ('[[metrics]]\nid = "output"\nalias = ["总产出"]\n', ["alias is not a field", "did you mean aliases"]),
        ('[[metrics]]\nid = "output"\naliases = "总产出"\nunit = 3\n', ["unit", "3", "in quotes"]),
        ('[[metrics]]\nid = "output"\naliases = ["产"]\n', ["aliases.0", "'产'", "two characters"]),
        ('[[metrics]]\nid = "output"\npart_of = "nothing"\n', ["output", "no metric has the id nothing"]),
        ('[[metrics]]\nid = "abc_growth"\nzh = "某数"\nunit = "%"\nkind = "ratio"\n', ["abc_growth", "another id"]),
        ('[[aliases]]\nid = "hitech_frims"\nnames = ["高新企"]\n', ["hitech_frims", "no metric has that id"]),
        ('[[parks]]\nkey = "新乡"\nregion = "华北"\n', ["[[parks]] 1 (新乡)", "region", "'东部'"]),
        ('[[parks]]\nkey = "新乡"\napproved = "2012-08"\n', ["approved", "2012.08"]),
        ('[[parks]]\nkey = "义乌"\naliases = ["新乡高新区"]\n', ["新乡", "义乌", "share the name 新乡高新区"]),
        ('[[subparks]]\npark = "火星"\nname = "一号园"\n', ["一号园", "火星"]),
    ],
)
def test_a_wrong_entry_is_told_with_its_remedy(tmp_path: Path, text: str, says: list[str]) -> None:
    with pytest.raises(LexiconError) as error:
        load_lexicon([write(tmp_path, text)])
    message = str(error.value)
    assert error.value.remedy
    assert "\n" not in message
    assert [part for part in says if part not in message] == [], message


@pytest.mark.parametrize(
    "text",
    [
        "[[metrics]\n",
        '[[metrics]]\nid = "pilots"\n',
        '[[metrics]]\nid = "output"\nunit = 3\n',
        '[[aliases]]\nid = "hitech_frims"\nnames = ["高新企"]\n',
        '[[parks]]\nkey = "义乌"\naliases = ["新乡高新区"]\n',
        '[[metrics]]\nid = "output"\npart_of = "nothing"\n',
    ],
)
def test_the_message_names_the_file(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(LexiconError) as error:
        load_lexicon([path])
    assert str(path) in str(error.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("foo,zh\n1,2\n", ["header", "start it with id"]),
        ("", ["header"]),
        ("id,zh,unit,kind\npilots,中试线数,条\n", ["line 2", "4 cells"]),
        ("id,zh,unit,kind\npilots,中试线数,条,stock,更多\n", ["line 2", "4 cells"]),
        ("id,zh,unit,kind\nPilots,中试线数,条,stock\n", ["line 2 (Pilots)", "id"]),
    ],
)
def test_a_wrong_table_is_told_by_its_line(tmp_path: Path, text: str, says: list[str]) -> None:
    with pytest.raises(LexiconError) as error:
        load_lexicon([write(tmp_path, text, "own.csv")])
    assert [part for part in says if part not in str(error.value)] == [], str(error.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"none\.toml"):
        load_lexicon([tmp_path / "none.toml"])
    with pytest.raises(LexiconError):
        load_lexicon([tmp_path])
    broken = tmp_path / "gbk.toml"
    broken.write_bytes('[[metrics]]\nid = "output"\ndefinition = "产值"\n'.encode("gb18030"))
    with pytest.raises(LexiconError, match="UTF-8"):
        load_lexicon([broken])


def test_a_name_that_is_taken_away_is_unknown(tmp_path: Path) -> None:
    path = write(tmp_path, '[[metrics]]\nid = "gazelle_firms"\naliases = ["瞪羚企业"]\n')
    with pytest.raises(UnknownNameError):
        resolve_metric("国家高新区瞪羚企业", load_lexicon([path]))


SCALARS = st.sampled_from(
    ["", "产", "总产出", "output", "新乡", "a|b", "\n", 3, -1, True, None, 0.5, {}, {"id": "output"}]
)
VALUES = st.one_of(SCALARS, st.lists(SCALARS, max_size=2))
TABLES = st.one_of(VALUES, st.lists(st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=3), max_size=2))


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(st.sampled_from(FIELDS), TABLES, max_size=2))
def test_no_content_ends_in_anything_but_a_lexicon_error(data: dict[str, Any]) -> None:
    try:
        entries = check_entries(data, "own.toml")
        merge(take_apart(load.load_lexicon()), entries, "own.toml")
    except LexiconError as error:
        assert "own.toml" in str(error)

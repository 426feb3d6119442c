"""Spellings of zones are composed: all that are in use, and none that is another zone's."""

from __future__ import annotations

from collections import Counter

import pytest

from parkcmp.lexicon.load import load_lexicon
from parkcmp.lexicon.spellings import bare_park_names, park_names, park_stems

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    "name",
    [
        "新乡高新区",
        "新乡市高新区",
        "新乡国家高新区",
        "新乡国家级高新区",
        "新乡高新技术开发区",
        "新乡高新技术产业开发区",
        "新乡市高新技术产业开发区",
        "新乡市国家高新技术产业开发区",
        "新乡高新开发区",
    ],
)
def test_a_city_zone_goes_by_every_spelling(name: str) -> None:
    assert name in park_names(LEXICON.parks["新乡"])


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("惠州", "仲恺高新区"),
        ("惠州", "仲恺国家高新技术产业开发区"),
        ("惠州", "惠州市仲恺高新区"),
        ("惠州", "惠州市高新区"),
        ("马鞍山", "慈湖国家高新区"),
        ("昆山", "昆山市高新区"),
        ("昆山", "苏州昆山高新区"),
        ("厦门", "厦门火炬高技术产业开发区"),
        ("厦门", "厦门市火炬高新区"),
        ("东湖", "武汉东湖新技术开发区"),
        ("大连", "大连高新技术产业园区"),
        ("无锡", "无锡高新区(新吴区)"),
        ("无锡", "无锡高新区（新吴区）"),
        ("杨凌", "杨凌农业高新技术产业示范区"),
        ("苏州工业园", "苏州工业园区"),
        ("襄阳", "襄樊高新区"),
        ("萧山临江", "临江高新区"),
    ],
)
def test_other_stems_compose_too(key: str, name: str) -> None:
    owners = [park.key for park in LEXICON.parks.values() if name in park_names(park)]
    assert owners == [key]


@pytest.mark.parametrize(
    "name",
    [
        "高新区",
        "国家高新区",
        "火炬高新区",  # 厦门, 威海 or 中山
        "滨海高新区",  # 天津's own papers, and a county of 江苏
        "金山高新区",
        "临江市高新区",  # a city of Jilin
        "上海高新区",  # two zones
        "吉林省高新区",
        "中关村",
        "光谷",
        "苏州工业园高新区",
        "江宁高新区",
        "东湖高新",
    ],
)
def test_no_zone_goes_by_these_everywhere(name: str) -> None:
    assert [park.key for park in LEXICON.parks.values() if name in park_names(park)] == []


def test_no_two_parks_share_a_strong_name() -> None:
    counts = Counter(name for park in LEXICON.parks.values() for name in park_names(park))
    assert [name for name, count in counts.items() if count > 1] == []


def test_no_strong_name_is_something_else_as_well() -> None:
    strong = {name for park in LEXICON.parks.values() for name in park_names(park)}
    subparks = {name for s in LEXICON.subparks for name in (s.name, *s.aliases, *s.bare_names)}
    assert strong & subparks == set()
    assert strong & set(LEXICON.others) == set()
    assert strong & set(LEXICON.regions) == set()


def test_names_inside_other_names_stay_with_their_owners() -> None:
    """The longest match decides: the shorter name of one zone inside the longer of another is known, and both are."""
    inside = {"鞍山": "马鞍山", "长春": "长春净月", "苏州": "昆山", "无锡": "江阴", "重庆": "璧山", "长沙": "宁乡"}
    for short, long in inside.items():
        shorter, longer = park_names(LEXICON.parks[short]), park_names(LEXICON.parks[long])
        assert f"{short}高新区" in shorter
        assert not set(shorter) & set(longer)
    assert any("鞍山高新区" in name for name in park_names(LEXICON.parks["马鞍山"]))
    assert "苏州昆山高新区" in park_names(LEXICON.parks["昆山"])
    assert "长春净月高新区" in park_names(LEXICON.parks["长春净月"])


def test_stems_are_what_stands_before_the_word_zone() -> None:
    assert set(park_stems(LEXICON.parks["惠州"])) == {"惠州仲恺", "仲恺", "惠州"}
    assert park_stems(LEXICON.parks["苏州工业园"]) == ()


def test_a_bare_name_knows_all_its_parks() -> None:
    names = bare_park_names(LEXICON.parks.values())
    assert set(names["火炬高新区"]) == {"厦门", "威海", "中山"}
    assert names["光谷"] == ("东湖",)


def test_every_park_has_its_own_names_and_place() -> None:
    assert len(LEXICON.parks) == 179
    for park in LEXICON.parks.values():
        assert len(park_names(park)) >= 3, park.key
        assert LEXICON.region_info[park.province].level == "province", park.key
        assert park.city in LEXICON.region_info, park.key
        assert park.region in ("东部", "中部", "西部", "东北"), park.key
        assert park.pinyin.isascii() and park.pinyin, park.key

"""Reprints: an article that stands in several places is one source, whatever its layout; a look-alike is its own."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from parkcmp.lexicon.load import load_lexicon
from parkcmp.pipeline import Said, edit, ingest
from parkcmp.query.inventory import list_documents
from parkcmp.store import connect
from parkcmp.store.write import remove_document

LEXICON = load_lexicon()
ARTICLE = (
    "襄阳高新区交出亮眼成绩单\n\n"
    "2021年，襄阳高新区实现营业收入1893.4亿元，同比增长12.7%，其中工业总产值1502.6亿元，同比增长11.9%。\n\n"
    "截至2021年底，全区拥有高新技术企业431家，较上年净增96家；从业人员14.2万人。当年发明专利授权873件，技术合同成交额62.8亿元。\n\n"
    "园区负责人表示，将继续优化环境，推动汽车、新能源等产业向高端迈进，让企业安心发展、群众共享成果。\n"
)
LONGER = ARTICLE + "\n各部门将对照目标逐项落实，确保全年任务完成。\n"


def change(text: str, **pairs: str) -> str:
    for name, new in pairs.items():
        text = text.replace(name.removeprefix("_"), new)
    return text


REPRINTS = {
    "header and footer of a web site": "首页 > 新闻 > 园区动态\n\n" + ARTICLE + "\n责任编辑：张某\n分享到：微信 微博\n",
    "wrapped and spaced lines": ARTICLE.replace("，", "，\n").replace("2021年", "2021 年"),
    "another title": change(ARTICLE, 襄阳高新区交出亮眼成绩单="襄阳高新区2021年发展综述"),
    "a sentence left out": ARTICLE.replace("园区负责人表示，", ""),
    "a web page": "<!doctype html><meta charset=utf-8><title>襄阳</title><nav>首页 新闻 政务</nav><article>"
    + "".join(f"<p>{line}</p>" for line in ARTICLE.split("\n\n"))
    + "</article><footer>版权所有</footer>",
}
OTHERS = {
    "other figures in the same words": change(
        ARTICLE, _1893="2011", _1502="1633", _431="502", _96="71", _873="911", _62="77", 年="年"
    ).replace("2021", "2022"),
    "another park in the same words": ARTICLE.replace("襄阳", "荆门"),
    "one sentence quoted": "汉江沿线观察\n\n沿江多个园区加快转型，各有侧重。\n\n"
    + "截至2021年底，全区拥有高新技术企业431家，较上年净增96家；从业人员14.2万人。\n\n"
    + "业内人士认为，跨区协作仍有空间，下一步应当在要素流动、人才互认和平台共享上多下功夫。\n",
    "the same figures in other words": "2021年，襄阳高新区营业收入达到1893.4亿元，比上年增长12.7%；"
    "工业总产值达到1502.6亿元，比上年增长11.9%。年末全区高新技术企业共有431家，从业人员共14.2万人，全年授权发明专利873件，"
    "登记技术合同成交额62.8亿元。\n",
}


def read(folder: Path, texts: dict[str, str], dates: dict[str, str] | None = None, workers: int = 0) -> Path:
    """A database of these texts by name, each a file; those with dates in runs of their own."""
    database = folder / "p.duckdb"
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name in texts:
        said = Said(date=(dates or {}).get(name))
        assert all(
            outcome.failure is None
            for outcome in ingest([str(folder / name)], said, database=database, lexicon=LEXICON, workers=workers)
        )
    return database


def originals(database: Path) -> dict[str, str | None]:
    """The file of each document's original, None for its own."""
    with connect(database) as store:
        return dict(
            store.fetch(
                "SELECT parse_filename(d.path), parse_filename(o.path) FROM sources AS s JOIN documents AS d"
                " USING (document) LEFT JOIN documents AS o ON o.document = s.reprint_of"
            )
        )


@pytest.mark.parametrize("kind", REPRINTS)
def test_a_reprint_is_no_source_of_its_own(kind: str, tmp_path: Path) -> None:
    database = read(tmp_path, {"a": ARTICLE, "b": REPRINTS[kind]}, {"a": "2022-01", "b": "2022-03"})
    assert originals(database) == {"a": None, "b": "a"}
    with connect(database) as store:
        [(sources, statements)] = store.fetch(
            "SELECT sources, statements FROM observations WHERE entity = '襄阳' AND metric = 'hitech_firms'"
            " AND measure = 'level'"
        )
    assert (sources, statements) == (1, 2)


@pytest.mark.parametrize("kind", OTHERS)
def test_a_look_alike_is_a_source_of_its_own(kind: str, tmp_path: Path) -> None:
    assert originals(read(tmp_path, {"a": ARTICLE, "b": OTHERS[kind]})) == {"a": None, "b": None}


def test_the_same_figures_in_other_words_agree_as_two_sources(tmp_path: Path) -> None:
    database = read(tmp_path, {"a": ARTICLE, "b": OTHERS["the same figures in other words"]})
    with connect(database) as store:
        assert store.fetch(
            "SELECT sources FROM observations WHERE entity = '襄阳' AND metric = 'revenue' AND measure = 'level'"
        ) == [(2,)]


@pytest.mark.parametrize("order", list(permutations("abc")))
def test_the_oldest_is_the_original_in_whatever_order_they_are_read(order: tuple[str, ...], tmp_path: Path) -> None:
    texts = {"a": ARTICLE, "b": REPRINTS["another title"], "c": LONGER}
    dates = {"a": "2022-03", "b": "2022-01", "c": "2022-02"}
    database = read(tmp_path, {name: texts[name] for name in order}, dates)
    assert originals(database) == {"a": "b", "b": None, "c": "b"}


def test_a_late_reprint_does_not_take_back_a_revision(tmp_path: Path) -> None:
    revised = "2022年回顾\n\n经核定，襄阳高新区2021年拥有高新技术企业440家。\n"
    texts = {"a": ARTICLE, "revised": revised, "b": REPRINTS["another title"]}
    database = read(tmp_path, texts, {"a": "2022-01", "revised": "2022-06", "b": "2022-09"})
    with connect(database) as store:
        [(value, sources)] = store.fetch(
            "SELECT value, sources FROM observations WHERE entity = '襄阳' AND metric = 'hitech_firms'"
            " AND measure = 'level'"
        )
    assert (value, sources) == (440, 2)


def test_when_the_original_is_forgotten_the_oldest_reprint_takes_its_place(tmp_path: Path) -> None:
    texts = {"a": ARTICLE, "b": REPRINTS["another title"], "c": LONGER}
    database = read(tmp_path, texts, {"a": "2022-01", "b": "2022-02", "c": "2022-03"})
    with connect(database, write=True) as store:
        [(name,)] = store.fetch("SELECT document FROM documents WHERE path LIKE '%/a'")
        remove_document(store, name)
    assert originals(database) == {"b": None, "c": "b"}


def test_a_reprint_that_is_described_anew_stays_one(tmp_path: Path) -> None:
    database = read(tmp_path, {"a": ARTICLE, "b": LONGER}, {"a": "2022-01", "b": "2022-02"})
    for name in ("a", "b"):
        with connect(database) as store:
            [(document,)] = store.fetch("SELECT document FROM documents WHERE path LIKE ?", [f"%/{name}"])
        edit(document, Said(title="题"), database=database, lexicon=LEXICON)
        assert originals(database) == {"a": None, "b": "a"}


def test_reprints_among_the_files_of_one_run_are_found(tmp_path: Path) -> None:
    for name, text in {"a.txt": ARTICLE, "b.txt": LONGER, "c.txt": OTHERS["another park in the same words"]}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    database = tmp_path / "p.duckdb"
    list(ingest([str(tmp_path)], Said(), database=database, lexicon=LEXICON, workers=2))
    assert sum(original is not None for original in originals(database).values()) == 1


def test_documents_says_how_many_are_reprints(tmp_path: Path) -> None:
    database = read(tmp_path, {"a": ARTICLE, "b": LONGER})
    with connect(database) as store:
        [note] = list_documents(store).notes
    assert note.en.startswith("a document repeats another and counts with it as one source; parkcmp sql ")
    assert "1 份文档转载" in note.zh

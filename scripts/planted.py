"""An archive of made-up documents whose facts are known: to measure ingestion, and to prove that it loses nothing.

Every number is drawn by a seeded generator, so that the same call makes the same files anywhere. Wordings are plain on
purpose: what is tested is the way from files to the database, not the reading of prose.
"""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from parkcmp.lexicon.load import load_lexicon

# Of a hundred files so many each; the rest are UTF-8 text.
_SHARES = {"gb18030": 10, "utf-16": 3, "html": 7, "md": 5}


@dataclass(frozen=True, slots=True)
class Planted:
    """A fact that a document states."""

    park: str
    metric: str
    measure: str
    value: Decimal
    unit: str
    period: str


@dataclass(frozen=True, slots=True)
class Article:
    """A made-up document and what it states."""

    name: str
    text: str
    facts: tuple[Planted, ...]


def make_articles(count: int, seed: int = 1) -> Iterator[Article]:
    """`count` articles, each of one park and year."""
    draw = random.Random(seed)
    parks = [park for park in load_lexicon().parks.values() if park.short_name.endswith("高新区")]
    for number in range(count):
        park = draw.choice(parks)
        year = draw.randint(2008, 2024)
        yield _article(number, park.key, park.short_name, year, draw)


def write_archive(folder: Path, count: int, seed: int = 1, zipped: int = 0) -> list[Article]:
    """Write the articles below `folder`, a hundred to a subfolder, in several encodings and formats; the last `zipped`
    of them as one ZIP file."""
    articles = list(make_articles(count, seed))
    for number, article in enumerate(articles[: count - zipped]):
        path = folder / f"{number // 100:04}" / article.name
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, article.text, number % 100)
    if zipped:
        with zipfile.ZipFile(folder / "bundle.zip", "w", zipfile.ZIP_DEFLATED) as bundle:
            for article in articles[count - zipped :]:
                bundle.writestr(f"{article.name}.txt", article.text)
    return articles


def _article(number: int, key: str, name: str, year: int, draw: random.Random) -> Article:
    firms, more = draw.randint(50, 4000), draw.randint(3, 40)
    revenue, output, tax = (Decimal(draw.randint(1000, 999999)) / 100 for _ in range(3))
    growth, faster = (Decimal(draw.randint(10, 300)) / 10 for _ in range(2))
    people = Decimal(draw.randint(11, 999)) / 10
    patents = draw.randint(100, 9000)
    period = str(year)
    openings = (
        f"{name}{year}年运行情况\n\n编号 第{number}号\n\n",
        f"# {name}{year}年经济发展简况\n\n（简报第{number}期）\n\n",
        f"{name}：{year}年创新发展综述\n\n材料{number}\n\n",
    )
    bodies = (
        f"{year}年，{name}实现营业收入{revenue}亿元，同比增长{growth}%；实现工业总产值{output}亿元，同比增长{faster}%。\n\n"
        f"截至{year}年底，{name}拥有高新技术企业{firms}家，从业人员{people}万人。全年新增省级平台{more}个。\n\n"
        f"全年发明专利授权{patents}件，上缴税费{tax}亿元。\n",
        f"{year}年，全区上下扎实工作，各项指标稳中有进。全年营业收入{revenue}亿元，比上年增长{growth}%。"
        f"工业总产值达到{output}亿元，比上年增长{faster}%。上缴税费{tax}亿元。\n\n"
        f"创新主体不断壮大，年末高新技术企业达{firms}家；从业人员{people}万人；当年发明专利授权{patents}件。\n",
    )
    facts = (
        Planted(key, "revenue", "level", revenue, "亿元", period),
        Planted(key, "revenue", "growth", growth, "%", period),
        Planted(key, "output", "level", output, "亿元", period),
        Planted(key, "output", "growth", faster, "%", period),
        Planted(key, "hitech_firms", "level", Decimal(firms), "家", period),
        Planted(key, "employees", "level", people * 10000, "人", period),
        Planted(key, "taxes_paid", "level", tax, "亿元", period),
        Planted(key, "invention_grants", "level", Decimal(patents), "件", period),
    )
    text = draw.choice(openings) + draw.choice(bodies) + _filler(draw)
    return Article(f"{number:06}", text, facts)


def _filler(draw: random.Random) -> str:
    """Paragraphs without facts of their own, so that documents are as long as briefs are."""
    sentences = (
        "园区坚持创新驱动，持续优化营商环境，推动产业链上下游协同。",
        "会议要求各部门压实责任，抓好项目建设与安全生产。",
        "下一步将围绕主导产业补链强链，深化体制机制改革。",
        "多家企业负责人表示，将继续加大研发力度。",
        "相关部门开展了走访调研，听取企业意见建议。",
        "人才公寓和配套学校建设有序推进，生活环境不断改善。",
    )
    return "\n\n" + "\n\n".join("".join(draw.choices(sentences, k=4)) for _ in range(draw.randint(2, 6))) + "\n"


def _write(path: Path, text: str, place: int) -> None:
    kind = ""
    for name, share in _SHARES.items():
        place -= share
        if place < 0:
            kind = name
            break
    match kind:
        case "html":
            title, *paragraphs = [part for part in text.replace("# ", "").split("\n\n") if part.strip()]
            body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
            page = f"<!doctype html><meta charset=utf-8><title>{title}</title><article><h1>{title}</h1>{body}</article>"
            path.with_suffix(".html").write_text(page, encoding="utf-8")
        case "md":
            path.with_suffix(".md").write_text(text, encoding="utf-8")
        case "":
            path.with_suffix(".txt").write_text(text, encoding="utf-8")
        case _:
            path.with_suffix(".txt").write_bytes(text.encode(kind))

"""Inputs for fuzzing: well-formed seeds of every target, what hypothesis makes of them, and findings that were kept.

Archives are opened before they are changed and closed again after: a changed byte outside would only fail a checksum.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from functools import cache
from importlib.resources import files
from pathlib import Path

from build import TEXT
from fuzz_targets import NAMES, SEPARATOR
from hypothesis import strategies as st
from office_files import docx, ods, package, paragraph, xlsx
from pdf_files import lines, pdf

ROOT = Path(__file__).resolve().parent.parent
FINDINGS = ROOT / "fuzz" / "findings"
Bytes = st.SearchStrategy[bytes]

_RECORD = {
    "entity": "新乡", "metric": "hitech_firms", "measure": "level", "value": 135, "unit": "家", "period": "2021",
    "path": "a.txt", "start": 13, "end": 16, "sentence": TEXT,
}  # fmt: skip
_TOML = """[[metrics]]
id = "pilot_lines"
zh = "中试线数"
unit = "条"
kind = "stock"
aliases = ["中试线"]
[[parks]]
key = "新区"
short_name = "新区高新区"
[[aliases]]
park = "新乡"
names = ["新高"]
[[distinct]]
names = ["新乡县"]
"""
_PROSE = (
    TEXT,
    "2021年，新乡高新区实现营业收入759.66亿元，同比增长13.9%；高新技术企业由98家增至135家。",
    "其中，武汉东湖、苏州工业园分别增长12.5%和3.1个百分点，占全市的四分之一，居第3位。",
    "| 高新区 | 企业数（家） | 增速（%） |\n|---|---|---|\n| 新乡 | 1,234 | 12.16 |\n",
    "“十四五”末力争突破3000亿元，2025年达到1.2万人，三成以上。",
)
WORDS: dict[str, list[str]] = json.loads((ROOT / "fuzz" / "words.json").read_text(encoding="utf-8"))
WORDS["command"].append("\ud800")  # as a terminal gives a byte that it cannot decode


@cache
def seeds(target: str) -> tuple[bytes, ...]:
    """Well-formed inputs of a target."""
    match target:
        case "extraction":
            corpus = sorted((ROOT / "corpus").glob("*.txt"))[:12]
            return (*(p.encode() for p in _PROSE), *(path.read_bytes()[:1500] for path in corpus))
        case "reading":
            return tuple(bytes([NAMES.index(name)]) + data for name, data in _files())
        case "lexicon":
            package_csv = files("parkcmp.lexicon").joinpath("parks.csv").read_bytes()[:800]
            return (b"\0" + _TOML.encode(), b"\1" + package_csv, b"\2" + "park\talias\n新乡\t新高\n".encode(), b"\0")
        case "import":
            record = json.dumps(_RECORD, ensure_ascii=False).encode()
            loose = json.dumps({k: v for k, v in _RECORD.items() if k not in ("path", "start", "end")}).encode()
            return (record, loose, record + b"\n" + loose + b"\n", b'\xef\xbb\xbf{"measure": "level"}')
        case "sql":
            return tuple(q.encode() for q in (
                "SELECT entity, value FROM latest WHERE metric = 'hitech_firms' ORDER BY value DESC LIMIT 3",
                "SHOW TABLES", "SUMMARIZE facts", "PIVOT latest ON status USING count(*)",
                "WITH x AS (SELECT [1, NULL] AS a, {'b': 2} AS s) SELECT * FROM x, range(3)",
            ))  # fmt: skip
        case _:
            return tuple(SEPARATOR.join(words).encode() for words in (
                ("rank", "--metric", "hitech_firms", "--top", "3", "-f", "json"),
                ("ingest", "news.txt", "--date", "2022-09"),
                ("compare", "新乡", "厦门", "--common"), ("facts", "--value", "135", "--columns", "entity,value"),
                ("sql", "SELECT * FROM latest"), ("db", "check"), ("why", "新乡", "hitech_firms"), ("export", "x.csv"),
                ("trend", "新乡", "--metric", "output", "-f", "table"), ("review", "export"), ("audit", "--fail"),
            ))  # fmt: skip


def _files() -> list[tuple[str, bytes]]:
    samples = ROOT / "reading" / "samples"
    cell = '<table:table-cell office:value-type="float" office:value="135"><text:p>135</text:p></table:table-cell>'
    row = f"<table:table-row>{cell}</table:table-row>"
    word = docx(
        paragraph(TEXT) + f"<w:tbl><w:tr><w:tc>{paragraph('家')}</w:tc><w:tc>{paragraph('12')}</w:tc></w:tr></w:tbl>"
    )
    book = xlsx(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>0.139</v></c></row>',
        strings="<si><t>增速</t></si>",
        formats='<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/></cellXfs>',
    )
    page = f"<!doctype html><meta charset=utf-8><title>简讯</title><article><h1>简讯</h1><p>{_PROSE[1]}</p>"
    table = "<table><tr><th>高新区<th>家<tr><td rowspan=2>新乡<td>135<tr><td>12</table></article>"
    return [
        *(("a.txt", p.encode()) for p in _PROSE[:2]),
        *(("a.txt", _PROSE[1].encode(e)) for e in ("gb18030", "utf-16", "utf-16-be", "utf-32")),
        ("a.html", (page + table).encode()),
        ("a.md", f"# 简讯\n\n{_PROSE[3]}\n> *{TEXT}*\n".encode()),
        ("a.csv", '高新区,企业数（家）\n新乡,"1,234"\n'.encode()),
        ("a.tsv", "高新区\t企业数（家）\n新乡\t135\n".encode()),
        ("a.docx", word),
        ("a.xlsx", book),
        ("a.ods", ods(row)),
        ("a.pdf", pdf([lines(_PROSE[1], 20, 72, 700)], rules=[(72, 690, 300, 690)])),
        ("a.zip", package({"一.txt": TEXT, "b.html": page, "c.docx": word, "d.zip": package({"e.csv": "a,b\n1,2\n"})})),
        ("a.xls", (samples / "old.xls").read_bytes()),
        ("a.docx", (samples / "newsletter.docx").read_bytes()),
        ("a.pdf", (samples / "newsletter-libreoffice.pdf").read_bytes()),
    ]


def _bytes(word: str, target: str) -> bytes:
    # Half a character that stands for a byte of a file's name is that byte; any other is written as it is.
    if target == "command" and all(not "\ud800" <= c <= "\udfff" or "\udc80" <= c <= "\udcff" for c in word):
        return word.encode("utf-8", "surrogateescape")
    return word.encode("utf-8", "surrogatepass")


def inputs(target: str) -> Bytes:
    """Seeds with a few changes, and words in any order."""
    words = st.sampled_from(WORDS[target])
    piece = words.map(lambda w: _bytes(w, target))
    anything = st.text(max_size=20).map(str.encode) | st.binary(max_size=12)
    change = st.tuples(
        st.sampled_from(("insert", "replace", "cut", "repeat", "flip")),
        st.floats(0, 1),
        st.integers(0, 60),
        piece | anything,
    )
    changed = st.builds(change_all, st.sampled_from(seeds(target)), st.lists(change, max_size=8), st.integers(0, 99))
    glue = {"command": SEPARATOR.encode(), "sql": b" "}.get(target, b"")
    lead = {
        "reading": st.integers(0, 255).map(lambda n: bytes([n])),
        "lexicon": st.integers(0, 2).map(lambda n: bytes([n])),
    }
    spliced = st.builds(
        lambda a, b: a + b, lead.get(target, st.just(b"")), st.lists(piece | anything, max_size=25).map(glue.join)
    )
    return changed | spliced


Change = tuple[str, float, int, bytes]


def change_all(seed: bytes, changes: list[Change], member: int) -> bytes:
    """A seed with changes; those of an archive are done to one of its members, now and then to the archive."""
    opened = _open(seed[1:]) if seed[1:5] == b"PK\x03\x04" and member % 10 else None
    if not opened:
        return _change(seed, changes)
    names = list(opened)
    chosen = names[member % len(names)]
    opened[chosen] = _change(opened[chosen], changes)
    return seed[:1] + package(dict(opened))


def _open(data: bytes) -> dict[str, str | bytes] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return {name: file.read(name) for name in file.namelist()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, RuntimeError, ValueError):
        return None


def _change(data: str | bytes, changes: list[Change]) -> bytes:
    found = data.encode() if isinstance(data, str) else data
    for kind, place, length, piece in changes:
        start = int(place * len(found))
        middle = found[start : start + length]
        match kind:
            case "insert":
                middle = piece + middle
            case "replace":
                middle = piece
            case "cut":
                middle = b""
            case "repeat":
                middle = (middle or piece) * (2 + length % 50)
            case _:
                middle = bytes([middle[0] ^ (1 << length % 8)]) + middle[1:] if middle else b""
        found = found[:start] + middle + found[start + length :]
    return found


def findings(target: str) -> list[Path]:
    """The inputs that once broke a promise."""
    return sorted((FINDINGS / target).glob("*"))

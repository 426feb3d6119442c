"""Bytes to text in the encodings that Chinese files come in, never replacing a byte that does not fit.

A byte order mark decides; else what decodes strictly and reads like Chinese. A wrong guess would be silent, so a
file that is nearly UTF-8 is refused where it breaks and not read as something else.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter

from parkcmp.errors import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like UTF-16's: must be asked first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_NARROW = ("gb18030", "cp950", "big5hkscs")
# What pages call the Chinese encodings, and what holds all that they write in them.
_CHINESE = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936"), ("gb18030",)),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cp950"), ("cp950", "big5hkscs")),
}
_HIGH = re.compile(rb"[\x80-\xff]")
_BEYOND = re.compile(r"[^\x00-\x7f]")
_ROW = re.compile(r"[^\x00-\x7f]{2,}")
_PUNCTUATION = frozenset("　、。，；：？！“”‘’（）《》「」『』【】〔〕—…·％－～﹐﹑﹔﹕")
_SAMPLE = 1 << 16
_PLAUSIBLE = 0.7
_MOST_CONTROLS = 0.01
_REMEDY = "save it as UTF-8, or mend the file"


def decode(data: bytes, path: str) -> str:
    """The text, without its byte order mark. Raises UnreadableError: empty, binary, or the offset of a bad byte."""
    if not data.strip(b" \t\r\n\x00"):
        raise UnreadableError(f"{path}: {'empty' if not data.strip() else 'binary'}", "give a file with text")
    text = _decode(data, path)
    controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\v\f\r\x1a\x1b")
    if controls > len(text) * _MOST_CONTROLS or "\x00" in text:
        raise UnreadableError(f"{path}: binary", "give a text, or a file of a format that parkcmp reads")
    if not text.strip():
        raise UnreadableError(f"{path}: empty", "give a file with text")
    return text


def decode_page(data: bytes, path: str, declared: str) -> str:
    """The text of a page that says `declared` of itself, which many a template says of what it is not: taken where the
    text then reads like one, else decided as `decode` does. Raises UnreadableError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = declared.lower()
    text = _as_declared(data, _CHINESE.get(named, (named,)))
    if text and _is_plausible(text):
        return text
    try:
        return decode(data, path)
    except UnreadableError:
        if text and named in _CHINESE:  # rare characters, but all of them fit
            return text
        raise


def _as_declared(data: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return ""


def _is_plausible(text: str) -> bool:
    """Whether a text reads like Chinese, or like a language of letters: there a character beyond ASCII stands among
    ASCII, while Chinese that was taken for Latin-1 is rows of two and more."""
    sample = _sample(text)
    beyond = [c for c in sample if c > "\x7f"]
    in_rows = sum(map(len, _ROW.findall(sample)))
    is_western = all(c <= "\u024f" or "\u2010" <= c <= "\u2122" for c in beyond) and in_rows * 2 < len(beyond)
    return is_western or _share_of_common(sample, with_ascii=False) >= _PLAUSIBLE


def _decode(data: bytes, path: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, len(mark), path)
    if b"\x00" in data:
        text, _ = _best(data, _WIDE)
        if text:
            return text
        raise UnreadableError(f"{path}: binary", "give a text, or a file of a format that parkcmp reads")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as failure:
        if _is_mostly_utf8(data):
            raise _bad_byte(path, "utf-8", failure.start, data) from failure
    text, failures = _best(data, (*_NARROW, *_WIDE[:2]))
    if text:
        return text
    # The encoding that got furthest is the one that the file is in.
    offset, encoding = max((f for f in failures if f[1] in _NARROW), default=(0, ""))
    if offset:
        raise _bad_byte(path, encoding, offset, data)
    raise UnreadableError(f"{path}: neither UTF-8, UTF-16, UTF-32, GB18030 nor Big5", _REMEDY)


def _strictly(data: bytes, encoding: str, skip: int, path: str) -> str:
    try:
        return data[skip:].decode(encoding)
    except UnicodeDecodeError as failure:
        raise _bad_byte(path, encoding, failure.start + skip, data) from failure


def _is_mostly_utf8(data: bytes) -> bool:
    first = _HIGH.search(data)
    sample = data[first.start() if first else 0 :][:_SAMPLE]
    high = sum(byte > 0x7F for byte in sample)
    kept = sample.decode("utf-8", "ignore")
    return sum(len(c.encode()) for c in kept if c > "\x7f") > high * 0.8


def _best(data: bytes, encodings: tuple[str, ...]) -> tuple[str, list[tuple[int, str]]]:
    """The most plausible text, or "" where none is, and where each encoding that fails does so."""
    best, best_share, failures = "", 0.0, []
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as failure:
            failures.append((failure.start, encoding))
            continue
        if "\x00" in text:
            continue
        wide = b"\x00" in data
        share = _share_of_common(text[:_SAMPLE] if wide else _sample(text), with_ascii=wide)
        if share > best_share:
            best, best_share = text, share
    return (best if best_share >= _PLAUSIBLE else ""), failures


def _sample(text: str) -> str:
    """Some of a text from where it is more than ASCII: pages begin with scripts as long as they like."""
    first = _BEYOND.search(text)
    start = first.start() if first else 0
    return text[start : start + _SAMPLE]


def _share_of_common(text: str, *, with_ascii: bool) -> float:
    """The share of characters that Chinese texts are full of: of a real text nearly all, of a wrongly decoded one
    half. ASCII is the same in all narrow encodings and tells nothing there."""
    counts = Counter(c for c in text if with_ascii or c > "\x7f")
    common = sum(n for c, n in counts.items() if c.isspace() or " " <= c <= "~" or _is_common(c))
    return common / max(counts.total(), 1)


def _is_common(character: str) -> bool:
    # The first levels of GB 2312 and of Big5 hold the characters in daily use, simplified and traditional.
    if character in _PUNCTUATION or "０" <= character <= "ｚ":
        return True
    simplified = character.encode("gb2312", "ignore")
    traditional = character.encode("big5", "ignore")
    return bool(simplified and 0xB0 <= simplified[0] <= 0xD7) or bool(traditional and 0xA4 <= traditional[0] <= 0xC6)


def _bad_byte(path: str, encoding: str, offset: int, data: bytes) -> UnreadableError:
    name = {"cp950": "Big5", "big5hkscs": "Big5", "gb18030": "GB18030"}.get(encoding, encoding.upper())
    what = f"{path}: byte {offset} (0x{data[offset]:02x}) does not fit {name}, as the bytes before it do"
    return UnreadableError(what, _REMEDY)

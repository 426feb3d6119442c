"""ZIP containers (DOCX, XLSX, ODS and archives) opened within limits.

Everything about a ZIP is checked against what its directory declares before a byte is inflated, and Python's reader
never returns more than was declared: a bomb ends as one UnreadableError.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from parkcmp.errors import UnreadableError

MAX_MEMBERS = 20_000
MAX_TOTAL = 512 << 20
_SUSPICIOUS_SIZE = 8 << 20
_MAX_RATIO = 200
_CHUNK = 1 << 16


def open_package(data: bytes, path: str) -> zipfile.ZipFile:
    """The ZIP in `data`. Raises UnreadableError where it is damaged or would inflate beyond the limits."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        raise UnreadableError(f"{path}: damaged ZIP container ({error})", "get or save the file again") from error
    members = package.infolist()
    total = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS:
        raise UnreadableError(
            f"{path}: {len(members)} files in one archive, more than {MAX_MEMBERS}", "unpack it and give the folder"
        )
    swollen = any(
        m.file_size > _SUSPICIOUS_SIZE and m.file_size > _MAX_RATIO * max(m.compress_size, 1) for m in members
    )
    if total > MAX_TOTAL or swollen or (total > _SUSPICIOUS_SIZE and total > _MAX_RATIO * len(data)):
        raise UnreadableError(
            f"{path}: would inflate {len(data):,} bytes to {total:,}", "looks like a ZIP bomb; not opened"
        )
    return package


def read_member(package: zipfile.ZipFile, name: str | zipfile.ZipInfo, path: str) -> bytes:
    """The bytes of one member. Raises UnreadableError where it is encrypted, damaged or missing."""
    with _inflating(name, path):
        return package.read(name)


@contextmanager
def _inflating(name: str | zipfile.ZipInfo, path: str) -> Iterator[None]:
    """Whatever reading a member raises, as an UnreadableError; a member itself is named by the path already."""
    where = f"{path}: " if isinstance(name, zipfile.ZipInfo) else f"{path}: {name} is "
    try:
        yield
    except KeyError as error:
        raise UnreadableError(f"{path}: has no {name}", "get or save the file again") from error
    except NotImplementedError as error:  # which is a RuntimeError to Python
        what = f"{where}packed by a method that is not read ({error})"
        raise UnreadableError(what, "unpack it and give the folder, or pack it again") from error
    except RuntimeError as error:
        raise UnreadableError(f"{where}encrypted", "remove the password and try again") from error
    except Exception as error:  # zlib, lzma and zipfile each raise their own on damaged streams
        raise UnreadableError(f"{where}damaged ({error})", "get or save the file again") from error


Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def parse_xml(data: bytes, path: str, start: Start, end: End, text: Text) -> None:
    """Stream the XML in `data` through the handlers, names without namespace. A document type declaration, and with it
    any entity, is refused: office formats have none."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.ordered_attributes = False

    def on_start(name: str, attributes: dict[str, str]) -> None:
        start(name.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def on_end(name: str) -> None:
        end(name.rpartition(" ")[2])

    def on_doctype(*_: object) -> None:
        raise UnreadableError(f"{path}: its XML declares entities", "refused as unsafe; save it again from its program")

    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = on_doctype
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # the last two for encodings that expat cannot take
        raise UnreadableError(f"{path}: damaged XML ({error})", "get or save the file again") from error


def refuse_entities(package: zipfile.ZipFile, path: str) -> None:
    """Raise UnreadableError where any XML part of an office file declares a document type."""
    for name in package.namelist():
        if name.endswith((".xml", ".rels")):
            with _inflating(name, path), package.open(name) as part:
                head = part.read(_CHUNK)
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head or "<!DOCTYPE".encode("utf-16-le") in head:
                raise UnreadableError(
                    f"{path}: its XML declares entities", "refused as unsafe; save it again from its program"
                )


def parse_tree(data: bytes, path: str) -> Element:
    """The XML in `data` as a tree of elements without namespaces, under the same refusals as `parse_xml`."""
    builder = TreeBuilder()

    def start(name: str, attributes: dict[str, str]) -> None:
        builder.start(name, attributes)

    def end(name: str) -> None:
        builder.end(name)

    parse_xml(data, path, start, end, builder.data)
    return builder.close()

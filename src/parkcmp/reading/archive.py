"""ZIP archives of texts: their members as bytes, one at a time, within limits that hold for inner archives too."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from parkcmp.errors import UnreadableError
from parkcmp.reading.files import is_passed_over
from parkcmp.reading.package import MAX_MEMBERS, MAX_TOTAL, open_package, read_member

MAX_DEPTH = 3
_UTF8_NAME = 0x800


@dataclass(slots=True)
class Budget:
    """What an archive and all archives in it may still inflate."""

    bytes: int = MAX_TOTAL
    members: int = MAX_MEMBERS
    depth: int = MAX_DEPTH


def open_members(data: bytes, path: str, budget: Budget) -> Iterator[tuple[str, bytes | UnreadableError]]:
    """Each text's name (`archive.zip/folder/name.txt`) with its bytes or the reason why there are none. Raises
    UnreadableError where the archive itself is damaged or inflates beyond the budget."""
    if budget.depth <= 0:
        raise UnreadableError(f"{path}: archives nested more than {MAX_DEPTH} deep", "unpack it and give the folder")
    package = open_package(data, path)
    wanted = [member for member in package.infolist() if not _is_passed_over(member)]
    if not wanted:
        raise UnreadableError(f"{path}: no texts in this archive", "give one with texts")
    for member in sorted(wanted, key=_name):
        name = f"{path}/{_name(member)}"
        budget.bytes -= member.file_size
        budget.members -= 1
        if budget.bytes < 0 or budget.members < 0:
            raise UnreadableError(f"{path}: inflates beyond {MAX_TOTAL >> 20} MB", "unpack it and give the folder")
        try:
            yield name, read_member(package, member, name)
        except UnreadableError as failure:
            yield name, failure


def _name(member: zipfile.ZipInfo) -> str:
    """The member's name; Chinese programs write names in GBK, which the format does not say."""
    if member.flag_bits & _UTF8_NAME:
        return member.filename
    raw = member.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def _is_passed_over(member: zipfile.ZipInfo) -> bool:
    name = _name(member).replace("\\", "/")  # as older programs of Windows part folders, against the format
    parts = PurePosixPath(name).parts
    if not parts or name.endswith("/"):  # a name may be empty, or say this very folder
        return True
    return any(part.startswith((".", "__MACOSX")) for part in parts) or is_passed_over(parts[-1])

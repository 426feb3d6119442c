"""Small PDF files by hand, with Chinese in a font that no file needs to carry."""

from __future__ import annotations

from collections.abc import Sequence

Item = tuple[float, float, float, str]  # x, y, size, text; a tab in it is a gap of half a character
Rule = tuple[float, float, float, float]  # from x, y to x, y


def pdf(pages: Sequence[Sequence[Item]], rules: Sequence[Rule] = (), info: str = "", count: int | None = None) -> bytes:
    """A PDF whose pages hold these texts, each page with the same rules; `count` is the number of pages that it claims
    and shows its first page for."""
    shown = [0] * count if count is not None else range(len(pages))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append(
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>"
    )
    objects.append(
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 [500] 2 94 500 814 939 500]"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R >>"
    )
    objects.append(
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        " /Ascent 752 /Descent -271 /CapHeight 737 /StemV 58 >>"
    )
    objects.append(f"<< {info} >>")
    contents = []
    for page in pages:
        stream = "".join(f"{a} {b} m {c} {d} l S\n" for a, b, c, d in rules)
        for x, y, size, text in page:
            drawn = " -500 ".join(f"<{part.encode('utf-16-be').hex()}>" for part in text.split("\t"))
            stream += f"BT /F1 {size} Tf {x} {y} Td [{drawn}] TJ ET\n"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}endstream")
        contents.append(len(objects))
    first = len(objects) + 1
    for page_number in shown:
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {contents[page_number]} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
    kids = " ".join(f"{first + i} 0 R" for i in range(len(shown)))
    objects[1] = f"<< /Type /Pages /Count {len(shown)} /Kids [{kids}] >>"
    data, offsets = b"%PDF-1.5\n", []
    parts = [data]
    position = len(data)
    for number, body in enumerate(objects, start=1):
        part = f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
        offsets.append(position)
        parts.append(part)
        position += len(part)
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    parts.append(
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R"
        f" /Info 6 0 R >>\nstartxref\n{position}\n%%EOF\n".encode()
    )
    return b"".join(parts)


def lines(text: str, width: int, x: float, y: float, size: float = 12, step: float = 18) -> list[Item]:
    """Text set in lines of `width` characters, the first at y."""
    pieces = [text[i : i + width] for i in range(0, len(text), width)]
    return [(x, y - n * step, size, piece) for n, piece in enumerate(pieces)]

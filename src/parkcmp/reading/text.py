"""Plain text: the whole file as it stands, line ends and all, so that spans count in what a person can open."""

from __future__ import annotations

from parkcmp.model import Document


def read_text(text: str, path: str) -> Document:
    """The document of a plain text."""
    return Document(text=text, path=path)

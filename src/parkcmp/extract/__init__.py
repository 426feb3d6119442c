"""From a text to its facts: recognise every mention first, then bind them clause by clause. Pure."""

from parkcmp.extract.extraction import extract

__all__ = ["extract"]

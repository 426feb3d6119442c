"""From an Answer to characters: tables for people, delimited text and records for machines.

Knows nothing of the database or of what a ranking means. A value becomes a string in `cells` alone, so that all
formats say the same.
"""

from parkcmp.render.emit import emit
from parkcmp.render.options import Format, OutputOptions

__all__ = ["Format", "OutputOptions", "emit"]

"""What a table says of the derived values in it. Light: imported whether or not anything is derived."""

from __future__ import annotations

from collections.abc import Iterable

from parkcmp.query.answer import Note
from parkcmp.query.observation import Observation


def of_derived(shown: Iterable[Observation]) -> list[Note]:
    """That some of the values shown are derived, and how to see from what; nothing where none is."""
    ids = [o.fact_id for o in shown if "derived" in o.flags]
    if not ids:
        return []
    are = "value is" if len(ids) == 1 else "values are"
    return [
        Note(
            "derived",
            f"{len(ids)} {are} derived, stated nowhere; parkcmp why {ids[0]} shows from what",
            f"{len(ids)} 个数值系推算，并无原文；parkcmp why {ids[0]} 可查依据",
        )
    ]

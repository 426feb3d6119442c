"""How much address space this process may have (`ulimit -v`), where the shell limits it.

The libraries in C that parkcmp stands on end a process that they find no room in, without a word: below `ENOUGH`
nothing is begun.
"""

from __future__ import annotations

ENOUGH = 2 << 30


def address_space() -> int | None:
    """In bytes; None where there is no limit, or the system knows none."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    return None if soft == resource.RLIM_INFINITY else soft

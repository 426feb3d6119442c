"""parkcmp: read the numbers of China's national high-tech zones out of prose, and compare the zones honestly.

`parkcmp.extract(text)` gives the facts of a text, `parkcmp.open(path)` a database to ask. What they need is imported
when they are first used, so that `import parkcmp` costs next to nothing.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parkcmp.api import extract, open
    from parkcmp.database import Database
    from parkcmp.errors import (
        LexiconError,
        ParkcmpError,
        StoreError,
        UnknownNameError,
        UnreadableError,
        UsageError,
    )
    from parkcmp.results import Result

__version__ = "0.1.0"
__all__ = [
    "Database",
    "LexiconError",
    "ParkcmpError",
    "Result",
    "StoreError",
    "UnknownNameError",
    "UnreadableError",
    "UsageError",
    "extract",
    "open",
]
_HOMES = {"Database": "parkcmp.database", "open": "parkcmp.api", "Result": "parkcmp.results"}


class _Package(ModuleType):
    """The package as a module whose public names are found when they are used.

    `extract` is a function and a package of the same name: importing the package must not hide the function.
    """

    @property
    def extract(self) -> Any:
        from parkcmp.api import extract

        return extract

    @extract.setter
    def extract(self, package: ModuleType) -> None:
        """What the import of parkcmp.extract would set."""

    def __getattr__(self, name: str) -> Any:
        if name not in __all__:
            raise AttributeError(f"module 'parkcmp' has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(_HOMES.get(name, "parkcmp.errors")), name)

    def __dir__(self) -> list[str]:
        return sorted([*__all__, "__version__", "__doc__", "__file__", "__path__"])


sys.modules[__name__].__class__ = _Package

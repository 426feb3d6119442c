"""On the path of a process, makes texts that hold the word 毒 end whoever extracts them."""

import os
import signal
from typing import Any

from parkcmp.pipeline import work

_extract = work.extract


def _deadly(document: Any, lexicon: Any) -> Any:
    if "毒" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return _extract(document, lexicon)


work.extract = _deadly

"""Files that another program has open for a moment, as OneDrive and virus scanners do under Windows."""

import sys
import time
from collections.abc import Callable
from typing import TypeVar

PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8) if sys.platform == "win32" else ()  # seconds

Result = TypeVar("Result")


def when_released(action: Callable[[], Result]) -> Result:
    """Reads, moves or removes a file; tries again for 1.5 s under Windows while another program has it open.

    Raises:
        PermissionError: it stays open, or may not be touched.
    """
    for pause in PAUSES:
        try:
            return action()
        except PermissionError:
            time.sleep(pause)
    return action()

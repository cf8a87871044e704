"""Things done now and then, by whoever passes often."""

from __future__ import annotations

import time
from collections.abc import Callable


def paced(do: Callable[[], object], seconds: float) -> Callable[[], None]:
    """Call the result as often as you like: it does the thing at once, and then not before so much time has passed.

    Real time, whatever a simulation's clock says.
    """
    due = 0.0

    def perhaps() -> None:
        nonlocal due
        if time.monotonic() >= due:
            due = time.monotonic() + seconds
            do()

    return perhaps

"""The rejects file: every row that was not taken over, as it was, with the reason."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from adapters.exchange.sheet import Reject

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would run as a formula."""


def write_rejects(path: Path, rejects: Iterable[Reject]) -> None:
    """Write them as CSV that opens in a spreadsheet and runs nothing."""
    rejects = list(rejects)
    columns = list(dict.fromkeys(name for reject in rejects for name in reject.raw))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["row", "code", "reason", *columns])
        for reject in rejects:
            cells = (safe(reject.raw.get(name)) for name in columns)
            writer.writerow([reject.row, reject.code, safe(reject.reason), *cells])


def safe(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return "'" + text if text.startswith(RISKY) else text

"""The worked examples computed for the texts, and where each of them runs."""

from __future__ import annotations

from itertools import groupby

from adapters.reference.markdown import code, codes, page, table
from adapters.traceability.ledger import Entry, ledger

ABOUT = """
Worked examples were computed for the five texts before the code was written; their ids are kept.
Each stands beside a text and is answered as `tiji due` or `tiji points` answers, or is told by a
[story](../../tests/scenarios/), or waits for what is not built yet; a test fails where one does none of these.
""".strip()


def written() -> str:
    """The page."""
    entries = sorted(ledger(), key=lambda entry: entry.place)
    running = sum(bool(entry.runs) for entry in entries)
    counted = f"Of {len(entries)} examples {running} run."
    places = groupby(entries, key=lambda entry: entry.place)
    return page("Worked examples", ABOUT, counted, *(_section(place, list(found)) for place, found in places))


def _section(place: str, entries: list[Entry]) -> str:
    rows = ((code(entry.id), entry.kind.replace("_", " "), _where(entry)) for entry in entries)
    return f"## {place}\n\n" + table(("example", "kind", "where it runs"), rows)


def _where(entry: Entry) -> str:
    return codes(entry.runs) or f"waits for {entry.waits}"

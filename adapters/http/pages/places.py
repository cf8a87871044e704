"""Where something that belongs to no case is shown, and what it is called there."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from adapters.http.pages.page import Sight
from projections.obligations import Obligations
from projections.samples import Samples
from projections.shifts import Shifts


class Place(NamedTuple):
    """A page and its title."""

    path: str
    title: str


def places_of(sight: Sight, streams: Collection[UUID]) -> dict[UUID, Place]:
    """Those of these streams that have a page of their own."""
    asked = sight.asked
    if not streams:
        return {}
    among = {"case__in": list(streams)}
    found = {
        row.case: Place(f"/obligations/{row.case}", owed(sight, row))
        for row in asked.api.reader.rows(Obligations, asked.as_of, where=among)
    }
    shifts = asked.api.reader.rows(Shifts, asked.as_of, where=among)
    samples = asked.api.reader.rows(Samples, asked.as_of, where=among)
    found |= {row.case: Place(f"/samples/{row.case}", f"{sight.named('sample')} {row.month}") for row in samples}
    return found | {row.case: Place(f"/duty/{row.case}", f"{sight.named('shift')} {row.day}") for row in shifts}


def owed(sight: Sight, row: Obligations.Row) -> str:
    """What is owed, in words: the rule and its period."""
    return " ".join(filter(None, (sight.named(row.rule), row.period)))

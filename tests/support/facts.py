"""Facts and laws with what a test is not about filled in."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from adapters.calendars import announced
from adapters.regulations import shipped
from domain.aggregates.base import Aggregate
from domain.aggregates.complaint import Complaint
from domain.events.complaint import ComplaintRegistered
from domain.rules.law import Law
from domain.values import BEIJING, Act, AuthorityId, Handle, SeatId, UnitId
from tests.support.given import ID, Given

ROADS, WATER = UnitId("roads"), UnitId("water")
TEXT = Handle("text")


def at(day: str, clock: str = "09:00") -> datetime:
    """An instant in civil time: `at("2025-11-05", "17:30")`."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=BEIJING)


@cache
def law(edition: str = "suzhou-2021") -> Law:
    """An edition as shipped, with the calendar as shipped."""
    return Law(shipped().edition(edition), announced())


def act(instant: datetime, role: str = "efficiency_office", unit: UnitId | None = None, **more: Any) -> Act:
    """Somebody in a role does something."""
    seat = SeatId(f"{unit}.{role}" if unit else role)
    return Act(actor=seat, role=role, occurred_at=instant, on_behalf_of=unit, **more)


def registered(instant: datetime, **fields: Any) -> ComplaintRegistered:
    """A complaint as it comes in."""
    ordinary = {
        "number": "20251105-AAAAAA",
        "authority": AuthorityId("here"),
        "kind": "complaint",
        "channel": "hotline",
        "title": TEXT,
        "content": TEXT,
        "act": act(instant, "intake_clerk"),
    }
    return ComplaintRegistered(**{**ordinary, **fields})


def accepted_complaint(instant: datetime, edition: str = "suzhou-2021", **fields: Any) -> Given:
    """A complaint taken on a quarter of an hour earlier."""
    complaint = Complaint.register(ID, registered(instant, **fields), law(edition))
    complaint.accept(act(instant), law(edition))
    return Given(complaint)


def dispatched_complaint(instant: datetime, edition: str = "suzhou-2021", **fields: Any) -> Given:
    """A complaint handed to the roads office."""
    told = accepted_complaint(instant, edition, **fields)
    told.aggregate.dispatch(ROADS, (), act(instant), law(edition))
    return told


def keys(aggregate: Aggregate) -> dict[str, str]:
    """The deadlines of a subject and whether each runs, was missed or ended."""
    return {
        key: "missed" if known.is_missed else "running" if known.is_running else "ended"
        for key, known in aggregate.deadlines.by_key.items()  # type: ignore[attr-defined]
    }

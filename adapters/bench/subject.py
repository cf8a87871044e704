"""The real command that is saved, and the same-sized one of an application on the stock library."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from eventsourcing.persistence import StoredEvent

from adapters.calendars import announced
from adapters.regulations import shipped
from application.ids import new_id
from application.mapper import FactMapper
from domain.aggregates.complaint import Complaint
from domain.events.complaint import ComplaintRegistered
from domain.rules.law import Law
from domain.values import Act, AuthorityId, Handle, SeatId

WAY = "phone"
NOTE = Handle("0" * 64)
"""As long as the handles the vault gives."""


@cache
def law() -> Law:
    """The first edition that comes with the application, and the calendar that does."""
    return Law(next(iter(shipped())), announced())


def act() -> Act:
    """Somebody does something, now."""
    return Act(actor=SeatId("intake_clerk"), role="intake_clerk", occurred_at=datetime.now(UTC))


def complaint() -> Complaint:
    """A complaint that has been registered, taken on, and talked about once; not yet saved."""
    in_force = law()
    registered = ComplaintRegistered(
        number="20260105-AAAAAA",
        authority=AuthorityId("here"),
        kind=in_force.edition.intake.kinds[0].code if in_force.edition.intake else "complaint",
        channel="hotline",
        title=NOTE,
        content=NOTE,
        act=act(),
    )
    begun = Complaint.register(new_id(), registered, in_force)
    begun.accept(act(), in_force)
    talk(begun)
    return begun


def talk(about: Complaint) -> None:
    """联系: the command that is measured. It decides, records one fact and settles no deadline any more."""
    about.contact(WAY, NOTE, act(), law())


def complaint_with(facts: int) -> Complaint:
    """A complaint with exactly so many facts, as far as its beginning allows; not yet saved."""
    begun = complaint()
    while len(begun.pending) < facts:
        talk(begun)
    return begun


def stored_talk() -> StoredEvent:
    """The measured fact as our mapper stores it."""
    begun = complaint()
    begun.collect_events()
    talk(begun)
    return FactMapper().to_stored_event(begun.pending[0])


class StockCase(Aggregate):
    """The same case on the stock library: one event of as many bytes."""

    def __init__(self, number: str) -> None:
        self.number = number
        self.talks = 0

    @event("Contacted")
    def contact(self, way: str, note: str, actor: str, role: str, occurred_at: datetime) -> None:
        """联系."""
        del way, note, actor, role, occurred_at
        self.talks += 1


class StockCases(Application[UUID]):
    """The stock application; its recorder and mapper are what its environment says."""


def stock_note(cases: StockCases) -> str:
    """A note that makes the stock event as long as ours, as the stock mapper stores it."""
    probe = StockCase("20260105-AAAAAA")
    probe.collect_events()
    stock_talk(probe, "")
    without = len(cases.mapper.to_stored_event(probe.collect_events()[0]).state)
    return "0" * max(0, len(stored_talk().state) - without)


def stock_talk(about: StockCase, note: str) -> None:
    """The command that is measured, on the stock library."""
    about.contact(WAY, note, "intake_clerk", "intake_clerk", datetime.now(UTC))


def stock_case_with(events: int, note: str) -> StockCase:
    """A stock case with exactly so many events; not yet saved."""
    begun = StockCase("20260105-AAAAAA")
    for _ in range(events - 1):
        stock_talk(begun, note)
    return begun

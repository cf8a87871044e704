from __future__ import annotations

import pytest

from tests.support.facts import at
from tests.support.town import UNIT, Town, seat

ITEMS = ["point_by_point", "cited_documents", "communication_record", "satisfaction", "handler_contact"]


class Troubled(Town):
    """A town where one case was sent back twice and another never answered; nobody has reacted yet."""

    def __init__(self) -> None:
        super().__init__("suzhou-2021")
        self.follows = False
        self.sent_back = self.handed_out("09:00")
        for clock in ("10:00", "12:00"):
            self.answer(self.sent_back, clock)
            later = at("2025-11-05", f"{int(clock[:2]) + 1}:00")
            self.do(later, "efficiency_office", "send_back", self.sent_back, defects=["incomplete"])
        self.unanswered = self.handed_out("14:00")

    def handed_out(self, clock: str):
        """A case of Wednesday 5 November, signed by the unit."""
        when = at("2025-11-05", clock)
        case = self.register(when, kind="complaint", channel="hotline")
        self.do(when, "intake_clerk", "dispatch", case, unit=UNIT)
        self.do(when, seat("unit_clerk"), "sign", case)
        return case

    def answer(self, case, clock: str) -> None:
        """A complete answer."""
        said = {"reply": "done", "outcome": "done", "approved_by": "unit_deputy", "items": ITEMS}
        self.do(at("2025-11-05", clock), seat("unit_clerk"), "submit_reply", case, **said)

    def look(self) -> None:
        """Only the views catch up."""
        views = self.world.views
        views.follow(self.store.facts(views.position, 1_000_000))


@pytest.fixture
def town():
    return Troubled()

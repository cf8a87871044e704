"""One authority with one unit, the whole application around it in memory, and the clock in hand."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from adapters.scenarios.worlds import MemoryWorld
from application.calls import Call, Outcome
from application.verbs import BY_NAME
from domain.events.base import Event
from domain.values import SeatId, UnitId
from tests.support.facts import at
from tests.support.given import ID

AUTHORITY, UNIT = "here", "permits"
BEGINS = at("2025-09-01")
LADDER = (
    ("unit_clerk", None, None),
    ("unit_first_responder", 1, "unit_clerk"),
    ("unit_section_head", 2, "unit_first_responder"),
    ("unit_deputy", 3, "unit_section_head"),
    ("unit_head", 4, "unit_deputy"),
)
SAID = {"opinion": "no papers", "basis": "article 8", "how_it_could_be_done": "with papers"}


class Town:
    """Commands by name, at an instant, by a role or a `unit.role`; views and reactions follow each one."""

    def __init__(self, edition: str = "tongbai-2022", world: Any = None, begins: datetime = BEGINS) -> None:
        self.world: Any = world or MemoryWorld()
        self.house, self.store = self.world.house, self.world.house.desk.store
        self.count = 0
        self.follows = True
        self.do(begins, "administrator", "establish_authority", authority=AUTHORITY, name="H", name_en="H")
        first = self.house.desk.editions.edition(edition).effective_from
        self.do(begins, "administrator", "adopt_edition", AUTHORITY, edition=edition, effective_from=first)
        seats = [
            {"seat": seat(role), "role": role, "level": level, "deputy": deputy and seat(deputy)}
            for role, level, deputy in LADDER
        ]
        unit = {"unit": UNIT, "authority": AUTHORITY, "name": "P", "name_en": "P", "seats": seats}
        self.do(begins, "administrator", "establish_unit", **unit)

    def do(self, when: datetime, by: str, verb: str, target: UUID | str | None = None, /, **body: Any) -> Outcome:
        """One command; time passes until its instant, without the clockwork looking."""
        self.world.advance_to(when)
        self.count += 1
        unit, _, role = by.rpartition(".")
        call = Call(SeatId(by), role, uuid5(ID, f"town:{self.count}"), UnitId(unit) if unit else None)
        outcome = BY_NAME[verb].call(self.house, target, BY_NAME[verb].command.model_validate(body), call)
        if self.follows:
            self.world.settle()
        return outcome

    def register(self, when: datetime, **more: Any) -> UUID:
        """A request comes in and is taken on."""
        case = {"authority": AUTHORITY, "kind": "licence", "channel": "office", "title": "t", "content": "c"}
        id = self.do(when, "intake_clerk", "register", **{**case, "name": "n", "contact": "0", **more}).id
        self.do(when, "intake_clerk", "accept", id)
        return id

    def propose(self, when: datetime, case: UUID) -> UUID:
        """The first responder proposes a no; it now stands at the second level."""
        return self.do(when, seat("unit_first_responder"), "propose", complaint=case, unit=UNIT, **SAID).id

    def raise_by(self, when: datetime, role: str, escalation: UUID) -> Outcome:
        """A level passes it up."""
        return self.do(when, seat(role), "raise", escalation, **SAID)

    def tick(self, when: datetime) -> int:
        """The clockwork looks once at an instant; how many deadlines it settled."""
        self.world.advance_to(when)
        self.world.settle()
        settled: int = self.house.clockwork.tick()
        self.world.settle()
        return settled

    def facts(self, *kinds: type[Event]) -> list[Any]:
        """Every fact of these classes in the store, in order."""
        return [fact for _, fact in self.store.facts(0, 1_000_000) if isinstance(fact, kinds)]


def seat(role: str) -> str:
    """The seat of a role in the unit."""
    return f"{UNIT}.{role}"

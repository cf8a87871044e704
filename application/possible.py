"""What a seat can do with a case now, and what stands against the rest: no hidden no.

Each verb the role may use is rehearsed with everything filled in that a form would ask for. What is refused then is
refused for how things stand, never for something left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from application.access import MAY
from application.calls import Call
from application.filled import FILLED, Known
from application.house import House
from application.matter_lists import matters_of
from application.rehearsal import rehearse
from application.verbs import VERBS, Verb
from domain.aggregates.complaint import Complaint
from domain.calendar import beijing
from domain.errors import Refused
from domain.events.base import Event
from domain.regulations.model import Edition
from domain.rules.requirements import StepNotForeseen
from domain.values import UnitId


@dataclass(frozen=True)
class Possible:
    """One verb: what it would record, or why it cannot be done."""

    verb: Verb
    facts: tuple[Event, ...] = ()
    refusal: Refused | None = None

    @property
    def is_open(self) -> bool:
        """Whether it can be done now and would record something."""
        return self.refusal is None and bool(self.facts)


def possible(house: House, case: Complaint, edition: Edition, call: Call, unit: str = "any") -> list[Possible]:
    """Every verb on a case that the role may use and the edition foresees, in the order of a case's life.

    `unit` is one an order could go to.
    """
    known = Known(case, edition, house.desk.clock.now(), unit, _listed(house, case, edition, unit))
    allowed = MAY.get(call.role, frozenset())
    asked = (verb for verb in VERBS if verb.target == "complaint" and verb.action in allowed)
    tried = [_tried(house, verb, known, call) for verb in asked]
    return [each for each in tried if not isinstance(each.refusal, StepNotForeseen)]


def _listed(house: House, case: Complaint, edition: Edition, unit: str) -> str:
    """A matter on the list of whoever holds the case, another than is cited; `none` where there is none."""
    if edition.matter_list is None:
        return "none"
    today = beijing(house.desk.clock.now()).date()
    on_list = matters_of(house.desk, case.unit or UnitId(unit)).standing_on(today)
    return next((item for item in on_list if item != case.cited), case.cited or "none")


def _tried(house: House, verb: Verb, known: Known, call: Call) -> Possible:
    body = FILLED[verb.name](known) if verb.name in FILLED else {}
    command = verb.command.model_validate(body)
    id: UUID = known.case.id
    try:
        return Possible(verb, facts=tuple(rehearse(house, lambda stage: verb.call(stage, id, command, call))))
    except Refused as refusal:
        return Possible(verb, refusal=refusal)

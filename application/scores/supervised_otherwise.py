"""What-if for supervision: what a text would have opened and raised of itself, beside what people opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID, uuid5

from application.ports import Established, Supervised
from application.scores.otherwise import Again
from application.store import Store
from domain.aggregates.complaint import Complaint
from domain.events.base import Event
from domain.events.supervision import SupervisionArchived, SupervisionIssued, SupervisionRaised
from domain.regulations.model import Edition
from domain.rules.law import Law
from domain.rules.supervision import called_for
from domain.values import Place, UnitId

Told = SupervisionIssued | SupervisionRaised | SupervisionArchived


@dataclass
class Course:
    """How a matter's supervision would have gone; a matter has one at a time."""

    case: UUID
    number: int = 1
    levels: tuple[int, ...] = ()
    unit: UnitId | None = None
    issued_at: datetime | None = None
    done: list[tuple[int, UnitId | None, tuple[int, ...], datetime]] = field(default_factory=list)

    def call(self, level: int, unit: UnitId | None, at: datetime) -> None:
        """Something calls for a level: it opens, or raises what is open and lower."""
        if self.issued_at is None:
            self.levels, self.unit, self.issued_at = (level,), unit, at
        elif level > self.levels[-1]:
            self.levels = (*self.levels, level)

    def end(self) -> None:
        """It is filed; the next one is another."""
        if self.issued_at is not None:
            self.done.append((self.number, self.unit, self.levels, self.issued_at))
            self.number, self.levels, self.issued_at = self.number + 1, (), None


def supervised_again(again: Again, in_force: Edition, store: Store, began: datetime, as_of: int | None) -> Again:
    """The matters put under supervision, with what rules opened or raised opened anew.

    Where the texts have the same triggers, only of cases about which other findings stand: the others rest on the
    same ground. Supervision that began before the year stays as recorded.
    """
    material = again.material
    law = Law(material.edition, material.calendar)
    differ = material.edition.supervision != in_force.supervision
    by_case: dict[UUID, list[Established]] = {}
    for each in (*material.findings, *again.overturned):
        if each.cause.case is not None:
            by_case.setdefault(each.cause.case, []).append(each)
    recorded: dict[UUID, list[Supervised]] = {}
    for row in material.supervised:
        recorded.setdefault(row.case, []).append(row)
    found: list[Supervised] = []
    for case in dict.fromkeys([*recorded, *by_case]):
        told = list(_told(store, case, as_of))
        is_older = bool(told) and told[0].occurred_at < began
        if is_older or not (differ or case in again.touched):
            found += recorded.get(case, [])
            again.counted["supervision", "held"] += len(recorded.get(case, []))
            continue
        mine = list(_course(law, store, case, by_case.get(case, []), told, as_of))
        again.counted["supervision", "derived"] += max(len(mine), len(recorded.get(case, [])))
        found += [_as_recorded(each, recorded.get(case, [])) for each in mine]
    found.sort(key=lambda each: (each.issued_at, each.position))
    return replace(again, material=replace(material, supervised=found))


def _course(
    law: Law, store: Store, case: UUID, findings: Iterable[Established], told: Iterable[Told], as_of: int | None
) -> Iterator[Supervised]:
    """Findings and what people opened, raised and filed, in the order of their times."""
    course = Course(case)
    matter = Complaint(case)
    facts = iter([(place, fact) for place, fact in store.stream(case) if as_of is None or place.position <= as_of])
    ahead = next(facts, None)
    by_people = [each for each in told if isinstance(each, SupervisionArchived) or not each.by_rule]
    steps: list[Established | Told] = sorted([*findings, *by_people], key=_when)
    for step in steps:
        while ahead is not None and ahead[1].act.told_at <= _when(step):
            matter.apply(ahead[1])
            ahead = next(facts, None)
        if isinstance(step, SupervisionArchived):
            course.end()
        elif isinstance(step, SupervisionIssued):
            course.call(step.level, step.unit, step.occurred_at)
        elif isinstance(step, SupervisionRaised):
            course.call(step.to_level, course.unit, step.occurred_at)
        else:
            level = str(course.levels[-1]) if course.issued_at else "none"
            for called in called_for(law, step.cause.kind, {**matter.matter, "supervised": level}):
                if called.trigger.automatic:
                    course.call(called.level, step.unit, step.established_at)
    course.end()
    for number, unit, levels, issued_at in course.done:
        if unit is not None:
            yield Supervised(unit, case, levels, issued_at, 0, uuid5(case, f"supervision:{number}"))


def _told(store: Store, case: UUID, as_of: int | None) -> Iterator[Told]:
    """What is recorded of every supervision of a case."""
    number = 1
    while facts := list(store.stream(uuid5(case, f"supervision:{number}"))):
        yield from (fact for place, fact in facts if _is_known(place, as_of) and isinstance(fact, Told))
        number += 1


def _is_known(place: Place, as_of: int | None) -> bool:
    return as_of is None or place.position <= as_of


def _when(step: Established | Event) -> datetime:
    return step.established_at if isinstance(step, Established) else step.occurred_at


def _as_recorded(each: Supervised, recorded: Iterable[Supervised]) -> Supervised:
    """Where the record has the same, with the position of its fact."""
    same = next((row for row in recorded if row.supervision == each.supervision), None)
    return replace(each, position=same.position) if same else each

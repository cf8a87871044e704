"""Runs a story: moves the clock, does the steps, asks the views."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from pydantic import ValidationError

from adapters.scenarios.expecting import unmet
from adapters.scenarios.story import Step, Story, StoryUnreadable, Unit
from adapters.scenarios.world import World
from application.calls import Call
from application.consultations import current as consultation_of
from application.supervisions import current
from application.verbs import BY_NAME
from domain.aggregates.assessment import assessment_stream
from domain.calendar.terms import Term
from domain.errors import Refused
from domain.values import SeatId, UnitId
from projections.case_history import CaseHistory
from projections.findings import AccountabilityFiles, FindingsView
from projections.obligations import Obligations
from projections.sentences import civil, sentence
from projections.timeliness import Timeliness

STORY_NAMESPACE = UUID("4b1a7a0e-70f2-5a3e-8d0f-1d5f6f8c9e21")

OF_A_CASE = frozenset({"file", "supervision", "consultation"})
"""Targets that a story names by their case."""
MAKES = frozenset({"register", "propose", "request_report", "roster_shift", "draw_sample", "grant_review", "nominate"})
"""Verbs whose outcome a story may name."""


@dataclass
class Told:
    """How a story went: what differed from what it expects, and the histories of its cases."""

    story: Story
    differences: list[str] = field(default_factory=list)
    histories: dict[str, list[str]] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether everything was as the story says."""
        return not self.differences


class Runner:
    """One run of one story in one world."""

    def __init__(self, story: Story, world: World) -> None:
        self.story, self.world = story, world
        self.named: dict[str, UUID] = {}
        self.last: dict[str, str] = {}
        self.told = Told(story)
        self.is_out = False
        self.count = 0

    def run(self) -> Told:
        """Set the scene, do the steps, compare."""
        self.world.advance_to(self.story.steps[0].at - timedelta(hours=1))
        self._set_the_scene()
        for number, step in enumerate(self.story.steps, 1):
            self._do(number, step)
        self.world.settle()
        for view, expected in self.story.expect.items():
            for row in expected:
                self.told.differences.extend(unmet(view, row, self.world, self._named, self._resolve))
        for name, case in self.named.items():
            self.told.histories[name] = self._history(case)
        return self.told

    # -- doing -----------------------------------------------------------------------------------------

    def _set_the_scene(self) -> None:
        setting = self.story.setting
        edition = self.world.house.desk.editions.edition(setting.edition)
        first = setting.effective_from or edition.effective_from.isoformat()
        self._call("establish_authority", None, authority=setting.authority, name=setting.authority, name_en="A")
        self._call("adopt_edition", setting.authority, edition=edition.id, effective_from=first)
        for unit in setting.units:
            self._call("establish_unit", None, **_unit(unit, setting.authority))

    def _call(self, verb: str, target: UUID | str | None, **body: Any) -> None:  # noqa: ANN401
        known = BY_NAME[verb]
        call = Call(actor=SeatId("administrator"), role="administrator", command_id=self._id())
        known.call(self.world.house, target, known.command.model_validate(body), call)

    def _do(self, number: int, step: Step) -> None:
        self._pass_time(step.at)
        if step.do in {"wait", "outage", "recover"}:
            self.is_out = step.do == "outage" or (self.is_out and step.do == "wait")
            if step.do == "recover":
                self._tick()
            return
        verb = BY_NAME.get(step.do)
        if verb is None:
            self.told.differences.append(f"step {number}: no command {step.do!r}; one of {', '.join(BY_NAME)}")
            return
        try:
            outcome = verb.call(self.world.house, self._target(step), self._body(step), self._caller(step))
        except StoryUnreadable:
            raise
        except Refused as refusal:
            self._compare_refusal(number, step, refusal)
            return
        except ValidationError as error:
            self.told.differences.append(f"step {number} ({step.do}): {_unfit(error)}")
            return
        if step.refused:
            self.told.differences.append(f"step {number} ({step.do}) was allowed; expected refusal {step.refused}")
        if verb.name in MAKES:
            self._name(verb.resource, step.names or f"{verb.resource}{len(self.named) + 1}", outcome.id)
        self.world.settle()

    def _pass_time(self, until: datetime) -> None:
        """Move on to an instant, stopping wherever a deadline passes on the way, unless there is an outage."""
        while not self.is_out:
            self.world.settle()
            now = self.world.house.desk.clock.now()
            due = [
                row.due_at
                for row in self.world.rows(Timeliness, state="running")
                if row.has_consequence and now < row.due_at + timedelta(seconds=1) <= until
            ]
            if not due:
                break
            self.world.advance_to(min(due) + timedelta(seconds=1))
            self._tick()
        self.world.advance_to(until)
        if not self.is_out:
            self._tick()

    def _tick(self) -> None:
        self.world.settle()
        self.world.house.clockwork.tick()
        self.world.house.reminding.tick()
        self.world.settle()

    def _target(self, step: Step) -> UUID | str | None:
        """What a step acts on: what the story named, or what stands under such a name by then."""
        target = BY_NAME[step.do].target
        if target == "none":
            return None
        if target in {"authority", "unit", "edition"}:
            setting = self.story.setting
            return step.on or (setting.edition if target == "edition" else setting.authority)
        if target in OF_A_CASE:
            return self._beside(target, self._named(step.on or self.last.get("complaints", "")))
        if target == "judged":
            return self._judged(step.on or self.last.get("complaints", ""), str(step.with_.get("finding")))
        if step.on not in self.named and target == "obligation":
            return self._obligation(step.on or "")
        return self._named(step.on or self.last.get(f"{target}s", ""))

    def _judged(self, name: str, finding: str) -> UUID:
        """What a finding is about: a unit's year, what is owed, a case or something beside it."""
        if name not in self.named and " " in name:
            return self._assessment(name)
        if name not in self.named and "/" in name:
            return self._obligation(name)
        self.world.settle()
        case = self._named(name)
        found: list[UUID] = [row.subject for row in self.world.rows(FindingsView, case=case, finding=finding)]
        return next(iter(found), case)

    @staticmethod
    def _assessment(name: str) -> UUID:
        """A unit's year, `roads 2025`."""
        unit, _, year = name.partition(" ")
        return assessment_stream(UnitId(unit), Term(year))

    def _obligation(self, name: str) -> UUID:
        """What is owed for a period, `weekly_report/2025-W45`; with the unit that owes it, `summary/2025Q3/roads`."""
        self.world.settle()
        rows = {
            "/".join(filter(None, (row.rule, row.period, row.unit))): row.case for row in self.world.rows(Obligations)
        }
        if name not in rows:
            raise StoryUnreadable(
                f"nothing {name!r} is owed by then", remedy=f"use one of: {', '.join(rows) or 'none'}"
            )
        found: UUID = rows[name]
        return found

    def _beside(self, target: str, case: UUID) -> UUID:
        """What a case has one of at a time."""
        store = self.world.house.desk.store
        if target == "supervision":
            return current(store, case).id
        return consultation_of(store, case).id if target == "consultation" else self._file_of(case)

    def _file_of(self, case: UUID) -> UUID:
        """The newest accountability file of a case."""
        self.world.settle()
        files = sorted(self.world.rows(AccountabilityFiles, case=case), key=lambda row: row.number)
        if not files:
            raise StoryUnreadable("no accountability file is open by then", remedy="let something trigger one first")
        found: UUID = files[-1].file
        return found

    def _named(self, name: str) -> UUID:
        if name not in self.named:
            known = ", ".join(self.named) or "none yet"
            raise StoryUnreadable(f"the story names nothing {name!r} by then", remedy=f"use one of: {known}")
        return self.named[name]

    def _body(self, step: Step) -> Any:  # noqa: ANN401  (the verb's own model)
        body = {key: self._resolve(value) for key, value in step.with_.items()}
        model = BY_NAME[step.do].command
        for name, value in {"authority": self.story.setting.authority}.items():
            if name in model.model_fields:
                body.setdefault(name, value)
        if "complaint" in model.model_fields and "complaints" in self.last:
            body.setdefault("complaint", self.named[self.last["complaints"]])
        return model.model_validate(body)

    def _resolve(self, value: Any) -> Any:  # noqa: ANN401  (whatever TOML holds)
        return self.named.get(value, value) if isinstance(value, str) else value

    def _caller(self, step: Step) -> Call:
        unit, _, role = step.by.rpartition(".")
        seat = self._seat(unit, role)
        return Call(actor=SeatId(seat), role=role, unit=UnitId(unit) if unit else None, command_id=self._id())

    def _seat(self, unit: str, role: str) -> str:
        for known in self.story.setting.units:
            for seat in known.seats:
                if known.unit == unit and seat.role == role and seat.seat:
                    return seat.seat
        return f"{unit}.{role}" if unit else role

    def _id(self) -> UUID:
        self.count += 1
        return uuid5(STORY_NAMESPACE, f"{self.story.title}:{self.count}")

    def _name(self, resource: str, name: str, id: UUID) -> None:
        self.named[name] = id
        self.last[resource] = name

    # -- comparing -------------------------------------------------------------------------------------

    def _compare_refusal(self, number: int, step: Step, refusal: Refused) -> None:
        said = f"step {number} ({step.do}): refused {refusal.code}: {refusal.detail}"
        if step.refused != refusal.code:
            wanted = f"; expected refusal {step.refused}" if step.refused else "; expected to be allowed"
            self.told.differences.append(said + wanted)
        elif step.clause and (refusal.basis is None or refusal.basis.clause != step.clause):
            cited = refusal.basis.clause if refusal.basis else "no clause"
            self.told.differences.append(f"{said}; it cites {cited}, not {step.clause}")

    def _history(self, case: UUID) -> list[str]:
        rows = sorted(self.world.rows(CaseHistory, case=case), key=lambda row: row.position)
        return [f"{row.position:>5}  {civil(row.occurred_at, 'en'):<24} {sentence(row, 'en')}" for row in rows]


def _unfit(error: ValidationError) -> str:
    """What is wrong with the body of a step, field by field."""
    return "; ".join(f"with.{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())


def _unit(unit: Unit, authority: str) -> dict[str, Any]:
    seats = [
        {
            "seat": seat.seat or f"{unit.unit}.{seat.role}",
            "role": seat.role,
            "level": seat.level,
            "deputy": seat.deputy,
        }
        for seat in unit.seats
    ]
    name = unit.name or unit.unit
    return {
        "unit": unit.unit,
        "authority": authority,
        "name": name,
        "name_en": unit.unit,
        "unit_class": unit.unit_class,
        "seats": seats,
    }

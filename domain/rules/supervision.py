"""督办: which trigger speaks, who may open a level, and what a step needs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from domain.errors import Refused
from domain.regulations.supervision import StepRule, Supervision, Trigger
from domain.rules.casework import known_code
from domain.rules.law import Law
from domain.values import Level, UnitId


class NoSupervision(Refused):
    """The edition in force knows no supervision, or not this step of it."""

    code = "supervision.not_foreseen"


class TriggerUnknown(Refused):
    """No such trigger, or the matter is not as it says."""

    code = "supervision.trigger_unknown"


class NotTheSupervisor(Refused):
    """Another office supervises at this level, or nobody may supervise itself."""

    code = "supervision.not_the_supervisor"


class StepOutOfTurn(Refused):
    """A step before it is missing."""

    code = "supervision.step_out_of_turn"


@dataclass(frozen=True)
class Called:
    """A trigger that speaks about a matter."""

    code: str
    trigger: Trigger

    @property
    def level(self) -> Level:
        """The level it calls for."""
        return Level(self.trigger.level)


def supervision_of(law: Law) -> Supervision:
    """Supervision as the edition in force has it. Raises NoSupervision."""
    rules = law.edition.supervision
    if rules is None:
        raise NoSupervision(f"{law.edition.id} knows no supervision", remedy="instruct the unit, or record a finding")
    return rules


def called_for(law: Law, finding: str, matter: Mapping[str, str]) -> tuple[Called, ...]:
    """The triggers a finding pulls on a matter as it stands, the gravest first.

    Where the text keeps one supervision at the highest level: the gravest, and if that is only proposed, the
    gravest that opens of itself beside it, so that a matter is followed while a person decides.
    """
    rules = law.edition.supervision
    if rules is None:
        return ()
    found = [
        Called(code, trigger)
        for code, trigger in rules.triggers.items()
        if trigger.finding == finding and _speaks(trigger, matter)
    ]
    found.sort(key=lambda called: -called.trigger.level)
    if rules.precedence == "all":
        return tuple(found)
    gravest, at_once = found[:1], [called for called in found if called.trigger.automatic][:1]
    return tuple(gravest if gravest == at_once else gravest + at_once)


def require_trigger(law: Law, code: str, matter: Mapping[str, str], established: Collection[str]) -> Called:
    """The trigger a person names, with the kinds of findings that stand about the matter.

    Raises TriggerUnknown where there is none, the matter is not as it says, or what shows it is not established.
    """
    rules = supervision_of(law)
    trigger = rules.triggers.get(code)
    if trigger is None:
        known = ", ".join(rules.triggers)
        raise TriggerUnknown(f"no trigger {code!r}", remedy=f"name one of: {known}", basis=law.cite(rules.clause))
    if not _speaks(trigger, matter):
        asked = "; ".join(f"{name} is {' or '.join(values)}" for name, values in trigger.when.items())
        raise TriggerUnknown(
            f"the matter is not as {code!r} says", remedy=f"it speaks where {asked}", basis=law.cite(trigger.clause)
        )
    if trigger.finding is not None and trigger.finding not in established:
        raise TriggerUnknown(
            f"{trigger.finding} is not established about the matter",
            remedy=f"establish {trigger.finding} first, or name a trigger that rests on no finding",
            basis=law.cite(trigger.clause),
        )
    return Called(code, trigger)


def require_issuer(law: Law, level: Level, role: str, of: UnitId | None, unit: UnitId | None) -> None:
    """Refuse who may not open a level, or would supervise its own unit."""
    known = supervision_of(law).level(level)
    basis = law.cite(known.clause)
    if role not in known.issued_by:
        raise NotTheSupervisor(
            f"{role} may not open level {level}", remedy=f"this is for: {', '.join(known.issued_by)}", basis=basis
        )
    if of is not None and of == unit:
        raise NotTheSupervisor(
            f"{of} may not supervise itself", remedy="another office must open this supervision", basis=basis
        )


def require_step(law: Law, name: str, level: Level, done: Collection[str]) -> StepRule:
    """What a step needs. Raises NoSupervision where the level has no such step, StepOutOfTurn where one is missing."""
    rules = supervision_of(law)
    rule = rules.step(name, level)
    if rule is None:
        steps = ", ".join(known.step for known in rules.steps if known.belongs_to(level))
        raise NoSupervision(
            f"level {level} has no step {name!r}", remedy=f"its steps are: {steps}", basis=law.cite(rules.clause)
        )
    missing = [
        before for before in rule.after if before not in done and (before == "issued" or rules.step(before, level))
    ]
    if missing:
        raise StepOutOfTurn(
            f"{name} comes after {', '.join(missing)}",
            remedy=f"first: {', '.join(missing)}",
            basis=law.cite(rule.clause),
        )
    return rule


def check_items(law: Law, items: Collection[str]) -> None:
    """Refuse to look at what the edition names no inspection of, where it names any."""
    rules = supervision_of(law)
    known = [each.code for each in rules.items]
    if known and rules.items_clause:
        known_code("object of an inspection", items, known, law.cite(rules.items_clause))


def _speaks(trigger: Trigger, matter: Mapping[str, str]) -> bool:
    return all(matter.get(name, "") in values for name, values in trigger.when.items())

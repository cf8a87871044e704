"""会商: which topics may enter the pool, who fixes and holds one, and what a form asks of its units."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from domain.errors import Refused
from domain.regulations.consultation import Chair, Consultation, Form, PoolTrigger
from domain.rules.law import Law
from domain.rules.requirements import StepNotForeseen, require
from domain.values import Act, Citation, Handle, UnitId


class NoConsultation(StepNotForeseen):
    """The edition in force knows no consultation."""

    code = "consultation.not_foreseen"


class NoSuchTopic(Refused):
    """No such trigger, or the matter is not as it says."""

    code = "consultation.trigger_unknown"


class NotForThisRole(Refused):
    """Another office proposes, fixes, holds or chairs it."""

    code = "consultation.not_for_this_role"


class WrongUnits(Refused):
    """Too few units for the form, or one named twice."""

    code = "consultation.wrong_units"


class ConsultationNotThere(Refused):
    """The topic does not stand where this step follows."""

    code = "consultation.not_at_this_point"


class TaskUnknown(Refused):
    """No such task is open."""

    code = "consultation.task_unknown"


class TaskNotYours(Refused):
    """Another unit has the task, or a unit was given one that takes no part."""

    code = "consultation.task_not_yours"


class TaskDayPassed(Refused):
    """A task is for a day to come: nobody is late with what was just given."""

    code = "consultation.task_day_passed"


class NotFollowedThrough(Refused):
    """A task is open, or those concerned were not told."""

    code = "consultation.not_followed_through"


class HeldInFuture(Refused):
    """What has not happened yet cannot be recorded."""

    code = "consultation.held_in_future"


@dataclass(frozen=True)
class Ask:
    """What a proposal says."""

    theme: Handle | None = None
    problem: Handle | None = None
    coordination: Handle | None = None
    suggestion: Handle | None = None
    lead: UnitId | None = None
    assisting: tuple[UnitId, ...] = ()
    signed_by: str | None = None
    shown_by: tuple[int, ...] = ()

    @property
    def given(self) -> frozenset[str]:
        """The parts that are there."""
        parts = ("problem", "coordination", "suggestion", "lead", "assisting")
        return frozenset(part for part in parts if getattr(self, part))


@dataclass(frozen=True)
class Pooled:
    """A trigger that speaks about a matter."""

    code: str
    trigger: PoolTrigger


def consultation_of(law: Law) -> Consultation:
    """Consultation as the edition in force has it. Raises NoConsultation."""
    rules = law.edition.consultation
    if rules is None:
        raise NoConsultation(
            f"{law.edition.id} knows no consultation", remedy="dispatch it to several units, or raise it a level"
        )
    return rules


def pooled_by(law: Law, finding: str, matter: Mapping[str, str]) -> Pooled | None:
    """The first trigger a finding pulls on a matter as it stands; None where there is none."""
    rules = law.edition.consultation
    for code, trigger in rules.triggers.items() if rules else ():
        if trigger.finding == finding and _speaks(trigger, matter):
            return Pooled(code, trigger)
    return None


def require_topic(law: Law, code: str, matter: Mapping[str, str]) -> Pooled:
    """The trigger a person names. Raises NoSuchTopic where there is none, or the matter is not as it says."""
    rules = consultation_of(law)
    trigger = rules.triggers.get(code)
    if trigger is None:
        known = ", ".join(rules.triggers)
        raise NoSuchTopic(f"no trigger {code!r}", remedy=f"name one of: {known}", basis=law.cite(rules.clause))
    if not _speaks(trigger, matter):
        asked = "; ".join(f"{name} is {' or '.join(values)}" for name, values in trigger.when.items())
        raise NoSuchTopic(
            f"the matter is not as {code!r} says", remedy=f"it speaks where {asked}", basis=law.cite(trigger.clause)
        )
    return Pooled(code, trigger)


def require_proposal(
    law: Law, pooled: Pooled, role: str, units: Collection[UnitId], given: Collection[str], signed_by: str | None
) -> None:
    """Refuse a proposal by the wrong role, unsigned, with too few units, or with a part missing."""
    trigger, basis = pooled.trigger, law.cite(pooled.trigger.clause)
    if trigger.proposed_by and role not in trigger.proposed_by:
        raise NotForThisRole(
            f"{role} may not propose this", remedy=f"this is for: {', '.join(trigger.proposed_by)}", basis=basis
        )
    require("the proposal", trigger.requires, given, basis)
    if len(set(units)) < trigger.units_at_least:
        raise WrongUnits(
            f"this is for matters of {trigger.units_at_least} units or more",
            remedy="name the other units that assist",
            basis=basis,
        )
    if trigger.signed_by and signed_by not in trigger.signed_by:
        raise NotForThisRole(
            "the proposal is not signed as the text asks",
            remedy=f"let it be signed by: {', '.join(trigger.signed_by)}",
            basis=basis,
        )


def require_form(law: Law, code: str, lead: UnitId, assisting: tuple[UnitId, ...]) -> Form:
    """The form, where the units fit it. Raises NoSuchTopic for a form the text has not, WrongUnits."""
    rules = consultation_of(law)
    form = rules.form(code)
    if form is None:
        known = ", ".join(form.code for form in rules.forms)
        raise NoSuchTopic(f"no form {code!r}", remedy=f"name one of: {known}", basis=law.cite(rules.clause))
    basis = law.cite(form.clause)
    if lead in assisting or len(set(assisting)) < len(assisting):
        raise WrongUnits("a unit is named twice", remedy="name one lead, and each other unit once", basis=basis)
    if len(assisting) < form.assisting_at_least:
        raise WrongUnits(
            f"{code} has at least {form.assisting_at_least} assisting",
            remedy="name the units that assist, or choose another form",
            basis=basis,
        )
    return form


def require_fixer(law: Law, role: str) -> None:
    """Refuse who does not decide about the pool."""
    rules = consultation_of(law)
    if role not in rules.fixed_by:
        raise NotForThisRole(
            f"{role} does not decide about topics here",
            remedy=f"this is for: {', '.join(rules.fixed_by)}",
            basis=law.cite(rules.fixed_clause),
        )


def require_holder(law: Law, act: Act, lead: UnitId | None) -> None:
    """Refuse who is neither of the lead unit nor in a role that may hold it too."""
    rules = consultation_of(law)
    if act.on_behalf_of == lead and lead is not None:
        return
    if act.role not in rules.held_by:
        raise NotForThisRole(
            f"{act.actor} does not lead this consultation",
            remedy=f"{lead} leads it{' or ' + ', '.join(rules.held_by) if rules.held_by else ''}",
            basis=law.cite(rules.held_clause),
        )


def require_chair(law: Law, role: str | None, before: Collection[str]) -> Chair | None:
    """Who is in the chair, where the text names any; a higher one in turn. Raises NotForThisRole."""
    rules = consultation_of(law)
    if not rules.chairs:
        return None
    roles = [chair.role for chair in rules.chairs]
    if role not in roles:
        raise NotForThisRole(
            "no leader in the chair", remedy=f"it is held under: {', '.join(roles)}", basis=law.cite(rules.held_clause)
        )
    chair = rules.chairs[roles.index(role)]
    below = roles[: roles.index(role)]
    if rules.chairs_in_turn and below and below[-1] not in before:
        raise NotForThisRole(
            f"{role} follows {below[-1]}", remedy=f"first under {below[-1]}", basis=law.cite(chair.clause)
        )
    return chair


def require_attendance(
    lead: UnitId | None,
    assisting: tuple[UnitId, ...],
    attended: tuple[UnitId, ...],
    held_on: date,
    told_on: date,
    basis: Citation,
) -> None:
    """Refuse a day that has not come, and a meeting without its lead or with units that take no part."""
    if held_on > told_on:
        raise HeldInFuture(f"{held_on} has not come yet", remedy="record it when it has been held", basis=basis)
    taking_part = [unit for unit in (lead, *assisting) if unit is not None]
    if lead not in attended or not set(attended) <= set(taking_part):
        raise WrongUnits(
            "the lead attends, and only units that take part",
            remedy=f"name the lead and some of: {', '.join(taking_part)}",
            basis=basis,
        )


def _speaks(trigger: PoolTrigger, matter: Mapping[str, str]) -> bool:
    return all(matter.get(name, "") in values for name, values in trigger.when.items())

"""受理: what is in scope, what may be refused, and when a repeat may be."""

from __future__ import annotations

from collections.abc import Collection

from domain.errors import Refused
from domain.events.complaint import ComplaintTruthChecked
from domain.regulations.intake import FirstDuty, Intake
from domain.rules.law import Law
from domain.rules.requirements import PartsMissing, StepNotForeseen, present, require
from domain.values import Citation, SeatId


class KindUnknown(Refused):
    """The edition knows no such kind of request."""

    code = "intake.kind_unknown"


class ChannelUnknown(Refused):
    """The edition knows no such channel."""

    code = "intake.channel_unknown"


class RefusalGroundUnknown(Refused):
    """A request may be refused only on a ground the edition lists."""

    code = "intake.ground_unknown"


class TruthCheckRequired(Refused):
    """A repeat may be refused only after checking that the earlier answer was true and complete."""

    code = "intake.truth_check_required"


class RepeatNotEstablished(Refused):
    """The truth check did not show a repeat that may be refused."""

    code = "intake.not_a_repeat"


class AnonymityUnexplained(PartsMissing):
    """An entry without a name needs the reason for it."""

    code = "intake.anonymity_unexplained"


class SomebodyElseWasAskedFirst(Refused):
    """The duty of whoever was asked first does not pass to another seat."""

    code = "intake.somebody_else_asked_first"


def intake_of(law: Law) -> Intake:
    """The intake section of the edition in force."""
    intake = law.edition.intake
    if intake is None:
        raise KindUnknown(f"{law.edition.id} takes in no requests", remedy="check the authority's edition")
    return intake


def check_registration(
    law: Law,
    *,
    kind: str,
    channel: str,
    content: str | None,
    name: str | None,
    contact: str | None,
    anonymous: str | None,
) -> None:
    """Refuse a registration whose kind or channel is unknown or whose basic fields are missing."""
    intake = intake_of(law)
    basis = law.cite(intake.clause)
    if intake.kind(kind) is None:
        known = ", ".join(known.code for known in intake.kinds)
        raise KindUnknown(f"no kind of request {kind!r}", remedy=f"use one of: {known}", basis=basis)
    if channel not in {known.code for known in intake.channels}:
        known = ", ".join(known.code for known in intake.channels)
        raise ChannelUnknown(f"no channel {channel!r}", remedy=f"use one of: {known}", basis=basis)
    required = law.cite(intake.required_clause)
    if anonymous is not None:
        if not intake.anonymous.allowed or (intake.anonymous.reason_required and not anonymous.strip()):
            raise AnonymityUnexplained("an anonymous entry", ("anonymous_because",), required)
        require("the request", ("content",), present(content=content), required)
        return
    require("the request", intake.required, present(content=content, name=name, contact=contact), required)


def require_explained(law: Law, explanation: str | None, referred_to: str | None) -> None:
    """Refuse a refusal that lacks what the text has it say. Raises PartsMissing."""
    intake = intake_of(law)
    given = present(explanation=explanation, referred_to=referred_to)
    require("the refusal", intake.refusal_requires, given, law.cite(intake.refusal_clause))


def check_refusal(law: Law, *, ground: str) -> str:
    """The clause of the ground on which a request may be refused."""
    intake = intake_of(law)
    found = intake.ground(ground)
    if found is None:
        known = ", ".join(known.code for known in intake.refusal_grounds)
        raise RefusalGroundUnknown(
            f"{ground!r} is no ground for refusal",
            remedy=f"use one of: {known}; otherwise accept it",
            basis=law.cite(intake.refusal_clause),
        )
    return found.clause


def check_repeat_refusal(law: Law, checked: ComplaintTruthChecked | None) -> str:
    """The clause on which a repeat may be refused; refused itself until the earlier answer is checked.

    Raises RefusalGroundUnknown, TruthCheckRequired, RepeatNotEstablished.
    """
    repeat = intake_of(law).repeat
    if repeat is None:
        raise RefusalGroundUnknown(f"{law.edition.id} knows no refusal of repeats", remedy="accept it as a new request")
    basis = law.cite(repeat.clause)
    if checked is None:
        if repeat.truth_check_required:
            raise TruthCheckRequired(
                "a repeat may be refused only after checking the earlier answer",
                remedy="record whether the earlier answer was true and complete (check-truth), then refuse",
                basis=basis,
            )
        return repeat.clause
    found = {"person": checked.same_person, "fact": checked.same_fact, "reason": checked.same_reason}
    another = [part for part in repeat.same if not found[part]]
    if another or not checked.earlier_answer_true:
        raise RepeatNotEstablished(
            f"it is another {', another '.join(another)}" if another else "the earlier answer was not true",
            remedy="accept it; an untrue earlier answer calls for supervision",
            basis=basis,
        )
    return repeat.clause


def first_duty_of(law: Law) -> FirstDuty:
    """What whoever is asked first owes. Raises StepNotForeseen."""
    if law.edition.first_duty is None:
        raise StepNotForeseen(
            f"{law.edition.id} lays down no first responder's duty", remedy="record the contact instead"
        )
    return law.edition.first_duty


def check_first_words(law: Law, given: Collection[str]) -> Citation:
    """Refuse a word of guidance that leaves out part of the duty, and name each part."""
    duty = first_duty_of(law)
    basis = law.cite(duty.clause)
    require("what the applicant was told", duty.requires, given, basis)
    return basis


def check_first_duty(law: Law, *, seat: SeatId, first_asked: SeatId | None) -> None:
    """Refuse another seat than the one asked first, where its duty lasts to the end."""
    duty = first_duty_of(law)
    if duty.stays and first_asked is not None and seat != first_asked:
        raise SomebodyElseWasAskedFirst(
            f"{first_asked} was asked first and stays answerable to the applicant",
            remedy=f"let {first_asked} tell the applicant",
            basis=law.cite(duty.stays_clause),
        )

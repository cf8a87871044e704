"""What verification, an opinion, an order, a filed no and a review must contain, and when an order is due."""

from __future__ import annotations

from collections.abc import Collection

from domain.errors import Refused
from domain.regulations.answers import Zone
from domain.regulations.casework import Cannot, Opinion, Order, Review, Study, Verification
from domain.rules.law import Law
from domain.rules.requirements import StepNotForeseen, require
from domain.values import Citation


class CodeUnknown(Refused):
    """A code that the edition does not name: a class, a ground, a nature, a trigger, a finding."""

    code = "casework.code_unknown"


class StudyNotForThisMatter(Refused):
    """The edition puts matters from other channels up for study, not this one."""

    code = "study.not_for_this_matter"


class ProcedureTooEarly(Refused):
    """The matter has not been rated bad often enough."""

    code = "procedure.too_early"


class VerificationOnPaperOnly(Refused):
    """Nobody was there: a telephone call or papers alone do not count."""

    code = "verification.not_on_site"


def known_code(what: str, told: Collection[str], known: Collection[str], basis: Citation) -> None:
    """Refuse a code the edition does not name, and say which it does."""
    unknown = [code for code in told if code not in known]
    if unknown:
        raise CodeUnknown(
            f"no {what} {', '.join(unknown)}", remedy=f"use one of: {', '.join(known) or 'none'}", basis=basis
        )


def _foreseen(what: str, law: Law) -> StepNotForeseen:
    return StepNotForeseen(f"{law.edition.id} asks for no {what}", remedy="do what its own lifecycle foresees")


def check_tags(law: Law, classes: Collection[str]) -> Citation:
    """Refuse a class of matters the edition does not have; the clause of the first, or of the intake."""
    intake = law.edition.intake
    if intake is None or not intake.classes:
        raise _foreseen("classes of matters", law)
    known = {each.code: each.clause for each in intake.classes}
    basis = law.cite(next((known[code] for code in classes if code in known), intake.classes[0].clause))
    known_code("class of matters", classes, known, basis)
    return basis


def check_verification(
    law: Law, *, means: Collection[str], given: Collection[str], role: str, waived: bool
) -> Citation:
    """Refuse a verification on paper alone, or one whose record is incomplete."""
    rule: Verification | None = law.edition.verification
    if rule is None:
        raise _foreseen("verification", law)
    on_site = law.cite(rule.on_site_clause)
    known_code("way of finding out", means, [each.code for each in rule.means], on_site)
    was_there = any(each.on_site for each in rule.means if each.code in means)
    if not was_there and not (waived and role in rule.waived_by):
        going = ", ".join(each.code for each in rule.means if each.on_site)
        raise VerificationOnPaperOnly(
            "no on-site action among " + (", ".join(means) or "none given"),
            remedy=f"use one of: {going}; or let {' or '.join(rule.waived_by) or 'nobody'} waive it with a reason",
            basis=on_site,
        )
    needed = rule.requires if was_there else [part for part in rule.requires if part not in {"place", "persons"}]
    require("the record", needed, given, law.cite(rule.clause))
    require("the record", rule.elsewhere_requires, given, law.cite(rule.elsewhere_clause))
    return law.cite(rule.clause)


def check_opinion(law: Law, *, nature: str, given: Collection[str], taken: Collection[str]) -> Citation:
    """Refuse an opinion before what it rests on, or one that lacks what its nature asks for."""
    rule: Opinion | None = law.edition.opinion
    if rule is None:
        raise _foreseen("opinion", law)
    natures = law.cite(rule.natures_clause)
    known_code("nature", [nature], [each.code for each in rule.natures], natures)
    require("the opinion", rule.after, taken, law.cite(rule.clause))
    needed = next(each.requires for each in rule.natures if each.code == nature)
    require(f"an opinion on a problem that is {nature}", needed, given, natures)
    return law.cite(rule.clause)


def check_study(law: Law, *, channel: str, given: Collection[str]) -> Citation:
    """Refuse a matter that came in elsewhere, or one without what was tried and whom it concerns."""
    rule: Study | None = law.edition.study
    if rule is None:
        raise _foreseen("study of a matter by itself", law)
    basis = law.cite(rule.clause)
    if rule.channels and channel not in rule.channels:
        raise StudyNotForThisMatter(
            f"a matter from {channel} is not put up for study",
            remedy=f"it is for matters from {' or '.join(rule.channels)}; handle it, and answer",
            basis=basis,
        )
    require("the submission", rule.requires, given, basis)
    return basis


def check_procedure(law: Law, *, procedure: str, bad_ratings: int) -> Citation:
    """Refuse a procedure the edition does not name, or one before the matter was rated bad often enough."""
    zone: Zone | None = law.edition.follow_up.zone if law.edition.follow_up else None
    if zone is None:
        raise _foreseen("procedure for the dissatisfied", law)
    basis = law.cite(zone.procedures_clause)
    known_code("procedure", [procedure], [each.code for each in zone.procedures], basis)
    if bad_ratings < zone.bad_ratings:
        raise ProcedureTooEarly(
            f"rated bad {bad_ratings} of {zone.bad_ratings} times",
            remedy="hand it to the unit again (verify-rating); it may be started if the next rating is bad too",
            basis=basis,
        )
    return basis


def order_of(law: Law) -> Order:
    """The edition's rule about orders. Raises StepNotForeseen."""
    if law.edition.order is None:
        raise _foreseen("order", law)
    return law.edition.order


def check_order(law: Law, *, trigger: str, given: Collection[str]) -> Citation:
    """Refuse an order without a trigger the edition names, or with a field of its form left empty."""
    rule = order_of(law)
    known_code("trigger", [trigger], [each.code for each in rule.triggers], law.cite(rule.clause))
    require("the order", rule.requires, given, law.cite(rule.form_clause))
    return law.cite(rule.clause)


def order_due(law: Law, *, origins: Collection[str | None]) -> Citation | None:
    """The clause under which an order must be issued, where a matter comes from one of its triggers."""
    rule = law.edition.order
    if rule is None:
        return None
    clause = next((each.clause for each in rule.triggers if each.code in origins), None)
    return law.cite(clause) if clause else None


def check_cannot(law: Law, *, ground: str, given: Collection[str]) -> Citation:
    """Refuse a filing of what cannot be done that lacks a part the edition asks for."""
    rule: Cannot | None = law.edition.cannot
    if rule is None:
        raise _foreseen("filing before a no", law)
    basis = law.cite(rule.clause)
    known_code("ground", [ground], [each.code for each in rule.grounds], basis)
    require("the filing", rule.requires, given, basis)
    return basis


def check_review(law: Law, *, findings: Collection[str], typical: str | None, given: Collection[str]) -> Citation:
    """Refuse a review that lacks a part, or finds what the edition does not name."""
    rule: Review | None = law.edition.review
    if rule is None:
        raise _foreseen("review", law)
    basis = law.cite(rule.clause)
    known_code("finding", findings, rule.findings, basis)
    require("the review", rule.requires, given, basis)
    if typical is not None:
        typical_basis = law.cite(rule.typical_clause)
        known_code("kind of example", [typical], [each.code for each in rule.polarities], typical_basis)
        require("an example", ("why_typical",), given, typical_basis)
    return basis

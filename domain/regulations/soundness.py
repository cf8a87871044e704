"""What an edition that loads may still get wrong: a silence nobody saw, a step nobody reaches, two texts at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from domain.regulations.consultation import PoolTrigger
from domain.regulations.errors import EditionError
from domain.regulations.giveable import not_giveable
from domain.regulations.ladder import Ladder
from domain.regulations.limits_together import never_begun, not_told_apart
from domain.regulations.model import Edition
from domain.regulations.references import Problem
from domain.regulations.spelling import meant
from domain.regulations.steps import Step
from domain.regulations.supervision import Supervision, Trigger

COMES_AFTER: Mapping[Step, Step] = {
    "accepted": "registered",
    "refused": "registered",
    "signed": "dispatched",
    "assignment_accepted": "dispatched",
    "return_requested": "dispatched",
    "return_ruled": "return_requested",
    "reply_accepted": "reply_submitted",
    "sent_back": "reply_submitted",
    "rating_verified": "followed_up",
    "raised": "proposed",
    "can_do": "proposed",
    "final_no": "proposed",
    "fed_back": "proposed",
    "supervision_fed_back": "supervision_assigned",
    "consultation_task_done": "consultation_task_set",
    "instruction_answered": "instructed",
}
"""A step of the one lifecycle that nothing leads to where the other is missing."""

LAID_DOWN_IN: Mapping[Step, str] = {
    "registered": "intake",
    "guided": "first_duty",
    "return_requested": "returns",
    "reply_submitted": "reply",
    "sent_back": "send_back",
    "rating_verified": "follow_up",
    "proposed": "ladder",
    "supervision_assigned": "supervision",
    "submitted_for_study": "study",
    "consultation_task_set": "consultation",
}
"""A step that is refused where the edition lacks the section."""

Condition = tuple[tuple[str, ...], str, Mapping[str, tuple[str, ...]]]
"""The key of a plain match, its clause, and what it asks."""

READING = re.compile(r"R\d+")


def unsound(edition: Edition) -> Iterator[Problem]:
    """What is wrong within one edition."""
    yield from _roles_declared_twice(edition)
    yield from _missing_numbers(edition)
    yield from _unsettled(edition)
    yield from _unreachable_steps(edition)
    yield from _of_no_limit(edition)
    yield from _never_met(edition)
    yield from not_told_apart(edition)
    yield from never_begun(edition)
    yield from not_giveable(edition)
    yield from _readings_that_cannot_be_taken(edition)
    if edition.ladder is not None:
        yield from _unheld_levels(edition, edition.ladder)
    if edition.supervision is not None:
        yield from _unreachable_supervision(edition, edition.supervision)
    if edition.consultation is not None:
        yield from _unknown_findings(edition, "consultation", edition.consultation.triggers)


def overlapping(editions: Iterable[Edition]) -> Iterator[tuple[Edition, Problem]]:
    """Editions of one place in force from the same day: nobody could tell which one holds."""
    for one, other in combinations(editions, 2):
        if (one.place, one.effective_from) == (other.place, other.effective_from):
            detail = f"{other.id} is in force from {other.effective_from}, as {one.id} is"
            yield other, Problem(("effective_from",), "", detail)


def _roles_declared_twice(edition: Edition) -> Iterator[Problem]:
    declared = [role.id for role in edition.roles]
    for number, role in enumerate(edition.roles):
        if role.id in declared[:number]:
            yield Problem(("roles",), role.clause, f"role {role.id} is declared twice; leave one of them out")


def _missing_numbers(edition: Edition) -> Iterator[Problem]:
    silent = {gap.clause for gap in edition.gaps}
    for limit in edition.limits:
        if limit.span.form == "not_set" and limit.clause not in silent:
            yield Problem(("limits", limit.id, "span"), limit.clause, "gives no number, and no gap says so")


def _unsettled(edition: Edition) -> Iterator[Problem]:
    known = {reading.id for reading in edition.readings}
    for section, entries in (("gaps", edition.gaps), ("contradictions", edition.contradictions)):
        for entry in entries:
            if READING.fullmatch(entry.settled_by) and entry.settled_by not in known:
                yield Problem((section, entry.id), "", f"settled by {entry.settled_by}, which is no reading here")


def _unreachable_steps(edition: Edition) -> Iterator[Problem]:
    for step in edition.steps:
        before, section = COMES_AFTER.get(step), LAID_DOWN_IN.get(step)
        if before is not None and before not in edition.steps:
            yield Problem(("steps",), "", f"step {step} comes after {before}, which is not among them")
        if section is not None and getattr(edition, section) is None:
            yield Problem(("steps",), "", f"step {step} needs a section {section}")


def _of_no_limit(edition: Edition) -> Iterator[Problem]:
    names = {limit.name for limit in edition.limits}
    for section in ("extension", "open_extension"):
        rule = getattr(edition, section)
        for name in rule.limits if rule else ():
            if name not in names:
                yield Problem((section, "limits"), rule.clause, f"no limit has the name {name}{meant(name, names)}")


def _never_met(edition: Edition) -> Iterator[Problem]:
    """What is for kinds or channels that nothing comes in as."""
    if edition.intake is None:
        return
    known = {"kind": edition.intake.kinds, "channel": edition.intake.channels}
    whens: list[Condition] = [(("limits", limit.id, "when"), limit.clause, limit.when) for limit in edition.limits]
    if edition.extension is not None:
        whens.append((("extension", "when"), edition.extension.clause, edition.extension.when))
    for key, clause, when in whens:
        for fact, declared in known.items():
            codes = {named.code for named in declared}
            for code in sorted(set(when.get(fact, ())) - codes):
                yield Problem(key, clause, f"{fact} {code} is not declared{meant(code, codes)}")


def _readings_that_cannot_be_taken(edition: Edition) -> Iterator[Problem]:
    """A choice is offered so that it can be asked for at any time: the edition must load under it too."""
    for reading in edition.readings:
        for choice in reading.alternatives:
            try:
                edition.with_readings({reading.id: choice.id})
            except EditionError as fault:
                where = f" ({fault.key})" if fault.key not in {"", f"readings.{reading.id}"} else ""
                detail = f"choice {choice.id} cannot be taken: {fault.detail}{where}"
                yield Problem(("readings", reading.id), reading.clause, detail)


def _unheld_levels(edition: Edition, ladder: Ladder) -> Iterator[Problem]:
    """Who is on the ladder by the text and on no level of it; who stands on two; who tells of a no."""
    roles = {role.id for role in edition.roles}
    standing = [rung.role for rung in ladder.levels]
    grounds = {ladder.clause, *(rung.clause for rung in ladder.levels)}
    for role in edition.roles:
        if role.clause in grounds and role.id not in standing:
            detail = f"role {role.id} stands in a clause of the ladder and on no level; give it a level, or take it out"
            yield Problem(("ladder", "levels"), role.clause, detail)
    for name in sorted({name for name in standing if standing.count(name) > 1}):
        yield Problem(("ladder", "levels"), ladder.clause, f"role {name} stands on two levels; it can hold one")
    teller, clause = ladder.feedback_role, ladder.feedback_clause
    if teller is not None and teller not in roles:
        detail = f"role {teller} is not declared{meant(teller, standing)}"
        yield Problem(("ladder", "feedback_role"), clause or "", detail)
    if teller is not None and clause is None:
        detail = f"nobody is held to {teller} without the clause that says so; add feedback_clause, or leave it out"
        yield Problem(("ladder", "feedback_role"), "", detail)
    if teller is None and clause is not None:
        yield Problem(("ladder", "feedback_clause"), clause, "names nobody; add feedback_role, a role on the ladder")


def _unreachable_supervision(edition: Edition, rules: Supervision) -> Iterator[Problem]:
    yield from _unknown_findings(edition, "supervision", rules.triggers)
    called = {trigger.level for trigger in rules.triggers.values()}
    for level in rules.levels:
        if level.no not in called:
            yield Problem(("supervision", "levels"), level.clause, f"no trigger calls for level {level.no}")
        reached = _reached(rules, level.no)
        for rule in rules.steps:
            if rule.belongs_to(level.no) and rule.step not in reached:
                detail = f"step {rule.step} of level {level.no} waits for a step that waits for it"
                yield Problem(("supervision", "steps"), rule.clause, detail)


def _unknown_findings(
    edition: Edition, section: str, triggers: Mapping[str, Trigger] | Mapping[str, PoolTrigger]
) -> Iterator[Problem]:
    for code, trigger in triggers.items():
        if trigger.finding is not None and trigger.finding not in edition.findings:
            detail = f"finding {trigger.finding} is not declared{meant(trigger.finding, edition.findings)}"
            yield Problem((section, "triggers", code), trigger.clause, detail)


def _reached(rules: Supervision, level: int) -> set[str]:
    """The steps that can be taken at a level, one after the other."""
    known = {rule.step: rule for rule in rules.steps if rule.belongs_to(level)}
    reached = {"issued"}
    while True:
        next_ones = {
            name
            for name, rule in known.items()
            if name not in reached and all(before in reached or before not in known for before in rule.after)
        }
        if not next_ones:
            return reached
        reached |= next_ones

"""放假安排公布后重算时限: deadlines reckoned over that year are reckoned again; both due times stay."""

from __future__ import annotations

from uuid import UUID

from application.ids import named_after
from application.reactions.base import Surroundings, because_of, whenever
from domain.aggregates.subject import Subject
from domain.events.schedule import ScheduleAnnounced
from domain.rules.deadlines import recompute
from domain.rules.extensions import limit_of
from domain.rules.reckoning import warn_at
from domain.values import Place


@whenever(ScheduleAnnounced)
def when_schedule_announced_recompute_deadlines(
    fact: ScheduleAnnounced, place: Place, surroundings: Surroundings
) -> None:
    """One command a subject, so that an interruption leaves nothing half done.

    A notice may name days of the December before its year.
    """
    desk = surroundings.desk
    _, act = because_of(place, "recompute", fact)
    subjects: dict[UUID, list[str]] = {}
    first = min((day.year for day in (*fact.off, *fact.working)), default=fact.year)
    for found in surroundings.deadlines.reaching_into(min(first, fact.year)):
        subjects.setdefault(found.subject, []).append(found.key)
    for subject_id, keys in subjects.items():
        subject = desk.store.get(Subject, subject_id)
        for key in keys:
            deadline = subject.deadline(key)
            if deadline.set.basis is None or deadline.is_prolonged:
                continue
            law = desk.law_under(deadline.set.basis)
            due = recompute(
                law.edition,
                law.calendar,
                deadline.set.basis.clause,
                deadline.set.started_at,
                deadline.set.facts,
                deadline.extended_by,
                name=deadline.set.name,
            )
            limit = limit_of(law.edition, deadline.for_extension())
            warning = warn_at(law.calendar, limit, deadline.set.started_at, due)
            subject.recompute(key, due, warning, fact.notice, act)
        desk.store.save(subject, command_id=named_after(place, f"recompute:{subject_id}"))

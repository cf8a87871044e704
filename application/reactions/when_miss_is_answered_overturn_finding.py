"""补录或重算表明未超期: a late entry or a new schedule shows that a missed deadline was met after all."""

from __future__ import annotations

from application.reactions.base import Surroundings, because_of, whenever
from domain.aggregates.subject import Subject
from domain.events.base import Event
from domain.events.deadlines import DeadlineMet, DeadlineRecomputed
from domain.values import Place


@whenever(DeadlineMet)
def when_met_by_late_entry_overturn_finding(fact: DeadlineMet, place: Place, surroundings: Surroundings) -> None:
    """The miss stays on record; the finding it led to does not hold."""
    if fact.late_entry:
        _overturn(fact, fact.key, "late_entry", place, surroundings)


@whenever(DeadlineRecomputed)
def when_recomputed_overturn_finding(fact: DeadlineRecomputed, place: Place, surroundings: Surroundings) -> None:
    """A later schedule gave more time than the miss was judged by."""
    subject = surroundings.desk.store.get(Subject, place.stream)
    deadline = subject.deadline(fact.key)
    ended = deadline.met_at or fact.act.told_at
    if fact.runs_again or (deadline.is_missed and fact.due.holds(ended)):
        _overturn(fact, fact.key, "calendar_change", place, surroundings)


def _overturn(fact: Event, deadline: str, because: str, place: Place, surroundings: Surroundings) -> None:
    store = surroundings.desk.store
    subject = store.get(Subject, place.stream)
    call, act = because_of(place, "overturn", fact)
    for key, finding in subject.findings.items():
        if finding.recorded.deadline == deadline:
            subject.overturn(key, because, act, shown_by=(place.position,))
    store.save(subject, command_id=call.command_id)

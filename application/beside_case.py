"""What stands beside a case in a stream of its own: its publication, its erasure."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from application.calls import Call, Outcome
from application.commands.base import Command
from application.desk import Desk, Now
from application.store import Store
from domain.aggregates.base import Aggregate
from domain.aggregates.complaint import Complaint

A = TypeVar("A", bound=Aggregate)


def change_beside_case(
    desk: Desk,
    case: UUID,
    action: str,
    call: Call,
    command: Command,
    find: Callable[[Store, UUID], A],
    decide: Callable[[A, Complaint, Now], None],
) -> Outcome:
    """Let `decide` tell what `find` finds beside the case, under the edition the case stands under, and save it."""

    def touched() -> tuple[Aggregate, ...]:
        complaint, found = desk.store.get(Complaint, case), find(desk.store, case)
        act = desk.act(call, command, case)
        law = desk.law_of(complaint, complaint.authority, act.told_at)
        decide(found, complaint, Now(act, law, desk.texts, case, call.command_id))
        return (found,)

    return desk.perform(action, call, command, touched, {"case": str(case)})

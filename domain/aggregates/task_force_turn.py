"""专班轮次: whose turn it is among the task forces of an authority."""

from __future__ import annotations

from typing import Self
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.aggregates.base import Aggregate
from domain.events.base import Event
from domain.events.casework import TaskForceTurnTaken
from domain.values import Act, AuthorityId, Citation


def task_force_turn(authority: AuthorityId) -> UUID:
    """The stream of the turns of an authority's task forces."""
    return uuid5(NAMESPACE_URL, f"tiji:task-force-turn:{authority}")


class TaskForceTurn(Aggregate):
    """The turns taken so far."""

    opens_with = TaskForceTurnTaken

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.next: str | None = None

    @classmethod
    def blank(cls, authority: AuthorityId) -> Self:
        """Before anybody took a turn."""
        return cls(task_force_turn(authority))

    def take(self, task_force: str, turn_after: str, case: UUID, basis: Citation, act: Act) -> None:
        """依次受领: one takes its turn with a case, and the next is named."""
        self.record(TaskForceTurnTaken(task_force=task_force, turn_after=turn_after, case=case, basis=basis, act=act))

    def apply(self, event: Event) -> None:
        """Assign from one fact."""
        match event:
            case TaskForceTurnTaken():
                self.next = event.turn_after

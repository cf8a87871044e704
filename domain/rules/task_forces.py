"""Which task force takes a matter on: the one of its area, else the next in turn, unless a person named one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

from domain.errors import Refused
from domain.regulations.task_forces import TaskForce, TaskForces
from domain.rules.casework import known_code
from domain.rules.law import Law
from domain.rules.requirements import StepNotForeseen


class OutOfTurn(Refused):
    """Area and turn give the matter to another task force, and nobody says why it should not go there."""

    code = "task_force.out_of_turn"


Ground = Literal["area", "turn", "named"]


class Assigned(NamedTuple):
    """Who takes it on, by what, and whose turn it is after that."""

    task_force: str
    by: Ground
    turn_after: str


def assigned(
    forces: Sequence[TaskForce],
    area: str | None,
    turn: str | None,
    by: Collection[str] = ("area", "turn"),
) -> Assigned:
    """The task force of the area, else the one whose turn it is; only a matter taken in turn moves the turn.

    Several with the same area take its matters in the order of their turns. Where nobody's turn has come yet,
    or that one is gone from the text, the first begins.
    """
    codes = [force.code for force in forces]
    begins = codes.index(turn) if turn in codes else 0
    in_turn = [*forces[begins:], *forces[:begins]]
    if "area" in by:
        for force in in_turn:
            if area in force.areas:
                return Assigned(force.code, "area", in_turn[0].code)
    return Assigned(in_turn[0].code, "turn", in_turn[1 % len(in_turn)].code)


def named_or_assigned(law: Law, rules: TaskForces, assigned: Assigned, named: str | None, *, is_said: bool) -> Assigned:
    """Who takes a matter on where a person may have named one; `is_said`: with a reason. Raises OutOfTurn."""
    if named is None or named == assigned.task_force:
        return assigned
    if not is_said:
        raise OutOfTurn(
            f"it is {assigned.task_force}'s by {assigned.by}, not {named}'s",
            remedy="leave the task force out, or say why it goes to another (named_because)",
            basis=law.cite(rules.assigned_by_clause),
        )
    return Assigned(named, "named", assigned.turn_after)


def check_task_force(law: Law, *, area: str | None, named: str | None) -> TaskForces | None:
    """Refuse an area or a task force the edition does not name; its task forces, if it has any."""
    rules = law.edition.task_forces
    if rules is None:
        if area is not None:
            raise StepNotForeseen(f"{law.edition.id} has no task forces by area", remedy="leave the area out")
        return None
    known_code("area", [area] if area else [], [each.code for each in rules.areas], law.cite(rules.assigned_by_clause))
    forces = [each.code for each in rules.forces]
    known_code("task force", [named] if named else [], forces, law.cite(rules.clause))
    return rules

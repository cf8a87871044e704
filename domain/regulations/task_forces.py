"""办理专班: the task forces of a text, their areas, and by what a matter goes to one of them."""

from __future__ import annotations

from typing import Literal

from domain.regulations.parts import ClauseId, Code, Named, Part, Source


class TaskForce(Named):
    """One task force; who belongs to it is a matter of seats."""

    areas: tuple[Code, ...] = ()
    """Areas whose matters are its own."""


class TaskForces(Part):
    """办理专班 as a text has them."""

    clause: ClauseId
    assigned_at: Literal["dispatch_confirmed"]
    """The step at which one takes a matter on."""
    assigned_at_clause: ClauseId
    assigned_by: tuple[Literal["area", "turn"], ...]
    """What decides, first match first."""
    assigned_by_clause: ClauseId
    areas: tuple[Named, ...]
    """Areas a matter may come from, whether a task force has them or not."""
    areas_source: Source
    """Whether the text lists the areas, or an office did."""
    forces: tuple[TaskForce, ...]
    """In the order of their turns."""

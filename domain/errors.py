"""Refusals: one coded class per reason, with the clause against it and what would make it allowed."""

from __future__ import annotations

from typing import ClassVar

from domain.values import Citation


class Refused(Exception):
    """A command that the rules do not allow now. Nothing was recorded.

    `code` is permanent and goes out with the problem document; `basis` is the clause, if one speaks;
    `remedy` says in plain words what would make the command allowed.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, detail: str, *, remedy: str = "", basis: Citation | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.remedy = remedy
        self.basis = basis


class NotFound(Refused):
    """There is nothing of that kind under that name."""

    code = "not_found"


class VersionConflict(Refused):
    """Another command was faster on the same stream."""

    code = "version.conflict"

    def __init__(self, stream: str, current: int) -> None:
        super().__init__(f"{stream} is at version {current}", remedy="read it again and decide on what it says now")
        self.stream = stream
        self.current = current


class CommandReused(Refused):
    """The command's id was used for a different command."""

    code = "command.reused"

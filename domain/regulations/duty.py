"""值班: the service desk, who leads and who sits there, how often it is checked, what its log holds."""

from __future__ import annotations

from datetime import time
from typing import Literal

from domain.regulations.parts import ClauseId, Code, Named, Part, Words


class DutyCheck(Part):
    """One check the leader owes on a day of duty."""

    code: Code
    words: Words
    limit: str
    """Id of the limit that says until when."""
    begins: time
    """The time of day from which a check counts for this one."""


class Duty(Part):
    """值班 as a text has it."""

    clause: ClauseId
    desk: Words
    days: Literal["working_day", "every_day"]
    """On which days the desk is open."""
    checks: tuple[DutyCheck, ...]
    ways: tuple[Named, ...]
    """How a leader may check."""
    entries: tuple[Named, ...]
    """Sorts of entries in the log."""
    log_clause: ClauseId
    log: tuple[Named, ...]
    """What the log states before the shift can end."""
    cover_clause: ClauseId
    """Nobody leaves without leave and cover."""
    inspection_clause: ClauseId
    left_finding: Code
    """What an inspection that finds the desk empty establishes."""

    def check_at(self, clock: time) -> DutyCheck:
        """The check that one made at a time of day counts for."""
        begun = [check for check in self.checks if check.begins <= clock]
        return begun[-1] if begun else self.checks[0]

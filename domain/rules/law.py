"""What is in force when a command is decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.calendar import Calendar
from domain.regulations.model import Edition, FindingKind
from domain.rules.deadlines import NewDeadline, begun_by_waiting, start_deadlines
from domain.values import Citation


@dataclass(frozen=True)
class Law:
    """The edition in force and the calendar as known: everything a rule may look at beside the facts."""

    edition: Edition
    calendar: Calendar

    def deadlines_from(self, step: str, at: datetime, facts: Mapping[str, str]) -> tuple[NewDeadline, ...]:
        """The deadlines that begin to run when a lifecycle step happens at an instant."""
        return start_deadlines(self.edition, self.calendar, step, at, facts)

    def deadlines_without(self, step: str, at: datetime, facts: Mapping[str, str]) -> tuple[NewDeadline, ...]:
        """The deadlines that run from an instant although the step that starts them has not happened."""
        return begun_by_waiting(self.edition, self.calendar, step, at, facts)

    def finding(self, kind: str) -> FindingKind | None:
        """The kind of finding as the edition defines it; None where it defines none."""
        return self.edition.findings.get(kind)

    def cite(self, clause: str) -> Citation:
        """The clause as a ground that can stand in a fact or a refusal."""
        return self.edition.citation(clause)

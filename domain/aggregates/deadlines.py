"""The deadlines of one subject, as its commands need them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from domain.calendar import Due
from domain.events.base import Event
from domain.events.deadlines import (
    DeadlineExtended,
    DeadlineExtensionRefused,
    DeadlineExtensionRequested,
    DeadlineLapsed,
    DeadlineMet,
    DeadlineMissed,
    DeadlineMissExplained,
    DeadlineProlonged,
    DeadlineRecomputed,
    DeadlineSet,
)
from domain.rules.extensions import RunningDeadline
from domain.values import Act


@dataclass
class Deadline:
    """One deadline: what set it, and where it stands now."""

    set: DeadlineSet
    due: Due
    is_running: bool = True
    is_missed: bool = False
    met_at: datetime | None = None
    extended_by: tuple[int, ...] = ()
    requested: DeadlineExtensionRequested | None = None
    prolonged: DeadlineProlonged | None = None
    is_explained: bool = False

    @property
    def is_prolonged(self) -> bool:
        """Whether it runs to a day that was named, whatever the calendar says."""
        return self.prolonged is not None

    def has_passed(self, instant: datetime) -> bool:
        """Whether the due instant lies behind an instant."""
        return not self.due.holds(instant)

    def judged_instant(self, act: Act) -> datetime:
        """The instant an act counts at: when it happened, or when the system was told."""
        return act.occurred_at if self.set.judged_by == "occurrence" else act.told_at

    def for_extension(self) -> RunningDeadline:
        """What the rule about extensions looks at."""
        return RunningDeadline(
            name=self.set.name,
            clause=self.set.basis.clause if self.set.basis else "",
            start=self.set.started_at,
            due=self.due,
            facts=self.set.facts,
            extended_by=self.extended_by,
        )


@dataclass
class Deadlines:
    """Every deadline of the subject, by key."""

    by_key: dict[str, Deadline] = field(default_factory=dict)

    def next_key(self, name: str) -> str:
        """The key of the next deadline of this name: `handle:1`, `handle:2` …"""
        return f"{name}:{1 + sum(deadline.set.name == name for deadline in self.by_key.values())}"

    def unfinished(self) -> list[Deadline]:
        """Those still running, missed or not."""
        return [deadline for deadline in self.by_key.values() if deadline.is_running]

    def stopped_by(self, step: str) -> list[Deadline]:
        """Those a lifecycle step would end."""
        return [deadline for deadline in self.unfinished() if step in deadline.set.stops]

    def running(self, name: str) -> Deadline | None:
        """The running deadline of a name, the latest if several."""
        found = [deadline for deadline in self.unfinished() if deadline.set.name == name]
        return found[-1] if found else None

    def apply(self, event: Event) -> None:  # noqa: C901  (one case a fact, each an assignment)
        """Assign from a fact about a deadline; other facts pass by."""
        match event:
            case DeadlineSet():
                self.by_key[event.key] = Deadline(event, event.due)
            case DeadlineMet():
                self.by_key[event.key].is_running, self.by_key[event.key].met_at = False, event.met_at
            case DeadlineLapsed():
                self.by_key[event.key].is_running = False
            case DeadlineMissed():
                self.by_key[event.key].is_missed = True
            case DeadlineExtensionRequested():
                self.by_key[event.key].requested = event
            case DeadlineExtensionRefused():
                self.by_key[event.key].requested = None
            case DeadlineExtended():
                deadline = self.by_key[event.key]
                deadline.due, deadline.requested = event.due, None
                deadline.extended_by += (event.amount,)
            case DeadlineProlonged():
                self.by_key[event.key].due, self.by_key[event.key].prolonged = event.due, event
            case DeadlineMissExplained():
                self.by_key[event.key].is_explained = True
            case DeadlineRecomputed():
                deadline = self.by_key[event.key]
                deadline.due, deadline.is_missed = event.due, deadline.is_missed and not event.runs_again

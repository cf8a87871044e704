"""Facts of a ladder: a "no" that must climb before it may be said."""

from __future__ import annotations

from typing import ClassVar, Literal

from domain.events.base import Event
from domain.values import Handle, Level, SeatId, UnitId


class EscalationProposed(Event, frozen=True, tag="escalation.proposed"):
    """拟说"不": the first responder thinks it cannot be done, and says why and how it could be."""

    unit: UnitId
    level: Level
    opinion: Handle
    grounds: Handle
    how_it_could_be_done: Handle
    entry: str = "proposal"
    """How it came onto the ladder: proposal, or consultation."""
    with_units: tuple[UnitId, ...] = ()
    """The other units a joint matter concerns."""
    coordination: Handle | None = None
    """What was tried with them, and how it failed."""


class EscalationRaised(Event, frozen=True, tag="escalation.raised"):
    """提级: passed up to the seat that must now decide."""

    from_level: Level
    to_level: Level
    holder: SeatId
    deputised_for: SeatId | None = None
    """The vacant seat this deputy stands in for."""
    skipped_because: Handle | None = None
    """Reason for passing over a level, where the edition allows it."""
    opinion: Handle | None = None
    grounds: Handle | None = None
    how_it_could_be_done: Handle | None = None


class EscalationStalled(Event, frozen=True, tag="escalation.stalled"):
    """提级受阻: seat and deputy of the level that must decide are both vacant. An alarm, never a silent skip."""

    told: ClassVar[bool] = False
    at_level: Level
    vacant: tuple[SeatId, ...]
    skipped_because: Handle | None = None
    """Reason for passing over a level on the way here, where it was being raised."""
    opinion: Handle | None = None
    """What the level below had to say when it raised it; None where the seat fell vacant while it held."""
    grounds: Handle | None = None
    how_it_could_be_done: Handle | None = None


class EscalationResumed(Event, frozen=True, tag="escalation.resumed"):
    """提级恢复: a level that fell vacant has a holder again: its seat was filled, or a deputy stands in."""

    told: ClassVar[bool] = False
    to_level: Level
    holder: SeatId
    deputised_for: SeatId | None = None


class EscalationCanDo(Event, frozen=True, tag="escalation.can_do_decided"):
    """能办: this level finds it can be done; it goes back to handling."""

    level: Level
    opinion: Handle
    how: Handle


class EscalationFinalNo(Event, frozen=True, tag="escalation.final_no_decided"):
    """最终不能办: the last level decides that it cannot be done, with reason, basis and a way to "yes"."""

    level: Level
    reason: Handle
    grounds: Handle
    yes_suggestion: Handle
    ground: str | None = None
    """Which of the grounds it rests on, where the text names some."""


class EscalationFedBack(Event, frozen=True, tag="escalation.fed_back"):
    """反馈: the first responder told the applicant the outcome."""

    outcome: Literal["can_do", "final_no"]
    mode: str
    call_record: Handle | None = None

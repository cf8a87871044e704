"""Facts about findings: something established about a subject, in the subject's stream."""

from __future__ import annotations

from typing import ClassVar

from domain.events.base import Event
from domain.values import Handle, UnitId


class FindingRecorded(Event, frozen=True, tag="finding.recorded"):
    """认定: established by a rule, or by a person with evidence; `basis` is the clause it rests on."""

    key: str
    """Unique within the subject: kind and round, `signed_late:1`."""
    kind: str
    unit: UnitId | None = None
    by_rule: bool = True
    shown_by: tuple[int, ...] = ()
    """Positions of earlier facts that show it; facts of the same command need no pointer."""
    deadline: str | None = None
    """Key of the deadline whose miss it is."""
    consequence: str | None = None
    """What the edition attaches to it: `accountability`, or nothing."""
    proposed: bool = False
    """The text leaves discretion: the consequence is only proposed to a person."""
    note: Handle | None = None
    """What a person established, in words; the evidence stands in the act."""
    term: str | None = None
    """The month, quarter or year it is about, where it is about a unit in an assessment."""
    part: str | None = None
    """Which of several things of its kind, `posts_missing` → `staff`."""
    amount: str | None = None
    """How much, exactly, where its kind is measured: days, percent, points, how many."""


class FindingContested(Event, frozen=True, tag="finding.contested"):
    """申诉: the unit holds a finding to be wrong."""

    key: str
    grounds: Handle


class FindingUpheld(Event, frozen=True, tag="finding.upheld"):
    """维持认定: contested, examined and kept."""

    key: str
    reason: Handle


class FindingOverturned(Event, frozen=True, tag="finding.overturned"):
    """撤销认定: what it rested on does not hold. The finding stays readable; consequences go to a person."""

    told: ClassVar[bool] = False
    key: str
    because: str
    """Permanent code: late_entry, calendar_change, contested, or reviewed where the office itself found it wrong."""
    shown_by: tuple[int, ...] = ()
    reason: Handle | None = None

"""Facts of a supervision: proposed, issued, assigned, pledged, fed back, reviewed, filed."""

from __future__ import annotations

from typing import ClassVar, Literal

from domain.events.base import Event
from domain.values import Handle, Level, UnitId


class SupervisionProposed(Event, frozen=True, tag="supervision.proposed"):
    """拟立督办: something calls for it, and the text leaves it to a person."""

    trigger: str
    level: Level
    unit: UnitId | None = None
    shown_by: tuple[int, ...] = ()
    note: Handle | None = None


class SupervisionRejected(Event, frozen=True, tag="supervision.rejected"):
    """不予立督办: a proposal was examined and left, with the reason."""

    trigger: str
    reason: Handle


class SupervisionIssued(Event, frozen=True, tag="supervision.issued"):
    """立督办: it is open at a level."""

    number: str
    trigger: str
    level: Level
    unit: UnitId | None = None
    by_rule: bool = False
    """The text opens it of itself; nobody had to decide."""
    means: tuple[str, ...] = ()
    shown_by: tuple[int, ...] = ()


class SupervisionRaised(Event, frozen=True, tag="supervision.raised"):
    """督办升级: a graver trigger; one matter keeps one supervision, at the highest level."""

    trigger: str
    from_level: Level
    to_level: Level
    by_rule: bool = False
    shown_by: tuple[int, ...] = ()


class SupervisionMerged(Event, frozen=True, tag="supervision.merged"):
    """并入督办: one more trigger, not above the level in force."""

    told: ClassVar[bool] = False
    trigger: str
    level: Level
    shown_by: tuple[int, ...] = ()


class SupervisionRegistered(Event, frozen=True, tag="supervision.registered"):
    """督办立项: what is supervised and what is asked, with the parts the text lists."""

    parts: tuple[str, ...]
    content: Handle


class SupervisionAssigned(Event, frozen=True, tag="supervision.assigned"):
    """督办交办: handed to a lead unit, and the complainant told who has it."""

    lead: UnitId
    assisting: tuple[UnitId, ...] = ()
    way: str = "system"
    reason: Handle | None = None
    """Why not through the system."""
    citizen_told_by: str | None = None


class SupervisionReminded(Event, frozen=True, tag="supervision.reminded"):
    """督办提醒: progress asked for and noted."""

    way: str
    note: Handle | None = None


class SupervisionPledged(Event, frozen=True, tag="supervision.pledged"):
    """公开承诺: a leader of the unit commits in public to a day."""

    by_role: str
    medium: str
    pledge: Handle


class SupervisionTalkHeld(Event, frozen=True, tag="supervision.talk_held"):
    """约谈: a leader of the unit was talked to."""

    with_role: str
    note: Handle


class SupervisionInspected(Event, frozen=True, tag="supervision.inspected"):
    """检查: openly or unannounced, what was looked at and found."""

    items: tuple[str, ...]
    findings: Handle
    unannounced: bool = False


class SupervisionReported(Event, frozen=True, tag="supervision.reported"):
    """督办专报: a special report to the leaders."""

    report: Handle
    to: tuple[str, ...] = ()
    """Who gets it, by office."""


class SupervisionSigned(Event, frozen=True, tag="supervision.signed"):
    """专报签批: a leader signed the report, with an instruction."""

    instruction: Handle


class SupervisionOrdered(Event, frozen=True, tag="supervision.ordered"):
    """督办函: a letter that tells the unit what to put right."""

    unit: UnitId
    order: Handle
    to: tuple[str, ...] = ()
    """Who gets it besides the unit, by office."""


class SupervisionFedBack(Event, frozen=True, tag="supervision.fed_back"):
    """督办反馈: the outcome goes to the complainant and to the office together."""

    report: Handle
    citizen_told_by: str


class SupervisionReviewed(Event, frozen=True, tag="supervision.reviewed"):
    """督办复核: the outcome was checked, at random or as a key matter."""

    sort: Literal["random", "key"]
    passed: bool
    note: Handle | None = None


class SupervisionCirculated(Event, frozen=True, tag="supervision.circulated"):
    """督办通报: made known among the units."""

    scope: str
    note: Handle | None = None


class SupervisionExposed(Event, frozen=True, tag="supervision.exposed"):
    """公开曝光: a negative case made public, without naming the complainant."""

    medium: str
    summary: Handle


class SupervisionArchived(Event, frozen=True, tag="supervision.archived"):
    """督办归档: filed; the matter's supervision is over."""


class SupervisionReviewNeeded(Event, frozen=True, tag="supervision.review_needed"):
    """督办需复核: a finding it rests on was overturned; a person decides what becomes of it."""

    told: ClassVar[bool] = False
    because: str
    shown_by: tuple[int, ...] = ()

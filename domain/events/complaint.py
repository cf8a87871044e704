"""Facts of a complaint's life, from intake to archive."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from domain.events.base import Event
from domain.values import Attached, AuthorityId, FileHandle, Handle, Level, UnitId


class ComplaintRegistered(Event, frozen=True, tag="complaint.registered"):
    """登记: a request reached the authority through one of its channels."""

    number: str
    """Public case number, unique within the authority."""
    authority: AuthorityId
    kind: str
    channel: str
    title: Handle
    content: Handle
    complainant: Handle | None = None
    contact: Handle | None = None
    address: Handle | None = None
    anonymous_because: str | None = None
    """Reason code for an anonymous entry."""
    origin: str | None = None
    """Who handed it over: province, city_leader …"""
    repeats: UUID | None = None
    """The earlier complaint it repeats, if that is claimed."""
    source_id: str | None = None
    """Its number in the system it was imported from."""
    hypothetical: bool = False
    """Older than the edition it is judged by."""


class ComplaintReclassified(Event, frozen=True, tag="complaint.reclassified"):
    """改类: the kind was wrong; deadlines that depend on it are set anew from their own start."""

    kind: str
    reason: Handle


class ComplaintAccepted(Event, frozen=True, tag="complaint.accepted"):
    """受理: the authority took it on."""


class ComplaintRefused(Event, frozen=True, tag="complaint.refused"):
    """不予受理: explained, and pointed to whoever is in charge, as far as the text asks for it."""

    ground: str
    explanation: Handle
    referred_to: str


class ComplaintTruthChecked(Event, frozen=True, tag="complaint.truth_checked"):
    """核查前次答复: was the answer to the earlier complaint true and complete?"""

    earlier: UUID
    same_fact: bool
    same_reason: bool
    earlier_answer_true: bool
    note: Handle | None = None
    same_person: bool = True


class ComplaintContacted(Event, frozen=True, tag="complaint.contacted"):
    """联系: someone spoke with the complainant."""

    way: str
    note: Handle | None = None


class ComplaintGuided(Event, frozen=True, tag="complaint.guided"):
    """首问告知: whoever was asked first said whose it is and where to go, and helped to get in touch."""

    in_scope: bool
    """Whether the matter is the own unit's."""
    in_charge: Handle
    where_to_go: Handle
    contact_helped: Handle


class ComplaintAnsweredDirectly(Event, frozen=True, tag="complaint.answered_directly"):
    """直接解答: answered on the spot; three-way calls and transfers only with consent."""

    way: Literal["knowledge_base", "three_way_call", "call_transfer", "guidance", "on_the_spot"]
    answer: Handle
    consented: bool = False


class ComplaintTransferred(Event, frozen=True, tag="complaint.transferred"):
    """转紧急电话: an emergency handed over at once, or a matter for another authority, with its ground."""

    to: str
    ground: str | None = None
    """Why it is not for us; None for an emergency."""
    explanation: Handle | None = None
    """What the applicant was told."""


class ComplaintDispatched(Event, frozen=True, tag="complaint.dispatched"):
    """派单: handed to the unit that must answer it."""

    unit: UnitId
    assisting: tuple[UnitId, ...] = ()
    designated: bool = False
    """The office settled a dispute over who is in charge."""
    round: int = 1
    provisional: bool = False
    """It waits for a meeting to confirm it."""
    special_law: str | None = None
    """The law or regulation, with its article, that sets a period of its own."""
    special_days: int | None = None
    special_unit: Literal["working_day", "natural_day"] = "working_day"
    """What that period is counted in."""


class ComplaintSigned(Event, frozen=True, tag="complaint.signed"):
    """签收: the unit signed for it."""


class ComplaintAssignmentAccepted(Event, frozen=True, tag="complaint.assignment_accepted"):
    """单位接受: the unit's own, by its word or because the return window passed (`deemed`)."""

    deemed: bool = False


class ComplaintReturnRequested(Event, frozen=True, tag="complaint.return_requested"):
    """申请退回: not ours, with reason and basis."""

    reason: Handle
    basis_document: Handle
    suggested_unit: UnitId | None = None
    late: bool = False


class ComplaintReturnRuled(Event, frozen=True, tag="complaint.return_ruled"):
    """退单裁定: the office decided on a return."""

    granted: bool
    reason: Handle
    improper: bool = False
    """Refused as plainly the unit's own duty."""


class ComplaintHandled(Event, frozen=True, tag="complaint.handled"):
    """办理: something was done about it."""

    action: str
    note: Handle | None = None
    media: tuple[Handle, ...] = ()


class ComplaintMaterialAdded(Event, frozen=True, tag="complaint.material_added"):
    """补充材料: pictures, recordings or papers were added, by the applicant or by who handles it."""

    files: tuple[Attached, ...] = ()
    note: Handle | None = None


class ComplaintMaterialErased(Event, frozen=True, tag="complaint.material_erased"):
    """销毁材料: files whose least time of keeping was over were erased. That they were there stays on record."""

    files: tuple[FileHandle, ...]


class ComplaintReplySubmitted(Event, frozen=True, tag="complaint.reply_submitted"):
    """提交答复: the unit's answer, approved at the level the clause asks for."""

    reply: Handle
    outcome: str
    """done, or cannot."""
    approved_by: str
    """Role of the leader who signed it."""
    items: tuple[str, ...] = ()
    """Required items it contains."""
    mode: str | None = None
    """phone or written, where the citizen is answered directly."""
    call_record: Handle | None = None
    escalation: UUID | None = None
    """The ladder whose final "no" it carries out."""
    round: int = 1


class ComplaintReplySentBack(Event, frozen=True, tag="complaint.reply_sent_back"):
    """退回重办: the answer did not meet the requirements. The clock runs on."""

    source: Literal["formal_review", "bad_rating"]
    defects: tuple[str, ...]
    in_a_row: int
    """Send-backs since the last accepted answer, this one included."""
    note: Handle | None = None


class ComplaintReplyAccepted(Event, frozen=True, tag="complaint.reply_accepted"):
    """审核通过: the answer meets the requirements."""


class ComplaintCitizenTold(Event, frozen=True, tag="complaint.citizen_told"):
    """告知诉求人: the complainant has been told the result."""

    way: str
    call_record: Handle | None = None


class ComplaintClosed(Event, frozen=True, tag="complaint.closed"):
    """办结: the unit's work is done."""

    outcome: str


class ComplaintFollowedUp(Event, frozen=True, tag="complaint.followed_up"):
    """回访: asked whether it is right. `rating` good, understood or bad; `default` when nobody answered."""

    way: str
    rating: Literal["good", "bad", "default", "understood"]
    round: int
    note: Handle | None = None


class ComplaintRatingVerified(Event, frozen=True, tag="complaint.rating_verified"):
    """差评核实: a bad rating examined: rework, or explained because nothing more can be done."""

    reasonable: bool
    unit_at_fault: bool
    awaits_follow_up: bool = False
    """Only the unit has asked so far: the office is still to ask."""
    ground: str | None = None
    note: Handle | None = None


class ComplaintArchived(Event, frozen=True, tag="complaint.archived"):
    """归档: filed with its papers."""

    items: tuple[str, ...]


class ComplaintReplyImported(Event, frozen=True, tag="complaint.reply_imported"):
    """导入的答复: an official reply taken over from another system, with its own time."""

    reply: Handle
    replied_at: datetime


class ComplaintInstructed(Event, frozen=True, tag="complaint.instructed"):
    """领导批示: a leader says what is to be done, by whom and within how many days. A clock runs on it."""

    key: str
    """Of the deadline that runs on it, `instruction:1`."""
    instruction: Handle
    unit: UnitId | None = None


class ComplaintInstructionAnswered(Event, frozen=True, tag="complaint.instruction_answered"):
    """批示反馈: what was done about an instruction."""

    key: str
    report: Handle


class ComplaintSupervised(Event, frozen=True, tag="complaint.supervised"):
    """列入督办: a supervision of the matter was opened, or raised to a level."""

    told: ClassVar[bool] = False
    supervision: UUID
    level: Level

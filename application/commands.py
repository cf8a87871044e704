"""What may be asked of the application: one model a command, named as its use case and its URL."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from application.attachments import MOST

Text = Annotated[str, Field(min_length=1, max_length=1_000_000)]
"""Free text. It goes to the vault; facts hold a handle."""
Code = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f]+$")]
"""A code from the edition or the organisation."""


class Command(BaseModel):
    """Base: unknown fields are errors, so that a misspelt one is never silently dropped."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Late(Command):
    """迟记: it happened earlier than this entry."""

    occurred_at: AwareDatetime
    ground: Code
    evidence: Annotated[tuple[Text, ...], Field(min_length=1)]


class LateCommand(Command):
    """A command that may be entered late."""

    late: Late | None = None


class RegisterComplaint(Command):
    """登记: a request from a citizen or an enterprise."""

    authority: Code
    kind: Code
    channel: Code
    title: Text
    content: Text
    name: Text | None = None
    contact: Text | None = None
    address: Text | None = None
    anonymous_because: Code | None = None
    origin: Code | None = None
    repeats: UUID | None = None


class AcceptComplaint(Command):
    """受理."""


class RefuseComplaint(Command):
    """不予受理: on a listed ground (`repeat` needs the truth check), explained and pointed on."""

    ground: Code
    explanation: Text
    referred_to: Code


class CheckTruth(Command):
    """核查前次答复."""

    earlier: UUID
    same_fact: bool
    same_reason: bool
    earlier_answer_true: bool
    note: Text | None = None


class ContactComplainant(LateCommand):
    """联系."""

    way: Code
    note: Text | None = None


class AnswerDirectly(Command):
    """直接解答."""

    way: Literal["knowledge_base", "three_way_call", "call_transfer", "guidance"]
    answer: Text
    consented: bool = False


class TransferComplaint(Command):
    """转紧急电话."""

    to: Code


class ReclassifyComplaint(Command):
    """改类."""

    kind: Code
    reason: Text


class DispatchComplaint(Command):
    """派单."""

    unit: Code
    assisting: tuple[Code, ...] = ()
    designated: bool = False


class SignComplaint(LateCommand):
    """签收."""


class AcceptAssignment(Command):
    """接受."""


class RequestReturn(LateCommand):
    """申请退回: reason and basis. `insist` puts a late return on record against the unit."""

    reason: Text | None = None
    basis: Text | None = None
    suggested_unit: Code | None = None
    insist: bool = False


class RuleOnReturn(Command):
    """裁定退单."""

    granted: bool
    reason: Text
    improper: bool = False


class HandleComplaint(LateCommand):
    """办理: what was done."""

    action: Code
    note: Text | None = None
    media: tuple[Text, ...] = ()


class AddMaterial(LateCommand):
    """补充材料: files uploaded for this case, a note, or both."""

    files: Annotated[tuple[Code, ...], Field(max_length=MOST)] = ()
    note: Text | None = None


class EraseMaterial(Command):
    """销毁材料: files whose least time of keeping is over."""

    files: Annotated[tuple[Code, ...], Field(min_length=1, max_length=100)]


class Instruct(Command):
    """领导批示: what is to be done, within how many days."""

    instruction: Text
    days: Annotated[int, Field(ge=1, le=366)]
    counted_in: Literal["working_day", "natural_day"] = "working_day"


class AnswerInstruction(LateCommand):
    """批示反馈: what was done about it."""

    key: Code
    report: Text


class RequestExtension(Command):
    """延期报备: so many units of the deadline's own, with consent, reason and the explanation given."""

    deadline: Code
    amount: Annotated[int, Field(ge=1, le=3660)]
    application: Text | None = None
    consented_by: Code | None = None
    reason: Text | None = None
    explained_to_citizen_at: AwareDatetime | None = None
    explained_by_way_of: Code | None = None


class RuleOnExtension(Command):
    """裁定延期."""

    deadline: Code
    granted: bool
    reason: Text


class SubmitReply(LateCommand):
    """提交答复: items it contains, who signed it, how the citizen was told if directly."""

    reply: Text
    outcome: Literal["done", "cannot"]
    approved_by: Code = ""
    items: tuple[Code, ...] = ()
    mode: Literal["phone", "written"] | None = None
    call_record: Text | None = None


class SendBackReply(Command):
    """退回重办."""

    defects: tuple[Code, ...]
    note: Text | None = None


class AcceptReply(Command):
    """审核通过."""


class TellCitizen(LateCommand):
    """告知诉求人."""

    way: Code
    call_record: Text | None = None


class CloseComplaint(Command):
    """办结."""

    outcome: Literal["done", "cannot_with_reply"]


class FollowUpComplaint(Command):
    """回访."""

    way: Code
    rating: Literal["good", "bad", "default"]
    note: Text | None = None


class VerifyRating(Command):
    """差评核实."""

    reasonable: bool
    unit_at_fault: bool = False
    ground: Code | None = None
    defects: tuple[Code, ...] = ()
    note: Text | None = None


class ArchiveComplaint(Command):
    """归档."""

    items: tuple[Code, ...]


class ContestFinding(Command):
    """申诉."""

    finding: Code
    grounds: Text


class UpholdFinding(Command):
    """维持认定."""

    finding: Code
    reason: Text


class OverturnFinding(Command):
    """撤销认定."""

    finding: Code
    reason: Text


class ProposeNo(Command):
    """拟说"不": opinion, basis, how it could be done. `entry` consultation begins higher."""

    complaint: UUID
    unit: Code
    opinion: Text | None = None
    basis: Text | None = None
    how_it_could_be_done: Text | None = None
    entry: Literal["proposal", "consultation"] = "proposal"
    to_level: Annotated[int, Field(ge=2, le=9)] | None = None
    skipped_because: Text | None = None


class RaiseEscalation(Command):
    """提级: this level's opinion, and up."""

    opinion: Text | None = None
    basis: Text | None = None
    how_it_could_be_done: Text | None = None
    to_level: Annotated[int, Field(ge=2, le=9)] | None = None
    skipped_because: Text | None = None


class FindCanDo(Command):
    """能办."""

    opinion: Text
    how: Text


class DecideFinalNo(Command):
    """最终不能办."""

    reason: Text | None = None
    basis: Text | None = None
    yes_suggestion: Text | None = None


class FeedBack(LateCommand):
    """反馈服务对象."""

    mode: Literal["phone", "written"]
    call_record: Text | None = None


class EstablishAuthority(Command):
    """An authority."""

    authority: Code
    name: Text
    name_en: Text


class AdoptEdition(Command):
    """An edition comes into force for an authority."""

    edition: Code
    effective_from: date
    hypothetical: bool = False


class SeatOf(Command):
    """A post in a unit."""

    seat: Code
    role: Code
    level: Annotated[int, Field(ge=1, le=9)] | None = None
    deputy: Code | None = None


class EstablishUnit(Command):
    """承办单位, with its seats."""

    unit: Code
    authority: Code
    name: Text
    name_en: Text
    unit_class: str = ""
    seats: tuple[SeatOf, ...] = ()


class VacateSeat(Command):
    """空缺."""

    seat: Code


class FillSeat(Command):
    """到任."""

    seat: Code


class AnnounceSchedule(Command):
    """放假安排公布: days off and make-up working days of a year, with the notice's number."""

    year: Annotated[int, Field(ge=2000, le=2100)]
    notice: Code
    off: dict[date, str]
    working: dict[date, str] = {}

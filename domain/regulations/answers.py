"""How an order comes back: returns, replies, send-backs, follow-up, archive."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from domain.regulations.casework import Guard
from domain.regulations.parts import ClauseId, Code, Named, Part, Source, Words
from domain.regulations.spans import Months
from domain.regulations.steps import Step


class Returns(Part):
    """退单: a unit says that an order is not its own."""

    clause: ClauseId
    requires: tuple[Literal["reason", "basis"], ...]
    """What a return must hold."""
    late_clause: ClauseId
    late_finding: Code | None = None
    """What a return after its time establishes."""
    improper_clause: ClauseId | None = None
    improper_finding: Code | None = None
    """What a return found to be without right establishes."""


class Approval(Part):
    """Who signs a reply before it goes out."""

    role: Code
    """Tiji's role that signs; the head of the unit always may."""
    clause: ClauseId


class Reply(Part):
    """反馈件: what an answer must hold and who approves it."""

    clause: ClauseId
    requires: tuple[Code, ...]
    """What whoever answers must tick: point_by_point, cited_documents, communication_record, satisfaction,
    handler_contact, or a code of your own."""
    to: tuple[Literal["citizen", "office"], ...]
    """Who gets it."""
    to_clause: ClauseId
    approved_by: dict[Literal["normal", "supervised"], Approval] = Field(default_factory=dict)
    mode_requires: dict[Literal["phone", "written"], tuple[Literal["call_record"], ...]] = Field(default_factory=dict)
    """What a way of replying needs besides: phone → call_record."""
    mode_clause: ClauseId | None = None
    closes: bool = False
    """Whether the answer ends the handling at once, without the office's review: the unit closes its own case."""
    after: tuple[Step, ...] = ()
    """Steps it rests on."""
    after_clause: ClauseId | None = None


class SendBack(Part):
    """退回重办: a reply is not good enough."""

    clause: ClauseId
    defects: tuple[Named, ...]
    rework_defects: tuple[Named, ...]
    """Faults that send a closed order back after a bad rating."""
    accountability_after: Annotated[int, Field(ge=1)] | None = None
    """So many send-backs in a row, with no accepted reply between, establish a finding."""
    accountability_clause: ClauseId | None = None
    accountability_finding: Code | None = None
    """What they establish."""

    @model_validator(mode="after")
    def _how_often_goes_with_what_it_establishes(self) -> SendBack:
        told = (self.accountability_after, self.accountability_clause, self.accountability_finding)
        if any(told) and not all(told):
            raise ValueError("accountability_after, accountability_clause and accountability_finding go together")
        return self


class Rating(Named):
    """A rating and what it leads to."""

    satisfied: bool
    """Whether it counts as content."""
    by_default: bool = False
    """True where silence counts as this rating."""


class Asker(Part):
    """Who asks for the office, by the channel a case came through."""

    role: Code
    """Tiji's role that asks."""
    clause: ClauseId
    channels: tuple[Code, ...] = ()
    """All channels no other asker has, where none is named."""


class UnitFollowUp(Part):
    """单位回访: the unit tells the applicant and asks first itself."""

    clause: ClauseId
    reworks: Annotated[int, Field(ge=0)]
    """How often a bad rating sends the case back by itself; after that somebody decides."""


class Zone(Part):
    """办理不满意专区: where a case rated bad stands until it is put right, and what a hard one may be met with."""

    clause: ClauseId
    words: Words
    procedures: tuple[Named, ...]
    """What may be started; any of them, in no order."""
    procedures_clause: ClauseId
    bad_ratings: Annotated[int, Field(ge=1)]
    """How many bad ratings it takes before one may be."""


class Sample(Part):
    """回访抽查: closed cases drawn at random each month, and checked by whoever did not follow them up."""

    clause: ClauseId
    channels: tuple[Code, ...]
    """Where the cases came in that it is drawn from."""
    drawn_by: tuple[Code, ...]
    """Tiji's roles that draw and check."""
    percent: Annotated[int, Field(ge=1, le=100)]
    """How many of a hundred, rounded up."""
    at_least: Annotated[int, Field(ge=1)]
    """How many a month, where there are so many."""
    results: tuple[Named, ...]
    """What a check may show."""
    source: Source = "clause"
    """Whether the text gives the share, or an office set it."""
    author: str = ""
    """Who set it."""
    reason: str = ""
    """Why so many."""

    @model_validator(mode="after")
    def _a_local_setting_says_who_and_why(self) -> Sample:
        if self.source == "local_setting" and not (self.author and self.reason):
            raise ValueError("the share of the sample is a local setting: it needs author and reason")
        return self


class FollowUp(Part):
    """回访: how the citizen is asked, and what a bad rating leads to."""

    clause: ClauseId
    ways: tuple[Named, ...]
    rounds: Annotated[int, Field(ge=1)]
    """How often somebody is asked at the most."""
    ratings: tuple[Rating, ...]
    bad_without_rework: tuple[Named, ...]
    """Grounds on which a bad rating is explained and archived."""
    verify_clause: ClauseId
    unsatisfied_finding: Code | None = None
    """What a first bad rating, found reasonable, establishes."""
    unsatisfied_twice_finding: Code | None = None
    """What a second one establishes."""
    reworks: Annotated[int, Field(ge=0)] | None = None
    """How often a bad rating found reasonable sends a case back; every time where absent."""
    by_unit: UnitFollowUp | None = None
    askers: tuple[Asker, ...] = ()
    """Who may ask; anybody whose role may where none is named."""
    zone: Zone | None = None
    sample: Sample | None = None


class Retention(Part):
    """How long a record must be kept, at the least."""

    clause: ClauseId
    span: Months
    start: Literal["later_of_recorded_and_closed", "recorded"]
    """From when it is kept."""


class Archive(Part):
    """归档: what a closed case's file holds and how long it is kept."""

    clause: ClauseId
    items: tuple[Named, ...]
    retention: dict[str, Retention] = Field(default_factory=dict)
    """By what is kept."""
    requires: tuple[Code, ...] = ()
    """Papers without which nothing is filed."""
    requires_clause: ClauseId | None = None
    guards: tuple[Guard, ...] = ()
    """What must have happened before, one clause after the other."""

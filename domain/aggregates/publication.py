"""公开: one case in the public zone, from the masked draft to the day it is taken back."""

from __future__ import annotations

from typing import Literal, Self
from uuid import UUID

from domain.aggregates.subject import Subject
from domain.events.base import Event
from domain.events.publication import (
    PublicationConfirmed,
    PublicationDrafted,
    PublicationRetracted,
    PublicationWithheld,
    PublicationWithholdingRefused,
    PublicationWithholdingRequested,
)
from domain.rules.law import Law
from domain.rules.publication import NotAtThisPoint, publication_of, require_public, require_publisher
from domain.values import Act, Handle

Status = Literal["new", "drafted", "published", "withheld", "retracted"]


class Publication(Subject):
    """公开: where it stands, and whether the unit asks to keep it back."""

    opens_with = PublicationDrafted, PublicationWithholdingRequested

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self._case: UUID | None = None
        self.status: Status = "new"
        self.draft: PublicationDrafted | None = None
        self.is_asked_back = False

    @property
    def case(self) -> UUID | None:
        """The case it shows."""
        return self._case

    @classmethod
    def about(cls, id: UUID, case: UUID) -> Self:
        """A case's publication before its first fact."""
        publication = cls(id)
        publication._case = case
        return publication

    def propose(self, drafted: PublicationDrafted, kind: str, status: str, law: Law) -> None:
        """拟公开: of a kind and in a state that are public, unless it is kept back."""
        self._require("drafted", law, "new", "drafted", "retracted")
        require_publisher(law, drafted.act.role)
        require_public(law, kind, status)
        self.record(drafted)

    def confirm(self, confirmed: PublicationConfirmed, status: str, law: Law) -> None:
        """公开: by a person who read it, while nobody asks to keep it back."""
        self._require("confirmed", law, "drafted")
        require_publisher(law, confirmed.act.role)
        require_public(law, confirmed.kind, status)
        if self.is_asked_back:
            raise NotAtThisPoint(
                "the unit asks to keep it back",
                remedy="rule on that first",
                basis=law.cite(publication_of(law).withheld_clause),
            )
        self.record(confirmed)

    def request_withholding(self, reason: Handle, act: Act, law: Law) -> None:
        """申请不公开: before or after it is public; once until it is ruled on."""
        self._require("kept back", law, "new", "drafted", "published", "retracted")
        basis = law.cite(publication_of(law).withheld_clause)
        if self.is_asked_back:
            raise NotAtThisPoint("that is asked already", remedy="wait for the ruling", basis=basis)
        self.record(PublicationWithholdingRequested(reason=reason, case=self._case, basis=basis, act=act))

    def rule_on_withholding(self, reason: Handle, act: Act, law: Law, *, granted: bool) -> None:
        """审核不公开: agreed, and it stays or goes out; or not agreed."""
        basis = law.cite(publication_of(law).withheld_clause)
        if not self.is_asked_back:
            raise NotAtThisPoint("nobody asks to keep it back", remedy="the unit asks first", basis=basis)
        require_publisher(law, act.role, withholds=True)
        fact = PublicationWithheld if granted else PublicationWithholdingRefused
        self.record(fact(reason=reason, basis=basis, act=act))

    def retract(self, reason: Handle, act: Act, law: Law) -> None:
        """撤回公开."""
        self._require("retracted", law, "published")
        require_publisher(law, act.role)
        self.record(PublicationRetracted(reason=reason, basis=law.cite(publication_of(law).clause), act=act))

    def apply(self, event: Event) -> None:
        """Assign from one fact."""
        super().apply(event)
        self._case = event.case or self._case
        match event:
            case PublicationDrafted():
                self.status, self.draft = "drafted", event
            case PublicationConfirmed():
                self.status = "published"
            case PublicationWithholdingRequested():
                self.is_asked_back = True
            case PublicationWithheld():
                self.status, self.is_asked_back = "withheld", False
            case PublicationWithholdingRefused():
                self.is_asked_back = False
            case PublicationRetracted():
                self.status = "retracted"

    def _require(self, doing: str, law: Law, *allowed: Status) -> None:
        if self.status not in allowed:
            raise NotAtThisPoint(
                f"what is {self.status} cannot be {doing}",
                remedy=f"it must be {' or '.join(allowed)}",
                basis=law.cite(publication_of(law).clause),
            )

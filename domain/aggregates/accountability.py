"""问责: a file opened because a finding calls for it."""

from __future__ import annotations

from typing import Self
from uuid import UUID

from domain.aggregates.subject import Subject
from domain.events.accountability import AccountabilityReviewNeeded, AccountabilityTriggered
from domain.events.base import Event
from domain.values import Act, Citation, UnitId


class Accountability(Subject):
    """One accountability file."""

    opens_with = AccountabilityTriggered

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self._case: UUID | None = None
        self.needs_review = False

    @property
    def case(self) -> UUID | None:
        """The complaint it grew out of."""
        return self._case

    @classmethod
    def trigger(  # noqa: PLR0913  (one argument a part of its ground)
        cls,
        id: UUID,
        *,
        case: UUID | None,
        number: str,
        unit: UnitId,
        finding: str,
        finding_key: str,
        subject: UUID,
        shown_by: tuple[int, ...],
        basis: Citation | None,
        act: Act,
    ) -> Self:
        """启动问责: named after the finding that calls for it, so that it opens once."""
        file = cls(id)
        file.record(
            AccountabilityTriggered(
                number=number,
                unit=unit,
                finding=finding,
                finding_key=finding_key,
                subject=subject,
                shown_by=shown_by,
                case=case,
                basis=basis,
                act=act,
            )
        )
        return file

    def need_review(self, because: str, shown_by: tuple[int, ...], act: Act) -> None:
        """需复核: its finding was overturned; nothing is undone by itself."""
        if not self.needs_review:
            self.record(AccountabilityReviewNeeded(because=because, shown_by=shown_by, act=act))

    def apply(self, event: Event) -> None:
        """Assign from one fact."""
        super().apply(event)
        match event:
            case AccountabilityTriggered():
                self._case = event.case
            case AccountabilityReviewNeeded():
                self.needs_review = True

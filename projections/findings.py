"""What has been established, about which unit, and does it stand?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from domain.events.accountability import (
    AccountabilityFaultFound,
    AccountabilityMeasureTaken,
    AccountabilityNoFaultFound,
    AccountabilityPublished,
    AccountabilityReferred,
    AccountabilityReviewed,
    AccountabilityReviewNeeded,
    AccountabilityTakenUp,
    AccountabilityToleranceWeighed,
    AccountabilityTriggered,
)
from domain.events.findings import (
    FindingContested,
    FindingOverturned,
    FindingRecorded,
    FindingUpheld,
)
from domain.values import UnitId
from projections import base
from projections.base import Projection, Rows, on


class FindingsView(Projection):
    """认定: one row a finding; overturned ones stay readable."""

    name = "findings"
    version = 2

    class Row(base.Row, frozen=True):
        """A finding as it stands: recorded, contested, upheld or overturned."""

        key = ("case", "subject", "finding")

        case: UUID
        subject: UUID
        finding: str
        kind: str
        clause: str
        edition: str
        established_at: datetime
        position: int
        is_by_rule: bool
        is_proposed: bool
        status: str = "recorded"
        unit: UnitId | None = None
        deadline: str | None = None
        consequence: str | None = None
        overturned_because: str | None = None
        term: str | None = None
        part: str | None = None
        amount: str | None = None

    indexes = (("unit", "status"), ("kind", "status"))

    @on(FindingRecorded)
    def recorded(self, event: FindingRecorded, rows: Rows[Row]) -> None:
        """Established."""
        rows.put(
            self.Row(
                case=rows.case,
                subject=rows.place.stream,
                finding=event.key,
                kind=event.kind,
                clause=event.basis.clause if event.basis else "",
                edition=event.basis.edition if event.basis else "",
                established_at=event.occurred_at,
                position=rows.place.position,
                is_by_rule=event.by_rule,
                is_proposed=event.proposed,
                unit=event.unit,
                deadline=event.deadline,
                consequence=event.consequence,
                term=event.term,
                part=event.part,
                amount=event.amount,
            )
        )

    @on(FindingContested)
    def contested(self, event: FindingContested, rows: Rows[Row]) -> None:
        """The unit holds it to be wrong."""
        rows.change(rows.case, rows.place.stream, event.key, status="contested")

    @on(FindingUpheld)
    def upheld(self, event: FindingUpheld, rows: Rows[Row]) -> None:
        """Examined and kept."""
        rows.change(rows.case, rows.place.stream, event.key, status="upheld")

    @on(FindingOverturned)
    def overturned(self, event: FindingOverturned, rows: Rows[Row]) -> None:
        """It does not hold."""
        key = (rows.case, rows.place.stream, event.key)
        rows.change(*key, status="overturned", overturned_because=event.because)


class AccountabilityFiles(Projection):
    """问责: one row a file."""

    version = 2

    class Row(base.Row, frozen=True):
        """A file as it stands: triggered, examined, fault_found, no_fault, tolerated, measured, or to be reviewed."""

        key = ("case", "file")

        case: UUID
        file: UUID
        number: str
        unit: UnitId
        finding: str
        finding_key: str
        clause: str
        edition: str
        triggered_at: datetime
        status: str = "triggered"
        review_because: str | None = None
        is_by_rule: bool = True
        grade: str | None = None
        measures: tuple[str, ...] = ()
        referred_to: tuple[str, ...] = ()
        is_published: bool = False
        before_review: str | None = None
        """Where it stood when its finding fell."""

    indexes = (("unit",), ("status",))

    @on(AccountabilityTriggered)
    def triggered(self, event: AccountabilityTriggered, rows: Rows[Row]) -> None:
        """Opened."""
        rows.put(
            self.Row(
                case=rows.case,
                file=rows.place.stream,
                number=event.number,
                unit=event.unit,
                finding=event.finding,
                finding_key=event.finding_key,
                clause=event.basis.clause if event.basis else "",
                edition=event.basis.edition if event.basis else "",
                triggered_at=event.occurred_at,
                is_by_rule=event.act.role == "system",
            )
        )

    @on(AccountabilityTakenUp)
    def taken_up(self, event: AccountabilityTakenUp, rows: Rows[Row]) -> None:  # noqa: ARG002
        """Somebody examines it."""
        rows.change(rows.case, rows.place.stream, status="examined")

    @on(AccountabilityFaultFound)
    def fault_found(self, event: AccountabilityFaultFound, rows: Rows[Row]) -> None:
        """Fault of a grade."""
        rows.change(rows.case, rows.place.stream, status="fault_found", grade=event.grade)

    @on(AccountabilityNoFaultFound)
    def no_fault(self, event: AccountabilityNoFaultFound, rows: Rows[Row]) -> None:  # noqa: ARG002
        """Closed without fault."""
        rows.change(rows.case, rows.place.stream, status="no_fault")

    @on(AccountabilityToleranceWeighed)
    def tolerance_weighed(self, event: AccountabilityToleranceWeighed, rows: Rows[Row]) -> None:
        """Closed where it applies."""
        if event.applies:
            rows.change(rows.case, rows.place.stream, status="tolerated")

    @on(AccountabilityMeasureTaken)
    def measured(self, event: AccountabilityMeasureTaken, rows: Rows[Row]) -> None:
        """Concluded."""
        rows.change(rows.case, rows.place.stream, status="measured", measures=event.measures)

    @on(AccountabilityReferred)
    def referred(self, event: AccountabilityReferred, rows: Rows[Row]) -> None:
        """Another body goes further; the file itself stands where it stood."""
        row = rows.get(rows.case, rows.place.stream)
        if row is not None and event.body not in row.referred_to:
            rows.change(rows.case, rows.place.stream, referred_to=(*row.referred_to, event.body))

    @on(AccountabilityPublished)
    def published(self, event: AccountabilityPublished, rows: Rows[Row]) -> None:  # noqa: ARG002
        """Made known as a typical case."""
        rows.change(rows.case, rows.place.stream, is_published=True)

    @on(AccountabilityReviewed)
    def reviewed(self, event: AccountabilityReviewed, rows: Rows[Row]) -> None:
        """It stands as before its review, or is dropped."""
        row = rows.get(rows.case, rows.place.stream)
        if row is not None:
            before = row.before_review or row.status
            status = before if event.stands else "dropped"
            rows.change(rows.case, rows.place.stream, status=status, review_because=None, before_review=None)

    @on(AccountabilityReviewNeeded)
    def review_needed(self, event: AccountabilityReviewNeeded, rows: Rows[Row]) -> None:
        """Its finding was overturned."""
        row = rows.get(rows.case, rows.place.stream)
        if row is not None:
            fields = {"status": "review_needed", "review_because": event.because, "before_review": row.status}
            rows.change(rows.case, rows.place.stream, **fields)

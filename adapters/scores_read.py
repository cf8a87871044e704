"""What scoring asks of the read side, answered from the views as known at a position."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from adapters.read_side import Views
from application.ports import Closing, Ended, Established, Supervised
from domain.rules.scorecard import Cause
from domain.values import AuthorityId, UnitId
from projections.case_ledger import CaseLedger
from projections.findings import FindingsView
from projections.organisation import Units
from projections.supervision import Supervisions
from projections.timeliness import BINDING, Timeliness


@dataclass(frozen=True)
class ScoreRecord:
    """Findings and counts of an authority's units."""

    views: Views
    position: Callable[[], int]
    """The position the views have come to."""

    def reached(self) -> int:
        """The position up to which the answers hold every fact."""
        return self.position()

    def units(self, authority: AuthorityId, as_of: int | None = None) -> Mapping[UnitId, str]:
        """An authority's units, each with its class, in the order of their codes."""
        rows = self.views.rows(Units, as_of, authority=authority, seat="")
        return {row.unit: row.unit_class for row in sorted(rows, key=lambda row: row.unit)}

    def established(
        self, authority: AuthorityId, begins: datetime, as_of: int | None = None, *, kinds: Collection[str] = ()
    ) -> Iterator[Established]:
        """Those about an authority's units from an instant on that stand, in the order of their positions.

        Of some kinds only, where any are named.
        """
        where: dict[str, object] = {"unit__in": list(self.units(authority, as_of)), "established_at__gt": begins}
        if kinds:
            where["kind__in"] = list(kinds)
        rows = self.views.rows(FindingsView, as_of, where=where)
        for row in sorted(rows, key=lambda row: row.position):
            if row.status != "overturned":
                amount = None if row.amount is None else Decimal(row.amount)
                case = row.case if row.term is None else None
                cause = Cause(row.kind, row.finding, case, row.subject, row.position, row.part, amount, row.status)
                yield Established(row.unit, cause, row.established_at, row.deadline, row.term)

    def closings(
        self, authority: AuthorityId, begins: datetime, ends: datetime, as_of: int | None = None
    ) -> Iterator[Closing]:
        """Cases that were dispatched or closed in a span."""
        closed = {"closed_at__gte": begins, "closed_at__lt": ends}
        dispatched = {"dispatched_at__gte": begins, "dispatched_at__lt": ends}
        seen: set[UUID] = set()
        for span in (closed, dispatched):
            for row in self.views.rows(CaseLedger, as_of, where=span, authority=authority, is_imported=False):
                if row.unit is not None and row.case not in seen:
                    seen.add(row.case)
                    yield _closing(row)

    def orders(self, authority: AuthorityId, cases: Collection[UUID], as_of: int | None = None) -> Iterator[Closing]:
        """Those of some cases that an authority's units had."""
        where = {"case__in": list(cases)}
        for row in self.views.rows(CaseLedger, as_of, where=where, authority=authority, is_imported=False):
            if row.unit is not None:
                yield _closing(row)

    def supervised(
        self, authority: AuthorityId, begins: datetime, ends: datetime, as_of: int | None = None
    ) -> Iterator[Supervised]:
        """Supervisions issued in a span; one that no unit answers for costs nobody anything. Midnight ends its day."""
        where = {"unit__in": list(self.units(authority, as_of)), "issued_at__gt": begins, "issued_at__lte": ends}
        rows = self.views.rows(Supervisions, as_of, where=where)
        for row in sorted(rows, key=lambda row: row.position):
            yield Supervised(row.unit, row.case, row.levels, row.issued_at, row.position, row.supervision)

    def ended(
        self, authority: AuthorityId, names: Collection[str], begins: datetime, ends: datetime, as_of: int | None = None
    ) -> Iterator[Ended]:
        """Deadlines of these names that fell due in a span; those that lapsed bind nobody. Midnight ends its day."""
        del authority  # a case tells whose it is
        where = {"name__in": list(names), "due_at__gt": begins, "due_at__lte": ends, "state__in": list(BINDING)}
        for row in self.views.rows(Timeliness, as_of, where=where):
            yield Ended(row.case, row.name, row.due_at, row.state == "met", row.started_at, row.met_at)

    def clocked(
        self, authority: AuthorityId, begins: datetime, ends: datetime, as_of: int | None = None
    ) -> Iterator[UUID]:
        """Streams on which a unit's deadline began in a span."""
        where = {"unit__in": list(self.units(authority, as_of)), "started_at__gte": begins, "started_at__lt": ends}
        rows = self.views.rows(Timeliness, as_of, where=where)
        yield from dict.fromkeys(row.subject for row in rows)


def _closing(row: CaseLedger.Row) -> Closing:
    names = ("case", "unit", "kind", "dispatched_at", "closed_at", "outcome", "rating", "number", "channel")
    return Closing(**{name: getattr(row, name) for name in names})

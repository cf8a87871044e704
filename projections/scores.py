"""What scores were made known, and when?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from domain.events.assessment import ScoresPublished
from domain.values import AuthorityId, UnitId
from projections import base
from projections.base import Projection, Rows, on


class PublishedScores(Projection):
    """通报: one row a unit and term; a later bulletin takes its place, the former stays to be asked for."""

    version = 1

    class Row(base.Row, frozen=True):
        """A unit's score as it was made known last."""

        key = ("case", "unit")

        case: UUID
        """The bulletin's own stream."""
        unit: UnitId
        authority: AuthorityId
        term: str
        unit_class: str
        total: str
        place: int
        of: int
        sections: dict[str, str]
        published_at: datetime
        reckoned_at: int
        position: int
        edition: str

    indexes = (("unit", "term"), ("authority", "term"))

    @on(ScoresPublished)
    def published(self, event: ScoresPublished, rows: Rows[Row]) -> None:
        """Made known."""
        for each in event.scores:
            rows.put(
                self.Row(
                    case=rows.case,
                    unit=each.unit,
                    authority=event.authority,
                    term=event.term,
                    unit_class=each.unit_class,
                    total=each.total,
                    place=each.place,
                    of=each.of,
                    sections=each.sections,
                    published_at=event.occurred_at,
                    reckoned_at=event.reckoned_at,
                    position=rows.place.position,
                    edition=event.basis.edition if event.basis else "",
                )
            )

"""读法: how an edition is read, revision by revision; the text itself is never edited."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.aggregates.base import Aggregate
from domain.errors import Refused
from domain.events.base import Event
from domain.events.reading import ReadingRevised
from domain.regulations.model import Edition
from domain.values import Act, Handle


class ReadingUnknown(Refused):
    """The edition has no such reading, or does not offer this choice of it."""

    code = "reading.unknown"


class ReadingNotRetroactive(Refused):
    """A reading changes from today or from a later day, never for what has been."""

    code = "reading.not_retroactive"


class ReadAsThatAlready(Refused):
    """The clause is read that way on that day already."""

    code = "reading.unchanged"


def readings_stream(edition: str) -> UUID:
    """The stream of an edition's readings, named after its id."""
    return uuid5(NAMESPACE_URL, f"tiji:readings:{edition}")


def chosen_on(day: date, revisions: Iterable[ReadingRevised]) -> dict[str, str]:
    """Reading → choice on a day; of two from the same day the later word counts."""
    begun = [revision for revision in revisions if revision.effective_from <= day]
    return {each.reading: each.choice for each in sorted(begun, key=lambda revision: revision.effective_from)}


class Readings(Aggregate):
    """Every revision of an edition's readings."""

    opens_with = ReadingRevised

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.revisions: list[ReadingRevised] = []

    @classmethod
    def blank(cls, edition: str) -> Self:
        """Before anybody read it otherwise than it came."""
        return cls(readings_stream(edition))

    def revise(
        self,
        edition: Edition,
        reading: str,
        choice: str,
        *,
        effective_from: date,
        today: date,
        reason: Handle,
        act: Act,
    ) -> None:
        """修订读法: an offered choice, from today or later."""
        known = {each.id: each for each in edition.readings}
        if reading not in known:
            offered = ", ".join(known) or "none"
            raise ReadingUnknown(f"{edition.id} has no reading {reading!r}", remedy=f"use one of: {offered}")
        rule = known[reading]
        basis = edition.citation(rule.clause)
        choices = [each.id for each in rule.choices if not each.not_offered]
        if choice not in choices:
            raise ReadingUnknown(
                f"{reading} offers no choice {choice!r}", remedy=f"use one of: {', '.join(choices)}", basis=basis
            )
        if effective_from < today:
            raise ReadingNotRetroactive(
                f"{effective_from} is over",
                remedy=f"let it take effect from {today} or later; what runs already keeps its reading",
                basis=basis,
            )
        held = chosen_on(effective_from, self.revisions).get(reading, rule.chosen)
        if held == choice:
            raise ReadAsThatAlready(
                f"{reading} is {choice} on {effective_from} already", remedy="name another choice or day", basis=basis
            )
        self.record(
            ReadingRevised(
                edition=edition.id,
                reading=reading,
                choice=choice,
                instead_of=held,
                effective_from=effective_from,
                reason=reason,
                basis=basis,
                act=act,
            )
        )

    def apply(self, event: Event) -> None:
        """Assign from one fact."""
        match event:
            case ReadingRevised():
                self.revisions.append(event)

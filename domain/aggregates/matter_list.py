"""事项清单: what stands on a unit's list on which day."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, Self
from uuid import UUID, uuid5

from domain.aggregates.base import Aggregate
from domain.calendar import beijing
from domain.errors import Refused
from domain.events.base import Event
from domain.events.matter_list import MatterAmended, MatterListed, MatterListPosted, MatterWithdrawn
from domain.rules.matter_list import require_not_past
from domain.values import Citation, UnitId

LISTS = UUID("7c7b5f0e-2d0f-5b5a-9c5e-51a0b4a0c8d2")


class NotOnTheList(Refused):
    """No such matter stands on the unit's list on that day."""

    code = "matter.not_on_the_list"


class OnTheListAlready(Refused):
    """A matter of that code stands there, or a later word about it was said already."""

    code = "matter.on_the_list_already"


class NotYourList(Refused):
    """Each unit publishes its own list."""

    code = "matter.not_your_list"


class Wording(NamedTuple):
    """How a matter reads from a day on."""

    since: date
    kind: str
    days: int | None
    until: date | None = None
    """The last day it reads so, where that is known."""

    def holds_on(self, day: date) -> bool:
        """Whether it reads so on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


def list_stream(unit: UnitId) -> UUID:
    """The stream of a unit's list."""
    return uuid5(LISTS, unit)


class MatterList(Aggregate):
    """事项清单: a unit's matters, wording by wording."""

    opens_with = MatterListed, MatterListPosted

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.wordings: dict[str, list[Wording]] = {}

    @classmethod
    def blank(cls, unit: UnitId) -> Self:
        """Before anything was listed."""
        return cls(list_stream(unit))

    def standing_on(self, day: date) -> dict[str, Wording]:
        """What stands on the list on a day: code → how it reads."""
        return {item: wording for item, each in self.wordings.items() for wording in each if wording.holds_on(day)}

    def on(self, item: str, day: date, basis: Citation | None) -> Wording:
        """How a matter reads on a day. Raises NotOnTheList."""
        standing = self.standing_on(day)
        if item in standing:
            return standing[item]
        known = ", ".join(standing) or "none stands there that day"
        raise NotOnTheList(f"{item} is not on the list on {day}", remedy=f"name one of: {known}", basis=basis)

    def list_matter(self, listed: MatterListed) -> None:
        """列入. Raises NotYourList, OnTheListAlready, MatterDayPast."""
        basis = self._require_own(listed, listed.unit)
        require_not_past(listed.since, beijing(listed.occurred_at).date(), basis)
        last = self._last(listed.item)
        if last is not None and (last.until is None or listed.since <= last.until):
            raise OnTheListAlready(
                f"{listed.item} stands on the list", remedy="amend it, or use another code", basis=basis
            )
        self.record(listed)

    def amend_matter(self, amended: MatterAmended) -> None:
        """变更. Raises NotYourList, NotOnTheList, OnTheListAlready, MatterDayPast."""
        basis = self._require_own(amended, amended.unit)
        require_not_past(amended.since, beijing(amended.occurred_at).date(), basis)
        self.on(amended.item, amended.since, basis)
        last = self.wordings[amended.item][-1]
        if amended.since <= last.since:
            raise OnTheListAlready(
                f"it reads otherwise from {last.since} already", remedy="name a later day", basis=basis
            )
        self.record(amended)

    def withdraw_matter(self, withdrawn: MatterWithdrawn) -> None:
        """移出. Raises NotYourList, NotOnTheList, MatterDayPast."""
        basis = self._require_own(withdrawn, withdrawn.unit)
        require_not_past(withdrawn.last_day, beijing(withdrawn.occurred_at).date(), basis)
        self.on(withdrawn.item, withdrawn.last_day, basis)
        if self.wordings[withdrawn.item][-1].since > withdrawn.last_day:
            raise OnTheListAlready(
                "it reads otherwise from a later day on", remedy="name a day after that", basis=basis
            )
        self.record(withdrawn)

    def post_list(self, posted: MatterListPosted) -> None:
        """公示: what stands there by that day, on the day it was put up. Raises NotYourList."""
        basis = self._require_own(posted, posted.unit)
        if posted.since > beijing(posted.occurred_at).date():
            raise NotOnTheList(f"{posted.since} is still to come", remedy="say it when it is up", basis=basis)
        self.record(posted)

    def apply(self, event: Event) -> None:
        """Assign from one fact."""
        match event:
            case MatterListed():
                new = Wording(event.since, event.kind, event.days)
                self.wordings.setdefault(event.item, []).append(new)
            case MatterAmended():
                until = date.fromordinal(event.since.toordinal() - 1)
                known = self.wordings[event.item]
                self.wordings[event.item] = [
                    *known[:-1],
                    known[-1]._replace(until=until),
                    Wording(event.since, event.kind, event.days, known[-1].until),
                ]
            case MatterWithdrawn():
                *before, last = self.wordings[event.item]
                self.wordings[event.item] = [*before, last._replace(until=event.last_day)]

    def _last(self, item: str) -> Wording | None:
        return self.wordings[item][-1] if item in self.wordings else None

    @staticmethod
    def _require_own(fact: Event, unit: UnitId) -> Citation:
        assert fact.basis is not None  # noqa: S101  (each cites the clause of its kind)
        if fact.act.on_behalf_of != unit:
            raise NotYourList(f"this is the list of {unit}", remedy="each unit publishes its own", basis=fact.basis)
        return fact.basis

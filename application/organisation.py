"""Use cases of authorities, units and seats, and of the calendar an officer enters."""

from __future__ import annotations

from dataclasses import dataclass

from application import commands as c
from application.calls import Call, Outcome
from application.desk import Desk
from domain.aggregates.base import Aggregate
from domain.aggregates.organisation import Authority, Unit, authority_stream, unit_stream
from domain.errors import NotFound, Refused
from domain.events.organisation import EditionAdopted, UnitEstablished
from domain.events.schedule import ScheduleAnnounced
from domain.values import AuthorityId, Level, SeatId, UnitId


class AlreadyThere(Refused):
    """The code is taken."""

    code = "organisation.already_there"


class EffectiveTooEarly(Refused):
    """An edition cannot be in force before its own first day, unless the adoption says it is hypothetical."""

    code = "authority.effective_too_early"


@dataclass(frozen=True)
class Organisation:
    """Who handles complaints, under which editions, in which seats, on which working days."""

    desk: Desk

    def establish_authority(self, command: c.EstablishAuthority, call: Call) -> Outcome:
        """A city or a county bureau."""
        id = authority_stream(AuthorityId(command.authority))

        def decide() -> tuple[Aggregate, ...]:
            self._require_new(Authority, command.authority)
            act = self.desk.act(call, command, id)
            code = AuthorityId(command.authority)
            return (Authority.establish(code, command.name, command.name_en, act),)

        return self.desk.perform("authorities.establish", call, command, decide)

    def adopt_edition(self, authority: str, command: c.AdoptEdition, call: Call) -> Outcome:
        """An edition comes into force on a day."""
        edition = self.desk.editions.edition(command.edition)

        def tell(it: Authority) -> None:
            if command.effective_from < edition.effective_from and not command.hypothetical:
                raise EffectiveTooEarly(
                    f"{edition.id} is in force from {edition.effective_from}",
                    remedy="adopt it from that day on, or say that it is hypothetical (for imports)",
                )
            it.adopt(
                EditionAdopted(
                    edition=edition.id,
                    hash=edition.hash,
                    effective_from=command.effective_from,
                    hypothetical=command.hypothetical,
                    act=self.desk.act(call, command, it.id),
                )
            )

        id = authority_stream(AuthorityId(authority))
        return self.desk.change(Authority, id, "authorities.adopt_edition", call, command, tell)

    def establish_unit(self, command: c.EstablishUnit, call: Call) -> Outcome:
        """承办单位, with its seats."""

        def decide() -> tuple[Aggregate, ...]:
            self._require_new(Unit, command.unit)
            self.desk.store.get(Authority, authority_stream(AuthorityId(command.authority)))
            act = self.desk.act(call, command, unit_stream(UnitId(command.unit)))
            established = UnitEstablished(
                unit=UnitId(command.unit),
                authority=AuthorityId(command.authority),
                name=command.name,
                name_en=command.name_en,
                unit_class=command.unit_class,
                act=act,
            )
            unit = Unit.establish(established)
            for seat in command.seats:
                unit.establish_seat(
                    SeatId(seat.seat),
                    seat.role,
                    act,
                    level=Level(seat.level) if seat.level else None,
                    deputy=SeatId(seat.deputy) if seat.deputy else None,
                )
            return (unit,)

        return self.desk.perform("units.establish", call, command, decide)

    def vacate_seat(self, unit: str, command: c.VacateSeat, call: Call) -> Outcome:
        """空缺."""
        id = unit_stream(UnitId(unit))

        def tell(it: Unit) -> None:
            it.vacate(SeatId(command.seat), self.desk.act(call, command, id))

        return self.desk.change(Unit, id, "units.change_seats", call, command, tell)

    def fill_seat(self, unit: str, command: c.FillSeat, call: Call) -> Outcome:
        """到任."""
        id = unit_stream(UnitId(unit))

        def tell(it: Unit) -> None:
            it.fill(SeatId(command.seat), self.desk.act(call, command, id))

        return self.desk.change(Unit, id, "units.change_seats", call, command, tell)

    def announce_schedule(self, command: c.AnnounceSchedule, call: Call) -> Outcome:
        """放假安排公布: open deadlines that reach into the year are reckoned again."""

        def decide() -> tuple[Aggregate, ...]:
            schedule = self.desk.schedules()
            schedule.announce(
                ScheduleAnnounced(
                    year=command.year,
                    notice=command.notice,
                    off=command.off,
                    working=command.working,
                    act=self.desk.act(call, command, schedule.id),
                )
            )
            return (schedule,)

        return self.desk.perform("schedules.announce", call, command, decide)

    def _require_new(self, kind: type[Authority | Unit], code: str) -> None:
        id = authority_stream(AuthorityId(code)) if kind is Authority else unit_stream(UnitId(code))
        try:
            self.desk.store.get(kind, id)
        except NotFound:
            return
        raise AlreadyThere(f"{code} exists already", remedy="use another code, or change the existing one")

"""值班: one day at the service desk, from the roster to the finished log."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Self
from uuid import UUID, uuid5

from domain.aggregates.subject import Subject
from domain.calendar import beijing, midnight
from domain.errors import Refused
from domain.events.base import Event
from domain.events.shift import (
    ShiftChecked,
    ShiftClosed,
    ShiftInspected,
    ShiftLogged,
    ShiftOpened,
    ShiftRelieved,
    ShiftRostered,
)
from domain.rules.duty import check_deadlines, duty_of
from domain.rules.law import Law
from domain.rules.requirements import require
from domain.values import Act, AuthorityId, Citation, Handle, SeatId

SHIFTS = UUID("0d1f1b3c-8a0b-5d0e-9a7b-1f4b3f6f2f1d")


class NotADutyDay(Refused):
    """The desk is closed on that day, or the day has passed."""

    code = "shift.not_a_duty_day"


class NotToday(Refused):
    """It is another day's shift."""

    code = "shift.not_today"


class NotOnDuty(Refused):
    """The roster names somebody else."""

    code = "shift.not_on_duty"


class ShiftNotOpen(Refused):
    """Nobody has opened the shift, it is open already, or it is over."""

    code = "shift.not_open"


class NoCover(Refused):
    """Nobody takes the seat."""

    code = "shift.no_cover"


def shift_stream(authority: AuthorityId, day: date) -> UUID:
    """The stream of a day at the desk."""
    return uuid5(SHIFTS, f"{authority}:{day}")


class Shift(Subject):
    """值班: who is on the roster, whether the desk is open, and which checks were made."""

    opens_with = ShiftRostered

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.authority = AuthorityId("")
        self.day = date.min
        self.basis: Citation | None = None
        self.leader = SeatId("")
        self.officers: frozenset[SeatId] = frozenset()
        self.is_open = False
        self.is_closed = False

    @classmethod
    def roster(cls, rostered: ShiftRostered, law: Law) -> Self:
        """排班: for a day to come on which the desk is open; the checks it owes run from then on."""
        duty = duty_of(law)
        basis = law.cite(duty.clause)
        if rostered.day < beijing(rostered.occurred_at).date():
            raise NotADutyDay(f"{rostered.day} has passed", remedy="roster today or a later day", basis=basis)
        if duty.days == "working_day" and not law.calendar.is_working(rostered.day):
            raise NotADutyDay(f"the desk is closed on {rostered.day}", remedy="name a working day", basis=basis)
        if rostered.leader in rostered.officers or not rostered.officers:
            raise NotOnDuty("a leader and at least one other are needed", remedy="name both", basis=basis)
        shift = cls(shift_stream(rostered.authority, rostered.day))
        shift.record(rostered)
        shift.start(check_deadlines(law, midnight(rostered.day)), rostered.act)
        return shift

    def open(self, opened: ShiftOpened, law: Law) -> None:
        """到岗: by an officer of the roster, on the day."""
        self._require_today(opened.act, law)
        self._require_officer(opened.act.actor, law)
        if self.is_open or self.is_closed:
            raise ShiftNotOpen("the shift has been opened", remedy="go on with its log", basis=self.basis)
        self.record(opened)

    def check(self, way: str, note: Handle | None, act: Act, law: Law) -> None:
        """查岗: by the leader of the day; it counts for the half of the day it falls in."""
        self._require_today(act, law)
        duty = duty_of(law)
        if act.actor != self.leader:
            raise NotOnDuty("another leads today", remedy=f"{self.leader} checks", basis=self.basis)
        check = duty.check_at(beijing(act.occurred_at).time())
        self.record(
            ShiftChecked(
                check=check.code, way=way, note=note, basis=law.cite(law.edition.limit(check.limit).clause), act=act
            )
        )
        for deadline in self.deadlines.unfinished():
            if deadline.set.facts.get("session") == check.code:
                self.settle(deadline, "shift_checked", deadline.judged_instant(act), act, law)

    def log(self, logged: ShiftLogged, law: Law) -> None:
        """值班登记: while the desk is open."""
        self._require_open(logged.act.actor, law)
        self.record(logged)

    def relieve(self, relieved: ShiftRelieved, law: Law) -> None:
        """顶岗: only an officer of the shift leaves, and only somebody else takes over."""
        self._require_open(relieved.act.actor, law)
        basis = law.cite(duty_of(law).cover_clause)
        if relieved.leaving not in self.officers:
            raise NotOnDuty(f"{relieved.leaving} is not on duty", remedy="name who leaves", basis=basis)
        if relieved.cover in {*self.officers, self.leader}:
            raise NoCover("the seat needs somebody else", remedy="name a seat that is not on duty", basis=basis)
        self.record(relieved)

    def inspect(self, inspected: ShiftInspected, law: Law) -> None:
        """督查值班: whoever finds the desk empty establishes it."""
        self._require_today(inspected.act, law)
        self.record(inspected)
        if not inspected.present:
            self.find(duty_of(law).left_finding, law, inspected.act, by_rule=False)

    def close(self, closed: ShiftClosed, given: Collection[str], law: Law) -> None:
        """交班: the log says all the text asks for."""
        self._require_open(closed.act.actor, law)
        duty = duty_of(law)
        require("the duty log", (part.code for part in duty.log), given, law.cite(duty.log_clause))
        self.record(closed)

    def _require_today(self, act: Act, law: Law) -> None:
        if beijing(act.occurred_at).date() != self.day:
            raise NotToday(
                f"this is the shift of {self.day}", remedy="do it on that day", basis=law.cite(duty_of(law).clause)
            )

    def _require_officer(self, seat: SeatId, law: Law) -> None:
        if seat not in self.officers:
            raise NotOnDuty(
                f"{seat} is not on duty",
                remedy=f"on duty: {', '.join(sorted(self.officers))}",
                basis=law.cite(duty_of(law).clause),
            )

    def _require_open(self, seat: SeatId, law: Law) -> None:
        self._require_officer(seat, law)
        if not self.is_open or self.is_closed:
            wrong = "the shift is over" if self.is_closed else "nobody has opened the shift"
            raise ShiftNotOpen(
                wrong, remedy="see the next one" if self.is_closed else "open it first", basis=self.basis
            )

    # -- state -----------------------------------------------------------------------------------------

    def apply(self, event: Event) -> None:
        """Assign from one fact."""
        super().apply(event)
        match event:
            case ShiftRostered():
                self.authority, self.day, self.basis = event.authority, event.day, event.basis
                self.leader, self.officers = event.leader, frozenset(event.officers)
            case ShiftOpened():
                self.is_open = True
            case ShiftRelieved():
                self.officers = self.officers - {event.leaving} | {event.cover}
            case ShiftClosed():
                self.is_closed = True

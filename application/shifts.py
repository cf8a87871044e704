"""Use cases of a shift: on the roster, at the desk, checked, logged, over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from application import commands as c
from application.calls import Call, Outcome
from application.desk import Desk, Now
from domain.aggregates.base import Aggregate
from domain.aggregates.complaint import Complaint
from domain.aggregates.shift import Shift, shift_stream
from domain.errors import NotFound, Refused
from domain.events import shift as facts
from domain.rules.duty import duty_of, require_named
from domain.values import AuthorityId, SeatId, UnitId


class AlreadyRostered(Refused):
    """The day has its roster."""

    code = "shift.already_rostered"


@dataclass(frozen=True)
class Shifts:
    """值班."""

    desk: Desk

    def roster_shift(self, command: c.RosterShift, call: Call) -> Outcome:
        """排班."""
        authority = AuthorityId(command.authority)
        id = shift_stream(authority, command.day)

        def decide() -> tuple[Aggregate, ...]:
            act = self.desk.act(call, command, id)
            law = self.desk.law_for(authority, act.told_at)
            basis = law.cite(duty_of(law).clause)
            if self._is_there(id):
                raise AlreadyRostered(
                    f"{command.day} has its roster", remedy="relieve whoever cannot be there", basis=basis
                )
            rostered = facts.ShiftRostered(
                authority=authority,
                day=command.day,
                leader=SeatId(command.leader),
                officers=tuple(SeatId(seat) for seat in command.officers),
                basis=basis,
                act=act,
            )
            return (Shift.roster(rostered, law),)

        return self.desk.perform("shifts.roster", call, command, decide, {"id": str(id)})

    def open_shift(self, id: UUID, command: c.OpenShift, call: Call) -> Outcome:
        """到岗."""
        return self._change(id, "work", command, call, lambda it, now: it.open(facts.ShiftOpened(act=now.act), now.law))

    def check_shift(self, id: UUID, command: c.CheckShift, call: Call) -> Outcome:
        """查岗."""

        def tell(it: Shift, now: Now) -> None:
            require_named(now.law, command.way, duty_of(now.law).ways)
            it.check(command.way, now.keep("note", command.note), now.act, now.law)

        return self._change(id, "check", command, call, tell)

    def log_entry(self, id: UUID, command: c.LogEntry, call: Call) -> Outcome:
        """值班登记."""

        def tell(it: Shift, now: Now) -> None:
            require_named(now.law, command.sort, duty_of(now.law).entries)
            if command.matter is not None:
                self.desk.store.get(Complaint, command.matter)
            logged = facts.ShiftLogged(
                sort=command.sort,
                entry=now.text("entry", command.entry),
                place=command.place,
                in_order=command.in_order,
                matter=command.matter,
                handed_to=UnitId(command.handed_to) if command.handed_to else None,
                act=now.act,
            )
            it.log(logged, now.law)

        return self._change(id, "work", command, call, tell)

    def relieve_shift(self, id: UUID, command: c.RelieveShift, call: Call) -> Outcome:
        """顶岗."""

        def tell(it: Shift, now: Now) -> None:
            leaving, cover = SeatId(command.leaving), SeatId(command.cover)
            reason = now.text("reason", command.reason)
            it.relieve(facts.ShiftRelieved(leaving=leaving, cover=cover, reason=reason, act=now.act), now.law)

        return self._change(id, "work", command, call, tell)

    def inspect_shift(self, id: UUID, command: c.InspectShift, call: Call) -> Outcome:
        """督查值班."""

        def tell(it: Shift, now: Now) -> None:
            basis = now.law.cite(duty_of(now.law).inspection_clause)
            note = now.keep("note", command.note)
            it.inspect(facts.ShiftInspected(present=command.present, note=note, basis=basis, act=now.act), now.law)

        return self._change(id, "inspect", command, call, tell)

    def close_shift(self, id: UUID, command: c.CloseShift, call: Call) -> Outcome:
        """交班."""

        def tell(it: Shift, now: Now) -> None:
            said = "\n".join(f"{name}: {text}" for name, text in command.parts.items())
            basis = now.law.cite(duty_of(now.law).log_clause)
            closed = facts.ShiftClosed(parts=tuple(command.parts), log=now.text("log", said), basis=basis, act=now.act)
            it.close(closed, command.parts, now.law)

        return self._change(id, "work", command, call, tell)

    # -- how -------------------------------------------------------------------------------------------

    def _change(
        self, id: UUID, verb: str, command: c.Command, call: Call, decide: Callable[[Shift, Now], None]
    ) -> Outcome:
        def tell(it: Shift) -> None:
            assert it.basis is not None  # noqa: S101  (its first fact cites the clause of the desk)
            act = self.desk.act(call, command, id)
            decide(it, Now(act, self.desk.law_under(it.basis), self.desk.texts, id, call.command_id))

        return self.desk.change(Shift, id, f"shifts.{verb}", call, command, tell)

    def _is_there(self, id: UUID) -> bool:
        try:
            self.desk.store.get(Shift, id)
        except NotFound:
            return False
        return True

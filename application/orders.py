"""Use case of an order: the head of a unit leads the matter, and it enters the ladder at the head's level."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid5

from application import commands as c
from application.calls import Call, Outcome
from application.desk import Desk, Now
from domain.aggregates.base import Aggregate
from domain.aggregates.complaint import Complaint
from domain.aggregates.escalation import Escalation
from domain.aggregates.order_book import OrderBook, order_book
from domain.errors import NotFound, Refused
from domain.events.casework import ComplaintOrdered
from domain.rules.casework import check_order, order_of
from domain.rules.ladder import Holder, holder_at
from domain.rules.requirements import present
from domain.rules.task_forces import check_task_force
from domain.values import BEIJING, AuthorityId, Handle, Level, UnitId

ENTRY = "order"


class OrderWithoutUnit(Refused):
    """Nobody holds the matter, and the order names no unit."""

    code = "order.without_unit"


@dataclass(frozen=True)
class Orders:
    """交办单."""

    desk: Desk

    def issue_order(self, id: UUID, command: c.IssueOrder, call: Call) -> Outcome:
        """交办: number it, hand the matter to the unit if it does not hold it, enter the ladder."""
        desk = self.desk

        def decide() -> tuple[Aggregate, ...]:
            complaint = desk.store.get(Complaint, id)
            act = desk.act(call, command, id)
            law = desk.law_of(complaint, complaint.authority, act.told_at)
            rule = order_of(law)
            now = Now(act, law, desk.texts, id, call.command_id)
            given = present(
                summary=command.summary,
                office_opinion=command.office_opinion,
                until=command.until,
                task_force=command.task_force,
            )
            basis = check_order(law, trigger=command.trigger, given=given)
            check_task_force(law, area=None, named=command.task_force)
            assert command.until is not None  # noqa: S101  (the form asks for it)
            unit = UnitId(command.unit) if command.unit else complaint.unit
            if unit is None:
                raise OrderWithoutUnit("no unit holds it", remedy="name the unit the order goes to", basis=basis)
            seats = desk.unit(unit, complaint.authority).seats.values()
            if complaint.unit != unit or not complaint.dispatches:
                complaint.dispatch(unit, (), act, law, designated=True)
            summary, opinion = now.keep("summary", command.summary), now.keep("office_opinion", command.office_opinion)
            level = Level(rule.level)
            holder = holder_at(level, seats)
            book = self._book(complaint.authority)
            year = act.occurred_at.astimezone(BEIJING).year
            number = rule.number.format(year=year, number=book.next_number(year, id, act))
            ladder = Escalation.propose(
                uuid5(call.command_id, "escalation"),
                case=id,
                unit=unit,
                opinion=opinion,
                grounds=summary,
                how_it_could_be_done=None,
                entry=ENTRY,
                act=act,
                law=law,
            )
            ladder.raise_to(
                level,
                holder,
                opinion=None,
                grounds=None,
                how_it_could_be_done=None,
                skipped_because=None,
                act=act,
                law=law,
                by_entry=True,
            )
            ordered = ComplaintOrdered(
                number=number,
                trigger=command.trigger,
                unit=unit,
                department=unit if rule.department == "receiver" else act.role,
                summary=summary or Handle(""),
                office_opinion=opinion or Handle(""),
                until=command.until,
                task_force=command.task_force or "",
                level=level,
                escalation=ladder.id,
                holder=holder.seat if isinstance(holder, Holder) else None,
                basis=basis,
                act=act,
            )
            complaint.order(ordered, law)
            return complaint, ladder, book

        return desk.perform("complaints.issue_order", call, command, decide, {"id": str(id)})

    def _book(self, authority: AuthorityId) -> OrderBook:
        try:
            return self.desk.store.get(OrderBook, order_book(authority))
        except NotFound:
            return OrderBook.blank(authority)

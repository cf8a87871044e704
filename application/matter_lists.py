"""Use cases of a unit's list of matters: listed, amended, withdrawn, put up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from application import commands as c
from application.calls import Call, Outcome
from application.desk import Desk, Now
from domain.aggregates.base import Aggregate
from domain.aggregates.matter_list import MatterList, list_stream
from domain.aggregates.organisation import Unit, unit_stream
from domain.errors import NotFound
from domain.events.matter_list import MatterAmended, MatterListed, MatterListPosted, MatterWithdrawn
from domain.rules.matter_list import check_matter, check_posting, matter_list_of
from domain.rules.requirements import present
from domain.values import UnitId


@dataclass(frozen=True)
class MatterLists:
    """事项清单."""

    desk: Desk

    def list_matter(self, unit: str, command: c.ListMatter, call: Call) -> Outcome:
        """列入清单."""
        return self._change(
            unit, command, call, lambda it, now: it.list_matter(MatterListed(**_said(UnitId(unit), command, now)))
        )

    def amend_matter(self, unit: str, command: c.AmendMatter, call: Call) -> Outcome:
        """清单变更."""
        return self._change(
            unit, command, call, lambda it, now: it.amend_matter(MatterAmended(**_said(UnitId(unit), command, now)))
        )

    def withdraw_matter(self, unit: str, command: c.WithdrawMatter, call: Call) -> Outcome:
        """移出清单."""

        def tell(it: MatterList, now: Now) -> None:
            basis = now.law.cite(matter_list_of(now.law).clause)
            it.withdraw_matter(
                MatterWithdrawn(
                    unit=UnitId(unit), item=command.item, last_day=command.last_day, basis=basis, act=now.act
                )
            )

        return self._change(unit, command, call, tell)

    def post_list(self, unit: str, command: c.PostList, call: Call) -> Outcome:
        """公示."""

        def tell(it: MatterList, now: Now) -> None:
            basis = check_posting(now.law, command.what, command.places)
            it.post_list(
                MatterListPosted(
                    unit=UnitId(unit),
                    what=command.what,
                    places=command.places,
                    since=command.since,
                    basis=basis,
                    act=now.act,
                )
            )

        return self._change(unit, command, call, tell)

    def _change(self, unit: str, command: c.Command, call: Call, tell: Callable[[MatterList, Now], None]) -> Outcome:
        id = list_stream(UnitId(unit))

        def decide() -> tuple[Aggregate, ...]:
            known = self.desk.store.get(Unit, unit_stream(UnitId(unit)))
            act = self.desk.act(call, command, id)
            law = self.desk.law_for(known.authority, act.told_at)
            it = matters_of(self.desk, UnitId(unit))
            tell(it, Now(act, law, self.desk.texts, id, call.command_id))
            return (it,)

        return self.desk.perform("matters.publish", call, command, decide, {"unit": unit})


def matters_of(desk: Desk, unit: UnitId) -> MatterList:
    """A unit's list; an empty one where nothing was ever listed."""
    try:
        return desk.store.get(MatterList, list_stream(unit))
    except NotFound:
        return MatterList.blank(unit)


def _said(unit: UnitId, command: c.ListMatter, now: Now) -> dict[str, Any]:
    """A matter as it is to read, checked against the text."""
    return {
        "unit": unit,
        "item": command.item,
        "kind": command.kind,
        "since": command.since,
        "days": command.days,
        "basis": check_matter(now.law, command.kind, present(way_up=command.way_up)),
        "title": now.text("title", command.title),
        "way_up": now.keep("way_up", command.way_up),
        "act": now.act,
    }

"""Use case of a case and a unit's list: which matter of it the case is about, as the list read that day."""

from __future__ import annotations

from uuid import UUID

from application import commands as c
from application.calls import Call, Outcome
from application.complaints.desk import AtTheDesk
from application.desk import Now
from application.matter_lists import matters_of
from domain.aggregates.complaint import Complaint
from domain.calendar import beijing
from domain.events.casework import ComplaintMatterCited
from domain.rules.matter_list import matter_list_of
from domain.values import UnitId


class Listed(AtTheDesk):
    """对照清单."""

    def cite_matter(self, id: UUID, command: c.CiteMatter, call: Call) -> Outcome:
        """对照清单. Raises NotOnTheList."""

        def decide(it: Complaint, now: Now) -> None:
            rule = matter_list_of(now.law)
            basis = now.law.cite(rule.clause)
            unit = UnitId(command.unit)
            wording = matters_of(self.desk, unit).on(command.item, beijing(now.act.occurred_at).date(), basis)
            cited = ComplaintMatterCited(
                unit=unit,
                item=command.item,
                kind=wording.kind,
                since=wording.since,
                days=wording.days,
                instead_of=it.cited,
                instead_because=now.keep("instead_because", command.instead_because) if it.cited else None,
                basis=basis,
                act=now.act,
            )
            it.cite_matter(cited, now.law)

        return self._change(id, "cite_matter", command, call, decide)

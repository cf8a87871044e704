"""The matter on a unit's list that a case is about; where the unit gives itself days, they run."""

from __future__ import annotations

from domain.aggregates.complaint.state import HELD, ComplaintState
from domain.errors import Refused
from domain.events.casework import ComplaintMatterCited
from domain.rules.law import Law


class MatterCitedAlready(Refused):
    """A case is about one matter of the list; another is cited instead of it with a reason only."""

    code = "matter.cited_already"


class NotTheHoldersList(Refused):
    """The case is in the hands of another unit than the one whose list is named."""

    code = "matter.not_the_holders_list"


class Listed(ComplaintState):
    """What a list says about the case."""

    def cite_matter(self, cited: ComplaintMatterCited, law: Law) -> None:
        """对照清单: the days of the list run from when the case came in, however late somebody looks it up.

        Cited again, with a reason, it is another matter: what ran for the one before binds nobody any more.
        """
        self.require_status("compared with a list", *HELD, basis=cited.basis)
        self.require_holder(cited.act)
        if self.unit is not None and cited.unit != self.unit:
            raise NotTheHoldersList(
                f"{self.unit} has the case, not {cited.unit}", remedy=f"name a matter of {self.unit}", basis=cited.basis
            )
        if self.cited is not None and (cited.item == self.cited or cited.instead_because is None):
            raise MatterCitedAlready(
                f"it is about {self.cited} of the list already",
                remedy="leave it at that, or name another matter and why it is that one (instead_because)",
                basis=cited.basis,
            )
        self.record(cited)
        begun = [each.set.name for each in self.deadlines.unfinished() if each.set.started_by == "matter_cited"]
        if begun:
            self.lapse("corrected", cited.act, *begun)
        if cited.days is not None:
            facts = {**self.facts, "days": str(cited.days), "unit": "working_day"}
            begins = self.registered_at or cited.occurred_at
            self.start(law.deadlines_from("matter_cited", begins, facts), cited.act, unit=self.unit)

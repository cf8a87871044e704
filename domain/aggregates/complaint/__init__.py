"""投诉件: one request from a citizen or an enterprise, from intake to archive."""

from __future__ import annotations

from typing import Self
from uuid import UUID

from domain.aggregates.complaint.assignment import Assignment
from domain.aggregates.complaint.casework import Casework
from domain.aggregates.complaint.followup import FollowUp
from domain.aggregates.complaint.instruction import Instruction
from domain.aggregates.complaint.intake import Intake
from domain.aggregates.complaint.listed import Listed
from domain.aggregates.complaint.material import Material
from domain.aggregates.complaint.supervised import Supervised
from domain.events.complaint import ComplaintRegistered, ComplaintReplyImported
from domain.rules.law import Law
from domain.values import Act


class Complaint(Intake, Assignment, Casework, FollowUp, Material, Listed, Instruction, Supervised):
    """投诉件: its commands stand in the phase they belong to; this is the whole."""

    opens_with = ComplaintRegistered

    def miss(self, key: str, act: Act, law: Law) -> None:
        """时限届满, unless what was filed in time still awaits a ruling: ruling takes no time from anybody.

        What runs although the step that was missed is late begins then.
        """
        deadline = self.deadline(key)
        if deadline.requested is not None:
            return
        if self.reply is not None and "reply_accepted" in deadline.set.stops:
            in_time = not deadline.has_passed(deadline.judged_instant(self.reply.act))
            if in_time and not self.reply_accepted:
                return
        was_missed = deadline.is_missed
        super().miss(key, act, law)
        if deadline.is_missed and not was_missed:
            for step in deadline.set.stops:
                self.begin_without(step, act, law)

    @classmethod
    def take_over(cls, id: UUID, registered: ComplaintRegistered, law: Law) -> Self:
        """导入: a case of another system. Its handling is clocked from the day it was submitted."""
        complaint = cls(id)
        complaint.record(registered)
        act = registered.act
        began = (
            *law.deadlines_from("registered", act.occurred_at, complaint.facts),
            *law.deadlines_from("dispatched", act.occurred_at, complaint.facts),
        )
        kept = [new for new in began if new.limit.name == "handle" or new.limit.clock == "citizen"]
        complaint.start(kept, act, breaches=False)
        return complaint

    def import_reply(self, imported: ComplaintReplyImported) -> None:
        """导入: an official reply with its own time; meets or passes the deadline, never a finding."""
        self.record(imported)
        for deadline in self.deadlines.unfinished():
            if {"reply_accepted", "citizen_told"} & set(deadline.set.stops):
                self.settle_imported(deadline, imported.replied_at, imported.act)

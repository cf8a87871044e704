"""Use cases after the close: follow-up, a doubted rating, the archive."""

from __future__ import annotations

from uuid import UUID

from application.calls import Call, Outcome
from application.commands import followup as c
from application.complaints.desk import AtTheDesk
from application.desk import Now
from domain.aggregates.complaint import Complaint
from domain.events.complaint import ComplaintFollowedUp


class FollowUp(AtTheDesk):
    """回访: after the close."""

    def follow_up(self, id: UUID, command: c.FollowUpComplaint, call: Call) -> Outcome:
        """回访."""

        def decide(it: Complaint, now: Now) -> None:
            followed_up = ComplaintFollowedUp(
                way=command.way,
                rating=command.rating,
                round=it.follow_ups + 1,
                note=now.keep("note", command.note),
                act=now.act,
            )
            it.follow_up(followed_up, now.law)

        return self._change(id, "follow_up", command, call, decide)

    def verify_rating(self, id: UUID, command: c.VerifyRating, call: Call) -> Outcome:
        """差评核实."""

        def decide(it: Complaint, now: Now) -> None:
            it.verify_rating(
                reasonable=command.reasonable,
                unit_at_fault=command.unit_at_fault,
                ground=command.ground,
                defects=command.defects,
                note=now.keep("note", command.note),
                act=now.act,
                law=now.law,
            )

        return self._change(id, "verify_rating", command, call, decide)

    def archive(self, id: UUID, command: c.ArchiveComplaint, call: Call) -> Outcome:
        """归档."""
        return self._change(id, "archive", command, call, lambda it, now: it.archive(command.items, now.act, now.law))

"""Follow-up: asked, a bad rating examined, reworked or explained, archived."""

from __future__ import annotations

from domain.aggregates.complaint.handling import Handling
from domain.errors import Refused
from domain.events.complaint import (
    ComplaintArchived,
    ComplaintFollowedUp,
    ComplaintRatingVerified,
)
from domain.regulations.answers import FollowUp as FollowUpRule
from domain.rules.law import Law
from domain.values import Act, Handle


class FollowUpUnknown(Refused):
    """The way of asking, the rating, or the ground is not one the edition names."""

    code = "follow_up.unknown"


class FollowedUpEnough(Refused):
    """The edition's rounds of follow-up are used up."""

    code = "follow_up.rounds_used_up"


class ArchiveItemUnknown(Refused):
    """A paper that the edition's archive list does not name, or an empty file."""

    code = "archive.item_unknown"


class FollowUp(Handling):
    """From closure to archive."""

    def follow_up(self, followed_up: ComplaintFollowedUp, law: Law) -> None:
        """回访: ask; a second bad rating is established as a finding."""
        rule = _rule(law)
        self.require_status("followed up", "closed", basis=law.cite(rule.clause))
        ways = [way.code for way in rule.ways]
        if followed_up.way not in ways:
            raise FollowUpUnknown(
                f"no way of follow-up {followed_up.way!r}",
                remedy=f"use one of: {', '.join(ways)}",
                basis=law.cite(rule.clause),
            )
        if self.follow_ups >= rule.rounds:
            raise FollowedUpEnough(
                f"followed up {self.follow_ups} times already",
                remedy="archive it",
                basis=law.cite(rule.clause),
            )
        bad_before = self.bad_ratings
        self.step(followed_up, "followed_up", law)
        if followed_up.rating == "bad" and bad_before:
            self.find(rule.unsatisfied_twice_finding, law, followed_up.act, unit=self.unit)

    def verify_rating(
        self,
        *,
        reasonable: bool,
        unit_at_fault: bool,
        ground: str | None,
        defects: tuple[str, ...],
        note: Handle | None,
        act: Act,
        law: Law,
    ) -> None:
        """差评核实: send it back for rework, or explain why nothing more can be done."""
        rule = _rule(law)
        basis = law.cite(rule.verify_clause)
        self.require_status("verified", "verifying", basis=basis)
        grounds = [named.code for named in rule.bad_without_rework]
        if not reasonable and ground not in grounds:
            raise FollowUpUnknown(
                f"{ground!r} is no ground to leave a bad rating without rework",
                remedy=f"use one of: {', '.join(grounds)}; otherwise send it back",
                basis=basis,
            )
        verified = ComplaintRatingVerified(
            reasonable=reasonable, unit_at_fault=unit_at_fault, ground=ground, note=note, basis=basis, act=act
        )
        self.step(verified, "rating_verified", law)
        if reasonable:
            if self.bad_ratings == 1 and rule.unsatisfied_finding:
                self.find(rule.unsatisfied_finding, law, act, unit=self.unit)
            self.record_send_back("bad_rating", defects, note, act, law)
            self.start(law.deadlines_from("rating_verified", act.occurred_at, self.facts), act, unit=self.unit)

    def archive(self, items: tuple[str, ...], act: Act, law: Law) -> None:
        """归档: file it with its papers, once it has been followed up."""
        archive = law.edition.archive
        basis = law.cite(archive.clause) if archive else None
        self.require_status("archived", "followed_up", basis=basis)
        known = [item.code for item in archive.items] if archive else []
        if archive is not None and (not items or any(item not in known for item in items)):
            raise ArchiveItemUnknown(
                f"cannot file {', '.join(items) or 'nothing'}",
                remedy=f"name some of: {', '.join(known)}",
                basis=basis,
            )
        self.step(ComplaintArchived(items=items, basis=basis, act=act), "archived", law)
        self.lapse("closed", act)


def _rule(law: Law) -> FollowUpRule:
    if law.edition.follow_up is None:
        raise FollowUpUnknown(f"{law.edition.id} knows no follow-up", remedy="close it; nothing more is asked here")
    return law.edition.follow_up

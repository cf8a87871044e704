"""Follow-up: asked, a bad rating examined, reworked or explained, archived."""

from __future__ import annotations

from typing import Literal

from domain.aggregates.complaint.casework import explain_clause
from domain.aggregates.complaint.handling import CitizenNotTold, Handling
from domain.aggregates.complaint.state import ENDED
from domain.errors import Refused
from domain.events.casework import ComplaintProcedureStarted, ComplaintUnitFollowedUp
from domain.events.complaint import (
    ComplaintArchived,
    ComplaintFollowedUp,
    ComplaintRatingVerified,
)
from domain.regulations.answers import Archive as ArchiveRule
from domain.regulations.answers import FollowUp as FollowUpRule
from domain.rules.law import Law
from domain.rules.requirements import StepNotForeseen, require
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


class NotTheAsker(Refused):
    """Somebody else asks for the office where a case came through this channel."""

    code = "follow_up.not_the_asker"


class UnitFollowsUpFirst(Refused):
    """The unit tells and asks first; the office asks after it."""

    code = "follow_up.unit_first"


class FollowUp(Handling):
    """From closure to archive."""

    def follow_up(self, followed_up: ComplaintFollowedUp, law: Law) -> None:
        """回访: ask; a second bad rating is established as a finding."""
        rule = _rule(law)
        self.require_status("followed up", "closed", basis=law.cite(rule.clause))
        ways = [way.code for way in rule.ways]
        self._require_asker(rule, followed_up, law)
        if followed_up.way not in ways:
            raise FollowUpUnknown(
                f"no way of follow-up {followed_up.way!r}",
                remedy=f"use one of: {', '.join(ways)}",
                basis=law.cite(rule.clause),
            )
        ratings = [rating.code for rating in rule.ratings]
        if followed_up.rating not in ratings:
            raise FollowUpUnknown(
                f"no rating {followed_up.rating!r}",
                remedy=f"use one of: {', '.join(ratings)}",
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
        if followed_up.rating == "bad" and bad_before and rule.unsatisfied_twice_finding:
            self.find(rule.unsatisfied_twice_finding, law, followed_up.act, unit=self.unit)

    def _require_asker(self, rule: FollowUpRule, followed_up: ComplaintFollowedUp, law: Law) -> None:
        """Refuse whoever does not ask about cases of this channel, or asks before the unit did."""
        named = [asker for asker in rule.askers if self.channel in asker.channels]
        asker = next(iter([*named, *(asker for asker in rule.askers if not asker.channels)]), None)
        if asker is not None and followed_up.act.role != asker.role:
            raise NotTheAsker(
                f"{followed_up.act.role} does not follow up a case from {self.channel}",
                remedy=f"this is for {asker.role}",
                basis=law.cite(asker.clause),
            )
        if rule.by_unit is not None and "unit_followed_up" not in self.taken:
            raise UnitFollowsUpFirst(
                "the unit has not asked yet",
                remedy="let the unit tell the applicant and ask (unit-follow-up) first",
                basis=law.cite(rule.by_unit.clause),
            )

    def unit_follow_up(
        self, way: str, rating: Literal["good", "understood", "bad"], note: Handle | None, act: Act, law: Law
    ) -> None:
        """单位回访: ask first itself. A bad rating sends it back so often; after that somebody decides."""
        rule = law.edition.follow_up.by_unit if law.edition.follow_up else None
        if rule is None:
            raise StepNotForeseen(f"{law.edition.id} asks through the office only", remedy="wait for its follow-up")
        basis = law.cite(rule.clause)
        self.require_status("followed up by the unit", "closed", basis=basis)
        self.require_holder(act)
        if not self.was_told:
            raise CitizenNotTold(
                "the citizen has not been told", remedy="tell the citizen (tell-citizen), then ask", basis=basis
            )
        if "unit_followed_up" in self.taken:
            raise FollowedUpEnough("the unit has asked already", remedy="let the office ask", basis=basis)
        reworked = self.unit_reworks >= rule.reworks
        leads_to: Literal["on", "rework", "decision"] = (
            "on" if rating != "bad" else "decision" if reworked else "rework"
        )
        asked = ComplaintUnitFollowedUp(way=way, rating=rating, leads_to=leads_to, note=note, basis=basis, act=act)
        self.step(asked, "unit_followed_up", law)

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
        """差评核实: send it back for rework as often as the text has it, or explain why nothing more can be done."""
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
            reasonable=reasonable,
            unit_at_fault=unit_at_fault,
            awaits_follow_up="followed_up" not in self.taken,
            ground=ground,
            note=note,
            basis=basis,
            act=act,
        )
        self.step(verified, "rating_verified", law)
        if reasonable:
            if self.bad_ratings == 1 and rule.unsatisfied_finding:
                self.find(rule.unsatisfied_finding, law, act, unit=self.unit)
            if rule.reworks is None or self.reworks < rule.reworks:
                self.record_send_back("bad_rating", defects, note, act, law)
            self.begin("rating_verified", act, law)

    def start_procedure(self, started: ComplaintProcedureStarted) -> None:
        """启动攻坚程序: while the bad rating stands (`rules.casework.check_procedure`)."""
        self.require_status("met with a procedure", "verifying", basis=started.basis)
        self.record(started)

    def archive(self, items: tuple[str, ...], act: Act, law: Law) -> None:
        """归档: file it with its papers, once it has been followed up, or as often as it may be."""
        archive = law.edition.archive
        basis = law.cite(archive.clause) if archive else None
        if archive is not None and self.status not in ENDED:
            self._check_course_to_the_end(archive, law)
        self.require_status("archived", *self._asked_enough(law), basis=basis)
        known = [item.code for item in archive.items] if archive else []
        if archive is not None and (not items or any(item not in known for item in items)):
            raise ArchiveItemUnknown(
                f"cannot file {', '.join(items) or 'nothing'}",
                remedy=f"name some of: {', '.join(known)}",
                basis=basis,
            )
        if archive is not None and archive.requires_clause:
            require("the file", archive.requires, items, law.cite(archive.requires_clause))
        self.step(ComplaintArchived(items=items, basis=basis, act=act), "archived", law)
        self.lapse("closed", act)

    def _asked_enough(self, law: Law) -> tuple[str, ...]:
        """From where it may be filed: as soon as it is closed where nobody asks, or nobody asks once more."""
        rule = law.edition.follow_up
        asks = rule is not None and self.follow_ups < rule.rounds
        return ("followed_up",) if asks else ("followed_up", "closed")

    def _check_course_to_the_end(self, archive: ArchiveRule, law: Law) -> None:
        """Refuse while something the edition wants to see is missing, or a miss is not explained."""
        for guard in archive.guards:
            done = [name for name, step in guard.needs.items() if step in self.taken]
            require("the case", guard.needs, done, law.cite(guard.clause))
        for deadline in self.deadlines.by_key.values():
            clause = explain_clause(law, deadline)
            if deadline.is_missed and clause and not deadline.is_explained:
                require("the case", (f"reason_for_{deadline.set.key}",), (), law.cite(clause))


def _rule(law: Law) -> FollowUpRule:
    if law.edition.follow_up is None:
        raise FollowUpUnknown(f"{law.edition.id} knows no follow-up", remedy="close it; nothing more is asked here")
    return law.edition.follow_up

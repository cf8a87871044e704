"""Use cases of an erasure: the fact first, then key and rows; whatever interrupts the deletion, it is finished."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID, uuid5

from application.calls import Call, Outcome
from application.commands import erasure as c
from application.commands.base import Command
from application.desk import Desk, Now, officers_of
from application.outbox import NO_POST, Post
from application.ports import OpenMatters
from domain.aggregates.base import Aggregate
from domain.aggregates.complaint import Complaint
from domain.aggregates.erasure import Erasure, erasure_stream
from domain.aggregates.organisation import Authority, authority_stream
from domain.errors import NotFound, VersionConflict
from domain.events import erasure as facts
from domain.events.complaint import ComplaintMaterialAdded, ComplaintRegistered
from domain.rules.erasure import PERSONAL, RECORDING, require_long_enough, require_over, require_time_over
from domain.rules.law import Law
from domain.rules.retention import kind_of
from domain.values import SYSTEM, Act, AuthorityId, Citation, FileHandle

IDENTITY = ("complainant", "contact", "address")
"""What a registration holds of who complained."""
SHORTEST = 2
"""Characters of what is looked for in officers' texts: a single one stands everywhere."""
OF_THE_PERSON = frozenset({"citizen", "intake_clerk"})
"""Roles whose files lie under the person's own key."""


def erasure_of(desk: Desk, case: UUID) -> Erasure:
    """The erasure of a case, before its first fact where there is none yet."""
    try:
        return desk.store.get(Erasure, erasure_stream(case))
    except NotFound:
        return Erasure.about(case)


@dataclass(frozen=True)
class Erasures:
    """删除个人信息: proposed by one, decided by another, behind the gate of what must be kept."""

    desk: Desk
    matters: OpenMatters
    post: Post = NO_POST

    def propose_erasure(self, case: UUID, command: c.ProposeErasure, call: Call) -> Outcome:
        """拟删除: already now only where it could be decided, so that nobody waits for what cannot come."""

        def decide(it: Erasure, complaint: Complaint, now: Now) -> None:
            basis = self._require_erasable(complaint, now)
            reason = now.text("reason", command.reason)
            it.propose(
                facts.ErasureProposed(ground=command.erase_because, reason=reason, case=case, basis=basis, act=now.act)
            )

        return self._on_case(case, "propose", command, call, decide)

    def decline_erasure(self, case: UUID, command: c.DeclineErasure, call: Call) -> Outcome:
        """不予删除."""

        def decide(it: Erasure, complaint: Complaint, now: Now) -> None:
            del complaint
            it.decline(facts.ErasureDeclined(reason=now.text("reason", command.reason), act=now.act))

        return self._on_case(case, "decline", command, call, decide)

    def confirm_erasure(self, case: UUID, command: c.ConfirmErasure, call: Call) -> Outcome:
        """决定删除: on record first, then gone; repeated, it is gone already."""

        def decide(it: Erasure, complaint: Complaint, now: Now) -> None:
            basis = self._require_erasable(complaint, now)
            confirmed = facts.ErasureConfirmed(
                ground=it.proposed.ground if it.proposed else "requested",
                texts=self._said_by_officers(case),
                files=tuple(self._files(complaint)),
                basis=basis,
                act=now.act,
            )
            it.confirm(confirmed)

        outcome = self._on_case(case, "confirm", command, call, decide)
        if outcome.position:
            self.carry_out(case)
        return outcome

    def carry_out(self, case: UUID) -> None:
        """Delete what a decided erasure names, and record that it is done. Doing it again changes nothing."""
        it = erasure_of(self.desk, case)
        if it.status != "confirmed" or it.confirmed is None:
            return
        self.desk.texts.erase(case)
        self.desk.texts.erase_texts(it.confirmed.texts)
        self.desk.texts.erase_files(it.confirmed.files)
        self.post.forget(case)
        it.carried_out(Act(actor=SYSTEM, role="system", occurred_at=self.desk.clock.now()))
        try:
            self.desk.store.save(it, command_id=uuid5(it.id, "carried_out"))
        except VersionConflict:
            return  # somebody else finished it at this moment

    def hold_erasure(self, case: UUID, command: c.HoldErasure, call: Call) -> Outcome:
        """暂缓删除."""

        def decide(it: Erasure, complaint: Complaint, now: Now) -> None:
            del complaint
            it.hold(facts.ErasureHeld(ground=command.hold_for, document=command.document, case=case, act=now.act))

        return self._on_case(case, "hold", command, call, decide)

    def release_erasure(self, case: UUID, command: c.ReleaseErasure, call: Call) -> Outcome:
        """解除暂缓."""

        def decide(it: Erasure, complaint: Complaint, now: Now) -> None:
            del complaint
            it.release(facts.ErasureReleased(reason=now.text("reason", command.reason), act=now.act))

        return self._on_case(case, "release", command, call, decide)

    def set_retention(self, authority: str, command: c.SetRetention, call: Call) -> Outcome:
        """设定保存期: an office's own setting, with author and reason."""
        id = authority_stream(AuthorityId(authority))

        def tell(it: Authority) -> None:
            require_long_enough(command.kind, command.months)
            act = self.desk.act(call, command, id)
            reason = self.desk.texts.keep(officers_of(id), "reason", command.reason, seed=f"{call.command_id}:reason")
            it.set_retention(facts.RetentionSet(kind=command.kind, months=command.months, reason=reason, act=act))

        return self.desk.change(Authority, id, "authorities.set_retention", call, command, tell)

    # -- how -------------------------------------------------------------------------------------------

    def _require_erasable(self, complaint: Complaint, now: Now) -> Citation | None:
        """The gate: everything is over, and nothing must be kept any longer."""
        require_over(complaint.status, self.matters.open_about(complaint.id))
        last = max((fact.occurred_at for _, fact in self.desk.store.stream(complaint.id)), default=now.act.told_at)
        over_since = complaint.closed_at or last
        by_office = self.desk.store.get(Authority, authority_stream(complaint.authority)).retention
        recorded = [
            (kind_of(attached) if kind_of(attached) == RECORDING else PERSONAL, added_at)
            for attached, added_at in complaint.material.values()
        ]
        return require_time_over(now.law, by_office, [(PERSONAL, over_since), *recorded], over_since, now.act.told_at)

    def _said_by_officers(self, case: UUID) -> tuple[str, ...]:
        """Handles of officers' texts that hold the name, the number or the address."""
        asked = self.desk.store.opening(case)
        handles = {getattr(asked, name) for name in IDENTITY if isinstance(asked, ComplaintRegistered)} - {None}
        known = {text.strip() for text in self.desk.texts.read_many(handles).values()}
        known = {text for text in known if len(text) >= SHORTEST}
        return tuple(sorted(self.desk.texts.naming(officers_of(case), known))) if known else ()

    def _files(self, complaint: Complaint) -> list[FileHandle]:
        """What the person added, and recordings: a voice says who speaks."""
        added = [
            (attached, fact.act.role)
            for _, fact in self.desk.store.stream(complaint.id)
            if isinstance(fact, ComplaintMaterialAdded)
            for attached in fact.files
        ]
        gone = [each.file for each, role in added if role in OF_THE_PERSON or kind_of(each) == RECORDING]
        return [file for file in dict.fromkeys(gone) if file in complaint.material]

    def _on_case(
        self,
        case: UUID,
        verb: str,
        command: Command,
        call: Call,
        decide: Callable[[Erasure, Complaint, Now], None],
    ) -> Outcome:
        desk = self.desk

        def touched() -> tuple[Aggregate, ...]:
            complaint, erasure = desk.store.get(Complaint, case), erasure_of(desk, case)
            act = desk.act(call, command, case)
            law: Law = desk.law_of(complaint, complaint.authority, act.told_at)
            decide(erasure, complaint, Now(act, law, desk.texts, case, call.command_id))
            return (erasure,)

        return desk.perform(f"erasures.{verb}", call, command, touched, {"case": str(case)})

"""Use cases of an erasure: the fact first, then key and rows; whatever interrupts the deletion, it is finished."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID, uuid5

from application.attachments import OF_THE_APPLICANT
from application.beside_case import change_beside_case
from application.calls import Call, Outcome
from application.commands import erasure as c
from application.commands.base import Command
from application.desk import Desk, Now, officers_of
from application.outbox import Post
from application.ports import OpenMatters
from application.publications import IDENTITY
from application.store import Store
from domain.aggregates.complaint import Complaint
from domain.aggregates.erasure import Erasure, erasure_stream
from domain.errors import NotFound, VersionConflict
from domain.events import erasure as facts
from domain.events.complaint import ComplaintMaterialAdded
from domain.rules.erasure import PERSONAL, require_over, require_time_over
from domain.rules.retention import RECORDING, kind_of
from domain.values import SYSTEM, Act, Citation, FileHandle

SHORTEST = 2
"""Characters of what is looked for in officers' texts: a single one stands everywhere."""


def erasure_of(store: Store, case: UUID) -> Erasure:
    """The erasure of a case, before its first fact where there is none yet."""
    try:
        return store.get(Erasure, erasure_stream(case))
    except NotFound:
        return Erasure.about(case)


def carry_out(desk: Desk, post: Post, case: UUID) -> None:
    """Delete what a decided erasure names, and record that it is done. Doing it again changes nothing.

    The vault is first, so that no message can be written to the person any more while those kept are dropped.
    """
    it = erasure_of(desk.store, case)
    if it.status != "confirmed" or it.confirmed is None:
        return
    desk.texts.erase(case)
    desk.texts.erase_texts(it.confirmed.texts)
    desk.texts.erase_files(it.confirmed.files)
    messages = post.sms.forget(case) if post.sms else 0
    it.carry_out(messages, Act(actor=SYSTEM, role="system", occurred_at=desk.clock.now()))
    try:
        desk.store.save(it, command_id=uuid5(it.id, "carried_out"))
    except VersionConflict:
        return  # somebody else finished it at this moment


@dataclass(frozen=True)
class Erasures:
    """删除个人信息: proposed by one, decided by another, behind the gate of what must be kept."""

    desk: Desk
    matters: OpenMatters
    post: Post

    def propose_erasure(self, case: UUID, command: c.ProposeErasure, call: Call) -> Outcome:
        """拟删除: only where it could be decided now, so that nobody waits for what cannot come."""

        def decide(it: Erasure, complaint: Complaint, now: Now) -> None:
            it.require_proposable()
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

        return self._on_case(case, "decide", command, call, decide)

    def confirm_erasure(self, case: UUID, command: c.ConfirmErasure, call: Call) -> Outcome:
        """决定删除: on record first, then gone; repeated, it is gone already."""

        def decide(it: Erasure, complaint: Complaint, now: Now) -> None:
            proposed = it.require_confirmable(now.act)
            basis = self._require_erasable(complaint, now)
            confirmed = facts.ErasureConfirmed(
                ground=proposed.ground,
                texts=self._naming_the_person(case),
                files=self._files(complaint),
                basis=basis,
                act=now.act,
            )
            it.confirm(confirmed)

        outcome = self._on_case(case, "decide", command, call, decide)
        if outcome.position:
            carry_out(self.desk, self.post, case)
        return outcome

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

        return self._on_case(case, "hold", command, call, decide)

    # -- how -------------------------------------------------------------------------------------------

    def _require_erasable(self, complaint: Complaint, now: Now) -> Citation | None:
        """The gate: everything is over, and nothing must be kept any longer."""
        require_over(complaint.status, lambda: self.matters.open_about(complaint.id))
        last = max((fact.occurred_at for _, fact in self.desk.store.stream(complaint.id)), default=now.act.told_at)
        over_since = complaint.closed_at or last
        recorded = [
            (RECORDING if kind_of(attached) == RECORDING else PERSONAL, added_at)
            for attached, added_at in complaint.material.values()
        ]
        return require_time_over(now.law, [*recorded, (PERSONAL, over_since)], over_since, now.act.told_at)

    def _naming_the_person(self, case: UUID) -> tuple[str, ...]:
        """Handles of officers' texts that hold the name, the number or the address."""
        asked = self.desk.store.opening(case)
        handles = {getattr(asked, name) for name in IDENTITY if getattr(asked, name, None)}
        known = {text.strip() for text in self.desk.texts.read_many(handles, person=case).values()}
        known = {text for text in known if len(text) >= SHORTEST}
        return tuple(sorted(self.desk.texts.naming(officers_of(case), known))) if known else ()

    def _files(self, complaint: Complaint) -> tuple[FileHandle, ...]:
        """What the person handed in, and recordings: a voice says who speaks."""
        added = (fact for _, fact in self.desk.store.stream(complaint.id) if isinstance(fact, ComplaintMaterialAdded))
        gone = (
            each.file
            for fact in added
            for each in fact.files
            if fact.act.role in OF_THE_APPLICANT or kind_of(each) == RECORDING
        )
        return tuple(file for file in dict.fromkeys(gone) if file in complaint.material)

    def _on_case(
        self,
        case: UUID,
        verb: str,
        command: Command,
        call: Call,
        decide: Callable[[Erasure, Complaint, Now], None],
    ) -> Outcome:
        return change_beside_case(self.desk, case, f"erasures.{verb}", call, command, erasure_of, decide)

"""Taking over history: original times kept and marked, deadlines set and met, never a miss or a finding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from application.access import require_role
from application.calls import Call, Outcome
from application.complaints import case_number
from application.desk import Desk, Now
from domain.aggregates.complaint import Complaint
from domain.events.complaint import ComplaintRegistered, ComplaintReplyImported
from domain.values import BEIJING, Act, AuthorityId

IMPORTS_NAMESPACE = UUID("c8f0a1de-4c0a-5b75-9f5b-0a1f5f1a7d10")


@dataclass(frozen=True)
class ImportedCase:
    """One case of another system, read and checked."""

    source_id: str
    row_key: str
    """Digest of the row: the same row imported again is the same command."""
    kind: str
    channel: str
    title: str
    content: str
    submitted_at: datetime
    replied_at: datetime | None = None
    reply: str | None = None
    name: str | None = None
    contact: str | None = None
    address: str | None = None


@dataclass(frozen=True)
class Imports:
    """导入."""

    desk: Desk

    def take_over(self, case: ImportedCase, authority: AuthorityId, call: Call, *, hypothetical: bool) -> Outcome:
        """One imported case, with its reply if it has one; `repeated` if it was taken over before.

        A case older than the authority's edition is refused unless `hypothetical`.
        """
        require_role(call.role, "imports.run")
        command_id = uuid5(IMPORTS_NAMESPACE, f"{authority}:{case.row_key}")
        id = uuid5(command_id, "complaint")
        earlier = self.desk.store.find_command(command_id, b"")
        if earlier is not None:
            return Outcome(id, 0, earlier.position, repeated=True)
        act = Act(
            actor=call.actor,
            role=call.role,
            occurred_at=case.submitted_at,
            entered_at=self.desk.clock.now(),
            ground="import",
            imported=True,
        )
        law = self.desk.law_for(authority, case.submitted_at, hypothetical=hypothetical)
        now = Now(act, law, self.desk.texts, id, command_id)
        registered = ComplaintRegistered(
            number=case_number(id, case.submitted_at),
            authority=authority,
            kind=case.kind,
            channel=case.channel,
            title=now.text("title", case.title),
            content=now.text("content", case.content),
            complainant=now.keep("name", case.name),
            contact=now.keep("contact", case.contact),
            address=now.keep("address", case.address),
            source_id=case.source_id,
            hypothetical=case.submitted_at.astimezone(BEIJING).date() < law.edition.effective_from,
            act=act,
        )
        complaint = Complaint.take_over(id, registered, law)
        if case.replied_at is not None:
            replied = Act(
                actor=call.actor,
                role=call.role,
                occurred_at=case.replied_at,
                entered_at=self.desk.clock.now(),
                ground="import",
                imported=True,
            )
            reply = now.text("reply", case.reply or "")
            complaint.import_reply(ComplaintReplyImported(reply=reply, replied_at=case.replied_at, act=replied))
        saved = self.desk.store.save(complaint, command_id=command_id)
        return Outcome(id, complaint.version, saved.position, repeated=saved.repeated)

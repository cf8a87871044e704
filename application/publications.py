"""Use cases of a publication: the machine masks, a person confirms, the office keeps back and takes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid5

from application.beside_case import change_beside_case
from application.calls import Call, Outcome
from application.commands import publication as c
from application.commands.base import Command
from application.desk import Desk, Now
from application.store import Store
from domain.aggregates.complaint import Complaint
from domain.aggregates.publication import Publication
from domain.errors import NotFound
from domain.events.complaint import ComplaintRegistered
from domain.events.publication import PublicationConfirmed, PublicationDrafted
from domain.rules.masking import masked
from domain.rules.publication import NotMasked, publication_of, require_public
from domain.rules.requirements import present, require
from domain.values import Handle

IDENTITY = ("complainant", "contact", "address")
"""What a registration holds of who complained."""


def publication_of_case(store: Store, case: UUID) -> Publication:
    """The publication of a case, before its first fact where there is none yet."""
    id = uuid5(case, "publication")
    try:
        return store.get(Publication, id)
    except NotFound:
        return Publication.about(id, case)


@dataclass(frozen=True)
class Publications:
    """公开: a case has one, under the edition in force."""

    desk: Desk

    def draft_publication(self, case: UUID, command: c.DraftPublication, call: Call) -> Outcome:
        """拟公开: what is masked is on record; the words lie in the vault."""

        def decide(it: Publication, complaint: Complaint, now: Now) -> None:
            rules = require_public(now.law, complaint.kind, complaint.status)
            basis = now.law.cite(rules.mask_clause)
            require("a publication", ("reply",), present(reply=complaint.reply), basis)
            said = {name: masked(text, rules.masks, self._known(case)) for name, text in self._said(complaint).items()}
            kept = {name: now.text(f"published_{name}", each.text) for name, each in said.items()}
            drafted = PublicationDrafted(
                title=kept["title"],
                question=kept["question"],
                reply=kept["reply"],
                masked=tuple(mask for mask in rules.masks if any(mask in each.found for each in said.values())),
                case=case,
                basis=basis,
                act=now.act,
            )
            it.propose(drafted, complaint.kind, complaint.status, now.law)

        return self._on_case(case, "draft", command, call, decide)

    def confirm_publication(self, case: UUID, command: c.ConfirmPublication, call: Call) -> Outcome:
        """公开: refused while anything that identifies people still stands in it."""

        def decide(it: Publication, complaint: Complaint, now: Now) -> None:
            rules = publication_of(now.law)
            said = {
                "title": command.published_title,
                "question": command.published_question,
                "reply": command.published_reply,
            }
            still = {mask for text in said.values() for mask in masked(text, rules.masks, self._known(case)).found}
            if still:
                raise NotMasked(tuple(mask for mask in rules.masks if mask in still), now.law)
            kept = {name: now.text(f"published_{name}", text) for name, text in said.items()}
            confirmed = PublicationConfirmed(
                title=kept["title"],
                question=kept["question"],
                reply=kept["reply"],
                kind=complaint.kind,
                places=tuple(place.code for place in rules.places),
                unit=complaint.unit,
                case=case,
                basis=now.law.cite(rules.clause),
                act=now.act,
            )
            it.confirm(confirmed, complaint.status, now.law)

        return self._on_case(case, "confirm", command, call, decide)

    def request_withholding(self, case: UUID, command: c.RequestWithholding, call: Call) -> Outcome:
        """申请不公开."""

        def decide(it: Publication, complaint: Complaint, now: Now) -> None:
            complaint.require_holder(now.act)
            it.request_withholding(now.text("reason", command.reason), now.act, now.law)

        return self._on_case(case, "request_withholding", command, call, decide)

    def rule_on_withholding(self, case: UUID, command: c.RuleOnWithholding, call: Call) -> Outcome:
        """审核不公开."""

        def decide(it: Publication, complaint: Complaint, now: Now) -> None:
            del complaint
            it.rule_on_withholding(now.text("reason", command.reason), now.act, now.law, granted=command.granted)

        return self._on_case(case, "rule_on_withholding", command, call, decide)

    def retract_publication(self, case: UUID, command: c.RetractPublication, call: Call) -> Outcome:
        """撤回公开."""

        def decide(it: Publication, complaint: Complaint, now: Now) -> None:
            del complaint
            it.retract(now.text("reason", command.reason), now.act, now.law)

        return self._on_case(case, "retract", command, call, decide)

    def drafted(self, case: UUID) -> Mapping[str, str]:
        """The masked words that wait to be confirmed, by the field they are confirmed in."""
        draft = publication_of_case(self.desk.store, case).draft
        if draft is None:
            return {}
        named = {"published_title": draft.title, "published_question": draft.question, "published_reply": draft.reply}
        texts = self.desk.texts.read_many(set(named.values()))
        return {name: texts[handle] for name, handle in named.items() if handle in texts}

    # -- how -------------------------------------------------------------------------------------------

    def _said(self, complaint: Complaint) -> dict[str, str]:
        """The question and its answer as they lie in the vault; empty where a text was erased."""
        asked = self.desk.store.opening(complaint.id)
        assert isinstance(asked, ComplaintRegistered)  # noqa: S101  (a case begins with its registration)
        reply = complaint.reply.reply if complaint.reply else None
        handles = {"title": asked.title, "question": asked.content, "reply": reply}
        texts = self.desk.texts.read_many({handle for handle in handles.values() if handle})
        return {name: texts.get(handle, "") if handle else "" for name, handle in handles.items()}

    def _known(self, case: UUID) -> dict[str, str]:
        """Who complained, to be found wherever it was written; it goes no further."""
        asked = self.desk.store.opening(case)
        handles: dict[str, Handle] = {name: getattr(asked, name) for name in IDENTITY if getattr(asked, name, None)}
        texts = self.desk.texts.read_many(set(handles.values()), person=case)
        return {name: texts[handle] for name, handle in handles.items() if handle in texts}

    def _on_case(
        self,
        case: UUID,
        verb: str,
        command: Command,
        call: Call,
        decide: Callable[[Publication, Complaint, Now], None],
    ) -> Outcome:
        return change_beside_case(self.desk, case, f"publications.{verb}", call, command, publication_of_case, decide)

"""Every command by its name: the model that asks for it, the use case that does it, what it acts on.

The API, the scenarios and the command line all read this one table, so a verb means the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from application import commands as c
from application.calls import Call, Outcome
from application.house import House

Target = Literal["none", "complaint", "escalation", "authority", "unit"]


@dataclass(frozen=True)
class Verb:
    """One command. `do` takes the house, the target's id or code (None where it creates), model and call."""

    name: str
    """`dispatch`: the same in the URL, the use case and the aggregate."""
    resource: str
    """`complaints`: where its URL lives."""
    target: Target
    command: type[c.Command]
    do: Callable[[House, Any, Any, Call], Outcome]

    @property
    def path(self) -> str:
        """Its URL below /api."""
        if self.target == "none":
            return f"/{self.resource}"
        return f"/{self.resource}/{{id}}/{self.name.replace('_', '-')}"

    def call(self, house: House, target: UUID | str | None, command: c.Command, call: Call) -> Outcome:
        """Do it."""
        return self.do(house, target, command, call)


def _complaint(name: str, command: type[c.Command], use_case: str = "complaints") -> Verb:
    def do(house: House, target: UUID, body: c.Command, call: Call) -> Outcome:
        outcome: Outcome = getattr(getattr(house, use_case), name)(target, body, call)
        return outcome

    return Verb(name, "complaints", "complaint", command, do)


def _finding(name: str, command: type[c.Command]) -> Verb:
    def do(house: House, target: UUID, body: c.Command, call: Call) -> Outcome:
        outcome: Outcome = getattr(house.findings, name)(target, body, call)
        return outcome

    return Verb(f"{name}_finding", "complaints", "complaint", command, do)


def _escalation(name: str, command: type[c.Command], method: str | None = None) -> Verb:
    def do(house: House, target: UUID, body: c.Command, call: Call) -> Outcome:
        outcome: Outcome = getattr(house.escalations, method or name)(target, body, call)
        return outcome

    return Verb(name, "escalations", "escalation", command, do)


VERBS: tuple[Verb, ...] = (
    Verb(
        "register", "complaints", "none", c.RegisterComplaint, lambda h, _, b, k: h.complaints.register(b, k)
    ),
    _complaint("accept", c.AcceptComplaint),
    _complaint("refuse", c.RefuseComplaint),
    _complaint("check_truth", c.CheckTruth),
    _complaint("contact", c.ContactComplainant),
    _complaint("answer_directly", c.AnswerDirectly),
    _complaint("transfer", c.TransferComplaint),
    _complaint("reclassify", c.ReclassifyComplaint),
    _complaint("dispatch", c.DispatchComplaint),
    _complaint("sign", c.SignComplaint),
    _complaint("accept_assignment", c.AcceptAssignment),
    _complaint("request_return", c.RequestReturn),
    _complaint("rule_on_return", c.RuleOnReturn),
    _complaint("handle", c.HandleComplaint),
    _complaint("request_extension", c.RequestExtension, "extensions"),
    _complaint("rule_on_extension", c.RuleOnExtension, "extensions"),
    _complaint("submit_reply", c.SubmitReply),
    _complaint("send_back", c.SendBackReply),
    _complaint("accept_reply", c.AcceptReply),
    _complaint("tell_citizen", c.TellCitizen),
    _complaint("close", c.CloseComplaint),
    _complaint("follow_up", c.FollowUpComplaint),
    _complaint("verify_rating", c.VerifyRating),
    _complaint("archive", c.ArchiveComplaint),
    _finding("contest", c.ContestFinding),
    _finding("uphold", c.UpholdFinding),
    _finding("overturn", c.OverturnFinding),
    Verb("propose", "escalations", "none", c.ProposeNo, lambda h, _, b, k: h.escalations.propose(b, k)),
    _escalation("raise", c.RaiseEscalation, "raise_"),
    _escalation("find_can_do", c.FindCanDo),
    _escalation("decide_final_no", c.DecideFinalNo),
    _escalation("feed_back", c.FeedBack),
    Verb(
        "establish_authority",
        "authorities",
        "none",
        c.EstablishAuthority,
        lambda h, _, b, k: h.organisation.establish_authority(b, k),
    ),
    Verb(
        "adopt_edition",
        "authorities",
        "authority",
        c.AdoptEdition,
        lambda h, i, b, k: h.organisation.adopt_edition(i, b, k),
    ),
    Verb(
        "establish_unit",
        "units",
        "none",
        c.EstablishUnit,
        lambda h, _, b, k: h.organisation.establish_unit(b, k),
    ),
    Verb(
        "vacate_seat", "units", "unit", c.VacateSeat, lambda h, i, b, k: h.organisation.vacate_seat(i, b, k)
    ),
    Verb("fill_seat", "units", "unit", c.FillSeat, lambda h, i, b, k: h.organisation.fill_seat(i, b, k)),
    Verb(
        "announce_schedule",
        "schedules",
        "none",
        c.AnnounceSchedule,
        lambda h, _, b, k: h.organisation.announce_schedule(b, k),
    ),
)
"""All commands, in the order of a case's life."""

BY_NAME: dict[str, Verb] = {verb.name: verb for verb in VERBS}

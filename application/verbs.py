"""Every command by its name: the model that asks for it, the use case that does it, what it acts on.

The API, the scenarios and the command line all read this one table, so a verb means the same everywhere.
Long because every command has its line here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from application import commands as c
from application.calls import Call, Outcome
from application.house import House

Target = Literal[
    "none",
    "complaint",
    "escalation",
    "supervision",
    "consultation",
    "file",
    "judged",
    "candidacy",
    "obligation",
    "shift",
    "sample",
    "grant",
    "identity_request",
    "notice",
    "authority",
    "unit",
    "edition",
]
BY_CODE = frozenset({"authority", "unit", "edition"})
"""Targets named by a code; every other by the id of its stream."""

ACTIONS = {
    "record_finding": "findings.record",
    "contest_finding": "findings.contest",
    "uphold_finding": "findings.uphold",
    "overturn_finding": "findings.overturn",
    "propose_supervision": "supervisions.propose",
    "issue_supervision": "supervisions.issue",
    "reject_supervision": "supervisions.reject",
    "register_supervision": "supervisions.register",
    "assign_supervision": "supervisions.assign",
    "submit_special_report": "supervisions.report",
    "sign_special_report": "supervisions.sign_report",
    "order_correction": "supervisions.order",
    "feed_back_supervision": "supervisions.feed_back",
    "review_supervision": "supervisions.review",
    "archive_supervision": "supervisions.archive",
    "publish_scores": "scores.publish",
    "score_candidate": "rankings.score",
    "correct_score": "rankings.score",
    "check_conditions": "rankings.check",
    "withdraw_candidate": "rankings.nominate",
    "propose_consultation": "consultations.propose",
    "fix_consultation": "consultations.fix",
    "decline_consultation": "consultations.decline",
    "merge_consultation": "consultations.merge",
    "hold_consultation": "consultations.hold",
    "explain_consultation": "consultations.explain",
    "archive_consultation": "consultations.archive",
    "draft_publication": "publications.draft",
    "confirm_publication": "publications.confirm",
    "request_withholding": "publications.request_withholding",
    "rule_on_withholding": "publications.rule_on_withholding",
    "retract_publication": "publications.retract",
    "propose_erasure": "erasures.propose",
    "decline_erasure": "erasures.decide",
    "confirm_erasure": "erasures.decide",
    "hold_erasure": "erasures.hold",
    "release_erasure": "erasures.hold",
    "trigger_accountability": "accountability.trigger",
    "take_up_file": "accountability.take_up",
    "find_fault": "accountability.conclude",
    "find_no_fault": "accountability.conclude",
    "weigh_tolerance": "accountability.conclude",
    "take_measure": "accountability.conclude",
    "refer_file": "accountability.refer",
    "publish_file": "accountability.publish",
    "review_file": "accountability.review",
    "request_report": "obligations.request",
    "file_report": "obligations.file",
    "request_identity": "identity.request",
    "approve_identity": "identity.decide",
    "deny_identity": "identity.decide",
    "grant_review": "reviews.grant",
    "end_review": "reviews.grant",
    "roster_shift": "shifts.roster",
    "draw_sample": "samples.draw",
    "check_sample": "samples.check",
    "list_matter": "matters.publish",
    "amend_matter": "matters.publish",
    "withdraw_matter": "matters.publish",
    "post_list": "matters.publish",
    "open_shift": "shifts.work",
    "check_shift": "shifts.check",
    "log_entry": "shifts.work",
    "relieve_shift": "shifts.work",
    "inspect_shift": "shifts.inspect",
    "close_shift": "shifts.work",
    "establish_authority": "authorities.establish",
    "establish_unit": "units.establish",
    "vacate_seat": "units.change_seats",
    "fill_seat": "units.change_seats",
    "announce_schedule": "schedules.announce",
}
"""Commands whose action is not simply resource and name."""


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

    @property
    def action(self) -> str:
        """What `application.access` calls it."""
        return ACTIONS.get(self.name, f"{self.resource}.{self.name}")

    def call(self, house: House, target: UUID | str | None, command: c.Command, call: Call) -> Outcome:
        """Do it."""
        return self.do(house, target, command, call)


def _on(use_case: str, resource: str, target: Target, name: str, command: type[c.Command], does: str = "") -> Verb:
    def do(house: House, target: UUID | str, command: c.Command, call: Call) -> Outcome:
        outcome: Outcome = getattr(getattr(house, use_case), does or name)(target, command, call)
        return outcome

    return Verb(name, resource, target, command, do)


def _new(use_case: str, resource: str, name: str, command: type[c.Command]) -> Verb:
    def do(house: House, _: None, command: c.Command, call: Call) -> Outcome:
        outcome: Outcome = getattr(getattr(house, use_case), name)(command, call)
        return outcome

    return Verb(name, resource, "none", command, do)


def _complaint(name: str, command: type[c.Command], use_case: str = "complaints", does: str = "") -> Verb:
    return _on(use_case, "complaints", "complaint", name, command, does)


def _escalation(name: str, command: type[c.Command], does: str = "") -> Verb:
    return _on("escalations", "escalations", "escalation", name, command, does)


def _supervision(name: str, command: type[c.Command]) -> Verb:
    return _on("supervisions", "supervisions", "supervision", name, command)


def _finding(name: str, command: type[c.Command], does: str) -> Verb:
    return _on("findings", "findings", "judged", name, command, does)


def _candidacy(name: str, command: type[c.Command]) -> Verb:
    return _on("rankings", "rankings", "candidacy", name, command)


def _consultation(name: str, command: type[c.Command]) -> Verb:
    return _on("consultations", "consultations", "consultation", name, command)


def _file(name: str, command: type[c.Command]) -> Verb:
    return _on("accountability", "accountability", "file", name, command)


def _shift(name: str, command: type[c.Command]) -> Verb:
    return _on("shifts", "shifts", "shift", name, command)


def _identity(name: str, command: type[c.Command]) -> Verb:
    return _on("identity_requests", "identity-requests", "identity_request", name, command)


VERBS: tuple[Verb, ...] = (
    _new("complaints", "complaints", "register", c.RegisterComplaint),
    _complaint("accept", c.AcceptComplaint),
    _complaint("refuse", c.RefuseComplaint),
    _complaint("check_truth", c.CheckTruth),
    _complaint("contact", c.ContactComplainant),
    _complaint("guide", c.GuideApplicant),
    _complaint("answer_directly", c.AnswerDirectly),
    _complaint("transfer", c.TransferComplaint),
    _complaint("reclassify", c.ReclassifyComplaint),
    _complaint("tag", c.TagComplaint),
    _complaint("dispatch", c.DispatchComplaint),
    _complaint("confirm_dispatch", c.ConfirmDispatch),
    _complaint("issue_order", c.IssueOrder, "orders"),
    _complaint("sign", c.SignComplaint),
    _complaint("accept_assignment", c.AcceptAssignment),
    _complaint("request_return", c.RequestReturn),
    _complaint("rule_on_return", c.RuleOnReturn),
    _complaint("verify", c.VerifyComplaint),
    _complaint("file_opinion", c.FileOpinion),
    _complaint("handle", c.HandleComplaint),
    _complaint("request_extension", c.RequestExtension, "extensions"),
    _complaint("rule_on_extension", c.RuleOnExtension, "extensions"),
    _complaint("prolong", c.ProlongDeadline),
    _complaint("report_progress", c.ReportProgress),
    _complaint("submit_for_study", c.SubmitForStudy),
    _complaint("explain_miss", c.ExplainMiss),
    _complaint("submit_reply", c.SubmitReply),
    _complaint("send_back", c.SendBackReply),
    _complaint("accept_reply", c.AcceptReply),
    _complaint("tell_citizen", c.TellCitizen),
    _complaint("close", c.CloseComplaint),
    _complaint("unit_follow_up", c.UnitFollowUp),
    _complaint("follow_up", c.FollowUpComplaint),
    _complaint("verify_rating", c.VerifyRating),
    _complaint("start_procedure", c.StartProcedure),
    _complaint("review", c.ReviewComplaint),
    _complaint("archive", c.ArchiveComplaint),
    _complaint("cite_matter", c.CiteMatter),
    _complaint("instruct", c.Instruct),
    _complaint("answer_instruction", c.AnswerInstruction),
    _complaint("add_material", c.AddMaterial),
    _complaint("erase_material", c.EraseMaterial),
    _complaint("record_finding", c.RecordFinding, "findings", "record"),
    _finding("contest_finding", c.ContestFinding, "contest"),
    _finding("uphold_finding", c.UpholdFinding, "uphold"),
    _finding("overturn_finding", c.OverturnFinding, "overturn"),
    _new("escalations", "escalations", "propose", c.ProposeNo),
    _escalation("raise", c.RaiseEscalation, "raise_"),
    _escalation("find_can_do", c.FindCanDo),
    _escalation("decide_final_no", c.DecideFinalNo),
    _escalation("file_cannot", c.FileCannot),
    _escalation("feed_back", c.FeedBack),
    _complaint("propose_supervision", c.ProposeSupervision, "supervisions"),
    _complaint("issue_supervision", c.IssueSupervision, "supervisions"),
    _supervision("reject_supervision", c.RejectSupervision),
    _supervision("register_supervision", c.RegisterSupervision),
    _supervision("assign_supervision", c.AssignSupervision),
    _supervision("remind", c.Remind),
    _supervision("pledge", c.Pledge),
    _supervision("hold_talk", c.HoldTalk),
    _supervision("inspect", c.Inspect),
    _supervision("submit_special_report", c.SubmitSpecialReport),
    _supervision("sign_special_report", c.SignSpecialReport),
    _supervision("order_correction", c.OrderCorrection),
    _supervision("feed_back_supervision", c.FeedBackSupervision),
    _supervision("review_supervision", c.ReviewSupervision),
    _supervision("circulate", c.Circulate),
    _supervision("expose", c.Expose),
    _supervision("archive_supervision", c.ArchiveSupervision),
    _complaint("propose_consultation", c.ProposeConsultation, "consultations"),
    _consultation("fix_consultation", c.FixConsultation),
    _consultation("decline_consultation", c.DeclineConsultation),
    _consultation("merge_consultation", c.MergeConsultation),
    _consultation("hold_consultation", c.HoldConsultation),
    _consultation("submit_minutes", c.SubmitMinutes),
    _consultation("set_task", c.SetTask),
    _consultation("finish_task", c.FinishTask),
    _consultation("explain_consultation", c.ExplainConsultation),
    _consultation("archive_consultation", c.ArchiveConsultation),
    _complaint("draft_publication", c.DraftPublication, "publications"),
    _complaint("confirm_publication", c.ConfirmPublication, "publications"),
    _complaint("request_withholding", c.RequestWithholding, "publications"),
    _complaint("rule_on_withholding", c.RuleOnWithholding, "publications"),
    _complaint("retract_publication", c.RetractPublication, "publications"),
    _complaint("propose_erasure", c.ProposeErasure, "erasures"),
    _complaint("decline_erasure", c.DeclineErasure, "erasures"),
    _complaint("confirm_erasure", c.ConfirmErasure, "erasures"),
    _complaint("hold_erasure", c.HoldErasure, "erasures"),
    _complaint("release_erasure", c.ReleaseErasure, "erasures"),
    _complaint("trigger_accountability", c.TriggerAccountability, "accountability"),
    _file("take_up_file", c.TakeUpFile),
    _file("find_fault", c.FindFault),
    _file("find_no_fault", c.FindNoFault),
    _file("weigh_tolerance", c.WeighTolerance),
    _file("take_measure", c.TakeMeasure),
    _file("refer_file", c.ReferFile),
    _file("publish_file", c.PublishFile),
    _file("review_file", c.ReviewFile),
    _new("assessments", "assessments", "assess", c.Assess),
    _new("scores", "scores", "publish_scores", c.PublishScores),
    _new("rankings", "rankings", "nominate", c.Nominate),
    _candidacy("score_candidate", c.ScoreCandidate),
    _candidacy("correct_score", c.CorrectScore),
    _candidacy("check_conditions", c.CheckConditions),
    _candidacy("withdraw_candidate", c.WithdrawCandidate),
    _new("obligations", "obligations", "request_report", c.RequestReport),
    _on("obligations", "obligations", "obligation", "file_report", c.FileReport),
    _new("shifts", "shifts", "roster_shift", c.RosterShift),
    _shift("open_shift", c.OpenShift),
    _shift("check_shift", c.CheckShift),
    _shift("log_entry", c.LogEntry),
    _shift("relieve_shift", c.RelieveShift),
    _shift("inspect_shift", c.InspectShift),
    _shift("close_shift", c.CloseShift),
    _new("sampling", "samples", "draw_sample", c.DrawSample),
    _on("sampling", "samples", "sample", "check_sample", c.CheckSample),
    _new("reviewing", "grants", "grant_review", c.GrantReview),
    _on("reviewing", "grants", "grant", "end_review", c.EndReview),
    _complaint("request_identity", c.RequestIdentity, "identity_requests"),
    _identity("approve_identity", c.ApproveIdentity),
    _identity("deny_identity", c.DenyIdentity),
    _on("notices", "notices", "notice", "open", c.OpenNotice),
    _new("organisation", "authorities", "establish_authority", c.EstablishAuthority),
    _on("organisation", "authorities", "authority", "adopt_edition", c.AdoptEdition),
    _on("obligations", "authorities", "authority", "begin_obligations", c.BeginObligations),
    _on("readings", "editions", "edition", "revise_reading", c.ReviseReading),
    _new("organisation", "units", "establish_unit", c.EstablishUnit),
    _on("organisation", "units", "unit", "vacate_seat", c.VacateSeat),
    _on("organisation", "units", "unit", "fill_seat", c.FillSeat),
    _on("matter_lists", "units", "unit", "list_matter", c.ListMatter),
    _on("matter_lists", "units", "unit", "amend_matter", c.AmendMatter),
    _on("matter_lists", "units", "unit", "withdraw_matter", c.WithdrawMatter),
    _on("matter_lists", "units", "unit", "post_list", c.PostList),
    _new("organisation", "schedules", "announce_schedule", c.AnnounceSchedule),
)
"""All commands, in the order of a case's life."""

BY_NAME: dict[str, Verb] = {verb.name: verb for verb in VERBS}

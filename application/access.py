"""Who may do what: one table, role by action; what is not in it is denied.

Long because the whole of it must be readable in one place.
"""

from __future__ import annotations

from typing import Literal

from domain.errors import Refused


class NotAllowed(Refused):
    """The role may not do this."""

    code = "access.not_allowed"


CLERK = frozenset(
    {
        "complaints.sign",
        "complaints.accept_assignment",
        "complaints.request_return",
        "complaints.handle",
        "complaints.contact",
        "complaints.guide",
        "complaints.request_extension",
        "complaints.submit_reply",
        "complaints.tell_citizen",
        "complaints.add_material",
        "complaints.answer_instruction",
        "complaints.verify",
        "complaints.file_opinion",
        "complaints.prolong",
        "complaints.report_progress",
        "complaints.submit_for_study",
        "complaints.cite_matter",
        "matters.publish",
        "complaints.explain_miss",
        "complaints.unit_follow_up",
        "escalations.propose",
        "escalations.raise",
        "escalations.find_can_do",
        "escalations.file_cannot",
        "escalations.feed_back",
        "findings.contest",
        "supervisions.pledge",
        "supervisions.feed_back",
        "consultations.propose",
        "consultations.hold",
        "consultations.submit_minutes",
        "consultations.set_task",
        "consultations.finish_task",
        "consultations.explain",
        "publications.request_withholding",
        "obligations.file",
        "notices.open",
        "identity.read",
    }
)
SUPERVISE = frozenset(
    {
        "supervisions.propose",
        "supervisions.issue",
        "supervisions.reject",
        "supervisions.register",
        "supervisions.assign",
        "supervisions.remind",
        "supervisions.hold_talk",
        "supervisions.inspect",
        "supervisions.report",
        "supervisions.order",
        "supervisions.review",
        "supervisions.circulate",
        "supervisions.expose",
        "supervisions.archive",
        "obligations.request",
        "obligations.file",
        "shifts.inspect",
        "findings.record",
    }
)
"""What the offices do under supervision, and with the reports they owe or ask for; the edition says who of them."""
POOL = frozenset(
    {
        "consultations.fix",
        "consultations.decline",
        "consultations.merge",
        "consultations.archive",
    }
)
"""What is decided about topics; which of these roles decide, the edition says."""
CONSULT = POOL | {
    "consultations.propose",
    "consultations.hold",
    "consultations.submit_minutes",
    "consultations.set_task",
    "consultations.explain",
}
"""A consultation as an office follows it; what a unit has to do the unit itself reports."""
INTAKE = frozenset(
    {
        "complaints.register",
        "complaints.accept",
        "complaints.refuse",
        "complaints.check_truth",
        "complaints.contact",
        "complaints.guide",
        "complaints.answer_directly",
        "complaints.transfer",
        "complaints.reclassify",
        "complaints.tag",
        "complaints.cite_matter",
        "complaints.dispatch",
        "complaints.tell_citizen",
        "complaints.follow_up",
        "complaints.add_material",
        "texts.read",
    }
)
"""A request from its first word to the unit, and back to the citizen."""
IDENTIFY = frozenset({"identity.read", "identity.request", "identity.follow"})
"""To be shown who complained; whoever does not hold the case asks a second person first, and sees what came of it."""
AGREE = frozenset({"identity.decide", "identity.follow"})
"""To be that second person, never for the own seat."""
EXAMINE = frozenset(
    {
        "accountability.trigger",
        "accountability.take_up",
        "accountability.conclude",
        "accountability.refer",
        "accountability.publish",
        "accountability.review",
    }
)
"""What is done with an accountability file; which of these roles examine, the edition says."""
ERASE = frozenset({"erasures.propose", "erasures.decide", "erasures.read"})
"""To propose that who complained is erased, and to decide what somebody else proposed."""
HOLD = frozenset({"erasures.hold", "erasures.read"})
"""To keep a case whole for a court, an inquiry, an audit or an archive; whoever holds it is who lifts it."""
READ = frozenset(
    {
        "cases.read",
        "cases.history",
        "timeliness.read",
        "custody.read",
        "escalations.read",
        "supervisions.read",
        "consultations.read",
        "publications.read",
        "obligations.read",
        "shifts.read",
        "accountability.read",
        "scores.read",
        "rankings.read",
        "units.read",
        "facts.read",
        "notices.read",
    }
)
REVIEW = frozenset({"log.read", "refusals.read", "sign_ins.read", "disclosures.read", "reviews.read"})
"""The whole log, the refused attempts of every unit, who signed in, was shown who complained, and may review."""
SAMPLED = frozenset({"samples.read"})
"""What was drawn at random and what its checks showed; no unit sees who was drawn."""
SAMPLE = SAMPLED | {"samples.draw", "samples.check"}
"""To draw, and to check what was drawn; which of these roles, the edition says."""
GRANT = frozenset({"reviews.grant", "reviews.read"})
"""Lets others review; whoever grants reviews nothing."""
PUBLIC = frozenset(
    {
        "cases.track",
        "published.read",
        "editions.read",
        "due.reckon",
        "health.read",
        "docs.read",
        "pages.enter",
        "log.watch",
    }
)
"""Open to everyone: what needs no secret, the documentation, the way in and out, and the log's checkpoints and hashes,
so that anybody may keep one and see later that nothing under it was changed."""

MAY: dict[str, frozenset[str]] = {
    "public": PUBLIC,
    "citizen": PUBLIC | {"complaints.register", "complaints.add_material", "complaints.follow_up"},
    "intake_clerk": PUBLIC | READ | INTAKE | IDENTIFY | {"erasures.propose", "erasures.read"},
    "unit_clerk": PUBLIC | READ | CLERK | {"texts.read"},
    "unit_first_responder": PUBLIC | READ | CLERK | {"complaints.register", "complaints.accept", "texts.read"},
    "unit_section_head": PUBLIC | READ | CLERK | {"escalations.decide_final_no", "texts.read"},
    "unit_deputy": PUBLIC | READ | CLERK | POOL | {"escalations.decide_final_no", "texts.read"},
    "unit_head": PUBLIC | READ | CLERK | POOL | {"escalations.decide_final_no", "texts.read"},
    "efficiency_office": PUBLIC
    | READ
    | INTAKE
    | {
        "complaints.confirm_dispatch",
        "complaints.issue_order",
        "complaints.verify",
        "complaints.review",
        "complaints.rule_on_return",
        "complaints.rule_on_extension",
        "complaints.send_back",
        "complaints.accept_reply",
        "complaints.close",
        "complaints.verify_rating",
        "complaints.start_procedure",
        "complaints.archive",
        "complaints.erase_material",
        "complaints.answer_instruction",
        "findings.uphold",
        "findings.overturn",
        "assessments.assess",
        "scores.publish",
        "rankings.nominate",
        "rankings.score",
        "rankings.check",
        "publications.draft",
        "publications.confirm",
        "publications.rule_on_withholding",
        "publications.retract",
        "notices.open",
        "schedules.announce",
        "editions.revise_reading",
        "units.change_seats",
        "authorities.begin_obligations",
        "shifts.roster",
    }
    | SUPERVISE
    | CONSULT
    | EXAMINE
    | SAMPLE
    | REVIEW
    | ERASE
    | HOLD
    | IDENTIFY
    | AGREE,
    "task_force": PUBLIC
    | READ
    | IDENTIFY
    | {
        "complaints.contact",
        "complaints.tag",
        "complaints.reclassify",
        "complaints.verify",
        "complaints.rule_on_extension",
        "complaints.follow_up",
        "complaints.add_material",
        "texts.read",
    },
    "duty_officer": PUBLIC
    | READ
    | {
        "complaints.register",
        "complaints.contact",
        "complaints.guide",
        "complaints.add_material",
        "shifts.work",
        "texts.read",
    },
    "duty_leader": PUBLIC | READ | {"shifts.check", "texts.read"},
    "leading_group": PUBLIC
    | READ
    | SUPERVISE
    | CONSULT
    | EXAMINE
    | GRANT
    | AGREE
    | SAMPLED
    | {
        "complaints.dispatch",
        "complaints.confirm_dispatch",
        "complaints.verify_rating",
        "supervisions.sign_report",
        "texts.read",
    },
    "county_office": PUBLIC | READ | SAMPLED | {"complaints.follow_up", "texts.read"},
    "consultation_lead": PUBLIC,
    "consultation_member": PUBLIC,
    "assessor": PUBLIC,
    "monitor": PUBLIC,
    "archivist": PUBLIC | READ | ERASE | {"complaints.archive", "complaints.erase_material"},
    "supervisor": PUBLIC
    | READ
    | REVIEW
    | SUPERVISE
    | EXAMINE
    | HOLD
    | AGREE
    | SAMPLE
    | {"cases.review", "cases.export", "consultations.propose", "texts.read"},
    "discipline_reviewer": PUBLIC | READ | REVIEW | HOLD | IDENTIFY | SAMPLED | {"cases.review", "cases.export"},
    "city_leader": PUBLIC
    | READ
    | CONSULT
    | GRANT
    | AGREE
    | SAMPLED
    | {
        "complaints.instruct",
        "escalations.find_can_do",
        "escalations.decide_final_no",
        "supervisions.issue",
        "supervisions.reject",
        "supervisions.sign_report",
        "obligations.request",
        "texts.read",
    },
    "auditor": PUBLIC | READ | REVIEW | HOLD | SAMPLED | {"cases.review", "cases.export"},
    "administrator": PUBLIC
    | READ
    | REVIEW
    | {
        "authorities.establish",
        "authorities.adopt_edition",
        "authorities.begin_obligations",
        "units.establish",
        "units.change_seats",
        "schedules.announce",
        "clock.advance",
        "imports.run",
    },
    "system": frozenset(),
}
"""Role → actions. A final no also needs the seat that holds the matter at the last level, or its deputy there;
the aggregate checks that."""

ACTIONS = frozenset().union(*MAY.values())
"""Every action there is."""

OF_OWN_UNIT = frozenset({"unit_clerk", "unit_first_responder", "unit_section_head", "unit_deputy", "unit_head"})
"""Roles that see and touch their own unit's cases only."""

OF_IDENTITY = frozenset({"intake_clerk", "efficiency_office"})
"""Roles that see who complained while the office holds the case, without saying what for."""

OF_OFFICE = OF_IDENTITY | {"task_force"}
"""Roles that are shown who complained for a purpose put on record while the office holds the case, or held it last; a
unit's are while it holds it. Anyone else, and they otherwise, once a second person agreed."""

Purpose = Literal["contact_applicant", "verify_facts", "review_case", "answer_court"]
"""What somebody may need to know for who complained."""

OF_OWN_CASE = frozenset({"citizen"})
"""Roles that touch only the case whose number and code they give."""

LATE_ENTRIES = {"efficiency_office", "unit_head", "unit_deputy"}
"""Roles that may enter what happened earlier, with ground and evidence."""


def require_role(role: str, action: str) -> None:
    """Refuse an action that the table does not give to the role."""
    if action not in MAY.get(role, frozenset()):
        holders = sorted(known for known, actions in MAY.items() if action in actions)
        raise NotAllowed(
            f"{role} may not {action}",
            remedy=f"this is for: {', '.join(holders) or 'no role'}",
        )

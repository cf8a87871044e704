"""The closed vocabulary of what may happen: an edition combines these steps and invents none."""

from __future__ import annotations

from typing import Literal

Step = Literal[
    # the complaint
    "registered",
    "guided",
    "accepted",
    "refused",
    "contacted",
    "answered_directly",
    "transferred",
    "dispatched",
    "signed",
    "assignment_accepted",
    "return_requested",
    "return_ruled",
    "handled",
    "reply_submitted",
    "reply_accepted",
    "sent_back",
    "citizen_told",
    "closed",
    "followed_up",
    "rating_verified",
    "archived",
    "instructed",
    "instruction_answered",
    "tagged",
    "dispatch_confirmed",
    "verified",
    "opinion_filed",
    "ordered",
    "prolonged",
    "progress_reported",
    "submitted_for_study",
    "cannot_filed",
    "unit_followed_up",
    "reviewed",
    "miss_explained",
    # the escalation
    "proposed",
    "raised",
    "can_do",
    "final_no",
    "fed_back",
    # the supervision
    "supervision_assigned",
    "supervision_fed_back",
    # the consultation; it is held and its minutes are submitted
    "consultation_task_set",
    "consultation_task_done",
    # the duty desk
    "rostered",
    "shift_checked",
    # the list of matters
    "matter_cited",
    # the random sample
    "sample_drawn",
    "sample_checked",
    # everything else that has a time limit
    "period_started",
    "period_ended",
    "held",
    "submitted",
    "issued",
    "requested",
    "reported",
    "recorded",
    "started",
    # any time limit
    "missed",
]
"""A step of the one lifecycle in code, of an escalation, or of a shift, a sample, a report, a consultation."""

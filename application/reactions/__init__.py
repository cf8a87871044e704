"""Whenever X, then Y: facts become commands. One file per sentence."""

from application.reactions import (
    when_finding_overturned_review_accountability,
    when_finding_overturned_review_supervision,
    when_finding_recorded_call_for_supervision,
    when_finding_recorded_trigger_accountability,
    when_miss_is_answered_overturn_finding,
    when_schedule_announced_recompute_deadlines,
    when_seat_filled_resume_escalations,
    when_seat_vacated_hand_over_escalations,
    when_supervision_opened_mark_complaint,
)

__all__ = [
    "when_finding_overturned_review_accountability",
    "when_finding_overturned_review_supervision",
    "when_finding_recorded_call_for_supervision",
    "when_finding_recorded_trigger_accountability",
    "when_miss_is_answered_overturn_finding",
    "when_schedule_announced_recompute_deadlines",
    "when_seat_filled_resume_escalations",
    "when_seat_vacated_hand_over_escalations",
    "when_supervision_opened_mark_complaint",
]

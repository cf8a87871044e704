"""Facts: what happened, immutable, one module per aggregate."""

from domain.events import (
    access,
    accountability,
    assessment,
    casework,
    complaint,
    consultation,
    deadlines,
    escalation,
    findings,
    notice,
    obligation,
    organisation,
    publication,
    schedule,
    shift,
    supervision,
)

__all__ = [
    "access",
    "accountability",
    "assessment",
    "casework",
    "complaint",
    "consultation",
    "deadlines",
    "escalation",
    "findings",
    "notice",
    "obligation",
    "organisation",
    "publication",
    "schedule",
    "shift",
    "supervision",
]

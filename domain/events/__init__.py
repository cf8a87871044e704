"""Facts: what happened, immutable, one module per aggregate."""

from domain.events import (
    accountability,
    casework,
    complaint,
    deadlines,
    escalation,
    findings,
    notice,
    organisation,
    schedule,
    supervision,
)

__all__ = [
    "accountability",
    "casework",
    "complaint",
    "deadlines",
    "escalation",
    "findings",
    "notice",
    "organisation",
    "schedule",
    "supervision",
]

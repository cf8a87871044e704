"""Facts: what happened, immutable, one module per aggregate."""

from domain.events import (
    accountability,
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
    "complaint",
    "deadlines",
    "escalation",
    "findings",
    "notice",
    "organisation",
    "schedule",
    "supervision",
]

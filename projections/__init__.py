"""Read models folded from facts, one file per question."""

from projections import (
    attachments,
    case_history,
    case_ledger,
    consultation,
    custody,
    dissatisfied,
    findings,
    ladders,
    notices,
    organisation,
    publication,
    scores,
    supervision,
    timeliness,
    writings,
)

__all__ = [
    "attachments",
    "case_history",
    "case_ledger",
    "consultation",
    "custody",
    "dissatisfied",
    "findings",
    "ladders",
    "notices",
    "organisation",
    "publication",
    "scores",
    "supervision",
    "timeliness",
    "writings",
]

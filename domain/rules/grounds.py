"""Which clause a step of a case stands on, for a refusal that says the step does not follow."""

from __future__ import annotations

from domain.regulations.steps import Step
from domain.rules.law import Law
from domain.values import Citation

SECTIONS: dict[Step, tuple[str, str]] = {
    "accepted": ("intake", "clause"),
    "refused": ("intake", "refusal_clause"),
    "answered_directly": ("dispatch", "triage_clause"),
    "transferred": ("intake", "emergency_clause"),
    "dispatched": ("dispatch", "route_clause"),
    "return_ruled": ("returns", "clause"),
    "assignment_accepted": ("returns", "clause"),
    "reply_submitted": ("reply", "clause"),
    "sent_back": ("send_back", "clause"),
    "reply_accepted": ("send_back", "clause"),
    "citizen_told": ("reply", "to_clause"),
    "closed": ("reply", "to_clause"),
    "proposed": ("ladder", "clause"),
}
"""Step → the edition's section that speaks of it, and where that names its clause."""


def ground_of(law: Law, step: Step) -> Citation | None:
    """The clause that speaks of a step, else that of the first time limit it ends; None where the text is silent."""
    section, key = SECTIONS.get(step, ("", ""))
    spoken = getattr(getattr(law.edition, section, None), key, None)
    ended = (limit.clause for limit in law.edition.limits if step in limit.stops)
    clause = spoken or next(ended, None)
    return law.cite(clause) if clause else None

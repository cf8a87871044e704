"""Who may do what, action by action, and the conditions the table alone does not say."""

from __future__ import annotations

from adapters.reference.markdown import code, codes, page, table
from application.access import LATE_ENTRIES, MAY, OF_IDENTITY, OF_OFFICE, OF_OWN_UNIT, PUBLIC, READ, REVIEW

ABOUT = """
One table, role by action; what is not in it is denied (`application/access.py`).
A refused attempt is answered with `access.not_allowed` and kept among the refusals.
""".strip()


def written() -> str:
    """The page."""
    actions = sorted(frozenset().union(*MAY.values()))
    return page(
        "Access",
        ABOUT,
        "## By action",
        table(("action", "roles"), ((code(action), _holders(action)) for action in actions)),
        "## By role",
        table(("role", "actions", "sees"), ((code(role), str(len(MAY[role])), _sees(role)) for role in sorted(MAY))),
        "## Conditions",
        _conditions(),
    )


def _holders(action: str) -> str:
    if action in PUBLIC:
        return "everyone, without a token"
    holders = {role for role in MAY if action in MAY[role]}
    return "every reader" if holders == _readers() else codes(sorted(holders))


def _readers() -> set[str]:
    return {role for role in MAY if MAY[role] >= READ}


def _sees(role: str) -> str:
    if role in OF_OWN_UNIT:
        return "cases of its own unit"
    if not MAY[role]:
        return "nothing: it acts only through rules"
    return "every case" if "cases.read" in MAY[role] else "what is public"


def _conditions() -> str:
    return "\n".join(
        [
            f"- Readers: {codes(sorted(_readers()))}.",
            f"- Own unit's cases only: {codes(sorted(OF_OWN_UNIT))}.",
            f"- See who complained while the office holds the case: {codes(sorted(OF_IDENTITY))}.",
            "- See who complained for a purpose put on record (`identity.read`), a unit: while it holds the case.",
            f"- The same, while the office holds it or held it last: {codes(sorted(OF_OFFICE))}.",
            "- Otherwise once another seat agreed, of no unit concerned (`identity.needs_second_person`).",
            f"- May enter late what happened earlier, with ground and evidence: {codes(sorted(LATE_ENTRIES))}.",
            f"- Read the whole log and the refused attempts of every unit: {codes(sorted(REVIEW))}.",
            "- Reconstruct a case or take it out: under a grant that counts today (`review.no_grant`).",
            "- Never a case that the seat or its unit had a hand in (`review.own_case`).",
            "- A final no also needs the seat that holds the matter at the last level, or its deputy there.",
        ]
    )

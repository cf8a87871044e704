"""What a rule about an obligation says when its period turns, or when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from domain.errors import Refused
from domain.regulations.limits import Limit
from domain.regulations.obligations import ObligationRule
from domain.regulations.spans import GivenDay, NotSet
from domain.rules.deadlines import NewDeadline, derived, new_deadline
from domain.rules.law import Law


class ObligationUnknown(Refused):
    """The edition in force knows no such obligation, or a period brings it and nobody asks for it."""

    code = "obligation.unknown"


class NotTheAsker(Refused):
    """The role may not ask for it."""

    code = "obligation.not_the_asker"


def limit_of(law: Law, rule: ObligationRule) -> Limit:
    """The limit an obligation runs under."""
    return law.edition.limit(rule.limit)


def asked_rule(law: Law, name: str, role: str) -> ObligationRule:
    """The rule of what is asked for. Raises ObligationUnknown, NotTheAsker."""
    rules = law.edition.obligations
    asked = {known: rule for known, rule in rules.items() if limit_of(law, rule).period is None}
    if name not in asked:
        raise ObligationUnknown(
            f"{name!r} is nothing that is asked for here",
            remedy=f"name one of: {', '.join(asked) or 'none, the edition has none'}",
            basis=law.cite(rules[name].clause) if name in rules else None,
        )
    rule = asked[name]
    if rule.asked_by and role not in rule.asked_by:
        raise NotTheAsker(
            f"{role} does not ask for this",
            remedy=f"it is for: {', '.join(rule.asked_by)}",
            basis=law.cite(rule.clause),
        )
    return rule


def obligation_deadline(
    law: Law, rule: ObligationRule, start: datetime, facts: Mapping[str, str]
) -> tuple[NewDeadline, ...]:
    """Until when it is owed; nothing where the text gives no figure and no day was named."""
    limit = limit_of(law, rule)
    is_open = isinstance(limit.span, GivenDay) and "until" not in facts
    if is_open or isinstance(limit.span, NotSet):
        return ()
    known = derived(law.calendar, start, facts)
    return (new_deadline(law.edition, law.calendar, limit, start, known),)

"""How often, how long and until when a running deadline may be extended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from msgspec import field

from domain.calendar import Calendar, Due, beijing, spans
from domain.errors import Refused
from domain.regulations.model import Edition, Extension, Limit
from domain.rules.deadlines import limits_of, matches
from domain.rules.reckoning import NotProlongable, length, reckon, warn_at
from domain.values import Citation, Value


class ExtensionTooLate(Refused):
    """Filed after the last day on which the edition takes it."""

    code = "extension.too_late"


class ExtensionTooEarly(Refused):
    """Filed before the only day on which this reading takes it."""

    code = "extension.too_early"


class ExtensionExceedsCap(Refused):
    """Longer than the original limit allows."""

    code = "extension.exceeds_cap"


class ExtensionsUsedUp(Refused):
    """Prolonged as often as the edition allows."""

    code = "extension.used_up"


class ExtensionNotForThisMatter(Refused):
    """The edition prolongs other matters, not this one."""

    code = "extension.not_for_this_matter"


class ExtensionMissesParts(Refused):
    """Something the edition asks for is missing."""

    code = "extension.missing_parts"


class RunningDeadline(Value, frozen=True):
    """A deadline as it stands when more time is asked for."""

    name: str
    clause: str
    start: datetime
    due: Due
    facts: dict[str, str] = field(default_factory=dict)
    """Those stored when it was set."""
    extended_by: tuple[int, ...] = ()
    """Extensions granted so far, in its own unit."""


class ExtensionRequest(Value, frozen=True):
    """More time asked for: how much, when it was filed, and which parts came with it."""

    amount: int
    """In the deadline's own unit."""
    filed_at: datetime
    parts: tuple[str, ...]
    """Codes of what was handed in: application, consenting_leader, reason, explanation_to_citizen."""


class FilingWindow(Value, frozen=True):
    """When an extension may be filed and how much may still be added."""

    latest_day: date
    """Filing is in time until this day's 24:00."""
    literal_latest_day: date
    """What the words alone give, before any clamp."""
    last_day: date
    """Of the deadline as it stands."""
    clamped: bool
    most: int
    """Days that may still be added, in the deadline's own unit."""
    days_before: int = 1
    """How many working days before the last day, where it must be filed some before."""
    only_on: date | None = None
    """Set where the reading takes filings on one day only."""


class ExtensionRuling(Value, frozen=True):
    """An allowed extension: the new due time and its ground."""

    due: Due
    warn_at: datetime
    basis: Citation
    window: FilingWindow


def extension_of(edition: Edition, name: str) -> Extension:
    """The edition's extension rule for deadlines of a name. Raises NotProlongable where it has none."""
    if edition.extension is None or name not in edition.extension.limits:
        raise NotProlongable(f"{edition.id} does not let {name} be prolonged", remedy="answer in time")
    return edition.extension


def limit_of(edition: Edition, deadline: RunningDeadline) -> Limit:
    """The limit a running deadline was set by."""
    speaking = [limit for limit in limits_of(edition, deadline.clause) if matches(limit, deadline.facts, lenient=True)]
    return next((limit for limit in speaking if limit.name == deadline.name), speaking[0])


def filing_window(edition: Edition, calendar: Calendar, deadline: RunningDeadline) -> FilingWindow:
    """Until when an extension of a running deadline may be filed, and how much may be added.

    Raises NotProlongable where the edition does not prolong it.
    """
    rule = extension_of(edition, deadline.name)
    original = length(limit_of(edition, deadline).span, deadline.facts)
    started = beijing(deadline.start).date()
    return window(rule, calendar, started, deadline.due.last_day, original, deadline.extended_by)


def window(
    rule: Extension,
    calendar: Calendar,
    started: date | None,
    last_day: date,
    original: int,
    extended_by: tuple[int, ...] = (),
) -> FilingWindow:
    """The filing window of a deadline that ends on a day, from its bare figures; no clamp without a start."""
    before = spans.working_days_before(calendar, last_day, rule.filing_days)
    literal = before if rule.latest_filing.endswith("_before") else last_day
    clamped = rule.clamp_to_start_day and started is not None and literal < started
    latest = started if started is not None and clamped else literal
    return FilingWindow(
        latest_day=latest,
        literal_latest_day=literal,
        last_day=last_day,
        clamped=clamped,
        most=_most(rule, original, sum(extended_by)),
        days_before=rule.filing_days,
        only_on=None if rule.latest_filing in {"by_working_day_before", "before_due"} else latest,
    )


def _most(rule: Extension, original: int, added: int) -> int:
    match rule.cap:
        case "added_within_original":
            return max(0, original - added)
        case "each_within_original":
            return original
        case "added_within_days":
            return max(0, (rule.cap_days or 0) - added)
        case "each_within_days":
            return rule.cap_days or 0
        case "total_within_days":
            return max(0, (rule.cap_days or 0) - original - added)
        case _:
            return 0


def added_at_most(rule: Extension, original: int) -> int | None:
    """How many days all extensions of a deadline can come to; None where nothing bounds their number."""
    if rule.cap.startswith("each"):
        return None if rule.times is None else rule.times * _most(rule, original, 0)
    return _most(rule, original, 0)


def check_matter(edition: Edition, rule: Extension, facts: Mapping[str, str]) -> None:
    """Refuse a matter that this extension is not for."""
    for name, allowed in rule.when.items():
        if facts.get(name) not in allowed:
            raise ExtensionNotForThisMatter(
                f"only where {name} is {' or '.join(allowed)}, not {facts.get(name) or 'unknown'}",
                remedy=f"correct the {name} first, with a reason, or answer in time",
                basis=edition.citation(rule.clause),
            )


def check_times(rule: Extension, extended_by: tuple[int, ...], basis: Citation) -> None:
    """Refuse one extension more than the edition allows."""
    if rule.times is not None and len(extended_by) >= rule.times:
        raise ExtensionsUsedUp(
            f"{len(extended_by)} of {rule.times} extensions used", remedy="answer by the due time", basis=basis
        )


def extension_allowed(
    edition: Edition, calendar: Calendar, deadline: RunningDeadline, request: ExtensionRequest
) -> ExtensionRuling:
    """The due time a filed extension gives.

    Raises ExtensionMissesParts, ExtensionTooLate, ExtensionTooEarly, ExtensionExceedsCap or NotProlongable.
    """
    rule = extension_of(edition, deadline.name)
    opening = filing_window(edition, calendar, deadline)
    basis = edition.citation(rule.clause)
    check_matter(edition, rule, deadline.facts)
    check_times(rule, deadline.extended_by, basis)
    missing = [part for part in rule.requires if part not in request.parts]
    if missing:
        raise ExtensionMissesParts(
            f"missing: {', '.join(missing)}",
            remedy="hand in every required part",
            basis=edition.citation(rule.parts_clause),
        )
    check_filing(opening, beijing(request.filed_at).date(), basis)
    check_amount(opening, request.amount, deadline.extended_by, basis)
    limit = limit_of(edition, deadline)
    added = sum(deadline.extended_by) + request.amount
    due = reckon(calendar, limit.span, deadline.start, deadline.facts, added=added)
    warning = warn_at(calendar, limit, deadline.start, due)
    return ExtensionRuling(due=due, warn_at=warning, basis=basis, window=opening)


def carried_over(
    edition: Edition, calendar: Calendar, deadline: RunningDeadline, granted: int
) -> tuple[int, ExtensionRuling | None]:
    """How much of what was granted before still is, where a matter turns out to be of another kind."""
    try:
        rule, opening = extension_of(edition, deadline.name), filing_window(edition, calendar, deadline)
        check_matter(edition, rule, deadline.facts)
    except (NotProlongable, ExtensionNotForThisMatter):
        return 0, None
    amount = min(granted, opening.most)
    if not amount:
        return 0, None
    limit = limit_of(edition, deadline)
    due = reckon(calendar, limit.span, deadline.start, deadline.facts, added=amount)
    warning = warn_at(calendar, limit, deadline.start, due)
    return amount, ExtensionRuling(due=due, warn_at=warning, basis=edition.citation(rule.clause), window=opening)


def check_filing(opening: FilingWindow, filed: date, basis: Citation) -> None:
    """Refuse a filing on a day the edition does not take it."""
    if filed > opening.latest_day:
        day_before = opening.latest_day < opening.last_day
        so_many = "one working day" if opening.days_before == 1 else f"{opening.days_before} working days"
        raise ExtensionTooLate(
            f"later than {so_many} before due" if day_before else "filed after due",
            remedy=f"it could be filed until {opening.latest_day} 24:00",
            basis=basis,
        )
    if opening.only_on is not None and filed < opening.only_on:
        raise ExtensionTooEarly(
            "earlier than the day on which it is taken", remedy=f"file it on {opening.only_on}", basis=basis
        )


def check_amount(opening: FilingWindow, amount: int, extended_by: tuple[int, ...], basis: Citation) -> None:
    """Refuse more days than may still be added."""
    if amount < 1:
        raise ExtensionExceedsCap("at least one day must be asked for", remedy="ask for 1 or more", basis=basis)
    if amount <= opening.most:
        return
    added = sum(extended_by)
    cumulative = f"cumulative {added + amount} > {added + opening.most}"
    raise ExtensionExceedsCap(
        cumulative if added else "exceeds original limit",
        remedy=f"at most {opening.most} may be added now" if opening.most else "nothing more may be added",
        basis=basis,
    )

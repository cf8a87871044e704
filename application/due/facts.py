"""Reading the facts of a question: what a rule looks at, what only restates the clause, what is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from application.due.question import FactUnknown, Unanswerable, read_instant
from domain.regulations.limits import Limit
from domain.regulations.model import Edition
from domain.regulations.spans import GivenDays, Hours, NaturalDays, NthWorkingDay, WorkingDays

LOOKED_AT = ("kind", "origin", "special_law", "days", "unit", "until")
"""Facts a rule looks at."""

RESTATING = ("limit_hours", "n")
"""Facts that only repeat the clause's figure; they must agree with it. So must `days` and `unit`."""

STARTS = ("dispatched", "received", "registered", "held", "issued", "requested", "started", "start", "day")
PERIODS = ("week_of", "month", "quarter")
"""Names of a start, which may be told once more."""

ABOUT_EXTENSION = ("dispatched", "limit_wd", "last_day", "requested_wd", "granted_wd", "filed")
ABOUT_DAYS = ("granted", "requested", "tags", "grounds", "contact_recorded")
"""Facts about an extension counted in the deadline's own days, or to a day that is named."""
ABOUT_RETENTION = ("recorded", "order_closed", "ask")
ABOUT_CALENDAR = ("calendar_covers_until",)


def as_text(facts: Mapping[str, object]) -> dict[str, str]:
    """The facts as text; lists joined with commas, nothing where nothing is told."""
    return {name: _text(value) for name, value in facts.items() if value is not None}


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return ",".join(_text(entry) for entry in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def known_names(edition: Edition) -> set[str]:
    """Every fact a question about this edition may tell."""
    stops = {stop for limit in edition.limits for stop in limit.stops}
    chosen_by = {reading.fact for reading in edition.readings if reading.fact}
    whens = told_to_rules(edition)
    groups: Iterable[Iterable[str]] = (
        LOOKED_AT,
        RESTATING,
        STARTS,
        PERIODS,
        ABOUT_EXTENSION,
        ABOUT_DAYS,
        ABOUT_RETENTION,
        ABOUT_CALENDAR,
        stops,
        whens,
    )
    return chosen_by.union(*groups)


def told_to_rules(edition: Edition) -> set[str]:
    """Facts that some limit of this edition looks at."""
    whens = {name for limit in edition.limits for name in limit.when} - {"half_day"}
    return whens | moments(edition)


def moments(edition: Edition) -> set[str]:
    """Earlier steps whose time may move a start."""
    return {limit.latest_start.after for limit in edition.limits if limit.latest_start != "none"}


def check_names(edition: Edition, facts: Mapping[str, str]) -> None:
    """Refuse a fact nothing looks at. Raises FactUnknown."""
    unknown = sorted(facts.keys() - known_names(edition))
    if unknown:
        raise FactUnknown(
            f"unknown fact {', '.join(unknown)}",
            remedy=f"known are {', '.join(sorted(known_names(edition)))}",
        )


def chosen_by_facts(edition: Edition, facts: Mapping[str, str]) -> dict[str, str]:
    """Readings that facts choose, `non_working_day=as_afternoon`. Raises Unanswerable for no such choice."""
    chosen = {}
    for reading in edition.readings:
        told = facts.get(reading.fact, "") if reading.fact else ""
        if not told:
            continue
        found = [c.id for c in reading.choices if told in {c.id, c.label, *c.aliases}]
        if not found:
            raise Unanswerable(
                f"{reading.fact}={told} is no reading of {reading.id}",
                remedy=f"choose one of {', '.join(c.id for c in reading.choices)}",
            )
        chosen[reading.id] = found[0]
    return chosen


def for_rules(edition: Edition, facts: Mapping[str, str]) -> dict[str, str]:
    """The facts a rule looks at, kinds by their code. Raises FactUnknown for an unknown kind."""
    names = {*LOOKED_AT, *(told_to_rules(edition) - {"law"})}
    known = {name: facts[name] for name in sorted(names) if name in facts}
    known |= {name: read_instant(known[name], name)[0].isoformat() for name in moments(edition) if name in known}
    if "kind" in known and edition.intake is not None:
        codes = {kind.code: kind.code for kind in edition.intake.kinds}
        codes |= {kind.words.zh: kind.code for kind in edition.intake.kinds}
        if known["kind"] not in codes:
            raise FactUnknown(f"unknown kind {known['kind']}", remedy=f"known are {', '.join(codes)}")
        known["kind"] = codes[known["kind"]]
    return known


def check_restated(limit: Limit, facts: Mapping[str, str]) -> None:
    """Refuse facts that contradict the clause's own figure. Raises Unanswerable."""
    match limit.span:
        case GivenDays():
            return
        case WorkingDays():
            says = {"days": str(limit.span.n), "unit": "working_day"}
        case NaturalDays():
            says = {"days": str(limit.span.n), "unit": "natural_day"}
        case Hours():
            says = {"limit_hours": str(limit.span.n)}
        case NthWorkingDay():
            says = {"n": str(limit.span.n), "unit": f"working_day_of_next_{limit.span.of}"}
        case _:
            says = {}
    for name, figure in says.items():
        if name in facts and facts[name] != figure:
            raise Unanswerable(f"{limit.clause} says {name} {figure}, not {facts[name]}", remedy="leave the fact out")

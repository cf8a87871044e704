"""Times taken in a term: median, ninetieth percentile and how many were on time, kind by kind."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal
from uuid import UUID

from pydantic import Field

from adapters.http.api.indicators import IndicatorsParams
from adapters.http.api.scored_term import authority_of, term_of
from adapters.http.api.tallies import OURS
from adapters.http.question import Asked, Question
from adapters.http.shapes import Shape, TimedShape
from application.ports import Closing
from application.scores.times import Due, Times
from domain.calendar.terms import Term
from domain.rules.fractions import shown
from domain.values import AuthorityId
from projections.case_ledger import CaseLedger
from projections.timeliness import BINDING, Timeliness

CLOSED = f"""
    SELECT unit, channel, kind, dispatched_at, closed_at FROM {{ledger}}
    WHERE {OURS} AND dispatched_at IS NOT NULL AND closed_at >= %s AND closed_at < %s
"""
DUE = f"""
    SELECT mine.unit, mine.channel, mine.kind, clock.state = 'met', count(*)
    FROM {{deadlines}} AS clock
    JOIN (SELECT "case", unit, channel, kind FROM {{ledger}} WHERE {OURS}) AS mine ON mine."case" = clock."case"
    WHERE clock.due_at > %s AND clock.due_at <= %s AND clock.name = ANY(%s) AND clock.state = ANY(%s)
    GROUP BY 1, 2, 3, 4
"""
NO_ONE = UUID(int=0)
"""Of many orders none is asked for by itself."""


class TimesLine(Shape):
    """How long one kind took within one class of units, one channel, or both; or under one limit."""

    group: str = Field(description="The class, the channel, or the limit.")
    channel: str | None = Field(default=None, description="Where classes and channels are crossed.")
    kind: str
    orders: int = Field(description="Done in the term; under a limit, of those that fell due in it.")
    measured_in: Literal["working_day", "hour"] = Field(description="Hours where the limit is given in hours.")
    median: str | None
    ninetieth: str | None = Field(description="Within so much time nine of ten were done.")
    due: int = Field(description="To be done in the term.")
    on_time: int
    percent_on_time: str | None


class TimesTaken(TimedShape):
    """Time that orders took; each figure opens at `/api/indicators/orders`."""

    authority: str
    term: str
    edition: str
    rate: str | None = Field(description="The rate that says who was on time, where the text has one.")
    by_class: list[TimesLine]
    by_channel: list[TimesLine]
    by_class_and_channel: list[TimesLine]


def times(asked: Asked) -> TimesTaken:
    """How long each kind took, by class, by channel, and by both. Raises Refused."""
    authority, term, scores = authority_of(asked), term_of(asked), asked.api.house.scores
    edition = scores.edition_of(authority, term)
    limits = [rate.limit for rate in edition.rates.values() if rate.counts == "closed_in_time"]
    closings, due = _closed(asked, authority, term), _due(asked, authority, term, limits)
    found = scores.times(authority, term, closings, due, asked.as_of)
    return TimesTaken(
        authority=authority,
        term=str(term),
        edition=edition.id,
        rate=next((code for code, rate in edition.rates.items() if rate.counts == "closed_in_time"), None),
        by_class=list(map(_line, found.by_class)),
        by_channel=list(map(_line, found.by_channel)),
        by_class_and_channel=list(map(_line, found.crossed)),
    )


def _closed(asked: Asked, authority: AuthorityId, term: Term) -> list[Closing]:
    units = list(asked.api.house.scores.counted.units(authority, asked.as_of))
    span = [authority, units, term.begins, term.ends]
    rows = asked.api.reader.query(CLOSED, asked.as_of, span, ledger=CaseLedger)
    return [
        Closing(NO_ONE, unit, kind, dispatched_at, closed_at, channel=channel)
        for unit, channel, kind, dispatched_at, closed_at in rows
    ]


def _due(asked: Asked, authority: AuthorityId, term: Term, limits: Sequence[str | None]) -> list[Due]:
    units = list(asked.api.house.scores.counted.units(authority, asked.as_of))
    given = [authority, units, term.begins, min(term.ends, asked.at), list(limits), list(BINDING)]
    rows = asked.api.reader.query(DUE, asked.as_of, given, ledger=CaseLedger, deadlines=Timeliness)
    return [
        Due(Closing(NO_ONE, unit, kind, None, None, channel=channel), is_kept, count)
        for unit, channel, kind, is_kept, count in rows
    ]


class LimitTimes(TimedShape):
    """How long each step with a limit took, of those that fell due in the term."""

    authority: str
    term: str
    edition: str
    items: list[TimesLine] = Field(description="From what starts a limit to what meets it, in the limit's own unit.")


def times_by_limit(asked: Asked) -> LimitTimes:
    """How long the steps took. Raises Refused."""
    authority, term, scores = authority_of(asked), term_of(asked), asked.api.house.scores
    found = scores.times_by_limit(authority, term, asked.at, asked.as_of)
    edition = scores.edition_of(authority, term).id
    return LimitTimes(authority=authority, term=str(term), edition=edition, items=list(map(_line, found)))


def _line(times: Times) -> TimesLine:
    percent = times.on_time.percent(2)
    return TimesLine(
        group=times.group[0],
        channel=times.group[1] if len(times.group) > 1 else None,
        kind=times.kind,
        orders=len(times.taken.known),
        measured_in=times.unit,
        median=_shown(times.taken.median),
        ninetieth=_shown(times.taken.ninetieth),
        due=times.on_time.of,
        on_time=times.on_time.counted,
        percent_on_time=None if percent is None else f"{percent:f}",
    )


def _shown(span: Fraction | None) -> str | None:
    return None if span is None else f"{span.numerator}" if span.denominator == 1 else shown(span, 1)


QUESTIONS = (
    Question("/api/indicators/times", "scores.read", "How long orders took", IndicatorsParams, TimesTaken, times),
    Question(
        "/api/indicators/limits", "scores.read", "How long each step took", IndicatorsParams, LimitTimes, times_by_limit
    ),
)

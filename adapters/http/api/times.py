"""Times taken in a term: median, ninetieth percentile and how many were on time, kind by kind."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from pydantic import Field

from adapters.http.api.indicators import IndicatorsParams
from adapters.http.api.scored_term import authority_of, term_of
from adapters.http.question import Asked, Question
from adapters.http.shapes import Shape, TimedShape
from application.scores.times import Times
from domain.rules.fractions import shown


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
    found = scores.times(authority, term, asked.at, asked.as_of)
    return TimesTaken(
        authority=authority,
        term=str(term),
        edition=edition.id,
        rate=next((code for code, rate in edition.rates.items() if rate.counts == "closed_in_time"), None),
        by_class=list(map(_line, found.by_class)),
        by_channel=list(map(_line, found.by_channel)),
        by_class_and_channel=list(map(_line, found.crossed)),
    )


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

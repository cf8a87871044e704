"""Times taken in a term: median, ninetieth percentile and how many were on time, kind by kind."""

from __future__ import annotations

from pydantic import Field

from adapters.http.api.indicators import IndicatorsParams
from adapters.http.api.scored_term import authority_of, term_of
from adapters.http.question import Asked, Question
from adapters.http.shapes import Shape, TimedShape
from application.scores.times import Times
from domain.rules.fractions import shown


class TimesLine(Shape):
    """How long one kind took within one class of units, or one channel."""

    group: str = Field(description="The class, or the channel.")
    kind: str
    orders: int = Field(description="Closed in the term.")
    median_days: str | None
    ninetieth_days: int | None = Field(description="Within so many working days nine of ten were done.")
    due: int = Field(description="To be closed in the term.")
    on_time: int
    percent_on_time: str | None


class TimesTaken(TimedShape):
    """Working days that orders took; each figure opens at `/api/indicators/orders`."""

    authority: str
    term: str
    edition: str
    rate: str | None = Field(description="The rate that says who was on time, where the text has one.")
    by_class: list[TimesLine]
    by_channel: list[TimesLine]


def times(asked: Asked) -> TimesTaken:
    """How long each kind took, by class and by channel. Raises Refused."""
    authority, term, scores = authority_of(asked), term_of(asked), asked.api.house.scores
    edition = scores.edition_of(authority, term)
    by_class, by_channel = scores.times(authority, term, asked.at, asked.as_of)
    return TimesTaken(
        authority=authority,
        term=str(term),
        edition=edition.id,
        rate=next((code for code, rate in edition.rates.items() if rate.counts == "closed_in_time"), None),
        by_class=[_line(each) for each in by_class],
        by_channel=[_line(each) for each in by_channel],
    )


def _line(times: Times) -> TimesLine:
    median, percent = times.days.median, times.on_time.percent(2)
    return TimesLine(
        group=times.group,
        kind=times.kind,
        orders=len(times.days.known),
        median_days=None if median is None else shown(median, 1),
        ninetieth_days=times.days.ninetieth,
        due=times.on_time.of,
        on_time=times.on_time.counted,
        percent_on_time=None if percent is None else f"{percent:f}",
    )


QUESTIONS = (
    Question("/api/indicators/times", "scores.read", "How long orders took", IndicatorsParams, TimesTaken, times),
)

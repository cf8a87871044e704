"""The orders a figure is taken over: of a rate, of the time taken, of satisfaction as scores count it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from pydantic import Field

from adapters.http.api.counting import Count, counted
from adapters.http.api.score_shapes import Said
from adapters.http.api.scored_term import ScoresParams, authority_of, readings_of, term_of
from adapters.http.parameters import Paged, Word
from adapters.http.question import Asked, Question
from adapters.http.shapes import Page, Shape, Time
from adapters.http.visibility import only_own
from application.scores.indicators import ALL
from application.scores.material import rules_of
from application.scores.orders import Order
from application.scores.times import taken
from domain.errors import Refused
from domain.regulations.parts import Words
from domain.regulations.score_rules import BelowMean, Slower
from domain.rules.fractions import shown
from domain.rules.indicators import Measured

DAYS, SATISFACTION = "days", "satisfaction"
"""Figures that scores are reckoned from, beside the rates the text names."""
TIME_TAKEN = Words(zh="办理用时", en="Time taken")
SATISFIED = Words(zh="满意率（计分口径）", en="Satisfaction, as scores count it")


class FigureUnknown(Refused):
    """No figure of that name is taken over orders."""

    code = "indicators.figure_unknown"


class OrdersParams(ScoresParams, Paged):
    """Which figure, and which of its orders."""

    of: Word = Field(
        default=DAYS, description="`days`, the time taken; `satisfaction`, as scores count it; or a rate of the text."
    )
    unit: Word | None = None
    unit_class: Word | None = None
    kind: Word | None = None
    channel: Word | None = None
    counts_as: Word | None = None


class OrderLine(Shape):
    """An order in a figure."""

    case: UUID
    number: str
    unit: str
    kind: str
    channel: str
    dispatched_at: Time | None
    closed_at: Time | None
    due_at: Time | None = Field(description="Of the deadline the figure is about.")
    rating: str | None = Field(description="The last one; None where nobody said.")
    days: int | None = Field(description="Working days it took.")
    counts_as: str


class Orders(Page):
    """A page of the orders a figure is taken over, the longest or newest first; a unit sees its own."""

    authority: str
    term: str
    edition: str
    of: str
    words: Said
    clause: str | None
    counted: int = Field(description="Above the line.")
    out_of: int = Field(description="Below the line; what the text leaves out is in neither.")
    percent: str | None = Field(description="None for a time taken, and where there is nothing to take it over.")
    mean_days: str | None
    median_days: str | None
    ninetieth_days: int | None = Field(description="Within so many working days nine of ten were done.")
    by_counts_as: list[Count]
    items: list[OrderLine]


class Figure(NamedTuple):
    """What is listed."""

    words: Words
    clause: str | None
    orders: Iterable[Order]


def orders(asked: Asked) -> Orders:
    """The orders of a figure under the filters. Raises Refused."""
    params: OrdersParams = asked.params
    figure, authority, term = _figure(asked), authority_of(asked), term_of(asked)
    found = list(_asked_for(asked, figure.orders))
    in_it = [order for order in found if order.counts_as != "left_out"]
    measured = Measured(len(in_it), sum(order.is_counted for order in in_it))
    percent = None if params.of == DAYS else measured.percent(2)
    days = taken(in_it)
    listed = [order for order in found if params.counts_as in {None, order.counts_as}]
    return Orders(
        authority=authority,
        term=str(term),
        edition=asked.params.edition or asked.api.house.scores.edition_of(authority, term).id,
        of=params.of,
        words=Said.model_validate(figure.words),
        clause=figure.clause,
        counted=measured.counted,
        out_of=measured.of,
        percent=None if percent is None else f"{percent:f}",
        mean_days=None if days.mean is None else shown(days.mean),
        median_days=None if days.median is None else shown(days.median, 1),
        ninetieth_days=None if days.ninetieth is None else int(days.ninetieth),
        by_counts_as=counted(order.counts_as for order in found),
        items=[_line(order) for order in listed[params.offset : params.offset + params.limit]],
        total=len(listed),
        limit=params.limit,
        offset=params.offset,
    )


def _figure(asked: Asked) -> Figure:
    """What is asked for, by its name. Raises FigureUnknown."""
    scores, of, authority, term = asked.api.house.scores, asked.params.of, authority_of(asked), term_of(asked)
    if of not in {DAYS, SATISFACTION}:
        rates = scores.edition_of(authority, term).rates
        if of not in rates:
            known = ", ".join((DAYS, SATISFACTION, *rates))
            raise FigureUnknown(f"there is no figure {of}", remedy=f"one of: {known}")
        rate = rates[of]
        return Figure(rate.words, rate.clause, scores.cut(authority, term, asked.at, asked.as_of)[ALL].over(rate))
    edition, readings = asked.params.edition or "", readings_of(asked)
    material = scores.material(authority, term, asked.as_of, edition=edition, readings=readings)
    scoring = material.edition.scoring
    if of == DAYS:
        slower = next(rules_of(scoring, Slower), None) if scoring else None
        return Figure(TIME_TAKEN, slower.clause if slower else None, material.handled(term))
    rule = next(rules_of(scoring, BelowMean), None) if scoring else None
    if rule is None:
        raise FigureUnknown(f"{material.edition.id} scores no satisfaction", remedy=f"ask for {DAYS}, or for a rate")
    return Figure(SATISFIED, rule.clause, material.asked(rule, term))


def _asked_for(asked: Asked, found: Iterable[Order]) -> Iterable[Order]:
    """Those under the filters, the longest or newest first; a unit's own for a unit. Raises NotYours."""
    params: OrdersParams = asked.params
    units = only_own(asked.who, (params.unit,) if params.unit else ())
    classes = asked.api.house.scores.counted.units(authority_of(asked), asked.as_of)
    wanted = {"kind": params.kind, "channel": params.channel}
    kept = (
        order
        for order in found
        if (not units or order.closing.unit in units)
        and order.closing.unit in classes
        and params.unit_class in {None, classes[order.closing.unit]}
        and all(value in {None, getattr(order.closing, name)} for name, value in wanted.items())
    )
    return sorted(kept, key=lambda order: (order.days or 0, order.closing.number), reverse=True)


def _line(order: Order) -> OrderLine:
    closing = order.closing
    return OrderLine(
        case=closing.case,
        number=closing.number,
        unit=closing.unit,
        kind=closing.kind,
        channel=closing.channel,
        dispatched_at=closing.dispatched_at,
        closed_at=closing.closed_at,
        due_at=order.due_at,
        rating=closing.rating,
        days=order.days,
        counts_as=order.counts_as,
    )


QUESTIONS = (
    Question(
        "/api/indicators/orders", "scores.read", "The orders a figure is taken over", OrdersParams, Orders, orders
    ),
)

"""The rates of a month and of a year as a page shows them, beside the least that the database must count for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing

import psycopg

from adapters.bench.browser import PAST, Bare, asked_in_turn, browser, compared
from adapters.bench.figure import Measure, Measured, Ratio, Say
from adapters.bench.ground import Ground
from adapters.bench.history import fill, of_each_case
from adapters.bench.replay import settle
from adapters.bench.sizes import Sizes
from adapters.bench.year import year_of_many
from adapters.demo.city import read_city
from adapters.postgres.follower import Follower
from domain.calendar.terms import Term
from projections.timeliness import BINDING

LIMITS = ["handle", "citizen"]
"""Those that say who was in time."""
CLOSED = """
    SELECT unit, outcome, rating, count(*) FROM views.case_ledger
    WHERE authority = %s AND closed_at >= %s AND closed_at < %s GROUP BY 1, 2, 3
"""
TOOK = """
    SELECT unit, channel, kind, dispatched_at, closed_at FROM views.case_ledger
    WHERE authority = %s AND closed_at >= %s AND closed_at < %s
"""
ENDED = """
    SELECT l.unit, t.name, t.state, count(*) FROM views.timeliness t JOIN views.case_ledger l USING ("case")
    WHERE l.authority = %s AND t.due_at > %s AND t.due_at <= %s AND t.name = ANY (%s) AND t.state = ANY (%s)
    GROUP BY 1, 2, 3
"""
OF_CHART = 5
"""Months before the one asked about that a chart shows beside it."""


def rates(ground: Ground, sizes: Sizes, say: Say) -> Measured:
    """What the page of indicators costs, for a month and for the year, now and two thirds of the history ago."""
    url = ground.store("rates")
    say(f"filling a store with {sizes.cases_of_a_year:,} cases of a year")
    head = fill(url, year_of_many(round(sizes.cases_of_a_year * of_each_case())))
    with closing(Follower(url)) as follower:
        follower.catch_up()
    settle(url)
    return measured(ground, url, head, sizes.page_requests, say)


def measured(ground: Ground, url: str, head: int, requests: int, say: Say) -> Measured:
    """Each page in a store that is filled."""
    measures: list[Measure] = []
    ratios: list[Ratio] = []
    with browser(url, ground.directory) as asker, psycopg.connect(url, autocommit=True) as bare:
        for name, (path, statements) in _asked().items():
            say(name)
            then = f"{path}&as_of={round(head * PAST)}"
            taken, rated = compared(name, asked_in_turn(asker, bare, [path], [then], [statements], requests))
            measures += taken
            ratios += rated
    return Measured(measures=tuple(measures), ratios=tuple(ratios), notes=(f"112 units over {head:,} facts.",))


def _asked() -> Mapping[str, tuple[str, Sequence[Bare]]]:
    """Each page: its address and the bare statements. The month is one that was over two thirds of the history ago."""
    city = read_city()
    authority, year = city.authorities[0].authority, Term(f"{city.until:%Y}")
    month = Term(f"{year}-07")
    first = month
    for _ in range(OF_CHART):
        first = first.before
    asked = f"/indicators?authority={authority}&term="

    def bare(begins: Term, ends: Term) -> list[Bare]:
        span = [authority, begins.begins, ends.ends]
        return [(CLOSED, span), (ENDED, [*span, LIMITS, list(BINDING)])]

    def took(term: Term) -> Bare:
        return TOOK, [authority, term.begins, term.ends]

    return {
        "rates of a month": (f"{asked}{month}", [*bare(month, month), took(month), *bare(first, month)]),
        "rates of a year": (f"{asked}{year}", [*bare(year, year), took(year), *bare(year, year)]),
    }

"""A year's scores of every unit, from the views, against only reading the rows they rest on; and as of a past day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from itertools import cycle

import psycopg

from adapters.bench.figure import Gate, Measure, Measured, Ratio, Say
from adapters.bench.ground import Ground
from adapters.bench.history import fill
from adapters.bench.measuring import in_turn, seconds_of
from adapters.bench.replay import settle
from adapters.bench.sizes import Sizes
from adapters.bench.year import year_of_many
from adapters.demo.city import read_city
from adapters.main import assembled
from adapters.postgres.follower import Follower
from adapters.running import Tiji
from adapters.settings import Settings
from domain.calendar.terms import Term
from domain.values import AuthorityId

OF_NOW = Gate("at most", 3)
"""How much dearer the scores of a past day may be than those of now."""
MOMENTS = 3
"""Past positions asked about, spread over the whole history."""
ROWS = (
    "SELECT * FROM views.case_ledger WHERE authority = %(authority)s AND unit IS NOT NULL",
    """SELECT f.* FROM views.findings f
    WHERE f.unit IN (SELECT u.unit FROM views.units u WHERE u.authority = %(authority)s)""",
    """SELECT s.* FROM views.supervisions s
    WHERE s.unit IN (SELECT u.unit FROM views.units u WHERE u.authority = %(authority)s)""",
)


def scores(ground: Ground, sizes: Sizes, say: Say) -> Measured:
    """What a year's scores cost beside their rows, and what knowing the former ones costs."""
    url = ground.store("scores")
    say("filling a store")
    head = fill(url, year_of_many(sizes.facts_of_a_year))
    with closing(Follower(url)) as follower:
        follower.catch_up()
    settle(url)
    authority = AuthorityId(read_city().authorities[0].authority)
    year = Term(f"{read_city().until:%Y}")
    with (
        assembled(url, Settings(ground.directory), make_key=True) as application,
        psycopg.connect(url, autocommit=True) as bare,
    ):
        moments = cycle(head * number // (MOMENTS + 1) for number in range(1, MOMENTS + 1))
        say("a year's scores")
        turns = {
            "scores of a year, now": partial(_scored, application, authority, year, cycle([None])),
            "scores of a year, then": partial(_scored, application, authority, year, moments),
            "their rows, read": partial(seconds_of, partial(_read, bare, authority)),
        }
        taken = in_turn(turns, sizes.rounds)
        units = len(application.house.scores.sheet(authority, year).units)
    now, then, read = taken.values()
    return Measured(
        measures=tuple(Measure(name, value, "s") for name, value in taken.items()),
        ratios=(
            Ratio.against("all scores of a year / reading their rows", now / read),
            Ratio.against("scores of a year: then / now", then / now, OF_NOW),
        ),
        notes=(f"{units} units over {head:,} facts; as of {MOMENTS} positions spread over them.",),
    )


def _scored(application: Tiji, authority: AuthorityId, year: Term, moments: Iterator[int | None]) -> float:
    return seconds_of(partial(application.house.scores.sheet, authority, year, next(moments)))


def _read(bare: psycopg.Connection, authority: AuthorityId) -> None:
    for statement in ROWS:
        bare.execute(statement, {"authority": authority}).fetchall()

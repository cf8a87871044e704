"""Pages as an officer's browser gets them, in a small city and a large one, beside the bare questions they stand on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from urllib.parse import quote

import psycopg

from adapters.bench.browser import PAST, Bare, asked_in_turn, browser, compared
from adapters.bench.figure import Gate, Measure, Measured, Ratio, Say
from adapters.bench.ground import Ground
from adapters.bench.history import fill, of_each_case, performance, repeated
from adapters.bench.replay import settle
from adapters.bench.serving import CASE, DEADLINES, LIST, PAGE
from adapters.bench.sizes import Sizes
from adapters.postgres.follower import Follower

WEIGHS = Gate("at most", 200)
"""Kilobytes of a page with its styles and script, and without the picture of a chart."""
SOME_CASES = 50
COUNTS = "SELECT status, count(*) FROM views.case_ledger WHERE status <> ALL (%s) GROUP BY status"
NEWEST = 'SELECT * FROM views.case_ledger ORDER BY registered_at DESC, "case" LIMIT %s'
OLDEST = "SELECT originator_id FROM store.events WHERE topic = 'complaint.registered' ORDER BY notification_id LIMIT %s"


def pages(ground: Ground, sizes: Sizes, say: Say) -> Measured:
    """Each page about now and about the past, at each size of the city."""
    measures: list[Measure] = []
    ratios: list[Ratio] = []
    for cases in sizes.cases:
        say(f"filling a store with {cases:,} cases")
        url, past = _city(ground, cases)
        with browser(url, ground.directory) as asker, psycopg.connect(url, autocommit=True) as bare:
            known = [id for (id,) in bare.execute(OLDEST, [SOME_CASES])]
            for name, (paths, statements) in _asked(known).items():
                say(f"{name}, {cases:,} cases")
                now = [f"{path}{'&' if '?' in path else '?'}at={_end()}" for path in paths]
                then = [f"{path}{'&' if '?' in path else '?'}as_of={past}" for path in paths]
                taken = asked_in_turn(asker, bare, now, then, statements, sizes.page_requests)
                measured, rated = compared(f"{name}, {cases:,} cases", taken)
                measures += measured
                ratios += rated
                ratios.append(Ratio.against(f"{name}, {cases:,} cases: KB", asker.weight(now[0]) / 1000, WEIGHS, "KB"))
    return Measured(
        measures=tuple(measures),
        ratios=tuple(ratios),
        notes=(
            "One browser, signed in as the office; bare = the least statements over the same rows, one connection.",
        ),
    )


def _city(ground: Ground, cases: int) -> tuple[str, int]:
    """A store with so many cases, followed to its end; how its owner connects, and the past to be asked about."""
    url = ground.store(f"pages_{cases}")
    head = fill(url, repeated(round(cases * of_each_case())))
    with closing(Follower(url)) as follower:
        follower.catch_up()
    settle(url)
    return url, round(head * PAST)


def _asked(known: Sequence[object]) -> Mapping[str, tuple[Sequence[str], Sequence[Sequence[Bare]]]]:
    """Each page: its addresses, and for each the bare statements."""
    over = ["closed", "followed_up", "archived", "not_accepted", "redirected"]
    counts: list[Bare] = [(COUNTS, [over]), (LIST, [PAGE])]
    return {
        "overview": (["/overview"], [counts]),
        "worklist": (["/worklist"], [counts]),
        "cases": (["/cases"], [[(NEWEST, [PAGE])]]),
        "deadlines": (["/deadlines?state=running"], [[(LIST, [PAGE])]]),
        "a case": ([f"/cases/{case}" for case in known], [[(CASE, [case]), (DEADLINES, [case])] for case in known]),
    }


def _end() -> str:
    """The last instant of the history."""
    return quote(performance()[-1].recorded_at.isoformat())

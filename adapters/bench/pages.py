"""Pages as an officer's browser gets them, in a small city and a large one, beside the bare questions they stand on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from typing import Any, LiteralString
from urllib.parse import quote

import psycopg

from adapters.bench.calling import BadAnswer, served
from adapters.bench.figure import Gate, Measure, Measured, Ratio, Say
from adapters.bench.ground import Ground
from adapters.bench.history import fill, performance, repeated
from adapters.bench.measuring import Act, latencies, seconds_of
from adapters.bench.replay import settle
from adapters.bench.serving import CASE, DEADLINES, LIST, LOOPBACK, PAGE
from adapters.bench.sizes import Sizes
from adapters.main import assembled
from adapters.postgres.follower import Follower
from adapters.settings import Settings
from application.identity import Identity
from domain.values import SeatId

OF_NOW = Gate("at most", 3)
"""How much dearer a page about the past may be than the page about now."""
WEIGHS = Gate("at most", 200)
"""Kilobytes of a page with its styles and script, and without the picture of a chart."""
PAST = 2 / 3
"""How much of the history the past that is asked about knows."""
LOGIN, PASSWORD, SEAT = "bench", "measured-not-guessed", Identity(SeatId("efficiency_office"), "efficiency_office")
SOME_CASES = 50
COUNTS = "SELECT status, count(*) FROM views.case_ledger WHERE status <> ALL (%s) GROUP BY status"
NEWEST = 'SELECT * FROM views.case_ledger ORDER BY registered_at DESC, "case" LIMIT %s'
OLDEST = "SELECT originator_id FROM store.events WHERE topic = 'complaint.registered' ORDER BY notification_id LIMIT %s"
PART = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"')
FIGURE = re.compile(rb"<svg[^>]*role=.graphics-document.*?</svg>", re.DOTALL)

Bare = tuple[LiteralString, Sequence[object]]
"""A statement and its values: the least that the database must answer for a page."""


def pages(ground: Ground, sizes: Sizes, say: Say) -> Measured:
    """Each page about now and about the past, at each size of the city."""
    measures: list[Measure] = []
    ratios: list[Ratio] = []
    for cases in sizes.cases:
        say(f"filling a store with {cases:,} cases")
        url, past = _city(ground, cases)
        with _asker(url, ground.directory) as asker, psycopg.connect(url, autocommit=True) as bare:
            known = [id for (id,) in bare.execute(OLDEST, [SOME_CASES])]
            for name, (paths, statements) in _asked(known).items():
                say(f"{name}, {cases:,} cases")
                now = [f"{path}{'&' if '?' in path else '?'}at={_end()}" for path in paths]
                then = [f"{path}{'&' if '?' in path else '?'}as_of={past}" for path in paths]
                taken = _in_turn(asker, bare, now, then, statements, sizes)
                measured, compared = _said(f"{name}, {cases:,} cases", taken)
                measures += measured
                ratios += compared
                ratios.append(Ratio.against(f"{name}, {cases:,} cases: KB", asker.weight(now[0]) / 1000, WEIGHS, "KB"))
    return Measured(
        measures=tuple(measures),
        ratios=tuple(ratios),
        notes=(
            "One browser, signed in as the office; bare = the least statements over the same rows, one connection.",
        ),
    )


class Asker:
    """A browser without a window: one connection, one session."""

    def __init__(self, port: int, token: str) -> None:
        self.connection = HTTPConnection(LOOPBACK, port, timeout=120)
        self.headers = {"Cookie": f"session={token}"}

    def get(self, path: str) -> bytes:
        """What stands there. Raises BadAnswer."""
        self.connection.request("GET", path, headers=self.headers)
        response = self.connection.getresponse()
        body = response.read()
        if response.status != 200:  # noqa: PLR2004  (the one good answer)
            raise BadAnswer(f"GET {path}: {response.status}")
        return body

    def weight(self, path: str) -> int:
        """Bytes of a page with its styles and script, without the pictures of charts, nothing compressed."""
        html = self.get(path)
        parts = sorted(set(PART.findall(html.decode())))
        return len(FIGURE.sub(b"", html)) + sum(len(self.get(part)) for part in parts)


def _city(ground: Ground, cases: int) -> tuple[str, int]:
    """A store with so many cases, followed to its end; how its owner connects, and the past to be asked about."""
    url = ground.store(f"pages_{cases}")
    of_each = len(performance()) / sum(row.topic == "complaint.registered" for row in performance())
    head = fill(url, repeated(round(cases * of_each)))
    with closing(Follower(url)) as follower:
        follower.catch_up()
    settle(url)
    return url, round(head * PAST)


@contextmanager
def _asker(url: str, directory: Path) -> Iterator[Asker]:
    with assembled(url, Settings(directory), make_key=True) as application:
        application.accounts.ensure(LOGIN, PASSWORD, SEAT, "测量席", "Bench", None)
        token, _ = application.accounts.sign_in(LOGIN, PASSWORD, "bench")
    with served("ours", url, directory) as port:
        asker = Asker(port, token)
        with closing(asker.connection):
            yield asker


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


def _in_turn(
    asker: Asker,
    bare: psycopg.Connection[Any],
    now: Sequence[str],
    then: Sequence[str],
    statements: Sequence[Sequence[Bare]],
    sizes: Sizes,
) -> Mapping[str, list[float]]:
    """Seconds of single requests, one rival after the other, so that noise hits all of them alike."""
    taken: dict[str, list[float]] = {"now": [], "then": [], "bare": []}
    rounds = zip(cycle(now), cycle(then), cycle(statements), range(sizes.page_requests + 1), strict=False)
    for page, past, questions, number in rounds:
        turns: dict[str, Act] = {
            "now": partial(asker.get, page),
            "then": partial(asker.get, past),
            "bare": partial(_answered, bare, questions),
        }
        for name, act in turns.items():
            seconds = seconds_of(act)
            if number:
                taken[name].append(seconds)
    return taken


def _answered(bare: psycopg.Connection[Any], statements: Sequence[Bare]) -> list[list[Any]]:
    return [bare.execute(statement, values).fetchall() for statement, values in statements]


def _said(name: str, taken: Mapping[str, list[float]]) -> tuple[list[Measure], list[Ratio]]:
    now, then, bare = (latencies(taken[rival]) for rival in ("now", "then", "bare"))
    measures = [
        Measure(f"{name}, p50", now.p50, "ms"),
        Measure(f"{name}, p99", now.p99, "ms"),
        Measure(f"{name}, bare p50", bare.p50, "ms"),
    ]
    ratios = [
        Ratio.against(f"{name}: page / bare questions", now.p50 / bare.p50),
        Ratio.against(f"{name}: then / now", then.p50 / now.p50, OF_NOW),
    ]
    return measures, ratios


def _end() -> str:
    """The last instant of the history."""
    return quote(performance()[-1].recorded_at.isoformat())

"""A browser without a window, and how much dearer its pages are than the bare questions they stand on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from typing import Any, LiteralString

import psycopg

from adapters.bench.calling import BadAnswer, served
from adapters.bench.figure import Gate, Measure, Ratio
from adapters.bench.measuring import Act, latencies, seconds_of
from adapters.bench.serving import LOOPBACK
from adapters.main import assembled
from adapters.settings import Settings
from application.identity import Identity
from domain.values import SeatId

OF_NOW = Gate("at most", 3)
"""How much dearer a page about the past may be than the page about now."""
PAST = 2 / 3
"""How much of the history the past that is asked about knows."""
LOGIN, PASSWORD, SEAT = "bench", "measured-not-guessed", Identity(SeatId("efficiency_office"), "efficiency_office")
PART = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"')
FIGURE = re.compile(rb"<svg[^>]*role=.graphics-document.*?</svg>", re.DOTALL)

Bare = tuple[LiteralString, Sequence[object]]
"""A statement and its values: the least that the database must answer for a page."""


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


@contextmanager
def browser(url: str, directory: Path) -> Iterator[Asker]:
    """One that is signed in, beside a server of its own."""
    with assembled(url, Settings(directory), make_key=True) as application:
        application.accounts.ensure(LOGIN, PASSWORD, SEAT, "测量席", "Bench", None)
        token, _ = application.accounts.sign_in(LOGIN, PASSWORD, "bench")
    with served("ours", url, directory) as port:
        asker = Asker(port, token)
        with closing(asker.connection):
            yield asker


def asked_in_turn(
    asker: Asker,
    bare: psycopg.Connection[Any],
    now: Sequence[str],
    then: Sequence[str],
    statements: Sequence[Sequence[Bare]],
    requests: int,
) -> Mapping[str, list[float]]:
    """Seconds of single requests, one rival after the other, so that noise hits all of them alike."""
    taken: dict[str, list[float]] = {"now": [], "then": [], "bare": []}
    rounds = zip(cycle(now), cycle(then), cycle(statements), range(requests + 1), strict=False)
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


def compared(name: str, taken: Mapping[str, list[float]]) -> tuple[list[Measure], list[Ratio]]:
    """The page in milliseconds, beside its bare questions and beside itself about the past."""
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

"""The same questions about now and about the past: a page of deadlines with its counts, and the counts alone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import partial
from itertools import cycle
from statistics import median
from typing import Any

from adapters.bench.figure import Gate, Measure, Measured, Ratio, Say
from adapters.bench.ground import Ground
from adapters.bench.history import fill, performance, repeated
from adapters.bench.measuring import in_turn, seconds_of
from adapters.bench.replay import settle
from adapters.bench.sizes import Sizes
from adapters.http.api.timeliness import TimelinessParams, timeliness
from adapters.http.identities import TokenFile
from adapters.http.question import Asked
from adapters.main import api_of, assembled
from adapters.postgres.follower import Follower
from adapters.running import Tiji
from adapters.settings import Settings
from application.identity import Identity
from domain.values import SeatId
from projections.timeliness import Timeliness

OF_NOW, TAKES = Gate("at most", 3.5, 2), Gate("at most", 10)
"""How much dearer the past may be than now, and milliseconds of an answer about it."""
OFFICE = Identity(SeatId("efficiency_office"), "efficiency_office")
MOMENTS = 9
"""Past positions asked about, spread over the whole history."""
OPEN = """
SELECT unit, count(*) FILTER (WHERE due_at < now()), count(*) FILTER (WHERE due_at >= now())
FROM {deadlines} d WHERE state = 'running' GROUP BY unit"""


def as_of(ground: Ground, sizes: Sizes, say: Say) -> Measured:
    """What knowing the past costs at the moment it is asked about."""
    url = ground.store("as_of")
    say("filling a store")
    head = fill(url, repeated(sizes.facts))
    with closing(Follower(url)) as follower:
        follower.catch_up()
    settle(url)
    with assembled(url, Settings(ground.directory), make_key=True) as application:
        moments = cycle(head * number // (MOMENTS + 1) for number in range(1, MOMENTS + 1))
        page = _page(application, TokenFile(ground.directory / "tokens.toml"))
        dashboard = partial(_dashboard, application)
        taken: dict[str, float] = {}
        for name, ask in (("open by unit", dashboard), ("page of deadlines", page)):
            say(name)
            turns = {
                f"{name}, now": partial(_median, ask, cycle([None]), sizes.questions),
                f"{name}, then": partial(_median, ask, moments, sizes.questions),
            }
            taken |= in_turn(turns, sizes.rounds)
    return Measured(
        measures=tuple(Measure(name, value, "ms") for name, value in taken.items()),
        ratios=(
            Ratio.against("open by unit: then / now", taken["open by unit, then"] / taken["open by unit, now"], OF_NOW),
            Ratio.against("open by unit, then", taken["open by unit, then"], TAKES, "ms"),
            Ratio.against("page: then / now", taken["page of deadlines, then"] / taken["page of deadlines, now"]),
        ),
        notes=(f"Over {head:,} facts, at {MOMENTS} positions spread over them.",),
    )


def _dashboard(application: Tiji, position: int | None) -> object:
    return application.reader.query(OPEN, position, deadlines=Timeliness)


def _page(application: Tiji, tokens: TokenFile) -> Callable[[int | None], object]:
    """The list of running deadlines as the API answers it at the history's end, with its counts."""
    api, at = api_of(application, tokens), performance()[-1].recorded_at
    params = TimelinessParams(state=("running",), limit=50)
    return lambda position: timeliness(Asked(api, OFFICE, params, position, at))


def _median(ask: Callable[[int | None], object], positions: Any, times: int) -> float:  # noqa: ANN401  (an endless cycle)
    """Milliseconds of a question, after one that is not counted."""
    ask(next(positions))
    return median(seconds_of(partial(ask, next(positions))) for _ in range(times)) * 1000

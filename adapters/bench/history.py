"""Facts to follow: the demo's invented city played once in memory, then its cases again and again under new ids."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cache
from itertools import count
from typing import cast
from uuid import UUID, uuid4

import psycopg

from adapters.demo.city import read_city
from adapters.demo.story import StoryPlay
from adapters.scenarios.worlds import MemoryWorld
from application.recorder import CommandRecorder, Row

CASES = 60
"""Cases of each authority in the performance."""
TOGETHER = 20
"""Repetitions whose cases run side by side, as the cases of one month do."""
WRITER = "tiji_app"
COPY = (
    "COPY store.events (notification_id, originator_id, originator_version, recorded_at, topic, state,"
    " command_id, written_by) FROM STDIN"
)
ID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def fill(url: str, facts: Iterable[Row], *, each_its_own_command: bool = False) -> int:
    """Put facts straight into an empty store, as its owner; the last position."""
    command = uuid4()
    last = 0
    with psycopg.connect(url) as owner, owner.cursor() as cursor, cursor.copy(COPY) as copy:
        for row in facts:
            copy.write_row((*row, uuid4() if each_its_own_command else command, WRITER))
            last = row.position
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE store.events")
        owner.execute("CHECKPOINT")
    return last


def repeated(facts: int) -> Iterator[Row]:
    """At most so many facts: the organisation once, then group after group of repeated cases.

    What a fact says of other positions stays as it was in the performance; nothing measured here looks them up.
    """
    organisation = [row for row in performance() if not ID.search(row.state)]
    of_cases = [row for row in performance() if ID.search(row.state)]
    groups = max(1, -(-(facts - len(organisation)) // (TOGETHER * len(of_cases))))
    lasts = performance()[-1].recorded_at - performance()[0].recorded_at + timedelta(days=1)
    positions = count(1)
    for row in organisation[:facts]:
        yield row._replace(position=next(positions), recorded_at=row.recorded_at - groups * lasts)
    for group in range(groups):
        renamed: list[defaultdict[bytes, bytes]] = [defaultdict(_new_name) for _ in range(TOGETHER)]
        earlier = (groups - 1 - group) * lasts
        for row in of_cases:
            for names in renamed:
                position = next(positions)
                if position > facts:
                    return
                stream = UUID(names[str(row.stream).encode()].decode())
                state = ID.sub(lambda found, names=names: names[found[0]], row.state)  # type: ignore[misc]
                yield Row(position, stream, row.version, row.recorded_at - earlier, row.topic, state)


@cache
def performance() -> tuple[Row, ...]:
    """The facts of a small city, played once."""
    world, city = MemoryWorld(), read_city()
    few = tuple(authority.model_copy(update={"cases": CASES}) for authority in city.authorities)
    StoryPlay(city.model_copy(update={"authorities": few}), world, lambda *_: None).run()
    world.settle()
    return tuple(cast("CommandRecorder", world.store.recorder).rows(0, world.store.head()))


def of_each_case() -> float:
    """How many facts a case has, about."""
    return len(performance()) / sum(row.topic == "complaint.registered" for row in performance())


def _new_name() -> bytes:
    return str(uuid4()).encode()

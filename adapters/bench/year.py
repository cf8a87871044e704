"""A year of an authority of many units: the city's performance span after span, its units again under other names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import count
from typing import NamedTuple
from uuid import UUID, uuid4

from adapters.bench.history import ID, performance
from adapters.demo.city import read_city
from application.recorder import Row

COPIES = 14
"""Times each unit of the city stands in the authority: eight make 112."""
SPAN = timedelta(days=43)
"""The performance lasts six weeks."""
TURNS = range(-5, 2)
"""Spans the performance is told again in, one after the other; all within its year."""
MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT[^\"]+")
CODE = re.compile(rb'(?<=")(%s)(?=["\.])' % "|".join(each.unit for each in read_city().units).encode())
"""A unit's code, alone or as the first half of a seat's."""


class Told(NamedTuple):
    """A repetition of the performance: under which names, by which copy of the units."""

    names: defaultdict[bytes, bytes]
    copy: int


def year_of_many(facts: int) -> Iterator[Row]:
    """At most so many facts: the organisation, its units in every copy; then span after span the cases side by side."""
    organisation = [row for row in performance() if not ID.search(row.state)]
    of_cases = [row for row in performance() if ID.search(row.state)]
    together = max(1, -(-(facts - len(organisation) * COPIES) // (len(TURNS) * len(of_cases))))
    positions = count(1)
    copies = [Told(_stable(copy), copy) for copy in range(COPIES)]
    for row in organisation:
        for told in copies if row.topic.startswith("unit.") else copies[:1]:
            yield _again(row, next(positions), told, SPAN * (TURNS[0] - 1))
    for turn in TURNS:
        repeated = [Told(defaultdict(_new_name), number % COPIES) for number in range(together)]
        for row in of_cases:
            for each in repeated:
                position = next(positions)
                if position > facts:
                    return
                yield _again(row, position, each, SPAN * turn)


def _again(row: Row, position: int, told: Told, later: timedelta) -> Row:
    state = ID.sub(lambda found: told.names[found[0]], row.state)
    state = MOMENT.sub(lambda found: _moved(found[0], later), CODE.sub(_renamed(told.copy), state))
    stream = UUID(told.names[str(row.stream).encode()].decode())
    return Row(position, stream, row.version, row.recorded_at + later, row.topic, state)


def _renamed(copy: int) -> Callable[[re.Match[bytes]], bytes]:
    return lambda found: b"%s-%d" % (found[0], copy) if copy else found[0]


@lru_cache(maxsize=200_000)
def _moved(moment: bytes, later: timedelta) -> bytes:
    return (datetime.fromisoformat(moment.decode()) + later).isoformat().encode()


def _stable(copy: int) -> defaultdict[bytes, bytes]:
    """New names of one copy of the organisation; the first keeps its own."""
    return _Kept() if copy == 0 else defaultdict(_new_name)


class _Kept(defaultdict[bytes, bytes]):
    """Everything is called what it was."""

    def __missing__(self, name: bytes) -> bytes:
        return name


def _new_name() -> bytes:
    return str(uuid4()).encode()

"""A world while its city is made: the real commands, with time and what falls due held in this process.

Views are not followed command by command: nothing that is decided asks them. Facts are stored as always; whoever
follows the store catches up in large batches afterwards. The clockwork stops at every due time on the way, so
that a miss is recorded one moment after its instant, in the order of the clock; and at every warning time, so that
who runs out of time is reminded then.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from adapters.demo.living.agenda import Agenda
from adapters.scenarios.world import World
from application.house import House
from application.ports import Progress
from application.reactions.base import REACTIONS
from application.reactions.reactor import NAME
from projections.base import Projection

BATCH = 1000


class HeldClock:
    """The world's clock, which nobody else moves meanwhile, remembered so that it need not be asked."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._now = world.house.desk.clock.now()

    def now(self) -> datetime:
        """Where it stands."""
        return self._now

    def advance_to(self, instant: datetime) -> None:
        """Move it forward; an earlier instant leaves it where it stands."""
        if instant > self._now:
            self._world.advance_to(instant)
            self._now = instant


class HeldProgress:
    """How far the reactions have come, kept here until they are asked to write it down.

    An interruption repeats reactions, and each finds its own command.
    """

    def __init__(self, kept: Progress) -> None:
        self._kept = kept
        self._positions: dict[str, int] = {}

    def position(self, name: str) -> int:
        """The last position worked through."""
        if name not in self._positions:
            self._positions[name] = self._kept.position(name)
        return self._positions[name]

    def advance(self, name: str, position: int) -> None:
        """It has worked through a position."""
        self._positions[name] = position

    def write_down(self) -> None:
        """Keep what is known for good."""
        for name, position in self._positions.items():
            self._kept.advance(name, position)


class Loading:
    """The world that a living city is played in."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.clock = HeldClock(world)
        self.agenda = Agenda()
        self.progress = HeldProgress(world.house.progress)
        desk = replace(world.house.desk, clock=self.clock)
        self._house = House(
            desk,
            deadlines=self.agenda,
            stalled=self.agenda,
            waiting=self.agenda,
            obliged=self.agenda,
            progress=self.progress,
            found=world.house.found,
            counted=world.house.counted,
            post=world.house.post,
        )

    @property
    def house(self) -> House:
        """The use cases, as the world has them."""
        return self._house

    def advance_to(self, instant: datetime) -> None:
        """Let time pass up to an instant: whatever comes near or falls due on the way, does so at its own moment."""
        self.settle()
        while (moment := self.agenda.next_moment()) is not None and moment <= instant:
            self.clock.advance_to(moment)
            self.house.clockwork.tick()
            self.house.reminding.tick()
            self.settle()
        self.clock.advance_to(instant)

    def settle(self) -> None:
        """Let the agenda, the reactions and the outbox catch up until nothing new comes."""
        while batch := list(self.house.desk.store.facts(self.agenda.position, BATCH)):
            self.agenda.follow(batch)
            if any(type(fact) in REACTIONS for _, fact in batch):
                self.house.reactor.catch_up()
            elif not self.house.outbox.deliver() and len(batch) < BATCH:
                return

    def finish(self) -> None:
        """React to everything, and write down how far that is."""
        self.settle()
        self.progress.position(NAME)
        self.house.reactor.catch_up()
        self.progress.write_down()

    def show(self) -> None:
        """Let the views of the world catch up too, for a command that asks them."""
        self.finish()
        self.world.settle()

    def rows(self, projection: type[Projection], as_of: int | None = None, **equals: Any) -> list[Any]:  # noqa: ANN401
        """Rows of a view of the world, as far as it has been followed."""
        return self.world.rows(projection, as_of, **equals)

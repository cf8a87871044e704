"""Works through the facts in order and calls the reactions each one has."""

from __future__ import annotations

from dataclasses import dataclass

from application.ports import Progress
from application.reactions.base import REACTIONS, Reaction, Surroundings
from domain.errors import VersionConflict
from domain.events.base import Event
from domain.values import Place

NAME = "reactions"
BATCH = 500
TRIES = 5
"""How often a reaction is done again when a command was faster on a stream it wrote to."""


@dataclass(frozen=True)
class Reactor:
    """Follows the store. Progress is kept after each fact that called something, and after each batch.

    It never runs ahead of the read side, of which reactions ask what a fact concerns: a view that has not yet
    seen the deadline or the ladder of a moment ago would let it slip through unnoticed.
    A crash between a reaction and its progress repeats the reaction, which then finds its own command.
    """

    surroundings: Surroundings
    progress: Progress

    def is_behind(self) -> bool:
        """Whether facts wait for their reactions."""
        return self.progress.position(NAME) < self.surroundings.desk.store.head()

    def catch_up(self, until: int | None = None) -> int:
        """React to every fact up to a position (default: the newest the views hold); the reactions called.

        Raises VersionConflict where commands were faster time after time; the same fact is then up next.
        """
        store = self.surroundings.desk.store
        known = self.surroundings.deadlines.reached()
        until = known if until is None else min(until, known)
        done, called = self.progress.position(NAME), 0
        while done < until:
            batch = list(store.facts(done, min(BATCH, until - done)))
            if not batch:
                break
            for place, fact in batch:
                reactions = REACTIONS.get(type(fact), [])
                for reaction in reactions:
                    self._react(reaction, fact, place)
                    called += 1
                done = place.position
                if reactions:
                    self.progress.advance(NAME, done)
            self.progress.advance(NAME, done)
        return called

    def _react(self, reaction: Reaction, fact: Event, place: Place) -> None:
        """Once more where another command was faster: a reaction decides on what stands now, and does it once."""
        for left in reversed(range(TRIES)):
            try:
                reaction(fact, place, self.surroundings)
            except VersionConflict:
                if not left:
                    raise
            else:
                return

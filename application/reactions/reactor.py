"""Works through the facts in order and calls the reactions each one has."""

from __future__ import annotations

from dataclasses import dataclass

from application.ports import Progress
from application.reactions.base import REACTIONS, Surroundings

NAME = "reactions"
BATCH = 500


@dataclass(frozen=True)
class Reactor:
    """Follows the store. Progress is kept after each fact that called something, and after each batch.

    A crash between a reaction and its progress repeats the reaction, which then finds its own command.
    """

    surroundings: Surroundings
    progress: Progress

    def is_behind(self) -> bool:
        """Whether facts wait for their reactions."""
        return self.progress.position(NAME) < self.surroundings.desk.store.head()

    def catch_up(self, until: int | None = None) -> int:
        """React to every fact up to a position (default: the newest); the number of reactions called."""
        store = self.surroundings.desk.store
        done, called = self.progress.position(NAME), 0
        while until is None or done < until:
            batch = list(store.facts(done, BATCH if until is None else min(BATCH, until - done)))
            if not batch:
                break
            for place, fact in batch:
                reactions = REACTIONS.get(type(fact), [])
                for reaction in reactions:
                    reaction(fact, place, self.surroundings)
                    called += 1
                done = place.position
                if reactions:
                    self.progress.advance(NAME, done)
            self.progress.advance(NAME, done)
        return called

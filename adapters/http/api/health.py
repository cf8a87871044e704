"""How the store and its views are: what is known, how far behind, what waits for a mend."""

from __future__ import annotations

from pydantic import Field

from adapters.http.parameters import Params
from adapters.http.question import Asked, Question
from adapters.http.shapes import Shape, Time


class ParkedFact(Shape):
    """A fact that a view could not fold; its case waits, the others go on."""

    position: int
    topic: str


class Health(Shape):
    """`ok` is whether everything that was recorded can be seen."""

    ok: bool
    simulation: bool = Field(description="The clock of this store is held in the hand; nothing here is real.")
    now: Time
    head: int = Field(description="Position of the newest fact.")
    position: int = Field(description="Position the views hold.")
    lag: int = Field(description="Facts the views have yet to fold.")
    reactions_behind: bool
    parked: list[ParkedFact]


def health(asked: Asked) -> Health:
    """How it is."""
    api = asked.api
    position, head = api.reader.position(), api.house.desk.store.head()
    parked = [ParkedFact(position=each.position, topic=each.topic) for each in api.parked()]
    return Health(
        ok=not parked,
        simulation=api.simulation,
        now=asked.at,
        head=head,
        position=position,
        lag=head - position,
        reactions_behind=api.house.reactor.is_behind(),
        parked=parked,
    )


QUESTIONS = (Question("/health", "health.read", "How it is", Params, Health, health),)

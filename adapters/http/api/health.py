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


class LogHealth(Shape):
    """How far facts are sealed into the transparency log."""

    size: int = Field(description="Facts under the newest checkpoint.")
    lag: int = Field(description="Facts not sealed yet; what is altered before it is sealed goes unnoticed.")
    witnessed: int = Field(description="Facts under a checkpoint that the witness signed.")
    sealed_at: Time | None
    alarm: str | None = Field(description="What is wrong: witness_ahead, witness_away, fact_altered …")
    detail: str


class Health(Shape):
    """`ok`: all that was recorded can be seen, what passed is settled, and the log gives no reason for distrust."""

    ok: bool
    simulation: bool = Field(description="The clock of this store is held in the hand; nothing here is real.")
    now: Time
    head: int = Field(description="Position of the newest fact.")
    position: int = Field(description="Position the views hold.")
    lag: int = Field(description="Facts the views have yet to fold.")
    reactions_behind: bool
    clockwork_behind: bool = Field(description="A deadline passed more than a minute ago and is not settled yet.")
    parked: list[ParkedFact]
    log: LogHealth


def health(asked: Asked) -> Health:
    """How it is."""
    api = asked.api
    position, head = api.reader.position(), api.house.desk.store.head()
    parked = [ParkedFact(position=each.position, topic=each.topic) for each in api.parked()]
    log, behind = api.log.state(), api.house.clockwork.is_behind()
    return Health(
        ok=not parked and log.is_trusted and not behind,
        simulation=api.simulation,
        now=asked.at,
        head=head,
        position=position,
        lag=head - position,
        reactions_behind=api.house.reactor.is_behind(),
        clockwork_behind=behind,
        parked=parked,
        log=LogHealth(
            size=log.size,
            lag=max(head - log.size, 0),
            witnessed=log.witnessed,
            sealed_at=log.sealed_at,
            alarm=log.alarm,
            detail=log.detail,
        ),
    )


QUESTIONS = (Question("/health", "health.read", "How it is", Params, Health, health),)

"""Use case of readings: an office reads a clause another way from a day on."""

from __future__ import annotations

from dataclasses import dataclass

from application import commands as c
from application.calls import Call, Outcome
from application.desk import Desk, Now
from domain.aggregates.base import Aggregate
from domain.aggregates.readings import Readings, readings_stream
from domain.errors import NotFound
from domain.rules.law import Law
from domain.values import BEIJING


@dataclass(frozen=True)
class ReadingsOfEditions:
    """修订读法: with author, day and reason; the text itself stays as it is."""

    desk: Desk

    def revise_reading(self, edition: str, command: c.ReviseReading, call: Call) -> Outcome:
        """修订读法."""
        desk, id = self.desk, readings_stream(edition)
        known = desk.editions.edition(edition)

        def decide() -> tuple[Aggregate, ...]:
            try:
                readings = desk.store.get(Readings, id)
            except NotFound:
                readings = Readings.blank(edition)
            act = desk.act(call, command, id)
            now = Now(act, Law(known, desk.calendars.known()), desk.texts, id, call.command_id)
            readings.revise(
                known,
                command.reading,
                command.choice,
                effective_from=command.effective_from,
                today=act.told_at.astimezone(BEIJING).date(),
                reason=now.text("reason", command.reason),
                act=act,
            )
            return (readings,)

        return desk.perform("editions.revise_reading", call, command, decide, {"edition": edition})

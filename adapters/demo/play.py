"""Plays a city's cases in the order of the clock."""

from __future__ import annotations

import heapq
from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from adapters.demo.city import Caller
from adapters.demo.plots import Beat
from adapters.demo.turns import Turn
from adapters.scenarios.world import World
from application.consultations import current as consultation_of
from application.ids import named_after
from application.supervisions import current
from domain.aggregates.complaint import Complaint
from domain.errors import Refused
from domain.events.findings import FindingRecorded


class Play(ABC):
    """One performance between two instants: the same seed gives the same facts."""

    def __init__(
        self,
        begins: datetime,
        ends: datetime,
        seed: int,
        caller: Caller,
        world: World,
        report: Callable[[int, int], None],
    ) -> None:
        self.begins, self.ends = begins, ends
        self.caller, self.world, self.report = caller, world, report
        self.random = Random(seed)
        self.refused = 0

    def run(self) -> None:
        """Set the city up, then act until its last day ends."""
        self.world.advance_to(self.begins - timedelta(days=1))
        turns = self._open()
        heapq.heapify(turns)
        total, finished = len(turns), 0
        while turns and turns[0].at <= self.ends:
            turn = heapq.heappop(turns)
            self._pass_time(turn.at)
            self._act(turn)
            if turn.beats:
                turn.at = self._office_hours(turn.at + turn.beats[0].after, turn.beats[0])
                heapq.heappush(turns, turn)
            else:
                finished += 1
            self.report(finished, total)
        self._pass_time(self.ends)
        self._close()
        self.report(total, total)

    @abstractmethod
    def _open(self) -> list[Turn]:
        """Establish who there is, and throw the dice for every case."""

    @abstractmethod
    def _pass_time(self, until: datetime) -> None:
        """Let the clocks run up to an instant."""

    @abstractmethod
    def _office_hours(self, at: datetime, beat: Beat) -> datetime:
        """When somebody who would act at an instant really does."""

    @abstractmethod
    def _close(self) -> None:
        """Leave nothing undone."""

    def _was_refused(self, turn: Turn, beat: Beat, refusal: Refused) -> None:
        """Count an act that was refused; the play goes on."""
        del turn, beat, refusal
        self.refused += 1

    def _act(self, turn: Turn) -> None:
        beat = turn.beats.pop(0)
        turn.acts += 1
        try:
            self._call(turn, beat)
        except Refused as refusal:
            self._was_refused(turn, beat, refusal)

    def _call(self, turn: Turn, beat: Beat) -> None:
        unit = (beat.as_unit or turn.unit) if beat.by_unit else None
        key, body = f"{turn.number}:{turn.acts}", self._said(turn, beat)
        outcome = self.caller.call(key, beat.role, unit, beat.verb, self._target(turn, beat), body)
        if beat.verb == "register":
            turn.case = outcome.id
        if beat.verb == "propose":
            turn.escalation = outcome.id
        if beat.verb == "dispatch":
            turn.unit = body["unit"]

    def _target(self, turn: Turn, beat: Beat) -> UUID | str | None:
        if beat.verb == "propose":
            return None
        if beat.on_unit:
            return turn.unit
        if beat.on_file and turn.case is not None:
            return self._file_of(turn.case)
        if beat.on_consultation and turn.case is not None:
            return consultation_of(self.caller.house.desk.store, turn.case).id
        if beat.on_supervision and turn.case is not None:
            return current(self.caller.house.desk.store, turn.case).id
        return turn.escalation if beat.on_escalation else turn.case

    def _file_of(self, case: UUID) -> UUID | None:
        """The accountability file that the first finding calling for one opened."""
        for place, fact in self.caller.house.desk.store.stream(case):
            if isinstance(fact, FindingRecorded) and fact.consequence == "accountability" and not fact.proposed:
                return named_after(place, "accountability-file")
        return None

    def _said(self, turn: Turn, beat: Beat) -> dict[str, Any]:
        """The command's body, with what only the moment knows."""
        body: dict[str, Any] = dict(beat.body)
        if beat.verb == "propose":
            body |= {"complaint": turn.case, "unit": turn.unit}
        if beat.verb == "assign_supervision":
            body["lead"] = turn.unit
        if beat.verb in {"propose_consultation", "fix_consultation"}:
            body["lead"] = turn.unit
        if beat.verb == "hold_consultation":
            body |= {"held_on": turn.at.date(), "attended": [turn.unit, *body["attended"]]}
        if beat.verb == "set_task":
            body |= {"unit": body.get("unit", turn.unit), "until": turn.at.date() + timedelta(days=body.pop("days"))}
        if beat.verb == "submit_reply" and turn.case is not None:
            complaint = self.caller.house.desk.store.get(Complaint, turn.case)
            body["approved_by"] = "unit_head" if complaint.has_supervision else "unit_deputy"
        if "explained_to_citizen_at" in body:
            body["explained_to_citizen_at"] = turn.at
        if beat.late_by:
            told = {"ground": "system_down", "evidence": ["纸质登记簿照片"]}
            body["late"] = {**told, "occurred_at": turn.at - beat.late_by}
        return body

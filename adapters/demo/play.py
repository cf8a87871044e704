"""Plays the city's cases in the order of the clock."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from adapters.demo.city import Authority, Caller, City, set_up
from adapters.demo.plots import BUREAU_PLOTS, CITY_PLOTS, Beat, arrivals, desk, hours
from adapters.demo.scenes import SCENES
from adapters.scenarios.runner import World
from domain.errors import Refused

TICK = timedelta(hours=1)
KINDS = ("complaint", "complaint", "complaint", "consultation", "suggestion", "help", "report", "urgent")
OFFICE_OPENS, OFFICE_CLOSES = 8, 18
"""Office hours, in which people act; the clock runs on."""


@dataclass(order=True)
class Turn:
    """The next act of a case."""

    at: datetime
    number: int
    beats: list[Beat] = field(compare=False)
    authority: str = field(compare=False)
    unit: str = field(compare=False)
    case: UUID | None = field(default=None, compare=False)
    escalation: UUID | None = field(default=None, compare=False)
    acts: int = field(default=0, compare=False)


class Play:
    """One performance: the same seed gives the same facts."""

    def __init__(self, city: City, world: World, report: Callable[[int, int], None]) -> None:
        self.city, self.world, self.report = city, world, report
        self.caller = Caller(world.house)
        self.random = Random(city.seed)
        self.turns: list[Turn] = []
        self.refused = 0

    def run(self) -> None:
        """Set the city up, then act until its last day ends."""
        self.world.advance_to(self.city.from_ - timedelta(days=1))
        set_up(self.city, self.caller, self.world.house)
        for authority in self.city.authorities:
            self._cast(authority)
        for authority in self.city.authorities:
            if authority.is_bureau:
                self._stage(authority)
        heapq.heapify(self.turns)
        total, next_tick = len(self.turns), self.city.from_
        finished: set[int] = set()
        while self.turns and self.turns[0].at <= self.city.until:
            turn = heapq.heappop(self.turns)
            next_tick = self._tick_until(turn.at, next_tick)
            self._act(turn)
            if not turn.beats:
                finished.add(turn.number)
            self.report(len(finished), total)
        self._tick_until(self.city.until, next_tick)
        self.report(total, total)

    def _cast(self, authority: Authority) -> None:
        plots = BUREAU_PLOTS if authority.is_bureau else CITY_PLOTS
        units = self.city.units_of(authority.authority)
        for at in sorted(arrivals(self.random, self.city.from_, self.city.until, authority.cases)):
            plot = self.random.choices([plot for plot, _ in plots], [weight for _, weight in plots])[0]
            beats = plot(self.random)
            number = len(self.turns)
            unit = self.random.choice(units)
            opening = self._opening(plot.__name__, authority, unit, number)
            self.turns.append(Turn(at, number, [*opening, *beats], authority.authority, unit))

    def _stage(self, authority: Authority) -> None:
        """Add the scenes told by hand, without throwing a die that the other cases would miss."""
        for scene, unit in zip(SCENES, self.city.units_of(authority.authority), strict=False):
            matter = self.city.matters[unit][0]
            number = len(self.turns)
            case = {"kind": "licence", "title": matter, "content": f"{matter}。（虚构事项{number}）", "name": "甘一诺"}
            asked = {"authority": authority.authority, "channel": "office", "contact": f"0000-{number:04d}", **case}
            opening = [Beat(timedelta(0), "intake_clerk", "register", asked), desk(hours(0.2), "accept")]
            at = self.city.from_ + scene.after
            self.turns.append(Turn(at, number, [*opening, *scene.beats(unit)], authority.authority, unit))

    def _opening(self, plot: str, authority: Authority, unit: str, number: int) -> list[Beat]:
        matter = self.random.choice(self.city.matters[unit])
        name = self.random.choice(self.city.people.family) + self.random.choice(self.city.people.given)
        kinds = ("licence", "complaint", "consultation") if authority.is_bureau else KINDS
        registered = Beat(
            timedelta(0),
            "intake_clerk",
            "register",
            {
                "authority": authority.authority,
                "kind": self.random.choice(kinds),
                "channel": "office"
                if authority.is_bureau
                else self.random.choice(["hotline", "service_app", "mayor_mailbox"]),
                "title": matter,
                "content": f"{matter}，请尽快处理。（虚构事项{number}）",
                "name": name,
                "contact": f"0000-{number:04d}",
            },
        )
        if plot in {"on_the_spot", "out_of_scope", "emergency"}:
            return [registered]
        accepted = Beat(timedelta(minutes=self.random.randint(5, 50)), "intake_clerk", "accept")
        if authority.is_bureau:
            return [registered, accepted]
        handed = Beat(timedelta(minutes=self.random.randint(5, 240)), "intake_clerk", "dispatch", {"unit": unit})
        return [registered, accepted, handed]

    def _act(self, turn: Turn) -> None:
        beat = turn.beats.pop(0)
        turn.acts += 1
        self.world.advance_to(turn.at)
        try:
            self._call(turn, beat)
        except Refused:
            self.refused += 1
        if turn.beats:
            turn.at = self._office_hours(turn.at + turn.beats[0].after, turn.beats[0])
            heapq.heappush(self.turns, turn)

    def _call(self, turn: Turn, beat: Beat) -> None:
        body: dict[str, Any] = dict(beat.body)
        target: UUID | str | None = turn.escalation if beat.on_escalation else turn.case
        if beat.verb == "propose":
            body |= {"complaint": turn.case, "unit": turn.unit}
            target = None
        if "explained_to_citizen_at" in body:
            body["explained_to_citizen_at"] = turn.at
        if beat.on_unit:
            target = turn.unit
        if beat.late_by:
            told = {"ground": "system_down", "evidence": ["纸质登记簿照片"]}
            body["late"] = {**told, "occurred_at": turn.at - beat.late_by}
        unit = turn.unit if beat.by_unit else None
        key = f"{turn.number}:{turn.acts}"
        outcome = self.caller.call(key, beat.role, unit, beat.verb, target, body)
        if beat.verb == "register":
            turn.case = outcome.id
        if beat.verb == "propose":
            turn.escalation = outcome.id

    def _office_hours(self, at: datetime, beat: Beat) -> datetime:
        """People act by day; whoever is late into the night acts the next morning."""
        if beat.role == "intake_clerk" or OFFICE_OPENS <= at.hour < OFFICE_CLOSES:
            return at
        morning = at.replace(hour=OFFICE_OPENS, minute=self.random.randint(5, 55))
        return morning if at.hour < OFFICE_OPENS else morning + timedelta(days=1)

    def _tick_until(self, at: datetime, tick: datetime) -> datetime:
        while tick <= at:
            self.world.advance_to(tick)
            self.world.settle()
            self.world.house.clockwork.tick()
            self.world.settle()
            tick += TICK
        return tick

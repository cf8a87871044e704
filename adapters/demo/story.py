"""The story city: about 300 cases in six weeks, with the clocks looked at every hour."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from adapters.demo.city import Authority, Caller, City, let_review, set_up
from adapters.demo.play import Play
from adapters.demo.plots import BUREAU_PLOTS, CITY_PLOTS, Beat, arrivals, by_first_responder, desk, hours
from adapters.demo.scenes import SCENES
from adapters.demo.turns import Turn
from adapters.scenarios.world import World

TICK = timedelta(hours=1)
KINDS = ("complaint", "complaint", "complaint", "consultation", "suggestion", "help", "report", "urgent")
OFFICE_OPENS, OFFICE_CLOSES = 8, 18
"""Office hours, in which people act; the clock runs on."""


class StoryPlay(Play):
    """One performance of the story city."""

    def __init__(self, city: City, world: World, report: Callable[[int, int], None]) -> None:
        super().__init__(city.from_, city.until, city.seed, Caller(world.house), world, report)
        self.city = city
        self.turns: list[Turn] = []
        self.next_tick = city.from_

    def _open(self) -> list[Turn]:
        city = self.city
        set_up(city.authorities, city.units, self.caller, self.world.house)
        let_review(city.reviews, city.from_.date(), self.caller)
        for authority in city.authorities:
            self._cast(authority)
        for authority in city.authorities:
            if authority.is_bureau:
                self._stage(authority)
        return self.turns

    def _pass_time(self, until: datetime) -> None:
        while self.next_tick <= until:
            self.world.advance_to(self.next_tick)
            self.world.settle()
            self.world.house.clockwork.tick()
            self.world.house.reminding.tick()
            self.world.settle()
            self.next_tick += TICK
        self.world.advance_to(until)

    def _close(self) -> None:
        """The last hour was looked at; nothing is left."""

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
            opening = [
                by_first_responder(desk(timedelta(0), "register", **asked)),
                by_first_responder(desk(hours(0.2), "accept")),
            ]
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
            return [by_first_responder(registered), by_first_responder(accepted)]
        handed = Beat(timedelta(minutes=self.random.randint(5, 240)), "intake_clerk", "dispatch", {"unit": unit})
        return [registered, accepted, handed]

    def _office_hours(self, at: datetime, beat: Beat) -> datetime:
        """People act by day; whoever is late into the night acts the next morning."""
        if beat.role == "intake_clerk" or OFFICE_OPENS <= at.hour < OFFICE_CLOSES:
            return at
        morning = at.replace(hour=OFFICE_OPENS, minute=self.random.randint(5, 55))
        return morning if at.hour < OFFICE_OPENS else morning + timedelta(days=1)

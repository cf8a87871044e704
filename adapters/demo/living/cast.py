"""Throws the dice for every case of the living city before the first one is played."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid5

from adapters.demo.city import SEATS, Authority
from adapters.demo.living import ladders
from adapters.demo.living.arrivals import arrivals
from adapters.demo.living.plots import BY_HAND, COMMON, TROUBLE, Lot, Plot, in_good_time, ordinary
from adapters.demo.living.setting import LivingCity, Staged, Unit
from adapters.demo.plots import Beat, by_first_responder, desk, hours
from adapters.demo.turns import Turn
from domain.calendar import Calendar

ALIKE = {"complex_consultation": "consultation"}
"""Kinds that ask about the same things."""
PLACED = frozenset({"complaint", "help", "urgent", "sudden"})
"""Kinds whose titles say where."""
ON_THE_SPOT, OUTSIDE, EMERGENCY, REPEATED = 0.055, 0.02, 0.012, 0.02
"""Shares of what comes in that no unit is asked about, or that was asked before."""
AN_ANSWER_AGO = timedelta(days=21)
"""So much earlier is what somebody asks again."""
SOON = 7
"""From this many of a hundred on an office hands on late."""


class Cast:
    """Every case of a city: who asks for what, when, and what becomes of it."""

    def __init__(self, city: LivingCity, calendar: Calendar, random: Random) -> None:
        self.city, self.calendar, self.random = city, calendar, random
        self.turns: list[Turn] = []
        self.ordinary: list[Turn] = []
        """Those that went well, which somebody may ask again."""

    def all(self) -> list[Turn]:
        """The cases of all authorities, and those told by hand."""
        for authority in self.city.authorities:
            for at in arrivals(self.random, self.city, self.calendar, authority.cases):
                self.turns.append(
                    self._of_bureau(authority, at) if authority.is_bureau else self._of_city(authority, at)
                )
        for staged in self.city.staged:
            unit = next(unit for unit in self.city.units if unit.unit == staged.unit)
            authority = next(each for each in self.city.authorities if each.authority == unit.authority)
            told = self._by_bureau if authority.is_bureau else self._by_city
            self.turns.append(told(authority, unit, staged))
        return self.turns

    # -- the bureau ------------------------------------------------------------------------------------

    def _of_bureau(self, authority: Authority, at: datetime) -> Turn:
        return self._ladder(authority, self._unit(authority, at), at, self._throw(dict(ladders.BUREAU)))

    def _by_bureau(self, authority: Authority, unit: Unit, staged: Staged) -> Turn:
        return self._ladder(authority, unit, staged.at, getattr(ladders, staged.plot))

    def _ladder(self, authority: Authority, unit: Unit, at: datetime, plot: Plot) -> Turn:
        kind = self._kind(authority, unit)
        vacant = {role: deputy for role, _, deputy in SEATS if deputy and f"{unit.unit}.{role}" in unit.vacant}
        beats = [ladders.stood_in_for(beat, vacant) for beat in plot(Lot(self.random, kind, unit.slack))]
        beats = [_in_unit(beat, unit) for beat in beats]
        registered = self._registered(authority, unit, kind, self._matter(unit, kind, at))
        opening = [by_first_responder(registered), by_first_responder(desk(hours(0.2), "accept"))]
        return self._turn(at, [*opening, *beats], authority, unit)

    # -- the city --------------------------------------------------------------------------------------

    def _of_city(self, authority: Authority, at: datetime) -> Turn:
        thrown = self.random.random()
        if thrown < EMERGENCY:
            return self._emergency(authority, at)
        if thrown < EMERGENCY + OUTSIDE:
            return self._outside(authority, at)
        earlier = [turn for turn in self.ordinary if turn.at < at - AN_ANSWER_AGO]
        if thrown < EMERGENCY + OUTSIDE + REPEATED and earlier:
            return self._repeated(authority, at, self.random.choice(earlier))
        storm = self.city.storm
        if storm.from_ <= at.date() <= storm.until and self.random.random() < storm.share:
            unit = self._unit(authority, at, storm.units)
            kind, matter = self._throw(storm.kinds), self.random.choice(storm.matters)
        else:
            unit = self._unit(authority, at)
            kind = self._kind(authority, unit)
            matter = self._matter(unit, kind, at)
        registered = self._registered(authority, unit, kind, matter)
        if kind in {"consultation", "praise"} and self.random.random() < ON_THE_SPOT * 5:
            told = self.random.choice(("已告知办理流程。", "已说明所需材料和地点。", "已转达并致谢。"))
            direct = desk(
                timedelta(minutes=self.random.randint(2, 9)), "answer_directly", way="knowledge_base", answer=told
            )
            return self._turn(at, [registered, direct], authority, unit)
        return self._handed_on(at, registered, authority, unit, kind)

    def _handed_on(self, at: datetime, registered: Beat, authority: Authority, unit: Unit, kind: str) -> Turn:
        known, quiet = self.city.of(authority.authority), self.city.quiet
        others = tuple(each.unit for each in known if each is not unit and not quiet.spares(each.unit, at.date()))
        lot = Lot(self.random, kind, unit.slack, others)
        plots = {**dict(COMMON), **{plot: weight * unit.slack for plot, weight in TROUBLE}}
        if quiet.spares(unit.unit, at.date()):
            plots = {in_good_time: 1}
        plot = ordinary if kind == "praise" else self._throw(plots)
        beats = [
            replace(beat, body={"unit": self.random.choice(others)}) if beat.verb == "dispatch" else beat
            for beat in plot(lot)
        ]
        body: dict[str, Any] = {"unit": unit.unit}
        if self.random.random() < 0.04:
            body["assisting"] = [self.random.choice(others)]
        wait = lot.hours(24.5, 30) if self.random.random() < 0.012 else lot.hours(0.1, 3)
        opening = [registered, desk(lot.hours(0.05, 0.8), "accept"), desk(wait, "dispatch", **body)]
        turn = self._turn(at, [*opening, *beats], authority, unit)
        if plot is ordinary:
            self.ordinary.append(turn)
        return turn

    def _by_city(self, authority: Authority, unit: Unit, staged: Staged) -> Turn:
        registered = self._registered(authority, unit, staged.kind, staged.matter, channel="hotline")
        opening = [registered, desk(hours(0.2), "accept"), desk(hours(0.3), "dispatch", unit=unit.unit)]
        beats = BY_HAND[staged.plot](Lot(self.random, staged.kind, unit.slack))
        return self._turn(staged.at, [*opening, *beats], authority, unit)

    def _emergency(self, authority: Authority, at: datetime) -> Turn:
        number = self.random.choice(list(self.city.emergencies))
        unit = self._unit(authority, at)
        matter = self.random.choice(self.city.emergencies[number])
        registered = self._registered(authority, unit, "sudden", matter, channel="hotline")
        return self._turn(at, [registered, desk(timedelta(minutes=1), "transfer", to=number)], authority, unit)

    def _outside(self, authority: Authority, at: datetime) -> Turn:
        ground = self.random.choice(list(self.city.outside))
        unit = self._unit(authority, at)
        matter = self.random.choice(self.city.outside[ground])
        registered = replace(self._registered(authority, unit, "complaint", matter))
        told = {
            "explanation": "已说明不予受理的原因和可走的途径",
            "referred_to": "court" if ground == "litigation" else "office",
        }
        return self._turn(at, [registered, desk(hours(0.3), "refuse", ground=ground, **told)], authority, unit)

    def _repeated(self, authority: Authority, at: datetime, earlier: Turn) -> Turn:
        """The same person about the same thing: refused after the earlier answer was found true, or taken up again."""
        unit = next(unit for unit in self.city.units if unit.unit == earlier.unit)
        asked = dict(earlier.beats[0].body)
        id = self._case(earlier.number)
        again = f"{asked['content']}（再次反映）"
        registered = Beat(timedelta(0), "intake_clerk", "register", {**asked, "content": again, "repeats": str(id)})
        holds = self.random.random() < 0.5
        same = dict.fromkeys(("same_person", "same_fact", "same_reason"), True)
        found = {**same, "earlier_answer_true": holds, "note": "调阅前次工单并回访"}
        checked = desk(hours(0.4), "check_truth", earlier=str(id), **found)
        if holds:
            told = {"explanation": "前次答复属实，已再次说明", "referred_to": "earlier_answer"}
            return self._turn(
                at, [registered, checked, desk(hours(0.3), "refuse", ground="repeat", **told)], authority, unit
            )
        turn = self._handed_on(at, registered, authority, unit, asked["kind"])
        turn.beats.insert(1, checked)
        return turn

    # -- dice ------------------------------------------------------------------------------------------

    def _turn(self, at: datetime, beats: list[Beat], authority: Authority, unit: Unit) -> Turn:
        return Turn(at, len(self.turns), beats, authority.authority, unit.unit)

    def _case(self, number: int) -> UUID:
        """The id a case gets by its registration, which is the first act of its turn."""
        return uuid5(uuid5(self.city.namespace, f"{number}:1"), "complaint")

    def _throw(self, weights: Mapping[Any, float]) -> Any:  # noqa: ANN401  (whatever is weighed)
        (found,) = self.random.choices(list(weights), list(weights.values()))
        return found

    def _unit(self, authority: Authority, at: datetime, among: tuple[str, ...] = ()) -> Unit:
        units = [unit for unit in self.city.of(authority.authority) if not among or unit.unit in among]
        (found,) = self.random.choices(units, [unit.weight_on(at.date()) for unit in units])
        return found

    def _kind(self, authority: Authority, unit: Unit) -> str:
        matters = self.city.matters[unit.unit]
        weights = self.city.kinds[authority.authority]
        known = {kind: weight for kind, weight in weights.items() if ALIKE.get(kind, kind) in {*matters, "praise"}}
        return str(self._throw(known))

    def _matter(self, unit: Unit, kind: str, at: datetime) -> str:
        matters = {**self.city.matters[unit.unit], "praise": self.city.people.praise}
        known = matters[ALIKE.get(kind, kind)]
        in_season = unit.in_season if unit.is_out_of_season(at.date()) else ()
        return self.random.choice([matter for matter in known if matter not in in_season] or known)

    def _registered(self, authority: Authority, unit: Unit, kind: str, matter: str, channel: str = "") -> Beat:
        people, number = self.city.people, len(self.turns)
        street = self.random.choice(people.streets)
        title = f"{street}{matter}" if unit.has_places and kind in PLACED else matter
        said = f"{street}{self.random.randint(1, 180)}号附近：{matter}，{self.random.choice(people.since)}。"
        body = {
            "authority": authority.authority,
            "kind": kind,
            "channel": channel or self._throw(self.city.channels[authority.authority]),
            "title": title,
            "content": f"{said}{self.random.choice(people.wish)}（虚构事项{number}）",
            "name": self.random.choice(people.family) + self.random.choice(people.given),
            "contact": f"0000-{number:04d}",
        }
        return Beat(timedelta(0), "intake_clerk", "register", body)


def _in_unit(beat: Beat, unit: Unit) -> Beat:
    """Seats are named by their role in a plot, and by their unit in a fact."""
    if not beat.on_unit:
        return beat
    return replace(beat, body={"seat": f"{unit.unit}.{beat.body['seat']}"})

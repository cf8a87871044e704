"""One performance of the living city: by working days, with every clock stopping at its instant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from adapters.demo.city import Caller, let_review, set_up
from adapters.demo.living.bulletins import BulletinDue, bulletins_of
from adapters.demo.living.cast import Cast
from adapters.demo.living.loading import Loading
from adapters.demo.living.office import OfficeAct
from adapters.demo.living.setting import LivingCity
from adapters.demo.play import Play
from adapters.demo.plots import Beat
from adapters.demo.turns import Turn
from adapters.scenarios.world import World
from application.access import MAY
from application.ports import Refusal
from application.verbs import BY_NAME
from domain.errors import Refused
from projections.notices import inbox_of

ROUND_THE_CLOCK = frozenset({"intake_clerk", "administrator"})
OPENS, CLOSES = timedelta(hours=8, minutes=5), timedelta(hours=17, minutes=50)
"""Office hours, from midnight."""
ONE_DAY = timedelta(days=1)


class LivingPlay(Play):
    """The same seed gives the same facts. `keep` is told every refused attempt."""

    def __init__(
        self,
        city: LivingCity,
        world: World,
        report: Callable[[int, int], None],
        keep: Callable[[Refusal], None] = lambda _: None,
    ) -> None:
        self.loading = Loading(world)
        caller = Caller(self.loading.house, city.namespace)
        super().__init__(city.from_, city.until, city.seed, caller, self.loading, report)
        self.city, self.keep = city, keep
        self.calendar = self.loading.house.desk.calendars.known()
        editions = {each.authority: self.loading.house.desk.editions.edition(each.edition) for each in city.authorities}
        due: list[BulletinDue | OfficeAct] = [*bulletins_of(city, editions, self.calendar)]
        by_hand = [mark.act for mark in city.marks]
        self.due = sorted([*due, *by_hand, *city.ranked.acts(city.seed)], key=lambda each: each.at)
        """What the office does on its day, whatever comes in."""

    def _open(self) -> list[Turn]:
        set_up(self.city.authorities, self.city.units, self.caller, self.loading.house)
        set_up([self.city.ranked.authority], self.city.ranked.units, self.caller, self.loading.house)
        let_review(self.city.reviews, self.city.from_.date(), self.caller)
        for unit in self.city.units:
            for seat in unit.vacant:
                body = {"seat": seat}
                self.caller.call(f"vacant:{seat}", "administrator", None, "vacate_seat", unit.unit, body)
        return Cast(self.city, self.calendar, self.random).all()

    def _pass_time(self, until: datetime) -> None:
        while self.due and self.due[0].at <= until:
            due = self.due.pop(0)
            if isinstance(due, BulletinDue):
                self._publish(due)
            else:
                self._do(due)
        self.loading.advance_to(until)

    def _publish(self, due: BulletinDue) -> None:
        """Scores are reckoned from the views, so these come up to date first."""
        self.loading.advance_to(due.at)
        self.loading.show()
        key, body = f"published:{due.authority}:{due.term}", {"authority": due.authority, "term": str(due.term)}
        self.caller.call(key, "efficiency_office", None, "publish_scores", None, body)

    def _do(self, act: OfficeAct) -> None:
        """A unit marked; a candidate nominated, scored, corrected, looked at or withdrawn."""
        self.loading.advance_to(act.at)
        self.caller.call(act.key, "efficiency_office", None, act.verb, act.target, act.body)

    def _close(self) -> None:
        self.loading.finish()

    def _office_hours(self, at: datetime, beat: Beat) -> datetime:
        """Units and offices act on working days, by day; the desk and the clocks never rest."""
        if beat.role in ROUND_THE_CLOCK:
            return at
        midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
        if self.calendar.is_working(at.date()) and OPENS <= at - midnight <= CLOSES:
            return at
        day = midnight if at - midnight < OPENS else midnight + ONE_DAY
        while not self.calendar.is_working(day.date()):
            day += ONE_DAY
        return day + OPENS + timedelta(minutes=self.random.randint(0, 110))

    def _act(self, turn: Turn) -> None:
        """Whoever acts on a case has opened what its seat was told about it."""
        if turn.case is not None:
            self._open_notices(turn, turn.case, turn.beats[0])
        super()._act(turn)

    def _open_notices(self, turn: Turn, case: UUID, beat: Beat) -> None:
        unit = (beat.as_unit or turn.unit) if beat.by_unit else None
        seat = f"{unit}.{beat.role}" if unit else beat.role
        if "notices.open" not in MAY[beat.role]:
            return
        mine = [inbox_of("seat", seat=seat), inbox_of("unit", unit=unit) if unit else inbox_of("office")]
        for notice in self.loading.agenda.unopened(case, turn.at, *mine):
            self.caller.call(f"opened:{notice}", beat.role, unit, "open", notice, {})

    def _was_refused(self, turn: Turn, beat: Beat, refusal: Refused) -> None:
        super()._was_refused(turn, beat, refusal)
        unit = (beat.as_unit or turn.unit) if beat.by_unit else None
        self.keep(
            Refusal(
                actor=f"{unit}.{beat.role}" if unit else beat.role,
                role=beat.role,
                unit=unit,
                action=BY_NAME[beat.verb].action,
                target=str(turn.escalation if beat.on_escalation else turn.case),
                case=turn.case,
                code=refusal.code,
                basis=refusal.basis,
                attempted_at=turn.at,
            )
        )

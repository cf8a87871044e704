"""Worlds a story can play in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from adapters.calendars import announced
from adapters.memory import ManualClock, store_in_memory
from adapters.memory_views import MemoryViews
from adapters.notices import Composer, MemoryPost
from adapters.read_side import ReadSide
from adapters.regulations import shipped
from adapters.scenarios.story import Story
from adapters.scores_read import ScoreRecord
from adapters.vault import MemoryVault
from application.calendars import KnownCalendar
from application.desk import Desk
from application.editions import KnownEditions
from application.house import House
from application.outbox import Post
from domain.calendar import Calendar
from domain.regulations.book import Book
from domain.values import BEIJING
from projections.base import Projection

BATCH = 1000
BEGINNING = datetime(2000, 1, 1, tzinfo=BEIJING)


class MemoryProgress:
    """How far followers have come, in memory."""

    def __init__(self) -> None:
        self._positions: dict[str, int] = {}

    def position(self, name: str) -> int:
        """The last position worked through."""
        return self._positions.get(name, 0)

    def advance(self, name: str, position: int) -> None:
        """It has worked through a position."""
        self._positions[name] = position


def world_of(story: Story, editions: Book | None = None) -> MemoryWorld:
    """A fresh world with the calendar the story begins with, and these editions or those that ship."""
    return MemoryWorld(announced(story.setting.calendar_until), editions)


class MemoryWorld:
    """The whole application in memory: the same use cases, rules, reactions, folds."""

    def __init__(
        self, calendar: Calendar | None = None, books: Book | None = None, clock: ManualClock | None = None
    ) -> None:
        self.clock = clock or ManualClock(BEGINNING)
        self.store = store_in_memory(self.clock)
        self.views = MemoryViews()
        read_side = ReadSide(self.views, lambda: self.views.position)
        score_record = ScoreRecord(self.views, lambda: self.views.position)
        desk = Desk(
            store=self.store,
            clock=self.clock,
            editions=KnownEditions(books or shipped(), store=self.store),
            calendars=KnownCalendar(calendar or announced(), self.store),
            texts=MemoryVault(),
            secret=b"memory",
        )
        self.post = MemoryPost()
        self.house = House(
            desk,
            deadlines=read_side,
            stalled=read_side,
            waiting=read_side,
            obliged=read_side,
            progress=MemoryProgress(),
            found=score_record,
            counted=score_record,
            post=Post(Composer(desk.secret), sms=self.post, mail=self.post, addresses=self.post),
        )

    def advance_to(self, instant: datetime) -> None:
        """Move the clock forward; an earlier instant leaves it where it stands."""
        self.clock.advance_to(max(instant, self.clock.now()))

    def settle(self) -> None:
        """Let views, reactions and the outbox catch up until nothing new comes."""
        while True:
            while self.views.position < self.store.head():
                self.views.follow(self.store.facts(self.views.position, BATCH))
                self.house.reactor.catch_up()
            if not self.house.outbox.deliver():
                return

    def rows(self, projection: type[Projection], as_of: int | None = None, **equals: Any) -> list[Any]:  # noqa: ANN401
        """Rows of a view."""
        return self.views.rows(projection, as_of, **equals)

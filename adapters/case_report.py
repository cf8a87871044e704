"""What people read of a case in a bundle: its holders, time limits, facts and rules in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from adapters.evidence.report import Held, Limit, Line, Report, Rule
from adapters.http.pages.names import Names, names_as_of, place_of
from adapters.postgres.view_reader import ViewReader
from domain.calendar import beijing
from domain.regulations.book import Book
from projections.case_history import CaseHistory
from projections.custody import Custody
from projections.sentences import sentence
from projections.timeliness import Timeliness, light

TWO_DAYS = timedelta(days=2)
MIDNIGHT = (0, 0)


@dataclass(frozen=True)
class Sealed:
    """What was sealed: which case, in a log of which size, under which signed note; `at` is when it was asked for."""

    case: UUID
    number: str
    size: int
    at: datetime
    note: str
    seen: int
    """What the views held when it was asked for."""


@dataclass(frozen=True)
class CaseReports:
    """Reports of one store."""

    reader: ViewReader
    editions: Book

    def report(self, sealed: Sealed, texts: Sequence[str]) -> Report:
        """Everything that the views held of the case. `texts` are what may be read of it."""
        seen = sealed.seen
        names = names_as_of(self.editions, self.reader, seen)
        clocks = self.reader.rows(Timeliness, seen, order=("started_at", "deadline"), case=sealed.case)
        return Report(
            number=sealed.number,
            sealed_at=_minute(sealed.at),
            size=sealed.size,
            held=[
                _held(names, row, sealed.at)
                for row in self.reader.rows(Custody, seen, order=("number",), case=sealed.case)
            ],
            limits=[self._limit(names, row, sealed.at) for row in clocks],
            lines=[
                self._line(names, row)
                for row in self.reader.rows(CaseHistory, seen, order=("position",), case=sealed.case)
            ],
            rules=list(self._rules(clocks)),
            texts=texts,
            checkpoint=sealed.note,
        )

    def _line(self, names: Names, row: CaseHistory.Row) -> Line:
        return Line(
            position=row.position,
            happened=_minute(row.occurred_at),
            recorded=f"{beijing(row.recorded_at):%Y-%m-%d %H:%M:%S}",
            zh=sentence(row, "zh", lambda code: names.say(code, "zh")),
            en=sentence(row, "en", lambda code: names.say(code, "en")),
            who=_seat(names, row),
            clause=self._clause(row.edition, row.clause),
            is_late=row.is_late_entry,
        )

    def _limit(self, names: Names, row: Timeliness.Row, at: datetime) -> Limit:
        moved = row.first_due_at != row.due_at
        shows = light(row, at)
        return Limit(
            name=names.say(row.deadline, "zh"),
            due=_until(row.due_at),
            first_due=_until(row.first_due_at) if moved else "",
            state=names.say("late" if row.state == "running" and shows == "late" else row.state, "zh"),
            is_late=shows == "late",
            clause=self._clause(row.edition, row.clause),
        )

    def _clause(self, edition: str | None, clause: str | None) -> str:
        return f"{edition} {place_of(self.editions, edition, clause or '')}" if edition else ""

    def _rules(self, clocks: Sequence[Timeliness.Row]) -> Iterator[Rule]:
        for edition, content in dict.fromkeys((row.edition, row.edition_hash) for row in clocks):
            title = self.editions.edition(edition).title.zh if edition in self.editions else edition
            yield Rule(edition, title, content)


def _held(names: Names, row: Custody.Row, at: datetime) -> Held:
    lasted = max((row.until or at) - row.since, timedelta())
    hours = lasted.total_seconds() / 3600
    return Held(
        holder=names.say(row.holder, "zh"),
        since=_minute(row.since),
        until=_minute(row.until) if row.until else "—",
        lasted=f"{hours / 24:.1f} 天" if lasted >= TWO_DAYS else f"{hours:.1f} 小时",
    )


def _seat(names: Names, row: CaseHistory.Row) -> str:
    """Who did it, in words; a seat that nobody named keeps its code beside its role."""
    said = names.say(row.actor, "zh", "role")
    return said if said != row.actor else f"{names.say(row.role, 'zh', 'role')} {row.actor}"


def _minute(instant: datetime) -> str:
    return f"{beijing(instant):%Y-%m-%d %H:%M}"


def _until(instant: datetime) -> str:
    """A due time; midnight belongs to the day it ends."""
    civil = beijing(instant)
    if (civil.hour, civil.minute) != MIDNIGHT:
        return _minute(instant)
    return f"{civil - timedelta(days=1):%Y-%m-%d} 24:00"

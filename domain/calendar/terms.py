"""考核期: a month, a quarter or a year that units are assessed for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from domain.errors import Refused
from domain.values import BEIJING

TERM = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])|Q([1-4]))?")


class TermUnreadable(Refused):
    """No month, quarter or year."""

    code = "term.unreadable"


@dataclass(frozen=True, order=True)
class Term:
    """A span of whole months: `2025-08`, `2025Q3` or `2025`."""

    text: str

    def __post_init__(self) -> None:
        """Refuse what is none."""
        if not TERM.fullmatch(self.text) or self.text.startswith("0000"):
            raise TermUnreadable(f"{self.text!r} is no month, quarter or year", remedy="write 2025-08, 2025Q3 or 2025")

    def __str__(self) -> str:
        """As it is written."""
        return self.text

    @cached_property
    def months(self) -> tuple[Term, ...]:
        """Its months, the first one first."""
        year, first, last = self._span
        return tuple(Term(f"{year}-{month:02}") for month in range(first, last + 1))

    @cached_property
    def quarters(self) -> tuple[Term, ...]:
        """The quarters that end in it."""
        year, first, last = self._span
        return tuple(Term(f"{year}Q{month // 3}") for month in range(first, last + 1) if month % 3 == 0)

    @cached_property
    def begins(self) -> datetime:
        """Its first instant."""
        year, first, _ = self._span
        return datetime(int(year), first, 1, tzinfo=BEIJING)

    @cached_property
    def ends(self) -> datetime:
        """The first instant after it."""
        year, _, last = self._span
        return (datetime(int(year), last, 1, tzinfo=BEIJING) + timedelta(days=32)).replace(day=1)

    @cached_property
    def last_moment(self) -> datetime:
        """Its last instant."""
        return self.ends - timedelta(microseconds=1)

    @cached_property
    def year(self) -> Term:
        """The year it lies in."""
        return Term(self._span[0])

    @property
    def is_month(self) -> bool:
        """Whether it is one month."""
        return "-" in self.text

    @cached_property
    def before(self) -> Term:
        """The term of the same length just before."""
        earlier = (self.begins - timedelta(days=1)).astimezone(BEIJING)
        if self.is_month:
            return Term(f"{earlier:%Y-%m}")
        return Term(f"{earlier:%Y}Q{(earlier.month + 2) // 3}" if "Q" in self.text else f"{earlier:%Y}")

    def holds(self, instant: datetime) -> bool:
        """Whether an instant lies in it."""
        return self.begins <= instant < self.ends

    @classmethod
    def month_of(cls, instant: datetime) -> Term:
        """The month an instant lies in, in civil time."""
        return cls(f"{instant.astimezone(BEIJING):%Y-%m}")

    @cached_property
    def _span(self) -> tuple[str, int, int]:
        found = TERM.fullmatch(self.text)
        assert found is not None  # noqa: S101  (made only of what matches)
        year, month, quarter = found.groups()
        if month:
            return year, int(month), int(month)
        if quarter:
            return year, int(quarter) * 3 - 2, int(quarter) * 3
        return year, 1, 12

"""The overview's numbers over all deadlines, by one question: each is a sum over its groups."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from adapters.http.pages.page import Sight
from adapters.http.visibility import own_unit
from domain.calendar import beijing, midnight
from projections.timeliness import Timeliness

ENDED = ("met", "met_late", "missed")
"""States of a deadline that came to its end."""
QUESTION = """
SELECT coalesce(unit, ''), state, count(*) FILTER (WHERE breaches), count(*) FILTER (WHERE name = 'sign'),
    min(due_at) FILTER (WHERE name = 'sign'), count(*) FILTER (WHERE name = 'instruction'),
    count(*) FILTER (WHERE breaches AND due_at > %s AND due_at <= %s)
FROM {deadlines} d WHERE %s::text IS NULL OR unit = %s GROUP BY 1, 2
"""


class Group(NamedTuple):
    """The deadlines of one unit in one state: how many of them are what."""

    unit: str
    state: str
    binding: int
    to_sign: int
    sign_by: datetime | None
    instructions: int
    due_today: int


@dataclass(frozen=True)
class UnitRate:
    """How many of a unit's binding deadlines that ended were kept. Empty: what belongs to no unit."""

    unit: str
    kept: int
    ended: int

    @property
    def share(self) -> float:
        """Of those that ended."""
        return self.kept / self.ended


@dataclass(frozen=True)
class DeadlineFigures:
    """Sums over the groups."""

    groups: Sequence[Group]

    @property
    def to_sign(self) -> int:
        """How many orders must still be signed for."""
        return sum(group.to_sign for group in self._in("running"))

    @property
    def sign_by(self) -> datetime | None:
        """Until when the first of them."""
        return min((group.sign_by for group in self._in("running") if group.sign_by), default=None)

    @property
    def instructions(self) -> int:
        """Leaders' instructions that await an answer."""
        return sum(group.instructions for group in self._in("running", "missed"))

    @property
    def due_today(self) -> list[tuple[str, int]]:
        """How many binding deadlines of today are in each state."""
        counts = [(state, sum(group.due_today for group in self._in(state))) for state in self._states]
        return [(state, count) for state, count in counts if count]

    @cached_property
    def units(self) -> list[UnitRate]:
        """Units by the share of their binding deadlines kept, lowest first; no unit last."""
        rates = [
            UnitRate(unit, self._binding(unit, "met"), ended)
            for unit in {group.unit for group in self.groups}
            if (ended := self._binding(unit, *ENDED))
        ]
        return sorted(rates, key=lambda rate: (not rate.unit, rate.share, rate.unit))

    @property
    def _states(self) -> list[str]:
        return sorted({group.state for group in self.groups})

    def _in(self, *states: str) -> Collection[Group]:
        return [group for group in self.groups if group.state in states]

    def _binding(self, unit: str, *states: str) -> int:
        return sum(group.binding for group in self._in(*states) if group.unit == unit)


def deadline_figures(sight: Sight) -> DeadlineFigures:
    """What there is to say about the deadlines this seat may see."""
    asked, own = sight.asked, own_unit(sight.asked.who)
    today = beijing(asked.at).date()
    values = [midnight(today), midnight(today + timedelta(days=1)), own, own]
    rows = asked.api.reader.query(QUESTION, asked.as_of, values, deadlines=Timeliness)
    return DeadlineFigures([Group(*row) for row in rows])

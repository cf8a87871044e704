"""公布得分: the office makes known what a month cost everybody, on the first working day after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from adapters.demo.living.setting import LivingCity
from domain.calendar import Calendar, midnight
from domain.calendar.days import ONE_DAY
from domain.calendar.terms import Term
from domain.regulations.model import Edition

AT = timedelta(hours=10)
"""From midnight."""


class BulletinDue(NamedTuple):
    """A month's scores of an authority, and when they are made known."""

    at: datetime
    authority: str
    term: Term


def bulletins_of(city: LivingCity, editions: dict[str, Edition], calendar: Calendar) -> Iterator[BulletinDue]:
    """Those the city lives to see, in the order of time."""
    month = Term.month_of(city.from_)
    while month.ends < city.until:
        eve = month.ends.date() - ONE_DAY
        at = midnight(calendar.next_working(eve)) + AT
        for each in city.authorities:
            if editions[each.authority].scoring is not None and at <= city.until:
                yield BulletinDue(at, each.authority, month)
        month = Term.month_of(month.ends)

"""When requests come in: by weekday, holiday, hour and weather."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from adapters.demo.living.setting import Days, LivingCity
from domain.calendar import Calendar
from domain.values import BEIJING

ONE_DAY = timedelta(days=1)
SATURDAY = 5


def arrivals(random: Random, city: LivingCity, calendar: Calendar, count: int) -> Iterator[datetime]:
    """So many instants between the city's first and last, in order."""
    days = [city.from_.date() + ONE_DAY * n for n in range((city.until.date() - city.from_.date()).days + 1)]
    weights = [weight_of(day, city, calendar) for day in days]
    found: list[datetime] = []
    while len(found) < count:
        (day,) = random.choices(days, weights)
        (hour,) = random.choices(range(24), city.days.hours)
        at = datetime.combine(day, time(hour, random.randrange(60), random.randrange(60)), BEIJING)
        if city.from_ <= at < city.until:
            found.append(at)
    yield from sorted(found)


def weight_of(day: date, city: LivingCity, calendar: Calendar) -> float:
    """How much comes in on a day, against others."""
    weight = _fair_weather(day, city.days, calendar)
    return weight * city.storm.times if city.storm.from_ <= day <= city.storm.until else weight


def _fair_weather(day: date, days: Days, calendar: Calendar) -> float:
    if not calendar.is_working(day):
        return days.day_off if day.weekday() < SATURDAY else days.weekdays[day.weekday()]
    yesterday = day - ONE_DAY
    if yesterday.weekday() < SATURDAY and not calendar.is_working(yesterday):
        return days.first_day_back
    return days.weekdays[min(day.weekday(), SATURDAY - 1)]

"""What a plot may depend on, and the beats most of them are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from adapters.demo.plots import FILED, Beat, days, hours, office, reply, unit

ALLOWED = {"consultation": 1.0, "urgent": 1.0, "complex_consultation": 3.0, "suggestion": 3.0, "sudden": 0.3}
"""Days that may pass until the answer, about; seven working days where nothing is said."""
LONGEST = 8.5
DONE = {
    "well": (
        "经现场核实，问题已处理，详见附件。",
        "已安排人员到场整改，当日完成。",
        "已联系诉求人逐项说明，诉求人认可。",
    ),
    "visit": ("到现场查看", "约诉求人现场见面", "调取记录核对", "会同社区入户走访"),
}


@dataclass(frozen=True)
class Lot:
    """What a plot may depend on: the dice, the kind of request, and how well the unit keeps time."""

    random: Random
    kind: str
    slack: float
    others: tuple[str, ...] = ()
    """Units beside the one that has it."""

    @property
    def allowed(self) -> float:
        """Days until the answer is due, about."""
        return ALLOWED.get(self.kind, LONGEST)

    def hours(self, least: float, most: float) -> timedelta:
        """Some hours in between."""
        return hours(self.random.uniform(least, most))

    def days(self, least: float, most: float) -> timedelta:
        """Some days in between."""
        return days(self.random.uniform(least, most))

    def share(self, least: float, most: float) -> timedelta:
        """Some share of the days allowed."""
        return days(self.random.uniform(least, most) * self.allowed)

    def one_of(self, *options: str) -> str:
        """One of several, each as likely."""
        return self.random.choice(options)


Plot = Callable[[Lot], list[Beat]]


def signed(lot: Lot) -> list[Beat]:
    """Signed in time."""
    return [unit(lot.hours(0.1, 2), "sign")]


def worked(lot: Lot) -> list[Beat]:
    """Signed, and looked at on the spot."""
    visit = unit(lot.share(0.03, 0.2), "handle", action="on_site_visit", note=lot.one_of(*DONE["visit"]))
    return [*signed(lot), *([visit] if lot.random.random() < 0.6 else [])]


def answered(lot: Lot, least: float = 0.1, most: float = 0.6) -> Beat:
    """Answered within some share of the time allowed."""
    said = reply(lot.share(least, most))
    return unit(said.after, said.verb, **{**said.body, "reply": lot.one_of(*DONE["well"])})


def ending(lot: Lot, rating: str = "") -> list[Beat]:
    """Approved, told, closed, asked how it was, filed. Not everyone answers."""
    rated = rating or lot.random.choices(["good", "default", "bad"], [64, 34, 2])[0]
    way = lot.one_of("phone", "phone", "text_message", "app")
    beats = [
        office(lot.hours(0.5, 5), "accept_reply"),
        unit(lot.hours(0.2, 3), "tell_citizen", way="phone"),
        office(lot.hours(0.1, 1), "close", outcome="done"),
        office(lot.days(0.5, 3), "follow_up", way=way, rating=rated),
    ]
    if rated == "bad":
        return beats
    return [*beats, office(lot.days(0.1, 6), "archive", items=FILED)]

"""How a matter is returned: rightly, wrongly, late."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from adapters.demo.living.plots.going_well import ordinary
from adapters.demo.living.plots.lot import Lot, answered, ending, signed
from adapters.demo.plots import Beat, desk, office, unit


def asked_back(after: timedelta, **more: Any) -> Beat:  # noqa: ANN401  (a command's fields)
    """A return with reason and basis."""
    return unit(after, "request_return", reason="非本单位职责", basis="职责清单第4项", **more)


def ruled(lot: Lot, *, granted: bool, improper: bool = False) -> Beat:
    """The office rules on a return."""
    return office(lot.hours(1, 9), "rule_on_return", granted=granted, reason="已核对职责清单", improper=improper)


def returned(lot: Lot) -> list[Beat]:
    """Returned rightly, and handed to another unit. `dispatch` names none: the one who casts the play does."""
    again = desk(lot.hours(0.3, 3), "dispatch")
    return [asked_back(lot.hours(0.5, 7)), ruled(lot, granted=True), again, *ordinary(lot)]


def returned_improperly(lot: Lot) -> list[Beat]:
    """Returned what was plainly its own."""
    refused = ruled(lot, granted=False, improper=lot.random.random() < 0.6)
    return [asked_back(lot.hours(0.5, 7)), refused, answered(lot), *ending(lot)]


def returned_late(lot: Lot) -> list[Beat]:
    """Tried to return after the window: refused; or insisted, and it goes on record."""
    if lot.random.random() < 0.5:
        return [*signed(lot), asked_back(lot.days(4, 6)), answered(lot, 0.1, 0.4), *ending(lot)]
    insisted = asked_back(lot.days(3, 4.5), insist=True)
    return [*signed(lot), insisted, ruled(lot, granted=False), answered(lot, 0.1, 0.3), *ending(lot)]


def return_pending(lot: Lot) -> list[Beat]:
    """Returned, and the office takes days to rule."""
    waited = office(lot.days(2, 6), "rule_on_return", granted=False, reason="两家单位职责交叉，指定承办")
    return [asked_back(lot.hours(0.5, 6)), waited, answered(lot, 0.1, 0.3), *ending(lot)]

"""How a matter loses time: signed, answered or entered late, or never."""

from __future__ import annotations

from adapters.demo.living.plots.going_well import more_time
from adapters.demo.living.plots.lot import Lot, answered, ending, signed, worked
from adapters.demo.plots import Beat, days, hours, reply, unit


def slow(lot: Lot) -> list[Beat]:
    """Signed late and answered late."""
    return [unit(lot.days(1.2, 3), "sign"), answered(lot, 1.5, 2.6), *ending(lot)]


def late(lot: Lot) -> list[Beat]:
    """Signed in time, answered late."""
    return [*worked(lot), answered(lot, 1.5, 2.2), *ending(lot)]


def signed_late(lot: Lot) -> list[Beat]:
    """Only the signature was late."""
    return [unit(lot.days(1.1, 2), "sign"), answered(lot, 0.1, 0.3), *ending(lot)]


def unanswered(lot: Lot) -> list[Beat]:
    """Signed, and then nothing for weeks; mostly answered in the end."""
    if lot.random.random() < 0.4:
        return signed(lot)
    return [*signed(lot), unit(lot.days(18, 40), "submit_reply", **dict(reply(hours(0)).body)), *ending(lot)]


def unsigned(lot: Lot) -> list[Beat]:
    """Nobody signs; some do after weeks."""
    return [] if lot.random.random() < 0.4 else [unit(lot.days(9, 25), "sign"), answered(lot, 0.2, 1), *ending(lot)]


def extension_refused(lot: Lot) -> list[Beat]:
    """More asked for than may be given: refused, and the answer comes late."""
    return [*worked(lot), more_time(lot, lot.share(0.1, 0.4), 60), answered(lot, 1.4, 2), *ending(lot)]


def extension_late(lot: Lot) -> list[Beat]:
    """Asked for when it was too late to ask."""
    return [*worked(lot), more_time(lot, lot.share(1.4, 1.6), 3), answered(lot, 0.1, 0.5), *ending(lot)]


def entered_late(lot: Lot) -> list[Beat]:
    """补录: what was done is entered days later, with the paper book as evidence."""
    done = Beat(
        days(2.2),
        "unit_deputy",
        "handle",
        {"action": "on_site_visit", "note": "停电期间纸质记录"},
        by_unit=True,
        late_by=days(1),
    )
    return [*signed(lot), done, answered(lot, 0.1, 0.4), *ending(lot)]

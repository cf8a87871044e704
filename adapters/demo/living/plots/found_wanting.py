"""How an answer is found wanting: sent back, rated badly, contested."""

from __future__ import annotations

from adapters.demo.living.plots.being_supervised import examined
from adapters.demo.living.plots.lot import Lot, answered, ending, signed, worked
from adapters.demo.plots import Beat, office, unit

FOUND = {
    "uphold_finding": "已调取系统日志：当日运行正常，该单位同日另有操作记录。维持认定。",
    "overturn_finding": "已调取系统日志：该单位账号当日被误停用，次日恢复，期限内无法签收。撤销认定。",
}
"""What the office says it found."""


def back(lot: Lot, defect: str) -> list[Beat]:
    """Sent back with a defect, and answered again within a day."""
    return [office(lot.hours(1, 6), "send_back", defects=[defect]), answered(lot, 0.03, 0.12)]


def sent_back(lot: Lot) -> list[Beat]:
    """Sent back once."""
    return [*worked(lot), answered(lot, 0.1, 0.3), *back(lot, lot.one_of("incomplete", "irregular")), *ending(lot)]


def sent_back_twice(lot: Lot) -> list[Beat]:
    """Sent back twice in a row: accounted for."""
    twice = [*back(lot, "incomplete"), *back(lot, "unspecific")]
    finished = ending(lot, lot.one_of("default", "good"))
    return [
        *signed(lot),
        answered(lot, 0.1, 0.25),
        *twice,
        *finished,
        *(examined(lot) if lot.random.random() < 0.7 else []),
    ]


def unsatisfied(lot: Lot) -> list[Beat]:
    """A bad rating: found right and reworked, or explained; some are bad again."""
    bad = [*worked(lot), answered(lot, 0.1, 0.4), *ending(lot, "bad")]
    if lot.random.random() < 0.35:
        ground = lot.one_of("beyond_law", "circumstances", "expectations")
        return [*bad, office(lot.hours(2, 20), "verify_rating", reasonable=False, ground=ground, note="已当面解释")]
    found = {"reasonable": True, "unit_at_fault": True, "defects": [lot.one_of("not_carried_out", "omission")]}
    again = [answered(lot, 0.05, 0.3), *ending(lot, lot.random.choices(["good", "bad"], [6, 4])[0])]
    return [*bad, office(lot.hours(2, 20), "verify_rating", **found), *again]


def contested(lot: Lot) -> list[Beat]:
    """A finding is contested; the office upholds or overturns it."""
    said = unit(lot.days(1, 3), "contest_finding", "unit_head", finding="signed_late:1", grounds="系统当日无法登录")
    verb = lot.one_of("uphold_finding", "uphold_finding", "overturn_finding")
    decided = office(lot.days(1, 4), verb, finding="signed_late:1", reason=FOUND[verb])
    return [unit(lot.days(1.1, 2), "sign"), said, *([decided] if lot.random.random() < 0.8 else []), answered(lot)]

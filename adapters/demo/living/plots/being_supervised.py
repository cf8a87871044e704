"""How a matter comes under supervision, and a unit under examination."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from adapters.demo.living.plots.lot import DONE, Lot, answered, ending, signed
from adapters.demo.plots import Beat, office, unit

REGISTERED = {
    "registered_on": "当日",
    "content": "按期办结并答复",
    "lead": "承办单位",
    "assisting": "无",
    "due": "五个工作日",
    "opinion": "限期办结",
}


def supervised(after: timedelta, verb: str, role: str = "supervisor", **body: Any) -> Beat:  # noqa: ANN401  (a command's fields)
    """An act on the matter's supervision."""
    return Beat(after, role, verb, body, on_supervision=True, by_unit=role.startswith("unit_"))


def followed(lot: Lot) -> list[Beat]:
    """Supervised daily: assigned with days, reminded, fed back, checked and filed."""
    return [
        supervised(lot.hours(1, 8), "assign_supervision", citizen_told_by="sms", days=lot.random.randint(2, 5)),
        supervised(lot.days(0.5, 1.5), "remind", way="phone"),
        answered(lot, 0.02, 0.2),
        supervised(
            lot.hours(1, 6), "feed_back_supervision", "unit_clerk", report="已办结并告知诉求人", citizen_told_by="phone"
        ),
        *ending(lot),
        supervised(lot.hours(1, 20), "review_supervision", sort="random", passed=True),
        supervised(lot.hours(0.2, 2), "archive_supervision"),
    ]


def late_and_followed(lot: Lot) -> list[Beat]:
    """Looked at, not answered in time, and finished under daily supervision."""
    looked = unit(lot.hours(2, 20), "handle", action="on_site_visit", note=lot.one_of(*DONE["visit"]))
    waited = office(lot.days(1.15 * lot.allowed + 4, 1.4 * lot.allowed + 6), "record_finding", **NEGLECTED)
    return [*signed(lot), looked, waited, *followed(lot)]


def nothing_done(lot: Lot) -> list[Beat]:
    """Signed and left: level one of itself; registered, assigned, finished with the head's signature."""
    opened = supervised(
        lot.days(1.6 * lot.allowed + 5, 1.8 * lot.allowed + 8), "register_supervision", parts=REGISTERED
    )
    return [*signed(lot), opened, *followed(lot)]


NEGLECTED = {"kind": "neglected_designation", "note": "催办后仍拖延", "evidence": ["催办记录"]}


def examined(lot: Lot) -> list[Beat]:
    """The file its finding opened is examined: no fault, tolerated, or a measure."""

    def said(after: timedelta, verb: str, **body: Any) -> Beat:  # noqa: ANN401  (a command's fields)
        return Beat(after, "leading_group", verb, body, on_file=True)

    begun = said(lot.days(1, 4), "take_up_file")
    if lot.random.random() < 0.2:
        return [begun, said(lot.days(2, 6), "find_no_fault", report="客观原因所致，单位无过错")]
    found = said(lot.days(2, 6), "find_fault", grade="ordinary", report="情况属实，审核把关不严")
    applies = lot.random.random() < 0.15
    weighed = said(lot.hours(1, 20), "weigh_tolerance", applies=applies, reason="已对照容错情形逐项研判")
    if applies:
        return [begun, found, weighed]
    measures = [lot.one_of("admonishing_talk", "warning", "circular_criticism")]
    return [begun, found, weighed, said(lot.hours(1, 30), "take_measure", measures=measures, reason="依据办法相应条款")]

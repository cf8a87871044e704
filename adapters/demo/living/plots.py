"""What may happen to a request in the living city: how it goes well, and every way it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from adapters.demo.plots import FILED, Beat, days, desk, hours, office, reply, unit

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


# -- how it goes well --------------------------------------------------------------------------------------


def ordinary(lot: Lot) -> list[Beat]:
    """Handled in time."""
    return [*worked(lot), answered(lot), *ending(lot)]


def accepted_expressly(lot: Lot) -> list[Beat]:
    """The unit says that it is its own, without waiting for the window to pass."""
    return [*signed(lot), unit(lot.hours(0.2, 3), "accept_assignment"), answered(lot), *ending(lot)]


def well_informed(lot: Lot) -> list[Beat]:
    """The unit calls back first, and the citizen adds something."""
    called = unit(lot.hours(0.5, 4), "contact", way="phone", note="已与诉求人核对情况")
    added = desk(lot.hours(0.5, 5), "add_material", note="补充：晚上七点以后最明显。")
    return [*signed(lot), called, added, answered(lot), *ending(lot)]


def reclassified(lot: Lot) -> list[Beat]:
    """What sounded like one thing is another."""
    kind = "help" if lot.kind == "complaint" else "complaint"
    return [desk(lot.hours(0.1, 0.5), "reclassify", kind=kind, reason="核实后属另一类诉求"), *ordinary(lot)]


def instructed(lot: Lot) -> list[Beat]:
    """A leader asks about it; answered in time, late, or not yet."""
    given = lot.random.randint(2, 5)
    asked = Beat(lot.hours(2, 20), "city_leader", "instruct", {"instruction": "请专人盯办，限期反馈。", "days": given})
    told = unit(
        lot.days(0.5, given * 1.7), "answer_instruction", "unit_head", key="instruction:1", report="已办结，情况属实。"
    )
    return [*signed(lot), asked, *([told] if lot.random.random() < 0.75 else []), answered(lot, 0.2, 0.5), *ending(lot)]


def extended(lot: Lot) -> list[Beat]:
    """More time asked for in time, and used."""
    asked = more_time(lot, lot.share(0.05, 0.4), lot.random.randint(1, max(1, int(lot.allowed) - 2)))
    return [*worked(lot), asked, answered(lot, 0.3, 0.9), *ending(lot)]


def more_time(lot: Lot, after: timedelta, amount: int) -> Beat:
    """An extension asked for with every part it needs."""
    why = lot.one_of("需多部门会商", "待专家鉴定", "施工材料未到", "涉及多户需逐户协商")
    told = {"explained_to_citizen_at": "2025-09-01T09:00:00+08:00", "explained_by_way_of": "phone"}
    return unit(
        after,
        "request_extension",
        deadline="handle:1",
        amount=amount,
        application="延期申请",
        consented_by="unit_head",
        reason=why,
        **told,
    )


# -- time ----------------------------------------------------------------------------------------------------


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


# -- under supervision ---------------------------------------------------------------------------------------

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


# -- returns -------------------------------------------------------------------------------------------------


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


# -- what the answer was worth -------------------------------------------------------------------------------


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
    decided = office(lot.days(1, 4), verb, finding="signed_late:1", reason="已调取系统日志核对")
    return [unit(lot.days(1.1, 2), "sign"), said, *([decided] if lot.random.random() < 0.8 else []), answered(lot)]


COMMON: tuple[tuple[Plot, float], ...] = (
    (ordinary, 42),
    (accepted_expressly, 8),
    (well_informed, 6),
    (extended, 5),
    (reclassified, 1.5),
    (instructed, 2),
    (returned, 6),
    (sent_back, 4),
)
"""What happens everywhere, by weight."""

TROUBLE: tuple[tuple[Plot, float], ...] = (
    (slow, 3),
    (late, 3),
    (signed_late, 2.5),
    (unanswered, 2),
    (late_and_followed, 2),
    (nothing_done, 1.5),
    (unsigned, 1.2),
    (extension_refused, 1),
    (extension_late, 1),
    (entered_late, 0.8),
    (returned_improperly, 1.5),
    (returned_late, 1.5),
    (return_pending, 0.8),
    (sent_back_twice, 1.2),
    (unsatisfied, 3.5),
    (contested, 0.8),
)
"""What happens where time is kept badly; the weight is taken times the unit's slack."""

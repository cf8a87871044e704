"""What may happen to a case: plots, each a list of acts with the time each takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

ITEMS = ["point_by_point", "cited_documents", "communication_record", "satisfaction", "handler_contact"]
YES = {"yes_suggestion": "变更用途后可重新申请"}
FILED = ["work_order", "reply", "call_record"]


@dataclass(frozen=True)
class Beat:
    """One act of a plot: after how long, who, what."""

    after: timedelta
    role: str
    verb: str
    body: dict[str, Any] = field(default_factory=dict)
    by_unit: bool = False
    on_escalation: bool = False
    on_unit: bool = False
    on_supervision: bool = False
    on_consultation: bool = False
    on_file: bool = False
    late_by: timedelta | None = None
    """How long before this entry it happened, where it is a late one."""
    as_unit: str = ""
    """The unit that acts, where it is another than the one that has the case."""


def hours(n: float) -> timedelta:
    """So many hours."""
    return timedelta(hours=n)


def days(n: float) -> timedelta:
    """So many days."""
    return timedelta(days=n)


def unit(after: timedelta, verb: str, role: str = "unit_clerk", **body: Any) -> Beat:  # noqa: ANN401  (a command's fields)
    """An act of the unit that holds the case."""
    return Beat(after, role, verb, body, by_unit=True)


def office(after: timedelta, verb: str, **body: Any) -> Beat:  # noqa: ANN401  (a command's fields)
    """An act of the office."""
    return Beat(after, "efficiency_office", verb, body)


def desk(after: timedelta, verb: str, **body: Any) -> Beat:  # noqa: ANN401  (a command's fields)
    """An act of the intake desk."""
    return Beat(after, "intake_clerk", verb, body)


def by_first_responder(beat: Beat) -> Beat:
    """首问: what the desk does elsewhere, done by the unit that was asked first."""
    return replace(beat, role="unit_first_responder", by_unit=True)


def reply(after: timedelta) -> Beat:
    """A complete answer, signed by the deputy."""
    said = "经现场核实，问题已处理，详见附件。"
    return unit(after, "submit_reply", reply=said, outcome="done", approved_by="unit_deputy", items=ITEMS)


def ending(random: Random, rating: str = "good") -> list[Beat]:
    """Approved, told, closed, followed up, archived."""
    return [
        office(hours(random.uniform(1, 6)), "accept_reply"),
        unit(hours(random.uniform(0.2, 3)), "tell_citizen", way="phone"),
        office(hours(0.5), "close", outcome="done"),
        office(days(random.uniform(0.5, 2)), "follow_up", way="phone", rating=rating),
        *([office(hours(1), "archive", items=FILED)] if rating != "bad" else []),
    ]


def handed_on(random: Random) -> list[Beat]:
    """Accepted and signed in time."""
    return [unit(hours(random.uniform(0.3, 2)), "sign")]


def ordinary(random: Random) -> list[Beat]:
    """Handled in time."""
    visit = unit(days(random.uniform(0.3, 1)), "handle", action="on_site_visit", note="到现场查看")
    return [*handed_on(random), visit, reply(days(random.uniform(0.2, 2.5))), *ending(random)]


def slow(random: Random) -> list[Beat]:
    """Signed late and answered late."""
    late = unit(days(random.uniform(1.2, 3)), "sign")
    return [late, reply(days(random.uniform(11, 16))), *ending(random, random.choice(["good", "default"]))]


def unanswered(random: Random) -> list[Beat]:
    """Signed, and then nothing."""
    return handed_on(random)


def unsigned(random: Random) -> list[Beat]:  # noqa: ARG001  (every plot takes the dice)
    """Nobody signed."""
    return []


def returned(random: Random) -> list[Beat]:
    """Returned with reason and basis; granted, or refused as the unit's own."""
    asked = unit(hours(random.uniform(1, 8)), "request_return", reason="非本单位职责", basis="职责清单第4项")
    granted = random.random() < 0.6
    ruled = office(
        hours(random.uniform(1, 10)),
        "rule_on_return",
        granted=granted,
        reason="已核对职责清单",
        improper=not granted and random.random() < 0.5,
    )
    if granted:
        return [asked, ruled]
    return [asked, ruled, reply(days(random.uniform(1, 4))), *ending(random)]


def returned_late(random: Random) -> list[Beat]:
    """Tried to return after the window."""
    refused = unit(days(random.uniform(4, 6)), "request_return", reason="非本单位职责", basis="职责清单第4项")
    return [*handed_on(random), refused, reply(days(2)), *ending(random)]


def extended(random: Random) -> list[Beat]:
    """More time asked for in time, and used."""
    asked = unit(
        days(random.uniform(1, 3)),
        "request_extension",
        deadline="handle:1",
        amount=random.randint(1, 5),
        application="延期申请",
        consented_by="unit_head",
        reason="需多部门会商",
        explained_to_citizen_at="2025-09-10T09:00:00+08:00",
        explained_by_way_of="phone",
    )
    return [*handed_on(random), asked, reply(days(random.uniform(4, 9))), *ending(random)]


def sent_back(random: Random) -> list[Beat]:
    """Sent back once."""
    again = [office(hours(4), "send_back", defects=["incomplete"]), reply(hours(random.uniform(4, 20)))]
    return [*handed_on(random), reply(days(1.5)), *again, *ending(random)]


def sent_back_twice(random: Random) -> list[Beat]:
    """Sent back twice in a row."""
    first = [office(hours(4), "send_back", defects=["incomplete"]), reply(hours(random.uniform(4, 20)))]
    second = [office(hours(5), "send_back", defects=["unspecific"]), reply(hours(random.uniform(4, 20)))]
    return [*handed_on(random), reply(days(1)), *first, *second, *ending(random, "default")]


def unsatisfied(random: Random) -> list[Beat]:
    """A bad rating found right, reworked, and rated again."""
    verified = office(hours(6), "verify_rating", reasonable=True, unit_at_fault=True, defects=["not_carried_out"])
    again = [reply(days(1)), *ending(random, random.choice(["good", "bad"]))]
    return [*handed_on(random), reply(days(1.5)), *ending(random, "bad"), verified, *again]


def on_the_spot(random: Random) -> list[Beat]:
    """Answered by the desk."""
    return [
        desk(
            timedelta(minutes=random.randint(2, 9)), "answer_directly", way="knowledge_base", answer="已告知办理流程。"
        )
    ]


def out_of_scope(random: Random) -> list[Beat]:
    """Refused with an explanation."""
    ground = random.choice(["litigation", "arbitration", "petition"])
    return [desk(hours(0.3), "refuse", ground=ground, explanation="已说明不予受理的原因和办法", referred_to="court")]


def emergency(random: Random) -> list[Beat]:  # noqa: ARG001  (every plot takes the dice)
    """Handed to an emergency number."""
    return [desk(timedelta(minutes=1), "transfer", to="119")]


CITY_PLOTS = (
    (ordinary, 44),
    (slow, 8),
    (unanswered, 9),
    (unsigned, 4),
    (returned, 8),
    (returned_late, 3),
    (extended, 6),
    (sent_back, 5),
    (sent_back_twice, 2),
    (unsatisfied, 4),
    (on_the_spot, 4),
    (out_of_scope, 2),
    (emergency, 1),
)
"""Plots of the city's cases and how often each comes, in a hundred."""


def answered(random: Random) -> list[Beat]:
    """The bureau answers within three working days."""
    told = Beat(
        days(random.uniform(0.3, 1.5)), "unit_first_responder", "tell_citizen", {"way": "written"}, by_unit=True
    )
    return [told]


def answered_too_late(random: Random) -> list[Beat]:
    """The bureau answers late."""
    return [unit(days(random.uniform(10, 14)), "tell_citizen", "unit_first_responder", way="written")]


def climbing(random: Random) -> list[Beat]:
    """A no on its way up: to a can-do on the way, or to the end."""
    opinion = {"opinion": "现有材料不足", "basis": "办法第八条", "how_it_could_be_done": "补齐后可办"}
    beats = [Beat(hours(4), "unit_first_responder", "propose", opinion, by_unit=True)]
    for role in ("unit_section_head", "unit_deputy"):
        if random.random() < 0.25:
            can = {"opinion": "可以办理", "how": "协调后补证"}
            beats.append(Beat(hours(random.uniform(3, 20)), role, "find_can_do", can, by_unit=True, on_escalation=True))
            break
        up = Beat(hours(random.uniform(3, 20)), role, "raise", opinion, by_unit=True, on_escalation=True)
        beats.append(up)
    else:
        no = {
            "ground": "law_or_directive",
            "reason": "法律不允许",
            "basis": "条例第二十一条",
            "yes_suggestion": "变更用途后可重新申请",
        }
        beats.append(Beat(hours(8), "unit_head", "decide_final_no", no, by_unit=True, on_escalation=True))
    told = {"mode": "phone", "call_record": "已电话说明原因与办法"}
    beats.append(Beat(hours(3), "unit_first_responder", "feed_back", told, by_unit=True, on_escalation=True))
    return beats


BUREAU_PLOTS = ((answered, 45), (answered_too_late, 20), (climbing, 35))
"""Plots of the bureau's cases."""


def arrivals(random: Random, begins: datetime, ends: datetime, count: int) -> Iterator[datetime]:
    """When requests come in: mostly by day, fewer on rest days, some at night."""
    span = (ends - begins).total_seconds()
    found = 0
    while found < count:
        at = begins + timedelta(seconds=random.uniform(0, span))
        by_day = 8 <= at.hour < 19
        if random.random() < (1.0 if by_day else 0.15) * (0.4 if at.weekday() > 4 else 1.0):
            found += 1
            yield at
